//! Wrong tracks as detours: down from the mark to the axis, half an ellipse below it, and up to where it ended.

use super::phases::WrongTrack;
use super::text::{self, Weight};
use super::words::duration;

/// The font size of labels.
pub const SIZE: i32 = 13;
/// How deep the half ellipse is when the label is inside it.
const DEEP: i32 = 76;
/// How deep it is when the label is below it.
const FLAT: i32 = 50;
/// How far below the axis a label inside stands.
const INSIDE: i32 = 47;
/// How much deeper each next detour is that meets another.
const DEEPER: i32 = 30;
/// From the lowest point of an arc to the baseline of the label below it.
const BELOW: i32 = 16;
/// Detours on more levels than this keep the depth of the last, without a label.
const LEVELS: usize = 4;

/// A detour with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detour {
    /// The entry it starts from.
    pub entry: usize,
    /// Its left end in pixels.
    pub left: i32,
    /// Its right end.
    pub right: i32,
    /// How deep the half ellipse is.
    pub depth: i32,
    /// Its label: the words, the centre, the baseline below the axis. None where there is no room.
    pub label: Option<(String, i32, i32)>,
}

impl Detour {
    /// How far below the axis it reaches, label included.
    #[must_use]
    pub fn height(&self) -> i32 {
        let label = self.label.as_ref().map_or(0, |&(_, _, y)| y + 5);
        label.max(self.depth + 2)
    }

    /// The pixels from the left between which the arc passes on its way from `top` to `bottom` below the axis,
    /// on its left side and on its right.
    #[must_use]
    pub fn passes(&self, top: i32, bottom: i32) -> [(i32, i32); 2] {
        let half = (self.right - self.left) / 2;
        let inset = |y: i32| half - chord(half, self.depth, y);
        let (outer, inner) = (inset(top), inset(bottom));
        [
            (self.left + outer, self.left + inner),
            (self.right - inner, self.right - outer),
        ]
    }
}

/// Half the width of the ellipse at `y` below its centre.
fn chord(half: i32, depth: i32, y: i32) -> i32 {
    if y >= depth {
        return 0;
    }
    let (half, depth, y) = (i64::from(half), i64::from(depth), i64::from(y));
    let root = (half * half * (depth * depth - y * y)).max(0).isqrt();
    i32::try_from(root / depth).unwrap_or(0)
}

/// The detours of `tracks`, none of which shares its level with one that it meets, between 0 and `limit` pixels.
#[must_use]
pub fn detours(tracks: &[WrongTrack], x: impl Fn(i64) -> i32, limit: i32) -> Vec<Detour> {
    let mut reached = [i32::MIN; LEVELS];
    let mut detours = Vec::new();
    for track in tracks {
        let (left, right) = (x(track.start), x(track.end));
        let words = format!("wrong track, {} lost", duration(track.end - track.start));
        let width = text::width(&words, SIZE, Weight::Bold);
        let centre = i32::midpoint(left, right).clamp(width / 2, limit - width / 2);
        let (from, to) = (left.min(centre - width / 2), right.max(centre + width / 2));
        let level = reached.iter().position(|&end| end < from - 8);
        if let Some(end) = level.and_then(|level| reached.get_mut(level)) {
            *end = to;
        }
        let holds = chord((right - left) / 2, DEEP, INSIDE) * 2 >= width + 16;
        let deeper = i32::try_from(level.unwrap_or(LEVELS - 1)).unwrap_or(0) * DEEPER;
        let (depth, below) = match (deeper, holds) {
            (0, true) => (DEEP, INSIDE),
            (0, false) => (FLAT, FLAT + BELOW),
            _ => (DEEP + deeper - BELOW, DEEP + deeper),
        };
        detours.push(Detour {
            entry: track.entry,
            left,
            right,
            depth,
            label: level.map(|_| (words, centre, below)),
        });
    }
    detours
}
