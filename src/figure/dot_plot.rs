//! Durations as dots on one logarithmic axis: a line for each kind of duration, one dot an incident, stacked where
//! they meet; the median as a line, what nine of ten did not exceed dashed.

use super::svg::{Anchor, Label, Svg};
use crate::figure::log_axis::Axis;
use crate::figure::text_width::{self, SIZE, Weight};
use crate::format::{duration, thousands};

/// From the centre of a dot to the next, in pixels: dots are 7 wide.
pub const PITCH: i32 = 8;
/// The most dots on top of each other: more are joined.
pub const LEVELS: usize = 8;
/// How many incidents one dot may stand for.
const EACH: [usize; 15] = [
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 100_000, 1_000_000,
];
/// From fewer values nothing is said of nine in ten.
pub const NINE_OF_TEN: usize = 10;

/// One line of dots.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// What was measured: `to mitigate`.
    pub label: String,
    /// The durations in seconds, in any order.
    pub seconds: Vec<i64>,
    /// The middle one, in seconds.
    pub median: Option<i64>,
    /// What nine of ten did not exceed, in seconds.
    pub p90: Option<i64>,
    /// Of how many it is not recorded.
    pub unknown: usize,
}

/// A picture, and how many incidents one of its dots stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dots {
    /// The SVG.
    pub svg: String,
    /// 1, or more where there are too many to draw each.
    pub each: usize,
    /// Whether some durations are shorter than the axis shows.
    pub shorter: bool,
}

/// Draws lines of dots, `width` pixels wide, that say `name`.
/// None where no duration is known.
#[must_use]
pub fn draw(lines: &[Line], width: i32, name: &str) -> Option<Dots> {
    let all = || lines.iter().flat_map(|line| line.seconds.iter().copied());
    let (shortest, longest) = (all().min()?, all().max()?);
    let axis = Axis::new(shortest, longest, PITCH, width - PITCH);
    let xs: Vec<Vec<i32>> = lines.iter().map(|line| places(axis, &line.seconds)).collect();
    let (each, stacks) = stacks(&xs);

    let mut svg = Svg::default();
    let mut body = Svg::default();
    let mut y = 0;
    for (line, stack) in lines.iter().zip(&stacks) {
        y = heading(&mut body, line, y, width);
        let levels = stack.iter().map(|&(_, level)| level + 1).max().unwrap_or(1);
        let height = i32::try_from(levels.max(2)).unwrap_or_default() * PITCH + 4;
        let base = y + height;
        let stroke = |body: &mut Svg, class: &str, seconds: Option<i64>| {
            if let Some(seconds) = seconds {
                body.raw(format_args!(
                    "<path class=\"{class}\" d=\"M{} {y}V{base}\"/>",
                    axis.x(seconds)
                ));
            }
        };
        body.raw(format_args!(
            "<path class=\"grid\" d=\"M0 {base}H{width}\"/><path class=\"dot\" d=\""
        ));
        for &(x, level) in stack {
            let up = i32::try_from(level).unwrap_or_default() * PITCH;
            body.raw(format_args!("M{x} {}h0", base - 5 - up));
        }
        body.raw(format_args!("\"/>"));
        stroke(&mut body, "median", line.median);
        stroke(
            &mut body,
            "p90",
            line.p90.filter(|_| line.seconds.len() >= NINE_OF_TEN),
        );
        y = base + 10;
    }
    let bottom = y - 10;
    for tick in axis.ticks() {
        body.raw(format_args!(
            "<path class=\"axis\" d=\"M{} {bottom}v5\"/>",
            tick.x
        ));
        body.text(&Label::new(tick.text, tick.text_x, bottom + 19));
    }
    svg.open("counted dots", (width, bottom + 24), name, false);
    svg.raw(format_args!("{}</svg>", body.finish()));
    Some(Dots {
        svg: svg.finish(),
        each,
        shorter: shortest < axis.low(),
    })
}

