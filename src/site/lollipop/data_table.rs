//! The table behind a strip: a row a month, quarter or year.

use crate::archive::Item;
use crate::archive::total::Total;
use crate::figure::date_axis::{Axis, Period, Step};
use crate::figure::lollipop::{Stem, Strip};
use crate::site::charts::{count, field, link, name, number};
use crate::url;
use crate::view::{Field, Table, words};

/// Rows are as long as periods with names that have room on so many pixels: twelve months, three years of quarters.
const ROOM: i32 = 760;

/// The numbers of a strip; `dated` are the items of its stems, `total` says how long some of them took together.
pub(super) fn table(
    strip: &Strip,
    dated: &[(i64, &Item)],
    total: impl Fn(&[(i64, &Item)]) -> Total,
) -> Table {
    let axis = Axis {
        window: strip.window,
        left: 0,
        right: ROOM,
    };
    let step = axis.step(0);
    let (caption, first) = match step {
        Step::Week => ("Incidents by week", "Week from"),
        Step::Month => ("Incidents by month", "Month"),
        Step::Quarter => ("Incidents by quarter", "Quarter"),
        Step::Years(_) => ("Incidents by year", "Year"),
    };
    let row = |period: &Period| row(strip, dated, step, period, &total);
    Table {
        caption: caption.to_owned(),
        head: vec![
            name(first),
            number("Incidents"),
            number("Repeats"),
            number("Total time"),
            name("Longest"),
        ],
        rows: axis.periods(step).iter().map(row).collect(),
    }
}

fn row(
    strip: &Strip,
    dated: &[(i64, &Item)],
    step: Step,
    period: &Period,
    total: impl Fn(&[(i64, &Item)]) -> Total,
) -> Vec<Field> {
    let (from, to) = (strip.window.until(period.first), strip.window.until(period.next));
    let first = strip.stems.partition_point(|stem| stem.at < from);
    let end = strip.stems.partition_point(|stem| stem.at < to);
    let stems: &[Stem] = strip.stems.get(first..end).unwrap_or_default();
    let items = dated.get(first..end).unwrap_or_default();
    let again = stems.iter().filter(|stem| stem.time > 1).count();
    let known = stems.iter().zip(items);
    let longest = known
        .filter_map(|(stem, (_, item))| Some((stem.seconds?, *item)))
        .max_by_key(|(seconds, _)| *seconds);
    vec![
        field(step.whole(period)),
        count(stems.len()),
        count(again),
        field(match longest {
            None if stems.is_empty() => String::new(),
            None => words::UNKNOWN.to_owned(),
            Some(_) => words::duration(total(items).seconds),
        }),
        match longest {
            Some((seconds, item)) => link(
                format!("{}, {}", item.record.title.value, words::duration(seconds)),
                url::postmortem(&item.slug),
            ),
            None => field(String::new()),
        },
    ]
}
