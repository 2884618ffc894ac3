//! The timeline figure: a true time axis, phases, marks, labels and wrong tracks of one incident.
//!
//! The picture bears no colours: they come by its classes, which are all that a theme or a card has to style.
//!
//! | class | what it is |
//! |---|---|
//! | `timeline` | the `svg`; its `text` has a font size of 13 pixels and the widths of one font ([`crate::figure::text_width`]) |
//! | `b`, `q` | on texts: what matters most (semibold), and what matters less (muted) |
//! | `rail`, with a phase | the line that marks are on, 4 pixels high; without a phase where none is known |
//! | `tint`, with a phase | the area of a phase under its rail |
//! | `gap`, with a phase; `cut` | the rail in a break, to be stroked with dots; the strokes at a break's edges |
//! | `axis` | the axis and its ticks |
//! | `flag` | a label (`text`) with its leader (`path`) |
//! | `mark`, with `k-` and a kind | a mark, which uses a shape of `defs` in `currentColor` |
//! | `mh`, `mf`, `mo`, `mx`, `mr` | parts of shapes: halo in the paper's colour, filled, open, strokes; the ring of a lit mark, by `--ring` |
//! | `detour` | a wrong track: `path` and `text` |
//! | `crowd` | the number of marks that have no place, over their stack |
//! | `plate`, `plate tinted` | what a text lies on: the paper's colour over lines; over a tint as the theme likes |
//!
//! Phases are `undetected`, `diagnosing`, `mitigating` and `watching`, and `outage` for one of several of which no more is
//! known. Marks, flags, detours and crowds name the entries that they stand for in `data-entry`, counted from 1; a script
//! sets `lit` on those of one entry.

use super::bands::{self, Gaps};
use super::detours::{self, Detour};
use super::entry_rows::{self, Row};
use super::marks::{self, rank};
use super::scale::Scale;
use super::stack::{self, LEVEL, LEVELS, Mark};
use super::svg::{Anchor, Label, Svg};
use super::ticks::Clock;
use crate::figure::flag::{Flag, Wish};
use crate::figure::text_width::{self, SIZE, Weight};
use crate::figure::timeline_axis::Axis;
use crate::figure::timeline_labels;
use crate::moment::Zone;
use crate::record::phases::{self, Band, Timed, WrongTrack, sentences};
use crate::record::{Entry, Record};
use crate::vocabulary::EntryKind;

/// The width of the figure in pixels: on a page of 1152 its words are as large as the text beside it, on a sheet of A4 or
/// Letter (642 within its margins) they can still be read. So one drawing serves both.
pub const WIDTH: i32 = 1000;
/// From the figure's edges to the first and last mark.
const INSET: i32 = 12;
/// The height of a lane of labels.
const LANE: i32 = 23;
/// From the baseline of the lowest label to the middle of the rail, or of the highest mark.
const LOWEST: i32 = 25;
/// The widest label.
const LABEL: i32 = 210;

/// The figure of one incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The picture, to be put into a page as it is.
    pub svg: String,
    /// Its height in pixels.
    pub height: i32,
    /// The phases in a sentence: `12 minutes to notice, 53 to find the cause, 42 to fix.`
    pub sentence: String,
    /// What went to wrong tracks, in another; empty where nothing did.
    pub lost: String,
    /// The phases both of whose edges are known.
    pub phases: Vec<Band>,
    /// The wrong tracks, in order of time.
    pub wrong_tracks: Vec<WrongTrack>,
    /// What the list shows beside each entry of the record.
    pub rows: Vec<Row>,
}

/// Draws the timeline of a record. None with fewer than two entries that have a clock time, or where all is of
/// one moment.
#[must_use]
pub fn draw(record: &Record) -> Option<Figure> {
    draw_within(record, WIDTH, usize::MAX)
}

/// The same in another width in pixels, with labels in no more than so many lanes.
#[must_use]
pub fn draw_within(record: &Record, width: i32, lanes: usize) -> Option<Figure> {
    let timed = phases::timed(record);
    if timed.len() < 2 {
        return None;
    }
    let first = record.entries.get(timed.first()?.entry)?.at.as_ref()?;
    let clock = Clock {
        offset: first.offset().map_or(0, |offset| i64::from(offset.seconds())),
        dated: first.date.is_some(),
    };
    let zone = first.zone.as_ref().map_or("no zone stated".into(), Zone::name);
    let edges = phases::edges(record, &timed);
    let phases = phases::bands_of(record, edges, &timed);
    let wrong_tracks = phases::wrong_tracks(&timed);
    let mut moments: Vec<i64> = timed.iter().map(|entry| entry.at).collect();
    moments.extend(phases.iter().flat_map(|band| [band.start, band.end]));
    moments.sort_unstable();
    moments.dedup();
    if moments.len() < 2 {
        return None;
    }
    let scale = Scale::new(&moments, INSET, width - INSET);
    let (mut sentence, lost) = sentences::of_phases(&phases, &wrong_tracks, &timed, edges);
    if record.outages().len() > 1 {
        sentence = sentences::of_outages(record);
    } else if let Some(stated) = record.stated_whole().filter(|stated| edges.deny(stated)) {
        sentence = sentences::of_stated(stated, &timed);
    }
    let rows = entry_rows::rows(
        record.entries.len(),
        &timed,
        &phases,
        &wrong_tracks,
        &scale.breaks,
    );
    let picture = Picture {
        record,
        timed: &timed,
        phases: &phases,
        detours: detours::detours(&wrong_tracks, |at| scale.x(at), width),
        scale: &scale,
        clock,
        zone: &zone,
        width,
        lanes,
    };
    let (svg, height) = picture.draw(format!("{sentence} {lost}").trim_end());
    Some(Figure {
        svg,
        height,
        sentence,
        lost,
        phases,
        wrong_tracks,
        rows,
    })
}

