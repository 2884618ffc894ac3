//! Which entries of a timeline tell of the incident itself, and what they are evidence of.

use super::{Evidence, Strength};
use crate::moment::{Moment, days_since_epoch};
use crate::postmortem::impact;
use crate::record::{Entry, Origin};
use crate::span::Span;
use crate::text::other_time::has_other_time;
use crate::vocabulary::EntryKind;
use jiff::civil::Date;

/// In days: what is farther from the rest of a timeline is told of the time before or after the incident.
const GAP: i32 = 7;

/// The part of a timeline that tells of the incident: not how the fault came in months before, nor a follow-up long
/// after. Of parts with long gaps between them it is the one that the rest of the text names, else the one that tells
/// most of an incident; `names` says whether the text, and whether front matter or file name, has a day within a part.
pub(super) fn incident(entries: &[Entry], names: impl Fn(Date, Date) -> (bool, bool)) -> &[Entry] {
    let mut parts: Vec<&[Entry]> = Vec::new();
    let (mut from, mut last) = (0, None);
    for (at, entry) in entries.iter().enumerate() {
        let Some(date) = entry.date else { continue };
        if last.is_some_and(|last| distance(last, date) > GAP) {
            parts.extend(entries.get(from..at));
            from = at;
        }
        last = Some(date);
    }
    parts.extend(entries.get(from..));
    let rank = |part: &&[Entry]| {
        let dates = || part.iter().filter_map(|entry| entry.date);
        let named = dates().min().zip(dates().max());
        let named = named.map_or((false, false), |(from, to)| names(from, to));
        let telling = part.iter().filter(|entry| tells(entry.kind)).count();
        let timed = part.iter().filter(|entry| entry.at.is_some()).count();
        (named, telling, timed)
    };
    // Of equals the first.
    parts.into_iter().rev().max_by_key(rank).unwrap_or(entries)
}

/// Days between two dates.
pub(super) fn distance(a: Date, b: Date) -> i32 {
    (days_since_epoch(a) - days_since_epoch(b)).abs()
}

/// Whether a day is more than some days from all that entries state, two of them or more.
pub(super) fn are_far(entries: &[Entry], day: Date, days: i32) -> bool {
    let stated = entries.iter().filter(|entry| entry.dated);
    let mut apart = stated.filter_map(|entry| Some(distance(entry.date?, day)));
    let first = apart.next().is_some_and(|first| first > days);
    first && apart.next().is_some_and(|second| second > days) && apart.all(|other| other > days)
}

const fn tells(kind: EntryKind) -> bool {
    matches!(
        kind,
        EntryKind::ImpactStarted
            | EntryKind::Reported
            | EntryKind::Detected
            | EntryKind::Acknowledged
            | EntryKind::Mitigated
            | EntryKind::Resolved
    )
}

/// What nobody does before it fails.
const KNOWN: &[EntryKind] = &[
    EntryKind::Acknowledged,
    EntryKind::Identified,
    EntryKind::Mitigated,
    EntryKind::Resolved,
];

/// Whether somebody still works on what an entry of a kind tells of.
const fn works(kind: EntryKind) -> bool {
    !matches!(
        kind,
        EntryKind::Mitigated
            | EntryKind::Resolved
            | EntryKind::Communicated
            | EntryKind::FollowUp
            | EntryKind::Note
    )
}

/// Whether an entry of a kind may tell in its words that something fails.
const fn may_tell(kind: EntryKind) -> bool {
    matches!(
        kind,
        EntryKind::Note
            | EntryKind::Action
            | EntryKind::Investigating
            | EntryKind::Identified
            | EntryKind::Hypothesis
    )
}

/// Whether a text speaks of work that was to be done: what stops for it has not failed.
fn is_planned(text: &str) -> bool {
    const PLANNED: &[&str] = &["maintenance", "planned", "scheduled", "to plan", "for service"];
    let lower = text.to_lowercase();
    PLANNED.iter().any(|planned| lower.contains(planned))
}

