//! The parts of a body: what each heading and each label begins, and the title.

mod candidates;
mod names;
mod nesting;
#[cfg(test)]
mod tests;
mod title;

use super::document::Section;
use crate::config::Settings;
use crate::diagnostic::{Diagnostic, RuleName};
use crate::source::Source;
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind, Line};
use crate::vocabulary::SectionKind;
use names::Names;
pub use title::Title;

/// The title and the sections of a body.
#[derive(Debug, Clone, Default)]
pub struct Sections {
    /// The title, where the body has one.
    pub title: Option<Title>,
    /// The sections, in the order of the text.
    pub list: Vec<Section>,
    /// What is wrong with them.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the sections of a body from its blocks.
#[must_use]
pub fn read(source: &Source, body: Span, blocks: &[Block], settings: &Settings) -> Sections {
    let names = Names::new(&settings.sections);
    let mut found = candidates::all(source, blocks, &names);
    let title = title::find(blocks, &found);
    if let Some(title) = &title {
        found.retain(|found| !title.span.contains(found.span));
    }
    let level = |title: &Title| {
        blocks.iter().find_map(|block| match block.kind {
            BlockKind::Heading(level) if block.span == title.span => Some(level),
            _ => None,
        })
    };
    let mut list = nesting::all(&found, title.as_ref().and_then(level).unwrap_or_default());
    let from = title.as_ref().map_or(body.start, |title| title.span.end);
    let first = list
        .first()
        .map_or(body.end, |section| section.heading_span.start);
    let opening = |block: &Block| {
        let mut lines = block.lines.iter().map(|line| line.span);
        lines.any(|line| line.start >= from && line.start < first)
    };
    if blocks.iter().any(opening) {
        list.insert(0, unheaded(SectionKind::Other, from));
    }
    let ends: Vec<usize> = list
        .iter()
        .skip(1)
        .map(|section| section.heading_span.start)
        .chain([body.end])
        .collect();
    for (section, end) in list.iter_mut().zip(ends) {
        section.span.end = end.max(section.span.start);
    }
    timed_background(blocks, &mut list);
    let diagnostics = second_set(source, &mut list).into_iter().collect();
    opening_summary(blocks, &mut list);
    Sections {
        title,
        list,
        diagnostics,
    }
}

/// Whether a heading or label names things to do, one a line.
#[must_use]
pub fn names_tasks(heading: &str) -> bool {
    Names::new(&[]).heading(heading).is_some_and(|named| named.tasks)
}

/// Whether a heading or label names a kind of section by itself.
#[must_use]
pub fn names_section(heading: &str) -> bool {
    Names::new(&[]).heading(heading).is_some()
}

fn unheaded(kind: SectionKind, from: usize) -> Section {
    Section {
        kind,
        heading: None,
        heading_span: Span::new(from, from),
        span: Span::new(from, from),
        nested: false,
    }
}

/// The blocks that begin in a section.
fn within<'b>(blocks: &'b [Block], section: &Section) -> impl Iterator<Item = &'b Block> {
    let span = section.span;
    let first = blocks.partition_point(|block| block.span.start < span.start);
    let blocks = blocks.get(first..).unwrap_or_default().iter();
    blocks.take_while(move |block| block.span.start < span.end)
}

/// Whether a block begins with a clock time, as an entry does.
fn is_timed(block: &Block) -> bool {
    let first = block.lines.iter().find(|line| !line.text.plain.is_empty());
    let lead = first.and_then(|line| line.text.leading());
    lead.is_some_and(|lead| lead.stamp.clock.is_some())
}

/// Context that holds two entries or more is the timeline.
fn timed_background(blocks: &[Block], list: &mut [Section]) {
    let background = |section: &&mut Section| section.kind == SectionKind::Background;
    for section in list.iter_mut().filter(background) {
        let timed = within(blocks, section).filter(|block| is_timed(block) && block.kind != BlockKind::Code);
        if timed.take(2).count() == 2 {
            section.kind = SectionKind::Timeline;
        }
    }
}

/// Where no heading says what the summary is, the paragraphs before the first heading are it, up to the first entry.
fn opening_summary(blocks: &[Block], list: &mut Vec<Section>) {
    let summary = |section: &Section| section.kind == SectionKind::Summary;
    let Some(first) = list.first().filter(|first| first.heading.is_none()) else {
        return;
    };
    // Not a label with its value, nor a link.
    let has_words = |line: &Line| {
        let fewest = if line.text.plain.ends_with('.') {
            FEWEST_OF_SENTENCE
        } else {
            FEWEST_WORDS
        };
        line.text.plain.split_whitespace().nth(fewest - 1).is_some()
    };
    let prose = |block: &Block| {
        block.kind == BlockKind::Paragraph && !block.quoted && block.lines.iter().any(has_words)
    };
    if list.iter().any(summary) || !within(blocks, first).any(prose) {
        return;
    }
    let alone = list.len() == 1;
    let mut paragraphs = 0;
    let end = within(blocks, first).find(|block| {
        paragraphs += usize::from(prose(block));
        is_timed(block) || alone && paragraphs > OPENING
    });
    let end = end.map(|block| block.span.start);
    if let Some(first) = list.first_mut()
        && end.is_none_or(|end| end > first.span.start)
    {
        first.kind = SectionKind::Summary;
        if let Some(end) = end {
            let mut rest = unheaded(SectionKind::Other, end);
            rest.span.end = first.span.end;
            first.span.end = end;
            list.insert(1, rest);
        }
    }
}

/// The fewest words of a line of prose.
const FEWEST_WORDS: usize = 6;

/// The same of one that ends with a full stop.
const FEWEST_OF_SENTENCE: usize = 3;

/// How many paragraphs of a text without any heading are its summary: the rest tells the whole story.
const OPENING: usize = 1;

/// A second set of the brief's sections, such as a translation or a lighter version, is kept as other text:
/// it starts at a summary after a timeline and what follows one, where another timeline comes later.
fn second_set(source: &Source, list: &mut [Section]) -> Option<Diagnostic> {
    let mut seen = [false; 3];
    let last = list
        .iter()
        .rposition(|section| !section.nested && section.kind == SectionKind::Timeline)?;
    let timeline = list.get(last)?.heading_span;
    let at = list.iter().position(|section| {
        if section.nested {
            return false;
        }
        let again = section.kind == SectionKind::Summary
            && seen == [true; 3]
            && section.heading_span.start < timeline.start;
        match section.kind {
            SectionKind::Summary | SectionKind::Impact => seen[0] = true,
            SectionKind::Timeline => seen[1] = true,
            SectionKind::Cause | SectionKind::Measures => seen[2] = true,
            _ => {}
        }
        again
    })?;
    for section in list.iter_mut().skip(at) {
        section.kind = SectionKind::Other;
    }
    let span = list.get(at)?.heading_span;
    Some(
        Diagnostic::warn(
            RuleName::Sections,
            &source.path,
            span,
            "a second set of sections starts here and is ignored",
        )
        .hint("keep one postmortem per file; move translations and other versions to separate files"),
    )
}
