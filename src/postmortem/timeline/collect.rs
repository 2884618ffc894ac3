//! The entries in the blocks of the timeline's sections, with what stands near each of them.

use super::located::{Dated, Label, Located, Raw};
use super::notes::{self, Note};
use crate::diagnostic::Diagnostic;
use crate::postmortem::blocks::{Block, BlockKind, Line, Text};
use crate::postmortem::clock::{self, Leading, Separator};
use crate::postmortem::document::Section;
use crate::postmortem::kinds;
use crate::source::{Source, Span};
use crate::vocabulary::{EntryKind, SectionKind};
use std::borrow::Cow;
use std::ops::Range;

/// What the blocks that follow may belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    /// Nothing.
    None,
    /// The entry of a heading of this level, or of a time alone on its line (7).
    Heading(u8),
    /// The entry of the list item at this index.
    Item(usize),
    /// The entry of a plain line in the block at this index.
    Line(usize),
}

pub(super) struct Collector<'a> {
    pub(super) source: &'a Source,
    pub(super) blocks: &'a [Block],
    pub(super) sections: &'a [Section],
    pub(super) entries: Vec<Raw>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) open: Open,
    /// Whether the open entry had nothing between its time and its text.
    bare: bool,
    /// Blocks after a plain line's entry, which are its if another entry follows: text and end.
    pending: Vec<(String, usize)>,
    /// A date alone, for the next entry.
    pub(super) heading: Option<Dated>,
    pub(super) zone: Option<Label>,
    /// The label above: what it says of the entries under it.
    label: Option<Option<EntryKind>>,
    /// The item that is a label, for what is in it.
    scope: Option<(usize, Option<EntryKind>)>,
    /// Blocks before this index were read with one before them.
    next: usize,
    /// Whether all blocks that are given count, whatever their section.
    pub(super) everywhere: bool,
}

impl<'a> Collector<'a> {
    pub(super) const fn new(source: &'a Source, blocks: &'a [Block], sections: &'a [Section]) -> Self {
        Self {
            source,
            blocks,
            sections,
            entries: Vec::new(),
            diagnostics: Vec::new(),
            open: Open::None,
            bare: false,
            pending: Vec::new(),
            heading: None,
            zone: None,
            label: None,
            scope: None,
            next: 0,
            everywhere: false,
        }
    }

    pub(super) fn has_timeline(&self) -> bool {
        self.sections
            .iter()
            .any(|section| section.kind == SectionKind::Timeline)
    }

    pub(super) fn finish(mut self) -> (Vec<Raw>, Vec<Diagnostic>) {
        // A note below the first entries holds for them too.
        let first = self.entries.iter().find_map(|entry| entry.zone.clone());
        for entry in self.entries.iter_mut().take_while(|entry| entry.zone.is_none()) {
            entry.zone.clone_from(&first);
        }
        (self.entries, self.diagnostics)
    }

    /// Reads all blocks of the timeline's sections.
    pub(super) fn sections(&mut self) {
        if self.has_timeline() {
            self.blocks(0..self.blocks.len());
        }
    }

    pub(super) fn blocks(&mut self, range: Range<usize>) {
        for at in range {
            if at >= self.next {
                self.block(at);
            }
        }
        self.close();
    }

    fn block(&mut self, at: usize) {
        let Some(block) = self.blocks.get(at) else {
            return;
        };
        match block.kind {
            BlockKind::Heading(level) => self.heading(block, level),
            BlockKind::Row { table, .. } => {
                let end = at + self
                    .blocks
                    .iter()
                    .skip(at)
                    .take_while(
                        |block| matches!(block.kind, BlockKind::Row { table: other, .. } if other == table),
                    )
                    .count();
                if self.part(block.span, &Text::default()).is_some() {
                    self.table(at..end);
                }
                self.next = end;
            }
            BlockKind::Item { .. } => self.item(at, block),
            BlockKind::Paragraph => self.paragraph(at, block),
            BlockKind::Code => {
                if self.open != Open::None && self.part(block.span, &Text::default()).is_some() {
                    self.commit();
                    self.append("", block.span.end);
                }
            }
            BlockKind::Rule | BlockKind::Html => {}
        }
    }

