//! `/timeline/` and `/timeline/2024/`: a lane for each service.

mod captions;
mod lanes;

use crate::archive::{Item, Period};
use crate::figure::date_axis::Window;
use crate::site::Site;
use crate::site::routes::{Key, Kind, Make, Plan, Planned};
use crate::url;
use crate::view;
use crate::view::{Link, NavItem, View};
use jiff::civil::Date;

pub(in crate::site) const KIND: Kind = Kind {
    routes,
    make: Make::View(view),
};

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
    // Oldest first.
    let items: Vec<&Item> = match year {
        Some(year) => archive.members(&year.members).rev().collect(),
        None => archive.all().rev().filter(|item| item.date.is_some()).collect(),
    };
    let path = match year {
        Some(year) => url::timeline(year.first),
        None => url::TIMELINE.to_owned(),
    };
    let services = lanes::services(site, &items);
    let title = captions::title(site, year.map(|year| year.first), &services, items.len());
    let lead = captions::lead(&items);
    let crumbs = match year {
        Some(_) => vec![all_years("Timeline")],
        None => Vec::new(),
    };
    let turn = |place: Option<usize>| match year {
        Some(_) => archive.years.get(place?).map(link),
        None => None,
    };
    Some(View::Timeline(Box::new(view::Timeline {
        page: site.page(&path, &title, &lead, crumbs),
        title,
        lead,
        years: years(site, &path),
        lanes: window.map(|window| lanes::chart(site, &url::root(&path), window, &items, &services)),
        // Years are sorted newest first.
        previous: turn(Some(key.place)),
        next: turn(key.place.checked_sub(2)),
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
