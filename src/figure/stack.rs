//! Marks that are too near each other stack upward, the less important higher.

use super::marks::{ROOM, rank};
use crate::record::phases::Timed;
use std::collections::BTreeSet;

/// The height of one level in pixels.
pub const LEVEL: i32 = 16;
/// Marks above this many levels are not drawn one by one: the top of their stack counts them.
pub const LEVELS: usize = 6;

/// A mark with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What it stands for.
    pub timed: Timed,
    /// The centre, in pixels from the left.
    pub x: i32,
    /// How many levels above the rail.
    pub level: usize,
}

/// The marks that have a place, in order of time, and those that have none.
#[must_use]
pub fn stack(timed: &[Timed], x: impl Fn(i64) -> i32) -> (Vec<Mark>, Vec<Mark>) {
    let mut order: Vec<usize> = (0..timed.len()).collect();
    order.sort_by_key(|&index| timed.get(index).map(|entry| rank(entry.kind)));
    let mut levels = vec![BTreeSet::new(); LEVELS];
    let mut placed = Vec::new();
    let mut rest = Vec::new();
    for index in order {
        let Some(&timed) = timed.get(index) else { continue };
        let x = x(timed.at);
        let free = levels
            .iter()
            .position(|level| level.range(x - ROOM + 1..x + ROOM).next().is_none());
        match free {
            Some(level) => {
                levels[level].insert(x);
                placed.push((index, Mark { timed, x, level }));
            }
            None => rest.push((
                index,
                Mark {
                    timed,
                    x,
                    level: LEVELS,
                },
            )),
        }
    }
    placed.sort_by_key(|&(index, _)| index);
    rest.sort_by_key(|&(index, _)| index);
    let marks = |list: Vec<(usize, Mark)>| list.into_iter().map(|(_, mark)| mark).collect();
    (marks(placed), marks(rest))
}
