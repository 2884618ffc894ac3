//! `/timeline/` and `/timeline/2024/`: a lane for each service.

use crate::archive::Item;
use crate::archive::facet::{Facet, Group};
use crate::site::routes::{Key, Kind, Make, Plan, Planned};
use crate::site::strip::{self, Window};
use crate::site::view::{self, Lane, LaneMark, Link, NavItem, Severity, View};
use crate::site::{Site, rows, url, words};
use jiff::civil::Date;
use std::collections::BTreeMap;

pub(in crate::site) const KIND: Kind = Kind {
    routes,
    make: Make::View(view),
};

/// How many marks are drawn singly; of more, one stands for a month of its service.
const SINGLE: usize = 1_000;

/// Place 0 is all years, place n the year n - 1 of the archive.
fn routes(plan: &Plan<'_>) -> Vec<Planned> {
    let key = |place| Key {
        place,
        page: 1,
        ..Key::default()
    };
    let all = Planned::new(url::TIMELINE, key(0));
    let years = plan.archive.years.iter().enumerate();
    let years = years.map(|(place, year)| Planned::new(url::timeline(year.first), key(place + 1)));
    std::iter::once(all).chain(years).collect()
}

fn view(site: &Site, key: Key) -> Option<View> {
    let archive = &site.archive;
    let year = match key.place.checked_sub(1) {
        Some(place) => Some(archive.years.get(place)?),
        None => None,
    };
    let window = match (year, archive.span()) {
        (Some(year), _) => Some(Window {
            from: year.first,
            to: year.first.last_of_year(),
        }),
        (None, Some((oldest, newest))) => Some(Window {
            from: oldest.first_of_month(),
            to: newest.last_of_month(),
        }),
        (None, None) => None,
    };
    let items: Vec<&Item> = match year {
        Some(year) => archive.members(&year.members).collect(),
        None => archive.items.iter().filter(|item| item.date.is_some()).collect(),
    };
    let lanes = match window {
        Some(window) => lanes(site, window, &items),
        None => Lanes::default(),
    };
    let path = match year {
        Some(year) => url::timeline(year.first),
        None => url::TIMELINE.to_owned(),
    };
    let title = title(site, year.map(|year| year.first), lanes.lanes.len());
    let lead = lead(&items, lanes.by_month);
    let crumbs = match year {
        Some(_) => vec![Link {
            text: "Timeline".to_owned(),
            url: url::TIMELINE.to_owned(),
        }],
        None => Vec::new(),
    };
    Some(View::Timeline(Box::new(view::Timeline {
        page: site.page(&path, &title, &lead, crumbs),
        title,
        lead,
        years: years(site, &path),
        figure: None,
        lanes: lanes.lanes,
        ticks: window.map(strip::ticks).unwrap_or_default(),
        by_month: lanes.by_month,
    })))
}

/// `Twenty services, three years`
fn title(site: &Site, year: Option<Date>, lanes: usize) -> String {
    let services = match lanes {
        1 => "One service".to_owned(),
        lanes => format!("{} services", words::number(lanes)),
    };
    match (year, site.archive.years.len()) {
        (Some(year), _) => format!("{services} in {}", year.year()),
        (None, 0) => "No incident with a date".to_owned(),
        (None, 1) => format!("{services}, one year"),
        (None, years) => format!("{services}, {} years", words::number(years).to_lowercase()),
    }
}

fn lead(items: &[&Item], by_month: bool) -> String {
    let wide = items
        .iter()
        .filter(|item| item.record.services().count() > 2)
        .count();
    let mut lead = format!("{}.", words::count(items.len(), "incident", "incidents"));
    match wide {
        0 => {}
        1 => lead.push_str(" One of them hit three services or more at once."),
        wide => lead.push_str(&format!(
            " {} of them hit three services or more at once.",
            words::number(wide)
        )),
    }
    if by_month {
        lead.push_str(" Each mark is a month; its incidents are behind it.");
    }
    lead
}

