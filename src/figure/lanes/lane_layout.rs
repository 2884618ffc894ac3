//! Where everything of the lanes is.

use super::{Lane, Lanes};
use crate::figure::date_axis::{self, Axis, Period, Step};
use crate::figure::lanes::lane_bars::{self, Placed};
use crate::figure::lanes::month_counts::{self, Column};
use crate::figure::rect::{Area, Words};
use crate::figure::text_width::{self, SIZE, Weight};
use crate::format::{duration, thousands};
use std::collections::BTreeMap;

/// From this width on names and counts are beside the lanes, not above them.
pub const WIDE: i32 = 500;
/// The height of a lane, of the line of words above it on phones, and of the head.
pub(super) const LANE: i32 = 31;
const ABOVE: i32 = 22;
pub(super) const HEAD: i32 = 34;
/// The height of the counts below.
const FOOT: i32 = 32;
/// The widest name beside a lane.
const NAME: i32 = 180;
/// Between columns of words.
const GAP: i32 = 16;
/// Between a label and anything else.
const CLEAR: i32 = 3;
/// How many of the longest have their time beside them, on wide pages and on phones.
const LONGEST: usize = 40;
const LONGEST_NARROW: usize = 5;
/// So many lines may go through the words of a phone's lanes.
const FEW_JOINS: usize = 12;
/// In a longer time years are named, not quarters: so many months.
const ONE_YEAR: i64 = 15;
/// A bar's own ground reaches so far to each side of its middle.
const GROUND: i32 = 12;

/// Lanes with all their places.
#[derive(Debug, Clone)]
pub struct Layout<'a> {
    /// The width in pixels.
    pub width: i32,
    /// The height.
    pub height: i32,
    /// Whether names and counts are beside the lanes.
    pub wide: bool,
    /// The time axis.
    pub axis: Axis,
    /// How long its periods are.
    pub step: Step,
    /// The periods.
    pub periods: Vec<Period>,
    /// Where years begin.
    pub years: Vec<i32>,
    /// The names of years, or of months where there is one year.
    pub names: Vec<Words>,
    /// The lanes.
    pub rows: Vec<Row<'a>>,
    /// Lines that join what one incident hit.
    pub joins: Vec<Join>,
    /// How long the longest took.
    pub labels: Vec<Words>,
    /// How many incidents each period has, below the lanes.
    pub counts: Vec<Words>,
    /// The right end of the numbers of incidents.
    pub numbers: i32,
    /// Whether there is a column a month.
    pub by_month: bool,
    lanes: &'a Lanes,
    months: Vec<String>,
}

/// A lane with its place.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// The service.
    pub lane: &'a Lane,
    /// Its name, cut where it is too long.
    pub name: Words,
    /// How many incidents and how long, as numbers at the right; on phones both are in one.
    pub numbers: Vec<Words>,
    /// Its upper edge.
    pub top: i32,
    /// The middle of its bars.
    pub middle: i32,
    /// Its lower edge.
    pub bottom: i32,
    /// Its bars, where each is drawn.
    pub bars: Vec<Placed<'a>>,
    /// Its columns, where there is one a month.
    pub columns: Vec<Column>,
}

impl Row<'_> {
    /// How far a bar's own ground reaches: halfway to its neighbours. None where bars share the lane's height.
    #[must_use]
    pub fn ground(&self, index: usize) -> Option<(i32, i32)> {
        let bar = self.bars.get(index).filter(|bar| bar.alone)?;
        let other = |index: usize| self.bars.get(index).map(|bar| bar.area);
        let middle = i32::midpoint(bar.area.left, bar.area.right);
        let (left, right) = (
            (middle - GROUND).min(bar.area.left),
            (middle + GROUND).max(bar.area.right),
        );
        let before = index
            .checked_sub(1)
            .and_then(other)
            .map_or(left, |area| i32::midpoint(area.right, bar.area.left));
        let after = other(index + 1).map_or(right, |area| i32::midpoint(bar.area.right, area.left));
        Some((left.max(before), right.min(after)))
    }
}

