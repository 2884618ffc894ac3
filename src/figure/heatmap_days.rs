//! A calendar of days: a picture a month, its weeks below each other, so that pages put as many in a row as they hold. A day on which incidents began bears the mark of the
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
/// Of more days with incidents in all, each has no name and no link: the pages of their months have them.
const NAMED: usize = 100;

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

/// Draws months, a picture each.
#[must_use]
pub fn draw(months: &[Month]) -> String {
    let days = || months.iter().flat_map(|month| month.days.values());
    let look = Look {
        most: days().map(|day| day.count).max().unwrap_or_default(),
        named: days().count() <= NAMED,
    };
    let mut svg = Svg::default();
    for month in months {
        let height = HEAD + weeks(month.first) * DAY;
        let links = month.link.is_some() || look.named && month.days.values().any(|day| day.href.is_some());
        svg.open("counted days", (MONTH, height), month.name, links);
        draw_month(&mut svg, month, look);
        svg.raw(format_args!("</svg>"));
    }
    svg.finish()
}

/// What is the same for all days of a picture.
#[derive(Debug, Clone, Copy)]
struct Look {
    /// How many incidents the fullest day has.
    most: usize,
    /// Whether a day is named where it is pointed at, and leads to its incident.
    named: bool,
}

/// The place of a day in its month's block: its column and its week, from 0.
fn place(first: Date, day: i8) -> (i32, i32) {
    let at = i32::from(first.weekday().to_monday_zero_offset()) + i32::from(day) - 1;
    (at % 7, at / 7)
}

fn weeks(first: Date) -> i32 {
    place(first, first.days_in_month()).1 + 1
}

fn draw_month(svg: &mut Svg, month: &Month, look: Look) {
    let title = Label::new(month.name, 3, 16);
    match &month.link {
        Some((name, href)) => {
            svg.link(href, name);
            svg.raw(format_args!("<path class=\"hit\" d=\"M0 0h{MONTH}v{DAY}H0z\"/>"));
            svg.text(&title.weight(Weight::Bold));
            svg.raw(format_args!("</a>"));
        }
        None => {
            svg.text(&title);
        }
    }
    let letters: Vec<String> = (0..7)
        .map(|column| (column * DAY + DAY / 2).to_string())
        .collect();
    svg.raw(format_args!(
        "<text class=\"d\" aria-hidden=\"true\" y=\"38\" x=\"{}\">MTWTFSS</text>",
        letters.join(" ")
    ));
    if !month.lasting.is_empty() {
        svg.raw(format_args!("<path class=\"lasted\" d=\""));
        for &day in &month.lasting {
            let (x, y) = corner(month.first, day);
            svg.raw(format_args!("M{x} {}h{DAY}v18H{x}z", y + 3));
        }
        svg.raw(format_args!("\"/>"));
    }
    numbers(
        svg,
        month,
        |day| (!month.days.contains_key(&day)).then(|| usize::from(day.unsigned_abs())),
        0,
    );
    if look.named {
        for (&day, began) in &month.days {
            draw_day(svg, began, look, corner(month.first, day));
        }
    } else {
        draw_many(svg, month, look);
    }
}

/// The upper left corner of a day.
fn corner(first: Date, day: i8) -> (i32, i32) {
    let (column, week) = place(first, day);
    (column * DAY, HEAD + week * DAY)
}

/// The numbers of some days, a week at a time, each digit at its own place, moved `by` so many pixels from the middle.
fn numbers(svg: &mut Svg, month: &Month, number: impl Fn(i8) -> Option<usize>, by: i32) {
    let class = if by == 0 { "d" } else { "d n" };
    for week in 0..weeks(month.first) {
        let (mut places, mut digits) = (String::new(), String::new());
        for day in 1..=month.first.days_in_month() {
            let (column, of) = place(month.first, day);
            let Some(number) = number(day).filter(|_| of == week) else {
                continue;
            };
            let x = column * DAY + DAY / 2 + by;
            // Writing to a String cannot fail.
            let _ = match number {
                ..=9 => write!(places, "{x} "),
                _ => write!(places, "{} {} ", x - 3, x + 4),
            };
            let _ = write!(digits, "{number}");
        }
        if !digits.is_empty() {
            let y = HEAD + week * DAY + 16;
            let places = places.trim_end();
            svg.raw(format_args!(
                "<text class=\"{class}\" aria-hidden=\"true\" y=\"{y}\" x=\"{places}\">{digits}</text>"
            ));
        }
    }
}

