//! `/archive/2024/`, `/archive/2024/02/` and `/archive/undated/`.

use super::facet::{lead::lasted, together};
use crate::archive::facet::Facet;
use crate::archive::{Item, Period};
use crate::figure::date_axis::Window;
use crate::record::accessors::Durations;
use crate::site::charts;
use crate::site::charts::{durations, heatmap};
use crate::site::routes::{Key, Kind, Make, Planned};
use crate::site::{Site, lists, lollipop};
use crate::url;
use crate::view;
use crate::view::words;
use crate::view::{Link, View};
use jiff::civil::Date;

/// How many services and causes of a period are shown.
const MOST: usize = 6;

pub(in crate::site) const YEAR: Kind = Kind {
    routes: |plan| planned(&plan.archive.years, url::year),
    make: Make::View(year),
};

pub(in crate::site) const MONTH: Kind = Kind {
    routes: |plan| planned(&plan.archive.months, url::month),
    make: Make::View(month),
};

pub(in crate::site) const UNDATED: Kind = Kind {
    routes: |plan| match plan.archive.undated.len() {
        0 => Vec::new(),
        rows => Planned::list(url::UNDATED, Key::default(), rows).collect(),
    },
    make: Make::View(undated),
};

fn planned(periods: &[Period], address: fn(Date) -> String) -> Vec<Planned> {
    let periods = periods.iter().enumerate();
    periods
        .flat_map(|(place, period)| {
            let key = Key {
                place,
                ..Key::default()
            };
            Planned::list(&address(period.first), key, period.members.len())
        })
        .collect()
}

fn year(site: &Site, key: Key) -> Option<View> {
    let name = |period: &Period| period.first.year().to_string();
    let crumbs = vec![archive_link()];
    let view = dated(
        site,
        &site.archive.years,
        key,
        crumbs,
        name,
        url::year,
        Date::last_of_year,
    )?;
    Some(View::Period(Box::new(view)))
}

fn month(site: &Site, key: Key) -> Option<View> {
    let period = site.archive.months.get(key.place)?;
    let name = |period: &Period| words::month_year(period.first);
    let year = Link {
        text: period.first.year().to_string(),
        url: url::year(period.first),
    };
    let crumbs = vec![archive_link(), year];
    let view = dated(
        site,
        &site.archive.months,
        key,
        crumbs,
        name,
        url::month,
        Date::last_of_month,
    )?;
    Some(View::Period(Box::new(view)))
}

fn dated(
    site: &Site,
    periods: &[Period],
    key: Key,
    crumbs: Vec<Link>,
    name: fn(&Period) -> String,
    address: fn(Date) -> String,
    last: fn(Date) -> Date,
) -> Option<view::Period> {
    let period = periods.get(key.place)?;
    let window = Window {
        from: period.first,
        to: last(period.first),
    };
    let link = |period: &Period| Link {
        text: name(period),
        url: address(period.first),
    };
    let members: Vec<&Item> = site.archive.members(&period.members).collect();
    let mut view = plain(
        site,
        &name(period),
        &address(period.first),
        &period.members,
        key.page,
        crumbs,
    );
    view.lead = lasted(&period.metrics).trim_start().to_owned();
    if key.page == 1 && members.len() > 1 {
        let times: Vec<Durations> = members.iter().filter_map(|item| item.felt_times()).collect();
        let root = url::root(&address(period.first));
        view.strip = Some(lollipop::period(site, &root, window, &members));
        view.calendar = heatmap::days(site, period, window.to, &address(period.first));
        view.times = durations::times(&times, charts::SIDE);
        view.services = together(site, Facet::Service, None, &members, MOST);
        view.causes = together(site, Facet::Cause, None, &members, MOST);
    }
    // Periods are sorted newest first.
    view.previous = periods.get(key.place + 1).map(link);
    view.next = key
        .place
        .checked_sub(1)
        .and_then(|place| periods.get(place))
        .map(link);
    Some(view)
}

fn undated(site: &Site, key: Key) -> Option<View> {
    let members = &site.archive.undated;
    let mut view = plain(
        site,
        "No date recorded",
        url::UNDATED,
        members,
        key.page,
        vec![archive_link()],
    );
    view.lead =
        "Neither the front matter, the text nor the file name gives a date, so charts by date leave these out."
            .to_owned();
    Some(View::Period(Box::new(view)))
}

fn plain(
    site: &Site,
    name: &str,
    list: &str,
    members: &[usize],
    page: usize,
    crumbs: Vec<Link>,
) -> view::Period {
    let count = words::count(members.len(), "postmortem", "postmortems");
    let title = format!("{name}: {count}");
    view::Period {
        page: site.page(&url::paged(list, page), &title, &title, crumbs),
        title,
        lead: String::new(),
        calendar: None,
        strip: None,
        times: None,
        services: Vec::new(),
        causes: Vec::new(),
        rows: lists::rows(site, members, page),
        pager: lists::pager(list, page, members.len()),
        previous: None,
        next: None,
    }
}

fn archive_link() -> Link {
    Link {
        text: "Archive".to_owned(),
        url: url::ARCHIVE.to_owned(),
    }
}
