//! How alike two failures are, in whole numbers.

use super::index::{Index, Keys};
use super::keys::Class;
use super::pieces::CAUSE;
use super::traits::Traits;
use crate::config::Settings;
use crate::record::{Known, Record};
use crate::vocabulary::Trigger;
use std::collections::BTreeMap;

/// Below this many postmortems nothing can be said of how alike failures usually are there.
pub(super) const FEW: usize = 10;
/// What a message is worth beside its rarity that both failures showed, and hardly another.
const SAME_MESSAGE: i32 = 6;
/// What it is worth that a line of text has words of a symptom in their order.
const QUOTED: i32 = 40;
/// What it is worth that somebody found the same kind of cause. That it was another kind says more: failures that look alike
/// and come from elsewhere are what a repeat is mostly mistaken for.
const SAME_CAUSE: i32 = 4;
const OTHER_CAUSE: i32 = -8;
/// What it is worth that another fact is the same, and what that it is another.
const SAME_FACT: i32 = 2;
const OTHER_FACT: i32 = -1;
/// A service and one that it needs fail together.
const DEPENDENT: i32 = 1;
/// What each two years between them take: systems change. More than eight make no difference.
const TWO_YEARS: i32 = -1;
const MOST_YEARS: i32 = 8;
/// How many words two failures share at least that are told in words alone.
const SHARED: usize = 3;
/// Words that are in none of the rarest ones: where a text has few, what they share proves little.
const PRIOR: u32 = 80;

/// How alike two failures are, by each kind of evidence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Likeness {
    /// The words of cause and symptoms, in percent.
    pub(super) words: i32,
    /// Names and messages.
    pub(super) names: i32,
    /// How many of the rarest words they share.
    pub(super) shared: usize,
    /// Whether somebody found the same cause.
    pub(super) cause: i32,
    /// What else is known of them beside their texts.
    pub(super) facts: i32,
    /// Whether names or messages alone tell that they are one failure.
    pub(super) identified: bool,
}

impl Likeness {
    /// All evidence together.
    pub(super) fn total(self) -> i32 {
        self.told() + self.facts
    }

    /// What tells that they are one failure; facts are shared by many, and count half.
    pub(super) fn told(self) -> i32 {
        self.words + self.names + self.cause + self.facts / 2
    }

    /// Whether a line of text is answered by it: the fewer words it shares, the more of its words they have to be.
    pub(super) fn answers(self) -> bool {
        let least = match self.shared {
            0 => return self.identified,
            1 => 65,
            2 => 55,
            _ => 42,
        };
        self.identified || self.words >= least
    }

    /// The same with a message that the line of text quotes.
    pub(super) fn quoted(self) -> Self {
        Self {
            names: self.names + QUOTED,
            identified: true,
            ..self
        }
    }

    /// Whether they say enough: a word or two prove nothing, however rare.
    pub(super) fn is_told(self) -> bool {
        self.identified || self.shared >= SHARED
    }
}

/// One side of a comparison.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) traits: &'a Traits,
    pub(super) keys: &'a Keys,
    pub(super) record: Option<&'a Record>,
}

/// Compares two failures.
pub(super) fn compare(index: &Index, needs: &Needs, one: Side<'_>, other: Side<'_>) -> Likeness {
    let (names, identified) = names(index, one.keys, other.traits);
    let (cause, facts) = match (one.record, other.record) {
        (Some(one), Some(other)) => (causes(one, other), facts(needs, one, other)),
        _ => (0, 0),
    };
    let (there, shared) = covered(index, one, other);
    let words = match one.record {
        Some(_) => (there * covered(index, other, one).0).isqrt(),
        // Who asks with a line of a log does not tell all that a report tells.
        None => there,
    };
    Likeness {
        words: i32::try_from(words).unwrap_or(100),
        names,
        shared,
        cause,
        facts,
        identified,
    }
}

/// How much of the rarest words of one failure another one has, in percent, and how many.
fn covered(index: &Index, one: Side<'_>, other: Side<'_>) -> (u32, usize) {
    let all: u32 = one.keys.words.iter().map(|(_, worth)| worth).sum();
    let (mut both, mut shared) = (0, 0);
    for (_, worth) in index.shared(&one.keys.words, other.traits) {
        both += worth;
        shared += 1;
    }
    let prior = match one.record {
        Some(_) => PRIOR,
        // A listing has many words that nobody wrote of: they say no more against it than the others for it.
        None => PRIOR / 2 + (one.keys.unknown / 2).min(all),
    };
    (100 * both / (all + prior), shared)
}

