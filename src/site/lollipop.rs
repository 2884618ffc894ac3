//! Incidents on a line of time, as a chart: its stems, what it says, and the table behind it.

pub(super) mod captions;
mod data_table;

use super::charts::{MAIN, PAGE, incident, legend, twice};
use super::{Site, rows};
use crate::archive::facet::{FacetId, Group};
use crate::archive::metrics::Metrics;
use crate::archive::total::Total;
use crate::archive::{Archive, Item};
use crate::figure::columns::{self, Columns};
use crate::figure::date_axis::{Step, Window};
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

/// Of more incidents there is a column a month instead of a stem each.
pub(super) const STEMS: usize = 60;
/// Of fewer in a year, home shows two.
const FEW: usize = 8;
/// How many of the longest have their minutes beside them.
const LONGEST: usize = 12;
/// The widest name of a service beside a head, in pixels.
const NAME: i32 = 110;

/// The twelve months up to a day, for a page at `root`; of few incidents twenty-four, where those have more.
pub(super) fn year(site: &Site, root: &str, today: Date) -> Option<Chart> {
    let maker = Maker {
        again: false,
        ..Maker::of_all(site, root)
    };
    let one = months(site, today, 12)?;
    let two = months(site, today, 24)?;
    let (window, members) = match one.1.len() {
        ..FEW if two.1.len() > one.1.len() => two,
        _ => one,
    };
    let chart = maker.chart(window, &members, MAIN);
    Some(Chart {
        sentence: match window.months() {
            12 => chart.sentence,
            months => format!("The last {months} months. {}", chart.sentence),
        },
        ..chart
    })
}