/// A line down from the first to the last lane that an incident hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Join {
    /// Its place.
    pub x: i32,
    /// Its upper end.
    pub top: i32,
    /// Its lower end.
    pub bottom: i32,
    /// Whether it is drawn strong: it joins three lanes or more, and no words stand in its way.
    pub many: bool,
}

impl<'a> Layout<'a> {
    /// Places lanes in so many pixels.
    #[must_use]
    pub fn new(lanes: &'a Lanes, width: i32) -> Self {
        let wide = width >= WIDE;
        let by_month = super::by_month(lanes);
        let widest = |texts: &mut dyn Iterator<Item = &str>| {
            texts
                .map(|text| Words::width(text, Weight::Regular))
                .max()
                .unwrap_or(0)
        };
        let times = widest(&mut lanes.lanes.iter().map(|lane| lane.time.as_str())).max(30);
        let names = widest(&mut lanes.lanes.iter().map(|lane| lane.name.as_str())).clamp(100, NAME);
        let numbers = width - times - GAP;
        let axis = Axis {
            window: lanes.window,
            left: if wide { names + GAP } else { 0 },
            right: if wide {
                numbers - widest(&mut ["incidents"].into_iter()) - GAP
            } else {
                width - 1
            },
        };
        let step = axis.step(0);
        let periods = axis.periods(step);
        let columns = if by_month {
            month_counts::columns(lanes, &axis)
        } else {
            Vec::new()
        };
        let above = if wide { 0 } else { ABOVE };
        let mut columns = columns.into_iter();
        let mut top = HEAD;
        let mut rows = Vec::with_capacity(lanes.lanes.len());
        for lane in &lanes.lanes {
            let middle = top + above + LANE / 2;
            let baseline = if wide { middle + 5 } else { top + 17 };
            let bottom = top + above + LANE;
            rows.push(Row {
                lane,
                name: name(lane, if wide { names } else { width / 2 }, baseline),
                numbers: numbers_of(lane, wide, width, numbers, baseline),
                top,
                middle,
                bottom,
                bars: if by_month {
                    Vec::new()
                } else {
                    lane_bars::place(&lane.bars, &axis, middle)
                },
                columns: columns.next().unwrap_or_default(),
            });
            top = bottom;
        }
        let joins = joins(&rows, wide);
        let named = match step {
            Step::Quarter if lanes.window.months() > ONE_YEAR => Step::Years(1),
            step => step,
        };
        Self {
            width,
            height: top + FOOT,
            wide,
            step,
            years: axis
                .periods(Step::Month)
                .iter()
                .filter(|month| month.opens_year())
                .map(|month| month.left)
                .collect(),
            names: date_axis::names(named, &axis.periods(named), &[], (axis.left, axis.right), 20),
            labels: labels(&rows, &joins, &axis, if wide { LONGEST } else { LONGEST_NARROW }),
            counts: counts(&periods, lanes, top + 20),
            rows,
            joins,
            numbers,
            by_month,
            months: axis
                .periods(Step::Month)
                .iter()
                .map(|month| Step::Month.whole(month))
                .collect(),
            periods,
            axis,
            lanes,
        }
    }

    /// The name of a month and its page.
    #[must_use]
    pub fn month(&self, index: usize) -> (&str, &str) {
        let name = self.months.get(index).map_or("", String::as_str);
        (name, self.lanes.months.get(index).map_or("", String::as_str))
    }

    /// How many incidents there are.
    #[must_use]
    pub const fn all(&self) -> usize {
        self.lanes.all.len()
    }
}

fn name(lane: &Lane, room: i32, y: i32) -> Words {
    Words {
        text: text_width::cut(&lane.name, room, SIZE, Weight::Regular),
        weight: Weight::Regular,
        left: 0,
        y,
    }
}

