//! Where everything of a strip is.

use super::arcs::{self, Arc, Pair};
use super::{Stem, Strip};
use crate::figure::date_axis::{self, Axis, Step};
use crate::figure::lollipop::stem_heights::Heights;
use crate::figure::lollipop::stem_labels::{self, HEAD, Label, Placed};
use crate::figure::rect::{Area, Words};
use crate::figure::text_width::Weight;
use crate::format::duration;

/// How high the scale is: on wide pages, on phones.
const HIGH: i32 = 150;
const LOW: i32 = 120;
/// From the upper edge to the highest head, with room for words above it.
const ABOVE: i32 = 26;
/// From the scale's top up to the heads of what is cut.
const CUT: i32 = 26;
/// From the axis down to where arcs begin: the names of months are between.
pub(super) const NAMES: i32 = 28;
/// From the axis down to the baseline of these.
const NAME: i32 = 20;
/// Between words of the scale.
const APART: i32 = 17;

/// A strip with all its places.
#[derive(Debug, Clone)]
pub struct Layout<'a> {
    /// Its width in pixels.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// The axis: from the first to the last moment.
    pub axis: Axis,
    /// The line of the axis, from above.
    pub base: i32,
    /// The stems, from left to right.
    pub stems: Vec<Placed<'a>>,
    /// The lines that say what heights mean, from above, with their words.
    pub scale: Vec<(i32, Words)>,
    /// Where periods begin.
    pub ticks: Vec<i32>,
    /// Where years begin, if periods are shorter.
    pub years: Vec<i32>,
    /// The names of periods.
    pub names: Vec<Words>,
    /// Words beside heads.
    pub labels: Vec<Label>,
    /// Arcs; they count from [`Layout::arcs_from`].
    pub arcs: Vec<Arc>,
}

impl<'a> Layout<'a> {
    /// Places a strip in so many pixels.
    #[must_use]
    pub fn new(strip: &'a Strip, width: i32) -> Self {
        let narrow = width < 500;
        let times = strip.stems.iter().filter_map(|stem| stem.seconds).collect();
        let heights = Heights::of(times, if narrow { LOW } else { HIGH });
        let cut = strip
            .stems
            .iter()
            .any(|stem| stem.seconds.is_some_and(|seconds| heights.cuts(seconds)));
        let base = ABOVE + if cut { CUT } else { 0 } + heights.most;
        let scale = scale(&heights, base);
        let gutter = scale
            .iter()
            .map(|(_, words)| words.area().right)
            .max()
            .unwrap_or(0)
            + 8;
        let axis = Axis {
            window: strip.window,
            left: gutter + HEAD,
            right: width - HEAD - 1,
        };
        let stems: Vec<Placed<'a>> = strip
            .stems
            .iter()
            .map(|stem| placed(stem, &axis, &heights, base))
            .collect();
        let arcs = arcs::arcs(&pairs(&stems), if narrow { 6 } else { 12 }, (0, width));
        let feet: Vec<i32> = arcs.iter().flat_map(|arc| [arc.left, arc.right]).collect();
        let step = axis.step(0);
        let periods = axis.periods(step);
        let years = match step {
            Step::Years(_) => Vec::new(),
            _ => periods
                .iter()
                .filter(|period| period.opens_year())
                .map(|period| period.left)
                .collect(),
        };
        let frame = Area {
            left: gutter,
            right: width,
            top: 0,
            bottom: base,
        };
        Self {
            width,
            height: base + below(&arcs),
            base,
            labels: stem_labels::labels(&stems, &frame),
            scale,
            ticks: periods.iter().map(|period| period.left).collect(),
            years,
            names: date_axis::names(step, &periods, &feet, (0, width), base + NAME),
            stems,
            arcs,
            axis,
        }
    }

    /// The line from which arcs go down.
    #[must_use]
    pub const fn arcs_from(&self) -> i32 {
        self.base + NAMES
    }

    /// How far a stem's own ground reaches to the left and right: halfway to its neighbours, at most twelve pixels.
    #[must_use]
    pub fn ground(&self, index: usize) -> (i32, i32) {
        let x = |index: usize| self.stems.get(index).map(|stem| stem.x);
        let centre = x(index).unwrap_or(0);
        let left = index
            .checked_sub(1)
            .and_then(x)
            .map_or(centre - 12, |left| i32::midpoint(left, centre));
        let right = x(index + 1).map_or(centre + 12, |right| i32::midpoint(centre, right));
        (left.max(centre - 12), right.min(centre + 12))
    }
}

fn placed<'a>(stem: &'a Stem, axis: &Axis, heights: &Heights, base: i32) -> Placed<'a> {
    let cut = stem.seconds.is_some_and(|seconds| heights.cuts(seconds));
    let up = match stem.seconds {
        Some(_) if cut => heights.most + CUT,
        Some(seconds) => heights.height(seconds),
        None => 2 * HEAD,
    };
    Placed {
        stem,
        x: axis.x(stem.at),
        y: base - up,
        cut,
    }
}

/// Which of the stems repeat each other.
fn pairs(stems: &[Placed<'_>]) -> Vec<Pair> {
    let repeats = stems
        .iter()
        .filter_map(|stem| Some((stems.get(stem.stem.repeats?)?, stem)));
    repeats
        .map(|(first, again)| Pair {
            left: first.x,
            right: again.x,
            days: again.stem.day - first.stem.day,
        })
        .collect()
}

fn scale(heights: &Heights, base: i32) -> Vec<(i32, Words)> {
    let texts: Vec<(i32, String)> = heights
        .lines
        .iter()
        .map(|minutes| (base - heights.height(minutes * 60), duration(minutes * 60)))
        .collect();
    let width = |text: &str| Words::width(text, Weight::Regular);
    let widest = texts.iter().map(|(_, text)| width(text)).max().unwrap_or(0);
    let mut lines: Vec<(i32, Words)> = Vec::new();
    for (y, text) in texts.into_iter().rev() {
        if lines.last().is_some_and(|(above, _)| y - above < APART) {
            continue;
        }
        let left = widest + 1 - width(&text);
        let weight = Weight::Regular;
        lines.push((
            y,
            Words {
                text,
                weight,
                left,
                y: y + 4,
            },
        ));
    }
    lines
}

/// From the axis to the lower edge.
fn below(arcs: &[Arc]) -> i32 {
    let deepest = |arc: &Arc| {
        let label = arc.label.as_ref().map_or(0, |label| label.area().bottom);
        NAMES + label.max(arc.depth) + 2
    };
    arcs.iter().map(deepest).max().unwrap_or(NAMES)
}
