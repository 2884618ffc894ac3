//! The axis of the timeline figure: its ticks, times, days and zone.

use super::detours::Detour;
use super::scale::Scale;
use super::svg::{Label, Svg};
use super::ticks::{self, Clock, DAY};
use crate::figure::text_width::{self, SIZE, Weight};

/// The baseline of times below the axis.
const TIMES: i32 = 20;
/// The baseline of days below the axis.
const DAYS: i32 = 37;
/// From the lowest detour to a label under it.
const LOWER: i32 = 14;
/// How near a label may come to an arc.
const CLEAR: i32 = 5;

/// The widest name of a zone.
const ZONE: i32 = 400;

/// The label at the axis's start: the first day and the zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    words: String,
    left: i32,
    /// Its baseline below the axis.
    pub baseline: i32,
}

/// Finds a place for the first day with `zone`: as far left as detours let it, or under them all.
#[must_use]
pub fn origin(scale: &Scale, clock: Clock, zone: &str, detours: &[Detour], limit: i32) -> Origin {
    let start = scale.segments.first().map_or(0, |segment| segment.start);
    let end = scale.segments.last().map_or(0, |segment| segment.end);
    let zone = text_width::cut(zone, ZONE, SIZE, Weight::Regular);
    let one_day = clock.day(start) == clock.day(end);
    let words = if clock.dated || !one_day {
        format!("{}, {zone}", clock.date(clock.day(start), true))
    } else {
        zone
    };
    let width = text_width::width(&words, SIZE, Weight::Regular);
    let arcs = arcs_and_labels(detours);
    let (mut left, mut baseline) = (1, DAYS);
    while let Some(end) = meets(&arcs, left, left + width) {
        left = end + CLEAR + 1;
    }
    if left + width >= limit {
        left = 1;
        baseline = detours.iter().map(Detour::height).max().unwrap_or(0) + LOWER;
    }
    Origin {
        words,
        left,
        baseline,
    }
}

/// Draws the axis at `y`, in a figure of `limit` pixels.
pub fn draw(
    svg: &mut Svg,
    scale: &Scale,
    clock: Clock,
    origin: &Origin,
    detours: &[Detour],
    y: i32,
    limit: i32,
) {
    let ticks = ticks::ticks(scale, clock);
    svg.raw(format_args!("<path class=\"axis\" d=\""));
    for segment in &scale.segments {
        svg.raw(format_args!("M{} {y}H{}", segment.left, segment.right));
    }
    for tick in &ticks {
        svg.raw(format_args!("M{} {y}v5", tick.x));
    }
    svg.raw(format_args!("\"/>"));
    let arcs = arcs(detours, TIMES - 11, TIMES + 3);
    let mut reached = -8;
    for tick in &ticks {
        let width = text_width::width(&tick.label, SIZE, Weight::Regular);
        let left = (tick.x - width / 2).min(limit - width - 1).max(1);
        if left < reached + 8 || meets(&arcs, left, left + width).is_some() {
            continue;
        }
        reached = left + width;
        svg.text(&label(&tick.label, left, y + TIMES));
    }
    svg.text(&label(&origin.words, origin.left, y + origin.baseline));
    if ticks::step(scale) < DAY {
        days(svg, scale, clock, origin, detours, y, limit);
    }
}

/// Each new day after the first, at its midnight, or where the axis continues after a break.
fn days(svg: &mut Svg, scale: &Scale, clock: Clock, origin: &Origin, detours: &[Detour], y: i32, limit: i32) {
    let arcs = arcs_and_labels(detours);
    let mut reached = if origin.baseline == DAYS {
        origin.left + text_width::width(&origin.words, SIZE, Weight::Regular)
    } else {
        -12
    };
    let mut labelled = scale.segments.first().map(|segment| clock.day(segment.start));
    for segment in &scale.segments {
        for day in midnights(segment.start, segment.end, clock) {
            if Some(day) == labelled {
                continue;
            }
            let words = clock.date(day, false);
            let width = text_width::width(&words, SIZE, Weight::Regular);
            let left = scale
                .x((day * DAY - clock.offset).max(segment.start))
                .min(limit - width - 1);
            if left < reached + 12 || meets(&arcs, left, left + width).is_some() {
                continue;
            }
            svg.text(&label(&words, left, y + DAYS));
            reached = left + width;
            labelled = Some(day);
        }
    }
}

/// What passes by the line of the days: arcs, and labels of arcs.
fn arcs_and_labels(detours: &[Detour]) -> Vec<(i32, i32)> {
    let labels = detours
        .iter()
        .filter_map(|detour| detour.label_within(DAYS - 11, DAYS + 3));
    let mut all = arcs(detours, DAYS - 11, DAYS + 3);
    all.extend(labels);
    all
}

/// The days of a segment: that of its start and those that begin in it, at most sixty.
fn midnights(start: i64, end: i64, clock: Clock) -> impl Iterator<Item = i64> {
    (clock.day(start)..=clock.day(end)).take(60)
}

/// What passes between `top` and `bottom` below the axis: both sides of each arc, and the lines that join it.
fn arcs(detours: &[Detour], top: i32, bottom: i32) -> Vec<(i32, i32)> {
    let lines = |detour: &Detour| {
        detour
            .starts
            .iter()
            .skip(1)
            .map(|&(_, x)| (x, x))
            .collect::<Vec<_>>()
    };
    detours
        .iter()
        .flat_map(|detour| lines(detour).into_iter().chain(detour.passes(top, bottom)))
        .collect()
}

/// The right end of an arc that comes near the text from `left` to `right`.
fn meets(arcs: &[(i32, i32)], left: i32, right: i32) -> Option<i32> {
    let near = |&&(from, to): &&(i32, i32)| from < right + CLEAR && to > left - CLEAR;
    arcs.iter().filter(near).map(|&(_, to)| to).max()
}

const fn label(text: &str, x: i32, y: i32) -> Label<'_> {
    Label::new(text, x, y).class("q")
}
