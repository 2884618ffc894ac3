//! The stated length of the outage agrees with its times.

use super::{Example, FileContext, Judge, Rule, Verdict, brief};
use crate::config::Profile;
use crate::diagnostic::RuleName;
use crate::format;
use crate::moment::Moment;
use crate::postmortem::Reading;
use crate::postmortem::impact::beside_times;
use crate::record::{Entry, Fact};
use crate::span::Span;
use crate::text::other_time::has_other_time;
use crate::view::words::clock;
use crate::vocabulary::EntryKind::{Detected, ImpactStarted, Mitigated, Reported, Resolved};

/// `duration-agrees`
pub(super) static RULE: Rule = Rule {
    name: RuleName::DurationAgrees,
    summary: "the stated duration agrees with the start, the end and the timeline",
    requires: "the length that the Issue Summary states equals its end minus its start, or else some time between the first \
               and the last entries of the timeline, within a tenth (a quarter for \"about\"), and the timeline has the outage \
               end when the Issue Summary does, within a tenth and ten minutes; where only times are stated and the timeline is \
               much shorter, it does not; nor does it where the timeline says in words that it began, or was detected, before \
               or after the stated start; an archive is asked",
    why: "A reader who finds two numbers believes neither (Google SRE Workbook, chapter 10, on clear numbers).",
    fix: "Work out the length again from the start and the end, and correct what is wrong.",
    bad: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Issue Summary\n\nDuration: 30 minutes (10:00 to 11:00 UTC). Users could not log in.\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Issue Summary\n\nDuration: 60 minutes (10:00 to 11:00 UTC). Users could not log in.\n",
    }],
    levels: brief::LEVELS,
    judge: Judge::File(judge),
};

const HINT: &str = "work out the length again from the start and the end, and correct what is wrong";

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let summary = &reading.summary;
    let facts = &reading.postmortem.record.facts;
    let entries = &reading.postmortem.record.entries;
    // Those of the timeline agree with it in any case.
    let start = reading.parts().body_start;
    let before = |fact: &&Fact<Moment>| fact.span.end <= start;
    let times = facts
        .started
        .as_ref()
        .filter(before)
        .zip(facts.resolved.as_ref().filter(before));
    let range = times.and_then(|(start, end)| {
        let seconds = start.value.until(&end.value)?;
        (seconds > 0).then_some((seconds, start.span.to(end.span)))
    });
    let other_end = || {
        let ((_, end), (seconds, _)) = times.zip(range)?;
        // Of two zones, one may only be missing.
        let other =
            ends_elsewhere(&end.value, seconds, entries).filter(|other| other.time != end.value.time)?;
        let message = format!(
            "the Issue Summary has it end at {}, the timeline at {}",
            clock(&end.value),
            clock(other)
        );
        Some(brief::unmet(&RULE, reading, end.span, &message, HINT))
    };
    // An archive has timelines that begin long before, or with an early warning.
    let brief = context.profile == Profile::Assignment;
    let other_start = || {
        let ((start, _), (seconds, _)) = times.zip(range).filter(|_| brief)?;
        let other = begins_elsewhere(&start.value, seconds, entries)?;
        let message = format!(
            "the Issue Summary has it begin at {}, the timeline at {}",
            clock(&start.value),
            clock(other)
        );
        Some(brief::unmet(&RULE, reading, start.span, &message, HINT))
    };
    let verdict = match (&summary.duration, range) {
        (Some(stated), Some((seconds, at))) => compare(reading, stated, seconds, at),
        (Some(stated), None) => against_entries(reading, context.profile, stated, entries),
        (None, Some((seconds, at))) => range_against_entries(reading, context.profile, seconds, at, entries),
        (None, None) => Verdict::NotApplicable,
    };
    match verdict {
        Verdict::Met(met) => other_end().or_else(other_start).unwrap_or(Verdict::Met(met)),
        other => other,
    }
}

/// Where the timeline has the outage end, if no entry stands near the stated end: neither one that ends it nor the last.
fn ends_elsewhere<'a>(end: &Moment, seconds: i64, entries: &'a [Entry]) -> Option<&'a Moment> {
    let near = (seconds / TENTH).max(MINUTES);
    let timed = || entries.iter().filter(|entry| entry.at.is_some());
    let over = || timed().filter(|entry| matches!(entry.kind, Mitigated | Resolved));
    if over().any(|entry| has_other_time(&entry.text)) {
        return None;
    }
    let last = over().next_back()?.at.as_ref()?;
    let mut all = over().chain(timed().next_back());
    let is_far = |entry: &Entry| {
        let apart = entry.at.as_ref().and_then(|at| end.until(at));
        apart.is_some_and(|apart| apart.abs() > near)
    };
    all.all(is_far).then_some(last)
}

