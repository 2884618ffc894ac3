//! Noun phrases, and the words that stand between.

use super::class::Class;
use super::tokens::Token;

pub(super) const HELPERS: Class = Class::BE
    .or(Class::HAVE)
    .or(Class::HAD)
    .or(Class::DO)
    .or(Class::CAN)
    .or(Class::MAY)
    .or(Class::WILL)
    .or(Class::TO)
    .or(Class::NOT);
pub(super) const BETWEEN: Class = HELPERS
    .or(Class::AGAIN)
    .or(Class::STILL)
    .or(Class::PART)
    .or(Class::FULL)
    .or(Class::FIRST);
pub(super) const ENDS: Class = Class::STOP
    .or(Class::COMMA)
    .or(Class::AND)
    .or(Class::UNREAL)
    .or(Class::BESIDE)
    .or(Class::THAT);
/// How many, in which way: not what it is.
pub(super) const QUANTITY: Class = Class::PART
    .or(Class::FULL)
    .or(Class::NOT)
    .or(Class::NUMBER)
    .or(Class::AMOUNT)
    .or(Class::FIRST)
    .or(Class::AGAIN)
    .or(Class::STILL)
    .or(Class::ASKED)
    .or(Class::DETERMINER);

/// What the first of some words is about: its last noun.
pub(super) fn head(tokens: &[Token]) -> Class {
    let nouns = phrase(tokens).filter(|token| !token.is(Class::NUMBER | Class::AMOUNT));
    nouns.last().map_or(Class::NONE, |token| token.class)
}

/// Whether that is several, which other words say more of: `the directories of the cluster`.
pub(super) fn is_plural(tokens: &[Token]) -> bool {
    let nouns = phrase(tokens).filter(|token| !token.is(Class::NUMBER));
    nouns.last().is_some_and(|last| last.plural)
}

/// The words of the first phrase.
fn phrase(tokens: &[Token]) -> impl Iterator<Item = &Token> {
    let words = tokens
        .iter()
        .skip_while(|token| token.is(Class::DETERMINER) || token.adverb);
    words
        .take_while(|token| !token.is(Class::PREPOSITION | Class::TO | ENDS))
        .filter(|token| !token.adverb)
}

/// The classes of noun phrases. What a phrase is about stands last in it: a status page's vendor is no status page.
pub(super) fn nouns(tokens: &[Token]) -> Class {
    let (mut all, mut phrase) = (Class::NONE, Class::NONE);
    let mut known = true;
    for token in tokens.iter().filter(|token| !token.adverb) {
        if token.is(Class::PREPOSITION | Class::DETERMINER | HELPERS | ENDS) && !token.is(Class::FULL) {
            all = all | if known { phrase } else { phrase.only(QUANTITY) };
            all = all | token.class.only(QUANTITY);
            (phrase, known) = (Class::NONE, true);
        } else {
            phrase = phrase | token.class;
            known = token.class.without(QUANTITY) != Class::NONE || token.is(QUANTITY) && known;
        }
    }
    all | if known { phrase } else { phrase.only(QUANTITY) }
}
