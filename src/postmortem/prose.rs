//! The words of a body as sentences, each with its place and its section, and the steps of its timeline with all that each
//! tells: what rules ask. They are made once, when the first rule asks.

mod around;
mod language;
mod pasted;
mod steps;

use super::document::{Document, Section};
use crate::kinds::Kinds;
use crate::record::Entry;
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind, Text};
use crate::text::phrases::Phrases;
use crate::text::sentences;
use crate::vocabulary::SectionKind;
pub(crate) use around::{ahead, denied, near, said};
pub use language::{FEWEST, Language};
pub(crate) use pasted::is_pasted;
use std::ops::Range;
use std::sync::OnceLock;
pub use steps::Step;

/// The sentences and steps of one body.
#[derive(Debug, Default)]
pub struct Prose {
    /// The sentences, in the order of the text; headings and labels of sections are none.
    pub sentences: Vec<Sentence>,
    /// The entries of the timeline, and what else is said in its sections.
    pub steps: Vec<Step>,
    /// The language, and the sentences that tell it, once a rule asked.
    language: OnceLock<(Language, Span)>,
}

impl Prose {
    /// The language, and the first sentences, which tell it.
    #[must_use]
    pub fn language(&self) -> (Language, Span) {
        *self.language.get_or_init(|| language::read(self))
    }
}

/// A sentence, or a line without one.
#[derive(Debug)]
pub struct Sentence {
    /// As written.
    pub text: String,
    /// In lower case; bytes count as in `text`.
    pub lower: String,
    /// The kind of its section.
    pub kind: SectionKind,
    /// Its section, as an index into those of the document.
    pub section: Option<usize>,
    /// Whether it stands in an item of a list or a row of a table.
    pub listed: bool,
    /// Its block.
    pub block: usize,
    /// Whether it is a line of the brief, which answers nothing.
    pub pasted: bool,
    /// Where its runs come from: offset in `text`, offset in the source.
    runs: Vec<(usize, usize)>,
}

impl Sentence {
    /// The place in the file of a part of it.
    #[must_use]
    pub fn span_of(&self, range: &Range<usize>) -> Span {
        let source = |at: usize| {
            let run = self.runs.partition_point(|&(text, _)| text <= at);
            let run = run.checked_sub(1).and_then(|run| self.runs.get(run));
            run.map_or(0, |&(text, source)| source + (at - text))
        };
        let start = source(range.start);
        let end = range.end.checked_sub(1).map_or(start, |last| source(last) + 1);
        Span::new(start, end.max(start))
    }

    /// The place in the file of all of it.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span_of(&(0..self.text.len()))
    }

    /// The first of some phrases that it says and does not deny.
    pub(crate) fn says(&self, phrases: &Phrases) -> Option<Span> {
        said(&self.lower, phrases).map(|range| self.span_of(&range))
    }
}

/// Reads the sentences and steps of a body.
#[must_use]
pub fn read(document: &Document, blocks: &[Block], entries: &[Entry], told: &[(usize, Kinds)]) -> Prose {
    let sections = &document.sections;
    let mut sentences = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        if block.kind.is_silent() || document.title.is_some_and(|title| title.contains(block.span)) {
            continue;
        }
        let mut passage = Passage::default();
        for line in &block.lines {
            for (range, section) in parts(&line.text, line.span, sections) {
                let cell = matches!(block.kind, BlockKind::Row { .. });
                if cell || !passage.goes_on(&line.text, &range, section) {
                    passage.end(at, block.kind, sections, &mut sentences);
                }
                passage.section = section;
                passage.add(&line.text, range);
            }
        }
        passage.end(at, block.kind, sections, &mut sentences);
    }
    let steps = steps::steps(&document.source, blocks, &sentences, entries, told);
    Prose {
        sentences,
        steps,
        language: OnceLock::new(),
    }
}

/// Lines that are read as one text.
#[derive(Default)]
struct Passage {
    text: String,
    runs: Vec<(usize, usize)>,
    section: Option<usize>,
    /// How long its last line is.
    line: usize,
}

/// A line of so many bytes is broken because it is full.
const FULL: usize = 64;

impl Passage {
    /// Whether a part of a line goes on with what was said: a line that is broken within a sentence.
    fn goes_on(&self, text: &Text, range: &Range<usize>, section: Option<usize>) -> bool {
        let broken = !self.text.ends_with(['.', '!', '?', ':']);
        let words = text.plain.get(range.clone()).unwrap_or_default();
        let small = words.trim_start().starts_with(|char: char| char.is_lowercase());
        // `Severity: high` begins anew.
        let label = words.split_whitespace().take(3).any(|word| word.ends_with(':'));
        section == self.section && broken && (small || self.line >= FULL && !label)
    }

    fn add(&mut self, text: &Text, range: Range<usize>) {
        let words = text.plain.get(range.clone()).unwrap_or_default();
        self.line = words.len();
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let to = self.text.len();
        self.runs.push((to, text.source(range.start)));
        let first = text.runs.partition_point(|&(at, _)| at < range.start);
        let within = text
            .runs
            .iter()
            .skip(first)
            .take_while(|(at, _)| range.contains(at));
        self.runs
            .extend(within.map(|&(at, source)| (to + at - range.start, source)));
        self.text.push_str(words);
    }

