//! The services that lanes are for, and how long each was hit.

use crate::archive::Item;
use crate::archive::facet::{FacetId, Group};
use crate::archive::total::Total;
use crate::site::{Site, lollipop};
use crate::view::words;
use jiff::civil::Date;
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
    /// How many of them affected it: near misses did not.
    pub(super) hits: usize,
    /// How long they affected it within the time that is shown.
    pub(super) total: Total,
}

#[cfg(test)]
impl<'a> Service<'a> {
    pub(super) fn of(name: &'a str, members: Vec<usize>, seconds: Option<i64>) -> Self {
        Self {
            name,
            group: None,
            url: Some(format!("services/{name}/")),
            hits: members.len(),
            members,
            total: Total {
                seconds: seconds.unwrap_or(0),
                known: usize::from(seconds.is_some()),
                ..Total::default()
            },
        }
    }
}

impl Service<'_> {
    /// How long it was affected in all, in seconds; None where no length is known.
    pub(super) fn seconds(&self) -> Option<i64> {
        (self.total.known > 0).then_some(self.total.seconds)
    }

    /// Whether an item affected it: a near miss did not.
    pub(super) fn was_affected(&self, item: &Item) -> bool {
        lollipop::times(item, self.group).is_some()
    }

    /// How long it was affected, in words.
    pub(super) fn time(&self) -> String {
        match self.hits {
            0 => "near miss".to_owned(),
            _ => words::duration_or_unknown(self.seconds()),
        }
    }
}

/// The services of items, oldest first, those that failed most often first; last what names none.
pub(super) fn services<'a>(
    site: &'a Site,
    items: &[&Item],
    within: Option<(Date, Date)>,
) -> Vec<Service<'a>> {
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
        let name = group.map(|group| group.name.as_str());
        let affected = |item: &&Item| lollipop::times(item, group).is_some();
        Service {
            name: group.map_or("no service named", |group| group.label.as_str()),
            group,
            url: group.map(|group| group.url.clone()),
            hits: hit().filter(affected).count(),
            total: site.archive.total(hit(), name, within),
            members,
        }
    };
    let mut services: Vec<Service<'a>> = members.into_iter().map(service).collect();
    services.sort_by_key(|service| {
        (
            service.url.is_none(),
            Reverse(service.hits),
            Reverse(service.members.len()),
        )
    });
    services
}
