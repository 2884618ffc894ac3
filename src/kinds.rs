//! What an entry of a timeline tells: from a label, else from its words.
//!
//! The words are read as sentences: who did what to what, and whether it is said to be so. Words are known by classes ([`nouns`],
//! [`verbs`]), and [`decide`] judges by these alone, so that it holds of subjects that no list has. [`odds`] weighs what that tells with the
//! words beside. What is not sure is a note.
//! `cargo test --test kinds -- --nocapture` prints how rightly.

mod class;
mod clauses;
mod decide;
mod event;
mod label;
mod label_table;
mod lexicon;
mod nouns;
mod odds;
mod phrases;
mod tokens;
mod verb_places;
mod verbs;

use crate::vocabulary::EntryKind;
use class::Class;
use decide::{Part, Told};
use std::ops::Range;
use tokens::Token;

pub use label::{Label, before_time, label, whole};

/// What the words of an entry tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// `note` where no word decides.
    pub kind: EntryKind,
    /// The words that decided, in the text: a verb, or all of a part that has none; empty for a note.
    pub words: Range<usize>,
    /// Whether it tells that something works again: the end of an outage of which nothing else is said to be the end.
    pub may_end: bool,
    /// All that they tell, whatever counts.
    pub tells: Kinds,
}

/// A set of kinds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kinds(u32);

impl Kinds {
    /// Whether it has one of these.
    #[must_use]
    pub fn any(self, kinds: &[EntryKind]) -> bool {
        self.0 & kinds.iter().copied().collect::<Self>().0 != 0
    }
}

impl FromIterator<EntryKind> for Kinds {
    fn from_iter<T: IntoIterator<Item = EntryKind>>(kinds: T) -> Self {
        Self(kinds.into_iter().fold(0, |all, kind| all | 1 << kind as u32))
    }
}

impl Reading {
    const NOTE: Self = Self {
        kind: EntryKind::Note,
        words: 0..0,
        may_end: false,
        tells: Kinds(0),
    };
}

/// Reads what the words of an entry tell.
#[must_use]
pub fn read(text: &str) -> Reading {
    let heard = Heard::of(text);
    let odds = odds::of(&heard.known(text));
    let tells = heard.kinds().collect();
    let Heard {
        tokens, told, ruled, ..
    } = heard;
    // Ends are told in few ways, and rightly.
    let ends = matches!(ruled.kind, EntryKind::Mitigated | EntryKind::Resolved);
    let reading = match odds.kind {
        _ if odds.ruled => ruled,
        EntryKind::Note => Reading::NOTE,
        _ if !odds.sure && ends => ruled,
        _ if !odds.sure => Reading::NOTE,
        // What fails again has not ended, however much the words before sound like it.
        EntryKind::Mitigated | EntryKind::Resolved if ruled.kind == EntryKind::ImpactStarted => ruled,
        kind => {
            let own = told.iter().find(|(told, _)| told.kind == kind);
            let at = own.map_or(odds.token..odds.token + 1, |(_, at)| at.clone());
            Reading {
                kind,
                words: words_of(&tokens, at),
                may_end: own.is_some_and(|(told, _)| told.may_end),
                tells,
            }
        }
    };
    Reading { tells, ..reading }
}

/// What the table of the odds knows a text by: for those who make it.
#[must_use]
pub fn features(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let heard = Heard::of(text);
    heard
        .known(text)
        .features(|feature, _| all.push(feature.to_owned()));
    all
}

/// A text as the rules hear it.
struct Heard {
    tokens: Vec<Token>,
    events: Vec<event::Event>,
    /// All that it tells, and the strongest of it.
    told: Vec<(Told, Range<usize>)>,
    ruled: Reading,
}

impl Heard {
    fn of(text: &str) -> Self {
        let tokens = tokens::read(text);
        let events = clauses::read(&tokens);
        let told = told(&tokens, &events);
        let ruled = strongest(&tokens, &told);
        Self {
            tokens,
            events,
            told,
            ruled,
        }
    }

    /// All that it tells, the strongest first.
    fn kinds(&self) -> impl Iterator<Item = EntryKind> {
        let all = self.told.iter().map(|(told, _)| told.kind);
        std::iter::once(self.ruled.kind).chain(all)
    }

