//! What a failure is known by: words of its cause and symptoms and what they are about, names, and messages of machines.

use super::glossary::Glossary;
use super::keys::{ByKey, Class, key};
use super::words::Words;
use super::{messages, names};
use crate::postmortem::Postmortem;
use crate::record::{Fact, Known, Origin, Record};
use crate::vocabulary::SectionKind;

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
pub(super) const CAUSE: u8 = 12;
/// Where somebody says what happened, step by step.
pub(super) const STORY: u8 = 4;
/// Where something is only named in passing: actions, lessons, background.
pub(super) const PASSING: u8 = 1;

/// The traits of one failure, sorted by key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Traits(pub(super) Vec<Trait>);

/// Reads traits; keep it for many texts, since words come again.
pub(super) struct Reader<'a> {
    words: Words,
    glossary: &'a Glossary,
}

impl<'a> Reader<'a> {
    pub(super) fn new(glossary: &'a Glossary) -> Self {
        Self {
            words: Words::default(),
            glossary,
        }
    }

    /// What the failure of a postmortem is known by; without a text, as far as its record tells.
    pub(super) fn traits(&mut self, record: &Record, text: Option<&Postmortem>) -> Traits {
        let mut found = Found::default();
        self.each(record, text, |class, key, _, weight| {
            found.put(class, key, weight)
        });
        found.traits()
    }

    /// The same of words that are not in the archive, an alert or a line of a log, and how its traits are written.
    pub(super) fn traits_of_text(&mut self, text: &str) -> (Traits, ByKey<String>) {
        let (mut traits, mut written) = (Found::default(), ByKey::default());
        let mut found = |class, key, as_written: &str, weight| {
            traits.put(class, key, weight);
            written.entry(key).or_insert_with(|| as_written.to_owned());
        };
        self.each_of_text(text, CAUSE, &mut found);
        messages::whole(text, |message, as_written| {
            found(Class::Message, key(Class::Message, message), as_written, CAUSE);
        });
        (traits.traits(), written)
    }

    /// Gives every trait of a postmortem, as it is written, with the weight of its place.
    pub(super) fn each(
        &mut self,
        record: &Record,
        text: Option<&Postmortem>,
        mut found: impl FnMut(Class, u64, &str, u8),
    ) {
        let facts = &record.facts;
        self.each_of_text(&record.title.value, CAUSE, &mut found);
        for symptom in facts.symptoms.list() {
            self.each_of_text(symptom, CAUSE, &mut found);
            messages::whole(symptom, |message, written| {
                found(Class::Message, key(Class::Message, message), written, CAUSE);
            });
        }
        // Where the text is at hand, what comes from it is read there.
        let stated = |fact: &&Fact<String>| text.is_none() || fact.origin == Origin::FrontMatter;
        for fact in [&facts.summary, &facts.cause_summary] {
            let fact = fact.as_ref().filter(stated);
            self.each_of_text(fact.map_or("", |fact| &fact.value), CAUSE, &mut found);
        }
        let Some(text) = text else {
            for entry in &record.entries {
                self.each_of_text(&entry.text, STORY, &mut found);
            }
            return;
        };
        let document = &text.document;
        let names_cause = document
            .sections
            .iter()
            .any(|section| matches!(section.kind, SectionKind::Cause | SectionKind::Summary));
        for section in &document.sections {
            let weight = match section.kind {
                SectionKind::Cause | SectionKind::Summary => CAUSE,
                // Whose headings nobody knows tells the cause under one of them.
                SectionKind::Other if !names_cause => CAUSE,
                SectionKind::Timeline | SectionKind::Detection | SectionKind::Impact => STORY,
                _ => PASSING,
            };
            self.each_of_text(document.source.slice(section.span), weight, &mut found);
        }
    }

    fn each_of_text(&mut self, text: &str, weight: u8, found: &mut impl FnMut(Class, u64, &str, u8)) {
        self.words
            .each(text, |class, key, written| found(class, key, written, weight));
        names::each(text, |name| {
            found(Class::Name, key(Class::Name, name), name, weight);
        });
        messages::each(text, |message, written| {
            found(Class::Message, key(Class::Message, message), written, weight);
        });
        self.glossary.each(text, |term| {
            found(Class::Name, key(Class::Name, term), term, weight);
        });
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

/// Traits while a text is read: what each is, the strongest place where it stands, and how often it does.
#[derive(Default)]
struct Found(ByKey<(Class, u8, u32)>);

impl Found {
    fn put(&mut self, class: Class, key: u64, weight: u8) {
        let (_, strongest, count) = self.0.entry(key).or_insert((class, weight, 0));
        *strongest = weight.max(*strongest);
        *count += 1;
    }

    fn traits(self) -> Traits {
        let traits = self.0.into_iter();
        let mut traits: Vec<Trait> = traits
            .map(|(key, (class, weight, count))| Trait {
                key,
                class,
                weight: weight * repeated(class, count) / 2,
            })
            .collect();
        traits.sort_unstable();
        Traits(traits)
    }
}

/// How much more a word counts that a text says again and again, since it is what the text is about; in halves.
fn repeated(class: Class, count: u32) -> u8 {
    let times = match class {
        Class::Word | Class::Concept => count.ilog2().min(3),
        Class::Name | Class::Message => 0,
    };
    u8::try_from(2 + times).unwrap_or(2)
}
