//! The services that lanes are for, and how long each was hit.

use crate::archive::Item;
use crate::archive::facet::{FacetId, Group};
use crate::archive::service_times::time_affected;
use crate::site::{Site, lollipop};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How many services have lanes; the table has them all.
pub(super) const MOST: usize = 60;

/// A service, or all incidents that name none.
pub(super) struct Service<'a> {
    pub(super) name: &'a str,
    pub(super) group: Option<&'a Group>,
    /// Its page; None where incidents name no service.
    pub(super) url: Option<String>,
    /// Its incidents, oldest first, by index in the items.
    pub(super) members: Vec<usize>,
    /// How long it was hit in all, in seconds; None where no length is known.
    pub(super) total: Option<i64>,
}

#[cfg(test)]
impl<'a> Service<'a> {
    pub(super) fn of(name: &'a str, members: Vec<usize>, total: Option<i64>) -> Self {
        Self {
            name,
            group: None,
            url: Some(format!("services/{name}/")),
            members,
            total,
        }
    }
}

/// The services of items, oldest first, those that failed most often first; last what names none.
pub(super) fn services<'a>(site: &'a Site, items: &[&Item]) -> Vec<Service<'a>> {
    let mut members: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (number, item) in items.iter().enumerate() {
        let services = site.archive.group_indexes(item, FacetId::SERVICE);
        for &service in services {
            members.entry(Some(service)).or_default().push(number);
        }
        if services.is_empty() {
            members.entry(None).or_default().push(number);
        }
    }
    let groups = site.archive.groups(FacetId::SERVICE);
    let service = |(index, members): (Option<usize>, Vec<usize>)| {
        let group = index.and_then(|index| groups.get(index));
        let hit = || members.iter().filter_map(|&number| items.get(number).copied());
        let mut known = hit().filter_map(|item| lollipop::user_impact(&site.archive, item, group).seconds);
        let together = match group {
            Some(group) => time_affected(hit(), &group.name, site.archive.as_of),
            None => hit()
                .filter_map(|item| lollipop::user_impact(&site.archive, item, None).seconds)
                .sum(),
        };
        Service {
            name: group.map_or("no service named", |group| group.label.as_str()),
            group,
            url: group.map(|group| group.url.clone()),
            total: known.next().map(|_| together),
            members,
        }
    };
    let mut services: Vec<Service<'a>> = members.into_iter().map(service).collect();
    services.sort_by_key(|service| (service.url.is_none(), Reverse(service.members.len())));
    services
}
