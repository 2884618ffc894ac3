//! Wrong tracks as detours: down from the mark to the axis, half an ellipse below it, and up to where it ended.
//! Tracks with the same end share one.

use crate::figure::text_width::{self, SIZE, Weight};
use crate::format::duration;
use crate::record::phases::WrongTrack;

/// How deep the half ellipse is when the label is inside it.
const DEEP: i32 = 76;
/// How far below the axis a label inside is.
const INSIDE: i32 = 47;
/// How deep it is at most when the label is below it.
const FLAT: i32 = 50;
/// The baselines of labels below the arcs.
const ROWS: [i32; 2] = [66, 86];
/// The space between two labels.
const GAP: i32 = 12;
/// More labels than this have no room.
const LABELS: usize = 24;

/// A detour with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detour {
    /// The entries that it starts from, and where they are in pixels, in order.
    pub starts: Vec<(usize, i32)>,
    /// Its left end in pixels.
    pub left: i32,
    /// Its right end.
    pub right: i32,
    /// How deep the half ellipse is.
    pub depth: i32,
    /// Its label: the words, the centre, the baseline below the axis. None where there is no room.
    pub label: Option<(String, i32, i32)>,
    /// How long it took, in seconds.
    pub seconds: i64,
}

impl Detour {
    /// How far below the axis it reaches, label included.
    #[must_use]
    pub fn height(&self) -> i32 {
        let label = self.label.as_ref().map_or(0, |&(_, _, y)| y + 5);
        label.max(self.depth + 2)
    }

    /// The ends of its label, if between `top` and `bottom` below the axis.
    #[must_use]
    pub fn label_within(&self, top: i32, bottom: i32) -> Option<(i32, i32)> {
        let (words, middle, baseline) = self.label.as_ref()?;
        let half = text_width::width(words, SIZE, Weight::Bold) / 2 + 1;
        let meets = baseline - 11 < bottom && baseline + 3 > top;
        meets.then_some((middle - half, middle + half))
    }

    /// Where its arc is below the axis at `x` pixels from the left.
    #[must_use]
    pub fn y(&self, x: i32) -> i32 {
        let middle = i32::midpoint(self.left, self.right);
        chord(self.depth, (self.right - self.left) / 2, (x - middle).abs())
    }

    /// The pixels from the left between which the arc passes on its way from `top` to `bottom` below the
    /// axis: on its left side and on its right.
    #[must_use]
    pub fn passes(&self, top: i32, bottom: i32) -> [(i32, i32); 2] {
        let half = (self.right - self.left) / 2;
        let inset = |y: i32| half - chord(half, self.depth, y);
        let (outer, inner) = (inset(top), inset(bottom));
        if top > self.depth {
            return [(i32::MAX, i32::MIN); 2];
        }
        [
            (self.left + outer, self.left + inner),
            (self.right - inner, self.right - outer),
        ]
    }
}

/// An ellipse's extent along one axis, `reach` at its centre, at `offset` along the other, where it ends at `end`.
fn chord(reach: i32, end: i32, offset: i32) -> i32 {
    if offset >= end {
        return 0;
    }
    let (reach, end, offset) = (i64::from(reach), i64::from(end), i64::from(offset));
    let root = (reach * reach * (end * end - offset * offset)).isqrt();
    i32::try_from(root / end).unwrap_or(0)
}

/// The detours of `tracks`, which are in order of time, between 0 and `limit` pixels. The longest are labelled first.
#[must_use]
pub fn detours(tracks: &[WrongTrack], x: impl Fn(i64) -> i32, limit: i32) -> Vec<Detour> {
    let mut detours: Vec<Detour> = tracks
        .chunk_by(|track, next| track.end == next.end)
        .filter_map(|group| {
            let (first, last) = (group.first()?, group.last()?);
            let starts = group.iter().map(|track| (track.entry, x(track.start))).collect();
            let (left, right) = (x(first.start), x(last.end));
            let depth = FLAT.min((right - left) / 2 + 8);
            Some(Detour {
                starts,
                left,
                right,
                depth,
                label: None,
                seconds: last.end - first.start,
            })
        })
        .collect();
    let mut order: Vec<usize> = (0..detours.len()).collect();
    order.sort_by_key(|&index| detours.get(index).map(|detour| (-detour.seconds, index)));
    let mut rows: [Vec<(i32, i32)>; 2] = [Vec::new(), Vec::new()];
    for index in order.into_iter().take(LABELS) {
        if let Some(detour) = detours.get_mut(index) {
            label(detour, &mut rows, limit);
        }
    }
    detours
}