fn years(site: &Site, path: &str) -> Vec<NavItem> {
    let all = ("All years".to_owned(), url::TIMELINE.to_owned());
    let years = site.archive.years.iter().rev();
    let years = years.map(|year| (year.first.year().to_string(), url::timeline(year.first)));
    std::iter::once(all)
        .chain(years)
        .map(|(text, url)| NavItem {
            current: url == path,
            text,
            url,
        })
        .collect()
}

#[derive(Default)]
struct Lanes {
    lanes: Vec<Lane>,
    by_month: bool,
}

fn lanes(site: &Site, window: Window, items: &[&Item]) -> Lanes {
    let mut members: BTreeMap<usize, Vec<&Item>> = BTreeMap::new();
    for &item in items.iter().rev() {
        for &service in item.groups.get(&Facet::Service).into_iter().flatten() {
            members.entry(service).or_default().push(item);
        }
    }
    let by_month = members.values().map(Vec::len).sum::<usize>() > SINGLE;
    let services = site.archive.facet(Facet::Service);
    let mut lanes: Vec<(usize, Vec<&Item>)> = members.into_iter().collect();
    lanes.sort_by_key(|(service, members)| (std::cmp::Reverse(members.len()), *service));
    let lanes = lanes
        .into_iter()
        .filter_map(|(service, members)| Some(lane(site, window, services.get(service)?, &members, by_month)))
        .collect();
    Lanes { lanes, by_month }
}

fn lane(site: &Site, window: Window, service: &Group, members: &[&Item], by_month: bool) -> Lane {
    let felt: Vec<i64> = members.iter().filter_map(|item| rows::felt(item)).collect();
    let marks = match by_month {
        true => months(site, window, members),
        false => members
            .iter()
            .filter_map(|item| mark(site, window, item))
            .collect(),
    };
    Lane {
        text: service.label.clone(),
        url: rows::group_url(Facet::Service, service),
        count: members.len(),
        total: match felt.is_empty() {
            true => words::UNKNOWN.to_owned(),
            false => words::duration(felt.iter().sum()),
        },
        marks,
    }
}

fn mark(site: &Site, window: Window, item: &Item) -> Option<LaneMark> {
    let date = item.date?;
    let started = item.record.facts.started.as_ref();
    let second = started.map_or(0, |fact| {
        i64::from(fact.value.time.hour()) * 3600 + i64::from(fact.value.time.minute()) * 60
    });
    Some(LaneMark {
        x: words::percent(window.x(date, second)),
        width: words::percent(window.width(rows::felt(item).unwrap_or_default())),
        count: 1,
        url: url::postmortem(&item.slug),
        text: strip::label(site, item, date),
        severity: rows::severity(&site.archive, item),
    })
}

fn months(site: &Site, window: Window, members: &[&Item]) -> Vec<LaneMark> {
    let mut months: BTreeMap<Date, Vec<&Item>> = BTreeMap::new();
    for &item in members {
        if let Some(date) = item.date {
            months.entry(date.first_of_month()).or_default().push(item);
        }
    }
    months
        .into_iter()
        .map(|(first, items)| LaneMark {
            x: words::percent(window.x(first, 0)),
            width: words::percent(window.width(i64::from(first.days_in_month()) * 86_400)),
            count: items.len(),
            url: url::month(first),
            text: format!(
                "{}: {}",
                words::month_year(first),
                words::count(items.len(), "incident", "incidents")
            ),
            severity: worst(site, &items),
        })
        .collect()
}

fn worst(site: &Site, items: &[&Item]) -> Severity {
    let marks = items.iter().map(|item| rows::severity(&site.archive, item));
    marks
        .min_by_key(|severity| match severity.rank {
            0 => usize::MAX,
            rank => rank,
        })
        .unwrap_or(Severity {
            label: words::UNKNOWN.to_owned(),
            rank: 0,
            url: None,
        })
}
