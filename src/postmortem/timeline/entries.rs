//! Opening, extending and closing entries.

use super::collect::Collector;
use super::draft_entry::{DraftEntry, SourceStamp};
use super::open_entry::Opener;
use super::opening::{Opening, opening as sentence_opening};
use crate::kinds;
use crate::postmortem::impact::claim;
use crate::span::Span;
use crate::text::blocks::Text;
use crate::text::clock::{self, Leading, Separator};
use crate::text::words::{ends_open, join};
use crate::vocabulary::EntryKind;
use std::ops::Range;

/// What may precede a later time in a line that opens an entry after a dash.
const ENDS: [char; 11] = [
    '.', '!', '?', ';', '-', '*', '\u{2022}', '\u{2013}', '\u{2014}', ')', '|',
];

impl Collector<'_> {
    /// Opens an entry with the time at `offset` of a line, and those that later times in the line open. The text
    /// before the offset is the entry's label.
    pub(super) fn stamped(&mut self, text: &Text, lead: &Leading, offset: usize, span: Span, opener: Opener) {
        let body = (offset + lead.body).min(text.plain.len());
        let before = (offset > 0).then(|| kinds::label(&text.plain)).flatten();
        let later = later(text, body.max(offset + lead.stamp.range.end));
        let stamp = SourceStamp::new(&lead.stamp, offset, text, self.source, &mut self.diagnostics);
        let end = later.first().map_or(text.plain.len(), |next| next.at);
        self.push(text, body..end, Some(stamp), span);
        if let Some(entry) = self.entries.last_mut() {
            entry.kind = before.and_then(|label| label.kind).or(entry.kind);
            if entry.text.is_empty() && offset > 0 {
                let label = text.plain.get(..offset).unwrap_or_default();
                entry.text = trimmed(label.trim_end_matches([' ', ':', '-']));
                let start = text.source(0);
                entry.content = Span::new(start, text.source(offset.saturating_sub(1)).max(start));
            }
        }
        self.opened(lead, opener);
        self.openings(text, later, span, opener);
    }

    /// Opens an entry whose text is the whole line, with a time in it.
    pub(super) fn timed_sentence(
        &mut self,
        text: &Text,
        lead: &Leading,
        kind: Option<EntryKind>,
        span: Span,
        opener: Opener,
    ) {
        let stamp = SourceStamp::new(&lead.stamp, 0, text, self.source, &mut self.diagnostics);
        let later = later(text, lead.stamp.range.end);
        let end = later.first().map_or(text.plain.len(), |next| next.at);
        self.push(text, 0..end, Some(stamp), span);
        if let Some(entry) = self.entries.last_mut() {
            entry.kind = kind.or(entry.kind);
        }
        self.opened(lead, opener);
        self.openings(text, later, span, opener);
    }

    /// Opens the entries of later times in a line that begins with none; `before` gets the end of the text before the
    /// first of them. Returns whether there is such a time.
    pub(super) fn split(
        &mut self,
        text: &Text,
        span: Span,
        opener: Opener,
        before: impl FnOnce(&mut Self, usize),
    ) -> bool {
        let later = later(text, 0);
        let Some(first) = later.first() else {
            return false;
        };
        before(self, first.at);
        self.openings(text, later, span, opener);
        true
    }

    pub(super) fn openings(&mut self, text: &Text, later: Vec<Opening>, span: Span, opener: Opener) {
        let ends: Vec<usize> = later
            .iter()
            .skip(1)
            .map(|next| next.at)
            .chain([text.plain.len()])
            .collect();
        for (Opening { at, lead }, end) in later.into_iter().zip(ends) {
            let stamp = SourceStamp::new(&lead.stamp, at, text, self.source, &mut self.diagnostics);
            let entry_span = Span::new(text.source(at), span.end);
            self.push(text, (at + lead.body).min(end)..end, Some(stamp), entry_span);
            self.opened(&lead, opener);
        }
    }

    fn opened(&mut self, lead: &Leading, opener: Opener) {
        let text = self.entries.last().map_or("", |entry| &entry.text);
        self.open.open(opener, lead.separator, text);
    }

    /// Adds an entry whose text is a range of a line, less the label that it begins with.
    pub(super) fn push(&mut self, text: &Text, body: Range<usize>, stamp: Option<SourceStamp>, span: Span) {
        let words = text.plain.get(body.clone()).unwrap_or_default();
        let whole = body.end >= text.plain.len();
        // A later time may follow the marker of its bullet.
        let words = if whole {
            words
        } else {
            words.trim_end_matches([' ', '-', '*', '\u{2022}'])
        };
        let first = kinds::label(words);
        let label = first.filter(|label| label.end < words.trim_end().len() && !text.is_code(body.start));
        let after = label.map_or(0, |label| label.end);
        let rest = words.get(after..).unwrap_or_default();
        let from = body.start + after + (rest.len() - rest.trim_start().len());
        let last = text
            .plain
            .len()
            .checked_sub(1)
            .map_or(span.end, |last| text.source(last) + 1);
        let start = if from < body.start + words.len() {
            text.source(from)
        } else {
            last
        };
        let end = match (body.start + words.len()).checked_sub(1).filter(|_| !whole) {
            Some(last) => text.source(last) + 1,
            None => span.end,
        };
        let kind = first.map_or_else(|| bare_label(words), |label| Some(label.kind));
        let start = start.clamp(span.start, span.end);
        self.entry(DraftEntry {
            stamp,
            kind: kind.flatten(),
            act: kind == Some(None),
            text: trimmed(rest),
            span,
            content: Span::new(start, end.clamp(start, span.end)),
            ..DraftEntry::default()
        });
    }

    /// Adds an entry; the one before ends where it begins.
    pub(super) fn entry(&mut self, mut draft: DraftEntry) {
        if let Some(last) = self.entries.last_mut() {
            last.span.end = last.span.end.min(draft.span.start).max(last.span.start);
            last.content.end = last.content.end.min(last.span.end);
            last.content.start = last.content.start.min(last.content.end);
        }
        self.inherited.apply(&mut draft);
        self.open.text_is_heading = false;
        self.entries.push(draft);
    }

    /// Adds text to the open entry, up to an offset in the source.
    pub(super) fn append(&mut self, words: &str, end: usize) {
        let titled = std::mem::take(&mut self.open.text_is_heading);
        if let Some(last) = self.entries.last_mut() {
            if titled {
                last.text.push('.');
            }
            join(&mut last.text, words);
            last.span.end = last.span.end.max(end);
            last.content.end = last.content.end.max(end);
        }
    }

    /// Adds a line to the open entry. After a time alone, a label at its start gives the kind.
    pub(super) fn more(&mut self, text: &Text, span: Span) {
        let first = self
            .entries
            .last_mut()
            .filter(|entry| entry.text.is_empty() && entry.kind.is_none() && !text.is_code(0));
        let label = || kinds::label(&text.plain).filter(|label| label.end < text.plain.trim_end().len());
        match first.and_then(|entry| Some((label()?, entry))) {
            Some((kinds::Label { kind, end }, entry)) => {
                entry.kind = kind;
                entry.act |= kind.is_none();
                entry.content.start = text.source(end);
                entry.content.end = entry.content.end.max(entry.content.start);
                self.append(text.plain.get(end..).unwrap_or_default(), span.end);
            }
            _ => self.append(&text.plain, span.end),
        }
    }

    /// Adds the pending blocks to the open entry: text between two entries belongs to the first.
    pub(super) fn commit(&mut self) {
        for (words, end) in std::mem::take(&mut self.open.pending) {
            self.append(&words, end);
        }
    }

    pub(super) fn close(&mut self) {
        self.open.close();
        self.inherited.item_label = None;
    }

    /// Whether the last entry has no text yet, or announces more.
    pub(super) fn waits(&self) -> bool {
        self.colon() || self.entries.last().is_some_and(|entry| entry.text.is_empty())
    }

    /// Whether the last entry's text announces a list.
    pub(super) fn colon(&self) -> bool {
        self.entries.last().is_some_and(|entry| entry.text.ends_with(':'))
    }
}

