//! The time axis: true to scale, with long silences cut out.

use crate::figure::text_width::{self, SIZE, Weight};
use crate::format::duration;

/// What is kept after the entry before a silence, in seconds, at least.
const KEPT_AFTER: i64 = 5 * 60;
/// What is kept before the entry after a silence, in seconds, at least.
const KEPT_BEFORE: i64 = 4 * 60;
/// At least so many pixels of time stay between an entry and a break.
const NEAR: i64 = 14;
/// The least width of a break in pixels.
pub const BREAK: i32 = 84;
/// From the edges of a break to the words in it.
const MARGIN: i32 = 6;
/// More breaks than this would leave too little for the rest.
const BREAKS: usize = 5;
/// A silence of an hour or less is never cut.
const SHORTEST: i64 = 60 * 60;

/// A piece of the axis that is drawn to scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Its first second.
    pub start: i64,
    /// Its last second.
    pub end: i64,
    /// Where it begins, in pixels.
    pub left: i32,
    /// Where it ends, in pixels.
    pub right: i32,
}

/// A silence that the axis leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Break {
    /// The moment before the silence, in seconds.
    pub from: i64,
    /// The moment after it.
    pub to: i64,
    /// Where the gap begins, in pixels.
    pub left: i32,
    /// Where it ends, in pixels.
    pub right: i32,
}

/// The axis: pieces to scale and the breaks between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// At least one, in order.
    pub segments: Vec<Segment>,
    /// One fewer than the segments.
    pub breaks: Vec<Break>,
}

impl Scale {
    /// An axis from `left` to `right` pixels over `moments`, which are in order and not empty.
    #[must_use]
    pub fn new(moments: &[i64], left: i32, right: i32) -> Self {
        let first = moments.first().copied().unwrap_or(0);
        let last = moments.last().copied().unwrap_or(0).max(first + 1);
        let cuts = silences(moments);
        let gaps: Vec<i32> = cuts.iter().map(|(from, to)| gap(to - from)).collect();
        let room = i64::from((right - left - gaps.iter().sum::<i32>()).max(1));
        let shown = last - first - cuts.iter().map(|(from, to)| to - from).sum::<i64>();
        let near = shown * NEAR / room;
        let mut spans = Vec::new();
        let mut start = first;
        for &(from, to) in &cuts {
            spans.push((start, from + near.max(KEPT_AFTER)));
            start = to - near.max(KEPT_BEFORE);
        }
        spans.push((start, last));
        let total: i64 = spans.iter().map(|(start, end)| end - start).sum();
        let mut segments = Vec::new();
        let (mut passed, mut offset) = (0, left);
        for (&(start, end), gap) in spans.iter().zip(gaps.into_iter().chain([0])) {
            let place = |seconds: i64| offset + i32::try_from(seconds * room / total).unwrap_or(0);
            let segment = Segment {
                start,
                end,
                left: place(passed),
                right: place(passed + end - start),
            };
            segments.push(segment);
            passed += end - start;
            offset += gap;
        }
        let breaks = cuts
            .iter()
            .zip(segments.windows(2))
            .map(|(&(from, to), pair)| Break {
                from,
                to,
                left: pair.first().map_or(left, |segment| segment.right),
                right: pair.last().map_or(right, |segment| segment.left),
            });
        Self {
            breaks: breaks.collect(),
            segments,
        }
    }

    /// Where a moment is, in pixels; one in a break is at the break's nearer edge.
    #[must_use]
    pub fn x(&self, seconds: i64) -> i32 {
        let mut nearest = 0;
        for segment in &self.segments {
            if seconds < segment.start {
                let closer = seconds - self.end_before(segment) > segment.start - seconds;
                return if closer || nearest == 0 {
                    segment.left
                } else {
                    nearest
                };
            }
            if seconds <= segment.end {
                let width = i64::from(segment.right - segment.left);
                let part = (seconds - segment.start) * width / (segment.end - segment.start).max(1);
                return segment.left + i32::try_from(part).unwrap_or(0);
            }
            nearest = segment.right;
        }
        nearest
    }

    fn end_before(&self, segment: &Segment) -> i64 {
        let before = self
            .segments
            .iter()
            .take_while(|other| other.start < segment.start)
            .last();
        before.map_or(segment.start, |other| other.end)
    }
}

/// How wide a break over so many seconds is, so that its words stand clear of its edges.
fn gap(seconds: i64) -> i32 {
    let words = text_width::width(&duration(seconds), SIZE, Weight::Bold);
    BREAK.max(words + 2 * MARGIN)
}

/// The silences to cut, in order of time: over an hour, over a third of what the others leave, and far
/// longer than the longest that stays.
fn silences(moments: &[i64]) -> Vec<(i64, i64)> {
    let mut gaps: Vec<(i64, i64)> = moments
        .iter()
        .zip(moments.iter().skip(1))
        .map(|(&from, &to)| (from, to))
        .filter(|(from, to)| to > from)
        .collect();
    gaps.sort_by_key(|&(from, to)| (from - to, from));
    let mut left: i64 = gaps.iter().map(|(from, to)| to - from).sum();
    let mut count = 0;
    for (number, pair) in gaps.windows(2).take(BREAKS).enumerate() {
        let [(from, to), (next_from, next_to)] = *pair else {
            break;
        };
        let silence = to - from;
        if silence <= SHORTEST || silence * 3 <= left {
            break;
        }
        left -= silence;
        if silence > 3 * (next_to - next_from) {
            count = number + 1;
        }
    }
    gaps.truncate(count);
    gaps.sort_unstable();
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60;
    const HOUR: i64 = 60 * MINUTE;

    #[test]
    fn a_night_of_silence_is_cut_and_the_rest_keeps_its_scale() {
        let moments = [0, 12 * MINUTE, HOUR, 2 * HOUR, 18 * HOUR, 18 * HOUR + 16 * MINUTE];
        let scale = Scale::new(&moments, 10, 1142);
        assert_eq!(scale.breaks.len(), 1);
        let gap = scale.breaks[0];
        assert_eq!(
            (gap.from, gap.to, gap.right - gap.left),
            (2 * HOUR, 18 * HOUR, BREAK)
        );
        let pixels = |from, to| scale.x(to) - scale.x(from);
        assert!((pixels(0, 12 * MINUTE) * 5 - pixels(0, HOUR)).abs() <= 5);
        assert_eq!((scale.x(0), scale.x(18 * HOUR + 16 * MINUTE)), (10, 1142));
        assert_eq!(scale.x(10 * HOUR - 1), gap.left);
        assert_eq!(scale.x(17 * HOUR), gap.right);
    }

    #[test]
    fn even_steps_are_never_cut() {
        assert!(Scale::new(&[0, 2 * HOUR], 0, 100).breaks.is_empty());
        assert!(Scale::new(&[0, 2 * HOUR, 4 * HOUR], 0, 100).breaks.is_empty());
    }

    #[test]
    fn one_moment_gives_an_axis() {
        assert_eq!(Scale::new(&[5, 5], 0, 100).x(5), 0);
    }
}
