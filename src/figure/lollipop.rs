//! The strip: incidents on a line of time, one stem each, as tall as it was long. Arcs join a failure to its repeat.

pub mod arcs;
pub mod stem_heights;
pub mod stem_labels;
pub mod stem_layout;
#[cfg(test)]
mod tests;

use super::svg::Svg;
use crate::figure::date_axis::Window;
use stem_labels::Placed;
use stem_layout::{Layout, NAMES};

/// Incidents on a line of time.
#[derive(Debug, Clone)]
pub struct Strip {
    /// What is shown.
    pub window: Window,
    /// The incidents, in the order of their times.
    pub stems: Vec<Stem>,
}

/// One incident of a strip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stem {
    /// When it began: seconds after the window's beginning.
    pub at: i64,
    /// Its day, counted from any one.
    pub day: i64,
    /// How long it took, in seconds; None where that is not known.
    pub seconds: Option<i64>,
    /// How bad it was: 1 the worst, 0 where it is not known.
    pub rank: usize,
    /// How often it failed so: 1 for the first time.
    pub time: usize,
    /// Which one it repeats, by place in the strip.
    pub repeats: Option<usize>,
    /// When the first of them was, where that is not in the strip: `Jan 2024`.
    pub first: Option<String>,
    /// The possible labels beside its head, the best first.
    pub words: Vec<String>,
    /// Its name.
    pub name: String,
    /// Where it leads.
    pub href: String,
}

impl Stem {
    /// The worst first, of these the longest.
    fn order(&self) -> (bool, i64) {
        (self.rank != 1, -self.seconds.unwrap_or(0))
    }
}

/// Draws a strip, so many pixels wide. The element with the id `heading` names it.
#[must_use]
pub fn draw(strip: &Strip, width: i32, heading: &str) -> String {
    let layout = Layout::new(strip, width);
    let Layout { height, base, .. } = layout;
    let mut svg = Svg::default();
    svg.raw(format_args!(
        "<svg class=\"strip\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"group\" \
         aria-labelledby=\"{heading}\"><g aria-hidden=\"true\">"
    ));
    let left = layout.axis.left - stem_labels::HEAD;
    svg.raw(format_args!("<path class=\"grid\" d=\""));
    for (y, _) in &layout.scale {
        svg.raw(format_args!("M{left} {y}H{width}"));
    }
    for x in &layout.years {
        svg.raw(format_args!("M{x} 0V{base}"));
    }
    svg.raw(format_args!(
        "\"/><path class=\"axis\" d=\"M{left} {base}H{width}"
    ));
    for x in &layout.ticks {
        svg.raw(format_args!("M{x} {base}v5"));
    }
    svg.raw(format_args!("\"/>"));
    draw_arcs(&mut svg, &layout);
    for (_, words) in &layout.scale {
        words.draw(&mut svg, "");
    }
    for name in &layout.names {
        name.draw(&mut svg, "");
    }
    svg.raw(format_args!("</g>"));
    for (index, stem) in layout.stems.iter().enumerate() {
        draw_stem(&mut svg, stem, base, layout.ground(index));
    }
    svg.raw(format_args!("<g aria-hidden=\"true\">"));
    for label in &layout.labels {
        label
            .words
            .draw(&mut svg, if label.again { "again" } else { "told" });
    }
    svg.raw(format_args!("</g></svg>"));
    svg.finish()
}

fn draw_arcs(svg: &mut Svg, layout: &Layout<'_>) {
    let from = layout.arcs_from();
    for arc in &layout.arcs {
        svg.raw(format_args!(
            "<path class=\"arc\" d=\"M{} {}v{NAMES}A{} {} 0 0 0 {} {from}v-{NAMES}\"/>",
            arc.left,
            layout.base,
            arc.half(),
            arc.depth,
            arc.right,
        ));
    }
    for words in layout.arcs.iter().filter_map(|arc| arc.label.as_ref()) {
        let words = crate::figure::rect::Words {
            y: words.y + from,
            ..words.clone()
        };
        words.draw(svg, "later");
    }
}

/// A stem with its head, of one path: a square for the worst, a triangle, a disc, a ring for the rest.
fn draw_stem(svg: &mut Svg, placed: &Placed<'_>, base: i32, ground: (i32, i32)) {
    let Placed { stem, x, y, cut } = *placed;
    let rank = if (1..=3).contains(&stem.rank) {
        stem.rank
    } else {
        4
    };
    let unknown = if stem.seconds.is_none() { " none" } else { "" };
    svg.raw(format_args!("<a class=\"s{rank}{unknown}\" href=\""));
    svg.escaped(&stem.href);
    svg.raw(format_args!("\"><title>"));
    svg.escaped(&stem.name);
    svg.raw(format_args!("</title>"));
    let (left, right) = ground;
    if right - left > 6 {
        svg.raw(format_args!(
            "<path class=\"hit\" d=\"M{left} {}H{right}V{}H{left}z\"/>",
            y - 12,
            (base + 4).max(y + 12),
        ));
    }
    svg.raw(format_args!("<path d=\"M{x} {base}V"));
    if cut {
        let (low, high) = (y + 24, y + 17);
        svg.raw(format_args!("{low}m-5 2 10-5M{x} {high}m-5 2 10-5M{x} {high}V"));
    }
    svg.raw(format_args!("{}", y + 5));
    svg.raw(format_args!(
        "M{x} {y}{}\"/></a>",
        match rank {
            1 => "m-4-4h8v8h-8z",
            2 => "m0-6 5 10h-10z",
            _ => "m-4 0a4 4 0 0 0 8 0a4 4 0 0 0-8 0z",
        }
    ));
}
