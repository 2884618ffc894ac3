//! Tables as timelines: which column holds the time, the date, the kind and the words.

use super::collect::Collector;
use super::draft_entry::{DraftEntry, SourceStamp, StatedDate, ZoneLabel, zone_label};
use super::open_entry::Opener;
use crate::kinds;
use crate::moment::zone;
use crate::postmortem::timeline::zone_notes;
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind, Text};
use crate::text::clock::{Day, End, Leading};
use std::ops::Range;

/// What each column holds.
struct Columns {
    time: usize,
    date: Option<usize>,
    kind: Option<usize>,
    /// A second column of times, for the ends of entries.
    end: Option<usize>,
    /// A column of zones alone.
    zones: Option<usize>,
    /// All others that hold words.
    words: Vec<usize>,
    /// The zone in the head of time or date.
    zone: Option<ZoneLabel>,
    /// The year in the head of the dates.
    year: Option<i16>,
}

impl Collector<'_> {
    /// Reads the rows of one table; one without times is no timeline.
    pub(super) fn table(&mut self, range: Range<usize>) {
        let all = self.blocks;
        let rows = all.get(range).unwrap_or_default();
        let Some(columns) = columns(rows, &|text| self.leading(text)) else {
            return;
        };
        self.open.opener = Opener::None;
        for row in rows {
            // A head with a time in the column of times is a row.
            let time = row.lines.get(columns.time);
            let timed = || {
                time.and_then(|line| self.leading(&line.text))
                    .is_some_and(|lead| lead.stamp.clock.is_some())
            };
            if !is_head(row) || timed() {
                self.row(row, &columns);
            }
        }
    }

    fn row(&mut self, row: &Block, columns: &Columns) {
        let cell = |at: usize| row.lines.get(at).map(|line| &line.text);
        // A cell of the kind column that holds no kind is part of the text.
        let other = columns
            .kind
            .filter(|&at| cell(at).is_some_and(|text| kinds::whole(&text.plain).is_none()));
        let mut shown: Vec<usize> = columns.words.iter().copied().chain(other).collect();
        shown.sort_unstable();
        let words: Vec<&Text> = shown
            .iter()
            .filter_map(|&at| cell(at))
            .filter(|text| !text.plain.trim().is_empty())
            .collect();
        let time = self.stamp_of(cell(columns.time));
        if time.is_none() && words.is_empty() {
            return;
        }
        let mut stamp = time
            .as_ref()
            .map(|(text, lead)| SourceStamp::new(&lead.stamp, 0, text, self.source, &mut self.diagnostics));
        if let Some((text, lead)) = columns.date.and_then(|at| self.stamp_of(cell(at)))
            && let Some(day) = lead.stamp.day
        {
            let dated = StatedDate {
                day,
                span: text.span(lead.stamp.range.clone()),
            };
            stamp.get_or_insert_default().day.get_or_insert(dated);
        }
        if let Some(StatedDate {
            day: Day::Date { year, .. },
            ..
        }) = stamp.as_mut().and_then(|stamp| stamp.day.as_mut())
        {
            *year = year.or(columns.year);
        }
        if let Some((_, lead)) = columns.end.and_then(|at| self.stamp_of(cell(at)))
            && let Some(stamp) = stamp.as_mut()
            && let (None, Some(clock)) = (stamp.until, lead.stamp.clock)
        {
            let day = lead.stamp.day;
            stamp.until = Some(End { day, clock });
        }
        let zone = columns.zones.and_then(cell).and_then(|text| {
            let length = text.plain.trim_end().len();
            (zone::prefix(&text.plain)? == length).then(|| zone_label(text, 0..length))
        });
        let rest = time
            .as_ref()
            .and_then(|(text, lead)| text.plain.get(lead.body..))
            .unwrap_or_default();
        let parts = words.iter().map(|text| text.plain.trim());
        let mut text = std::iter::once(rest.trim())
            .chain(parts)
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" - ");
        let mut content = match (words.first(), words.last()) {
            (Some(first), Some(last)) => first
                .span(0..first.plain.len())
                .to(last.span(0..last.plain.len())),
            _ => cell(columns.time).map_or(row.span, |text| text.span(0..text.plain.len())),
        };
        if !rest.is_empty()
            && let Some((text, lead)) = &time
        {
            content = content.to(Span::new(text.source(lead.body), content.end));
        }
        let mut kind = columns
            .kind
            .and_then(cell)
            .and_then(|text| kinds::whole(&text.plain))
            .flatten();
        let label = kinds::label(&text).filter(|_| kind.is_none());
        if let Some(label) = label
            && label.end < text.len()
        {
            let inner = words
                .first()
                .filter(|first| rest.is_empty() && label.end < first.plain.len());
            content.start = inner.map_or(content.start, |first| first.source(label.end));
            text = text.split_off(label.end);
            kind = label.kind;
        }
        if text.is_empty() {
            text = columns
                .kind
                .and_then(cell)
                .map(|text| text.plain.trim().to_owned())
                .unwrap_or_default();
        }
        let hidden = row
            .lines
            .iter()
            .enumerate()
            .filter(|(at, line)| !shown.contains(at) && content.contains(line.span))
            .map(|(_, line)| line.span)
            .collect();
        self.entry(DraftEntry {
            stamp,
            zone: zone.or_else(|| columns.zone.clone()),
            kind,
            text,
            span: row.span,
            content: Span::new(
                content.start.clamp(row.span.start, row.span.end),
                content.end.clamp(row.span.start, row.span.end),
            ),
            hidden,
            ..DraftEntry::default()
        });
    }

    /// The stamp of a cell.
    fn stamp_of<'t>(&self, text: Option<&'t Text>) -> Option<(&'t Text, Leading)> {
        let text = text?;
        Some((text, self.leading(text)?))
    }
}

