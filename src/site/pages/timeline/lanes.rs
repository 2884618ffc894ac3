//! The lanes as a chart: the services that failed most often as a picture, all of them as a table.

use crate::archive::Item;
use crate::archive::facet::{Facet, Group};
use crate::figure::date_axis::{Axis, Step, Window};
use crate::figure::lanes::{self, Bar, Lane, Lanes};
use crate::site::charts::{PAGE, count, field, incident, name, number, twice};
use crate::site::lollipop;
use crate::site::pages::timeline::captions;
use crate::site::{Site, rows};
use crate::url;
use crate::view::words;
use crate::view::{Chart, Field, Table};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How many services have lanes; the table has them all.
pub(super) const MOST: usize = 60;

/// A service, or all incidents that name none.
pub(super) struct Service<'a> {
    pub(super) name: &'a str,
    group: Option<&'a Group>,
    /// Its page; None where incidents name no service.
    pub(super) url: Option<String>,
    /// Its incidents, oldest first, by place in the items.
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
        let places = item.places(Facet::Service);
        for &place in places {
            members.entry(Some(place)).or_default().push(number);
        }
        if places.is_empty() {
            members.entry(None).or_default().push(number);
        }
    }
    let groups = site.archive.facet(Facet::Service);
    let service = |(place, members): (Option<usize>, Vec<usize>)| {
        let group = place.and_then(|place| groups.get(place));
        let felt: Vec<i64> = members
            .iter()
            .filter_map(|&number| lollipop::felt(items.get(number)?, group).seconds)
            .collect();
        Service {
            name: group.map_or("no service named", |group| group.label.as_str()),
            group,
            url: group.map(|group| rows::group_url(Facet::Service, group)),
            total: (!felt.is_empty()).then(|| felt.iter().sum()),
            members,
        }
    };
    let mut services: Vec<Service<'a>> = members.into_iter().map(service).collect();
    services.sort_by_key(|service| (service.url.is_none(), Reverse(service.members.len())));
    services
}

/// The chart of items, oldest first, for a page at `root`.
pub(super) fn chart(
    site: &Site,
    root: &str,
    window: Window,
    items: &[&Item],
    services: &[Service<'_>],
) -> Chart {
    let at: Vec<i64> = items
        .iter()
        .map(|item| lollipop::at(window, item).unwrap_or(0))
        .collect();
    let lane = |service: &Service<'_>| {
        let bars = service.members.iter().filter_map(|&number| {
            let item = items.get(number)?;
            let felt = lollipop::felt(item, service.group);
            Some(Bar {
                incident: number,
                at: at.get(number).copied()?,
                seconds: felt.seconds.unwrap_or(0),
                rank: rows::severity(&site.archive, item).rank,
                name: incident(site, item, Some(&felt.words)),
                href: format!("{root}{}", url::postmortem(&item.slug)),
            })
        });
        let mut bars: Vec<Bar> = bars.collect();
        bars.sort_by_key(|bar| (bar.at, bar.incident));
        Lane {
            name: service.name.to_owned(),
            href: service
                .url
                .as_ref()
                .map(|url| format!("{root}{url}"))
                .unwrap_or_default(),
            time: words::duration_or_unknown(service.total),
            bars,
        }
    };
    let shown: Vec<Lane> = services.iter().take(MOST).map(lane).collect();
    let mut all = at;
    all.sort_unstable();
    let lanes = Lanes {
        window,
        lanes: shown,
        all,
        months: months(site, root, window),
    };
    let (wide, narrow) = twice(site, PAGE, |width| lanes::draw(&lanes, width, "page-lanes"));
    Chart {
        id: "lanes",
        title: captions::heading(services),
        sentence: captions::sentence(&lanes, services.len()),
        wide,
        narrow,
        legend: true,
        table: table(items, services),
    }
}

/// The page of each month of a window; empty for a month without one.
fn months(site: &Site, root: &str, window: Window) -> Vec<String> {
    let axis = Axis {
        window,
        left: 0,
        right: 0,
    };
    let page = |first| match site.archive.month(first) {
        Some(_) => format!("{root}{}", url::month(first)),
        None => String::new(),
    };
    axis.periods(Step::Month)
        .iter()
        .map(|month| page(month.first))
        .collect()
}

fn table(items: &[&Item], services: &[Service<'_>]) -> Table {
    let row = |service: &Service<'_>| {
        let last = service.members.last().and_then(|&number| items.get(number)?.date);
        vec![
            Field {
                text: service.name.to_owned(),
                url: service.url.clone(),
            },
            count(service.members.len()),
            field(words::duration_or_unknown(service.total)),
            field(words::date_or_unknown(last).text),
        ]
    };
    Table {
        caption: "Services with their incidents".to_owned(),
        head: vec![
            name("Service"),
            number("Incidents"),
            number("Total time"),
            number("The last one"),
        ],
        rows: services.iter().map(row).collect(),
    }
}
