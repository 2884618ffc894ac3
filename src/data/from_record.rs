//! From records to data.

use super::*;
use crate::format::whole_minutes;
use crate::record::accessors::Durations;

/// The facts of all postmortems.
#[must_use]
pub fn archive<'a>(archive: &'a Postmortems, recurrences: &'a Recurrences) -> Archive<'a> {
    Archive {
        version: 1,
        as_of: archive.as_of.map(text),
        postmortems: archive
            .all()
            .map(|item| postmortem(archive, recurrences, item))
            .collect(),
    }
}

/// One postmortem with all that its text tells. Lines are those of `source`; without it they are not known.
#[must_use]
pub fn whole<'a>(
    archive: &'a Postmortems,
    recurrences: &'a Recurrences,
    item: &'a Item,
    source: Option<&Source>,
) -> Whole<'a> {
    let record = &item.record;
    let facts = &record.facts;
    let line = |span: Span| source.map(|source| source.line(span.start));
    Whole {
        postmortem: postmortem(archive, recurrences, item),
        timeline: record
            .entries
            .iter()
            .map(|one| entry(one, line(one.span)))
            .collect(),
        actions: record
            .actions
            .iter()
            .map(|one| {
                let told = action(one, line(one.span));
                // A draft is not named.
                let by = told.by.filter(|id| archive.find(id).is_some());
                Action { by, ..told }
            })
            .collect(),
        links: facts.links.list().iter().map(link).collect(),
        updates: facts.updates.list().iter().map(update).collect(),
        aliases: record.aliases.iter().map(|alias| alias.value.as_str()).collect(),
    }
}

/// One postmortem.
#[must_use]
pub fn postmortem<'a>(
    archive: &'a Postmortems,
    recurrences: &'a Recurrences,
    item: &'a Item,
) -> Postmortem<'a> {
    let record = &item.record;
    let facts = &record.facts;
    let open = archive.promises_of(item);
    let open = open.filter(|promise| promise.standing.status.is_open());
    Postmortem {
        id: &record.id,
        slug: &item.slug,
        url: url::postmortem(&item.slug),
        title: &record.title.value,
        summary: facts.summary.text(),
        services: record.services().collect(),
        teams: facts.teams.list(),
        root_cause: facts.root_cause.text(),
        contributing: facts.contributing.list(),
        trigger: facts.trigger.value().copied(),
        severity: facts.severity.text(),
        status: record.status(),
        near_miss: record.near_miss(),
        visibility: record.visibility(),
        started: facts.started.value().map(Moment::json),
        detected: facts.detected.value().map(Moment::json),
        detected_by: facts.detected_by.value().copied(),
        acknowledged: facts.acknowledged.value().map(Moment::json),
        mitigated: facts.mitigated.value().map(Moment::json),
        resolved: facts.resolved.value().map(Moment::json),
        outages: record.outages().iter().map(outage).collect(),
        published: facts.published.value().copied().map(text),
        minutes: minutes_of(item, &item.times),
        inferred: record.inferred(),
        impact: impact(record),
        symptoms: facts.symptoms.list(),
        authors: facts.authors.list().iter().map(person).collect(),
        reviewers: facts.reviewers.list().iter().map(person).collect(),
        tags: facts.tags.list(),
        related: published(archive, facts.related.list()),
        recurrence_of: published(archive, facts.recurrence_of.list()),
        entries: record.entries.len(),
        actions_open: open.count(),
        actions_total: record.actions.len(),
        recurrences: recurrences
            .of(item.index)
            .iter()
            .filter_map(|found| recurrence(archive, found))
            .collect(),
    }
}

/// An earlier postmortem of the same failure.
#[must_use]
pub fn recurrence<'a>(archive: &'a Postmortems, found: &'a Match) -> Option<Recurrence<'a>> {
    let earlier = archive.items.get(found.earlier)?;
    let open = archive
        .promises_of(earlier)
        .filter(|promise| promise.standing.is_open());
    Some(Recurrence {
        id: &earlier.record.id,
        score: f64::from(found.score),
        reasons: found.reasons().collect(),
        open_actions: open.map(|promise| promise.action.task.as_str()).collect(),
    })
}

