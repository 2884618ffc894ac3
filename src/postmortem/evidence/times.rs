//! The times of an incident, from all evidence: the strongest of each, and nothing that cannot be.

use super::by_length::complete;
use super::calendar::Calendar;
use super::doubts::Weighed;
use super::entries::{Told, distance, evidence};
use super::when::Surroundings;
use super::{Evidence, Strength, fact};
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::moment::Moment;
use crate::postmortem::impact::{SummaryFacts, TimeKey, When};
use crate::record::lengths::StatedLength;
use crate::record::{Entry, Fact, Facts};
use crate::source::Source;
use jiff::civil::Date;

/// In days: the start of an incident is not farther from the day that the text names.
const REACH: i32 = 3;

/// Derives the date and all times; what contradicts them is a question.
pub(in crate::postmortem) fn derive(
    source: &Source,
    facts: &mut Facts,
    calendar: &Calendar,
    stated: &SummaryFacts,
    entries: &[Entry],
    lengths: &[StatedLength],
    settings: &Settings,
) -> Vec<Diagnostic> {
    let day = calendar.day(entries);
    let date = day.as_ref().map(|day| day.value);
    let around = Surroundings::new(calendar, date, facts, stated.shared_zone(), entries, settings);
    let told = Told::new(calendar.incident(entries));
    let all = |front: &Option<Fact<Moment>>, key, summary: &Option<When>, start: Option<&Moment>| {
        let metadata = stated.labelled.iter().filter(|(other, _)| *other == key);
        let metadata = metadata.filter_map(|(_, when)| around.evidence(when, Strength::Metadata, start));
        let summary = summary
            .as_ref()
            .and_then(|when| around.evidence(when, Strength::Summary, start));
        let body = metadata
            .chain(summary)
            .filter(|found| is_near(key, &found.moment, date));
        front.iter().map(front_matter).chain(body).collect::<Vec<_>>()
    };
    let mut started = all(&facts.started, TimeKey::Started, &stated.started, None);
    let began = told.started();
    started.extend(began.filter(|found| is_near(TimeKey::Started, &found.moment, date)));
    let start = started.first().map(|start| start.moment.clone());
    let detected = all(
        &facts.detected,
        TimeKey::Detected,
        &stated.detected,
        start.as_ref(),
    );
    let acknowledged = all(&facts.acknowledged, TimeKey::Acknowledged, &None, start.as_ref());
    let mitigated = all(
        &facts.mitigated,
        TimeKey::Mitigated,
        &stated.mitigated,
        start.as_ref(),
    );
    let resolved = all(
        &facts.resolved,
        TimeKey::Resolved,
        &stated.resolved,
        start.as_ref(),
    );
    let with = |mut all: Vec<Evidence>, told: Option<Evidence>| {
        all.extend(told);
        all
    };
    let mut weighed = Weighed {
        started,
        detected: with(detected, told.detected().and_then(evidence)),
        acknowledged: with(acknowledged, told.acknowledged()),
        mitigated: with(mitigated, told.mitigated()),
        resolved: with(resolved, told.resolved()),
    };
    if facts.ongoing.as_ref().is_some_and(|ongoing| ongoing.value) {
        for end in [&mut weighed.mitigated, &mut weighed.resolved] {
            end.retain(|found| found.strength == Strength::FrontMatter);
        }
    }
    let mut doubts = calendar.doubts(source, day.as_ref());
    if let Some(second) = stated.second.as_ref().filter(|_| facts.outages.is_none()) {
        let known = weighed
            .resolved
            .first()
            .is_some_and(|end| end.strength >= Strength::Metadata);
        if !known {
            weighed.mitigated.clear();
            weighed.resolved.clear();
            doubts.push(super::doubts::second_outage(source, second.span));
        }
    }
    // What mitigated one of several outages did not end all.
    if facts.outages.is_some() {
        let end = &mut weighed.mitigated;
        end.retain(|found| found.strength == Strength::FrontMatter);
    }
    // A sentence that says from when to when it failed knows better than words that may tell of a part of it.
    let of_summary = |all: &[Evidence]| {
        let mut all = all.iter();
        all.any(|found| matches!(found.strength, Strength::Summary | Strength::Metadata))
    };
    if of_summary(&weighed.started) && of_summary(&weighed.resolved) {
        weighed.mitigated.retain(|found| found.strength > Strength::Entry);
    }
    weighed.settle(source, stated.duration.as_ref(), &mut doubts);
    let ongoing = facts.ongoing.as_ref().is_some_and(|ongoing| ongoing.value);
    if !ongoing && facts.outages.is_none() && stated.second.is_none() {
        complete(&mut weighed, &told, lengths);
    }
    facts.date = match weighed.started.first() {
        Some(start) if facts.date.is_none() && start.strength >= Strength::Summary => {
            let by_start = |date| Fact::new(date, start.origin, start.span);
            // Where the day itself is written is the better place.
            let named = day.clone().filter(|day| Some(day.value) == start.moment.date);
            named.or_else(|| start.moment.date.map(by_start))
        }
        _ => None,
    }
    .or_else(|| day.clone())
    .or_else(|| {
        let start = weighed.started.first()?;
        Some(Fact::new(start.moment.date?, start.origin, start.span))
    });
    if facts.published.is_none() {
        facts.published = calendar.written(day.as_ref());
    }
    facts.started = fact(&weighed.started);
    facts.detected = fact(&weighed.detected);
    facts.acknowledged = fact(&weighed.acknowledged);
    facts.mitigated = fact(&weighed.mitigated);
    facts.resolved = fact(&weighed.resolved);
    doubts
}

/// Whether a moment may be of an incident of some day: a start is near it, and nothing else is long before.
fn is_near(key: TimeKey, moment: &Moment, day: Option<Date>) -> bool {
    let near =
        |(date, day): (Date, Date)| distance(date, day) <= REACH || key != TimeKey::Started && date > day;
    moment.date.zip(day).is_none_or(near)
}

fn front_matter(fact: &Fact<Moment>) -> Evidence {
    Evidence {
        moment: fact.value.clone(),
        origin: fact.origin,
        strength: Strength::FrontMatter,
        span: fact.span,
    }
}
