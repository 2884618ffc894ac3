//! The phases of the timeline figure: a coloured rail, and under it a tinted area with name and minutes.

use super::detours::Detour;
use super::scale::Scale;
use super::svg::{Anchor, Label, Svg};
use crate::figure::text_width::{self, SIZE, Weight};
use crate::format::duration;
use crate::record::phases::Band;

/// The height of the tinted area, from the rail's middle to the axis.
const HEIGHT: i32 = 52;
/// The same where no phase and no break needs words.
const LOW: i32 = 20;
const NAME: i32 = 25;
const MINUTES: i32 = 42;
/// From a band's left edge to its words.
const INDENT: i32 = 8;
/// From a band's edges to its words at least.
const EDGE: i32 = 4;

/// From the rail's middle to the axis.
#[must_use]
pub const fn height(bands: &[Band], scale: &Scale) -> i32 {
    if bands.is_empty() && scale.breaks.is_empty() {
        LOW
    } else {
        HEIGHT
    }
}

/// What the gap of a break says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gaps {
    /// That no entry is there, and for how long.
    Silence,
    /// The phase that it is part of, where the rest of that has no room for its name.
    Phase,
}

/// Draws rail, phases and breaks with the rail's middle at `y`. Returns the bands without room for their names.
pub fn draw<'a>(
    svg: &mut Svg,
    scale: &Scale,
    bands: &'a [Band],
    detours: &[Detour],
    y: i32,
    gaps: Gaps,
) -> Vec<&'a Band> {
    let mut unnamed = Vec::new();
    for segment in &scale.segments {
        rail(svg, "", segment.left, segment.right, y);
    }
    for band in bands {
        let pieces = pieces(scale, band);
        let name = band.phase.name();
        for &(left, right) in &pieces {
            let (left, width) = (left + 1, (right - left - 2).max(1));
            svg.raw(format_args!(
                "<rect class=\"tint {name}\" x=\"{left}\" y=\"{y}\" width=\"{width}\" height=\"{HEIGHT}\"/>"
            ));
            rail(svg, name, left, left + width, y);
        }
        let mut room = pieces;
        if gaps == Gaps::Phase {
            let inside = scale
                .breaks
                .iter()
                .filter(|gap| band.start <= gap.from && gap.to <= band.end);
            room.extend(inside.map(|gap| (gap.left + EDGE, gap.right - EDGE)));
        }
        if !words(svg, band, &room, detours, y) {
            unnamed.push(band);
        }
    }
    for gap in &scale.breaks {
        let inside = bands
            .iter()
            .find(|band| band.start <= gap.from && gap.to <= band.end);
        let name = inside.map_or("", |band| band.phase.name());
        let (left, right) = (gap.left, gap.right);
        svg.raw(format_args!(
            "<path class=\"gap {name}\" d=\"M{} {y}H{}\"/><path class=\"cut\" d=\"M{} {top}L{} {foot}M{} {top}L{} {foot}\"/>",
            left + 10,
            right - 8,
            left + 3,
            left - 3,
            right + 3,
            right - 3,
            top = y - 8,
            foot = y + HEIGHT + 7,
        ));
        if gaps == Gaps::Phase {
            continue;
        }
        let middle = i32::midpoint(left, right);
        let silence = duration(gap.to - gap.from);
        // Its phase says how long, right beside it.
        let said = inside.is_some_and(|band| duration(band.end - band.start) == silence);
        let words: &[(&str, i32, Weight)] = match said {
            true => &[("no entry", NAME, Weight::Regular)],
            false => &[
                ("no entry for", NAME, Weight::Regular),
                (&silence, MINUTES, Weight::Bold),
            ],
        };
        for &(text, baseline, weight) in words {
            let label = Label::new(text, middle, y + baseline).anchor(Anchor::Middle);
            svg.text(&label.weight(weight).class("q").on_tint());
        }
    }
    unnamed
}

fn rail(svg: &mut Svg, name: &str, left: i32, right: i32, y: i32) {
    svg.raw(format_args!(
        "<rect class=\"rail {name}\" x=\"{left}\" y=\"{}\" width=\"{}\" height=\"4\"/>",
        y - 2,
        right - left
    ));
}

/// Where a band is on the axis: once in each segment that it touches.
fn pieces(scale: &Scale, band: &Band) -> Vec<(i32, i32)> {
    scale
        .segments
        .iter()
        .filter(|segment| segment.start <= band.end && band.start <= segment.end)
        .map(|segment| {
            (
                scale.x(band.start.max(segment.start)),
                scale.x(band.end.min(segment.end)),
            )
        })
        .filter(|(left, right)| left < right)
        .collect()
}

/// Name and minutes in the first piece that holds both, else the minutes alone in the first that holds them. Returns whether
/// the name is there.
fn words(svg: &mut Svg, band: &Band, pieces: &[(i32, i32)], detours: &[Detour], y: i32) -> bool {
    let minutes = band.length();
    let name = band.phase.label();
    let minutes_width = text_width::width(&minutes, SIZE, Weight::Bold);
    let both = minutes_width.max(text_width::width(name, SIZE, Weight::Regular));
    // Where no piece has ample room, one that just holds the words.
    let place = |width| {
        [INDENT, EDGE].into_iter().find_map(|edge| {
            pieces
                .iter()
                .find_map(|&(left, right)| place((left, right), edge, width, detours))
        })
    };
    let named = place(both);
    if let Some(x) = named {
        svg.text(&Label::new(name, x, y + NAME).class("q").on_tint());
    }
    if let Some(x) = named.or_else(|| place(minutes_width)) {
        svg.text(
            &Label::new(&minutes, x, y + MINUTES)
                .weight(Weight::Bold)
                .on_tint(),
        );
    }
    named.is_some()
}

/// The left end of a text of `width` between `left` and `right`, clear of the lines of detours and `edge` pixels of
/// both ends.
fn place((left, right): (i32, i32), edge: i32, width: i32, detours: &[Detour]) -> Option<i32> {
    let fits = |start: i32| start + width + edge <= right;
    let mut start = if fits(left + INDENT) {
        left + INDENT
    } else {
        (i32::midpoint(left, right) - width / 2).max(left + edge)
    };
    let mut lines: Vec<i32> = detours
        .iter()
        .flat_map(|detour| {
            let starts = detour.starts.iter().map(|&(_, x)| x);
            starts.chain(std::iter::once(detour.right))
        })
        .collect();
    lines.sort_unstable();
    for line in lines {
        if line > start - 5 && line < start + width + 5 {
            start = line + INDENT;
        }
    }
    fits(start).then_some(start)
}