/// The day that a timeline states: of the entry that tells that something failed or was noticed, else of the first.
pub(super) fn day(entries: &[Entry]) -> Option<(Date, Span)> {
    let mut dated = entries.iter().filter(|entry| entry.dated && entry.date.is_some());
    let (first, last) = (dated.next()?, dated.next_back());
    // Some write the newest first.
    let stated = last.filter(|last| last.date < first.date).unwrap_or(first);
    let began = |entry: &&Entry| {
        entry.date.is_some()
            && matches!(
                entry.kind,
                EntryKind::ImpactStarted | EntryKind::Reported | EntryKind::Detected
            )
    };
    let entry = entries.iter().find(began).unwrap_or(stated);
    Some((entry.date?, span(entry)))
}

/// What the entries tell of the times of the incident.
pub(super) struct Told<'a> {
    /// In the order of time.
    timed: Vec<&'a Entry>,
    /// The entry that the timeline begins with, by its place as well as by its time: none where an entry without a
    /// time comes before.
    first: Option<&'a Entry>,
}

impl<'a> Told<'a> {
    pub(super) fn new(entries: &'a [Entry]) -> Self {
        let mut timed: Vec<&Entry> = entries.iter().filter(|entry| entry.at.is_some()).collect();
        let ends = [timed.first().copied(), timed.last().copied()];
        timed.sort_by_key(|entry| seconds(entry));
        // What a section on the detection says in general stands before the timeline.
        let mut before = entries.iter().take_while(|entry| entry.at.is_none());
        let headless = before.any(|entry| !entry.labelled);
        // Some write the newest first.
        let at_an_end = |first: &&Entry| ends.iter().flatten().any(|end| end.span == first.span);
        let first = timed.first().copied().filter(at_an_end).filter(|_| !headless);
        Self { timed, first }
    }

