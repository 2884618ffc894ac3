//! `/`: what the archive says at a glance, the year, the latest.

use super::digests;
use crate::archive::days::Days;
use crate::archive::facet::{FacetId, Group};
use crate::archive::metrics::Metrics;
use crate::archive::{Archive, Item};
use crate::insight::digest::{self, Selection};
use crate::site::kind::{Key, Kind, Make, Planned};
use crate::site::subject::Subject;
use crate::site::{Site, lollipop, open_actions, rows};
use crate::url;
use crate::view::{Again, Count, Home, Link, View, words};
use jiff::ToSpan;
use jiff::civil::Date;
use std::cmp::Reverse;

pub(in crate::site) const KIND: Kind = Kind {
    name: "home",
    listed: true,
    reserved: |_| vec!["index", "page"],
    routes: |_| Planned::single(""),
    make: Make::View(view),
    ..Kind::BARE
};

/// The digest of the last quarter that is over, by what it tells; None where nothing failed in it.
fn last_quarter(archive: &Archive) -> Option<Link> {
    let quarter = Days::quarter(archive.as_of?).before()?;
    let has_digest = digests::periods(archive)
        .iter()
        .any(|(_, quarters)| quarters.contains(&quarter));
    let title = || digest::title(archive, &Selection::of(quarter));
    has_digest.then(|| Link::new(format!("Last quarter, {}", title()), url::digest(&quarter.name())))
}

/// How many postmortems are the latest.
const LATEST: usize = 10;
/// How many repeats are shown.
const REPEATS: usize = 5;
/// How many services and causes are shown.
const MOST: usize = 5;

fn view(site: &Site, _: Key) -> Option<View> {
    let archive = &site.archive;
    let strip = archive
        .as_of
        .and_then(|today| lollipop::year(site, &url::root(""), today));
    let (near_misses, year): (Vec<&Item>, Vec<&Item>) = twelve_months(site)
        .into_iter()
        .partition(|item| item.record.near_miss());
    let again: Vec<&Item> = year
        .iter()
        .copied()
        .filter(|item| site.archive.occurrence(item) > 1)
        .collect();
    let lead = lead(site, &year, &again, near_misses.len());
    let (again_title, repeats) = repeats(site, &again);
    let page = site.page_of(
        Subject::Site,
        "",
        &site.settings.title,
        description(site, &lead),
        Vec::new(),
    );
    Some(View::Home(Box::new(Home {
        page,
        title: title(site, year.len(), again.len()),
        lead,
        strip,
        latest: (0..archive.items.len().min(LATEST))
            .filter_map(|index| site.row(index))
            .collect(),
        all: Link {
            text: match archive.items.len() {
                0 => "The archive".to_owned(),
                1 => "The archive: 1 postmortem".to_owned(),
                count => format!("All {} postmortems", words::thousands(count)),
            },
            url: url::ARCHIVE.to_owned(),
        },
        quarter: last_quarter(archive),
        promises: open_actions::of(site),
        again_title,
        again: repeats,
        twice: twice(site),
        near_misses: archive.metrics.near_misses > 0,
        services: most(site, FacetId::SERVICE),
        causes: most(site, FacetId::CAUSE),
    })))
}

/// The items of the last twelve months, newest first.
fn twelve_months(site: &Site) -> Vec<&Item> {
    let from = |today: Date| today.first_of_month().checked_sub(11.months()).ok();
    let Some((today, from)) = site
        .archive
        .as_of
        .and_then(|today| Some((today.last_of_month(), from(today)?)))
    else {
        return Vec::new();
    };
    // Items are sorted: what is newer comes first.
    let items = site
        .archive
        .all()
        .skip_while(|item| item.date.is_some_and(|date| date > today));
    items
        .take_while(|item| item.date.is_some_and(|date| date >= from))
        .collect()
}

/// `27 incidents in the last twelve months, 7 of them repeats`
fn title(site: &Site, year: usize, again: usize) -> String {
    let title = format!(
        "{} in the last twelve months",
        words::count(year, "incident", "incidents")
    );
    match (year, again) {
        (0, _) => match site.archive.items.len() {
            0 => "No postmortems yet".to_owned(),
            count => words::count(count, "postmortem", "postmortems"),
        },
        (_, 0) => title,
        (1, _) => format!("{title}, a repeat"),
        (year, again) if year == again => format!("{title}, all of them repeats"),
        (_, again) => {
            format!("{title}, {}", words::of_them(again, "a repeat", "repeats"))
        }
    }
}

/// The newest failures that came back: those of the year, else those before.
fn repeats(site: &Site, year: &[&Item]) -> (&'static str, Vec<Again>) {
    let before: Vec<&Item> = match year {
        [] => site
            .archive
            .all()
            .filter(|item| site.archive.occurrence(item) > 1)
            .take(REPEATS)
            .collect(),
        _ => Vec::new(),
    };
    let (title, items) = if year.is_empty() {
        ("Repeat incidents", before.as_slice())
    } else {
        ("Repeat incidents this year", year)
    };
    (
        title,
        items.iter().take(REPEATS).map(|item| again(site, item)).collect(),
    )
}

