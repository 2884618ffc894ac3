//! The table behind a strip: a row a month, quarter or year.

use crate::archive::Item;
use crate::figure::date_axis::{Axis, Period, Step, Window};
use crate::site::charts::{count, field, link, name, number};
use crate::url;
use crate::view::{Field, Table, words};

/// Rows are as long as periods with names that have room on so many pixels: twelve months, three years of quarters.
const ROOM: i32 = 760;

/// What is said of the incidents of a row.
pub(super) struct Numbers<'a> {
    pub(super) repeats: usize,
    /// How long they took together, in seconds.
    pub(super) total: i64,
    /// The longest with how long it took; None where no length is known.
    pub(super) longest: Option<(i64, &'a Item)>,
}

/// The numbers of incidents in the order of their times, each row as `numbers` says of its own.
pub(super) fn table<'a>(
    window: Window,
    dated: &[(i64, &'a Item)],
    numbers: impl Fn(&[(i64, &'a Item)]) -> Numbers<'a>,
) -> Table {
    let axis = Axis {
        window,
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
    let row = |period: &Period| {
        let before = |date| dated.partition_point(|&(at, _)| at < window.until(date));
        let items = dated
            .get(before(period.first)..before(period.next))
            .unwrap_or_default();
        row(step.whole(period), items.len(), &numbers(items))
    };
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

fn row(period: String, incidents: usize, numbers: &Numbers<'_>) -> Vec<Field> {
    vec![
        field(period),
        count(incidents),
        count(numbers.repeats),
        field(match numbers.longest {
            None if incidents == 0 => String::new(),
            None => words::UNKNOWN.to_owned(),
            Some(_) => words::duration(numbers.total),
        }),
        match numbers.longest {
            Some((seconds, item)) => link(
                format!("{}, {}", words::title(&item.record), words::duration(seconds)),
                url::postmortem(&item.slug),
            ),
            None => field(String::new()),
        },
    ]
}
