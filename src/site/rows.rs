//! The rows of lists, made once for all pages that show them.

use crate::archive::facet::{FacetId, Group};
use crate::archive::{Archive, Item};
use crate::record::Record;
use crate::url;
pub(super) use crate::view::words::impact::{impact, joined, numbers, resolved_late};
use crate::view::{Link, Row, Severity, Shared, words};
use crate::vocabulary::Status;

/// The row of an item.
pub(super) fn row(archive: &Archive, item: &Item) -> Row {
    let record = &item.record;
    let inferred = is_inferred(item);
    let late = || resolved_late(record, &item.impact_times()?);
    Row {
        title: words::title(record),
        url: url::postmortem(&item.slug),
        date: words::date_or_unknown(item.date),
        services: links(archive, item, FacetId::SERVICE),
        impact: impact(record).map(|hit| joined([Some(hit), late()], "; ")),
        severity: severity(archive, item),
        duration: words::inferred(words::or_unknown(duration(item)), inferred),
        lasted: lasted(item),
        inferred,
        seconds: user_impact(item),
        cause: root_cause(archive, item),
        status: status(record),
        repeat: repeat(archive.occurrence(item)),
    }
}

/// What a list says of a service that an incident left alone.
const NOT_AFFECTED: &str = "not affected";

/// The row of one service's incident, where that service has times of its own; None where its row is that of all
/// other lists.
pub(super) fn of_service(archive: &Archive, item: &Item, service: &Group) -> Option<Shared<Row>> {
    let times = item.times_of(&service.name);
    if times == item.impact_times() {
        return None;
    }
    let user_impact = times.and_then(|times| times.impact);
    let inferred = times.is_some_and(|times| times.impact_inferred());
    Some(Shared::new(&Row {
        duration: match times {
            None => NOT_AFFECTED.to_owned(),
            Some(_) => words::inferred(words::duration_or_unknown(user_impact), inferred),
        },
        lasted: match times {
            None => NOT_AFFECTED.to_owned(),
            Some(_) => affected_for(words::duration_or_unknown(user_impact), inferred),
        },
        inferred,
        seconds: user_impact,
        ..row(archive, item)
    }))
}

/// Whether that duration is inferred from the text.
pub(super) fn is_inferred(item: &Item) -> bool {
    item.impact_times().is_some_and(|times| times.impact_inferred())
}

/// How long users were affected; None for a near miss too.
pub(super) fn user_impact(item: &Item) -> Option<i64> {
    item.impact_times()?.impact
}

/// How long users were affected, in words; None where that is not known.
pub(super) fn duration(item: &Item) -> Option<String> {
    if item.record.near_miss() {
        return Some("near miss".to_owned());
    }
    match item.times.impact {
        None if item.record.ends_disagree() => Some("unclear".to_owned()),
        None if item.record.ongoing() => Some("ongoing".to_owned()),
        user_impact => user_impact.map(words::duration),
    }
}

/// `users affected for 30 min`: the same where no head of a column says what it is.
pub(super) fn lasted(item: &Item) -> String {
    match (duration(item), user_impact(item)) {
        (Some(time), Some(_)) => {
            let affected = affected_for(time, is_inferred(item));
            joined([Some(affected), resolved_late(&item.record, &item.times)], ", ")
        }
        (Some(_), None) if item.record.ends_disagree() => "duration unclear".to_owned(),
        (Some(other), None) => other,
        (None, _) => "duration not recorded".to_owned(),
    }
}

fn affected_for(time: String, inferred: bool) -> String {
    let time = words::inferred(time, inferred);
    words::unbroken(&format!("users affected for {time}"))
}

fn repeat(occurrence: usize) -> Option<String> {
    (occurrence > 1).then(|| format!("{} time", words::ordinal(occurrence)))
}

/// The severity as a mark.
pub(super) fn severity(archive: &Archive, item: &Item) -> Severity {
    match archive.groups_of(item, FacetId::SEVERITY).next() {
        Some(group) => Severity {
            label: group.label.clone(),
            rank: group.rank,
            url: Some(group.url.clone()),
        },
        None => Severity {
            label: words::UNKNOWN.to_owned(),
            rank: 0,
            url: None,
        },
    }
}

/// The root cause.
pub(super) fn root_cause(archive: &Archive, item: &Item) -> Option<Link> {
    // The root cause is named first, before the contributing ones.
    item.record.facts.root_cause.as_ref()?;
    archive.groups_of(item, FacetId::CAUSE).next().map(group_link)
}

/// Whether a cause is the root cause of an item, not a contributing one.
pub(super) fn is_root(item: &Item, cause: &Group) -> bool {
    let former = cause.aliases.iter().map(|(name, _)| name);
    let mut names = std::iter::once(&cause.name).chain(former);
    let root = item.record.facts.root_cause.as_ref();
    root.is_some_and(|root| names.any(|name| root.value.trim().to_lowercase() == name.trim().to_lowercase()))
}

/// The groups of an item as links.
pub(super) fn links(archive: &Archive, item: &Item, facet: FacetId) -> Vec<Link> {
    archive.groups_of(item, facet).map(group_link).collect()
}

/// A group as a link.
pub(super) fn group_link(group: &Group) -> Link {
    Link {
        text: group.label.clone(),
        url: group.url.clone(),
    }
}

fn status(record: &Record) -> Option<&'static str> {
    match record.status() {
        Status::Draft | Status::InReview => Some(record.status().label()),
        Status::Reviewed | Status::Closed => None,
    }
}