/// What is drawn.
struct Picture<'a> {
    record: &'a Record,
    timed: &'a [Timed],
    phases: &'a [Band],
    detours: Vec<Detour>,
    scale: &'a Scale,
    clock: Clock,
    zone: &'a str,
    width: i32,
    lanes: usize,
}

impl Picture<'_> {
    /// The picture and its height.
    fn draw(&self, sentence: &str) -> (String, i32) {
        let width = self.width;
        let (marks, crowd) = stack::stack(self.timed, |at| self.scale.x(at));
        let mut flags = timeline_labels::place(&self.wishes(&marks), width);
        flags.retain(|flag| flag.lane < self.lanes);
        let levels = if crowd.is_empty() {
            marks.iter().map(|mark| mark.level).max().unwrap_or(0)
        } else {
            LEVELS
        };
        let top = LOWEST + LEVEL * pixels(levels);
        let lanes = flags.iter().map(|flag| flag.lane).max().unwrap_or(0);
        let rail = 14 + LANE * pixels(lanes) + top;
        let bottom = rail + bands::height(self.phases, self.scale);
        let mut edges: Vec<i64> = self
            .phases
            .iter()
            .flat_map(|band| [band.start, band.end])
            .collect();
        edges.extend(
            [self.timed.first(), self.timed.last()]
                .into_iter()
                .flatten()
                .map(|entry| entry.at),
        );
        edges.sort_unstable();
        edges.dedup();
        let approximate: Vec<i64> = self
            .timed
            .iter()
            .filter(|entry| {
                let entry = self.record.entries.get(entry.entry);
                entry.is_some_and(|entry| entry.approximate)
            })
            .map(|entry| entry.at)
            .collect();
        let axis = Axis {
            scale: self.scale,
            clock: self.clock,
            detours: &self.detours,
            edges: &edges,
            approximate: &approximate,
            limit: width,
        };
        let origin = axis.origin(self.zone);
        let detours = self.detours.iter().map(Detour::height).max().unwrap_or(0);
        let below = detours.max(origin.baseline + 7);
        let height = bottom + below;

        let mut svg = Svg::default();
        svg.raw(format_args!(
            "<svg class=\"timeline\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" "
        ));
        self.introduce(&mut svg, sentence);
        bands::draw(
            &mut svg,
            self.scale,
            self.phases,
            &self.detours,
            rail,
            Gaps::Silence,
        );
        axis.draw(&mut svg, &origin, bottom);
        for detour in &self.detours {
            draw_detour(&mut svg, detour, rail, bottom);
        }
        for flag in &flags {
            let level = marks
                .iter()
                .find(|mark| mark.timed.entry == flag.entry)
                .map_or(0, |mark| mark.level);
            let baseline = rail - top - LANE * pixels(flag.lane);
            self.draw_flag(&mut svg, flag, baseline, rail - LEVEL * pixels(level));
        }
        for mark in &marks {
            self.draw_mark(&mut svg, mark, rail - LEVEL * pixels(mark.level));
        }
        draw_crowd(&mut svg, &crowd, rail - LEVEL * pixels(LEVELS), width);
        svg.raw(format_args!("</svg>"));
        (svg.finish(), height)
    }

    fn introduce(&self, svg: &mut Svg, sentence: &str) {
        svg.raw(format_args!(
            "role=\"img\" aria-labelledby=\"page-timeline page-timeline-words\"><title id=\"page-timeline\">Timeline</title>\
             <desc id=\"page-timeline-words\">"
        ));
        svg.escaped(sentence);
        svg.raw(format_args!(
            " The list of entries gives the same as text.</desc>"
        ));
        let kinds: Vec<EntryKind> = self.record.entries.iter().map(|entry| entry.kind).collect();
        svg.raw(format_args!("{}", marks::definitions(&kinds)));
    }

    /// A label for every mark; the first of each of the four kinds that phases hang on is never dropped.
    fn wishes(&self, marks: &[Mark]) -> Vec<Wish> {
        let pillars = [
            EntryKind::ImpactStarted,
            EntryKind::Detected,
            EntryKind::Mitigated,
            EntryKind::Resolved,
        ];
        let pillar = |kind| {
            let mut of_kind = marks.iter().filter(|mark| mark.timed.kind == kind);
            let mark = if kind == EntryKind::Resolved {
                of_kind.next_back()
            } else {
                of_kind.next()
            };
            mark.map(|mark| mark.timed.entry)
        };
        let kept: Vec<usize> = pillars.into_iter().filter_map(pillar).collect();
        let wish = |mark: &Mark| {
            let kept = kept.contains(&mark.timed.entry);
            let weight = if kept { Weight::Bold } else { Weight::Regular };
            let entry = self.record.entries.get(mark.timed.entry)?;
            let words = if entry.text.trim().is_empty() {
                entry.kind.label()
            } else {
                text_width::clause(&entry.text)
            };
            // After a label (`detected: the alert fires`) a sentence begins without a capital.
            let words = if entry.labelled {
                text_width::capital(words)
            } else {
                words.into()
            };
            // Phases hang on it, and nobody labelled it so.
            let words = format!("{}{words}", sentences::about(kept && !entry.labelled));
            let text = text_width::cut(&words, LABEL, SIZE, weight);
            Some(Wish {
                x: mark.x,
                whole: words,
                width: text_width::width(&text, SIZE, weight),
                text,
                weight,
                rank: rank(mark.timed.kind),
                kept,
                entry: mark.timed.entry,
            })
        };
        marks.iter().filter_map(wish).collect()
    }

    fn draw_flag(&self, svg: &mut Svg, flag: &Flag, baseline: i32, mark: i32) {
        let quiet = self
            .record
            .entries
            .get(flag.entry)
            .is_some_and(|entry| rank(entry.kind) > rank(EntryKind::Acknowledged));
        svg.raw(format_args!(
            "<g class=\"flag\" data-entry=\"{}\"><path d=\"M{} {}V{mark}\"/>",
            flag.entry + 1,
            flag.x,
            baseline - 11,
        ));
        let label = Label::new(&flag.text, flag.left, baseline).weight(flag.weight);
        svg.text(&label.class(if quiet { "q" } else { "" }));
        svg.raw(format_args!("</g>"));
    }

    fn draw_mark(&self, svg: &mut Svg, mark: &Mark, y: i32) {
        let name = mark.timed.kind.name();
        svg.raw(format_args!(
            "<use class=\"mark k-{name}\" data-entry=\"{}\" href=\"#m-{name}\" x=\"{}\" y=\"{y}\"><title>",
            mark.timed.entry + 1,
            mark.x
        ));
        svg.escaped(&self.tooltip(mark));
        svg.raw(format_args!("</title></use>"));
    }

    /// `~07:12 detected`, `07:12 ≈ detected` where that is inferred: when and what, in a mark's tooltip.
    fn tooltip(&self, mark: &Mark) -> String {
        let entry: Option<&Entry> = self.record.entries.get(mark.timed.entry);
        let about = if entry.is_some_and(|entry| entry.approximate) {
            "~"
        } else {
            ""
        };
        let with_seconds = mark.timed.at.rem_euclid(60) != 0;
        let sign = if mark.timed.labelled { "" } else { "≈ " };
        format!(
            "{about}{} {sign}{}",
            self.clock.time(mark.timed.at, with_seconds),
            mark.timed.kind.label()
        )
    }
}

