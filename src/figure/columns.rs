//! Many incidents on a line of time: a column a month, quarter or year, as tall as they were many, of one part for each
//! severity. The worse, the wider and the lower its part, so that shape tells it as colour does.

use super::svg::{Anchor, Label, Svg};
use crate::figure::date_axis::{self, Axis, Period, Step, Window};
use crate::figure::text_width::{SIZE, Weight, width as text_width};
use crate::format::thousands;
use jiff::civil::Date;

/// The height of the tallest column: on wide pages, on phones.
const HIGH: i32 = 150;
const LOW: i32 = 110;
/// Above the tallest: its number.
const ABOVE: i32 = 22;
/// From the axis down to the baseline of names, and to the lower edge.
const NAME: i32 = 20;
const BELOW: i32 = 28;
/// The least that can be seen of a part.
const LEAST: i32 = 2;
/// The widest column.
const WIDEST: i32 = 44;

/// Incidents to be counted.
#[derive(Debug, Clone)]
pub struct Columns {
    /// What is shown.
    pub window: Window,
    /// When each began, in seconds after the window's beginning, and how bad it was: 1 the worst, 0 where that is not
    /// known; in the order of their times.
    pub incidents: Vec<(i64, usize)>,
}

impl Columns {
    /// How many incidents of each severity a period has, the worst first; the last are all else.
    fn counts(&self, period: &Period) -> [usize; 4] {
        let before = |date| {
            let until = self.window.until(date);
            self.incidents.partition_point(|&(at, _)| at < until)
        };
        let mut counts = [0; 4];
        let shown = self.incidents.get(before(period.first)..before(period.next));
        for &(_, rank) in shown.unwrap_or_default() {
            let part = if (1..=3).contains(&rank) { rank - 1 } else { 3 };
            if let Some(count) = counts.get_mut(part) {
                *count += 1;
            }
        }
        counts
    }

    /// How long the periods are that have columns on so many pixels.
    #[must_use]
    pub fn step(&self, width: i32) -> Step {
        self.axis(width).step(0)
    }

    const fn axis(&self, width: i32) -> Axis {
        Axis {
            window: self.window,
            left: 0,
            right: width - 1,
        }
    }

    /// The fullest period of a step, the latest of several, with its number.
    #[must_use]
    pub fn fullest(&self, step: Step) -> Option<(Period, usize)> {
        let counted = self.axis(1).periods(step).into_iter().map(|period| {
            let count = self.counts(&period).iter().sum();
            (period, count)
        });
        counted.max_by_key(|&(_, count): &(Period, usize)| count)
    }
}

/// Draws columns, so many pixels wide. The element with the id `heading` names them. `page` is where a period leads, if
/// anywhere.
#[must_use]
pub fn draw(
    columns: &Columns,
    width: i32,
    heading: &str,
    page: impl Fn(Step, Date) -> Option<String>,
) -> String {
    let step = columns.step(width);
    let periods = columns.axis(width).periods(step);
    let high = if width < 500 { LOW } else { HIGH };
    let base = ABOVE + high;
    let counted: Vec<[usize; 4]> = periods.iter().map(|period| columns.counts(period)).collect();
    let most = counted
        .iter()
        .map(|counts| counts.iter().sum())
        .max()
        .unwrap_or(1);
    let mut svg = Svg::default();
    svg.raw(format_args!(
        "<svg class=\"columned\" viewBox=\"0 0 {width} {0}\" width=\"{width}\" height=\"{0}\" role=\"group\" \
         aria-labelledby=\"{heading}\"><path class=\"axis\" d=\"M0 {base}H{width}",
        base + BELOW
    ));
    for period in &periods {
        svg.raw(format_args!("M{} {base}v5", period.left));
    }
    svg.raw(format_args!("\"/>"));
    for (period, counts) in periods.iter().zip(&counted) {
        let all: usize = counts.iter().sum();
        if all == 0 {
            continue;
        }
        let name = format!(
            "{}: {} {}",
            step.whole(period),
            thousands(all),
            if all == 1 { "incident" } else { "incidents" }
        );
        let href = page(step, period.first);
        match &href {
            Some(href) => svg.link(href, &name),
            None => svg.raw(format_args!("<g>")),
        }
        svg.hover(&name);
        draw_column(&mut svg, period, counts, (most, high), base);
        svg.raw(format_args!("{}", if href.is_some() { "</a>" } else { "</g>" }));
    }
    svg.raw(format_args!("<g aria-hidden=\"true\">"));
    for name in date_axis::names(step, &periods, &[], (0, width), base + NAME) {
        name.draw(&mut svg, "");
    }
    svg.raw(format_args!("</g></svg>"));
    svg.finish()
}