const fn is_head(row: &Block) -> bool {
    matches!(row.kind, BlockKind::Row { head: true, .. })
}

/// What the columns of a table hold, by what `leading` reads at the start of a cell.
fn columns(rows: &[Block], leading: &dyn Fn(&Text) -> Option<Leading>) -> Option<Columns> {
    let head = rows.iter().find(|row| is_head(row));
    let named = |at: usize| {
        head.and_then(|head| head.lines.get(at))
            .map(|line| line.text.plain.to_lowercase())
            .unwrap_or_default()
    };
    let width = rows.iter().map(|row| row.lines.len()).max()?;
    let alone = rows.iter().all(is_head);
    let body: Vec<&Block> = rows.iter().filter(|row| alone || !is_head(row)).collect();
    let count = |at: usize, fits: &dyn Fn(&Text) -> bool| {
        body.iter()
            .filter_map(|row| row.lines.get(at))
            .filter(|line| fits(&line.text))
            .count()
    };
    // Questions and their answers, `When was it noticed? | 10:05`, are no course of events.
    if count(0, &|text| text.plain.trim_end().ends_with('?')) * 2 > body.len() {
        return None;
    }
    let timed =
        |text: &Text| leading(text).is_some_and(|lead| lead.stamp.clock.is_some() || lead.stamp.placeholder);
    let dated = |text: &Text| {
        text.leading()
            .is_some_and(|lead| lead.stamp.clock.is_none() && lead.stamp.day.is_some())
    };
    let counts: Vec<usize> = (0..width).map(|at| count(at, &timed)).collect();
    let best = *counts.iter().max()?;
    let time = counts.iter().position(|&count| count == best && count > 0)?;
    // `Fri | Mar 01`: the day of the week tells less.
    let calendar = |text: &Text| {
        dated(text)
            && text
                .leading()
                .is_some_and(|lead| matches!(lead.stamp.day, Some(Day::Date { .. })))
    };
    let is_date = |at: usize| {
        let days = if at == time { 0 } else { count(at, &dated) };
        days > 0 && (named(at).contains("date") || named(at).contains("day") || days * 2 > body.len())
    };
    let dates = (0..width).filter(|&at| is_date(at));
    let date = dates.rev().max_by_key(|&at| count(at, &calendar));
    let mut others = (0..width).filter(|&at| at != time && Some(at) != date);
    let kind = others.find(|&at| {
        let known = count(at, &|text| kinds::whole(&text.plain).is_some());
        let name = named(at);
        let by_name = ["kind", "type", "phase", "status", "category", "label", "stage"]
            .iter()
            .any(|word| name.contains(word));
        known > 0 && (by_name || known == body.len())
    });
    let zones = (0..width).find(|&at| {
        let name = named(at);
        let by_name = name == "tz" || name.contains("zone");
        at != time && by_name && count(at, &|text| zone::prefix(&text.plain).is_some()) > 0
    });
    let end = (0..width).find(|&at| {
        let name = named(at);
        let words = name.split(|char: char| !char.is_alphabetic());
        let by_name = words
            .into_iter()
            .any(|word| matches!(word, "end" | "ended" | "until" | "to" | "finish" | "stop"));
        at != time && by_name && count(at, &timed) > 0
    });
    // The same times in another zone, and the days of the week of the dates, say nothing more.
    let again = |at: usize| {
        counts.get(at) == Some(&best) && head.is_some_and(|head| has_zone(head, at) && has_zone(head, time))
            || date.is_some()
                && body
                    .iter()
                    .all(|row| row.lines.get(at).is_none_or(|line| is_weekday(&line.text)))
    };
    let words = (0..width)
        .filter(|&at| at != time && ![date, kind, zones, end].contains(&Some(at)) && !again(at))
        .collect();
    let year = [date, Some(time)]
        .into_iter()
        .flatten()
        .find_map(|at| year_in(&head?.lines.get(at)?.text.plain));
    let zone = [Some(time), date]
        .into_iter()
        .flatten()
        .find_map(|at| zone_notes::zone_in(&head?.lines.get(at)?.text, 0));
    Some(Columns {
        time,
        date,
        kind,
        end,
        zones,
        words,
        zone,
        year,
    })
}

fn has_zone(head: &Block, at: usize) -> bool {
    head.lines
        .get(at)
        .is_some_and(|line| zone_notes::zone_in(&line.text, 0).is_some())
}

/// Whether a cell holds a day of the week, or the number of a day, and nothing else.
fn is_weekday(text: &Text) -> bool {
    text.plain.trim().is_empty()
        || text.leading().is_some_and(|lead| {
            let day = matches!(lead.stamp.day, Some(Day::Weekday(_) | Day::Numbered(_)));
            day && lead.stamp.clock.is_none() && lead.body >= text.plain.len()
        })
}

/// The year in the head of a column: `Date (2024)`.
fn year_in(head: &str) -> Option<i16> {
    let years = head
        .split(|char: char| !char.is_ascii_digit())
        .filter(|digits| digits.len() == 4);
    years
        .filter_map(|digits| digits.parse().ok())
        .find(|year| (1970..2200).contains(year))
}
