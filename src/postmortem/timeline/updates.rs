//! Updates as status pages write them: the words, and their time below them or at their end.

use super::collect::Collector;
use super::draft_entry::SourceStamp;
use super::open_entry::Opener;
use super::update_times::{Tail, coded, head, marked, state, tail};
use crate::kinds;
use crate::postmortem::timeline::zone_notes;
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind, Line, Text};
use crate::vocabulary::SectionKind;
use std::ops::Range;

impl Collector<'_> {
    /// The blocks of a timeline whose times stand below their words: it begins with words and ends with a time, and none
    /// of its lines begins with a time and goes on with words.
    pub(super) fn updates_of(&self, section: usize) -> Option<Range<usize>> {
        let (_, rest) = self.sections.split_at_checked(section)?;
        let (section, rest) = rest.split_first()?;
        if section.kind != SectionKind::Timeline || section.nested {
            return None;
        }
        let end = rest.iter().find(|next| !next.nested).map_or(usize::MAX, |next| {
            if next.heading_span.is_empty() {
                next.span.start
            } else {
                next.heading_span.start
            }
        });
        let place = |to: usize| self.blocks.partition_point(|block| block.span.start < to);
        let range = place(section.span.start)..place(end);
        let before = range.start.checked_sub(1).and_then(|at| self.blocks.get(at));
        // A label and its first lines may be one block.
        if before.is_some_and(|block| block.span.end > section.span.start && !block.lines.is_empty()) {
            return None;
        }
        let rows = |block: &Block| matches!(block.kind, BlockKind::Row { .. });
        if self.blocks.get(range.clone())?.iter().any(rows) {
            return None;
        }
        let mut last = None;
        for line in Self::counted(self.blocks, range.clone()) {
            if line.text.leading().is_some() && (last.is_none() || tail(&line.text).is_none()) {
                return None;
            }
            last = Some(line);
        }
        tail(&last?.text).map(|_| range)
    }

    /// The lines that count: no code, no notes on zones.
    fn counted(blocks: &[Block], range: Range<usize>) -> impl Iterator<Item = &Line> {
        let blocks = blocks.get(range).unwrap_or_default().iter();
        blocks
            .filter(|block| block.kind != BlockKind::Code)
            .flat_map(|block| &block.lines)
            .filter(|line| !line.text.plain.trim().is_empty() && zone_notes::note(&line.text).is_none())
    }

    /// Reads such a timeline.
    pub(super) fn updates(&mut self, range: Range<usize>) {
        let all = self.blocks;
        for line in all
            .get(range.clone())
            .unwrap_or_default()
            .iter()
            .flat_map(|block| &block.lines)
        {
            self.note(&line.text);
        }
        let mut words: Vec<&Line> = Vec::new();
        for line in Self::counted(all, range.clone()) {
            words.push(line);
            if let Some(tail) = tail(&line.text) {
                self.update(&words, &tail);
                words.clear();
            }
        }
        self.close();
        self.next = range.end;
    }

    /// Reads an update outside a timeline, as status pages show it and cState keeps it; of lines of one paragraph several may be one.
    pub(super) fn marked_update(&mut self, block: &Block) {
        let Some(tail) = marked(block) else { return };
        let mut words: Vec<&Line> = Vec::new();
        for (at, line) in block.lines.iter().enumerate() {
            words.push(line);
            if at + 1 == block.lines.len() {
                self.update(&words, &tail);
            } else if let Some(tail) = coded(line) {
                self.update(&words, &tail);
                words.clear();
            }
        }
        self.close();
    }

    /// Opens the entry of an update whose words follow its head; returns whether a text is one.
    pub(super) fn head_of_update(&mut self, text: &Text, span: Span) -> bool {
        let Some((kind, lead, from)) = head(&text.plain) else {
            return false;
        };
        self.commit();
        let stamp = SourceStamp::new(&lead.stamp, from, text, self.source, &mut self.diagnostics);
        self.push(text, text.plain.len()..text.plain.len(), Some(stamp), span);
        if let Some(entry) = self.entries.last_mut() {
            entry.kind = kind;
        }
        self.open.open(Opener::LONE_TIME, lead.separator, "");
        true
    }

    /// Adds the entry of some lines, the last of which ends with its time.
    fn update(&mut self, lines: &[&Line], tail: &Tail<'_>) {
        let Some((last, lines)) = lines.split_last() else {
            return;
        };
        let stamp = SourceStamp::new(tail.stamp, 0, &last.text, self.source, &mut self.diagnostics);
        let end = last.span.end;
        let ending = last.text.part(0..tail.words);
        // A label alone, and its words below it.
        let alone = |text: &str| {
            let (kind, end) = state(text)?;
            (end == text.len() && kind.is_some()).then_some(kind)
        };
        let label = lines.first().map(|line| line.text.plain.as_str());
        let label = label.and_then(|text| alone(text).or_else(|| kinds::whole(text)));
        let label = label.filter(|_| lines.len() > 1 || tail.words > 0);
        let mut texts = lines
            .iter()
            .skip(usize::from(label.is_some()))
            .map(|line| (&line.text, line.span))
            .chain((tail.words > 0).then(|| (&ending, last.text.span(0..tail.words))));
        let Some((text, span)) = texts.next() else {
            return;
        };
        // `Resolved - The queue is empty`
        let before = state(&text.plain).filter(|(kind, _)| label.is_none() && kind.is_some());
        let begin = before.map_or(0, |(_, end)| end);
        let label = label.or_else(|| before.map(|(kind, _)| kind));
        self.push(text, begin..text.plain.len(), Some(stamp), span);
        for (text, span) in texts {
            self.more(text, span);
        }
        if let Some(entry) = self.entries.last_mut() {
            entry.kind = entry.kind.or(label.flatten());
            entry.coded = tail.coded;
            entry.span.end = entry.span.end.max(end);
        }
    }
}