    /// The index of the section at a place.
    fn section(&self, at: usize) -> Option<usize> {
        self.sections
            .partition_point(|section| start(section) <= at)
            .checked_sub(1)
    }

    /// What of a line belongs to the timeline: None where nothing does. A line that is, or begins with, the
    /// heading of a section closes what was open.
    fn part<'t>(&mut self, span: Span, text: &'t Text) -> Option<Cow<'t, Text>> {
        if self.everywhere {
            return Some(Cow::Borrowed(text));
        }
        let at = self.section(span.start)?;
        let section = self.sections.get(at)?;
        let own = matches!(section.kind, SectionKind::Timeline | SectionKind::Detection);
        let next = self.sections.get(at + 1).filter(|next| start(next) < span.end);
        if !own {
            self.close();
            // A timeline that begins within the line.
            let next =
                next.filter(|next| next.kind == SectionKind::Timeline && next.span.start < span.end)?;
            self.title(next);
            return Some(Cow::Owned(cut(text, next.span.start, None)));
        }
        let title = span.start < section.heading_span.end;
        if title && !section.nested {
            self.title(section);
            if section.span.start >= span.end || section.heading_span.end >= span.end {
                return None;
            }
            return Some(Cow::Owned(cut(text, section.span.start, next.map(start))));
        }
        match next.filter(|next| !(next.nested && next.kind == SectionKind::Detection)) {
            Some(next) => Some(Cow::Owned(cut(text, span.start, Some(start(next))))),
            None => Some(Cow::Borrowed(text)),
        }
    }

    fn title(&mut self, section: &Section) {
        self.close();
        self.label = section.heading.as_deref().and_then(kinds::whole);
        let plain = section.heading.clone().unwrap_or_default();
        let text = Text {
            runs: vec![(0, section.heading_span.start)],
            plain,
            ..Text::default()
        };
        if let Some(mut zone) = notes::zone_in(&text, 0) {
            zone.span = section.heading_span;
            self.zone = Some(zone);
        } else if let Some(Note::Unreadable(mut label)) = notes::note(&text) {
            label.span = section.heading_span;
            self.no_zone(label);
        }
        let dated = clock::anywhere(&text.plain)
            .into_iter()
            .find_map(|stamp| stamp.day);
        self.heading = dated
            .map(|day| Dated {
                day,
                span: section.heading_span,
            })
            .or(self.heading);
    }

    fn heading(&mut self, block: &Block, level: u8) {
        let Some(line) = block.lines.first() else {
            return;
        };
        let Some(text) = self.part(block.span, &line.text) else {
            return;
        };
        self.commit();
        if let Some(lead) = self.leading(&text) {
            self.scope = None;
            if lead.stamp.clock.is_some()
                || lead.body < text.plain.len()
                || unreadable(&lead)
                || lead.stamp.day.is_none() && lead.stamp.placeholder
            {
                self.stamped(&text, &lead, 0, block.span, Open::Heading(level));
            } else {
                self.date(&text, &lead);
            }
        } else if let Some((lead, offset)) = self.labelled(&text) {
            self.stamped_at(&text, &lead, offset, 0, block.span, Open::Heading(level));
        } else if let Some(label) = kinds::whole(&text.plain) {
            self.close();
            self.label = Some(label);
        } else if matches!(self.open, Open::Heading(open) if open < level) {
            self.append(&text.plain, block.span.end);
        } else {
            self.close();
            self.label = None;
        }
    }

    fn paragraph(&mut self, at: usize, block: &Block) {
        let inner = match self.open {
            Open::Item(item) => self.inside(at, item),
            _ => false,
        };
        for (index, line) in block.lines.iter().enumerate() {
            if let Some(text) = self.part(line.span, &line.text) {
                let span = Span::new(
                    line.span.start.max(text.runs.first().map_or(0, |run| {
                        if text.plain.len() < line.text.plain.len() {
                            run.1
                        } else {
                            0
                        }
                    })),
                    line.span.end,
                );
                self.line(at, index, &text, span, inner);
            }
        }
    }

    fn line(&mut self, at: usize, index: usize, text: &Text, span: Span, inner: bool) {
        if text.plain.trim().is_empty() {
            return;
        }
        let lead = self.leading(text);
        let within = inner
            || matches!(self.open, Open::Heading(_))
            || self.open == Open::Line(at)
            || matches!(self.open, Open::Item(_)) && index > 0;
        if let Some(lead) = lead {
            let clear = lead.separator != Separator::None || !within;
            let joined =
                within && self.bare && !self.entries.last().is_some_and(|entry| ends_open(&entry.text));
            let timed = lead.stamp.clock.is_some()
                || lead.stamp.placeholder
                || unreadable(&lead) && lead.separator == Separator::Mark;
            if timed && (clear || joined) {
                self.commit();
                let alone = lead.body >= text.plain.len();
                self.stamped(
                    text,
                    &lead,
                    0,
                    span,
                    if alone { Open::Heading(7) } else { Open::Line(at) },
                );
                return;
            }
            if lead.stamp.day.is_some() && lead.separator == Separator::Mark && !timed {
                self.commit();
                if lead.body >= text.plain.len() {
                    self.date(text, &lead);
                } else {
                    self.stamped(text, &lead, 0, span, Open::Line(at));
                }
                return;
            }
        } else if self.note(text) {
            return;
        } else if let Some((lead, offset)) = self.labelled(text) {
            self.commit();
            self.stamped_at(text, &lead, offset, 0, span, Open::Line(at));
            return;
        } else if matches!(self.open, Open::Heading(_)) {
            // Labels under a heading with a time are words of its entry.
        } else if let Some(label) = kinds::whole(&text.plain).filter(|_| !inner) {
            self.close();
            self.label = Some(label);
            return;
        } else if kinds::label(&text.plain).is_some()
            && (!within || self.open == Open::Line(at) && !self.colon())
        {
            self.commit();
            self.push(text, 0..text.plain.len(), None, span);
            self.open = Open::Line(at);
            return;
        }
        if self.open != Open::None
            && let Some((start, lead)) = self.later(text, 0)
        {
            let words = text.plain.get(..start).unwrap_or_default();
            self.append(words.trim_end_matches([' ', '-', '*']), text.source(start));
            let place = Span::new(text.source(start), span.end);
            self.stamped_at(text, &lead, Some(start), 0, place, self.open);
            return;
        }
        match self.open {
            _ if within => self.append(&text.plain, span.end),
            Open::Line(_) | Open::Item(_) => self.pending.push((text.plain.clone(), span.end)),
            _ if self.label.is_some() || self.scope.is_some_and(|(item, _)| self.inside(at, item)) => {
                let stamp = self.only_clock(text, &[]);
                self.push(text, 0..text.plain.len(), stamp, span);
                self.open = Open::Line(at);
            }
            _ => {}
        }
    }

    fn item(&mut self, at: usize, block: &Block) {
        let mut lines = block.lines.iter().enumerate();
        let Some((_, first)) = lines.next() else {
            return;
        };
        let Some(text) = self.part(first.span, &first.text) else {
            return;
        };
        let text = self.numbered(block, text);
        if self.scope.is_some_and(|(item, _)| !self.inside(at, item)) {
            self.scope = None;
        }
        let within = match self.open {
            Open::Heading(_) => true,
            Open::Item(item) => self.inside(at, item),
            // `14:05 - we saw this:` and a list.
            Open::Line(_) => self.pending.is_empty() && self.colon(),
            Open::None => false,
        };
        if let Some(lead) = self
            .leading(&text)
            .filter(|lead| !(within && lead.stamp.clock.is_none()))
        {
            let timed = lead.stamp.clock.is_some() || lead.stamp.placeholder || unreadable(&lead);
            self.commit();
            if !timed && lead.body >= text.plain.len() {
                self.close();
                self.date(&text, &lead);
            } else {
                self.stamped(&text, &lead, 0, block.span, Open::Item(at));
            }
        } else if within {
            self.append(&text.plain, block.span.end);
        } else if self.note(&text) {
            return;
        } else if let Some((lead, offset)) = self.labelled(&text) {
            self.commit();
            self.stamped_at(&text, &lead, offset, 0, block.span, Open::Item(at));
        } else if let Some(label) = kinds::whole(&text.plain) {
            self.commit();
            self.label_item(at, block, label, &text);
        } else {
            self.commit();
            self.bare = false;
            self.open = Open::Item(at);
            if let Some((start, lead)) = self.later(&text, 0) {
                self.push(&text, 0..start, None, block.span);
                let place = Span::new(text.source(start), block.span.end);
                self.stamped_at(&text, &lead, Some(start), 0, place, Open::Item(at));
            } else {
                let stamp = self.only_clock(&text, &block.lines);
                self.push(&text, 0..text.plain.len(), stamp, block.span);
            }
        }
        for (index, line) in lines {
            if let Some(text) = self.part(line.span, &line.text) {
                self.line(
                    at,
                    index,
                    &text,
                    Span::new(line.span.start, block.span.end.max(line.span.end)),
                    self.open == Open::Item(at) || within,
                );
            }
        }
    }

    /// `19. April, 11:00`: what Markdown takes for the number of a list is the day of a date.
    fn numbered<'t>(&self, block: &Block, text: Cow<'t, Text>) -> Cow<'t, Text> {
        let source = self.source.slice(block.span);
        let digits = source.find(|char: char| !char.is_ascii_digit()).unwrap_or(0);
        let number = source
            .get(..digits)
            .filter(|number| (1..=2).contains(&number.len()));
        let Some(number) = number.filter(|_| matches!(block.kind, BlockKind::Item { ordered: true, .. }))
        else {
            return text;
        };
        let mut whole = Text {
            plain: format!("{number}. {}", text.plain),
            runs: vec![(0, block.span.start)],
            ..Text::default()
        };
        let dated = clock::leading(&whole.plain).is_some_and(|lead| lead.stamp.day.is_some());
        if !dated || clock::leading(&text.plain).is_some() {
            return text;
        }
        let shift = number.len() + 2;
        whole
            .runs
            .extend(text.runs.iter().map(|&(plain, source)| (plain + shift, source)));
        let moved = |ranges: &[Range<usize>]| {
            ranges
                .iter()
                .map(|range| range.start + shift..range.end + shift)
                .collect()
        };
        whole.strong = moved(&text.strong);
        whole.code = moved(&text.code);
        Cow::Owned(whole)
    }

    /// A bullet that is a label: its time may stand in the bullet below it, else the label is that of all
    /// bullets in it.
    fn label_item(&mut self, at: usize, block: &Block, label: Option<EntryKind>, text: &Text) {
        self.open = Open::None;
        let end = at
            + 1
            + self
                .blocks
                .iter()
                .skip(at + 1)
                .take_while(|inner| block.span.contains(inner.span))
                .count();
        let children = self.blocks.get(at + 1..end).unwrap_or_default();
        let mut leads = children.iter().filter_map(|child| {
            let line = child.lines.first()?;
            let lead = clock::leading(&line.text.plain)
                .filter(|lead| lead.stamp.clock.is_some() || lead.stamp.day.is_some())?;
            Some((child, line, lead))
        });
        let one = leads
            .next()
            .filter(|(child, ..)| children.first().is_some_and(|first| first.span == child.span));
        if let Some((_, line, lead)) = one
            && leads.next().is_none()
        {
            let stamp = Located::new(&lead.stamp, &line.text, self.source, &mut self.diagnostics);
            let rest = line.text.plain.get(lead.body..).unwrap_or_default();
            let others = children
                .iter()
                .skip(1)
                .filter(|child| child.kind != BlockKind::Code)
                .flat_map(|child| &child.lines)
                .map(|line| line.text.plain.as_str());
            let words = std::iter::once(rest)
                .chain(others)
                .fold(String::new(), |all, words| joined(&all, words));
            let content = if words.is_empty() {
                Span::new(
                    text.source(0),
                    block.lines.first().map_or(block.span.end, |line| line.span.end),
                )
            } else if rest.is_empty() {
                Span::new(line.span.end, block.span.end)
            } else {
                Span::new(line.text.source(lead.body), block.span.end)
            };
            let words = if words.is_empty() {
                trimmed(text.plain.trim_end_matches([' ', ':', '-']))
            } else {
                words
            };
            self.entry(Raw {
                stamp: Some(stamp),
                kind: label,
                act: label.is_none(),
                text: words,
                span: block.span,
                content,
                ..Raw::default()
            });
            self.next = end;
        } else if children.is_empty() {
            self.push(text, 0..text.plain.len(), None, block.span);
            self.open = Open::Item(at);
        } else {
            self.scope = Some((at, label));
        }
    }

    /// The one clock time in the text of a bullet that has none in front.
    fn only_clock(&mut self, text: &Text, lines: &[Line]) -> Option<Located> {
        let mut found = None;
        for line in std::iter::once(text).chain(lines.iter().skip(1).map(|line| &line.text)) {
            for stamp in clock::anywhere(&line.plain) {
                if stamp.clock.is_none() && stamp.problems.is_empty() || line.is_code(stamp.range.start) {
                    continue;
                }
                if found.is_some() {
                    return None;
                }
                found = Some((stamp, line));
            }
        }
        let (stamp, line) = found?;
        Some(Located::new(&stamp, line, self.source, &mut self.diagnostics))
    }

    /// A label and then a time: `Detected: 14:05 UTC - …`, `First identified at 08:00 UTC …`. The offset of
    /// the stamp's text, or None where the whole line stays the text.
    fn labelled(&self, text: &Text) -> Option<(Leading, Option<usize>)> {
        if let Some(label) = kinds::label(&text.plain)
            && let Some(lead) = clock::leading(text.plain.get(label.end..)?)
            && (lead.stamp.clock.is_some() || lead.stamp.day.is_some() && lead.separator == Separator::Mark)
            && !text.is_code(label.end + lead.stamp.range.start)
        {
            return Some((lead, Some(label.end)));
        }
        let first = text
            .plain
            .char_indices()
            .nth(48)
            .map_or(text.plain.len(), |(at, _)| at);
        let head = text.plain.get(..first)?;
        let digit = head.find(|char: char| char.is_ascii_digit())?;
        // Only a short line of words stands before such a time; looking further would cost for nothing.
        let stamp = clock::anywhere(&text.plain)
            .into_iter()
            .find(|stamp| stamp.clock.is_some())?;
        let near = stamp.range.start <= digit && !text.is_code(stamp.range.start);
        kinds::before_time(text.plain.get(..stamp.range.start)?).filter(|_| near)?;
        let body = text.plain.len();
        Some((
            Leading {
                stamp,
                body,
                separator: Separator::None,
            },
            None,
        ))
    }

    fn leading(&self, text: &Text) -> Option<Leading> {
        let lead = clock::leading(&text.plain)?;
        // A time in code at the start of a line is one where the code holds nothing else.
        let more = text
            .code
            .iter()
            .any(|code| code.contains(&lead.stamp.range.start) && code.end > lead.stamp.range.end + 1);
        (!more).then_some(lead)
    }

    fn note(&mut self, text: &Text) -> bool {
        match notes::note(text) {
            Some(Note::Zone(zone)) => self.zone = Some(zone),
            Some(Note::Unreadable(label)) => self.no_zone(label),
            None => return false,
        }
        true
    }

    /// A zone that cannot be read is none: no other takes its place.
    fn no_zone(&mut self, label: Label) {
        let message = format!("`{}` is no zone that is known", label.name);
        self.diagnostics.push(
            Diagnostic::warn("unreadable-time", &self.source.path, label.span, message).hint(
                "write an abbreviation, an offset (`UTC+1`) or a name of the zone database (`Africa/Lagos`)",
            ),
        );
        self.zone = Some(Label {
            name: String::new(),
            span: label.span,
        });
    }

    /// A date alone: for what follows.
    fn date(&mut self, text: &Text, lead: &Leading) {
        self.close();
        let located = Located::new(&lead.stamp, text, self.source, &mut self.diagnostics);
        self.heading = located.day.or(self.heading);
        if located.zone.is_some() {
            self.zone = located.zone;
        }
    }

    fn stamped(&mut self, text: &Text, lead: &Leading, offset: usize, span: Span, open: Open) {
        self.stamped_at(text, lead, Some(offset), 0, span, open);
    }

    /// Opens an entry with its time, and those that later times in the same line open. With a label before
    /// the time, `offset` is where the stamp's own text begins.
    fn stamped_at(
        &mut self,
        text: &Text,
        lead: &Leading,
        offset: Option<usize>,
        from: usize,
        span: Span,
        open: Open,
    ) {
        let shift = offset.unwrap_or(0);
        let part = text.part(shift..text.plain.len());
        let stamp = Located::new(&lead.stamp, &part, self.source, &mut self.diagnostics);
        let body = match offset {
            Some(_) => (shift + lead.body).min(text.plain.len()),
            None => from,
        };
        let later = self.later(text, body.max(shift + lead.stamp.range.end));
        let end = later.as_ref().map_or(text.plain.len(), |&(start, _)| start);
        let own = if shift > 0 {
            kinds::label(&text.plain)
        } else if offset.is_none() {
            Some(kinds::Label {
                kind: kinds::before_time(text.plain.get(..lead.stamp.range.start).unwrap_or_default())
                    .flatten(),
                end: 0,
            })
        } else {
            None
        };
        self.push(text, body..end, Some(stamp), span);
        if let (Some(own), Some(entry)) = (own, self.entries.last_mut()) {
            if own.kind.is_some() {
                entry.kind = own.kind;
            }
            if entry.text.is_empty() {
                let label = text.plain.get(..shift).unwrap_or_default();
                entry.text = trimmed(label.trim_end_matches([' ', ':', '-']));
                let start = text.source(0);
                entry.content = Span::new(start, text.source(shift.saturating_sub(1)).max(start));
            }
        }
        self.open = open;
        self.bare = lead.separator == Separator::None;
        if let Some((start, next)) = later {
            let place = Span::new(text.source(start), span.end);
            self.stamped_at(text, &next, Some(start), 0, place, open);
        }
    }

    /// The next time in a line that opens an entry: one with a colon or a dash after it and its zone.
    fn later(&self, text: &Text, from: usize) -> Option<(usize, Leading)> {
        let rest = text.plain.get(from..)?;
        clock::anywhere(rest).into_iter().find_map(|stamp| {
            let start = from + stamp.range.start;
            let before = text.plain.get(..start)?;
            if stamp.clock.is_none() || start == from || text.is_code(start) || ends_open(before) {
                return None;
            }
            let lead = clock::leading(text.plain.get(start..)?)?;
            let words = text.plain.get(start + lead.stamp.range.end..start + lead.body)?;
            let ended = before.trim_end().ends_with([
                '.', '!', '?', ';', '-', '*', '\u{2022}', '\u{2013}', '\u{2014}', ')', '|',
            ]);
            let opens =
                words.contains(':') || ended && lead.separator == Separator::Mark && !words.is_empty();
            (opens && lead.stamp.clock.is_some()).then_some((start, lead))
        })
    }

    /// Adds an entry whose text is a range of a line, less the label that it begins with.
    pub(super) fn push(&mut self, text: &Text, body: Range<usize>, stamp: Option<Located>, span: Span) {
        let whole = body.end >= text.plain.len();
        let words = text.plain.get(body.clone()).unwrap_or_default();
        let words = if whole {
            words
        } else {
            words.trim_end_matches([' ', '-', '*', '\u{2022}'])
        };
        let label = kinds::label(words).filter(|_| !text.is_code(body.start));
        let after = label.map_or(0, |label| label.end);
        let rest = trimmed(words.get(after..).unwrap_or_default());
        let (from, words) = if rest.is_empty() {
            (body.start, trimmed(words))
        } else {
            (body.start + after, rest)
        };
        let from = from
            + text
                .plain
                .get(from..body.end)
                .map_or(0, |words| words.len() - words.trim_start().len());
        let start = if from < body.end {
            text.source(from)
        } else {
            text.plain
                .len()
                .checked_sub(1)
                .map_or(span.end, |last| text.source(last) + 1)
        };
        let label = label.map(|label| label.kind);
        self.entry(Raw {
            stamp,
            kind: label.flatten(),
            act: label == Some(None),
            text: words,
            span,
            content: Span::new(start.clamp(span.start, span.end), span.end),
            ..Raw::default()
        });
    }

    /// Adds an entry; the one before ends where it begins.
    pub(super) fn entry(&mut self, mut raw: Raw) {
        if let Some(last) = self.entries.last_mut() {
            last.span.end = last.span.end.min(raw.span.start).max(last.span.start);
            last.content.end = last.content.end.min(last.span.end);
            last.content.start = last.content.start.min(last.content.end);
        }
        let above = self.scope.map(|(_, label)| label).or(self.label);
        if raw.kind.is_none() && !raw.act {
            raw.kind = above.flatten();
            raw.act = above == Some(None);
        }
        raw.heading = self.heading.take();
        raw.zone = raw.zone.or_else(|| self.zone.clone());
        self.entries.push(raw);
    }

    /// Adds text to the open entry, up to a place in the source.
    fn append(&mut self, words: &str, end: usize) {
        if let Some(last) = self.entries.last_mut() {
            last.text = joined(&last.text, words);
            last.span.end = last.span.end.max(end);
            last.content.end = last.content.end.max(end);
        }
    }

    /// What stands between two entries belongs to the first.
    fn commit(&mut self) {
        for (words, end) in std::mem::take(&mut self.pending) {
            self.append(&words, end);
        }
    }

    fn close(&mut self) {
        self.pending.clear();
        self.open = Open::None;
        self.scope = None;
    }

    /// Whether the last entry's text announces a list.
    fn colon(&self) -> bool {
        self.entries.last().is_some_and(|entry| entry.text.ends_with(':'))
    }

    /// Whether a block lies inside a list item.
    fn inside(&self, at: usize, item: usize) -> bool {
        let spans = self.blocks.get(at).zip(self.blocks.get(item));
        at > item && spans.is_some_and(|(block, item)| item.span.contains(block.span))
    }
}