fn draw_detour(svg: &mut Svg, detour: &Detour, rail: i32, bottom: i32) {
    let Detour {
        left, right, depth, ..
    } = *detour;
    let entries: Vec<String> = detour
        .starts
        .iter()
        .map(|(entry, _)| (entry + 1).to_string())
        .collect();
    svg.raw(format_args!(
        "<g class=\"detour\" data-entry=\"{}\"><path d=\"M{left} {rail}V{bottom}A{half} {depth} 0 0 0 {right} {bottom}V{rail}",
        entries.join(" "),
        half = (right - left + 1) / 2,
    ));
    for &(_, x) in detour.starts.iter().skip(1) {
        svg.raw(format_args!("M{x} {rail}V{}", bottom + detour.y(x)));
    }
    svg.raw(format_args!("\"/>"));
    if let Some((words, x, y)) = &detour.label {
        let label = Label::new(words, *x, bottom + y).anchor(Anchor::Middle);
        svg.text(&label.weight(Weight::Bold).on_plate());
    }
    svg.raw(format_args!("</g>"));
}

/// Counts the marks that have no place, over the stacks that they belong to.
fn draw_crowd(svg: &mut Svg, crowd: &[Mark], y: i32, width: i32) {
    for group in crowd.chunk_by(|mark, next| next.x - mark.x < 40) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else {
            continue;
        };
        let entries: Vec<String> = group
            .iter()
            .map(|mark| (mark.timed.entry + 1).to_string())
            .collect();
        svg.raw(format_args!(
            "<g class=\"crowd\" data-entry=\"{}\">",
            entries.join(" ")
        ));
        let words = format!("+{}", group.len());
        let half = text_width::width(&words, SIZE, Weight::Bold) / 2 + 1;
        let x = i32::midpoint(first.x, last.x).clamp(half, width - half);
        let label = Label::new(&words, x, y + 5).anchor(Anchor::Middle);
        svg.text(&label.weight(Weight::Bold).on_plate());
        svg.raw(format_args!("</g>"));
    }
}

fn pixels(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(0)
}
