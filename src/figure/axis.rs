//! The axis of the timeline figure: its ticks, times, days and zone.

use super::detours::Detour;
use super::scale::Scale;
use super::svg::{Anchor, Label, Svg};
use super::text::{self, Weight};
use super::ticks::{self, Clock, DAY};

/// The font size.
const SIZE: i32 = 13;
/// The baseline of times below the axis.
const TIMES: i32 = 20;
/// The baseline of days below the axis.
const DAYS: i32 = 37;
/// How near a label may come to an arc.
const CLEAR: i32 = 5;

/// Draws the axis at `y`, in a figure of `limit` pixels; `zone` is named with the first day.
pub fn draw(svg: &mut Svg, scale: &Scale, clock: Clock, zone: &str, detours: &[Detour], y: i32, limit: i32) {
    for segment in &scale.segments {
        svg.raw(format_args!(
            "<path class=\"axis\" d=\"M{} {y}H{}\"/>",
            segment.left, segment.right
        ));
    }
    let ticks = ticks::ticks(scale, clock);
    let arcs = arcs(detours, TIMES - 11, TIMES + 3);
    let mut reached = -8;
    for tick in &ticks {
        svg.raw(format_args!("<path class=\"axis\" d=\"M{} {y}v5\"/>", tick.x));
        let width = text::width(&tick.label, SIZE, Weight::Regular);
        let left = (tick.x - width / 2).clamp(0, limit - width);
        if left < reached + 8 || meets(&arcs, left, left + width).is_some() {
            continue;
        }
        reached = left + width;
        svg.text(&label(&tick.label, left, y + TIMES));
    }
    days(svg, scale, clock, zone, detours, y, limit);
}

/// The first day with the zone, then each new day at its midnight, or where the axis goes on after a break.
fn days(svg: &mut Svg, scale: &Scale, clock: Clock, zone: &str, detours: &[Detour], y: i32, limit: i32) {
    let (Some(first), Some(last)) = (scale.segments.first(), scale.segments.last()) else {
        return;
    };
    let one_day = clock.day(first.start) == clock.day(last.end);
    let words = if clock.dated || !one_day {
        format!("{}, {zone}", clock.date(clock.day(first.start), true))
    } else {
        zone.to_owned()
    };
    let mut arcs = arcs(detours, DAYS - 11, DAYS + 3);
    arcs.extend(
        detours
            .iter()
            .filter_map(|detour| detour.label_within(DAYS - 11, DAYS + 3)),
    );
    let width = text::width(&words, SIZE, Weight::Regular);
    let mut left = 0;
    while let Some(end) = meets(&arcs, left, left + width) {
        left = end + CLEAR + 1;
    }
    svg.text(&label(&words, left, y + DAYS));
    let mut reached = left + width;
    let mut told = clock.day(first.start);
    if ticks::step(scale) >= DAY {
        return;
    }
    for segment in &scale.segments {
        for day in midnights(segment.start, segment.end, clock) {
            if day == told {
                continue;
            }
            let words = clock.date(day, false);
            let width = text::width(&words, SIZE, Weight::Regular);
            let left = scale
                .x((day * DAY - clock.offset).max(segment.start))
                .min(limit - width);
            if left < reached + 12 || meets(&arcs, left, left + width).is_some() {
                continue;
            }
            svg.text(&label(&words, left, y + DAYS));
            reached = left + width;
            told = day;
        }
    }
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
    Label {
        text,
        x,
        y,
        anchor: Anchor::Start,
        weight: Weight::Regular,
        size: SIZE,
        class: "q",
    }
}
