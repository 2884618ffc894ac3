//! `/archive/2024/`, `/archive/2024/02/`, `/archive/undated/` and `/postmortems/`.

use super::facet::lead::lasted;
use super::facet::together;
use crate::archive::facet::FacetId;
use crate::archive::{Item, Period};
use crate::figure::date_axis::Window;
use crate::record::accessors::Durations;
use crate::site::charts::{durations, heatmap};
use crate::site::kind::{Key, Kind, Make, Planned, ROWS};
use crate::site::{Site, lists, lollipop};
use crate::url;
use crate::view::{self, Link, View, words};
use jiff::civil::Date;

/// How many of those that began earlier are shown.
const LASTING: usize = 20;
/// How many services and causes of a period are shown.
const MOST: usize = 6;

pub(in crate::site) const YEAR: Kind = Kind {
    name: "year",
    listed: true,
    routes: |plan| planned(&plan.archive.years, url::year),
    make: Make::View(year),
    ..Kind::BARE
};

pub(in crate::site) const MONTH: Kind = Kind {
    name: "month",
    listed: true,
    routes: |plan| planned(&plan.archive.months, url::month),
    make: Make::View(month),
    ..Kind::BARE
};

pub(in crate::site) const UNDATED: Kind = Kind {
    name: "undated",
    listed: true,
    routes: |plan| match plan.archive.undated.len() {
        0 => Vec::new(),
        rows => Planned::list(url::UNDATED, rows, |page| Key::List { page }).collect(),
    },
    make: Make::View(undated),
    ..Kind::BARE
};

/// What an address says that has lost its last part: the list of the archive, of which it is another first page.
pub(in crate::site) const ALL: Kind = Kind {
    name: "postmortems",
    listed: true,
    routes: |_| Planned::single(url::POSTMORTEMS),
    make: Make::View(all),
    ..Kind::BARE
};

fn planned(periods: &[Period], address: fn(Date) -> String) -> Vec<Planned> {
    let periods = periods.iter().enumerate();
    periods
        .flat_map(|(index, period)| {
            let rows = period.members.len();
            Planned::list(&address(period.first), rows, move |page| Key::Period {
                period: index,
                page,
            })
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
    let Key::Period { period: index, .. } = key else {
        return None;
    };
    let period = site.archive.months.get(index)?;
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
    let Key::Period { period: index, page } = key else {
        return None;
    };
    let period = periods.get(index)?;
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
        page,
        crumbs,
    );
    let total = lists::total(site, period, window.to);
    let all = period.members.len() + period.lasting.len();
    let near = words::near_misses(period.metrics.near_misses);
    view.lead = words::unbroken(format!("{near}{}", lasted(&total, all)).trim_start());
    if page == 1 {
        view.lasting_title = lasting_title(period.lasting.len());
        let lasting = period.lasting.iter().take(LASTING);
        view.lasting = lasting.filter_map(|&index| site.row(index)).collect();
    }
    view.list_first = members.len() <= ROWS;
    if page == 1 && members.len() > 1 {
        let times: Vec<Durations> = members.iter().filter_map(|item| item.impact_times()).collect();
        let root = url::root(&address(period.first));
        view.strip = Some(lollipop::period(site, &root, window, &members));
        view.calendar = heatmap::days(site, period, window.to, &address(period.first));
        view.times = durations::times(&times);
        view.services = together(site, FacetId::SERVICE, None, &members, MOST);
        view.causes = together(site, FacetId::CAUSE, None, &members, MOST);
    }
    // Periods are sorted newest first.
    view.previous = periods.get(index + 1).map(link);
    view.next = index
        .checked_sub(1)
        .and_then(|newer| periods.get(newer))
        .map(link);
    Some(view)
}

/// `Two began earlier and lasted into it`
fn lasting_title(count: usize) -> String {
    let title = format!("{} began earlier and lasted into it", words::number(count));
    match count {
        ..=LASTING => title,
        _ => format!("{title}; the newest {LASTING}"),
    }
}

fn all(site: &Site, _: Key) -> Option<View> {
    let members: Vec<usize> = (0..site.archive.items.len()).collect();
    let mut view = plain(site, "All", url::POSTMORTEMS, &members, 1, Vec::new());
    view.title = match members.len() {
        0 => "No postmortems yet".to_owned(),
        1 => "1 postmortem".to_owned(),
        count => format!("All {} postmortems", words::thousands(count)),
    };
    view.page.title.clone_from(&view.title);
    view.pager = lists::pager(site, url::ARCHIVE, 1, &members);
    Some(View::Period(Box::new(view)))
}

fn undated(site: &Site, key: Key) -> Option<View> {
    let Key::List { page } = key else { return None };
    let members = &site.archive.undated;
    let mut view = plain(
        site,
        "No date recorded",
        url::UNDATED,
        members,
        page,
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
    let title = match members.len() {
        0 => format!("{name}: no incident began"),
        count => format!("{name}: {}", words::count(count, "postmortem", "postmortems")),
    };
    view::Period {
        page: site.page(&url::paged(list, page), &title, &title, crumbs),
        title,
        lead: String::new(),
        lasting: Vec::new(),
        lasting_title: String::new(),
        list_first: true,
        calendar: None,
        strip: None,
        times: None,
        services: Vec::new(),
        causes: Vec::new(),
        rows: lists::rows(site, members, page),
        pager: lists::pager(site, list, page, members),
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
