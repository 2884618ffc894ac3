//! When things failed: a calendar of months for all years, and one of days for a year or a month.

use super::{FEWEST, PAGE, count, field, incident, legend, link, name, number, twice, worst};
use crate::archive::{Item, Period};
use crate::figure::heatmap_days::{self, Day};
use crate::figure::heatmap_months::{self, Month, Year};
use crate::moment::month;
use crate::site::{Site, lists, rows};
use crate::url;
use crate::view::{Chart, Field, Html, Table, words};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Of fewer incidents in a year there is no calendar of its days.
const FEWEST_OF_YEAR: usize = 20;
/// Of more days with incidents, the table has a row a month.
const MOST_DAYS: usize = 60;

/// All years, a row each. None where nothing has a date.
pub(in crate::site) fn years(site: &Site) -> Option<Chart> {
    let archive = &site.archive;
    let fullest = archive
        .months
        .iter()
        .max_by_key(|month| (month.members.len(), month.first))?;
    let title = match fullest.members.len() {
        0 | 1 => "Never more than one a month".to_owned(),
        most => format!(
            "Most in {}: {}",
            words::month_year(fullest.first),
            words::thousands(most)
        ),
    };
    let root = url::root(url::ARCHIVE);
    let years: Vec<Year> = archive
        .years
        .iter()
        .map(|year| draw_year(site, year, &root))
        .collect();
    let (wide, narrow) = twice(site, PAGE, |width| heatmap_months::draw(&years, width, &title));
    let months = years.iter().flat_map(|year| &year.months);
    let worst_of_months = months.filter(|month| month.count > 0).map(|month| month.worst);
    let mut head = vec![name("Year")];
    head.extend((1..=12).map(|month| number(month::short(month))));
    head.extend([number("Total"), number("Total time")]);
    Some(Chart {
        id: "calendar",
        title,
        sentence:
            "Postmortems by month: a stronger tint means more of them, the mark shows the worst severity."
                .to_owned(),
        wide,
        narrow,
        legend: legend(site, worst_of_months),
        shape: "marks",
        table: Table {
            caption: "Postmortems by month".to_owned(),
            head,
            rows: archive.years.iter().map(|year| row(site, year)).collect(),
        },
    })
}

fn months_of(site: &Site, year: Date) -> impl Iterator<Item = (Date, Option<&Period>)> {
    (1..=12).filter_map(move |month| {
        let first = year.with().month(month).day(1).build().ok()?;
        Some((first, site.archive.month(first)))
    })
}

fn total(site: &Site, year: &Period) -> String {
    let total = lists::total(site, year, year.first.last_of_year());
    match (total.known, total.unknown) {
        (0, 0) => "near miss".to_owned(),
        (0, _) => words::UNKNOWN.to_owned(),
        (_, _) => words::duration(total.seconds),
    }
}

fn draw_year(site: &Site, year: &Period, root: &str) -> Year {
    let months = months_of(site, year.first).map(|(first, found)| {
        let Some(found) = found else {
            return Month {
                ahead: is_ahead(site, first),
                ..Month::default()
            };
        };
        let number = found.members.len();
        Month {
            name: named(first, number),
            href: format!("{root}{}", url::month(first)),
            count: number,
            worst: worst(site, site.archive.members(&found.members)),
            ahead: false,
        }
    });
    Year {
        name: year.first.year().to_string(),
        href: format!("{root}{}", url::year(year.first)),
        count: words::thousands(year.members.len()),
        total: total(site, year),
        months: months.collect(),
    }
}

/// Whether a month has not come yet: that it has none says nothing.
fn is_ahead(site: &Site, first: Date) -> bool {
    site.archive.as_of.is_some_and(|today| first > today)
}

fn named(first: Date, number: usize) -> String {
    format!(
        "{}: {}",
        words::month_year(first),
        words::count(number, "postmortem", "postmortems")
    )
}

fn row(site: &Site, year: &Period) -> Vec<Field> {
    let mut row = vec![link(year.first.year().to_string(), url::year(year.first))];
    row.extend(months_of(site, year.first).map(|(first, found)| match found {
        Some(found) => link(words::thousands(found.members.len()), url::month(first)),
        None if is_ahead(site, first) => field(String::new()),
        None => count(0),
    }));
    row.extend([count(year.members.len()), field(total(site, year))]);
    row
}

/// The days of a year, or of a month: `period` begins on its first day and ends on `last`. None where too little
/// happened to need a picture.
pub(in crate::site) fn days(site: &Site, period: &Period, last: Date, path: &str) -> Option<Chart> {
    let of_year = last.month() != period.first.month();
    if period.members.len() < if of_year { FEWEST_OF_YEAR } else { FEWEST } {
        return None;
    }
    let by_day = by_day(site, period);
    let root = url::root(path);
    let months = drawn(site, period, last, &by_day, &root);
    let title = title(&by_day);
    let lasted = months.iter().any(|month| !month.lasting.is_empty());
    let mut sentence =
        "Each mark is a day on which something began; its shape is the worst severity.".to_owned();
    if lasted {
        sentence.push_str(" Tinted: an incident was still ongoing.");
    }
    Some(Chart {
        id: "days",
        title,
        sentence,
        wide: Html::new(&heatmap_days::draw(&months)),
        narrow: None,
        // Of the others, the strip beside it explains them.
        legend: Vec::new(),
        shape: "marks",
        table: match by_day.len() {
            ..=MOST_DAYS => table(site, &by_day),
            _ => table_of_months(site, &by_day),
        },
    })
}

