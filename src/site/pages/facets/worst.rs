//! Which service is worst: by the time that its users were affected in the last twelve months, and by the actions that are
//! overdue or open; and which team has most of these.

use crate::archive::facet::{FacetId, Group};
use crate::site::Site;
use crate::site::open_actions::Open;
use crate::view::words;
use jiff::ToSpan;
use std::collections::BTreeMap;

/// `Longest in the 12 months to 30 Mar 2026: payments, users affected for 5 h 50 min. Most overdue actions: gates, 3.`; empty
/// where nothing is known.
pub(super) fn service(site: &Site) -> String {
    let archive = &site.archive;
    let mut counts: BTreeMap<usize, Open> = BTreeMap::new();
    for (_, promise) in archive.promises() {
        for &service in archive.group_indexes(promise.item, FacetId::SERVICE) {
            counts.entry(service).or_default().add(site, &promise);
        }
    }
    let services = archive.groups(FacetId::SERVICE);
    let counts = counts.into_iter();
    let counts: Vec<_> = counts
        .filter_map(|(service, counts)| Some((services.get(service)?, counts)))
        .collect();
    let parts: Vec<String> = longest(site).into_iter().chain(actions(&counts)).collect();
    words::unbroken(&parts.join(" "))
}

/// `Most overdue actions: Ports, 3.`, of those that a team owns; empty where none is open.
pub(super) fn team(site: &Site) -> String {
    let teams = site.archive.groups(FacetId::TEAM).iter();
    let counts = teams.map(|team| (team, Open::of_team(site, &team.name)));
    actions(&counts.collect::<Vec<_>>()).unwrap_or_default()
}

fn longest(site: &Site) -> Option<String> {
    let archive = &site.archive;
    let today = archive.as_of?;
    let from = today.checked_sub(1.year()).and_then(|day| day.tomorrow()).ok()?;
    let services = archive.groups(FacetId::SERVICE).iter();
    let times = services.map(|service| {
        let members = archive.members(&service.members);
        let total = archive.total(members, Some(&service.name), Some((from, today)));
        (total.seconds, service)
    });
    let (worst, seconds) = most(times)?;
    let each = if worst.len() > 1 { " each" } else { "" };
    Some(format!(
        "Longest in the 12 months to {}: {}, users affected for {}{each}.",
        words::date(today),
        labels(&worst),
        words::duration(seconds)
    ))
}

/// Those with most overdue actions, of groups with how many are overdue and open; where none is, with most open ones.
fn actions(counts: &[(&Group, Open)]) -> Option<String> {
    // Where several have as many, none stands out; that is no reason to name who has most open ones.
    let (what, of): (&str, fn(&Open) -> usize) = match counts.iter().any(|(_, open)| open.late > 0) {
        true => ("overdue", |open| open.late),
        false => ("open", |open| open.open),
    };
    let (worst, count) = most(counts.iter().map(|(group, open)| (of(open), *group)))?;
    let each = if worst.len() > 1 { " each" } else { "" };
    Some(format!(
        "Most {what} actions: {}, {}{each}.",
        labels(&worst),
        words::thousands(count)
    ))
}

/// Those that have most, and how much; None where nothing has any, or more than two have as much.
fn most<'a, N: Copy + Default + Ord>(
    counted: impl Iterator<Item = (N, &'a Group)>,
) -> Option<(Vec<&'a Group>, N)> {
    let (mut worst, mut most): (Vec<&Group>, N) = (Vec::new(), N::default());
    for (count, group) in counted.filter(|&(count, _)| count > N::default()) {
        if count > most {
            (worst, most) = (Vec::new(), count);
        }
        if count == most {
            worst.push(group);
        }
    }
    (1..=2).contains(&worst.len()).then_some((worst, most))
}

fn labels(groups: &[&Group]) -> String {
    let labels: Vec<&str> = groups.iter().map(|group| group.label.as_str()).collect();
    labels.join(" and ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_is_one_or_two_and_never_nothing() {
        let groups: Vec<Group> = ["web", "mail", "gates"]
            .map(|name| Group {
                label: name.to_owned(),
                ..Group::default()
            })
            .into();
        let of = |counts: [i32; 3]| {
            let (worst, most) = most(counts.into_iter().zip(&groups))?;
            Some((labels(&worst), most))
        };
        assert_eq!(of([3, 5, 1]), Some(("mail".to_owned(), 5)));
        assert_eq!(of([5, 1, 5]), Some(("web and gates".to_owned(), 5)));
        assert_eq!(of([5, 5, 5]), None);
        assert_eq!(of([0, 0, 0]), None);
    }
}
