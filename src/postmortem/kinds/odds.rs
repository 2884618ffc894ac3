//! How well the words of an entry go with each kind, by a linear model over words and their classes.
//!
//! It tells nothing itself. What a sentence seems to tell is taken back where its words go far better with another kind:
//! a sentence of a form that no rule foresaw is a note then, and no wrong kind. `NEVERTWICE_LEARN=1 cargo test --test kinds` learns
//! the table anew.

use super::class::Class;
use super::tokens::Token;
use crate::vocabulary::EntryKind;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::fmt::Write;
use std::sync::LazyLock;

/// How many words are looked at: what an entry tells stands at its front.
const LOOKED_AT: usize = 20;
const KINDS: usize = EntryKind::ALL.len();
/// How much better another kind must go with the words, in the units of the table: 16 are a factor of e.
const MARGIN: i32 = 20;

/// A character each, so that nothing has to be parsed: `P` is 0.
type Weights = [u8; KINDS];
const ZERO: i32 = b'P' as i32;

/// The weights of each feature, by the kinds in their order. A line holds a feature, a tab and the weights.
static TABLE: LazyLock<HashMap<&str, &Weights, FixedState>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let (feature, weights) = line.split_once('\t')?;
        Some((feature, <&Weights>::try_from(weights.as_bytes()).ok()?))
    };
    include_str!("odds.txt").lines().filter_map(row).collect()
});

/// Whether the words speak against a kind.
pub(super) fn against(kind: EntryKind, text: &str, tokens: &[Token]) -> bool {
    // Ends are told in few ways, and rightly.
    if matches!(kind, EntryKind::Note | EntryKind::Mitigated | EntryKind::Resolved) {
        return false;
    }
    let mut sums = [0; KINDS];
    features(text, tokens, |feature| {
        for (sum, weight) in sums
            .iter_mut()
            .zip(TABLE.get(feature).into_iter().copied().flatten())
        {
            *sum += i32::from(*weight) - ZERO;
        }
    });
    let best = sums.iter().copied().max().unwrap_or_default();
    // That it was noticed is told by both of these, and by whom is told in many ways.
    let noticed = |kind| matches!(kind, EntryKind::Detected | EntryKind::Reported);
    let alike = |other| other == kind || noticed(other) && noticed(kind);
    let own = EntryKind::ALL
        .iter()
        .zip(sums)
        .filter(|(other, _)| alike(**other));
    let own = own.map(|(_, sum)| sum).max().unwrap_or_default();
    best - own > MARGIN
}

/// What a text is known by: its words, those that stand beside each other, which come first, and their classes.
pub(super) fn features(text: &str, tokens: &[Token], mut each: impl FnMut(&str)) {
    let (mut name, mut before) = (String::new(), String::new());
    let (mut classes, mut verbs) = (Class::NONE, Class::NONE);
    each("");
    let mut place = 0;
    for token in tokens.iter().take(LOOKED_AT) {
        if place == 0 {
            for class in token.class.names() {
                name.clear();
                let _ = write!(name, "^{class}");
                each(&name);
            }
        }
        classes = classes | token.class;
        verbs = verbs | token.verb;
        if token.is(Class::STOP | Class::COMMA | Class::COLON) {
            "|".clone_into(&mut before);
            continue;
        }
        name.clear();
        stem(text.get(token.at.clone()).unwrap_or_default(), &mut name);
        each(&name);
        let word = name.len();
        if !before.is_empty() {
            name.push('<');
            name.push_str(&before);
            each(&name);
            name.truncate(word);
        }
        before.clone_from(&name);
        if place < 2 {
            name.push_str(if place == 0 { "^" } else { "^^" });
            each(&name);
        }
        place += 1;
    }
    for event in super::clauses::read(tokens).iter().take(3) {
        deed(event, &mut name, &mut each);
    }
    for class in classes.names() {
        each(class);
    }
    for class in verbs.names() {
        name.clear();
        let _ = write!(name, "-{class}");
        each(&name);
    }
}

/// What the features of deeds name of those who do it and what it is done to.
const ROLES: Class = Class::PEOPLE
    .or(Class::TEAM)
    .or(Class::NAME)
    .or(Class::US)
    .or(Class::PROVIDER)
    .or(Class::MACHINE)
    .or(Class::PUBLIC)
    .or(Class::TROUBLE)
    .or(Class::SERVICE)
    .or(Class::CAUSE)
    .or(Class::TICKET)
    .or(Class::REVIEW)
    .or(Class::REMEDY)
    .or(Class::CHECK)
    .or(Class::PIECE)
    .or(Class::QUEUE)
    .or(Class::VAGUE)
    .or(Class::DOWN)
    .or(Class::UP)
    .or(Class::FINE)
    .or(Class::BAD)
    .or(Class::NOT)
    .or(Class::STAGING);

/// Who does what to what, and how it is said.
fn deed(event: &super::event::Event, name: &mut String, each: &mut impl FnMut(&str)) {
    let (agent, patient) = match event.passive {
        true => (event.by, event.subject),
        false => (event.subject, event.object),
    };
    let has = (event.passive && event.by == Class::NONE || !event.has_subject, !event.passive && !event.has_object);
    for verb in event.verb.without(Class::TRANSITIVE).names() {
        let mut put = |parts: [&str; 3]| {
            name.clear();
            name.extend(parts);
            each(name);
        };
        let none = |none: bool| if none { "0" } else { "?" };
        let (mut agents, mut patients) = (agent.only(ROLES).names().peekable(), patient.only(ROLES).names().peekable());
        if agents.peek().is_none() { put([none(has.0), ">", verb]) }
        for agent in agents { put([agent, ">", verb]) }
        if patients.peek().is_none() { put([verb, "<", none(has.1)]) }
        for patient in patients { put([verb, "<", patient]) }
        if event.negated { put([verb, "!", ""]) }
        if event.passive { put([verb, "~", "passive"]) }
        if event.unreal || event.beside { put([verb, "~", "beside"]) }
        for helper in event.helpers.only(Class::WILL.or(Class::TO).or(Class::CAN).or(Class::MAY).or(Class::BE).or(Class::HAD)).names() { put([verb, "~", helper]) }
        for within in event.within.without(Class::TRANSITIVE).names() { put([within, ":", verb]) }
        let forms = match event.forms { 1 => "1", 2 => "2", 4 => "4", 8 => "8", _ => "" };
        put([verb, "~", forms]);
    }
}

/// A word without its ending, in lower case, with any number as 0.
fn stem(word: &str, name: &mut String) {
    for char in word.chars() {
        if !char.is_ascii_digit() {
            name.extend(char.to_lowercase());
        } else if !name.ends_with('0') {
            name.push('0');
        }
    }
    let end = ["ing", "ed", "es", "s", "e"]
        .iter()
        .find(|end| name.ends_with(**end) && name.len() >= end.len() + 3);
    name.truncate(name.len() - end.map_or(0, |end| end.len()));
}
