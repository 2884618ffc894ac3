//! What cannot be: an end before the start, a span that the text says to be another, places that disagree.

use super::{Evidence, Strength};
use crate::diagnostic::{Diagnostic, RuleName};
use crate::format::duration;
use crate::record::{Fact, Origin};
use crate::source::Source;
use crate::span::Span;

/// The evidence of each time, the strongest first.
pub(super) struct Weighed {
    pub(super) started: Vec<Evidence>,
    pub(super) detected: Vec<Evidence>,
    pub(super) acknowledged: Vec<Evidence>,
    pub(super) mitigated: Vec<Evidence>,
    pub(super) resolved: Vec<Evidence>,
}

/// In seconds: what differs by less is the same time, told by two.
const SAME: i64 = 15 * 60;

impl Weighed {
    /// Takes away what cannot be, and tells of it and of places that disagree.
    pub(super) fn settle(
        &mut self,
        source: &Source,
        lasted: Option<&Fact<i64>>,
        doubts: &mut Vec<Diagnostic>,
    ) {
        for (name, all) in [
            ("started", &self.started),
            ("detected", &self.detected),
            ("mitigated", &self.mitigated),
            ("resolved", &self.resolved),
        ] {
            doubts.extend(disagreement(source, name, all));
        }
        self.in_order(source, doubts);
        self.begins_late(source, doubts);
        if let Some(lasted) = lasted {
            self.as_long_as(source, lasted, doubts);
        }
        // What was concluded from words has to lie within what is known better; an alarm may ring before anybody is hit.
        let (start, end) = (self.started.first().cloned(), self.resolved.first().cloned());
        let after = |found: &Evidence| end.as_ref().is_some_and(|end| is_before(end, found));
        let before = |found: &Evidence| start.as_ref().is_some_and(|start| is_before(found, start));
        let weak = |found: &Evidence| found.strength == Strength::Entry;
        self.detected.retain(|found| !weak(found) || !after(found));
        for all in [&mut self.acknowledged, &mut self.mitigated] {
            all.retain(|found| !weak(found) || !after(found) && !before(found));
        }
    }

    /// Takes away a start whose day nobody wrote, long after it was noticed: `Traffic builds from about 6pm`, noticed at four in the
    /// morning.
    fn begins_late(&mut self, source: &Source, doubts: &mut Vec<Diagnostic>) {
        let Some((start, noticed)) = self.started.first().zip(self.detected.first()) else {
            return;
        };
        let undated = start.origin == Origin::Inferred && start.strength == Strength::Summary;
        let late = noticed.moment.until(&start.moment);
        if undated && late.is_some_and(|late| late > 4 * SAME) {
            let message = format!(
                "cannot tell when it began: {} is long after it was noticed at {}; not taken for a fact",
                start.moment, noticed.moment
            );
            doubts.push(
                Diagnostic::question(RuleName::TimesInOrder, &source.path, start.span, message)
                    .label(noticed.span, "noticed here")
                    .hint("add the date"),
            );
            self.started.remove(0);
        }
    }

    /// An end before the start: the weaker of the two is not known, or neither.
    fn in_order(&mut self, source: &Source, doubts: &mut Vec<Diagnostic>) {
        while let (Some(start), Some(end)) = (self.started.first(), self.resolved.first()) {
            let strongest = start.strength.min(end.strength) == Strength::FrontMatter;
            if strongest || !is_before(end, start) {
                break;
            }
            let message = format!(
                "cannot tell whether this is intended: `resolved` is {}, before `started` at {}; not taken for a fact",
                end.moment, start.moment
            );
            doubts.push(
                Diagnostic::question(RuleName::TimesInOrder, &source.path, end.span, message)
                    .label(start.span, "started here")
                    .hint("correct the time (am instead of pm?), or add the date after midnight"),
            );
            // A start whose day nobody wrote may be of the day before.
            let undated = start.origin == Origin::Inferred && end.strength < Strength::Summary;
            let (start, end) = (start.strength, end.strength);
            if undated || start <= end {
                self.started.remove(0);
            }
            if !undated && end <= start {
                self.resolved.remove(0);
            }
        }
    }

    /// A length that the text states: what entries only seem to say gives way to it.
    fn as_long_as(&mut self, source: &Source, lasted: &Fact<i64>, doubts: &mut Vec<Diagnostic>) {
        let Some(start) = self.started.first() else { return };
        let fits = |end: &Evidence| {
            let span = start.moment.until(&end.moment)?;
            Some((span - lasted.value).abs() <= SAME.max(lasted.value / 3))
        };
        let ends = || self.mitigated.first().into_iter().chain(self.resolved.first());
        if ends().any(|end| fits(end) != Some(false)) {
            return;
        }
        let Some(end) = ends().next() else { return };
        let weak = |found: &Evidence| found.strength == Strength::Entry;
        let end_is_weak = weak(end);
        // Where nothing gives way, `metrics-agree` tells of both numbers.
        if !end_is_weak && !self.started.iter().any(weak) {
            return;
        }
        let span = start.moment.until(&end.moment).unwrap_or_default();
        let message = format!(
            "cannot tell how long it lasted: the text says {}, and from {} to {} it is {}",
            duration(lasted.value),
            start.moment,
            end.moment,
            duration(span)
        );
        doubts.push(
            Diagnostic::question(RuleName::FactsDisagree, &source.path, lasted.span, message)
                .label(start.span, "started here")
                .label(end.span, "ended here")
                .hint("correct what is wrong, or state `started` and `resolved` in the front matter"),
        );
        if end_is_weak {
            self.mitigated.retain(|found| !weak(found));
            self.resolved.retain(|found| !weak(found));
        } else {
            self.started.retain(|found| !weak(found));
        }
    }
}

/// A question where the text tells of a second outage, which only a list of them can say.
pub(super) fn second_outage(source: &Source, span: Span) -> Diagnostic {
    let message = "cannot tell when all was over: the text tells of more than one outage";
    Diagnostic::question(RuleName::FactsDisagree, &source.path, span, message)
        .hint("list them in the front matter, each as `- {started: ..., resolved: ...}` under `outages:`")
}

fn is_before(late: &Evidence, early: &Evidence) -> bool {
    early
        .moment
        .until(&late.moment)
        .is_some_and(|seconds| seconds < 0)
}

/// A question where two places state one time differently.
fn disagreement(source: &Source, name: &str, all: &[Evidence]) -> Option<Diagnostic> {
    let (first, others) = all.split_first()?;
    let other = others.iter().find(|other| {
        let apart = first.moment.until(&other.moment);
        other.strength > Strength::Entry && apart.is_some_and(|seconds| seconds.abs() > SAME)
    })?;
    let message = format!(
        "cannot tell when it {}: {} here, {} there; taking the first",
        match name {
            "started" => "started",
            "detected" => "was detected",
            "mitigated" => "was mitigated",
            _ => "was resolved",
        },
        first.moment,
        other.moment
    );
    Some(
        Diagnostic::question(RuleName::FactsDisagree, &source.path, first.span, message)
            .label(other.span, "another time here")
            .hint(format!(
                "correct the one that is wrong, or state `{name}` in the front matter"
            )),
    )
}
