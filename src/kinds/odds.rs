//! Which kind the words of an entry go with, by a linear model over what the rules tell, who does what to what, and the words.
//!
//! The rules are right mostly, and know nothing of a sentence of a form that nobody foresaw: there the words beside count. A kind
//! is told where it is far more likely than all others together, else the entry is a note. `NEVERTWICE_LEARN=1 cargo test
//! --test kinds` learns the table anew.

use super::class::Class;
use super::decide::Told;
use super::event::Event;
use super::lexicon::{BASE, GERUND, PAST, THIRD};
use super::tokens::Token;
use crate::vocabulary::EntryKind;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// How many words are looked at: what an entry tells stands at its front.
const LOOKED_AT: usize = 20;
/// How many deeds.
const DEEDS: usize = 3;
const KINDS: usize = EntryKind::ALL.len();

/// What is likely for certain.
const CERTAIN: u32 = 1 << 16;

/// How likely a kind must be at least to be told, in hundredths: the more rightly it is told of reports that the table was not
/// learned from, the less.
const fn least(kind: EntryKind) -> u32 {
    match kind {
        EntryKind::Investigating => 48,
        EntryKind::Hypothesis => 50,
        EntryKind::Identified | EntryKind::Acknowledged | EntryKind::Misleading => 55,
        EntryKind::Mitigated | EntryKind::FollowUp => 60,
        EntryKind::Reported => 65,
        EntryKind::Resolved | EntryKind::Communicated => 67,
        EntryKind::Detected | EntryKind::Escalated | EntryKind::Action => 71,
        EntryKind::ImpactStarted | EntryKind::Note => 76,
    }
}
/// `CERTAIN` to the power of -1/16: by so much one unit of the table makes less likely.
const UNIT: u32 = 61_565;

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

/// How likely something is that is less so by a number of units.
static LESS: LazyLock<[u32; 192]> = LazyLock::new(|| {
    let mut next = CERTAIN;
    // The largest product is below 2 to the power of 32.
    std::array::from_fn(|_| {
        let here = next;
        next = here * UNIT / CERTAIN;
        here
    })
});

/// What is known of the words of an entry.
pub(super) struct Known<'k> {
    pub(super) text: &'k str,
    pub(super) tokens: &'k [Token],
    pub(super) events: &'k [Event],
    /// What the rules tell, and the strongest of it.
    pub(super) told: &'k [(Told, Range<usize>)],
    pub(super) ruled: EntryKind,
}

/// The likeliest kind.
pub(super) struct Odds {
    pub(super) kind: EntryKind,
    /// Whether it is likely enough to be told.
    pub(super) sure: bool,
    /// Whether what the rules tell is, or something like it.
    pub(super) ruled: bool,
    /// The token that speaks most for it.
    pub(super) token: usize,
}

/// What the words go with.
pub(super) fn of(known: &Known<'_>) -> Odds {
    let mut sums = [0_i32; KINDS];
    let mut found: Vec<(usize, &Weights)> = Vec::with_capacity(LOOKED_AT * 4);
    known.features(|feature, token| {
        if let Some(&weights) = TABLE.get(feature) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += i32::from(*weight) - ZERO;
            }
            found.extend(token.map(|token| (token, weights)));
        }
    });
    let most = sums.iter().copied().max().unwrap_or_default();
    let best = sums.iter().position(|&sum| sum == most).unwrap_or_default();
    let likelihood = |sum: &i32| {
        let less = usize::try_from(most - sum).ok();
        less.and_then(|less| LESS.get(less).copied()).unwrap_or_default()
    };
    let all: u32 = sums.iter().map(likelihood).sum();
    let ruled: u32 = EntryKind::ALL
        .iter()
        .zip(&sums)
        .filter(|(kind, _)| alike(**kind, known.ruled))
        .map(|(_, sum)| likelihood(sum))
        .sum();
    let kind = EntryKind::ALL.get(best).copied().unwrap_or(EntryKind::Note);
    let enough = |part: u32, kind| u64::from(part) * 100 >= u64::from(all) * u64::from(least(kind));
    let speaks = found
        .into_iter()
        .max_by_key(|(token, weights)| (weights.get(best), std::cmp::Reverse(*token)));
    Odds {
        kind,
        sure: enough(CERTAIN, kind),
        ruled: enough(ruled, known.ruled),
        token: speaks.map_or(0, |(token, _)| token),
    }
}