/// The times in a line that open entries: with a colon or a dash after them and their zone.
fn later(text: &Text, from: usize) -> Vec<Opening> {
    let Some(rest) = text.plain.get(from..) else {
        return Vec::new();
    };
    let opening = |stamp: &clock::Stamp| {
        let at = from + stamp.range.start;
        let before = text.plain.get(..at)?;
        if stamp.clock.is_none() || at == 0 || at == from && from > 0 || text.is_code(at) || ends_open(before)
        {
            return None;
        }
        let lead = clock::leading(text.plain.get(at..)?)?;
        let words = text.plain.get(at + lead.stamp.range.end..at + lead.body)?;
        let ended = before.trim_end().ends_with(ENDS);
        let opens = words.contains(':') || ended && lead.separator == Separator::Mark && !words.is_empty();
        (opens && lead.stamp.clock.is_some()).then_some(Opening { at, lead })
    };
    if from == 0 {
        return text.stamps().iter().filter_map(opening).collect();
    }
    // `14:05 alarm. At 14:10 we …`
    let sentence = |stamp: &clock::Stamp| {
        let range = stamp.range.start + from..stamp.range.end + from;
        let stamp = clock::Stamp {
            range,
            ..stamp.clone()
        };
        let (found, _) = sentence_opening(text, &stamp)?;
        let words = text.plain.get(found.at..)?;
        let real = !claim::is_unreal(words, &found.lead.stamp.range);
        (found.at > from && real).then_some(found)
    };
    let stamps = clock::anywhere(rest);
    let all = stamps
        .iter()
        .filter_map(|stamp| opening(stamp).or_else(|| sentence(stamp)));
    all.collect()
}

/// The kind in a text that is a label alone (`Issue detected`) and no sentence.
fn bare_label(words: &str) -> Option<Option<EntryKind>> {
    let sentence = words.trim_end().ends_with('.')
        || words
            .split_whitespace()
            .any(|word| matches!(word, "was" | "were" | "is" | "has"));
    if sentence { None } else { kinds::whole(words) }
}

pub(super) fn trimmed(words: &str) -> String {
    let mut all = String::with_capacity(words.len());
    join(&mut all, words);
    all
}
