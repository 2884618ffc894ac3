//! `/timeline/` and `/timeline/2024/`: a lane for each service.

mod captions;
mod lanes;
mod services;

use crate::archive::{Item, Period};
use crate::figure::date_axis::Window;
use crate::site::Site;
use crate::site::kind::{Key, Kind, Make, Plan, Planned};
use crate::url;
use crate::view::{self, Link, NavItem, View};
use jiff::civil::Date;

pub(in crate::site) const KIND: Kind = Kind {
    name: "timeline",
    listed: true,
    nav: |_| vec![Link::new("Timeline", url::TIMELINE)],
    reserved: |_| vec!["timeline"],
    routes,
    make: Make::View(view),
    ..Kind::BARE
};

/// All years, then each.
fn routes(plan: &Plan<'_>) -> Vec<Planned> {
    let mut planned = Planned::single(url::TIMELINE);
    let years = plan.archive.years.iter().enumerate();
    planned.extend(years.map(|(index, year)| {
        let key = Key::Period {
            period: index,
            page: 1,
        };
        Planned::new(url::timeline(year.first), key)
    }));
    planned
}

fn view(site: &Site, key: Key) -> Option<View> {
    let archive = &site.archive;
    let index = match key {
        Key::Period { period, .. } => Some(period),
        _ => None,
    };
    let year = match index {
        Some(index) => Some(archive.years.get(index)?),
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
    // Oldest first.
    let items: Vec<&Item> = match year {
        Some(year) => {
            let earlier = archive.members(&year.lasting).rev();
            earlier.chain(archive.members(&year.members).rev()).collect()
        }
        None => archive.all().rev().filter(|item| item.date.is_some()).collect(),
    };
    let path = match year {
        Some(year) => url::timeline(year.first),
        None => url::TIMELINE.to_owned(),
    };
    let earlier = year.map_or(0, |year| year.lasting.len());
    let within = year.map(|year| (year.first, year.first.last_of_year()));
    let services = services::services(site, &items, within);
    let incidents = items.iter().filter(|item| !item.record.near_miss()).count();
    let title = captions::title(window, year.map(|year| year.first), &services, incidents);
    let lead = captions::lead(&title, &items, earlier);
    let crumbs = match year {
        Some(_) => vec![all_years("Timeline")],
        None => Vec::new(),
    };
    let turn = |index: Option<usize>| archive.years.get(index?).map(link);
    Some(View::Timeline(Box::new(view::Timeline {
        page: site.page(&path, &title, &lead, crumbs),
        title,
        lead,
        years: years(site, &path),
        lanes: window.map(|window| lanes::chart(site, &url::root(&path), window, &items, &services)),
        // Years are sorted newest first.
        previous: turn(index.and_then(|index| index.checked_add(1))),
        next: turn(index.and_then(|index| index.checked_sub(1))),
    })))
}

fn all_years(text: &str) -> Link {
    Link {
        text: text.to_owned(),
        url: url::TIMELINE.to_owned(),
    }
}

fn link(year: &Period) -> Link {
    Link {
        text: name(year.first),
        url: url::timeline(year.first),
    }
}

fn name(year: Date) -> String {
    year.year().to_string()
}

fn years(site: &Site, path: &str) -> Vec<NavItem> {
    let all = all_years("All years");
    let years = site.archive.years.iter().map(link);
    std::iter::once(all)
        .chain(years)
        .map(|Link { text, url }| NavItem {
            current: url == path,
            text,
            url,
        })
        .collect()
}
