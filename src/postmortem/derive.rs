//! All that is known of a postmortem, from all that was read: front matter wins, then the body; what else was said of
//! a fact stays beside it. What nobody says stays unknown.

mod detection;
pub(super) mod file_name;
#[cfg(test)]
mod tests;
mod times;

use super::front_matter::FrontMatter;
use super::impact::SummaryFacts;
use crate::config::Settings;
use crate::moment::Moment;
use crate::record::{Entry, Fact, Facts, Impact, Origin};
use crate::slug::slug;
use crate::span::Span;
use crate::vocabulary::{EntryKind, Status};
use std::collections::BTreeSet;

/// What the body of a file says.
#[derive(Debug, Clone, Copy)]
pub struct Body<'a> {
    /// The file's path.
    pub path: &'a str,
    /// The titles: of the front matter, and the heading that is one.
    pub titles: &'a [Fact<String>],
    /// What the Issue Summary says.
    pub stated: &'a SummaryFacts,
    /// The timeline.
    pub entries: &'a [Entry],
}

/// The names and facts of a postmortem.
#[derive(Debug, Clone, PartialEq)]
pub struct Derived {
    /// Its name in the archive: stated, else the file's name (of `index.md`: its folder's).
    pub id: String,
    /// The name of its page: stated, else made from the file's name.
    pub slug: String,
    /// The title: stated, else the title's heading, else the file's name.
    pub title: Fact<String>,
    /// The facts.
    pub facts: Facts,
}

/// Merges what was read.
#[must_use]
pub fn derive(front: &FrontMatter, body: Body<'_>, settings: &Settings) -> Derived {
    let name = file_name::of_file(body.path);
    let mut facts = front.facts.clone();
    span_outages(&mut facts);
    let (mitigated, resolved) = (facts.mitigated.clone(), facts.resolved.clone());
    times::derive(&mut facts, body, settings);
    // What is ongoing has no end, whatever its text tells of one; what mitigated one of several outages did not all.
    let ongoing = facts.ongoing.as_ref().is_some_and(|ongoing| ongoing.value);
    if ongoing {
        facts.resolved = resolved;
    }
    if ongoing || facts.outages.is_some() {
        facts.mitigated = mitigated;
    }
    facts.summary = merge(facts.summary, body.stated.summary.clone());
    facts.cause_summary.clone_from(&body.stated.cause);
    let near_miss = facts.near_miss.as_ref().is_some_and(|fact| fact.value);
    facts.impact = impact(facts.impact, said_of_impact(body.stated, near_miss));
    if facts.detected_by.is_none() {
        facts.detected_by = detection::detected_by(body.entries);
    }
    if facts.teams.is_none() {
        facts.teams = owners(&facts, settings);
    }
    facts.status = status(front, &facts);
    if facts.published.is_none() {
        let date = facts.date.as_ref();
        facts.published = date.map(|date| Fact::new(date.value, Origin::Inferred, date.span));
    }
    let stated = |fact: &Option<Fact<String>>| fact.as_ref().map(|fact| fact.value.clone());
    Derived {
        id: stated(&front.id).unwrap_or_else(|| name.to_owned()),
        slug: stated(&front.slug).unwrap_or_else(|| slug(name)),
        title: body
            .titles
            .iter()
            .cloned()
            .map(Some)
            .fold(None, merge)
            .unwrap_or_else(|| Fact::new(name.to_owned(), Origin::Inferred, Span::default())),
        facts,
    }
}

/// The entries of an incident that is said to be ongoing: none of those that no label calls so ended it.
pub(super) fn keep_open(mut entries: Vec<Entry>, front: &Facts) -> Vec<Entry> {
    let ongoing = front.ongoing.as_ref().is_some_and(|ongoing| ongoing.value);
    if ongoing && front.resolved.is_none() {
        let ends = |entry: &&mut Entry| matches!(entry.kind, EntryKind::Mitigated | EntryKind::Resolved);
        for entry in entries.iter_mut().filter(|entry| !entry.labelled).filter(ends) {
            entry.kind = EntryKind::Note;
        }
    }
    entries
}

