//! A calendar of days: a block a month, its weeks below each other. A day on which incidents began bears the mark of the
//! worst and how many; days that one lasted are tinted. A day of one leads to it; those of several are on the page of
//! their month, where the month's name leads.

use super::severity;
use super::svg::{Label, Svg};
use crate::figure::heatmap_months::level;
use crate::figure::text_width::Weight;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The side of a day in pixels: a day is a link, which must be large enough to hit.
const DAY: i32 = 24;
/// The width of a month.
const MONTH: i32 = 7 * DAY;
/// What is over the weeks: the month's name and the days' letters.
const HEAD: i32 = 44;
/// Between two rows of months.
const GAP: i32 = 18;

/// A day on which incidents began.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Day {
    /// What it is called: `10 Mar 2026: Lockers did not open, 1 h 47 min, SEV1`.
    pub name: String,
    /// Where it leads; None where several began.
    pub href: Option<String>,
    /// How many began.
    pub count: usize,
    /// The worst severity, 1 for the worst; 0 where none is known.
    pub worst: usize,
}

/// One month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Date,
    /// `March`
    pub name: &'static str,
    /// What it is called, and its page; None where it has none.
    pub link: Option<(String, String)>,
    /// The days on which incidents began, by their number.
    pub days: BTreeMap<i8, Day>,
    /// The days that one lasted, by their number.
    pub lasting: BTreeSet<i8>,
}

/// Draws months, as many in a row as `width` pixels hold, that say `name`.
#[must_use]
pub fn draw(months: &[Month], width: i32, name: &str) -> String {
    let columns = ((width + 16) / (MONTH + 16)).clamp(1, 6);
    let step = match columns {
        1 => MONTH,
        columns => MONTH + (width - columns * MONTH) / (columns - 1),
    };
    let most = months
        .iter()
        .flat_map(|month| month.days.values())
        .map(|day| day.count)
        .max();
    // A phone points at nothing.
    let look = Look {
        most: most.unwrap_or_default(),
        hover: width >= 500 || months.len() == 1,
    };
    let per_row = usize::try_from(columns).unwrap_or(1);
    let mut body = Svg::default();
    let mut top = 0;
    for row in months.chunks(per_row) {
        let mut left = 0;
        for month in row {
            draw_month(&mut body, month, look, left, top);
            left += step;
        }
        let weeks = row
            .iter()
            .map(|month| weeks(month.first))
            .max()
            .unwrap_or_default();
        top += HEAD + weeks * DAY + GAP;
    }
    let mut svg = Svg::default();
    let height = (top - GAP).max(0);
    let leads = |month: &Month| month.link.is_some() || month.days.values().any(|day| day.href.is_some());
    let links = months.iter().any(leads);
    svg.open("counted days", (width, height), name, links);
    svg.raw(format_args!("{}</svg>", body.finish()));
    svg.finish()
}

/// What is the same for all days of a picture.
#[derive(Debug, Clone, Copy)]
struct Look {
    /// How many incidents the fullest day has.
    most: usize,
    /// Whether a day is named where it is pointed at.
    hover: bool,
}

/// The place of a day in its month's block: its column and its week, from 0.
fn place(first: Date, day: i8) -> (i32, i32) {
    let at = i32::from(first.weekday().to_monday_zero_offset()) + i32::from(day) - 1;
    (at % 7, at / 7)
}

fn weeks(first: Date) -> i32 {
    place(first, first.days_in_month()).1 + 1
}

fn draw_month(svg: &mut Svg, month: &Month, look: Look, left: i32, top: i32) {
    let title = Label::new(month.name, left + 3, top + 16);
    match &month.link {
        Some((name, href)) => {
            svg.link(href, name);
            svg.raw(format_args!(
                "<path class=\"hit\" d=\"M{left} {top}h{MONTH}v{DAY}H{left}z\"/>"
            ));
            svg.text(&title.weight(Weight::Bold));
            svg.raw(format_args!("</a>"));
        }
        None => {
            svg.text(&title);
        }
    }
    let middle = |column: i32| left + column * DAY + DAY / 2;
    let letters: Vec<String> = (0..7).map(|column| middle(column).to_string()).collect();
    svg.raw(format_args!(
        "<text class=\"d\" aria-hidden=\"true\" y=\"{}\" x=\"{}\">MTWTFSS</text>",
        top + 38,
        letters.join(" ")
    ));
    for &day in &month.lasting {
        let (column, week) = place(month.first, day);
        let (x, y) = (left + column * DAY, top + HEAD + week * DAY);
        svg.raw(format_args!(
            "<path class=\"lasted\" d=\"M{x} {}h{DAY}v18H{x}z\"/>",
            y + 3
        ));
    }
    numbers(svg, month, left, top);
    for (&day, began) in &month.days {
        let (column, week) = place(month.first, day);
        let (x, y) = (left + column * DAY, top + HEAD + week * DAY);
        draw_day(svg, began, look, x, y);
    }
}

