//! Bars of one lane: where they are, and how those that touch share its height.

use super::Bar;
use crate::figure::date_axis::Axis;
use crate::figure::rect::Area;

/// The narrowest bar.
const NARROWEST: i32 = 8;
/// The height that bars of a lane share.
const SHARED: i32 = 27;
/// More bars at one time than this are drawn over each other.
const ROWS: usize = 4;
/// Between bars that do not touch.
const CLEAR: i32 = 2;

/// A bar with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<'a> {
    /// What it stands for.
    pub bar: &'a Bar,
    /// What it takes.
    pub area: Area,
    /// Whether it has the lane's height to itself.
    pub alone: bool,
}

impl Placed<'_> {
    /// Its middle, from above.
    #[must_use]
    pub const fn middle(&self) -> i32 {
        i32::midpoint(self.area.top, self.area.bottom)
    }

    /// Its outline: the right end tells the severity, as its height does.
    #[must_use]
    pub fn outline(&self) -> String {
        let Area {
            left,
            right,
            top,
            bottom,
        } = self.area;
        let (middle, half) = (self.middle(), (bottom - top) / 2);
        match self.bar.rank {
            1 => format!("M{left} {top}H{right}V{bottom}H{left}z"),
            2 => {
                let shoulder = right - NARROWEST;
                format!("M{left} {top}H{shoulder}L{right} {middle}L{shoulder} {bottom}H{left}z")
            }
            3 => {
                let shoulder = (right - half).max(left);
                format!("M{left} {top}H{shoulder}A{half} {half} 0 0 1 {shoulder} {bottom}H{left}z")
            }
            _ => format!(
                "M{} {}H{}V{}H{}z",
                left + 1,
                top + 1,
                right - 1,
                bottom - 1,
                left + 1
            ),
        }
    }
}

/// The height of a severity's bars.
const fn height(rank: usize) -> i32 {
    match rank {
        1 => 20,
        2 => 15,
        3 => 11,
        _ => 9,
    }
}

/// Places the bars of a lane, which are in the order of their times, around its middle.
#[must_use]
pub fn place<'a>(bars: &'a [Bar], axis: &Axis, middle: i32) -> Vec<Placed<'a>> {
    let mut ends = [i32::MIN; ROWS];
    let mut placed = Vec::with_capacity(bars.len());
    let mut crowd: Vec<(&Bar, i32, i32, usize)> = Vec::new();
    for bar in bars {
        let left = axis.x(bar.at).min(axis.right - NARROWEST);
        let right = axis.x(bar.at.saturating_add(bar.seconds)).max(left + NARROWEST);
        if ends.iter().all(|end| end.saturating_add(CLEAR) <= left) {
            settle(&mut placed, &mut crowd, middle);
        }
        let free = ends.iter().position(|end| end.saturating_add(CLEAR) <= left);
        let soonest = ends.iter().enumerate().min_by_key(|&(_, end)| *end);
        let row = free.or(soonest.map(|(row, _)| row)).unwrap_or(0);
        if let Some(end) = ends.get_mut(row) {
            *end = right.max(*end);
        }
        crowd.push((bar, left, right, row));
    }
    settle(&mut placed, &mut crowd, middle);
    placed
}

/// Gives bars that touch each other, one by one or by others between, their parts of the height.
fn settle<'a>(placed: &mut Vec<Placed<'a>>, crowd: &mut Vec<(&'a Bar, i32, i32, usize)>, middle: i32) {
    let rows = crowd.iter().map(|&(.., row)| row + 1).max().unwrap_or(1);
    let rows = i32::try_from(rows).unwrap_or(1);
    let part = SHARED / rows;
    for (bar, left, right, row) in crowd.drain(..) {
        let row = i32::try_from(row).unwrap_or(0);
        let full = height(bar.rank);
        let height = if rows == 1 { full } else { full.min(part - 1) };
        let centre = middle - SHARED * (rows - 1 - 2 * row) / (2 * rows);
        let top = centre - height / 2;
        placed.push(Placed {
            bar,
            area: Area {
                left,
                right,
                top,
                bottom: top + height,
            },
            alone: rows == 1,
        });
    }
}
