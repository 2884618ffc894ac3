//! Lanes of many incidents: a column a month, as tall as the square root of how many they were, so that one bad month leaves the
//! others their heights.

use super::{Lane, Lanes};
use crate::figure::date_axis::{Axis, Step};

/// The tallest column.
const TALLEST: i32 = 25;
/// From a column to the axis's next one.
const GAP: i32 = 2;

/// A month of a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Which month, by place among the months of the axis.
    pub month: usize,
    /// Where the month begins, in pixels.
    pub left: i32,
    /// Where it ends.
    pub right: i32,
    /// How many incidents.
    pub count: usize,
    /// The severity of the worst: 1 to 3, or 4 for all else.
    pub rank: usize,
    /// How tall its column is.
    pub height: i32,
}

/// The columns of all lanes, in their order.
#[must_use]
pub fn columns(lanes: &Lanes, axis: &Axis) -> Vec<Vec<Column>> {
    let mut all: Vec<Vec<Column>> = lanes.lanes.iter().map(|lane| counted(lane, axis)).collect();
    let most = all.iter().flatten().map(|column| column.count).max().unwrap_or(1);
    let share = |count: usize| {
        let tallest = usize::try_from(TALLEST).unwrap_or(1);
        let height = (count * tallest * tallest / most.max(1)).isqrt();
        i32::try_from(height).unwrap_or(TALLEST).max(3)
    };
    for column in all.iter_mut().flatten() {
        column.height = share(column.count);
    }
    all
}

fn counted(lane: &Lane, axis: &Axis) -> Vec<Column> {
    let months = axis.periods(Step::Month).into_iter().enumerate();
    let columns = months.filter_map(|(month, period)| {
        let before = |date| lane.bars.partition_point(|bar| bar.at < axis.window.until(date));
        let bars = lane.bars.get(before(period.first)..before(period.next))?.iter();
        let bars = bars.filter(|bar| !bar.near_miss);
        let worst = bars.clone().map(|bar| super::shape(bar.rank)).min()?;
        Some(Column {
            month,
            left: period.left,
            right: (period.right - GAP).max(period.left + 1),
            count: bars.count(),
            rank: worst,
            height: 0,
        })
    });
    columns.collect()
}
