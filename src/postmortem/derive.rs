//! All that is known of a postmortem, from all that was read: front matter wins, then the body; what else was said of
//! a fact stays beside it. What nobody says stays unknown.

#[cfg(test)]
mod tests;

use super::evidence::{self, Calendar, file_name};
use super::front_matter::FrontMatter;
use super::impact::{SummaryFacts, When};
use super::metadata::Metadata;
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::moment::Moment;
use crate::record::lengths::StatedLength;
use crate::record::{Entry, Fact, Facts, Impact, Origin};
use crate::slug::slug;
use crate::source::{Source, fit};
use crate::span::Span;
use crate::text::emoji;
use crate::vocabulary::Status;
use std::collections::BTreeSet;

/// What the body of a file says.
#[derive(Debug, Clone, Copy)]
pub struct Body<'a> {
    /// The file.
    pub source: &'a Source,
    /// The titles: of the front matter, and the heading that is one.
    pub titles: &'a [Fact<String>],
    /// What the Issue Summary says.
    pub stated: &'a SummaryFacts,
    /// What labels with values say.
    pub metadata: &'a Metadata,
    /// The days that are named outside of the timeline.
    pub calendar: &'a Calendar,
    /// The timeline.
    pub entries: &'a [Entry],
    /// The lengths of time that are stated.
    pub lengths: &'a [StatedLength],
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
    /// What of them only a person can settle.
    pub doubts: Vec<Diagnostic>,
}

/// Merges what was read; the facts of the front matter are taken out of it.
#[must_use]
pub fn derive(front: &mut FrontMatter, body: Body<'_>, settings: &Settings) -> Derived {
    // Disks allow characters in names that no text and no feed may hold.
    let name = fit(file_name::of_file(&body.source.path).into());
    let name = name.as_ref();
    let mut facts = std::mem::take(&mut front.facts);
    stated_by_label(&mut facts, body.metadata);
    let doubts = evidence::times::derive(
        body.source,
        &mut facts,
        body.calendar,
        body.stated,
        body.entries,
        body.lengths,
        settings,
    );
    facts.summary = merge(facts.summary, body.stated.summary.clone());
    facts.cause_summary.clone_from(&body.stated.cause);
    let near_miss = facts.near_miss.as_ref().is_some_and(|fact| fact.value);
    facts.impact = impact(facts.impact, said_of_impact(body.stated, near_miss));
    if facts.detected_by.is_none() {
        facts.detected_by = evidence::detected_by(body.stated, body.entries, body.calendar);
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
    // The texts of the body have their signs already.
    let shown = |mut fact: Fact<String>| {
        fact.value = emoji::signs(&fact.value).into_owned();
        fact
    };
    facts.summary = facts.summary.map(shown);
    Derived {
        id: stated(&front.id).unwrap_or_else(|| name.to_owned()),
        slug: stated(&front.slug).unwrap_or_else(|| slug(name)),
        title: body
            .titles
            .iter()
            .cloned()
            .map(Some)
            .fold(None, merge)
            .map_or_else(
                || Fact::new(name.to_owned(), Origin::Inferred, Span::default()),
                shown,
            ),
        facts,
        doubts,
    }
}

/// What keys of other programs say of the times is inferred: both ends, told in the Issue Summary, are better known.
pub(super) fn give_way(front: &mut Facts, said: &SummaryFacts) {
    let timed = |when: &Option<When>| when.as_ref().is_some_and(|when| when.clock.is_some());
    if timed(&said.started) && timed(&said.resolved) {
        let guessed = |fact: &mut Fact<Moment>| fact.origin == Origin::Inferred;
        front.started.take_if(guessed);
        front.resolved.take_if(guessed);
    }
}

/// What labels with values state beside the front matter.
fn stated_by_label(facts: &mut Facts, metadata: &Metadata) {
    facts.severity = merge(facts.severity.take(), metadata.severity.clone());
    facts.services = merge(facts.services.take(), metadata.services.clone());
    facts.authors = merge(facts.authors.take(), metadata.authors.clone());
    facts.status = merge(facts.status.take(), metadata.status.clone());
    facts.teams = merge(facts.teams.take(), metadata.teams.clone());
    facts.tags = merge(facts.tags.take(), metadata.tags.clone());
    facts.symptoms = merge(facts.symptoms.take(), metadata.symptoms.clone());
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