/// The page of what came back; where nothing is known to have, what likely did.
fn twice(site: &Site) -> Option<Link> {
    let text = match (site.archive.chains().is_empty(), super::twice::likely(site).len()) {
        (false, _) => "What came back, and what had been promised".to_owned(),
        (true, 0) => return None,
        (true, likely) => {
            let count = words::count(likely, "likely repeat", "likely repeats");
            format!("{count}, which nobody has confirmed")
        }
    };
    Some(Link::new(text, url::TWICE))
}

fn again(site: &Site, item: &Item) -> Again {
    let first = lollipop::first_time(&site.archive, item);
    let before = match (site.archive.occurrence(item), first) {
        (2, Some(first)) => format!("first time on {}", words::date(first)),
        (times, Some(first)) => format!("{} time, first on {}", words::ordinal(times), words::date(first)),
        (times, None) => format!("{} time", words::ordinal(times)),
    };
    let date = words::or_unknown(item.date.map(words::date));
    Again {
        text: words::title(&item.record),
        url: url::postmortem(&item.slug),
        note: words::unbroken(&format!("{date}, {}; {before}", rows::lasted(item))),
    }
}

fn description<'a>(site: &'a Site, lead: &'a str) -> &'a str {
    match site.settings.description.as_str() {
        "" => lead,
        description => description,
    }
}

/// What those of the year cost that failed again, how soon they were noticed, and the last one. How long they took is
/// told by the strip; where the year had none, all of the archive is spoken of.
fn lead(site: &Site, year: &[&Item], again: &[&Item], near_misses: usize) -> String {
    let metrics = match year {
        [] => &site.archive.metrics,
        year => &Metrics::of(year.iter().map(|item| item.impact_times())),
    };
    let detect = metrics.detect.telling_median();
    let user_impact = metrics.user_impact.telling_median().filter(|_| year.is_empty());
    let mut parts = Vec::new();
    parts.extend(
        site.archive
            .as_of
            .map(|today| format!("As of {}.", words::date(today))),
    );
    if near_misses > 0 && !year.is_empty() {
        parts.push(match near_misses {
            1 => "One near miss is not counted.".to_owned(),
            near => format!("{} near misses are not counted.", words::number(near)),
        });
    }
    let cost = site.archive.total(again.iter().copied(), None, None).seconds;
    if cost > 0 {
        parts.push(format!("Repeats affected users for {}.", words::duration(cost)));
    }
    match (detect, user_impact) {
        (Some(detect), Some(user_impact)) => parts.push(format!(
            "The median incident was detected {} and under control after {}.",
            words::after(detect),
            words::duration(user_impact)
        )),
        (Some(detect), None) => parts.push(format!(
            "The median incident was detected {}.",
            words::after(detect)
        )),
        (None, Some(user_impact)) => parts.push(format!(
            "The median incident was under control after {}.",
            words::duration(user_impact)
        )),
        (None, None) => {}
    }
    let said = [
        (metrics.detect, detect, "detection times"),
        (
            metrics.user_impact,
            user_impact,
            "times until it was under control",
        ),
    ];
    let inferred: Vec<String> = said
        .into_iter()
        .filter(|(times, median, _)| median.is_some() && times.inferred > 0)
        .map(|(times, _, what)| {
            let (some, all) = (words::thousands(times.inferred), words::thousands(times.n));
            format!("{some} of {all} {what}")
        })
        .collect();
    if !inferred.is_empty() {
        parts.push(format!("Inferred from the texts: {}.", inferred.join(", ")));
    }
    // What is dated later than the day up to which things are counted is a draft or a plan.
    let today = site.archive.as_of;
    let until = |item: &Item| today.is_none_or(|today| item.date.is_none_or(|date| date <= today));
    if let Some(item) = site.archive.items.iter().find(|item| until(item))
        && let Some(date) = item.date
    {
        let service = rows::links(&site.archive, item, FacetId::SERVICE)
            .into_iter()
            .next();
        let what = service.map_or_else(|| words::title(&item.record), |link| link.text);
        parts.push(format!("Most recent: {what}, {}.", words::date(date)));
    }
    words::unbroken(&parts.join(" "))
}

fn most(site: &Site, facet: FacetId) -> Vec<Count> {
    let all = match facet {
        FacetId::SERVICE => site.archive.metrics.count - site.archive.metrics.near_misses,
        _ => site.archive.items.len(),
    };
    let groups = site.archive.groups(facet).iter();
    let groups = groups.filter(|group| group.is_known(facet));
    let number = |group: &Group| match facet {
        // A service that nearly failed did not fail.
        FacetId::SERVICE => group.hits(),
        // A cause counts where it was the root, in the order of the page of causes.
        _ => {
            let members = site.archive.members(&group.members);
            members.filter(|item| rows::is_root(item, group)).count()
        }
    };
    let mut counted: Vec<(&Group, usize)> = groups.map(|group| (group, number(group))).collect();
    counted.sort_by_key(|&(_, number)| Reverse(number));
    counted
        .into_iter()
        .filter(|&(_, number)| number > 0)
        .take(MOST)
        .map(|(group, number)| count(group, number, all))
        .collect()
}

/// A group with how many of all it has; of a single one nothing is counted.
pub(super) fn count(group: &Group, count: usize, all: usize) -> Count {
    Count {
        text: group.label.clone(),
        url: group.url.clone(),
        count,
        note: match all {
            1 => String::new(),
            all => format!("{} of {}", words::thousands(count), words::thousands(all)),
        },
    }
}