fn start(section: &Section) -> usize {
    if section.heading_span.is_empty() {
        section.span.start
    } else {
        section.heading_span.start
    }
}

/// The part of a text that stands between two places of the source.
fn cut(text: &Text, from: usize, to: Option<usize>) -> Text {
    let place = |source: usize| {
        text.plain
            .char_indices()
            .map(|(at, _)| at)
            .find(|&at| text.source(at) >= source)
            .unwrap_or(text.plain.len())
    };
    let (start, end) = (place(from), to.map_or(text.plain.len(), place));
    text.part(start..end.max(start))
}

/// Whether a text ends with a word that a time continues.
fn ends_open(text: &str) -> bool {
    let last = text
        .trim_end()
        .rsplit(|char: char| !char.is_alphabetic())
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    matches!(
        last.as_str(),
        "at" | "by"
            | "from"
            | "until"
            | "till"
            | "to"
            | "around"
            | "about"
            | "of"
            | "the"
            | "since"
            | "before"
            | "after"
            | "between"
            | "and"
            | "on"
            | "in"
            | "for"
            | "circa"
            | "approximately"
            | "or"
            | "than"
    )
}

fn unreadable(lead: &Leading) -> bool {
    lead.stamp.clock.is_none() && lead.stamp.day.is_none() && !lead.stamp.problems.is_empty()
}

fn trimmed(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn joined(all: &str, words: &str) -> String {
    let words = trimmed(words);
    match (all.is_empty(), words.is_empty()) {
        (true, _) => words,
        (_, true) => all.to_owned(),
        _ => format!("{all} {words}"),
    }
}
