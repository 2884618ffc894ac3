//! What a failure is known by: words of its cause and symptoms and what they are about, names, and messages of machines.

use super::glossary::Glossary;
use super::keys::{ByKey, Class, key};
use super::pieces::{Piece, Pieces};
use super::words::Words;
use super::{messages, names};

/// One thing that a failure is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Trait {
    /// A hash of its class and its text: the text itself stays where it is written.
    pub(super) key: u64,
    /// What it is.
    pub(super) class: Class,
    /// How much the places count where it stands: the strongest one.
    pub(super) weight: u8,
    /// Where it is written first in the texts of its postmortem, one behind the other, and how many bytes it has there.
    pub(super) start: u32,
    pub(super) length: u16,
}

/// The traits of one failure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Traits {
    /// Sorted by key.
    all: Vec<Trait>,
    /// A bit for the first bits of each key: most that are asked for are not there.
    beginnings: [u64; 32],
}

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

    /// What a failure is known by, from the texts that tell of it.
    pub(super) fn traits(&mut self, pieces: &Pieces<'_>) -> Traits {
        let mut found = Found::default();
        for piece in &pieces.0 {
            self.each(piece, &mut found);
            found.behind += piece.text.len();
        }
        found.traits()
    }

    fn each(&mut self, piece: &Piece<'_>, found: &mut Found) {
        let text = piece.text;
        self.words
            .each(text, |class, key, written| found.put(class, key, piece, written));
        names::each(text, |name, written| {
            found.put(Class::Name, key(Class::Name, name), piece, written);
        });
        let mut message = |message: &str, written: &str| {
            found.put(Class::Message, key(Class::Message, message), piece, written);
        };
        messages::each(text, &mut message);
        if piece.message {
            messages::whole(text, &mut message);
        }
        self.glossary.each(text, |term, written| {
            found.put(Class::Name, key(Class::Name, term), piece, written);
        });
    }
}

impl Traits {
    fn new(mut all: Vec<Trait>) -> Self {
        all.sort_unstable_by_key(|of| of.key);
        let mut beginnings = [0; 32];
        for of in &all {
            let (word, bit) = beginning(of.key);
            if let Some(bits) = beginnings.get_mut(word) {
                *bits |= bit;
            }
        }
        Self { all, beginnings }
    }

    /// All of them, sorted by key.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Trait> {
        self.all.iter()
    }

    /// The trait of a key.
    pub(super) fn find(&self, key: u64) -> Option<&Trait> {
        let (word, bit) = beginning(key);
        if self.beginnings.get(word)? & bit == 0 {
            return None;
        }
        let at = self.all.binary_search_by_key(&key, |of| of.key).ok()?;
        self.all.get(at)
    }

    /// Whether a trait is among them.
    pub(super) fn has(&self, key: u64) -> bool {
        self.find(key).is_some()
    }

    /// How much the places count where a trait stands.
    pub(super) fn weight(&self, key: u64) -> Option<u8> {
        self.find(key).map(|of| of.weight)
    }
}

/// Where the bit of a key's first eleven bits is.
fn beginning(key: u64) -> (usize, u64) {
    let first = key >> 53;
    (usize::try_from(first / 64).unwrap_or(0), 1 << (first % 64))
}

/// Traits while texts are read.
#[derive(Default)]
struct Found {
    /// How long the texts are that were read before.
    behind: usize,
    /// Each trait, with the weight of the strongest place where it stands, and how often it does.
    seen: ByKey<(Trait, u32)>,
}

impl Found {
    /// Adds a trait, which is `written` so in a text.
    fn put(&mut self, class: Class, key: u64, piece: &Piece<'_>, written: &str) {
        let (of, count) = self.seen.entry(key).or_insert_with(|| {
            let start = written.as_ptr().addr().saturating_sub(piece.text.as_ptr().addr());
            let of = Trait {
                key,
                class,
                weight: piece.weight,
                start: u32::try_from(self.behind + start).unwrap_or(u32::MAX),
                length: u16::try_from(written.len()).unwrap_or(u16::MAX),
            };
            (of, 0)
        });
        of.weight = piece.weight.max(of.weight);
        *count += 1;
    }

    fn traits(self) -> Traits {
        let traits = self.seen.into_values().map(|(of, count)| Trait {
            weight: of.weight * repeated(of.class, count) / 2,
            ..of
        });
        Traits::new(traits.collect())
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