/// What shared names and messages are worth, and whether they are enough.
fn names(index: &Index, keys: &Keys, other: &Traits) -> (i32, bool) {
    let few = (index.len() / 10).max(2);
    let (mut worth, mut messages, mut names) = (0, 0, 0);
    for (of, value) in index.shared(&keys.names, other) {
        let rare = of.weight >= CAUSE && index.having(of.key) <= few;
        match of.class {
            Class::Message => {
                worth += 2 * value;
                messages += i32::from(rare);
            }
            Class::Name | Class::Concept | Class::Word => {
                worth += value;
                names += i32::from(rare);
            }
        }
    }
    let worth = i32::try_from(worth / 32).unwrap_or(0);
    let identified = messages > 0 || names > 2;
    (worth.min(15) + SAME_MESSAGE * messages.min(2), identified)
}

/// The services that each service needs.
#[derive(Debug, Default)]
pub(super) struct Needs(BTreeMap<String, Vec<String>>);

impl Needs {
    pub(super) fn new(settings: &Settings) -> Self {
        let services = settings.services.iter();
        let needs = services.map(|service| {
            let needed = service.depends_on.iter().map(|name| name.to_lowercase());
            (service.name.to_lowercase(), needed.collect())
        });
        Self(needs.collect())
    }

    /// Whether one service needs another.
    pub(super) fn needs(&self, one: &str, other: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let needed = self.0.get(&one.to_lowercase());
        needed.is_some_and(|needed| needed.contains(&other.to_lowercase()))
    }
}

/// Whether the category of the cause is the same.
fn causes(one: &Record, other: &Record) -> i32 {
    match (cause(one), cause(other)) {
        (Some(one), Some(other)) if one == other => SAME_CAUSE,
        (Some(cause), Some(then)) if contributed(other, cause) || contributed(one, then) => 0,
        (Some(_), Some(_)) => OTHER_CAUSE,
        _ => 0,
    }
}

/// What is known of both beside their texts.
fn facts(needs: &Needs, one: &Record, other: &Record) -> i32 {
    let mut worth = match services(needs, one, other) {
        Services::Unknown => 0,
        Services::Same(_) => SAME_FACT,
        Services::Dependent(..) => DEPENDENT,
        Services::Other => OTHER_FACT,
    };
    worth += match (trigger(one), trigger(other)) {
        (Some(one), Some(other)) if one == other => SAME_FACT,
        (Some(_), Some(_)) => OTHER_FACT,
        _ => 0,
    };
    if let (Some(now), Some(then)) = (one.date(), other.date()) {
        let years = i32::from((now.year() - then.year()).abs());
        worth += TWO_YEARS * (years.min(MOST_YEARS) / 2);
    }
    worth
}

/// How the services of two postmortems belong together.
pub(super) enum Services<'a> {
    Unknown,
    Same(Vec<&'a str>),
    /// The first needs the second.
    Dependent(&'a str, &'a str),
    Other,
}

pub(super) fn services<'a>(needs: &Needs, one: &'a Record, other: &'a Record) -> Services<'a> {
    if one.services().next().is_none() || other.services().next().is_none() {
        return Services::Unknown;
    }
    let then = |name: &str| other.services().any(|then| then == name);
    let same: Vec<&str> = one.services().filter(|name| then(name)).collect();
    if !same.is_empty() {
        return Services::Same(same);
    }
    for now in one.services() {
        for then in other.services() {
            if needs.needs(now, then) {
                return Services::Dependent(now, then);
            }
            if needs.needs(then, now) {
                return Services::Dependent(then, now);
            }
        }
    }
    Services::Other
}

/// The category of the cause, where it is known.
pub(super) fn cause(record: &Record) -> Option<&str> {
    record.facts.root_cause.text().filter(|cause| *cause != "unknown")
}

fn contributed(record: &Record, cause: &str) -> bool {
    record.facts.contributing.list().iter().any(|one| one == cause)
}

/// The trigger, where it is known.
pub(super) fn trigger(record: &Record) -> Option<Trigger> {
    let trigger = record.facts.trigger.value().copied();
    trigger.filter(|trigger| *trigger != Trigger::Unknown)
}
