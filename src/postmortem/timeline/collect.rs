//! Collects entries from the blocks of the timeline's sections. The other files add to [`Collector`] how each form of
//! block is read.

use super::draft_entry::{DraftEntry, StatedDate};
use super::half_names::{half_alone, half_of, half_of_day};
use super::inherited::Inherited;
use super::open_entry::{OpenEntry, Opener};
use super::update_times::is_marked;
use crate::diagnostic::Diagnostic;
use crate::kinds;
use crate::postmortem::document::Section;
use crate::postmortem::timeline::zone_notes::{self, Note};
use crate::source::Source;
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind, Text};
use crate::vocabulary::SectionKind;
use std::borrow::Cow;
use std::ops::Range;

pub(super) struct Collector<'a> {
    pub(super) source: &'a Source,
    pub(super) blocks: &'a [Block],
    pub(super) sections: &'a [Section],
    pub(super) entries: Vec<DraftEntry>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) open: OpenEntry,
    pub(super) inherited: Inherited,
    /// Blocks before this index were read together with an earlier one.
    pub(super) next: usize,
    /// Whether all given blocks count, whatever their section.
    pub(super) everywhere: bool,
    /// Whether its times are four digits alone.
    pub(super) compact: bool,
    /// Whether paragraphs tell it.
    pub(super) story: bool,
}

impl<'a> Collector<'a> {
    pub(super) fn new(source: &'a Source, blocks: &'a [Block], sections: &'a [Section]) -> Self {
        Self {
            source,
            blocks,
            sections,
            entries: Vec::new(),
            diagnostics: Vec::new(),
            open: OpenEntry::default(),
            inherited: Inherited::default(),
            next: 0,
            everywhere: false,
            compact: false,
            story: false,
        }
    }

    pub(super) fn has_timeline(&self) -> bool {
        self.sections
            .iter()
            .any(|section| section.kind == SectionKind::Timeline)
    }

    pub(super) fn finish(mut self) -> (Vec<DraftEntry>, Vec<Diagnostic>) {
        // A zone note below the first entries applies to them too.
        let first = self.entries.iter().find_map(|entry| entry.zone.clone());
        for entry in self.entries.iter_mut().take_while(|entry| entry.zone.is_none()) {
            entry.zone.clone_from(&first);
        }
        self.note_elsewhere();
        (self.entries, self.diagnostics)
    }

    /// Gives entries without a zone that of a note anywhere in the document: `All times in PDT` below the title.
    fn note_elsewhere(&mut self) {
        if self.entries.iter().all(DraftEntry::has_zone) {
            return;
        }
        let lines = self
            .blocks
            .iter()
            .filter(|block| {
                matches!(
                    block.kind,
                    BlockKind::Paragraph | BlockKind::Item { .. } | BlockKind::Heading(_)
                ) && !block.quoted
            })
            .flat_map(|block| &block.lines);
        let found = lines
            .filter(|line| zone_notes::is_own_line(&line.text))
            .find_map(|line| match zone_notes::note(&line.text)? {
                Note::Zone(zone) => Some((zone, zone_notes::date(&line.text))),
                Note::Unreadable(_) => None,
            });
        if let Some((zone, date)) = found {
            for entry in &mut self.entries {
                entry.zone.get_or_insert_with(|| zone.clone());
                entry.usual = entry.usual.or(date);
            }
        }
    }

    /// Reads all blocks of the timeline's sections.
    pub(super) fn sections(&mut self) {
        if self.has_timeline() {
            self.compact = self.is_compact();
            self.story = self.is_story();
            for (at, section) in self.sections.iter().enumerate() {
                if let Some(range) = self.updates_of(at) {
                    self.blocks(self.next..range.start);
                    self.title(section);
                    self.updates(range);
                }
            }
            self.blocks(self.next..self.blocks.len());
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
            BlockKind::Heading(level) => self.heading(at, block, level),
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
            BlockKind::Item { .. } | BlockKind::Paragraph if self.everywhere && is_marked(block) => {
                self.marked_update(block)
            }
            BlockKind::Item { .. } => self.item(at, block),
            BlockKind::Paragraph => self.paragraph(at, block),
            BlockKind::Code => {
                if self.open.opener != Opener::None && self.part(block.span, &Text::default()).is_some() {
                    self.commit();
                    self.append("", block.span.end);
                }
            }
            BlockKind::Rule | BlockKind::Html | BlockKind::Prompt => {}
        }
    }

    /// The index of the section at a place.
    fn section(&self, at: usize) -> Option<usize> {
        self.sections
            .partition_point(|section| start(section) <= at)
            .checked_sub(1)
    }

    /// Whether a place lies in the timeline.
    pub(super) fn is_in_timeline(&self, at: usize) -> bool {
        let section = self.section(at).and_then(|at| self.sections.get(at));
        self.everywhere || section.is_some_and(tells_of_times)
    }

