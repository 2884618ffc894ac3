//! Arcs under the axis, which join a failure to its repeat, with the days between.
//!
//! Depths count from the line at which arcs begin, below the names of months.

use crate::figure::rect::{Area, Words};
use crate::figure::text_width::Weight;

/// The depth of the first lane, and of each further one.
const FIRST: i32 = 34;
const NEXT: i32 = 24;
/// How many lanes there are.
const LANES: i32 = 5;
/// Between an arc's label and any line.
const CLEAR: i32 = 3;
/// From an arc down to the baseline of its label, and up to it.
const BELOW: i32 = 15;
const ABOVE: i32 = 7;

/// A failure and its repeat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The earlier one's place in pixels.
    pub left: i32,
    /// The repeat's.
    pub right: i32,
    /// The days between.
    pub days: i64,
}

/// Half an ellipse below the axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arc {
    /// Where it begins.
    pub left: i32,
    /// Where it ends.
    pub right: i32,
    /// How deep it goes.
    pub depth: i32,
    /// `110 days later`; None where it has no room.
    pub label: Option<Words>,
}

impl Arc {
    /// Half its width, rounded up.
    #[must_use]
    pub const fn half(&self) -> i32 {
        (self.right - self.left + 1) / 2
    }

    /// How deep it is at a place; None beside it.
    fn y(&self, x: i32) -> Option<i32> {
        let half = i64::from(self.half()).max(1);
        let along = i64::from(x - self.left) - half;
        let depth = i64::from(self.depth);
        let square = (half * half - along * along) * depth * depth;
        let inside = (self.left..=self.right).contains(&x);
        inside.then(|| i32::try_from(square.max(0).isqrt() / half).unwrap_or(0))
    }

    /// Whether it comes near an area.
    #[must_use]
    pub fn meets(&self, area: &Area) -> bool {
        if area.top - CLEAR > self.depth {
            return false;
        }
        let mut before = None;
        ((area.left - CLEAR)..=(area.right + CLEAR)).any(|x| {
            let Some(y) = self.y(x) else {
                return false;
            };
            // At its ends an arc falls steeply: what lies between two columns counts.
            let above = before.replace(y).unwrap_or(if x == self.left { 0 } else { y });
            let below = if x == self.right { 0 } else { y };
            let (top, bottom) = (above.min(y).min(below), above.max(y));
            top <= area.bottom + CLEAR && area.top - CLEAR <= bottom
        })
    }

    /// Its greatest and least depth over a stretch, as far as it reaches.
    fn span(&self, left: i32, right: i32) -> Option<(i32, i32)> {
        let ends = [self.y(left.max(self.left)), self.y(right.min(self.right))];
        let middle = (self.left + self.half()).clamp(left, right);
        let depths = ends.into_iter().chain([self.y(middle)]).flatten();
        Some((depths.clone().max()?, depths.min()?))
    }
}

/// Arcs for pairs, the short ones above the long ones. `most` of them at most, of more the latest; none where two are on one
/// place. Labels stay between `edges`.
#[must_use]
pub fn arcs(pairs: &[Pair], most: usize, edges: (i32, i32)) -> Vec<Arc> {
    let mut pairs: Vec<Pair> = pairs
        .iter()
        .copied()
        .filter(|pair| pair.left < pair.right)
        .collect();
    pairs.sort_by_key(|pair| (-pair.right, -pair.left));
    pairs.truncate(most);
    pairs.sort_by_key(|pair| (pair.right - pair.left, pair.left));
    let mut lanes: Vec<(i32, Pair)> = Vec::new();
    for pair in pairs {
        let taken = |lane: &i32| {
            lanes
                .iter()
                .any(|(other, placed)| other == lane && placed.left < pair.right && pair.left < placed.right)
        };
        if let Some(lane) = (0..LANES).find(|lane| !taken(lane)) {
            lanes.push((lane, pair));
        }
    }
    let mut arcs: Vec<Arc> = lanes
        .iter()
        .map(|&(lane, pair)| Arc {
            left: pair.left,
            right: pair.right,
            // One that is narrow would be a hairpin.
            depth: (FIRST + NEXT * lane).min((pair.right - pair.left).max(14)),
            label: None,
        })
        .collect();
    for (index, &(_, pair)) in lanes.iter().enumerate() {
        let label = label(&arcs, index, pair.days, edges);
        if let Some(arc) = arcs.get_mut(index) {
            arc.label = label;
        }
    }
    arcs
}

/// A label for an arc: below its lowest point, or as near to that as it meets nothing, or inside.
fn label(arcs: &[Arc], index: usize, days: i64, edges: (i32, i32)) -> Option<Words> {
    let arc = arcs.get(index)?;
    let texts = match days {
        0 => ["the same day".to_owned(), "same day".to_owned()],
        1 => ["1 day later".to_owned(), "1 day".to_owned()],
        days => [format!("{days} days later"), format!("{days} days")],
    };
    let others = || {
        arcs.iter()
            .enumerate()
            .filter(|&(other, _)| other != index)
            .map(|(_, arc)| arc)
    };
    let free = |words: &Words| {
        let area = words.area();
        area.left >= edges.0
            && area.right <= edges.1
            && area.top > 0
            && !arc.meets(&area)
            && !others().any(|other| {
                let label = other.label.as_ref().map(Words::area);
                other.meets(&area) || label.is_some_and(|label| label.meets(&area, 2 * CLEAR))
            })
    };
    let reach = arc.half();
    let moves: Vec<i32> = (0..=reach / 4).flat_map(|by| [by * 4, -by * 4]).collect();
    texts.iter().find_map(|text| {
        let width = Words::width(text, Weight::Regular);
        let at = |by: i32, inside: bool| {
            let left = arc.left + reach + by - width / 2;
            let (lowest, highest) = arc.span(left - CLEAR, left + width + CLEAR)?;
            let words = Words {
                text: text.clone(),
                weight: Weight::Regular,
                left,
                y: if inside { highest - ABOVE } else { lowest + BELOW },
            };
            free(&words).then_some(words)
        };
        let below = moves.iter().find_map(|&by| at(by, false));
        below.or_else(|| moves.iter().find_map(|&by| at(by, true)))
    })
}
