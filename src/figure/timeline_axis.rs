//! The axis of the timeline figure: its ticks, times, days and zone.

use super::detours::Detour;
use super::scale::Scale;
use super::svg::{Label, Svg};
use super::ticks::{self, Clock, DAY, Tick};
use crate::figure::text_width::{self, SIZE, Weight};

/// The baseline of times below the axis.
const TIMES: i32 = 20;
/// The baseline of days below the axis.
const DAYS: i32 = 37;
/// From the lowest detour to a label under it.
const LOWER: i32 = 14;
/// How near a label may come to an arc.
const CLEAR: i32 = 5;

/// Between two times, beside [`CLEAR`].
const APART: i32 = 4;

/// The left end of the label at the axis's start.
const START: i32 = 1;

/// The widest name of a zone.
const ZONE: i32 = 400;

/// The label at the axis's start: the first day and the zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    words: String,
    /// Its baseline below the axis.
    pub baseline: i32,
}

/// The axis of one figure.
#[derive(Debug, Clone, Copy)]
pub struct Axis<'a> {
    /// Where times are.
    pub scale: &'a Scale,
    /// How they are told.
    pub clock: Clock,
    /// What hangs below it.
    pub detours: &'a [Detour],
    /// The edges of the phases, the first and the last entry, in seconds, in order: what a reader looks for first.
    pub edges: &'a [i64],
    /// The moments of entries whose time is only about right.
    pub approximate: &'a [i64],
    /// The width of the figure.
    pub limit: i32,
}

impl Axis<'_> {
    /// Finds a place for the first day with `zone`: under the first time, or where a detour passes there, under them all.
    #[must_use]
    pub fn origin(&self, zone: &str) -> Origin {
        let Self { scale, clock, .. } = *self;
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
        let arcs = arcs_and_labels(self.detours);
        let baseline = match meets(&arcs, START, START + width) {
            false => DAYS,
            true => self.detours.iter().map(Detour::height).max().unwrap_or(0) + LOWER,
        };
        Origin { words, baseline }
    }

    /// Draws it at `y`.
    pub fn draw(&self, svg: &mut Svg, origin: &Origin, y: i32) {
        let Self { scale, clock, .. } = *self;
        let edges = self.edges.iter().map(|&at| Tick {
            at,
            x: scale.x(at),
            label: format!(
                "{}{}",
                if self.approximate.contains(&at) { "~" } else { "" },
                clock.time(at, at.rem_euclid(60) != 0)
            ),
        });
        let edges: Vec<Tick> = edges.collect();
        let round = ticks::ticks(scale, clock);
        svg.raw(format_args!("<path class=\"axis\" d=\""));
        for segment in &scale.segments {
            svg.raw(format_args!("M{} {y}H{}", segment.left, segment.right));
        }
        for tick in edges.iter().chain(&round) {
            svg.raw(format_args!("M{} {y}v5", tick.x));
        }
        svg.raw(format_args!("\"/>"));
        // The times of edges take the room that they need; round times have what is left.
        let mut taken = arcs(self.detours, TIMES - 11, TIMES + 3);
        for (tick, weight) in edges
            .iter()
            .map(|tick| (tick, Weight::Bold))
            .chain(round.iter().map(|tick| (tick, Weight::Regular)))
        {
            let width = text_width::width(&tick.label, SIZE, weight);
            let centre = tick.x - width / 2;
            // Where an arc comes up, the time of an edge stands beside it.
            let beside = [tick.x + CLEAR + 3, tick.x - width - CLEAR - 3];
            let beside = beside.into_iter().filter(|_| weight == Weight::Bold);
            let mut places = std::iter::once(centre)
                .chain(beside)
                .map(|left| left.min(self.limit - width - 1).max(1));
            let Some(left) = places.find(|&left| !meets(&taken, left, left + width)) else {
                continue;
            };
            taken.push((left - APART, left + width + APART));
            svg.text(&label(&tick.label, left, y + TIMES).weight(weight));
        }
        svg.text(&label(&origin.words, START, y + origin.baseline));
        if ticks::step(scale) < DAY {
            self.days(svg, origin, y);
        }
    }

    /// Each new day after the first, at its midnight, or where the axis continues after a break.
    fn days(&self, svg: &mut Svg, origin: &Origin, y: i32) {
        let Self { scale, clock, .. } = *self;
        let arcs = arcs_and_labels(self.detours);
        let mut reached = if origin.baseline == DAYS {
            START + text_width::width(&origin.words, SIZE, Weight::Regular)
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
                    .min(self.limit - width - 1);
                if left < reached + 12 || meets(&arcs, left, left + width) {
                    continue;
                }
                svg.text(&label(&words, left, y + DAYS));
                reached = left + width;
                labelled = Some(day);
            }
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

/// Whether an arc, or another text, comes near the text from `left` to `right`.
fn meets(arcs: &[(i32, i32)], left: i32, right: i32) -> bool {
    let near = |&(from, to): &(i32, i32)| from < right + CLEAR && to > left - CLEAR;
    arcs.iter().any(near)
}

const fn label(text: &str, x: i32, y: i32) -> Label<'_> {
    Label::new(text, x, y).class("q")
}
