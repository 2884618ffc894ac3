//! Incidents on a line of time, as a chart: its stems, what it says, and the table behind it.

mod said;
mod table;

use super::view::{Chart, Html};
use super::{Site, repeats, rows, url, words};
use crate::archive::Item;
use crate::archive::facet::Facet;
use crate::figure::calendar::Window;
use crate::figure::strip::{self, Stem, Strip};
use crate::figure::text::{self, Weight};
use crate::moment::days_since_epoch;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The width of the main column beside another, and that of a whole page, in pixels.
pub(super) const MAIN: i32 = 760;
pub(super) const PAGE: i32 = 1152;
/// The width of a phone's page.
pub(super) const PHONE: i32 = 354;
/// Up to so many incidents, each may have its minutes beside it.
const EACH: usize = 60;
/// Of more, so many of the longest have theirs.
const LONGEST: usize = 6;
/// The widest name of a service beside a head, in pixels.
const NAME: i32 = 110;

/// A strip, and how many incidents lie in it.
pub(super) struct Counted {
    pub(super) chart: Chart,
    pub(super) count: usize,
}

/// What is said beside the heads of stems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// How long each took: where all are of one service.
    Time,
    /// What failed and how long, of the worst and the longest.
    ServiceAndTime,
}

/// The twelve months up to a day, for a page at `root`.
pub(super) fn year(site: &Site, root: &str, today: Date) -> Option<Counted> {
    let from = today.first_of_month().checked_sub(11.months()).ok()?;
    let window = Window {
        from,
        to: today.last_of_month(),
    };
    // Items are sorted: what is newer than the window comes first.
    let items = site.archive.items.iter();
    let members: Vec<&Item> = items
        .skip_while(|item| item.date.is_some_and(|date| date > window.to))
        .take_while(|item| item.date.is_some_and(|date| date >= from))
        .collect();
    Some(Counted {
        count: members.len(),
        chart: chart(site, root, window, &members, Beside::ServiceAndTime, MAIN),
    })
}

/// Items of a facet, newest first, from the oldest to what counts as today; at least a year. None where they have no
/// dates.
pub(super) fn history(site: &Site, root: &str, facet: Facet, items: &[&Item]) -> Option<Chart> {
    let newest = items.iter().find_map(|item| item.date)?;
    let oldest = items.iter().rev().find_map(|item| item.date)?;
    let to = site
        .archive
        .as_of
        .map_or(newest, |today| today.max(newest))
        .last_of_month();
    let year = to.first_of_month().checked_sub(11.months()).ok()?;
    let window = Window {
        from: oldest.first_of_month().min(year),
        to,
    };
    let beside = match facet {
        Facet::Service => Beside::Time,
        _ => Beside::ServiceAndTime,
    };
    Some(chart(site, root, window, items, beside, PAGE))
}

/// Items of a period, newest first.
pub(super) fn period(site: &Site, root: &str, window: Window, items: &[&Item]) -> Chart {
    chart(site, root, window, items, Beside::ServiceAndTime, PAGE)
}

fn chart(site: &Site, root: &str, window: Window, items: &[&Item], beside: Beside, wide: i32) -> Chart {
    let mut dated: Vec<(i64, &Item)> = items
        .iter()
        .filter_map(|&item| Some((at(window, item)?, item)))
        .collect();
    dated.sort_by_key(|&(at, item)| (at, item.slug.as_str()));
    let stems = stems(site, root, &dated, beside);
    let strip = Strip { window, stems };
    let draw = |width| Html::new(&strip::draw(&strip, width, "page-strip"));
    Chart {
        id: "strip",
        title: said::title(&strip),
        sentence: said::sentence(&strip),
        wide: draw(wide),
        narrow: draw(PHONE),
        legend: true,
        table: table::table(&strip, &dated),
    }
}