/// The items of a period by the day on which they began.
fn by_day<'a>(site: &'a Site, period: &'a Period) -> BTreeMap<Date, Vec<&'a Item>> {
    let mut days: BTreeMap<Date, Vec<&Item>> = BTreeMap::new();
    for item in site.archive.members(&period.members) {
        if let Some(date) = item.date {
            days.entry(date).or_default().push(item);
        }
    }
    days
}

/// `Most on 10 Mar 2026: 3`
fn title(by_day: &BTreeMap<Date, Vec<&Item>>) -> String {
    let most = by_day.iter().max_by_key(|(day, items)| (items.len(), **day));
    match most.map(|(day, items)| (day, items.len())) {
        Some((day, number)) if number > 1 => {
            format!("Most on {}: {}", words::date(*day), words::thousands(number))
        }
        _ => "Postmortems by day".to_owned(),
    }
}

fn drawn(
    site: &Site,
    period: &Period,
    last: Date,
    by_day: &BTreeMap<Date, Vec<&Item>>,
    root: &str,
) -> Vec<heatmap_days::Month> {
    let lasting = lasting(site, period, last);
    let of_year = last.month() != period.first.month();
    // What has not come yet is not shown as quiet.
    let newest = by_day
        .keys()
        .chain(&lasting)
        .max()
        .copied()
        .max(site.archive.as_of);
    let last = newest.map_or(last, |newest| newest.last_of_month().min(last));
    let mut months = Vec::new();
    let mut first = period.first;
    while first <= last {
        let end = first.last_of_month();
        let began = by_day.range(first..=end);
        let number = site.archive.month(first).map_or(0, |month| month.members.len());
        months.push(heatmap_days::Month {
            first,
            name: month::name(first.month()),
            link: (of_year && number > 0)
                .then(|| (named(first, number), format!("{root}{}", url::month(first)))),
            days: began
                .map(|(day, items)| (day.day(), began_on(site, *day, items, root)))
                .collect(),
            lasting: lasting.range(first..=end).map(|day| day.day()).collect(),
        });
        match first.checked_add(1.month()) {
            Ok(next) => first = next,
            Err(_) => break,
        }
    }
    months
}

fn began_on(site: &Site, day: Date, items: &[&Item], root: &str) -> Day {
    let (name, href) = match items {
        [only] => (
            incident(site, only, rows::duration(only).as_deref()),
            Some(format!("{root}{}", url::postmortem(&only.slug))),
        ),
        several => (
            format!(
                "{}: {}",
                words::date(day),
                words::count(several.len(), "postmortem", "postmortems")
            ),
            None,
        ),
    };
    Day {
        name,
        href,
        count: items.len(),
        worst: worst(site, items.iter().copied()),
    }
}

/// The days of a period on which something still affected users, from the day after it began.
fn lasting(site: &Site, period: &Period, last: Date) -> BTreeSet<Date> {
    let mut days = BTreeSet::new();
    let members = period.members.iter().chain(&period.lasting);
    for item in members.filter_map(|&index| site.archive.items.get(index)) {
        if let (Some(start), Some(end)) = (item.date, item.last_day(site.archive.as_of)) {
            let from = start.tomorrow().unwrap_or(last).max(period.first);
            days.extend(from.series(1.day()).take_while(|&day| day <= end.min(last)));
        }
    }
    days
}

fn table_of_months(site: &Site, by_day: &BTreeMap<Date, Vec<&Item>>) -> Table {
    let mut months: BTreeMap<Date, (usize, usize, Date)> = BTreeMap::new();
    for (day, items) in by_day {
        let (incidents, most, fullest) = months.entry(day.first_of_month()).or_insert((0, 0, *day));
        *incidents += items.len();
        if items.len() > *most {
            (*most, *fullest) = (items.len(), *day);
        }
    }
    let rows = months.iter().map(|(first, &(incidents, most, fullest))| {
        let page = site.archive.month(*first).map(|month| url::month(month.first));
        vec![
            Field {
                text: words::month_year(*first),
                url: page,
            },
            count(incidents),
            field(format!("{}: {}", words::date(fullest), words::thousands(most))),
        ]
    });
    Table {
        caption: "Postmortems by month".to_owned(),
        head: vec![name("Month"), number("Postmortems"), name("Most on one day")],
        rows: rows.collect(),
    }
}

fn table(site: &Site, by_day: &BTreeMap<Date, Vec<&Item>>) -> Table {
    let severity = |items: &[&Item]| {
        let rank = worst(site, items.iter().copied());
        let severity = rank
            .checked_sub(1)
            .and_then(|index| site.settings.severities.get(index));
        words::or_unknown(severity.map(|severity| severity.label.clone()))
    };
    let rows = by_day.iter().map(|(day, items)| {
        let what = match items.as_slice() {
            [only] => link(words::title(&only.record), url::postmortem(&only.slug)),
            several => link(
                words::count(several.len(), "postmortem", "postmortems"),
                url::month(*day),
            ),
        };
        vec![
            field(words::date(*day)),
            count(items.len()),
            field(severity(items)),
            what,
        ]
    });
    Table {
        caption: "Days on which something began".to_owned(),
        head: vec![
            name("Day"),
            number("Postmortems"),
            name("Worst severity"),
            name("What failed"),
        ],
        rows: rows.collect(),
    }
}