/// The days of a month as one path for each tint; the number of a day of several is at its mark.
fn draw_many(svg: &mut Svg, month: &Month, look: Look) {
    svg.raw(format_args!("<g aria-hidden=\"true\">"));
    let side = DAY - 2;
    for tint in 1..=4 {
        let days = month.days.iter();
        let mut days = days
            .filter(|(_, day)| level(day.count, look.most) == tint)
            .peekable();
        if days.peek().is_none() {
            continue;
        }
        svg.raw(format_args!("<path class=\"cell t{tint}\" d=\""));
        for (&day, _) in days {
            let (x, y) = corner(month.first, day);
            svg.raw(format_args!("M{} {}h{side}v{side}h-{side}z", x + 1, y + 1));
        }
        svg.raw(format_args!("\"/>"));
    }
    for (&day, began) in &month.days {
        let (x, y) = corner(month.first, day);
        let x = if began.count > 1 { x + 7 } else { x + DAY / 2 };
        severity::mark(svg, began.worst, x, y + DAY / 2);
    }
    let several = |day| Some(month.days.get(&day)?.count.min(99)).filter(|&count| count > 1);
    numbers(svg, month, several, 6);
    svg.raw(format_args!("</g>"));
}

fn draw_day(svg: &mut Svg, day: &Day, look: Look, (x, y): (i32, i32)) {
    let level = level(day.count, look.most);
    let side = DAY - 2;
    match &day.href {
        Some(href) => svg.link(href, &day.name),
        // The table says it to those who listen.
        None => svg.raw(format_args!("<g aria-hidden=\"true\">")),
    }
    svg.hover(&day.name);
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
        let svg = draw(&[month(first, &[22])]);
        assert!(svg.contains("x=\"60 84 108 132 156\">12345</text>"), "{svg}");
        assert!(!svg.contains("2122") && svg.contains("2021"), "{svg}");
    }

    #[test]
    fn of_many_days_each_is_drawn_and_none_leads() {
        let all: Vec<i8> = (1..=28).collect();
        let months: Vec<Month> = (1..=12)
            .map(|number| month(date(2024, number, 1), &all))
            .collect();
        let svg = draw(&months);
        assert_eq!(svg.matches("<svg").count(), 12);
        assert!(!svg.contains("<a ") && svg.len() < 60_000, "{}", svg.len());
        assert_eq!(svg.matches("class=\"so fs4\"").count(), 12 * 28);
    }

    proptest! {
        #[test]
        fn every_day_has_its_place_and_leads_where_it_has_a_way(
            year in 1_i16..9999, number in 1_i8..=12, days in prop::collection::btree_set(1_i8..=28, 0..29),
        ) {
            let days: Vec<i8> = days.into_iter().collect();
            let first = date(year, number, 1);
            let svg = draw(&[month(first, &days)]);
            prop_assert_eq!(svg.matches("<path class=\"cell").count(), days.len());
            prop_assert_eq!(svg.matches("<a ").count(), days.iter().filter(|&day| day % 5 > 0).count());
            prop_assert_eq!(svg.matches("</g>").count(), days.iter().filter(|&day| day % 5 == 0).count());
            let (columns, rows): (Vec<i32>, Vec<i32>) =
                (1..=first.days_in_month()).map(|day| place(first, day)).unzip();
            prop_assert!(columns.iter().all(|column| (0..7).contains(column)) && rows.iter().all(|row| (0..6).contains(row)));
        }
    }
}