/// When an item began, in seconds after the window's beginning; at noon where no clock time is known. None outside.
pub(super) fn at(window: Window, item: &Item) -> Option<i64> {
    let date = item.date.filter(|&date| window.holds(date))?;
    let started = item.record.facts.started.as_ref();
    let second = started.map_or(43_200, |fact| {
        let time = fact.value.time;
        i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second())
    });
    Some(window.until(date) + second)
}

fn stems(site: &Site, root: &str, dated: &[(i64, &Item)], beside: Beside) -> Vec<Stem> {
    let places: BTreeMap<&str, usize> = dated
        .iter()
        .enumerate()
        .map(|(place, (_, item))| (item.slug.as_str(), place))
        .collect();
    let told = told(site, dated, beside);
    let stem = |(place, &(at, item)): (usize, &(i64, &Item))| {
        let earlier = repeats::earlier(&site.archive, item);
        let shown = site
            .archive
            .members(&earlier)
            .find_map(|item| places.get(item.slug.as_str()).copied());
        let words = match told(place) {
            true => beside_head(site, item, beside),
            false => Vec::new(),
        };
        Stem {
            at,
            day: item.date.map_or(0, |date| i64::from(days_since_epoch(date))),
            seconds: if item.record.near_miss() {
                Some(0)
            } else {
                rows::felt(item)
            },
            rank: rows::severity(&site.archive, item).rank,
            time: earlier.len() + 1,
            repeats: shown,
            words,
            name: name(site, item, earlier.len()),
            href: format!("{root}{}", url::postmortem(&item.slug)),
        }
    };
    dated.iter().enumerate().map(stem).collect()
}

/// Which incidents shall have words beside them.
fn told(site: &Site, dated: &[(i64, &Item)], beside: Beside) -> impl Fn(usize) -> bool {
    let mut longest: Vec<(i64, usize)> = dated
        .iter()
        .enumerate()
        .filter_map(|(place, (_, item))| Some((-rows::felt(item)?, place)))
        .collect();
    longest.sort_unstable();
    let all = beside == Beside::Time && dated.len() <= EACH;
    let few = dated.len() <= EACH;
    let mut told: Vec<bool> = dated
        .iter()
        .map(|(_, item)| all || few && rows::severity(&site.archive, item).rank == 1)
        .collect();
    for &(_, place) in longest.iter().take(LONGEST) {
        if let Some(told) = told.get_mut(place) {
            *told = true;
        }
    }
    move |place| told.get(place).copied().unwrap_or(false)
}

/// What may stand beside a head: `Billing, 4 h`, where that has no room `4 h`.
fn beside_head(site: &Site, item: &Item, beside: Beside) -> Vec<String> {
    let Some(time) = rows::felt(item).map(words::duration) else {
        return Vec::new();
    };
    let service = site.archive.groups_of(item, Facet::Service).next();
    match (beside, service) {
        (Beside::ServiceAndTime, Some(service)) => {
            let name = text::cut(&service.label, NAME, 13, Weight::Regular);
            vec![format!("{name}, {time}"), time]
        }
        _ => vec![time],
    }
}

/// `10 Mar 2026: Lockers did not open, 1 h 47 min, SEV1, third time`
fn name(site: &Site, item: &Item, earlier: usize) -> String {
    let mut name = label(site, item);
    if earlier > 0 {
        name.push_str(&format!(", {} before", words::count(earlier, "time", "times")));
    }
    name
}

/// `10 Mar 2026: Lockers did not open, 1 h 47 min, SEV1`
pub(super) fn label(site: &Site, item: &Item) -> String {
    let severity = rows::severity(&site.archive, item);
    let mut text = format!(
        "{}: {}, {}",
        words::date_or_unknown(item.date).text,
        item.record.title.value,
        match rows::duration(item) {
            unknown if unknown == words::UNKNOWN => "duration not recorded".to_owned(),
            known => known,
        }
    );
    if severity.rank > 0 {
        text = format!("{text}, {}", severity.label);
    }
    text
}
