//! Lengths of time that a text states, each by the name of what it is the length of, and those that follow from the
//! times: here, and only here, they are compared.
//!
//! Teams count differently. `30 h silent + 50 min active` and `2 h` of an outage from Friday to Monday, within support
//! hours, may both be right. So a length is held against every span that its name can mean, with the room that its own
//! words leave: only one that fits none of them disagrees.

use super::{Known, Origin, Outage, Record};
use crate::config::SupportHours;
use crate::moment::Moment;
use crate::span::Span;
use crate::vocabulary::{EntryKind, ImpactLevel};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a length of time is the length of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Until somebody noticed: `silent`, `undetected`, `time to detect`.
    Undetected,
    /// Until somebody took it on: `time to respond`.
    Acknowledge,
    /// While somebody worked on it: `active`.
    Active,
    /// While it worked badly: `degraded`.
    Degraded,
    /// While nothing worked: `down`.
    Down,
    /// Until users were well again: `time to mitigate`.
    Mitigate,
    /// Until it was repaired or over: `time to repair`, `time to resolve`.
    Resolve,
    /// All of it: `duration`, `lasted`, `total`.
    Total,
}

impl Part {
    /// The word for it in messages: `it was down for …`.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Undetected => "from the start to detection",
            Self::Acknowledge => "from the start to the acknowledgement",
            Self::Active => "from detection to the end",
            Self::Degraded | Self::Down | Self::Total => "from start to end",
            Self::Mitigate => "from the start to mitigation",
            Self::Resolve => "from the start to the resolution",
        }
    }
}

/// A length of time that the text states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedLength {
    /// What it is the length of.
    pub part: Part,
    /// In seconds.
    pub seconds: i64,
    /// The least and the most that its words leave room for.
    pub room: (i64, i64),
    /// Where it is.
    pub span: Span,
    /// Whether a label gives it: `Duration: 2 h`.
    pub labelled: bool,
    /// The seconds between the two times that stand beside it: `2 h (10:00 - 12:00)`.
    pub beside: Option<i64>,
    /// Whether it counts only support hours.
    pub support: bool,
    /// Those hours, where the text says which.
    pub hours: Option<SupportHours>,
}

impl StatedLength {
    /// Whether it may be the length of so many seconds.
    #[must_use]
    pub const fn fits(&self, seconds: i64) -> bool {
        self.room.0 <= seconds && seconds <= self.room.1
    }
}

/// A stated length that is none of those that its name can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LengthDisagreement<'a> {
    /// What the text says.
    pub stated: &'a StatedLength,
    /// What it should be, in seconds.
    pub computed: i64,
    /// Where that comes from.
    pub from: Compared,
}

/// What a stated length was held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// The two times that stand beside it.
    Beside,
    /// The times of the incident, all of them stated.
    Times,
    /// The same, where one was concluded, or the length may be of a part of them.
    DoubtfulTimes,
    /// The part of the incident that lies within support hours.
    SupportHours,
}

/// A length that differs by more than this factor is doubtful.
const FAR: i64 = 3;

impl Record {
    /// The stated lengths that disagree with the times, in the order of the text. `hours` are the support hours of the
    /// site.
    #[must_use]
    pub fn length_disagreements(&self, hours: Option<&SupportHours>) -> Vec<LengthDisagreement<'_>> {
        let spans = Spans::of(self);
        let of_whole = |stated: &&StatedLength| stated.beside.is_none() && !stated.support;
        let alike = |part: Part| {
            let others = self.lengths.iter().filter(of_whole);
            others.filter(move |other| other.part == part)
        };
        let mut counts: BTreeMap<(Part, bool), usize> = BTreeMap::new();
        for stated in self.lengths.iter().filter(of_whole) {
            *counts.entry((stated.part, stated.labelled)).or_default() += 1;
        }
        let disagrees = |stated: &'_ StatedLength| -> Option<(i64, Compared)> {
            if let Some(beside) = stated.beside {
                return (!stated.fits(beside)).then_some((beside, Compared::Beside));
            }
            if stated.support {
                let computed = spans.within(stated.hours.as_ref().or(hours)?)?;
                return (!stated.fits(computed)).then_some((computed, Compared::SupportHours));
            }
            // Of several outages, or several services, each has a length of its own.
            if counts.get(&(stated.part, stated.labelled)) != Some(&1) || spans.fit(stated) {
                return None;
            }
            if !stated.labelled && alike(stated.part).any(|other| spans.fit(other)) {
                return None;
            }
            // A team that counts support hours need not say so in every report.
            let in_hours = stated
                .hours
                .as_ref()
                .or(hours)
                .and_then(|hours| spans.within(hours));
            if in_hours.is_some_and(|seconds| stated.fits(seconds)) {
                return None;
            }
            let (computed, inferred) = spans.expected(stated.part, |part| self.states(part))?;
            // What was down may have been slow before and after.
            let shorter = matches!(stated.part, Part::Down | Part::Degraded) && stated.seconds < computed;
            if shorter && !stated.labelled {
                return None;
            }
            // People do not miscount so much: a time is of something else, or was misread.
            let (less, more) = (stated.seconds.min(computed), stated.seconds.max(computed));
            let far = more > FAR * less
                && !matches!(&self.facts.started, Some(started) if started.origin == Origin::FrontMatter);
            let from = match shorter || inferred || far {
                true => Compared::DoubtfulTimes,
                false => Compared::Times,
            };
            Some((computed, from))
        };
        let found = self.lengths.iter().filter_map(|stated| {
            let (computed, from) = disagrees(stated)?;
            Some(LengthDisagreement {
                stated,
                computed,
                from,
            })
        });
        found.collect()
    }

    /// The length of all of it, where the text states one alone.
    #[must_use]
    pub fn stated_whole(&self) -> Option<&StatedLength> {
        let of = |part: Part| {
            let mut all = self
                .lengths
                .iter()
                .filter(move |stated| stated.part == part && !stated.support);
            let first = all.next()?;
            all.all(|other| other.seconds == first.seconds).then_some(first)
        };
        [Part::Total, Part::Down, Part::Resolve].into_iter().find_map(of)
    }

    fn states(&self, part: Part) -> bool {
        self.lengths.iter().any(|stated| stated.part == part)
    }
}

