//! Which service is worst: by the time that its users were affected in the last twelve months, and by the actions that are
//! overdue or open.

use crate::archive::facet::{FacetId, Group};
use crate::archive::ledger::State;
use crate::site::Site;
use crate::view::words;
use jiff::ToSpan;
use std::collections::BTreeMap;

/// `Worst in the 12 months to 30 Mar 2026: payments, users affected for 5 h 50 min. Most overdue actions: gates, 3.`; empty
/// where nothing is known.
pub(super) fn sentences(site: &Site) -> String {
    let parts: Vec<String> = longest(site).into_iter().chain(actions(site)).collect();
    words::unbroken(&parts.join(" "))
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
        "Worst in the 12 months to {}: {}, users affected for {}{each}.",
        words::date(today),
        labels(&worst),
        words::duration(seconds)
    ))
}

/// The services after whose incidents most actions are overdue; where none is, most are open.
fn actions(site: &Site) -> Option<String> {
    let archive = &site.archive;
    let mut counts: BTreeMap<usize, (i64, i64)> = BTreeMap::new();
    for (_, promise) in archive.promises() {
        let state = promise.standing.state(archive.as_of);
        for &service in archive.group_indexes(promise.item, FacetId::SERVICE) {
            let (overdue, open) = counts.entry(service).or_default();
            *overdue += i64::from(state == State::Late);
            *open += i64::from(state == State::Open);
        }
    }
    let services = archive.groups(FacetId::SERVICE);
    let of = |count: fn(&(i64, i64)) -> i64| {
        let counted = counts.iter();
        most(counted.filter_map(|(&service, counts)| Some((count(counts), services.get(service)?))))
    };
    let overdue = of(|counts| counts.0).map(|found| ("overdue", found));
    let (what, (worst, count)) = overdue.or_else(|| of(|counts| counts.1).map(|found| ("open", found)))?;
    let each = if worst.len() > 1 { " each" } else { "" };
    Some(format!("Most {what} actions: {}, {count}{each}.", labels(&worst)))
}

/// Those that have most, and how much; None where nothing has any, or more than two have as much.
fn most<'a>(counted: impl Iterator<Item = (i64, &'a Group)>) -> Option<(Vec<&'a Group>, i64)> {
    let (mut worst, mut most): (Vec<&Group>, i64) = (Vec::new(), 0);
    for (count, group) in counted.filter(|&(count, _)| count > 0) {
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
        let of = |counts: [i64; 3]| {
            let (worst, most) = most(counts.into_iter().zip(&groups))?;
            Some((labels(&worst), most))
        };
        assert_eq!(of([3, 5, 1]), Some(("mail".to_owned(), 5)));
        assert_eq!(of([5, 1, 5]), Some(("web and gates".to_owned(), 5)));
        assert_eq!(of([5, 5, 5]), None);
        assert_eq!(of([0, 0, 0]), None);
    }
}
