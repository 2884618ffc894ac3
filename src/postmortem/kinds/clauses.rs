//! Who did what to what: the verbs of a text, each with its subject, its object, and whether it is said to be so.

use super::class::Class;
use super::lexicon::{Forms, GERUND};
use super::phrases::{ENDS, HELPERS, head, nouns};
use super::tokens::Token;
use super::verb_places::verb;

/// What a verb of a text says.
#[derive(Debug, Clone, Default)]
pub(super) struct Event {
    /// The token of the verb.
    pub(super) at: usize,
    pub(super) verb: Class,
    pub(super) forms: Forms,
    /// What stands before the verb: who does it or, in the passive, to whom it is done.
    pub(super) subject: Class,
    pub(super) has_subject: bool,
    /// What the subject is: its last word, of which those before only say which sort.
    pub(super) head: Class,
    /// Whether it is that of the clause before.
    pub(super) inherited: bool,
    /// What stands after it, but for places and agents.
    pub(super) object: Class,
    pub(super) has_object: bool,
    /// The word after the verb.
    pub(super) next: Class,
    /// Where: `on the status page`, `via the form`.
    pub(super) place: Class,
    /// What it is about: `of the outage`.
    pub(super) topic: Class,
    /// Who did it, in the passive.
    pub(super) by: Class,
    /// The auxiliaries before it.
    pub(super) helpers: Class,
    pub(super) negated: bool,
    /// Whether it stands after `if`, `once`, `whether` and the like.
    pub(super) unreal: bool,
    /// Whether it only says more of something: after `because`, `while`, `which`.
    pub(super) beside: bool,
    /// The verb that it is the content or the aim of: `confirms that it works`, `tries to restart`.
    pub(super) within: Class,
    /// The subject of that verb.
    pub(super) teller: Class,
    pub(super) passive: bool,
    /// Where its clause begins.
    pub(super) start: usize,
    /// All of its clause.
    pub(super) clause: Class,
    /// All that follows in its sentence.
    pub(super) rest: Class,
}

/// Verbs after which another clause says what is told or aimed at, with `that` or without.
const TELLING: Class = Class::FIND
    .or(Class::NOTICE)
    .or(Class::CONFIRM)
    .or(Class::SAY)
    .or(Class::REPORT)
    .or(Class::SUSPECT)
    .or(Class::POST)
    .or(Class::INVESTIGATE)
    .or(Class::INTEND)
    .or(Class::ASK)
    .or(Class::DECIDE)
    .or(Class::CALL)
    .or(Class::PLAN)
    .or(Class::SHOW)
    .or(Class::ACKNOWLEDGE)
    .or(Class::TRY)
    .or(Class::BEGIN);

/// What is known of the clause that is being read.
#[derive(Default)]
pub(super) struct Clause {
    /// Where it begins.
    pub(super) start: usize,
    /// The subject of the clause before, which may be that of this one too.
    pub(super) before: Option<(Class, Class)>,
    pub(super) unreal: bool,
    pub(super) beside: bool,
    /// Whether the next verb only says which one is meant: `the change that broke it`.
    pub(super) relative: bool,
    /// The verb before in the same sentence part, of which this is the content.
    pub(super) open: Option<usize>,
}