    fn known<'k>(&'k self, text: &'k str) -> odds::Known<'k> {
        odds::Known {
            text,
            tokens: &self.tokens,
            events: &self.events,
            told: &self.told,
            ruled: self.ruled.kind,
        }
    }
}

/// Where words stand in the text, without the mark at their end.
fn words_of(tokens: &[Token], at: Range<usize>) -> Range<usize> {
    let words = tokens.get(at).unwrap_or_default();
    let last = words.iter().rfind(|word| !word.is(phrases::ENDS));
    words.first().zip(last).map_or(0..0, |(first, last)| {
        first.at.start..last.at.end.max(first.at.end)
    })
}

/// Verbs that tell that something is better than before.
const BACK: Class = Class::RESOLVE
    .or(Class::RECOVER)
    .or(Class::EASE)
    .or(Class::LESSEN)
    .or(Class::CLOSE)
    .or(Class::ACT)
    .or(Class::BEGIN);

/// What counts of all that is told.
fn strongest(tokens: &[Token], told: &[(Told, Range<usize>)]) -> Reading {
    let fails = told
        .iter()
        .filter(|(told, _)| told.kind == EntryKind::ImpactStarted);
    let relapse = fails.map(|(_, at)| at.start).max().unwrap_or_default();
    // What works again and fails again has not ended: `back online, but crashed again`.
    let lasting = told
        .iter()
        .filter(|(told, at)| told.kind != EntryKind::Resolved && !told.may_end || relapse <= at.start);
    // What is looked at and found to be in order did not come back: `Checked the records, all correct`.
    let looked = told
        .iter()
        .filter(|(told, _)| told.kind == EntryKind::Investigating)
        .map(|(_, at)| at.start)
        .min();
    // `correct` and `clean` are what something is, more often than what somebody does.
    let back = tokens.iter().any(|token| {
        token.is(Class::AGAIN | Class::NORMAL | Class::OVER) || token.verb.any(BACK) && !token.is(Class::FINE)
    });
    let in_order = |told: &Told, at: &Range<usize>| {
        matches!(told.kind, EntryKind::Resolved | EntryKind::Mitigated)
            && !back
            && looked.is_some_and(|looked| looked < at.start)
    };
    let lasting = lasting.filter(|(told, at)| !in_order(told, at));
    let Some((mut told, at)) = foremost(tokens, lasting.cloned().collect()) else {
        return Reading::NOTE;
    };
    let rest = tokens.get(at.start..).unwrap_or_default();
    if told.kind == EntryKind::Hypothesis && (refuted(rest) || in_vain(rest)) {
        told.kind = EntryKind::Misleading;
    }
    // `Doubled the workers. No difference.`
    if told.kind == EntryKind::Action && rest.iter().any(|token| token.is(Class::VAIN)) {
        told.kind = EntryKind::Misleading;
    }
    // `Back online. Some users still see it`, `Most are served`: not for all.
    let some = |pair: &[Token]| matches!(pair, [some, of] if some.is(Class::PART) && of.is(Class::PEOPLE | Class::SERVICE));
    let pending = || rest.iter().any(|token| token.is(Class::STILL));
    if told.kind == EntryKind::Resolved && (tokens.windows(2).any(some) || told.rank > 0 && pending()) {
        told.kind = EntryKind::Mitigated;
    }
    Reading {
        kind: told.kind,
        words: words_of(tokens, at),
        may_end: told.may_end,
        tells: Kinds(0),
    }
}

/// The strongest of what is told. What comes after the first sentence says more of it: only how it ended, what was in vain
/// and, after a search, what was found count before it.
fn foremost(tokens: &[Token], told: Vec<(Told, Range<usize>)>) -> Option<(Told, Range<usize>)> {
    let strength = |(told, at): &(Told, Range<usize>)| (told.rank, at.start);
    let ends = |token: &Token| token.is(Class::STOP) && !token.is(Class::COLON);
    let first = tokens.iter().position(ends).unwrap_or(tokens.len());
    let opening = told
        .iter()
        .filter(|(_, at)| at.start < first)
        .min_by_key(|told| strength(told))
        .cloned();
    // `Team alerted. A user reported it in the chat.`
    let report = told.iter().find(|(told, _)| told.kind == EntryKind::Reported);
    if let Some((opening, _)) = &opening
        && opening.kind == EntryKind::Acknowledged
        && report.is_some()
    {
        return report.cloned();
    }
    let all = told.into_iter().min_by_key(strength)?;
    let later = match (&opening, &all) {
        (None, _) => true,
        (_, (all, _)) if all.rank < 3 => true,
        (Some((opening, _)), (all, _)) => {
            all.kind == EntryKind::Identified
                && matches!(
                    opening.kind,
                    EntryKind::Investigating | EntryKind::Hypothesis | EntryKind::FollowUp
                )
        }
    };
    if later { Some(all) } else { opening }
}