/// The spans of an incident that follow from its times.
struct Spans<'a> {
    record: &'a Record,
    started: Option<&'a Moment>,
    detected: Option<&'a Moment>,
    taken: Option<&'a Moment>,
    found: Option<&'a Moment>,
    ends: Vec<&'a Moment>,
    /// When users were hit, in all outages together.
    impact: Option<i64>,
}

impl<'a> Spans<'a> {
    fn of(record: &'a Record) -> Self {
        let facts = &record.facts;
        let entries = || record.entries.iter();
        let at = |kinds: &'static [EntryKind]| {
            let of_kind = entries().filter(|entry| kinds.contains(&entry.kind));
            of_kind.filter_map(|entry| entry.at.as_ref())
        };
        let ends = [&facts.mitigated, &facts.resolved];
        let ends = ends.into_iter().filter_map(|fact| fact.value());
        Self {
            record,
            started: facts.started.value(),
            detected: facts.detected.value(),
            taken: facts.acknowledged.value(),
            found: at(&[EntryKind::Identified]).next(),
            ends: ends
                .chain(at(&[EntryKind::Mitigated, EntryKind::Resolved]))
                .collect(),
            impact: record.times().impact,
        }
    }

    /// Every span that a name can mean.
    fn meant(&self, part: Part) -> Vec<i64> {
        let between = |starts: &[Option<&Moment>], ends: &[&Moment]| -> Vec<i64> {
            let starts = starts.iter().flatten();
            let spans = starts.flat_map(|start| ends.iter().filter_map(|end| start.until(end)));
            spans.filter(|&seconds| seconds >= 0).collect()
        };
        let all = [self.started, self.detected, self.taken, self.found];
        match part {
            Part::Undetected => {
                let noticed: Vec<_> = self.detected.into_iter().chain(self.taken).collect();
                between(&[self.started], &noticed)
            }
            Part::Acknowledge => {
                let taken: Vec<_> = self.taken.into_iter().collect();
                between(&[self.started, self.detected], &taken)
            }
            Part::Active | Part::Mitigate | Part::Resolve => between(&all, &self.ends),
            Part::Degraded | Part::Down | Part::Total => {
                let whole = between(&[self.started, self.detected], &self.ends);
                let outages = self.record.outages().iter().filter_map(Outage::interval);
                let outages = outages.map(|outage| outage.end - outage.start);
                whole
                    .into_iter()
                    .chain(self.impact)
                    .chain(outages)
                    .chain(self.levels(part))
                    .collect()
            }
        }
    }

    fn fit(&self, stated: &StatedLength) -> bool {
        self.meant(stated.part).into_iter().any(|span| stated.fits(span))
    }

    /// How long it was down or degraded, where its outages say how hard each was.
    fn levels(&self, part: Part) -> Option<i64> {
        let level = match part {
            Part::Down => ImpactLevel::Down,
            Part::Degraded => ImpactLevel::Degraded,
            _ => return None,
        };
        let outages = self
            .record
            .outages()
            .iter()
            .filter(|outage| outage.level == Some(level));
        let intervals: Option<Vec<_>> = outages.map(Outage::interval).collect();
        Some(super::outages::covered(intervals?)).filter(|&seconds| seconds > 0)
    }

    /// What a length of this name is most likely meant to be, and whether that rests on a fact that is inferred; None
    /// where the times do not tell it. `beside` says which other parts the text gives lengths of.
    fn expected(&self, part: Part, beside: impl Fn(Part) -> bool) -> Option<(i64, bool)> {
        let facts = &self.record.facts;
        let times = self.record.times();
        let resolve = || times.resolve.map(|seconds| (seconds, times.inferred.resolve));
        let mitigate = || times.mitigate.map(|seconds| (seconds, times.inferred.mitigate));
        let impact = || times.impact.map(|seconds| (seconds, times.impact_inferred()));
        // A part of an outage whose other part is told too has ends that no fact gives.
        let one_of_two = beside(Part::Down) && beside(Part::Degraded);
        match part {
            Part::Undetected => times.detect.map(|seconds| (seconds, times.inferred.detect)),
            Part::Acknowledge => times
                .acknowledge
                .map(|seconds| (seconds, times.inferred.acknowledge)),
            Part::Down | Part::Degraded if one_of_two => None,
            Part::Down | Part::Degraded => impact(),
            Part::Mitigate => mitigate(),
            Part::Active => {
                let end = facts.resolved.as_ref().or(facts.mitigated.as_ref())?;
                let start = facts.detected.as_ref()?;
                let seconds = start.value.until(&end.value).filter(|&seconds| seconds >= 0)?;
                Some((seconds, start.is_inferred() || end.is_inferred()))
            }
            Part::Resolve | Part::Total => resolve().or_else(impact),
        }
    }

    /// How much of it lies within support hours.
    fn within(&self, hours: &SupportHours) -> Option<i64> {
        let end = self
            .record
            .facts
            .resolved
            .value()
            .or(self.record.facts.mitigated.value())?;
        hours.within(self.started?, end)
    }
}

#[cfg(test)]
mod tests;
