//! `/rows.json` and `LIST/rows.json`: what the filters of lists of several pages search. The first has the rows of all
//! postmortems, the others which of them a list has, by their place in it.

use crate::archive::{Item, Period};
use crate::site::kind::{self, Key, Kind, Make, Plan, Planned, Route};
use crate::site::{Site, rows};
use crate::url;
use jiff::civil::Date;
use serde::Serialize;

pub(in crate::site) const ALL: Kind = Kind {
    name: "rows",
    reserved: |_| vec!["rows"],
    routes: |plan| match is_long(plan.archive.items.len()) {
        true => Planned::single(url::ROWS),
        false => Vec::new(),
    },
    make: Make::Bytes(|site, _| bytes(&site.archive.all().map(|item| row(site, item)).collect::<Vec<_>>())),
    ..Kind::BARE
};

pub(in crate::site) const OF_GROUP: Kind = Kind {
    name: "rows-of-group",
    routes: of_groups,
    make: Make::Bytes(|site, route| match route.key {
        Key::Group { facet, group, .. } => {
            let group = site.archive.groups(facet).get(group);
            bytes(&group.map(|group| &group.members))
        }
        _ => Vec::new(),
    }),
    ..Kind::BARE
};

pub(in crate::site) const OF_YEAR: Kind = Kind {
    name: "rows-of-year",
    routes: |plan| of_periods(&plan.archive.years, url::year),
    make: Make::Bytes(|site, route| members(&site.archive.years, route)),
    ..Kind::BARE
};

pub(in crate::site) const OF_MONTH: Kind = Kind {
    name: "rows-of-month",
    routes: |plan| of_periods(&plan.archive.months, url::month),
    make: Make::Bytes(|site, route| members(&site.archive.months, route)),
    ..Kind::BARE
};

pub(in crate::site) const OF_UNDATED: Kind = Kind {
    name: "rows-of-undated",
    routes: |plan| match is_long(plan.archive.undated.len()) {
        true => Planned::single(&url::rows_of(url::UNDATED)),
        false => Vec::new(),
    },
    make: Make::Bytes(|site, _| bytes(&site.archive.undated)),
    ..Kind::BARE
};

/// Whether a list has more than one page.
fn is_long(rows: usize) -> bool {
    kind::pages(rows) > 1
}

fn of_groups(plan: &Plan<'_>) -> Vec<Planned> {
    let mut planned = Vec::new();
    for facet in plan.archive.facets.iter().map(|facet| facet.id) {
        let groups = plan.archive.groups(facet).iter().enumerate();
        planned.extend(
            groups
                .filter(|(_, group)| is_long(group.members.len()))
                .map(|(index, group)| {
                    let key = Key::Group {
                        facet,
                        group: index,
                        page: 1,
                    };
                    Planned::new(url::rows_of(&group.url), key)
                }),
        );
    }
    planned
}

fn of_periods(periods: &[Period], address: fn(Date) -> String) -> Vec<Planned> {
    let periods = periods.iter().enumerate();
    periods
        .filter(|(_, period)| is_long(period.members.len()))
        .map(|(index, period)| {
            let key = Key::Period {
                period: index,
                page: 1,
            };
            Planned::new(url::rows_of(&address(period.first)), key)
        })
        .collect()
}

fn members(periods: &[Period], route: &Route) -> Vec<u8> {
    match route.key {
        Key::Period { period, .. } => bytes(&periods.get(period).map(|period| &period.members)),
        _ => Vec::new(),
    }
}

/// A row as the script of the default theme reads it: by place, since there may be ten thousand.
type Data = (
    String,
    String,
    Option<String>,
    String,
    Vec<String>,
    Option<String>,
    (usize, String),
    String,
    Option<String>,
    Option<&'static str>,
    Option<String>,
);

/// Title, address, date, its words, services, impact, severity, duration, cause, status, repeat.
fn row(site: &Site, item: &Item) -> Data {
    let row = rows::row(&site.archive, item);
    (
        row.title,
        row.url,
        row.date.datetime,
        row.date.text,
        row.services.into_iter().map(|service| service.text).collect(),
        row.impact,
        (row.severity.rank, row.severity.label),
        row.duration,
        row.cause.map(|cause| cause.text),
        row.status,
        row.repeat,
    )
}

fn bytes(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