    fn end(&mut self, block: usize, kind: BlockKind, sections: &[Section], sentences: &mut Vec<Sentence>) {
        let text = std::mem::take(&mut self.text);
        let runs = std::mem::take(&mut self.runs);
        self.line = 0;
        let section = self.section.and_then(|at| sections.get(at));
        for range in sentences::split(&text) {
            let words = text.get(range.clone()).unwrap_or_default();
            if !words.contains(char::is_alphanumeric) {
                continue;
            }
            let first = runs
                .partition_point(|&(at, _)| at <= range.start)
                .saturating_sub(1);
            let within = runs.iter().skip(first).take_while(|(at, _)| *at < range.end);
            let runs = within.map(|&(at, source)| {
                let skipped = range.start.saturating_sub(at);
                (at.saturating_sub(range.start), source + skipped)
            });
            let lower = words.to_ascii_lowercase();
            sentences.push(Sentence {
                pasted: is_pasted(&lower),
                text: words.to_owned(),
                lower,
                kind: section.map_or(SectionKind::Other, |section| section.kind),
                section: self.section,
                listed: matches!(kind, BlockKind::Item { .. } | BlockKind::Row { .. }),
                block,
                runs: runs.collect(),
            });
        }
    }
}

/// The parts of a line that are no heading and no label of a section, each with its section.
fn parts(text: &Text, line: Span, sections: &[Section]) -> Vec<(Range<usize>, Option<usize>)> {
    let first = sections.partition_point(|section| section.heading_span.start < line.start);
    let inside = sections.iter().enumerate().skip(first);
    let inside = inside.take_while(|(_, section)| section.heading_span.start < line.end);
    let mut found = Vec::new();
    let mut from = 0;
    let mut current = first.checked_sub(1);
    // A heading of two lines, or a label that began before.
    if let Some(before) = current.and_then(|at| sections.get(at))
        && before.heading_span.end > line.start
    {
        from = offset(text, before.heading_span.end);
    }
    let mut push = |range: Range<usize>, section: Option<usize>| {
        let words = text.plain.get(range.clone()).unwrap_or_default();
        if words.contains(char::is_alphanumeric) {
            let start = range.start + (words.len() - words.trim_start().len());
            found.push((start..start + words.trim().len(), section));
        }
    };
    for (at, section) in inside {
        // One without a heading begins with the line.
        if section.heading.is_some() {
            push(from..offset(text, section.heading_span.start), current);
            from = offset(text, section.heading_span.end);
        }
        current = Some(at);
    }
    push(from..text.plain.len(), current);
    found
}

/// The byte of a text that comes from a place in the source.
fn offset(text: &Text, source: usize) -> usize {
    let run = text.runs.partition_point(|&(_, from)| from <= source);
    let Some(&(at, from)) = run.checked_sub(1).and_then(|run| text.runs.get(run)) else {
        return 0;
    };
    let next = text.runs.get(run).map_or(text.plain.len(), |&(at, _)| at);
    let mut at = (at + (source - from)).min(next);
    while !text.plain.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::postmortem;
    use crate::source::Source;
    use std::sync::Arc;

    fn prose(text: &str) -> (Vec<(SectionKind, String)>, Vec<String>) {
        let source = Arc::new(Source::new("README.md", text.as_bytes()));
        let reading = postmortem::read(Arc::clone(&source), &Settings::default());
        let prose = reading.prose();
        let sentences = prose.sentences.iter();
        let sentences = sentences.map(|sentence| (sentence.kind, source.slice(sentence.span()).to_owned()));
        (
            sentences.collect(),
            prose.steps.iter().map(|step| step.lower.clone()).collect(),
        )
    }

    #[test]
    fn sentences_know_their_section_and_place() {
        let text = "# Login down\n\n## Issue Summary\n\n**Impact:** Nobody could *log\nin*. All waited.\n- Duration: 5 min\n\n## Root cause\n\nA key.\n";
        let (sentences, _) = prose(text);
        assert_eq!(
            sentences,
            [
                (SectionKind::Impact, "Nobody could *log\nin*.".to_owned()),
                (SectionKind::Impact, "All waited.".to_owned()),
                (SectionKind::Impact, "5 min".to_owned()),
                (SectionKind::Cause, "A key.".to_owned()),
            ]
        );
    }

    #[test]
    fn steps_are_entries_and_what_stands_beside_them() {
        let text = "## Timeline\n\nThe pager rang late.\n\n- 10:05 - Alert. Paged Ada.\n";
        let (_, steps) = prose(text);
        assert_eq!(steps, ["the pager rang late.", "alert. paged ada."]);
    }

    #[test]
    fn what_is_denied_is_not_said() {
        let phrases = Phrases::new(["slow"]);
        assert_eq!(said("the site was slow", &phrases), Some(13..17));
        assert_eq!(said("the site was not slow", &phrases), None);
        assert_eq!(said("it was no fun, slow pages", &phrases), Some(15..19));
    }
}
