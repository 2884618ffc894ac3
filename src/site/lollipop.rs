//! Incidents on a line of time, as a chart: its stems, what it says, and the table behind it.

pub(super) mod captions;
mod data_table;

use super::charts::{MAIN, PAGE, incident, twice};
use super::{Site, rows};
use crate::archive::facet::{FacetId, Group};
use crate::archive::metrics::Metrics;
use crate::archive::total::Total;
use crate::archive::{Archive, Item};
use crate::figure::date_axis::Window;
use crate::figure::lollipop::{self, Stem, Strip};
use crate::figure::text_width::{self, Weight};
use crate::moment::days_since_epoch;
use crate::record::accessors::Durations;
use crate::url;
use crate::view::{Chart, words};
use jiff::ToSpan;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Up to so many incidents, each may have its minutes beside it.
const EACH: usize = 100;
/// Of more, so many of the longest have theirs.
const LONGEST: usize = 12;
/// The widest name of a service beside a head, in pixels.
const NAME: i32 = 110;

/// The twelve months up to a day, for a page at `root`.
pub(super) fn year(site: &Site, root: &str, today: Date) -> Option<Chart> {
    let from = today.first_of_month().checked_sub(11.months()).ok()?;
    let window = Window {
        from,
        to: today.last_of_month(),
    };
    // Items are sorted: what is newer than the window comes first.
    let members: Vec<&Item> = site
        .archive
        .all()
        .skip_while(|item| item.date.is_some_and(|date| date > window.to))
        .take_while(|item| item.date.is_some_and(|date| date >= from))
        .collect();
    let maker = Maker {
        again: false,
        ..Maker::of_all(site, root)
    };
    Some(maker.chart(window, &members, MAIN))
}

/// The items of a group, newest first, from the oldest to what counts as today; at least a year. None where they have
/// no dates.
pub(super) fn history(
    site: &Site,
    root: &str,
    (facet, group): (FacetId, &Group),
    items: &[&Item],
) -> Option<Chart> {
    let newest = items.iter().find_map(|item| item.date)?;
    let oldest = items.iter().rev().find_map(|item| item.date)?;
    let today = site.archive.as_of.map_or(newest, |today| today.max(newest));
    let to = today.last_of_month();
    let year = to.first_of_month().checked_sub(11.months()).ok()?;
    let window = Window {
        from: oldest.first_of_month().min(year),
        to,
    };
    let maker = Maker {
        site,
        root,
        service: (facet == FacetId::SERVICE).then_some(group),
        all: false,
        again: true,
    };
    Some(maker.chart(window, items, PAGE))
}

/// Items of a period, newest first.
pub(super) fn period(site: &Site, root: &str, window: Window, items: &[&Item]) -> Chart {
    Maker::of_all(site, root).chart(window, items, PAGE)
}

/// What strips are made of.
struct Maker<'a> {
    site: &'a Site,
    /// The way from the page to the site's root.
    root: &'a str,
    /// The service, where the page is one's.
    service: Option<&'a Group>,
    /// Whether the strip shows everything of its time.
    all: bool,
    /// Whether its title may say how many had happened before: not where the page's does.
    again: bool,
}

/// When an item began, in seconds after the window's beginning; at noon where no clock time is known. None outside.
pub(super) fn at(window: Window, item: &Item) -> Option<i64> {
    item.date.filter(|&date| window.holds(date))?;
    since(window, item)
}

/// The same of what began before the window too: a negative number of seconds.
pub(super) fn since(window: Window, item: &Item) -> Option<i64> {
    Some(item.local_start()? - i64::from(days_since_epoch(window.from)) * 86_400)
}

impl<'a> Maker<'a> {
    const fn of_all(site: &'a Site, root: &'a str) -> Self {
        Self {
            site,
            root,
            service: None,
            all: true,
            again: true,
        }
    }

    fn chart(&self, window: Window, items: &[&Item], wide: i32) -> Chart {
        let mut dated: Vec<(i64, &Item)> = items
            .iter()
            .filter_map(|&item| Some((at(window, item)?, item)))
            .collect();
        dated.sort_by_key(|&(at, item)| (at, item.slug.as_str()));
        let metrics = Metrics::of(dated.iter().map(|(_, item)| times(item, self.service)));
        let strip = Strip {
            window,
            stems: self.stems(&dated),
        };
        let total = self.total(&dated);
        let again = match self.again {
            true => strip.stems.iter().filter(|stem| stem.time > 1).count(),
            false => 0,
        };
        let (wide, narrow) = twice(self.site, wide, |width| {
            lollipop::draw(&strip, width, "page-strip")
        });
        Chart {
            id: "strip",
            title: captions::title(&strip, again, &metrics, total.longest),
            sentence: captions::sentence(&strip, self.all),
            wide,
            narrow,
            legend: true,
            table: data_table::table(&strip, &dated, |items| self.total(items)),
        }
    }

    fn total(&self, dated: &[(i64, &Item)]) -> Total {
        let service = self.service.map(|service| service.name.as_str());
        let items = dated.iter().map(|&(_, item)| item);
        self.site.archive.total(items, service, None)
    }