fn draw_column(svg: &mut Svg, period: &Period, counts: &[usize; 4], (most, high): (usize, i32), base: i32) {
    let middle = i32::midpoint(period.left, period.right);
    let widest = (period.right - period.left - 4).clamp(2, WIDEST);
    svg.raw(format_args!(
        "<path class=\"hit\" d=\"M{} 0H{}V{base}H{0}z\"/>",
        period.left, period.right
    ));
    let scaled = |count: usize| {
        i32::try_from(count * usize::try_from(high).unwrap_or(1) / most.max(1)).unwrap_or(high)
    };
    let mut below = 0;
    let mut top = base;
    for (part, &count) in counts.iter().enumerate() {
        if count == 0 {
            continue;
        }
        below += count;
        // The edges of parts are rounded from sums: their heights add up.
        let edge = (base - scaled(below)).min(top - LEAST);
        let half = share(part + 1, widest) / 2;
        let (left, right) = (middle - half, middle + half.max(1));
        svg.raw(format_args!(
            "<path class=\"s{}\" d=\"M{left} {top}V{edge}H{right}V{top}z\"/>",
            part + 1
        ));
        top = edge;
    }
    let number = thousands(below);
    if text_width(&number, SIZE, Weight::Regular) + 4 <= period.right - period.left {
        let label = Label::new(&number, middle, top - 6).anchor(Anchor::Middle);
        svg.text(&label.class("told"));
    }
}

/// The part of a width that a severity has.
#[must_use]
pub fn share(rank: usize, width: i32) -> i32 {
    let parts = 5 - i32::try_from(rank).unwrap_or(4);
    (width * parts / 4).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const DAY: i64 = 86_400;

    fn year(incidents: Vec<(i64, usize)>) -> Columns {
        Columns {
            window: Window {
                from: date(2025, 1, 1),
                to: date(2025, 12, 31),
            },
            incidents,
        }
    }

    #[test]
    fn a_month_has_a_part_for_each_severity_and_its_number() {
        let columns = year(vec![(DAY, 1), (2 * DAY, 3), (3 * DAY, 3), (40 * DAY, 0)]);
        let january = |_, first: Date| (first.month() == 1).then(|| "archive/2025/01/".to_owned());
        let svg = draw(&columns, 760, "page-strip", january);
        assert_eq!(svg.matches("<a href").count(), 1);
        assert!(svg.contains("aria-label=\"Jan 2025: 3 incidents\""), "{svg}");
        let parts = ["s1", "s2", "s3", "s4"].map(|rank| svg.matches(&format!("class=\"{rank}\"")).count());
        assert_eq!(parts, [1, 0, 1, 1]);
        let (fullest, count) = columns.fullest(Step::Month).unwrap();
        assert_eq!((fullest.first, count), (date(2025, 1, 1), 3));
    }

    proptest! {
        #[test]
        fn all_is_inside(
            mut incidents in prop::collection::vec((0..365 * DAY, 0..7_usize), 0..400),
            width in prop::sample::select(vec![354, 760, 1152]),
        ) {
            incidents.sort_unstable();
            let svg = draw(&year(incidents), width, "page-strip", |_, _| None);
            prop_assert!(svg.ends_with("</svg>"));
            for number in svg.split(['M', 'H', 'V']).filter_map(|part| part.split([' ', 'V', 'H', 'z']).next()?.parse::<i32>().ok()) {
                prop_assert!((0..=width).contains(&number), "{number} in {svg}");
            }
        }
    }
}
