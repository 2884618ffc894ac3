//! Entries that the items of lists open.

use super::collect::Collector;
use super::draft_entry::{DraftEntry, SourceStamp};
use super::entries::trimmed;
use super::open_entry::Opener;
use crate::kinds;
use crate::postmortem::timeline::zone_notes;
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind, Line, Text};
use crate::text::clock::{Leading, Separator};
use crate::text::words::join;
use crate::vocabulary::EntryKind;
use std::borrow::Cow;
use std::ops::Range;

impl Collector<'_> {
    pub(super) fn item(&mut self, at: usize, block: &Block) {
        let mut lines = block.lines.iter().enumerate();
        let Some((_, first)) = lines.next() else {
            return;
        };
        let Some(text) = self.part(first.span, &first.text) else {
            return;
        };
        let text = self.numbered(block, text);
        if self
            .inherited
            .item_label
            .is_some_and(|(item, _)| !self.inside(at, item))
        {
            self.inherited.item_label = None;
        }
        let within = match self.open.opener {
            Opener::Heading(_) => true,
            Opener::Item(item) => self.open.holds_items || self.inside(at, item),
            // `14:05 - we saw this:` and a list.
            Opener::Line(_) => self.open.pending.is_empty() && self.colon(),
            Opener::None => false,
        };
        if let Some(lead) = self
            .leading(&text)
            // A day alone in the next item of a list is no text of the one before.
            .filter(|lead| !within || lead.stamp.clock.is_some() || self.begins_day(at, lead))
        {
            let timed = lead.stamp.clock.is_some() || lead.stamp.placeholder || lead.is_unreadable();
            self.commit();
            if self.day_and_zone(&text, &lead) {
                return;
            }
            if !timed && lead.body >= text.plain.len() && !self.words_below(at, block) {
                self.close();
                self.date(&text, &lead);
            } else {
                self.stamped(&text, &lead, 0, block.span, Opener::Item(at));
            }
        } else if within {
            self.append(&text.plain, block.span.end);
        } else if self.note(&text) {
            return;
        } else if let Some(found) = self.labelled(&text) {
            self.commit();
            self.label_first(&text, &found, block.span, Opener::Item(at));
        } else if let Some(label) = kinds::whole(&text.plain) {
            self.commit();
            self.label_item(at, block, label, &text);
        } else {
            self.commit();
            self.open.unseparated = false;
            self.open.opener = Opener::Item(at);
            let before = |all: &mut Self, end: usize| all.push(&text, 0..end, None, block.span);
            if !self.split(&text, block.span, Opener::Item(at), before) {
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
                    self.open.opener == Opener::Item(at) || within,
                );
            }
        }
    }

    fn begins_day(&self, at: usize, lead: &Leading) -> bool {
        let next = matches!(self.open.opener, Opener::Item(item) if !self.inside(at, item));
        next && lead.stamp.day.is_some() && lead.separator == Separator::Mark
    }

    /// Whether the words of an item with a date alone follow below it, and no times of that day.
    fn words_below(&self, at: usize, block: &Block) -> bool {
        let below = block.lines.get(1).or_else(|| {
            let inner = self
                .blocks
                .get(at + 1)
                .filter(|inner| block.span.contains(inner.span))?;
            inner.lines.first()
        });
        below.is_some_and(|line| line.text.leading().is_none() && zone_notes::note(&line.text).is_none())
    }

    /// `19. April, 11:00`: what Markdown reads as a list number is the day of a date.
    pub(super) fn numbered<'t>(&self, block: &Block, text: Cow<'t, Text>) -> Cow<'t, Text> {
        let source = self.source.slice(block.span);
        let digits = source.find(|char: char| !char.is_ascii_digit()).unwrap_or(0);
        let number = source
            .get(..digits)
            .filter(|number| (1..=2).contains(&number.len()));
        let Some(number) = number.filter(|_| matches!(block.kind, BlockKind::Item { ordered: true, .. }))
        else {
            return text;
        };
        let mut whole = Text::at(format!("{number}. {}", text.plain), block.span.start);
        let dated = whole.leading().is_some_and(|lead| lead.stamp.day.is_some());
        if !dated || text.leading().is_some() {
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

    /// A bullet that is a label: its time may be in the bullet below it, else it is the label of all bullets in it.
    pub(super) fn label_item(&mut self, at: usize, block: &Block, label: Option<EntryKind>, text: &Text) {
        self.open.opener = Opener::None;
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
            let lead = line
                .text
                .leading()
                .filter(|lead| lead.stamp.clock.is_some() || lead.stamp.day.is_some())?;
            Some((child, line, lead))
        });
        let one = leads
            .next()
            .filter(|(child, ..)| children.first().is_some_and(|first| first.span == child.span));
        if let Some((_, line, lead)) = one
            && leads.next().is_none()
        {
            let stamp = SourceStamp::new(&lead.stamp, 0, &line.text, self.source, &mut self.diagnostics);
            let rest = line.text.plain.get(lead.body..).unwrap_or_default();
            let others = children
                .iter()
                .skip(1)
                .filter(|child| child.kind != BlockKind::Code)
                .flat_map(|child| &child.lines)
                .map(|line| line.text.plain.as_str());
            let words = std::iter::once(rest)
                .chain(others)
                .fold(String::new(), |mut all, words| {
                    join(&mut all, words);
                    all
                });
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
            self.entry(DraftEntry {
                stamp: Some(stamp),
                kind: label,
                act: label.is_none(),
                text: words,
                span: block.span,
                content,
                ..DraftEntry::default()
            });
            self.next = end;
        } else if children.is_empty() {
            self.push(text, 0..text.plain.len(), None, block.span);
            self.open.opener = Opener::Item(at);
        } else {
            self.inherited.set_item_label(at, label);
        }
    }

    /// The one clock time in the text of a bullet that does not begin with one.
    pub(super) fn only_clock(&mut self, text: &Text, lines: &[Line]) -> Option<SourceStamp> {
        let mut found = None;
        for line in std::iter::once(text).chain(lines.iter().skip(1).map(|line| &line.text)) {
            for stamp in line.stamps() {
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
        Some(SourceStamp::new(
            stamp,
            0,
            line,
            self.source,
            &mut self.diagnostics,
        ))
    }
}