    fn stems(&self, dated: &[(i64, &Item)]) -> Vec<Stem> {
        let archive = &self.site.archive;
        let repeated = dated.iter().any(|(_, item)| !archive.repeats(item).is_empty());
        let indexes: BTreeMap<&str, usize> = dated
            .iter()
            .enumerate()
            .filter(|_| repeated)
            .map(|(index, (_, item))| (item.slug.as_str(), index))
            .collect();
        let impacts: Vec<UserImpact> = dated
            .iter()
            .map(|(_, item)| user_impact(archive, item, self.service))
            .collect();
        let labelled = self.labelled(dated, &impacts);
        let stem = |(index, (&(at, item), user_impact)): (usize, (&(i64, &Item), UserImpact))| Stem {
            at,
            day: item.date.map_or(0, |date| i64::from(days_since_epoch(date))),
            rank: rows::severity(archive, item).rank,
            time: archive.occurrence(item),
            repeats: shown_before(archive, item, &indexes),
            words: match labelled.get(index) {
                Some(true) => self.beside_head(item, &user_impact),
                _ => Vec::new(),
            },
            name: name(self.site, item, &user_impact.words),
            href: format!("{}{}", self.root, url::postmortem(&item.slug)),
            seconds: user_impact.seconds,
        };
        dated.iter().zip(impacts).enumerate().map(stem).collect()
    }

    /// Which incidents get a label: of few of one service each, else the worst and the longest.
    fn labelled(&self, dated: &[(i64, &Item)], impacts: &[UserImpact]) -> Vec<bool> {
        let few = dated.len() <= EACH;
        let worst = |item| rows::severity(&self.site.archive, item).rank == 1;
        let mut labelled: Vec<bool> = dated
            .iter()
            .map(|(_, item)| few && (self.service.is_some() || worst(item)))
            .collect();
        let mut longest: Vec<(Option<i64>, usize)> =
            impacts.iter().map(|impact| impact.seconds).zip(0..).collect();
        longest.sort_unstable_by_key(|&(seconds, index)| (Reverse(seconds), index));
        for (_, index) in longest.into_iter().take(LONGEST) {
            if let Some(labelled) = labelled.get_mut(index) {
                *labelled = true;
            }
        }
        labelled
    }

    /// The possible labels beside a head: `Billing, 4 h`, where that has no room `4 h`; on a service's page that alone.
    fn beside_head(&self, item: &Item, user_impact: &UserImpact) -> Vec<String> {
        let Some(time) = user_impact
            .seconds
            .filter(|&seconds| seconds > 0)
            .map(words::duration)
        else {
            return Vec::new();
        };
        let service = self.site.archive.groups_of(item, FacetId::SERVICE).next();
        match service.filter(|_| self.service.is_none()) {
            Some(service) => {
                let name = text_width::cut(&service.label, NAME, text_width::SIZE, Weight::Regular);
                vec![format!("{name}, {time}"), time]
            }
            None => vec![time],
        }
    }
}

/// How long users were affected by an incident, or one service was.
pub(super) struct UserImpact {
    /// In seconds, 0 where nobody was hit; None where it is not known.
    pub(super) seconds: Option<i64>,
    /// `1 h 47 min`, `near miss`, `duration not recorded`.
    pub(super) words: String,
}

/// The times of an item, of a service where one is given; None where nobody was hit.
fn times(item: &Item, service: Option<&Group>) -> Option<Durations> {
    match service {
        Some(service) => item.times_of(&service.name),
        None => item.impact_times(),
    }
}

/// How long users were affected: by a service, where one is given; by what is ongoing, until the archive's day.
pub(super) fn user_impact(archive: &Archive, item: &Item, service: Option<&Group>) -> UserImpact {
    let all = item.impact_times();
    let times = times(item, service);
    let words = match (times, times == all) {
        (_, true) => rows::duration(item),
        (None, _) => Some("not affected".to_owned()),
        (Some(times), _) => times.impact.map(words::duration),
    };
    UserImpact {
        seconds: times.map_or(Some(0), |times| {
            times.impact.or_else(|| item.ongoing(archive.as_of))
        }),
        words: words.unwrap_or_else(|| "duration not recorded".to_owned()),
    }
}

/// The latest earlier one that an item repeats, by itself or over others, among those that are shown.
fn shown_before(archive: &Archive, item: &Item, shown: &BTreeMap<&str, usize>) -> Option<usize> {
    let mut open: BTreeSet<usize> = archive.repeats(item).iter().copied().collect();
    // The archive is sorted, newest first, and what is repeated is older: so each is met once.
    while let Some(index) = open.pop_first() {
        let earlier = archive.items.get(index)?;
        if let Some(&index) = shown.get(earlier.slug.as_str()) {
            return Some(index);
        }
        open.extend(archive.repeats(earlier));
    }
    None
}

/// `10 Mar 2026: Lockers did not open, 1 h 47 min, SEV1, third time`
fn name(site: &Site, item: &Item, user_impact: &str) -> String {
    let label = incident(site, item, Some(user_impact));
    match site.archive.occurrence(item) {
        ..=1 => label,
        time => format!("{label}, {} time", words::ordinal(time)),
    }
}
