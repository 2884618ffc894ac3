//! Incidents on a line of time: one stem each, as tall as it was long.

use super::view::{Strip, StripMark, Tick};
use super::{Site, rows, url, words};
use crate::archive::Item;
use crate::moment::days_since_epoch;
use jiff::ToSpan;
use jiff::civil::Date;

/// Minutes beyond which stems are cut.
const CAP: i64 = 480;
/// Lines that say what heights mean, in minutes.
const SCALE: [i64; 4] = [15, 60, 180, 480];
/// How many stems a strip holds; of more, the tallest in each of so many stretches stand for all.
const MOST: usize = 400;

/// A strip, and how many incidents lie in it.
pub(super) struct Counted {
    pub(super) view: Strip,
    pub(super) count: usize,
}

/// The first and the last day of a strip.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    pub(super) from: Date,
    pub(super) to: Date,
}

impl Window {
    fn days(self) -> i64 {
        i64::from(days_since_epoch(self.to) - days_since_epoch(self.from)) + 1
    }

    fn holds(self, date: Date) -> bool {
        (self.from..=self.to).contains(&date)
    }

    /// From the left in hundredths of a percent.
    pub(super) fn x(self, date: Date, seconds: i64) -> i64 {
        let days = i64::from(days_since_epoch(date) - days_since_epoch(self.from));
        (days * 86_400 + seconds) * 10_000 / (self.days() * 86_400)
    }

    /// How much of it some seconds take, in hundredths of a percent.
    pub(super) fn width(self, seconds: i64) -> i64 {
        seconds.saturating_mul(10_000) / (self.days() * 86_400)
    }
}

/// The twelve months up to a day.
pub(super) fn year(site: &Site, today: Date) -> Option<Counted> {
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
    Some(strip(site, "The year", window, &members))
}

/// Some items, newest first, from the oldest to the newest. None where they have no dates.
pub(super) fn history(site: &Site, title: &str, items: &[&Item]) -> Option<Strip> {
    let newest = items.iter().find_map(|item| item.date)?;
    let oldest = items.iter().rev().find_map(|item| item.date)?;
    let window = Window {
        from: oldest.first_of_month(),
        to: newest.last_of_month(),
    };
    Some(strip(site, title, window, items).view)
}

/// Items, newest first, on a line of time.
pub(super) fn strip(site: &Site, title: &str, window: Window, items: &[&Item]) -> Counted {
    let mut stems: Vec<Stem<'_>> = items.iter().rev().filter_map(|item| stem(window, item)).collect();
    let count = stems.len();
    let thinned = count > MOST;
    if thinned {
        stems = tallest(stems);
    }
    let mut sentence = "Each mark an incident, as tall as it was long.".to_owned();
    if thinned {
        sentence = format!(
            "{} incidents; marks are the longest of each few days, as tall as they were long.",
            words::thousands(count)
        );
    }
    let view = Strip {
        title: title.to_owned(),
        sentence,
        figure: None,
        marks: stems.iter().map(|stem| mark(site, stem)).collect(),
        ticks: ticks(window),
        scale: SCALE
            .iter()
            .map(|&minutes| Tick {
                x: words::percent(height(minutes)),
                text: words::duration(minutes * 60),
            })
            .collect(),
    };
    Counted { view, count }
}

struct Stem<'a> {
    item: &'a Item,
    date: Date,
    x: i64,
    minutes: Option<i64>,
}

fn stem(window: Window, item: &Item) -> Option<Stem<'_>> {
    let date = item.date.filter(|&date| window.holds(date))?;
    let started = item.record.facts.started.as_ref();
    let second = started.map_or(43_200, |fact| {
        let time = fact.value.time;
        i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second())
    });
    Some(Stem {
        item,
        date,
        x: window.x(date, second),
        minutes: rows::felt(item).map(|seconds| (seconds + 30) / 60),
    })
}

/// The tallest stem of each stretch, in order.
fn tallest(stems: Vec<Stem<'_>>) -> Vec<Stem<'_>> {
    let stretch = |stem: &Stem<'_>| stem.x * 400 / 10_000;
    let mut kept: Vec<Stem<'_>> = Vec::with_capacity(MOST);
    for stem in stems {
        match kept.last_mut() {
            Some(last) if stretch(last) == stretch(&stem) => {
                if stem.minutes > last.minutes {
                    *last = stem;
                }
            }
            _ => kept.push(stem),
        }
    }
    kept
}

fn mark(site: &Site, stem: &Stem<'_>) -> StripMark {
    StripMark {
        x: words::percent(stem.x),
        height: words::percent(stem.minutes.map_or(0, height)),
        capped: stem.minutes.is_some_and(|minutes| minutes > CAP),
        url: url::postmortem(&stem.item.slug),
        text: label(site, stem.item, stem.date),
        severity: rows::severity(&site.archive, stem.item),
    }
}

/// `10 Mar 2026: Lockers did not open, 1 h 47 min, SEV1`
pub(super) fn label(site: &Site, item: &Item, date: Date) -> String {
    let severity = rows::severity(&site.archive, item);
    let mut text = format!(
        "{}: {}, {}",
        words::date(date),
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

/// The square root of minutes, in hundredths of a percent of the highest.
fn height(minutes: i64) -> i64 {
    (minutes.clamp(0, CAP) * 100_000_000 / CAP).isqrt()
}

/// Months, quarters or years, at most fifteen, so that their words have room.
pub(super) fn ticks(window: Window) -> Vec<Tick> {
    let months = window.days() / 30;
    let step = match months {
        0..=14 => 1,
        15..=42 => 3,
        43..=168 => 12,
        169..=840 => 60,
        _ => 240,
    };
    let mut ticks = Vec::new();
    let mut date = window.from;
    while date <= window.to {
        if (i64::from(date.year()) * 12 + i64::from(date.month()) - 1) % step == 0 {
            let first = ticks.is_empty() || date.month() == 1;
            ticks.push(Tick {
                x: words::percent(window.x(date, 0)),
                text: tick(date, step, first),
            });
        }
        match date.checked_add(1.month()) {
            Ok(next) => date = next,
            Err(_) => break,
        }
    }
    ticks
}

fn tick(date: Date, step: i64, with_year: bool) -> String {
    let year = date.year();
    let quarter = (date.month() + 2) / 3;
    match (step, with_year) {
        (1, true) => format!("{} {year}", words::month_short(date.month())),
        (1, false) => words::month_short(date.month()).to_owned(),
        (3, true) => format!("Q{quarter} {year}"),
        (3, false) => format!("Q{quarter}"),
        _ => year.to_string(),
    }
}
