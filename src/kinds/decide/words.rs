//! What words without a verb tell.

use super::{Told, may_be_the_end, said_outright, told};
use crate::kinds::class::Class;
use crate::kinds::phrases::{head, nouns};
use crate::kinds::tokens::Token;
use crate::vocabulary::EntryKind::{
    Acknowledged, Action, Communicated, Detected, Escalated, FollowUp, Hypothesis, Identified, ImpactStarted,
    Investigating, Misleading, Mitigated, Reported, Resolved,
};

/// Words between two marks, without a verb.
pub(in crate::kinds) struct Part<'t> {
    words: &'t [Token],
    /// What they name first.
    pub(in crate::kinds) head: Class,
    /// All their classes.
    pub(in crate::kinds) all: Class,
    /// The classes of their sentence.
    sentence: Class,
    /// Whether they begin it.
    pub(in crate::kinds) first: bool,
    /// Whether the whole text is short.
    short: bool,
}

impl<'t> Part<'t> {
    pub(in crate::kinds) fn new(words: &'t [Token], sentence: Class, first: bool, length: usize) -> Self {
        let all = words.iter().fold(Class::NONE, |all, token| {
            all | token.class | token.verb.only(Class::SUSPECT)
        });
        Self {
            words,
            head: head(words),
            all,
            sentence,
            first,
            short: length < 8,
        }
    }
}

impl Part<'_> {
    /// Whether it goes to people, and does not come from them.
    fn addressed(&self) -> bool {
        let to = self.words.iter().position(|token| token.is(Class::TO));
        let to = to.and_then(|to| self.words.get(to..)).unwrap_or_default();
        nouns(to).any(Class::PEOPLE | Class::PUBLIC) && to.iter().all(|token| token.owner == Class::NONE)
    }
}

/// What words without a verb tell.
pub(in crate::kinds) fn words(part: &Part<'_>) -> Option<Told> {
    let named = nouns(part.words);
    let has = |class: Class| named.any(class);
    match () {
        () if part.all.any(Class::ELSEWHEN) => None,
        () if part.all.any(Class::MISLED) => told(Misleading),
        // `The restart didn't help`
        () if part.all.any(Class::VAIN) && has(Class::REMEDY) => told(Misleading),
        () if part.first && has(Class::PUBLIC) && part.all.any(Class::COLON) => said_outright(Communicated),
        () if has(Class::NOT) => None,
        () if has(Class::RECOVER) && has(Class::PART) => told(Mitigated),
        () if has(Class::EASE) || has(Class::FINISH) && has(Class::UNDO) => told(Mitigated),
        () if has(Class::NORMAL) || has(Class::RECOVER) && has(Class::FULL) => {
            told(if part.sentence.any(Class::PART) || has(Class::FIRST) {
                Mitigated
            } else {
                Resolved
            })
        }
        () if part.all.any(Class::AGAIN)
            && has(Class::UP | Class::FINE)
            && !part.all.any(Class::TROUBLE)
            && !has(Class::MACHINE | Class::PROVIDER | Class::STAGING) =>
        {
            told(
                if part.sentence.any(Class::PART | Class::QUEUE) || !has(Class::SERVICE | Class::FULL) {
                    Mitigated
                } else {
                    Resolved
                },
            )
        }
        () if has(Class::END | Class::OVER) && has(Class::TROUBLE) => told(Resolved),
        // `Configuration corrected, site fully functional`
        () if has(Class::UP | Class::FINE)
            && has(Class::FULL)
            && has(Class::SERVICE)
            && !part.all.any(
                Class::TROUBLE | Class::STAGING | Class::PROVIDER | Class::MACHINE | Class::COMPONENT,
            ) =>
        {
            told(Resolved)
        }
        () if !part.first => None,
        () if has(Class::LOW) && has(Class::TROUBLE | Class::QUEUE) => may_be_the_end(),
        () if (has(Class::FINE) || has(Class::UP) && has(Class::FULL))
            && part.short
            && (has(Class::TROUBLE | Class::QUEUE) && !has(Class::CAUSE)
                || has(Class::SERVICE) && has(Class::FULL))
            && !part.all.any(Class::STAGING | Class::PROVIDER | Class::MACHINE) =>
        {
            if has(Class::FULL) {
                told(Resolved)
            } else {
                may_be_the_end()
            }
        }
        () if part.sentence.any(Class::ASKED) && part.all.any(Class::UNREAL | Class::BESIDE) => {
            told(Investigating)
        }
        () if part.all.any(Class::GUESS | Class::SUSPECT)
            || part.sentence.any(Class::ASKED) && part.short =>
        {
            told(Hypothesis)
        }
        () if part.all.any(Class::RETURNED) && !has(Class::PEOPLE | Class::TEAM) => may_be_the_end(),
        () if has(Class::LATER) => said_outright(FollowUp),
        () if has(Class::REVIEW) => told(FollowUp),
        () if has(Class::INVESTIGATE) => told(Investigating),
        () if has(Class::ACKNOWLEDGE) => told(Acknowledged),
        () if has(Class::FIRST) && has(Class::TROUBLE) && !has(Class::TICKET) => told(ImpactStarted),
        () if has(Class::MACHINE) && !has(Class::FINE | Class::UP) => told(Detected),
        () if has(Class::COMPLAINT)
            && (has(Class::PEOPLE | Class::FIRST)
                || part.all.any(Class::TROUBLE | Class::DOWN)
                || part.sentence.any(Class::THAT))
            && !has(Class::REVIEW) =>
        {
            told(Reported)
        }
        () if has(Class::DOWN)
            && !has(Class::MACHINE | Class::PEOPLE | Class::TROUBLE | Class::PROVIDER | Class::STILL)
            && part.short
            && has(Class::SERVICE | Class::PIECE | Class::NAME) =>
        {
            told(ImpactStarted)
        }
        () if has(Class::PEOPLE) && has(Class::FIRST) && has(Class::TICKET) => told(Reported),
        () if has(Class::PROVIDER) && has(Class::TICKET) || part.head.any(Class::ESCALATE) => told(Escalated),
        // `Forum back`: the forum itself.
        () if has(Class::PUBLIC) => (!has(Class::UP | Class::DOWN))
            .then_some(Communicated)
            .and_then(told),
        // `Message to all users`
        () if part.head.any(Class::TICKET) && part.addressed() => told(Communicated),
        () if has(Class::CAUSE) => told(Identified),
        () if has(Class::CHECK) => told(Investigating),
        () if part.head.any(Class::ACT) => told(Action),
        () => None,
    }
}
