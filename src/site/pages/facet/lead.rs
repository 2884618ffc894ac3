//! The sentences under the name of a service, cause and so on.

use crate::archive::facet::{FacetId, Group};
use crate::archive::total::Total;
use crate::archive::{Archive, Item};
use crate::site::{Site, rows};
use crate::view::words;

/// `14 incidents from June 2023 to March 2026, 3 of them repeats. Total time 9 h 29 min, the longest 1 h 47 min. Most
/// recent: 10 Mar 2026.`
pub(super) fn lead(site: &Site, facet: FacetId, group: &Group, members: &[&Item]) -> String {
    let metrics = &group.metrics;
    if let [only] = members {
        return single(&site.archive, facet, group, only);
    }
    let mut lead = words::incidents(group.hits(), metrics.near_misses);
    let dates = (
        members.iter().rev().find_map(|item| item.date),
        members.iter().find_map(|item| item.date),
    );
    if let (Some(first), Some(last)) = dates {
        let (from, to) = (words::month_year(first), words::month_year(last));
        lead = match from == to {
            true => format!("{lead} in {from}"),
            false => format!("{lead} from {from} to {to}"),
        };
    }
    let roots = members.iter().filter(|item| rows::is_root(item, group)).count();
    let repeats = members
        .iter()
        .filter(|item| site.archive.occurrence(item) > 1)
        .count();
    if facet == FacetId::CAUSE && !members.is_empty() {
        lead = match roots {
            roots if roots == metrics.count => format!("{lead}, always as the root cause"),
            0 => format!("{lead}, always as a contributing cause"),
            roots => format!(
                "{lead}, {}",
                words::of_them(roots, "as the root cause", "as the root cause")
            ),
        };
    } else if repeats > 0 {
        lead = format!("{lead}, {}", words::of_them(repeats, "a repeat", "repeats"));
    }
    lead.push('.');
    lead.push_str(&lasted(&total(&site.archive, facet, group), metrics.count));
    if let (_, Some(last)) = dates {
        lead.push_str(&format!(" Most recent: {}.", words::date(last)));
    }
    words::unbroken(&lead)
}

fn single(archive: &Archive, facet: FacetId, group: &Group, item: &Item) -> String {
    let mut lead = match group.hits() {
        0 => "One near miss".to_owned(),
        _ => "One incident".to_owned(),
    };
    if let Some(date) = item.date {
        lead = format!("{lead}, on {}", words::date(date));
    }
    if facet == FacetId::CAUSE {
        lead.push_str(if rows::is_root(item, group) {
            ", as the root cause"
        } else {
            ", as a contributing cause"
        });
    }
    lead.push('.');
    lead.push_str(&lasted(&total(archive, facet, group), 1));
    lead
}

/// ` Total time 9 h 29 min, the longest 1 h 47 min.`, with its space in front; empty where no length is known. `count` is
/// how many incidents there are, with those that affected nobody.
pub(in crate::site::pages) fn lasted(total: &Total, count: usize) -> String {
    let Some(longest) = total.longest else {
        return String::new();
    };
    let length = words::duration(longest.seconds);
    let recorded = match (total.unknown > 0, total.overlaps) {
        (true, true) => " where recorded, overlaps counted once",
        (true, false) => " where recorded",
        (false, true) => ", overlaps counted once",
        (false, false) => "",
    };
    match (total.known, longest.ongoing) {
        (1, true) if count == 1 => format!(" It is ongoing, for {length}."),
        (1, false) if count == 1 => format!(" It lasted {length}."),
        (1, false) => format!(" The only one with a recorded duration lasted {length}."),
        (_, true) => format!(
            " Total time {}{recorded}; the longest is ongoing, for {length}.",
            words::duration(total.seconds)
        ),
        // Of an outage that goes on after the period, only a part is in the total.
        (_, false) if longest.seconds > total.seconds => format!(
            " Total time {}{recorded}, counted within the period; the longest lasted {length}.",
            words::duration(total.seconds)
        ),
        (_, false) => format!(
            " Total time {}{recorded}, the longest {length}.",
            words::duration(total.seconds)
        ),
    }
}

/// How long the members of a group affected users, or a service, together.
pub(in crate::site::pages) fn total(archive: &Archive, facet: FacetId, group: &Group) -> Total {
    let service = (facet == FacetId::SERVICE).then_some(group.name.as_str());
    archive.total(archive.members(&group.members), service, None)
}