/// All that the words of a sentence tell, the strongest first.
#[must_use]
pub fn all(text: &str) -> Vec<EntryKind> {
    Heard::of(text).kinds().collect()
}

/// All that the words tell, each with its tokens.
fn told(tokens: &[Token], events: &[event::Event]) -> Vec<(Told, Range<usize>)> {
    let mut all = Vec::new();
    let mut start = 0;
    for sentence in tokens.split_inclusive(|token| token.is(Class::STOP)) {
        let end = start + sentence.len();
        let classes = sentence.iter().fold(Class::NONE, |all, token| {
            all | token.class | token.verb.only(Class::FAIL)
        });
        let within = events.iter().filter(|event| (start..end).contains(&event.at));
        let first = within.clone().next().map_or(end, |event| event.at + 1);
        let guess = sentence.iter().take(first - start).any(|token| {
            token.is(Class::GUESS) || token.verb.any(Class::SUSPECT) && token.forms & lexicon::PAST != 0
        });
        let mut from = start;
        for words in sentence.split_inclusive(|token| token.is(phrases::ENDS) && token.verb == Class::NONE) {
            let to = from + words.len();
            let part = Part::new(words, classes, from == start, tokens.len());
            let mut verbs = within.clone().filter(|event| (from..to).contains(&event.at));
            // `Reports of builds failing` tells of reports.
            let reports =
                part.head.any(Class::COMPLAINT) && verbs.clone().all(|event| event.forms == lexicon::GERUND);
            // `Decision to stop the rollout`
            let aims = part.head.any(Class::ACT)
                && verbs.clone().all(|event| {
                    (event.helpers.any(Class::TO) || event.within != Class::NONE) && !event.negated
                });
            // `On the forum, a third user confirms it`
            let place = words.first().is_some_and(|word| word.is(Class::PREPOSITION)) && to < end;
            let place = place && !part.all.any(Class::MISLED) && within.clone().next().is_some();
            if !place
                && (reports
                    || aims
                    || guess && part.first
                    || part.all.any(Class::MISLED)
                    || verbs.next().is_none())
            {
                all.extend(decide::words(&part).map(|told| (told, from..to)));
            }
            from = to;
        }
        for event in within.filter(|_| !guess) {
            let told = decide::event(event, classes).map(|told| {
                // Further down it is mostly something beside the matter that breaks: only where nothing else is told.
                let late = start > 3 && told.kind == EntryKind::ImpactStarted && told.rank > 0;
                Told {
                    rank: if late { 7 } else { told.rank },
                    ..told
                }
            });
            all.extend(told.map(|told| (told, event.at..event.at + 1)));
        }
        start = end;
    }
    all
}

/// Whether what was suspected is told to be wrong: `wrong` as what is said of it, and not of a thing (`the wrong port`).
fn refuted(rest: &[Token]) -> bool {
    let ends = |at: usize| rest.get(at + 1).is_none_or(|next| next.is(phrases::ENDS));
    let wrong = rest
        .iter()
        .enumerate()
        .any(|(at, token)| token.is(Class::WRONG) && ends(at) || token.is(Class::INNOCENT));
    let mut later = rest.iter().skip_while(|token| !token.is(phrases::ENDS));
    wrong || later.any(|token| token.is(Class::FINE))
}

/// Whether what was looked for was not found: `no issue found`, `found nothing`.
fn in_vain(rest: &[Token]) -> bool {
    let finds = |token: &Token| token.verb.any(Class::FIND);
    rest.iter().enumerate().any(|(at, token)| {
        let mut near = rest.iter().skip(at + 1).take(3);
        token.is(Class::NOT) && near.any(finds)
            || finds(token) && rest.get(at + 1).is_some_and(|next| next.is(Class::NOT))
    })
}

#[cfg(test)]
mod tests;
