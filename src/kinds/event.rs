//! What a verb says, and what is known of its clause.

use super::class::Class;
use super::lexicon::Forms;
use super::phrases::{ENDS, nouns};
use super::tokens::Token;

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
    /// Whether it is several.
    pub(super) plural: bool,
    /// Whether it is that of the clause before.
    pub(super) inherited: bool,
    /// What stands after it, but for places and agents.
    pub(super) object: Class,
    pub(super) has_object: bool,
    /// What it tells of: `that all pages load`.
    pub(super) content: Class,
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
    /// The verb that is its own content: `stops accepting orders`.
    pub(super) governs: Class,
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

/// What is known of the clause that is being read.
#[derive(Default)]
pub(super) struct Clause {
    /// Where it begins.
    pub(super) start: usize,
    /// The subject of the clause before, which may be that of this one too.
    pub(super) before: Option<(Class, Class)>,
    /// Whether to that something was done.
    pub(super) passive: bool,
    pub(super) unreal: bool,
    pub(super) beside: bool,
    /// Whether the next verb only says which one is meant: `the change that broke it`.
    pub(super) relative: bool,
    /// The verb before in the same sentence part, of which this is the content.
    pub(super) open: Option<usize>,
}

impl Event {
    /// Reads what stands between the verb and the next one.
    pub(super) fn follow(&mut self, tokens: &[Token]) {
        let end = tokens
            .iter()
            .position(|token| token.is(ENDS) && token.verb == Class::NONE);
        let rest = tokens.get(..end.unwrap_or(tokens.len())).unwrap_or_default();
        self.next = tokens.first().map_or(Class::NONE, |token| token.class);
        if self.next.any(Class::THAT) {
            self.content = nouns(tokens.get(1..).unwrap_or_default());
        }
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
                Some(first) if first.is(Class::BY) => self.by = self.by | classes,
                Some(first) if first.is(Class::ABOUT) => self.topic = self.topic | classes,
                Some(first) if first.is(Class::PLACE) => self.place = self.place | classes,
                _ => self.object = self.object | classes,
            }
            start = end;
        }
    }
}
