//! Swim lanes: a lane for each service, a bar for each incident that hit it, and a line that joins what one incident hit.

mod frame;
pub mod lane_bars;
pub mod lane_layout;
mod month_columns;
pub mod month_counts;
#[cfg(test)]
mod tests;

use super::svg::Svg;
use crate::figure::date_axis::{Axis, Window};
use jiff::civil::Date;
use lane_layout::Layout;
use std::collections::BTreeSet;

/// What is drawn.
#[derive(Debug, Clone)]
pub struct Lanes {
    /// The time shown.
    pub window: Window,
    /// The day that counts as today: what comes after it has no counts yet.
    pub today: Option<Date>,
    /// The services.
    pub lanes: Vec<Lane>,
    /// When each incident began, those of no lane too: in order, in seconds after the window's beginning.
    pub all: Vec<i64>,
    /// The page of each month of the window; empty for one without.
    pub months: Vec<String>,
}

/// A service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Its name.
    pub name: String,
    /// Its page; empty where it has none.
    pub href: String,
    /// How long it was hit in all, in words.
    pub time: String,
    /// Its incidents, in the order of their times; a bar for each outage of one that had several.
    pub bars: Vec<Bar>,
}

impl Lane {
    /// How many incidents it has; near misses are drawn, and are none.
    #[must_use]
    pub fn incidents(&self) -> usize {
        let incidents = self.bars.iter().filter(|bar| !bar.near_miss);
        incidents.map(|bar| bar.incident).collect::<BTreeSet<_>>().len()
    }
}

/// An incident on a lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Which incident: the same number on each lane that it hit.
    pub incident: usize,
    /// When it began: seconds after the window's beginning.
    pub at: i64,
    /// How long it took, in seconds; 0 where that is not known.
    pub seconds: i64,
    /// How bad it was: 1 the worst, 0 where it is not known.
    pub rank: usize,
    /// Whether it affected nobody, or left this service alone.
    pub near_miss: bool,
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
}

/// How many bars are drawn singly; of more there is a column a month.
const SINGLE: usize = 240;

/// Which of four shapes a severity has.
const fn shape(rank: usize) -> usize {
    match rank {
        1..=3 => rank,
        _ => 4,
    }
}

/// Whether there is a column a month, because there are too many bars to draw each.
#[must_use]
pub fn by_month(lanes: &Lanes) -> bool {
    lanes.lanes.iter().map(|lane| lane.bars.len()).sum::<usize>() > SINGLE
}

/// How many incidents the tallest column of a month stands for.
#[must_use]
pub fn fullest(lanes: &Lanes) -> usize {
    let axis = Axis {
        window: lanes.window,
        left: 0,
        right: 0,
    };
    let columns = month_counts::columns(lanes, &axis);
    columns
        .iter()
        .flatten()
        .map(|column| column.count)
        .max()
        .unwrap_or_default()
}

/// Draws lanes, so many pixels wide. The element with the id `heading` names them.
#[must_use]
pub fn draw(lanes: &Lanes, width: i32, heading: &str) -> String {
    let layout = Layout::new(lanes, width);
    let height = layout.height;
    let mut svg = Svg::default();
    svg.raw(format_args!(
        "<svg class=\"lanes\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"group\" \
         aria-labelledby=\"{heading}\">"
    ));
    frame::draw(&mut svg, &layout);
    for (class, join) in [("join", false), ("join many", true)] {
        let joins: Vec<_> = layout.joins.iter().filter(|line| line.many == join).collect();
        if joins.is_empty() {
            continue;
        }
        svg.raw(format_args!("<path class=\"{class}\" d=\""));
        for line in joins {
            svg.raw(format_args!("M{} {}V{}", line.x, line.top, line.bottom));
        }
        svg.raw(format_args!("\"/>"));
    }
    for row in &layout.rows {
        svg.raw(format_args!("<g class=\"lane\">"));
        frame::draw_name(&mut svg, &layout, row);
        for (index, bar) in row.bars.iter().enumerate() {
            draw_bar(&mut svg, bar, row, index);
        }
        month_columns::draw(&mut svg, &layout, row);
        svg.raw(format_args!("</g>"));
    }
    svg.raw(format_args!("<g aria-hidden=\"true\">"));
    for words in &layout.labels {
        words.draw(&mut svg, "told");
    }
    svg.raw(format_args!("</g></svg>"));
    svg.finish()
}

fn draw_bar(svg: &mut Svg, placed: &lane_bars::Placed<'_>, row: &lane_layout::Row<'_>, index: usize) {
    svg.raw(format_args!("<a class=\"s{}\" href=\"", shape(placed.bar.rank)));
    svg.escaped(&placed.bar.href);
    svg.raw(format_args!("\"><title>"));
    svg.escaped(&placed.bar.name);
    svg.raw(format_args!("</title>"));
    if let Some((left, right)) = row.ground(index) {
        let (top, bottom) = (row.middle - 15, row.middle + 15);
        svg.raw(format_args!(
            "<path class=\"hit\" d=\"M{left} {top}H{right}V{bottom}H{left}z\"/>"
        ));
    }
    svg.raw(format_args!("<path d=\"{}\"/></a>", placed.outline()));
}