pub(super) fn read(tokens: &[Token]) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    let mut clause = Clause::default();
    for (at, token) in tokens.iter().enumerate() {
        // `Had it been so` is not told to be so.
        let had = token.is(Class::HAD) && at == clause.start && clause.before.is_none();
        let class = if had { Class::UNREAL } else { token.class };
        let next = Clause {
            start: at + 1,
            ..Clause::default()
        };
        let spoken = clause.open.and_then(|open| events.get(open));
        let subject = tokens.get(clause.start..at).unwrap_or_default();
        let has = subject.iter().any(|token| !token.is(HELPERS) && !token.adverb);
        if class.any(Class::STOP) {
            clause = next;
        } else if class.any(Class::COMMA | Class::AND) && token.verb == Class::NONE {
            let before = match spoken {
                Some(event) => event.has_subject.then_some((event.subject, event.head)),
                None => clause.before.or(has.then(|| (nouns(subject), head(subject)))),
            };
            let stays = class.any(Class::AND);
            clause = Clause {
                before,
                unreal: clause.unreal && stays,
                beside: clause.beside && stays,
                ..next
            };
        } else if class.any(Class::UNREAL) {
            clause = Clause {
                unreal: true,
                open: clause.open,
                ..next
            };
        } else if class.any(Class::BESIDE | Class::THAT) && has && clause.open.is_none() {
            clause.relative = true;
        } else if class.any(Class::BESIDE) {
            clause = Clause {
                unreal: clause.unreal,
                beside: true,
                ..next
            };
        } else if class.any(Class::THAT) && clause.open.is_some() {
            clause = Clause {
                unreal: clause.unreal,
                beside: clause.beside,
                open: clause.open,
                ..next
            };
        } else if let Some(mut event) = verb(tokens, at, &clause) {
            let aside = event.beside && !clause.beside && clause.open.is_none();
            if clause.relative || aside {
                clause.relative = false;
                event.beside = true;
                events.push(event);
                continue;
            }
            if let Some(governor) = spoken {
                let aim = event.helpers.any(Class::TO)
                    || event.forms & GERUND != 0 && !event.helpers.any(Class::BE);
                if aim || governor.verb.any(TELLING) {
                    event.within = governor.verb | governor.within;
                    event.teller = governor.subject | governor.teller;
                    event.unreal |= governor.unreal;
                    event.beside |= governor.beside;
                    event.negated |= aim && governor.negated;
                }
                if aim || !event.has_subject {
                    (event.subject, event.head, event.has_subject) =
                        (governor.subject, governor.head, governor.has_subject);
                }
            }
            clause = Clause {
                open: Some(events.len()),
                unreal: clause.unreal,
                beside: clause.beside,
                ..next
            };
            events.push(event);
        }
    }
    for event in &mut events {
        let rest = tokens
            .iter()
            .skip(event.at + 1)
            .take_while(|token| !token.is(Class::STOP));
        event.rest = rest.fold(Class::NONE, |all, token| {
            all | token.class | token.verb | token.owner
        });
    }
    for index in 0..events.len() {
        let from = events.get(index).map_or(0, |event| event.start);
        let to = events.get(index + 1).map_or(tokens.len(), |next| next.start);
        let clause = tokens.get(from..to).unwrap_or_default().iter();
        let clause = clause
            .take_while(|token| !token.is(Class::STOP))
            .fold(Class::NONE, |all, token| all | token.class);
        if let Some(event) = events.get_mut(index) {
            event.clause = clause;
        }
        let next = events.get(index + 1).map_or(tokens.len(), |next| next.at);
        if let Some(event) = events.get_mut(index) {
            event.follow(tokens.get(event.at + 1..next).unwrap_or_default());
        }
    }
    events
}

impl Event {
    /// Reads what stands between the verb and the next one.
    fn follow(&mut self, tokens: &[Token]) {
        let end = tokens
            .iter()
            .position(|token| token.is(ENDS) && token.verb == Class::NONE);
        let rest = tokens.get(..end.unwrap_or(tokens.len())).unwrap_or_default();
        self.next = tokens.first().map_or(Class::NONE, |token| token.class);
        self.has_object = rest
            .iter()
            .find(|token| {
                !token.adverb && !token.is(Class::DETERMINER | Class::AGAIN | Class::STILL | Class::PART)
            })
            .is_some_and(|token| !token.is(Class::PREPOSITION | Class::TO));
        let mut start = 0;
        let ends = rest
            .iter()
            .enumerate()
            .filter(|(_, token)| token.is(Class::PREPOSITION | Class::TO))
            .map(|(at, _)| at);
        for end in ends.chain([rest.len()]) {
            let phrase = rest.get(start..end).unwrap_or_default();
            let classes = nouns(phrase);
            match phrase.first() {
                Some(first) if first.by => self.by = self.by | classes,
                Some(first) if first.about => self.topic = self.topic | classes,
                Some(first) if first.place => self.place = self.place | classes,
                _ => self.object = self.object | classes,
            }
            start = end;
        }
    }
}