/// Beside a lane its incidents and its time, each in a column; above it both in one.
fn numbers_of(lane: &Lane, wide: bool, width: i32, numbers: i32, y: i32) -> Vec<Words> {
    let ending_at = |right: i32, text: String| Words {
        left: right - Words::width(&text, Weight::Regular),
        text,
        weight: Weight::Regular,
        y,
    };
    let count = lane.incidents();
    if wide {
        vec![
            ending_at(numbers, thousands(count)),
            ending_at(width, lane.time.clone()),
        ]
    } else {
        let incidents = if count == 1 { "incident" } else { "incidents" };
        vec![ending_at(
            width,
            format!("{} {incidents}, {}", thousands(count), lane.time),
        )]
    }
}

/// A line for each outage on more than one lane. On phones, where lines go through words, they are thin, and many are
/// only of what hit more than two.
fn joins(rows: &[Row<'_>], wide: bool) -> Vec<Join> {
    let mut hits: BTreeMap<(usize, i64), Vec<(i32, i32)>> = BTreeMap::new();
    for bar in rows.iter().flat_map(|row| &row.bars) {
        hits.entry((bar.bar.incident, bar.bar.at))
            .or_default()
            .push((bar.area.left, bar.middle()));
    }
    hits.retain(|_, places| places.len() > 1);
    if !wide && hits.len() > FEW_JOINS {
        hits.retain(|_, places| places.len() > 2);
    }
    let joins = hits.into_values().filter_map(|places| {
        let (&(x, top), &(_, bottom)) = (places.first()?, places.last()?);
        Some(Join {
            x,
            top,
            bottom,
            many: wide && places.len() > 2,
        })
    });
    joins.collect()
}

/// How long the longest took, each once, beside its first bar where there is room.
fn labels(rows: &[Row<'_>], joins: &[Join], axis: &Axis, most: usize) -> Vec<Words> {
    let mut longest: BTreeMap<(i64, usize), (&Row<'_>, &Placed<'_>)> = BTreeMap::new();
    for row in rows {
        for bar in row.bars.iter().filter(|bar| bar.bar.seconds > 0) {
            longest
                .entry((-bar.bar.seconds, bar.bar.incident))
                .or_insert((row, bar));
        }
    }
    let mut labels: Vec<Words> = Vec::new();
    for ((seconds, _), (row, bar)) in longest.into_iter().take(most) {
        let text = duration(-seconds);
        let width = Words::width(&text, Weight::Regular);
        let free = |words: &Words| {
            let area = words.area();
            let crosses = |join: &&Join| {
                area.meets(
                    &Area {
                        left: join.x,
                        right: join.x,
                        top: join.top,
                        bottom: join.bottom,
                    },
                    CLEAR,
                )
            };
            area.left >= axis.left
                && area.right <= axis.right
                && !row.bars.iter().any(|other| other.area.meets(&area, CLEAR))
                // Beside a bar at the edge of its lane, words reach into the next.
                && !rows.iter().flat_map(|row| &row.bars).any(|other| other.area.meets(&area, 0))
                && !joins.iter().any(|join| crosses(&join))
                && !labels.iter().any(|label| label.area().meets(&area, 2 * CLEAR))
        };
        let places = [bar.area.right + 6, bar.area.left - 6 - width].map(|left| Words {
            text: text.clone(),
            weight: Weight::Regular,
            left,
            y: bar.middle() + 5,
        });
        labels.extend(places.into_iter().find(free));
    }
    labels
}

/// The number of incidents of each period, in its middle; none where it has no room.
fn counts(periods: &[Period], lanes: &Lanes, y: i32) -> Vec<Words> {
    let before = |date| lanes.all.partition_point(|&at| at < lanes.window.until(date));
    let count = |period: &Period| {
        let text = thousands(before(period.next) - before(period.first));
        let width = Words::width(&text, Weight::Regular);
        (width + 4 <= period.right - period.left).then(|| Words {
            left: i32::midpoint(period.left, period.right) - width / 2,
            text,
            weight: Weight::Regular,
            y,
        })
    };
    let begun = |period: &&Period| lanes.today.is_none_or(|today| period.first <= today);
    periods.iter().filter(begun).filter_map(count).collect()
}