/// Where several outages are told, the first began the incident and the last ended it.
fn span_outages(facts: &mut Facts) {
    let Some(Fact {
        value, origin, span, ..
    }) = &facts.outages
    else {
        return;
    };
    let fact = |moment: &Moment| Fact::new(moment.clone(), *origin, *span);
    let starts = value.iter().filter_map(|outage| outage.started.as_ref());
    let first = starts.min_by_key(|moment| moment.seconds()).map(fact);
    let ends: Option<Vec<_>> = value.iter().map(|outage| outage.resolved.as_ref()).collect();
    let last = ends.and_then(|ends| ends.into_iter().max_by_key(|moment| moment.seconds()).map(fact));
    let ongoing = facts.ongoing.as_ref().is_some_and(|ongoing| ongoing.value);
    facts.started = facts.started.take().or(first);
    facts.resolved = facts.resolved.take().or(last.filter(|_| !ongoing));
}

/// As stated, else reviewed where a reviewer is named, else a draft. A file whose front matter cannot be read counts
/// as published: nobody can tell, and silence would hide it.
fn status(front: &FrontMatter, facts: &Facts) -> Option<Fact<Status>> {
    let inferred = |status, span| Some(Fact::new(status, Origin::Inferred, span));
    if !front.readable {
        return inferred(Status::Reviewed, Span::default());
    }
    let reviewers = facts
        .reviewers
        .as_ref()
        .filter(|reviewers| !reviewers.value.is_empty());
    facts.status.clone().or_else(|| match reviewers {
        Some(reviewers) => inferred(Status::Reviewed, reviewers.span),
        None => inferred(Status::Draft, Span::default()),
    })
}

/// The first fact, with what the second says beside it.
fn merge<T>(first: Option<Fact<T>>, second: Option<Fact<T>>) -> Option<Fact<T>> {
    match (first, second) {
        (Some(mut first), Some(second)) => {
            first.others.push((second.value, second.span));
            first.others.extend(second.others);
            Some(first)
        }
        (first, second) => first.or(second),
    }
}

/// The first fact, with what the second says beside it unless that was only inferred: a guess contradicts nobody.
fn merge_stated<T>(first: Option<Fact<T>>, second: Option<Fact<T>>) -> Option<Fact<T>> {
    let known = first.is_some();
    merge(
        first,
        second.filter(|fact| !known || fact.origin != Origin::Inferred),
    )
}

/// The impact that the body tells of. A near miss hit nobody, whatever was close to it.
fn said_of_impact(stated: &SummaryFacts, near_miss: bool) -> Impact {
    let impact = &stated.impact;
    match near_miss {
        true => Impact {
            summary: impact.summary.clone(),
            ..Impact::default()
        },
        false => impact.clone(),
    }
}

fn impact(front: Impact, body: Impact) -> Impact {
    Impact {
        counted: body.counted.filter(|_| front.users_percent.is_none()),
        summary: merge(front.summary, body.summary),
        users_percent: merge_stated(front.users_percent, body.users_percent),
        users: merge(front.users, body.users),
        requests_failed: merge(front.requests_failed, body.requests_failed),
        revenue: merge(front.revenue, body.revenue),
        level: merge_stated(front.level, body.level),
    }
}

/// The teams that own the services.
fn owners(facts: &Facts, settings: &Settings) -> Option<Fact<Vec<String>>> {
    let services = facts.services.as_ref()?;
    let mut seen = BTreeSet::new();
    let owners: Vec<_> = services
        .value
        .iter()
        .filter_map(|hit| settings.service(&hit.name)?.owner.clone())
        .filter(|owner| seen.insert(owner.clone()))
        .collect();
    (!owners.is_empty()).then(|| Fact::new(owners, Origin::Inferred, services.span))
}