    fn of(&self, kinds: &[EntryKind]) -> impl DoubleEndedIterator<Item = &'a Entry> {
        self.timed
            .iter()
            .copied()
            .filter(|entry| kinds.contains(&entry.kind))
    }

    /// All times, the earliest first, each with its place.
    pub(super) fn times(&self) -> impl Iterator<Item = (&'a Moment, Span)> {
        self.timed
            .iter()
            .filter_map(|entry| Some((entry.at.as_ref()?, span(entry))))
    }

    /// When somebody noticed first: not by words alone where somebody worked on it before.
    pub(super) fn detected(&self) -> Option<&'a Entry> {
        let first = self.of(&[EntryKind::Detected, EntryKind::Reported]).next()?;
        let began = self
            .of(&[EntryKind::ImpactStarted])
            .next()
            .map_or(i64::MIN, seconds);
        let known = |entry: &Entry| (began..seconds(first)).contains(&seconds(entry));
        (first.labelled || !self.of(KNOWN).any(known)).then_some(first)
    }

    /// When it began: as labelled, else as concluded from words, unless somebody had noticed before. Where the very
    /// first entry tells that something failed, or that somebody noticed, it had begun by then.
    pub(super) fn started(&self) -> Option<Evidence> {
        let began = || self.of(&[EntryKind::ImpactStarted]);
        if let Some(labelled) = began().find(|entry| entry.labelled) {
            return evidence(labelled);
        }
        let noticed = self.detected().map_or(i64::MAX, seconds);
        // Whoever looks for a cause or mends something knows already that it fails.
        let known = self.of(KNOWN).next().map_or(i64::MAX, seconds);
        // After what began something else happens: the last of several entries tells of no start.
        let last = self.timed.last().filter(|_| self.timed.len() > 2);
        let ends = |entry: &Entry| last.is_some_and(|last| last.span == entry.span);
        began()
            .find(|entry| seconds(entry) <= noticed.min(known) && !goes_on(entry) && !ends(entry))
            .and_then(evidence)
            .or_else(|| {
                // What a status page says first, it says when somebody was at it already.
                let is_update = |entry: &Entry| entry.labelled && entry.kind == EntryKind::Investigating;
                let tells = |entry: &&Entry| {
                    !is_update(entry) && !goes_on(entry) && {
                        seconds(entry) == noticed
                            || may_tell(entry.kind)
                                && impact::tells_of_trouble(&entry.text)
                                && !is_planned(&entry.text)
                    }
                };
                let first = self.first.filter(tells)?;
                // It stands in for what nobody saw, whatever its label.
                let stands_in = evidence(first)?;
                Some(Evidence {
                    origin: Origin::Inferred,
                    strength: Strength::Entry,
                    ..stands_in
                })
            })
    }

    /// When somebody took it on.
    pub(super) fn acknowledged(&self) -> Option<Evidence> {
        self.of(&[EntryKind::Acknowledged]).next().and_then(evidence)
    }

    /// When users were well again: as labelled, else as concluded from words, unless it failed again afterwards.
    pub(super) fn mitigated(&self) -> Option<Evidence> {
        let over = self
            .of(&[EntryKind::Resolved])
            .next_back()
            .map_or(i64::MAX, seconds);
        let well = || self.of(&[EntryKind::Mitigated]);
        let labelled = well().find(|entry| entry.labelled);
        // Of several entries that say it was over, the first tells when users were well.
        let first = || {
            let mut ends = self.of(&[EntryKind::Resolved]);
            let first = ends.next().filter(|first| !first.labelled)?;
            let later = self.timed.iter().filter(|entry| seconds(entry) > seconds(first));
            let over = later.clone().all(|entry| !works(entry.kind));
            (ends.next().is_some() && over && self.ends(first)).then_some(first)
        };
        labelled
            .or_else(|| well().find(|entry| self.ends(entry) && seconds(entry) <= over))
            .or_else(first)
            .and_then(evidence)
    }

    /// When it was over: the last entry that says so, unless it failed again afterwards.
    pub(super) fn resolved(&self) -> Option<Evidence> {
        let last = self.of(&[EntryKind::Resolved]).next_back()?;
        self.ends(last).then(|| evidence(last))?
    }

    /// Whether something may have ended with an entry: nothing begins to fail again after it, and by words alone the first of
    /// several entries ends nothing.
    fn ends(&self, entry: &Entry) -> bool {
        let begins = self.timed.len() > 2 && self.timed.first().is_some_and(|first| first.span == entry.span);
        (entry.labelled || !begins && !has_other_time(&entry.text)) && self.lasts(entry)
    }

    /// Whether nothing begins to fail again after an entry.
    fn lasts(&self, entry: &Entry) -> bool {
        let relapse = self
            .of(&[EntryKind::ImpactStarted])
            .rfind(|later| later.labelled || tells_of_more(&later.text));
        relapse.is_none_or(|relapse| seconds(relapse) <= seconds(entry))
    }
}

/// Whether words tell that something fails as it did before.
fn tells_of_more(text: &str) -> bool {
    const BEGINNINGS: &[&str] = &["recur", "reappear", "relaps"];
    let lower = text.to_lowercase();
    let mut words = lower.split(|char: char| !char.is_alphanumeric());
    words.any(|word| {
        matches!(word, "again" | "still") || BEGINNINGS.iter().any(|beginning| word.starts_with(beginning))
    })
}

/// Whether an entry tells of what began before it.
fn goes_on(entry: &Entry) -> bool {
    const WORDS: &[&str] = &[
        "continue",
        "continues",
        "continued",
        "persist",
        "persists",
        "persisted",
        "remain",
        "remains",
        "remained",
    ];
    let mut words = entry.text.split(|char: char| !char.is_alphabetic());
    words.any(|word| WORDS.iter().any(|goes| word.eq_ignore_ascii_case(goes)))
}

fn seconds(entry: &Entry) -> i64 {
    entry.at.as_ref().map_or(i64::MAX, |at| at.seconds())
}

pub(super) fn evidence(entry: &Entry) -> Option<Evidence> {
    let (origin, strength) = if entry.labelled {
        (Origin::Body, Strength::Label)
    } else {
        (Origin::Inferred, Strength::Entry)
    };
    Some(Evidence {
        moment: entry.at.clone()?,
        origin,
        strength,
        span: span(entry),
    })
}

fn span(entry: &Entry) -> Span {
    entry.time_span.unwrap_or(entry.span)
}