/// So many months up to that of a day, and their items, newest first.
fn months(site: &Site, today: Date, months: i32) -> Option<(Window, Vec<&Item>)> {
    let window = Window {
        from: today.first_of_month().checked_sub((months - 1).months()).ok()?,
        to: today.last_of_month(),
    };
    // Items are sorted: what is newer than the window comes first.
    let items = site
        .archive
        .all()
        .skip_while(|item| item.date.is_some_and(|date| date > window.to));
    let items = items.take_while(|item| item.date.is_some_and(|date| date >= window.from));
    Some((window, items.collect()))
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
        if dated.len() > STEMS {
            return self.columns(window, &dated, &metrics, wide);
        }
        let strip = Strip {
            window,
            stems: self.stems(window, &dated),
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
            title: words::unbroken(&captions::title(
                window,
                metrics.count - metrics.near_misses,
                again,
                &metrics,
                total.longest,
            )),
            sentence: captions::sentence(&strip, metrics.near_misses, self.all),
            wide,
            narrow,
            legend: legend(self.site, strip.stems.iter().map(|stem| stem.rank)),
            shape: "marks",
            table: data_table::table(window, &self.hits(&dated), |items| self.row(items)),
        }
    }

    /// Those of some items that affected somebody, or the service.
    fn hits<'i>(&self, dated: &[(i64, &'i Item)]) -> Vec<(i64, &'i Item)> {
        let all = dated.iter().copied();
        all.filter(|(_, item)| times(item, self.service).is_some())
            .collect()
    }

    /// Many incidents: a column a month or longer, split by severity. Near misses are left out.
    fn columns(&self, window: Window, dated: &[(i64, &Item)], metrics: &Metrics, wide: i32) -> Chart {
        let archive = &self.site.archive;
        let dated: &[(i64, &Item)] = &self.hits(dated);
        let rank = |item: &Item| rows::severity(archive, item).rank;
        let columns = Columns {
            window,
            incidents: dated.iter().map(|&(at, item)| (at, rank(item))).collect(),
        };
        // Of a group the pages of months show more than its own.
        let page = |step: Step, first: Date| match step {
            Step::Month if self.all => {
                let month = archive.month(first)?;
                Some(format!("{}{}", self.root, url::month(month.first)))
            }
            _ => None,
        };
        let across = wide;
        let (wide, narrow) = twice(self.site, wide, |width| {
            columns::draw(&columns, width, "page-strip", page)
        });
        let lasted = captions::title(window, dated.len(), 0, metrics, self.total(dated).longest);
        Chart {
            id: "strip",
            title: captions::most(&columns, across),
            sentence: format!(
                "{lasted}. Columns are split by severity: the worst at the bottom, and widest.{}",
                captions::left_out(metrics.near_misses)
            ),
            wide,
            narrow,
            legend: legend(self.site, dated.iter().map(|&(_, item)| rank(item))),
            shape: "columns",
            table: data_table::table(window, dated, |items| self.row(items)),
        }
    }

    /// What the table says of some incidents.
    fn row<'i>(&self, items: &[(i64, &'i Item)]) -> data_table::Numbers<'i> {
        let archive = &self.site.archive;
        let known = items
            .iter()
            .filter_map(|&(_, item)| Some((impact_seconds(archive, item, self.service)?, item)));
        data_table::Numbers {
            repeats: items
                .iter()
                .filter(|(_, item)| archive.occurrence(item) > 1)
                .count(),
            total: self.total(items).seconds,
            longest: known.max_by_key(|&(seconds, _)| seconds),
        }
    }

    fn total(&self, dated: &[(i64, &Item)]) -> Total {
        let service = self.service.map(|service| service.name.as_str());
        let items = dated.iter().map(|&(_, item)| item);
        self.site.archive.total(items, service, None)
    }

    fn stems(&self, window: Window, dated: &[(i64, &Item)]) -> Vec<Stem> {
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
            first: first_time(archive, item)
                .filter(|&first| !window.holds(first))
                .map(words::month_short_year),
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

    /// Which incidents get a label: of one service each, else the worst and the longest.
    fn labelled(&self, dated: &[(i64, &Item)], impacts: &[UserImpact]) -> Vec<bool> {
        let worst = |item| rows::severity(&self.site.archive, item).rank == 1;
        let mut labelled: Vec<bool> = dated
            .iter()
            .map(|(_, item)| self.service.is_some() || worst(item))
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
    /// As [`impact_seconds`] has it.
    pub(super) seconds: Option<i64>,
    /// `1 h 47 min`, `near miss`, `duration not recorded`.
    pub(super) words: String,
}

/// The times of an item, of a service where one is given; None where nobody was hit.
pub(super) fn times(item: &Item, service: Option<&Group>) -> Option<Durations> {
    match service {
        Some(service) => item.times_of(&service.name),
        None => item.impact_times(),
    }
}

/// For how many seconds users were affected: by a service, where one is given; by what is ongoing, until the archive's day. 0 where
/// nobody was hit; None where it is not known.
fn impact_seconds(archive: &Archive, item: &Item, service: Option<&Group>) -> Option<i64> {
    times(item, service).map_or(Some(0), |times| {
        times.impact.or_else(|| item.ongoing(archive.as_of))
    })
}

/// The same, and how it is said.
pub(super) fn user_impact(archive: &Archive, item: &Item, service: Option<&Group>) -> UserImpact {
    let all = item.impact_times();
    let times = times(item, service);
    let words = match (times, times == all) {
        (_, true) => rows::duration(item),
        (None, _) => Some("not affected".to_owned()),
        (Some(times), _) => times.impact.map(words::duration),
    };
    UserImpact {
        seconds: impact_seconds(archive, item, service),
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

/// When the failure of an item came for the first time, as far as it is known; None of one that repeats none.
pub(super) fn first_time(archive: &Archive, item: &Item) -> Option<Date> {
    let earlier = |item: &Item| {
        let repeats = archive.repeats(item);
        repeats.last().and_then(|&index| archive.items.get(index))
    };
    // Each is older than the one before: the way ends.
    let first = std::iter::successors(earlier(item), |&item| earlier(item)).last();
    first.and_then(|item| item.date)
}

/// `10 Mar 2026: Lockers did not open, 1 h 47 min, SEV1, third time`
fn name(site: &Site, item: &Item, user_impact: &str) -> String {
    let label = incident(site, item, Some(user_impact));
    match site.archive.occurrence(item) {
        ..=1 => label,
        time => format!("{label}, {} time", words::ordinal(time)),
    }
}