/// The names that the archive knows: that of a draft tells that there is one.
fn published<'a>(archive: &Postmortems, names: &'a [String]) -> Vec<&'a str> {
    let names = names.iter().map(String::as_str);
    names.filter(|name| archive.find(name).is_some()).collect()
}

/// Times of an item, all of it or those of one service: a near miss hit nobody.
#[must_use]
pub(super) fn minutes_of(item: &Item, times: &Durations) -> Minutes {
    let known = minutes(times);
    let impact = if item.record.near_miss() {
        Some(0)
    } else {
        known.impact
    };
    Minutes { impact, ..known }
}

/// Seconds as whole minutes, rounded half up.
#[must_use]
pub fn minutes(seconds: &Durations) -> Minutes {
    let whole = |seconds: Option<i64>| seconds.map(whole_minutes);
    Minutes {
        detect: whole(seconds.detect),
        acknowledge: whole(seconds.acknowledge),
        mitigate: whole(seconds.mitigate),
        resolve: whole(seconds.resolve),
        impact: whole(seconds.impact),
    }
}

/// One entry, with its line where that is known.
#[must_use]
pub fn entry(entry: &record::Entry, line: Option<usize>) -> Entry<'_> {
    let zone = entry.at.as_ref().and_then(|at| at.zone.as_ref());
    Entry {
        at: entry.at.as_ref().map(Moment::json),
        date: entry.date.map(text),
        until: entry.until.as_ref().map(Moment::json),
        approximate: entry.approximate,
        zone: zone.map(|zone| zone.label.as_str()),
        kind: entry.kind,
        kind_from: match entry.labelled {
            true => KindFrom::Label,
            false => KindFrom::Inferred,
        },
        text: &entry.text,
        line,
    }
}

/// One action, with its line where that is known.
#[must_use]
pub fn action(action: &record::Action, line: Option<usize>) -> Action<'_> {
    Action {
        id: &action.id,
        task: &action.task,
        owner: action.owner.as_deref(),
        due: action.due.map(text),
        status: action.status,
        done_on: action.done_on.map(text),
        kind: action.kind,
        link: action.link.as_deref(),
        priority: action.priority.as_deref(),
        outcome: action.outcome,
        by: action.by.as_deref(),
        extra: action.extra.iter().map(extra).collect(),
        line,
    }
}

/// The impact on users; None where nothing is known of it.
#[must_use]
pub fn impact(record: &record::Record) -> Option<Impact<'_>> {
    let impact = &record.facts.impact;
    let services: Vec<ServiceImpact<'_>> = record
        .facts
        .services
        .list()
        .iter()
        .filter(|hit| hit.level.is_some() || hit.started.is_some() || hit.resolved.is_some())
        .map(|hit| ServiceImpact {
            name: &hit.name,
            level: hit.level,
            started: hit.started.as_ref().map(Moment::json),
            resolved: hit.resolved.as_ref().map(Moment::json),
        })
        .collect();
    let known = impact.summary.is_some()
        || impact.users_percent.is_some()
        || impact.users.is_some()
        || impact.requests_failed.is_some()
        || impact.revenue.is_some()
        || impact.level.is_some()
        || !services.is_empty();
    known.then(|| Impact {
        summary: impact.summary.text(),
        users_percent: impact.users_percent.value().copied(),
        users: impact.users.value().copied(),
        requests_failed: impact.requests_failed.value().copied(),
        revenue: impact.revenue.text(),
        level: impact.level.value().copied(),
        services,
    })
}

fn extra(extra: &record::Extra) -> Extra<'_> {
    Extra {
        label: &extra.label,
        value: &extra.value,
    }
}

/// One of several outages.
#[must_use]
pub fn outage(outage: &record::Outage) -> OutageData<'_> {
    OutageData {
        started: outage.started.as_ref().map(Moment::json),
        resolved: outage.resolved.as_ref().map(Moment::json),
        services: &outage.services,
        level: outage.level,
    }
}

fn person(person: &Person) -> Author<'_> {
    Author {
        name: &person.name,
        url: person.url.as_deref(),
    }
}

fn link(link: &Link) -> LinkData<'_> {
    LinkData {
        label: &link.label,
        url: &link.url,
        kind: link.kind,
    }
}

fn update(update: &Update) -> UpdateData<'_> {
    UpdateData {
        date: text(update.date),
        note: &update.note,
    }
}

fn text(date: Date) -> String {
    date.to_string()
}