    /// The part of a line that belongs to the timeline, if any. A line that is, or begins with, the
    /// heading of a section closes the open entry.
    pub(super) fn part<'t>(&mut self, span: Span, text: &'t Text) -> Option<Cow<'t, Text>> {
        if self.everywhere {
            return Some(Cow::Borrowed(text));
        }
        let at = self.section(span.start)?;
        let section = self.sections.get(at)?;
        let in_timeline = tells_of_times(section);
        let inside = |section: &&Section| start(section) < span.end;
        let next = self.sections.get(at + 1).filter(inside);
        if !in_timeline {
            self.close();
            // A timeline that begins within the line.
            let mut rest = self.sections.iter().skip(at + 1).take_while(inside);
            let found = rest.find(|next| next.kind == SectionKind::Timeline)?;
            let end = rest.find(|next| !next.nested).map(start);
            if found.span.start >= span.end {
                return None;
            }
            self.title(found);
            return Some(Cow::Owned(cut(text, found.span.start, end)));
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

    pub(super) fn title(&mut self, section: &Section) {
        self.close();
        self.inherited.section = section.span.start;
        self.inherited
            .set_label(section.heading.as_deref().and_then(kinds::whole), false);
        let plain = section.heading.clone().unwrap_or_default();
        let text = Text::at(plain, section.heading_span.start);
        self.zone_of_heading(&text, section.heading_span);
        self.inherited.half = half_of(&text.plain);
        let dated = text.stamps().iter().find_map(|stamp| stamp.day);
        self.inherited.date = dated
            .map(|day| StatedDate {
                day,
                span: section.heading_span,
            })
            .or(self.inherited.date);
    }

    fn zone_of_heading(&mut self, text: &Text, span: Span) {
        match zone_notes::of_heading(text) {
            Some(Note::Zone(mut zone)) => {
                zone.span = span;
                self.inherited.zone = Some(zone);
            }
            Some(Note::Unreadable(mut label)) => {
                label.span = span;
                self.no_zone(label);
            }
            None => {}
        }
    }

    fn heading(&mut self, at: usize, block: &Block, level: u8) {
        let Some(line) = block.lines.first() else {
            return;
        };
        let Some(text) = self.part(block.span, &line.text) else {
            return;
        };
        self.commit();
        self.inherited.half = None;
        // `Timeline - UTC`: what is left of the section's own heading.
        if block.span.start < self.inherited.section && self.inherited.section < block.span.end {
            self.zone_of_heading(&text, block.span);
        }
        if let Some(lead) = self.leading(&text) {
            self.inherited.item_label = None;
            if self.day_and_zone(&text, &lead) {
                return;
            }
            if lead.stamp.clock.is_none() && lead.stamp.day.is_some() && half_alone(&text, &lead) {
                self.date(&text, &lead);
            } else if lead.stamp.clock.is_some()
                || lead.body < text.plain.len()
                || lead.is_unreadable()
                || lead.stamp.day.is_none() && lead.stamp.placeholder
            {
                self.stamped(&text, &lead, 0, block.span, Opener::Heading(level));
            } else {
                self.date(&text, &lead);
            }
        } else if let Some(found) = self.labelled(&text) {
            self.label_first(&text, &found, block.span, Opener::Heading(level));
        } else if let Some(label) = kinds::whole(&text.plain) {
            self.close();
            self.inherited.set_label(Some(label), true);
        } else if matches!(self.open.opener, Opener::Heading(open) if open < level) {
            self.append(&text.plain, block.span.end);
        } else {
            self.close();
            self.inherited.label = None;
            self.inherited.half = half_of(&text.plain);
            self.inherited.date = half_of_day(&text).or(self.inherited.date);
            self.skip_untimed(at);
        }
    }

    /// Passes over what is under a heading of the timeline that is neither time nor label, where nothing of it has a
    /// time, after entries that have: causes, notes.
    fn skip_untimed(&mut self, at: usize) {
        let timed = |entry: &DraftEntry| entry.stamp.as_ref().is_some_and(|stamp| stamp.clock.is_some());
        if self.everywhere || !self.entries.iter().any(timed) {
            return;
        }
        let rest = self.blocks.iter().skip(at + 1);
        let under = rest.take_while(|block| !matches!(block.kind, BlockKind::Heading(_)));
        let (mut count, mut times) = (0, false);
        for block in under {
            count += 1;
            times |= block
                .lines
                .iter()
                .any(|line| line.text.leading().is_some() || !line.text.stamps().is_empty());
        }
        if !times {
            self.next = at + 1 + count;
        }
    }

    /// Whether a block lies inside a list item.
    pub(super) fn inside(&self, at: usize, item: usize) -> bool {
        let spans = self.blocks.get(at).zip(self.blocks.get(item));
        at > item && spans.is_some_and(|(block, item)| item.span.contains(block.span))
    }
}

const fn tells_of_times(section: &Section) -> bool {
    matches!(section.kind, SectionKind::Timeline | SectionKind::Detection)
}

fn start(section: &Section) -> usize {
    if section.heading_span.is_empty() {
        section.span.start
    } else {
        section.heading_span.start
    }
}

/// The part of a text between two places of the source.
fn cut(text: &Text, from: usize, to: Option<usize>) -> Text {
    let index = |source: usize| {
        text.plain
            .char_indices()
            .map(|(at, _)| at)
            .find(|&at| text.source(at) >= source)
            .unwrap_or(text.plain.len())
    };
    let (start, end) = (index(from), to.map_or(text.plain.len(), index));
    text.part(start..end.max(start))
}