/// Where the timeline has the outage begin, if it says so in words and far from the stated start: `Outage begins`, or
/// `The issue was detected` before that.
fn begins_elsewhere<'a>(start: &Moment, seconds: i64, entries: &'a [Entry]) -> Option<&'a Moment> {
    let near = (seconds / TENTH).max(MINUTES);
    let says = |entry: &Entry, words: &[&str]| {
        let text = entry.text.to_ascii_lowercase();
        let outage = ["outage", "incident", "issue", "problem", "downtime"];
        outage.iter().any(|word| text.contains(word)) && words.iter().any(|word| text.contains(word))
    };
    let apart = |entry: &Entry| entry.at.as_ref().and_then(|at| start.until(at));
    let begins = |entry: &&Entry| entry.kind == ImpactStarted && says(entry, &["begin", "began", "start"]);
    let noticed = |entry: &&Entry| {
        matches!(entry.kind, Detected | Reported) && says(entry, &["detected", "noticed", "reported"])
    };
    let mut begun = entries
        .iter()
        .filter(begins)
        .filter_map(|entry| Some((entry, apart(entry)?)));
    let first = begun.next();
    let stated = first.filter(|(_, apart)| apart.abs() > near && begun.all(|(_, apart)| apart.abs() > near));
    let before = || {
        let mut noticed = entries.iter().filter(noticed);
        noticed.find(|entry| apart(entry).is_some_and(|apart| apart < -near))
    };
    stated.map(|(entry, _)| entry).or_else(before)?.at.as_ref()
}

/// How far from each other two times of one end may be: a tenth of the outage, and some minutes in any case.
const TENTH: i64 = 10;
const MINUTES: i64 = 10 * 60;

/// Whether a stated length may be this long.
fn agrees(reading: &Reading, stated: &Fact<i64>, seconds: i64) -> bool {
    const BEFORE: usize = 32;
    let source = &reading.postmortem.document.source;
    let start = stated.span.start.saturating_sub(BEFORE);
    let before = (start..=stated.span.start).find_map(|from| source.text.get(from..stated.span.start));
    let (least, most) = beside_times(before.unwrap_or_default(), stated.value);
    least <= seconds && seconds <= most
}

fn compare(reading: &Reading, stated: &Fact<i64>, seconds: i64, at: Span) -> Verdict {
    if agrees(reading, stated, seconds) {
        return Verdict::Met(vec![stated.span, at]);
    }
    let message = format!(
        "the stated length is {}, but from start to end it is {}",
        format::duration(stated.value),
        format::duration(seconds)
    );
    brief::unmet(&RULE, reading, stated.span, &message, HINT)
}

/// A length alone may be that between any of the first and any of the last entries.
fn against_entries(reading: &Reading, profile: Profile, stated: &Fact<i64>, entries: &[Entry]) -> Verdict {
    let timed: Vec<&Entry> = entries.iter().filter(|entry| entry.at.is_some()).collect();
    let (Some(first), Some(last)) = (timed.first(), timed.last()) else {
        return Verdict::NotApplicable;
    };
    let of = |kinds: &'static [crate::vocabulary::EntryKind]| {
        timed.iter().filter(move |entry| kinds.contains(&entry.kind))
    };
    let starts = || of(&[ImpactStarted, Detected, Reported]).take(MOST).chain([first]);
    let mut lengths = starts().flat_map(|start| {
        let ends = of(&[Mitigated, Resolved]).take(MOST).chain([last]);
        ends.filter_map(|end| start.at.as_ref()?.until(end.at.as_ref()?))
    });
    if lengths.any(|seconds| agrees(reading, stated, seconds)) {
        return Verdict::Met(vec![stated.span]);
    }
    let whole = first
        .at
        .as_ref()
        .zip(last.at.as_ref())
        .and_then(|(first, last)| first.until(last));
    let Some(whole) = whole.filter(|seconds| *seconds > 0) else {
        return Verdict::NotApplicable;
    };
    let message = format!(
        "the stated length is {}, but the timeline takes {}",
        format::duration(stated.value),
        format::duration(whole)
    );
    // A timeline may begin before the outage, and go on after it; that of an archive does.
    if stated.value < whole && profile == Profile::Archive {
        return Verdict::NotApplicable;
    }
    if stated.value < whole {
        return brief::ask(
            &RULE,
            reading,
            stated.span,
            &format!("both are right: {message}"),
            HINT,
        );
    }
    brief::unmet(&RULE, reading, stated.span, &message, HINT)
}

/// So many of the first or last entries are looked at, so that a long timeline costs no more.
const MOST: usize = 8;

/// Times alone: where the timeline is much shorter than the outage, one of them is wrong.
fn range_against_entries(
    reading: &Reading,
    profile: Profile,
    seconds: i64,
    at: Span,
    entries: &[Entry],
) -> Verdict {
    let timed = || entries.iter().filter_map(|entry| entry.at.as_ref());
    let whole = timed().next().zip(timed().next_back());
    let whole = whole.and_then(|(first, last)| first.until(last));
    let Some(whole) = whole.filter(|whole| *whole > 0 && *whole * 2 < seconds) else {
        return Verdict::Met(vec![at]);
    };
    let (outage, timeline) = (format::duration(seconds), format::duration(whole));
    // A timeline of a few entries may leave out the end, and that of an archive more.
    if profile == Profile::Assignment && timed().nth(FEWEST).is_some() {
        let message = format!("the outage takes {outage}, but the timeline {timeline}");
        return brief::unmet(&RULE, reading, at, &message, HINT);
    }
    let message = format!("both are right: the outage takes {outage}, and the timeline {timeline}");
    brief::ask(&RULE, reading, at, &message, HINT)
}

/// More entries than these tell all of it.
const FEWEST: usize = 2;