/// The words above a line; where its dots begin.
fn heading(svg: &mut Svg, line: &Line, top: i32, width: i32) -> i32 {
    let known = line.seconds.len();
    let name = match line.unknown {
        0 => line.label.clone(),
        unknown => format!(
            "{}, {} of {}",
            line.label,
            thousands(known),
            thousands(known + unknown)
        ),
    };
    let median = match line.median {
        Some(median) if known == 1 => duration(median),
        Some(median) => format!("median {}", duration(median)),
        None if known > 0 => "too few for a median".to_owned(),
        None => "not recorded".to_owned(),
    };
    let p90 = line.p90.filter(|_| known >= NINE_OF_TEN);
    let both = p90.map_or_else(
        || median.clone(),
        |p90| format!("{median}, p90 {}", duration(p90)),
    );
    let wide = |text: &str, weight| text_width::width(text, SIZE, weight);
    // Where there is no room for both the dashes say the second.
    let room = width - wide(&name, Weight::Bold) - 12;
    let note = if wide(&both, Weight::Regular) > room {
        median
    } else {
        both
    };
    let name = text_width::cut(&name, width, SIZE, Weight::Bold);
    let mut y = top + 14;
    let used = svg.text(&Label::new(&name, 0, y).weight(Weight::Bold));
    if used + 12 + text_width::width(&note, SIZE, Weight::Regular) > width {
        y += 18;
    }
    svg.text(&Label::new(&note, width, y).anchor(Anchor::End));
    y + 6
}

/// The places of durations, in order.
fn places(axis: Axis, seconds: &[i64]) -> Vec<i32> {
    let mut places: Vec<i32> = seconds.iter().map(|&seconds| axis.x(seconds)).collect();
    places.sort_unstable();
    places
}

/// Stacks the dots of all lines, each dot for the same number of incidents: the smallest number with which no stack is
/// too high. Each dot has its place and its level, from 0.
fn stacks(lines: &[Vec<i32>]) -> (usize, Vec<Vec<(i32, usize)>>) {
    let with = |each: usize| -> Vec<Vec<(i32, usize)>> { lines.iter().map(|xs| stack(xs, each)).collect() };
    let fits = |stacks: &Vec<Vec<(i32, usize)>>| stacks.iter().flatten().all(|&(_, level)| level < LEVELS);
    let most = lines.iter().map(Vec::len).max().unwrap_or_default();
    let mut tried = EACH.into_iter().map(|each| (each, with(each)));
    tried
        .find(|(_, stacks)| fits(stacks))
        .unwrap_or_else(|| (most.max(1), with(most.max(1))))
}

/// Puts each dot on the lowest level on which it touches no other; of `each` neighbours the middle one stands for all.
fn stack(xs: &[i32], each: usize) -> Vec<(i32, usize)> {
    let mut ends: Vec<i32> = Vec::new();
    let mut placed = Vec::with_capacity(xs.len().div_ceil(each));
    for group in xs.chunks(each) {
        let Some(&x) = group.get(group.len() / 2) else {
            continue;
        };
        let free = ends.iter().position(|&end| x - end >= PITCH);
        let level = free.unwrap_or(ends.len());
        match ends.get_mut(level) {
            Some(end) => *end = x,
            None => ends.push(x),
        }
        placed.push((x, level));
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(label: &str, seconds: Vec<i64>) -> Line {
        Line {
            label: label.to_owned(),
            median: seconds.first().copied(),
            seconds,
            ..Line::default()
        }
    }

    #[test]
    fn nothing_known_is_no_picture() {
        assert_eq!(draw(&[line("to detect", vec![])], 328, "Times"), None);
        assert_eq!(draw(&[], 328, "Times"), None);
    }

    #[test]
    fn many_incidents_share_dots() {
        let few = draw(
            &[line("to detect", (1..15).map(|n| n * 100).collect())],
            328,
            "Times",
        )
        .unwrap();
        assert_eq!((few.each, few.shorter), (1, false));
        let many = draw(
            &[line("to detect", (0..10_000).map(|n| n * 7).collect())],
            328,
            "Times",
        )
        .unwrap();
        assert!(many.each >= 20 && many.shorter, "{}", many.each);
        assert!(many.svg.len() < 6_000, "{}", many.svg.len());
    }

    proptest! {
        #[test]
        fn dots_stay_apart_inside_and_stand_for_all(
            lines in prop::collection::vec(prop::collection::vec(0_i64..40_000_000, 0..300), 1..4),
            width in 200_i32..1200,
        ) {
            let longest = lines.iter().flatten().copied().max().unwrap_or_default();
            let axis = Axis::new(0, longest, PITCH, width - PITCH);
            let xs: Vec<Vec<i32>> = lines.iter().map(|seconds| places(axis, seconds)).collect();
            let (each, stacks) = stacks(&xs);
            for (xs, stack) in xs.iter().zip(&stacks) {
                prop_assert_eq!(stack.len(), xs.len().div_ceil(each));
                for (index, &(x, level)) in stack.iter().enumerate() {
                    prop_assert!((PITCH..=width - PITCH).contains(&x) && level < LEVELS);
                    for &(other, above) in &stack[..index] {
                        prop_assert!(level != above || (x - other).abs() >= PITCH);
                    }
                }
            }
        }
    }
}
