//! Why two failures look like one, and where they differ, in words.

use super::concepts;
use super::glossary::Glossary;
use super::index::Index;
use super::keys::{Class, key as key_of};
use super::likeness::{self, Needs, Services, Side};
use super::pieces::{CAUSE, Pieces};
use super::traits::Trait;
use super::words;
use crate::archive::Archive;
use crate::archive::facet::FacetId;
use crate::record::Record;

/// How many words, concepts, names and messages are said.
const WORDS: usize = 6;
const CONCEPTS: usize = 3;
const NAMES: usize = 4;
const MESSAGES: usize = 2;
/// How the reason begins that a message is the same.
pub(super) const SAME_MESSAGE: &str = "same message: ";
/// How many words are said of what only one of them has.
const OWN: usize = 3;

/// A failure with its words.
pub(super) struct Told<'a> {
    pub(super) side: Side<'a>,
    pub(super) pieces: Pieces<'a>,
    pub(super) glossary: &'a Glossary,
}

impl Told<'_> {
    /// How a trait of it is written where it is first.
    fn written(&self, key: u64) -> Option<String> {
        let of = self.side.traits.find(key)?;
        let written = self.pieces.part(of.start, of.length)?;
        match of.class {
            Class::Word | Class::Concept => Some(written.to_lowercase()),
            Class::Message => Some(written.to_owned()),
            Class::Name => {
                let name = Some(written.to_ascii_lowercase());
                // A synonym is told as its term.
                name.filter(|name| key_of(Class::Name, name) == key).or_else(|| {
                    let mut terms = Vec::new();
                    self.glossary.each(written, |term, _| terms.push(term.to_owned()));
                    terms.into_iter().find(|term| key_of(Class::Name, term) == key)
                })
            }
        }
    }
}

/// That both failures showed a message.
pub(super) fn same_message(message: &str) -> String {
    format!("{SAME_MESSAGE}“{message}”")
}

/// That one quotes part of a message of the other.
pub(super) fn part_of_message(message: &str) -> String {
    format!("part of the message “{message}”")
}

/// What is the same in two failures.
pub(super) fn same(
    archive: &Archive,
    index: &Index,
    needs: &Needs,
    one: &Told<'_>,
    other: &Told<'_>,
) -> Vec<String> {
    let mut reasons = Vec::new();
    let shared = |keys: &[(Trait, u32)], class: Class, most: usize| -> Vec<String> {
        let mut found: Vec<_> = index
            .shared(keys, other.side.traits)
            .filter(|(of, _)| of.class == class)
            .collect();
        found.sort_by_key(|(of, worth)| (std::cmp::Reverse(*worth), of.key));
        let words = found.into_iter();
        let words = words.filter_map(|(of, _)| one.written(of.key));
        words.take(most).collect()
    };
    let keys = one.side.keys;
    for message in shared(&keys.names, Class::Message, MESSAGES) {
        reasons.push(same_message(&message));
    }
    let names = shared(&keys.names, Class::Name, NAMES);
    if !names.is_empty() {
        reasons.push(format!("both name {}", names.join(", ")));
    }
    let words = shared(&keys.words, Class::Word, usize::MAX).into_iter();
    let words: Vec<String> = words
        .filter(|word| !words::is_ordinary(word))
        .take(WORDS)
        .collect();
    if !words.is_empty() {
        reasons.push(format!("same words: {}", words.join(", ")));
    }
    let concepts = index.shared(&keys.words, other.side.traits);
    let concepts = concepts.filter(|(of, _)| of.class == Class::Concept);
    let in_other_words = concepts.filter_map(|(of, _)| {
        let (now, then) = (one.written(of.key)?, other.written(of.key)?);
        let name = concepts::name(of.key).filter(|_| !words::are_one(&now, &then))?;
        Some(format!("both about {name}: {now}, then {then}"))
    });
    reasons.extend(in_other_words.take(CONCEPTS));
    let (Some(now), Some(then)) = (one.side.record, other.side.record) else {
        return reasons;
    };
    match likeness::services(needs, now, then) {
        Services::Same(names) => reasons.push(format!("same service: {}", names.join(", "))),
        Services::Dependent(one, other) => reasons.push(format!("{one} depends on {other}")),
        Services::Unknown | Services::Other => {}
    }
    if let Some(cause) = likeness::cause(now).filter(|cause| Some(*cause) == likeness::cause(then)) {
        reasons.push(format!("same root cause: {}", label(archive, cause)));
    }
    if let Some(trigger) = likeness::trigger(now).filter(|one| Some(*one) == likeness::trigger(then)) {
        reasons.push(format!("same trigger: {}", trigger.label()));
    }
    reasons
}

/// Where two failures differ.
pub(super) fn different(archive: &Archive, needs: &Needs, one: &Told<'_>, other: &Told<'_>) -> Vec<String> {
    let mut reasons = Vec::new();
    if let (Some(now), Some(then)) = (one.side.record, other.side.record) {
        if let Services::Other | Services::Dependent(..) = likeness::services(needs, now, then) {
            let names = |record: &Record| record.services().collect::<Vec<_>>().join(", ");
            reasons.push(format!("service: {}, then {}", names(now), names(then)));
        }
        if let (Some(now), Some(then)) = (likeness::cause(now), likeness::cause(then))
            && now != then
        {
            reasons.push(format!(
                "root cause: {}, then {}",
                label(archive, now),
                label(archive, then)
            ));
        }
        if let (Some(now), Some(then)) = (likeness::trigger(now), likeness::trigger(then))
            && now != then
        {
            reasons.push(format!("trigger: {}, then {}", now.label(), then.label()));
        }
    }
    let mut own = |what: &str, of: &Told<'_>, than: &Told<'_>| {
        let words = of.side.keys.words.iter();
        let words = words.filter(|(of, _)| of.class == Class::Word && of.weight >= CAUSE);
        let lacking = words.filter(|(of, _)| !than.side.traits.has(of.key));
        let words: Vec<String> = lacking
            .filter_map(|(one, _)| of.written(one.key))
            .filter(|word| !words::is_ordinary(word))
            .take(OWN)
            .collect();
        if !words.is_empty() {
            reasons.push(format!("only {what}: {}", words.join(", ")));
        }
    };
    own("now", one, other);
    own("then", other, one);
    reasons
}

fn label<'a>(archive: &'a Archive, cause: &'a str) -> &'a str {
    let group = archive.group(FacetId::CAUSE, cause);
    group.map_or(cause, |group| group.label.as_str())
}
