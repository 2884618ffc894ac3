//! What a failure is known by: words of its cause and symptoms, names, and messages of machines.

use super::glossary::Glossary;
use super::{messages, names};
use crate::postmortem::Postmortem;
use crate::record::{Known, Record};
use crate::text::terms::Terms;
use crate::vocabulary::SectionKind;
use std::collections::HashMap;

/// What a trait is, the weakest evidence first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// A word, by its stem.
    Word,
    /// A name that is typed the same each time: a host, a path, a metric, an exception.
    Name,
    /// What a machine said, without what changes each time.
    Message,
}

/// One thing that a failure is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Trait {
    /// A hash of its class and its text: the text itself is read again where somebody wants to see it.
    pub(super) key: u64,
    /// What it is.
    pub(super) class: Class,
    /// How much the places count where it stands: the strongest one.
    pub(super) weight: u8,
}

/// Where somebody says what broke and how it looked.
pub(super) const CAUSE: u8 = 6;
/// Where somebody says what happened, step by step.
pub(super) const STORY: u8 = 2;
/// Where something is only named in passing: actions, lessons, background.
pub(super) const PASSING: u8 = 1;

/// The traits of one failure, sorted by key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Traits(pub(super) Vec<Trait>);

/// Reads traits; keep it for many texts, since words come again.
pub(super) struct Reader<'a> {
    terms: Terms,
    glossary: &'a Glossary,
}

impl<'a> Reader<'a> {
    pub(super) fn new(glossary: &'a Glossary) -> Self {
        Self {
            terms: Terms::default(),
            glossary,
        }
    }

    /// What the failure of a postmortem is known by; without a text, as far as its record tells.
    pub(super) fn traits(&mut self, record: &Record, text: Option<&Postmortem>) -> Traits {
        let mut found = Found::default();
        self.each(record, text, |class, text, _, weight| {
            found.put(class, text, weight)
        });
        found.traits()
    }

    /// The same of words that are not in the archive: an alert, a line of a log.
    pub(super) fn traits_of_text(&mut self, text: &str) -> Traits {
        let mut found = Found::default();
        self.each_of_text(text, CAUSE, &mut |class, text, _, weight| {
            found.put(class, text, weight)
        });
        messages::whole(text, |message, _| found.put(Class::Message, message, CAUSE));
        found.traits()
    }

    /// How its traits are written.
    pub(super) fn written_of_text(&mut self, text: &str) -> HashMap<u64, String> {
        let mut written = HashMap::new();
        let mut found = |class, text: &str, as_written: &str, _| {
            written
                .entry(key(class, text))
                .or_insert_with(|| as_written.to_owned());
        };
        self.each_of_text(text, CAUSE, &mut found);
        messages::whole(text, |message, as_written| {
            found(Class::Message, message, as_written, CAUSE)
        });
        written
    }

    /// Gives every trait of a postmortem with its text, as it compares and as it is written, and with the weight of its place.
    pub(super) fn each(
        &mut self,
        record: &Record,
        text: Option<&Postmortem>,
        mut found: impl FnMut(Class, &str, &str, u8),
    ) {
        let facts = &record.facts;
        self.each_of_text(&record.title.value, CAUSE, &mut found);
        for symptom in facts.symptoms.list() {
            self.each_of_text(symptom, CAUSE, &mut found);
            messages::whole(symptom, |message, written| {
                found(Class::Message, message, written, CAUSE)
            });
        }
        let Some(text) = text else {
            for fact in [&facts.summary, &facts.cause_summary] {
                self.each_of_text(fact.text().unwrap_or_default(), CAUSE, &mut found);
            }
            for entry in &record.entries {
                self.each_of_text(&entry.text, STORY, &mut found);
            }
            return;
        };
        let document = &text.document;
        for section in &document.sections {
            let weight = match section.kind {
                SectionKind::Cause | SectionKind::Summary => CAUSE,
                SectionKind::Timeline | SectionKind::Detection | SectionKind::Impact => STORY,
                _ => PASSING,
            };
            self.each_of_text(document.source.slice(section.span), weight, &mut found);
        }
    }

    fn each_of_text(&mut self, text: &str, weight: u8, found: &mut impl FnMut(Class, &str, &str, u8)) {
        self.terms
            .words(text, |stem, written| found(Class::Word, stem, written, weight));
        names::each(text, |name| found(Class::Name, name, name, weight));
        messages::each(text, |message, written| {
            found(Class::Message, message, written, weight);
        });
        self.glossary
            .each(text, |term| found(Class::Name, term, term, weight));
    }
}

impl Traits {
    /// Whether a trait is among them.
    pub(super) fn has(&self, key: u64) -> bool {
        self.weight(key).is_some()
    }

    /// How much the places count where a trait stands.
    pub(super) fn weight(&self, key: u64) -> Option<u8> {
        let at = self.0.binary_search_by_key(&key, |of| of.key).ok()?;
        self.0.get(at).map(|of| of.weight)
    }
}

/// What a trait is known by.
pub(super) fn key(class: Class, text: &str) -> u64 {
    // FNV-1a: the same in every run and on every machine.
    let mut hash = 0xcbf2_9ce4_8422_2325 ^ class as u64;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash
}

/// Traits while a text is read.
#[derive(Default)]
struct Found(HashMap<u64, (Class, u8)>);

impl Found {
    fn put(&mut self, class: Class, text: &str, weight: u8) {
        let (_, strongest) = self.0.entry(key(class, text)).or_insert((class, weight));
        *strongest = weight.max(*strongest);
    }

    fn traits(self) -> Traits {
        let traits = self.0.into_iter();
        let mut traits: Vec<Trait> = traits
            .map(|(key, (class, weight))| Trait { key, class, weight })
            .collect();
        traits.sort_unstable();
        Traits(traits)
    }
}