/// Whether two kinds tell the same but for how: that it was noticed, that it ended.
fn alike(one: EntryKind, other: EntryKind) -> bool {
    let noticed = |kind| matches!(kind, EntryKind::Detected | EntryKind::Reported);
    let ends = |kind| matches!(kind, EntryKind::Mitigated | EntryKind::Resolved);
    one == other || noticed(one) && noticed(other) || ends(one) && ends(other)
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
/// What they name of how it is said.
const HELPERS: Class = Class::WILL
    .or(Class::TO)
    .or(Class::CAN)
    .or(Class::MAY)
    .or(Class::BE)
    .or(Class::HAD);

/// A name that is put together, and given away.
struct Names<F> {
    name: String,
    each: F,
}

impl<F: FnMut(&str, Option<usize>)> Names<F> {
    fn put(&mut self, parts: &[&str]) {
        self.name.clear();
        self.name.extend(parts.iter().copied());
        (self.each)(&self.name, None);
    }
}

impl Known<'_> {
    /// What a text is known by, and the token that it stands for, where it is one: what the rules tell; who does what to
    /// what; words, those that stand beside each other, which come first; and all their classes.
    pub(super) fn features(&self, each: impl FnMut(&str, Option<usize>)) {
        let mut names = Names {
            name: String::new(),
            each,
        };
        names.put(&["="]);
        names.put(&["=", self.ruled.name()]);
        let mut seen = [false; KINDS];
        for (told, _) in self.told {
            if let Some(seen) = seen.get_mut(told.kind as usize)
                && !std::mem::replace(seen, true)
            {
                names.put(&["+", told.kind.name()]);
            }
        }
        for event in self.events.iter().take(DEEDS) {
            deed(event, &mut names);
        }
        let (mut classes, mut verbs) = (Class::NONE, Class::NONE);
        let mut before = String::new();
        let mut place = 0;
        for (at, token) in self.tokens.iter().enumerate().take(LOOKED_AT) {
            if place == 0 {
                for class in token.class.names() {
                    names.put(&["^", class]);
                }
            }
            classes = classes | token.class;
            verbs = verbs | token.verb;
            if token.is(Class::STOP | Class::COMMA | Class::COLON) {
                "|".clone_into(&mut before);
                continue;
            }
            names.name.clear();
            stem(
                self.text.get(token.at.clone()).unwrap_or_default(),
                &mut names.name,
            );
            (names.each)(&names.name, Some(at));
            let word = names.name.len();
            if !before.is_empty() {
                names.name.push('<');
                names.name.push_str(&before);
                (names.each)(&names.name, Some(at));
                names.name.truncate(word);
            }
            before.clone_from(&names.name);
            if place < 2 {
                names.name.push_str(if place == 0 { "^" } else { "^^" });
                (names.each)(&names.name, Some(at));
            }
            place += 1;
        }
        for class in classes.names() {
            names.put(&[class]);
        }
        for class in verbs.names() {
            names.put(&["-", class]);
        }
    }
}

/// Who does what to what, and how it is said.
fn deed<F: FnMut(&str, Option<usize>)>(event: &Event, names: &mut Names<F>) {
    let (agent, patient) = if event.passive {
        (event.by, event.subject)
    } else {
        (event.subject, event.object)
    };
    let unnamed = event.passive && event.by == Class::NONE || !event.has_subject;
    let alone = !event.passive && !event.has_object;
    let none = |none: bool| if none { "0" } else { "?" };
    for verb in event.verb.without(Class::TRANSITIVE).names() {
        let agents = agent.only(ROLES);
        if agents == Class::NONE {
            names.put(&[none(unnamed), ">", verb]);
        }
        for agent in agents.names() {
            names.put(&[agent, ">", verb]);
        }
        let patients = patient.only(ROLES);
        if patients == Class::NONE {
            names.put(&[verb, "<", none(alone)]);
        }
        for patient in patients.names() {
            names.put(&[verb, "<", patient]);
        }
        let said = [
            (event.negated, "not"),
            (event.passive, "passive"),
            (event.unreal || event.beside, "beside"),
            (event.forms == BASE, "base"),
            (event.forms == THIRD, "third"),
            (event.forms == PAST, "past"),
            (event.forms == GERUND, "gerund"),
        ];
        for (_, how) in said.into_iter().filter(|(so, _)| *so) {
            names.put(&[verb, "~", how]);
        }
        for helper in event.helpers.only(HELPERS).names() {
            names.put(&[verb, "~", helper]);
        }
        for within in event.within.without(Class::TRANSITIVE).names() {
            names.put(&[within, ":", verb]);
        }
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