/// Finds a place for the label: inside a deep arc, else in a row below; in full, else the time alone.
fn label(detour: &mut Detour, rows: &mut [Vec<(i32, i32)>; 2], limit: i32) {
    let lost = format!("{} lost", duration(detour.seconds));
    let tracks = match detour.starts.len() {
        1 => "false lead".to_owned(),
        count => format!("{count} false leads"),
    };
    let (left, right) = (detour.left, detour.right);
    let free =
        |row: &[(i32, i32)], from: i32, to: i32| row.iter().all(|&(a, b)| to + GAP <= a || b + GAP <= from);
    let half = (right - left) / 2;
    for words in [format!("{tracks}, {lost}"), lost] {
        let width = text_width::width(&words, SIZE, Weight::Bold);
        let middle = i32::midpoint(left, right);
        let holds = chord(half, DEEP, INSIDE) * 2 >= width + 16;
        // Lines that join from later starts would go through a label inside.
        if holds && detour.starts.len() == 1 && rows.iter().all(|row| free(row, left, right)) {
            rows.iter_mut().for_each(|row| row.push((left, right)));
            detour.depth = DEEP;
            detour.label = Some((words, middle, INSIDE));
            return;
        }
        let middle = middle.clamp(width / 2, limit - width / 2 - 1);
        let (from, to) = (middle - width / 2, middle + width / 2 + 1);
        for (row, baseline) in rows.iter_mut().zip(ROWS) {
            if free(row, from, to) {
                row.push((from, to));
                detour.label = Some((words, middle, baseline));
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn track(entry: usize, ended_by: usize, start: i64, end: i64) -> WrongTrack {
        WrongTrack {
            stated: false,
            entry,
            ended_by,
            start,
            end,
        }
    }

    #[test]
    fn tracks_with_one_end_share_a_detour() {
        let tracks = [
            track(1, 4, 100, 400),
            track(2, 4, 200, 400),
            track(5, 6, 500, 510),
        ];
        let detours = detours(&tracks, |at| i32::try_from(at).unwrap_or(0), 1152);
        assert_eq!(detours.len(), 2);
        assert_eq!(detours[0].starts, [(1, 100), (2, 200)]);
        let words: Vec<_> = detours
            .iter()
            .filter_map(|detour| Some(detour.label.as_ref()?.0.as_str()))
            .collect();
        assert_eq!(words, ["2 false leads, 5 min lost", "false lead, 10 s lost"]);
        assert_eq!((detours[0].y(100), detours[0].y(250)), (0, 50));
    }

    #[test]
    fn labels_below_never_meet() {
        let tracks: Vec<_> = (0..60)
            .map(|n| track(n, n + 1, n as i64 * 18, n as i64 * 18 + 9))
            .collect();
        let detours = detours(&tracks, |at| i32::try_from(at).unwrap_or(0), 1152);
        let boxes: Vec<_> = detours
            .iter()
            .filter_map(|detour| detour.label.as_ref())
            .collect();
        assert!(boxes.len() > 8);
        for (number, (words, x, y)) in boxes.iter().enumerate() {
            for (other, other_x, other_y) in &boxes[number + 1..] {
                let room = (text_width::width(words, SIZE, Weight::Bold)
                    + text_width::width(other, SIZE, Weight::Bold))
                    / 2;
                assert!(y != other_y || (x - other_x).abs() >= room, "{words} {other}");
            }
        }
    }
}
