//! The lanes as a chart: the services that failed most often as a picture, all of them as a table.

use super::captions;
use super::services::{MOST, Service};
use crate::archive::Item;
use crate::archive::service_times::affected;
use crate::figure::date_axis::{Axis, Step, Window};
use crate::figure::lanes::{self, Bar, Lane, Lanes};
use crate::moment::Moment;
use crate::record::Known;
use crate::site::charts::{PAGE, count, field, incident, legend, name, number, twice};
use crate::site::{Site, lollipop, rows};
use crate::url;
use crate::view::{Chart, Field, Table, words};

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
        .map(|item| lollipop::since(window, item).unwrap_or(0))
        .collect();
    let lane = |service: &Service<'_>| {
        let mut bars: Vec<Bar> = service
            .members
            .iter()
            .filter_map(|&number| Some((number, *items.get(number)?, at.get(number).copied()?)))
            .flat_map(|(number, item, at)| {
                let user_impact = lollipop::user_impact(&site.archive, item, service.group);
                let bar = Bar {
                    incident: number,
                    at,
                    seconds: user_impact.seconds.unwrap_or(0),
                    rank: rows::severity(&site.archive, item).rank,
                    near_miss: !service.was_affected(item),
                    name: incident(site, item, Some(&user_impact.words)),
                    href: format!("{root}{}", url::postmortem(&item.slug)),
                };
                outages(item, service, bar)
            })
            .collect();
        bars.sort_by_key(|bar| (bar.at, bar.incident));
        Lane {
            name: service.name.to_owned(),
            href: service
                .url
                .as_ref()
                .map(|url| format!("{root}{url}"))
                .unwrap_or_default(),
            time: service.time(),
            bars,
        }
    };
    let shown: Vec<Lane> = services.iter().take(MOST).map(lane).collect();
    // What began before is drawn, and counted where it began.
    let incidents = items.iter().zip(at).filter(|(item, _)| !item.record.near_miss());
    let mut all: Vec<i64> = incidents.map(|(_, at)| at).filter(|&at| at >= 0).collect();
    all.sort_unstable();
    let lanes = Lanes {
        window,
        today: site.archive.as_of,
        lanes: shown,
        all,
        months: months(site, root, window),
    };
    let bars = lanes.lanes.iter().flat_map(|lane| &lane.bars);
    let ranks = bars.map(|bar| bar.rank);
    let (wide, narrow) = twice(site, PAGE, |width| lanes::draw(&lanes, width, "page-lanes"));
    Chart {
        id: "lanes",
        title: captions::heading(services),
        sentence: captions::sentence(&lanes, services),
        wide,
        narrow,
        legend: legend(site, ranks),
        shape: match lanes::by_month(&lanes) {
            true => "columns",
            false => "bars",
        },
        table: table(items, services),
    }
}

/// A bar for each of the outages that an incident had of a service, where it tells of several.
fn outages(item: &Item, service: &Service<'_>, bar: Bar) -> Vec<Bar> {
    let affected = service
        .group
        .filter(|_| !item.record.outages().is_empty())
        .and_then(|group| affected(&item.record, &group.name));
    let began = item.record.facts.started.value().map(Moment::seconds);
    match (affected.as_deref(), began) {
        (Some(affected @ [_, ..]), Some(began)) => affected
            .iter()
            .map(|outage| Bar {
                at: bar.at + outage.start - began,
                seconds: outage.end - outage.start,
                ..bar.clone()
            })
            .collect(),
        _ => vec![bar],
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
            count(service.hits),
            field(service.time()),
            field(words::date_or_unknown(last).text),
        ]
    };
    Table {
        caption: "Services with their incidents".to_owned(),
        head: vec![
            name("Service"),
            number("Incidents"),
            number("Total time"),
            number("Most recent"),
        ],
        rows: services.iter().map(row).collect(),
    }
}