/// The numbers of the days on which nothing began, a week at a time, each digit at its own place.
fn numbers(svg: &mut Svg, month: &Month, left: i32, top: i32) {
    for week in 0..weeks(month.first) {
        let (mut places, mut digits) = (String::new(), String::new());
        for day in (1..=month.first.days_in_month()).filter(|day| !month.days.contains_key(day)) {
            let (column, of) = place(month.first, day);
            if of != week {
                continue;
            }
            let x = left + column * DAY + DAY / 2;
            // Writing to a String cannot fail.
            let _ = match day {
                1..=9 => write!(places, "{x} "),
                _ => write!(places, "{} {} ", x - 3, x + 4),
            };
            let _ = write!(digits, "{day}");
        }
        if !digits.is_empty() {
            let y = top + HEAD + week * DAY + 16;
            let places = places.trim_end();
            svg.raw(format_args!(
                "<text class=\"d\" aria-hidden=\"true\" y=\"{y}\" x=\"{places}\">{digits}</text>"
            ));
        }
    }
}

fn draw_day(svg: &mut Svg, day: &Day, look: Look, x: i32, y: i32) {
    let level = level(day.count, look.most);
    let side = DAY - 2;
    match &day.href {
        Some(href) => svg.link(href, &day.name),
        // The table says it to those who listen.
        None => svg.raw(format_args!("<g aria-hidden=\"true\">")),
    }
    if look.hover {
        svg.hover(&day.name);
    }
    if day.href.is_some() {
        svg.raw(format_args!(
            "<path class=\"hit\" d=\"M{x} {y}h{DAY}v{DAY}H{x}z\"/>"
        ));
    }
    svg.raw(format_args!(
        "<path class=\"cell t{level}\" d=\"M{} {}h{side}v{side}h-{side}z\"/>",
        x + 1,
        y + 1
    ));
    if day.count > 1 {
        severity::mark(svg, day.worst, x + 7, y + DAY / 2);
        svg.raw(format_args!(
            "<text class=\"d n\" x=\"{}\" y=\"{}\">{}</text>",
            x + 18,
            y + 16,
            day.count.min(99)
        ));
    } else {
        severity::mark(svg, day.worst, x + DAY / 2, y + DAY / 2);
    }
    svg.raw(format_args!(
        "{}",
        if day.href.is_some() { "</a>" } else { "</g>" }
    ));
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn month(first: Date, days: &[i8]) -> Month {
        Month {
            first,
            name: "May",
            link: None,
            days: days
                .iter()
                .map(|&day| {
                    (
                        day,
                        Day {
                            href: (day % 5 > 0).then(|| "a/".to_owned()),
                            count: 1,
                            ..Day::default()
                        },
                    )
                })
                .collect(),
            lasting: BTreeSet::new(),
        }
    }

    #[test]
    fn days_stand_below_their_weekday() {
        // 1 May 2024 was a Wednesday, 31 May a Friday five weeks on.
        let first = date(2024, 5, 1);
        assert_eq!(
            [place(first, 1), place(first, 5), place(first, 31)],
            [(2, 0), (6, 0), (4, 4)]
        );
        assert_eq!(weeks(date(2026, 2, 1)), 5);
        let svg = draw(&[month(first, &[22])], 354, "May 2024");
        assert!(svg.contains("x=\"60 84 108 132 156\">12345</text>"), "{svg}");
        assert!(!svg.contains("2122") && svg.contains("2021"), "{svg}");
    }

    proptest! {
        #[test]
        fn every_day_has_its_place_and_leads_where_it_has_a_way(
            year in 1_i16..9999, number in 1_i8..=12, days in prop::collection::btree_set(1_i8..=28, 0..29),
        ) {
            let days: Vec<i8> = days.into_iter().collect();
            let first = date(year, number, 1);
            let svg = draw(&[month(first, &days)], 354, "A month");
            prop_assert_eq!(svg.matches("<path class=\"cell").count(), days.len());
            prop_assert_eq!(svg.matches("<a ").count(), days.iter().filter(|&day| day % 5 > 0).count());
            prop_assert_eq!(svg.matches("</g>").count(), days.iter().filter(|&day| day % 5 == 0).count());
            let (columns, rows): (Vec<i32>, Vec<i32>) =
                (1..=first.days_in_month()).map(|day| place(first, day)).unzip();
            prop_assert!(columns.iter().all(|column| (0..7).contains(column)) && rows.iter().all(|row| (0..6).contains(row)));
        }
    }
}
