//! The lines of the sections that count, each with its label.

use crate::postmortem::document::Section;
use crate::postmortem::impact::labels::{label, names_question};
use crate::postmortem::timeline::runs::is_log_of_steps;
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind, Text};
use crate::text::clock::Day;
use crate::vocabulary::SectionKind;
use std::borrow::Cow;
use std::ops::Range;

/// A line of the Issue Summary or of an impact section.
#[derive(Debug)]
pub(super) struct SummaryLine<'a> {
    /// What of it is of the section: what is after a label that opened it.
    pub text: Cow<'a, Text>,
    /// The words in lower case; bytes count as in `text`.
    pub lower: String,
    /// The kind of the section.
    pub kind: SectionKind,
    /// What it is about, in lower case: its own label, else that of a line or heading before it.
    pub label: String,
    /// Whether, by its label, it states the cause and not the impact.
    pub about_cause: bool,
    /// Whether the label speaks of impact.
    pub about_impact: bool,
    /// Where the words after a label of its own begin, in `lower`.
    pub after_label: usize,
    /// Counts the blocks.
    pub block: usize,
    /// Its section, as an index.
    pub section: usize,
    /// Whether it is a cell of a table.
    pub in_table: bool,
    /// Whether it is a heading.
    pub heading: bool,
    /// Whether it is a label with a value, and no prose.
    pub metadata: bool,
}

impl<'a> SummaryLine<'a> {
    /// All of a line, without a label.
    pub(super) fn bare(text: &'a Text, kind: SectionKind) -> Self {
        Self {
            text: Cow::Borrowed(text),
            lower: text.plain.to_ascii_lowercase(),
            kind,
            label: String::new(),
            about_cause: false,
            about_impact: false,
            after_label: 0,
            block: 0,
            section: 0,
            in_table: false,
            heading: false,
            metadata: false,
        }
    }

    /// The place in the file of a range of `lower`.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.text.span(range)
    }

    /// What is no label, in `lower`.
    pub(super) fn prose_range(&self) -> Range<usize> {
        let start = if self.is_label() { self.after_label } else { 0 };
        start..self.lower.len()
    }

    /// The dates in it that are no code and no header of a HTTP response, pasted as text.
    pub(super) fn days(&self) -> Vec<(Day, Range<usize>)> {
        let stamps = self.text.stamps();
        if stamps.is_empty() {
            return Vec::new();
        }
        let pasted = ["date:", "last-modified:", "expires:"]
            .iter()
            .any(|name| self.lower.trim_start().starts_with(name))
            && self.lower.trim_end().ends_with("gmt");
        let written = stamps
            .iter()
            .filter(|stamp| !pasted && !self.text.is_code(stamp.range.start))
            .filter(|stamp| !self.lower.get(..stamp.range.start).is_some_and(is_of_writing));
        written
            .flat_map(|stamp| {
                let end = stamp.until.and_then(|until| until.day);
                let days = stamp.day.into_iter().chain(end);
                days.map(|day| (day, stamp.range.clone()))
            })
            .collect()
    }

    /// What is no label, as written.
    pub(super) fn prose(&self) -> &str {
        self.text.plain.get(self.prose_range()).unwrap_or_default().trim()
    }

    /// Whether it is a name with its value, `Component: search`, below a line of prose that was not full.
    pub(super) fn is_field_below(&self, above: &Self) -> bool {
        const MOST_WORDS: usize = 2;
        const FULL: usize = 64;
        let label = self.lower.get(..self.after_label).unwrap_or_default();
        label.trim_end().ends_with(':')
            && self.label.split_whitespace().count() <= MOST_WORDS
            && self.text.plain.starts_with(char::is_uppercase)
            && above.lower.len() < FULL
    }

    /// Whether a label opens it that answers one question: a few words, or the question itself.
    pub(super) fn is_label(&self) -> bool {
        const MOST_WORDS: usize = 4;
        if self.after_label == 0 {
            return false;
        }
        let asked = self
            .lower
            .get(..self.after_label)
            .is_some_and(|label| label.trim_end().ends_with('?'));
        let short = self.label.split_whitespace().count() <= MOST_WORDS;
        (asked || short) && names_question(&self.label)
    }
}

/// The lines of all sections of some kinds.
pub(super) fn collect<'a>(
    blocks: &'a [Block],
    sections: &'a [Section],
    kinds: &[SectionKind],
) -> Vec<SummaryLine<'a>> {
    under(blocks, sections, |section| kinds.contains(&section.kind))
}

/// Among how many blocks the head of a mail is.
const MAIL_HEAD: usize = 8;

/// Whether a block is the head of a mail, whose date is that of writing.
pub(in crate::postmortem) fn is_mail_head(block: &Block) -> bool {
    let has = |names: &[&str]| {
        let mut lines = block.lines.iter().map(|line| line.text.plain.as_str());
        lines.any(|line| {
            line.split_once(':')
                .is_some_and(|(name, _)| names.contains(&name))
        })
    };
    block.lines.len() > 1 && has(&["From"]) && has(&["To", "Subject", "Date"])
}

/// The first paragraphs of the text before any heading, where that is no Issue Summary by itself.
pub(super) fn opening<'a>(blocks: &'a [Block], sections: &'a [Section]) -> Vec<SummaryLine<'a>> {
    first_paragraphs(blocks, sections, |section| {
        section.heading.is_none() && section.kind == SectionKind::Other
    })
}

/// The first paragraphs under `What happened`, which tell the story and perhaps its times.
pub(super) fn happened<'a>(blocks: &'a [Block], sections: &'a [Section]) -> Vec<SummaryLine<'a>> {
    let mut lines = first_paragraphs(blocks, sections, |section| {
        let words = section.heading.as_deref().unwrap_or_default();
        section.kind == SectionKind::Cause && words.to_lowercase().contains("what happened")
    });
    for line in &mut lines {
        line.kind = SectionKind::Other;
    }
    lines
}

fn first_paragraphs<'a>(
    blocks: &'a [Block],
    sections: &'a [Section],
    wanted: impl Fn(&Section) -> bool,
) -> Vec<SummaryLine<'a>> {
    const PARAGRAPHS: usize = 3;
    let mut lines = under(blocks, sections, wanted);
    // Lines that all begin with a time are entries, and no story.
    let tells = |at: usize| {
        blocks
            .get(at)
            .is_some_and(|block| block.kind == BlockKind::Paragraph && !is_log_of_steps(block))
    };
    // Each block is looked at once, however many lines it has.
    let (mut block, mut told, mut count) = (None, false, 0);
    lines.retain(|line| {
        if block.replace(line.block) != Some(line.block) {
            told = tells(line.block);
            count += usize::from(told);
        }
        told && count <= PARAGRAPHS
    });
    lines
}

/// The lines of the sections that a test takes.
pub(super) fn under<'a>(
    blocks: &'a [Block],
    sections: &'a [Section],
    wanted: impl Fn(&Section) -> bool,
) -> Vec<SummaryLine<'a>> {
    let mut lines = Vec::new();
    let wanted: Vec<bool> = sections.iter().map(wanted).collect();
    if !wanted.contains(&true) {
        return lines;
    }
    let mut carried = Carried::default();
    // Lines stand in the order of the sections.
    let mut index = 0;
    for (block, item) in blocks.iter().enumerate() {
        let in_table = matches!(item.kind, BlockKind::Row { .. });
        let heading = matches!(item.kind, BlockKind::Heading(_));
        if item.kind.is_silent() || block < MAIL_HEAD && is_mail_head(item) {
            continue;
        }
        for line in &item.lines {
            let at = line.text.source(0);
            while sections.get(index).is_some_and(|section| begin(section) <= at) {
                index += 1;
            }
            let inside = index.checked_sub(1).filter(|&at| wanted.get(at) == Some(&true));
            let Some((number, section)) = inside.and_then(|at| Some((at, sections.get(at)?))) else {
                continue;
            };
            // `### Duration: 9:00 - 9:30 UTC`: a heading may say it itself, and `Users affected` what its row counts.
            let from = if heading || in_table {
                0
            } else {
                text_from(&line.text, section.span.start)
            };
            let text = match from {
                0 => Cow::Borrowed(&line.text),
                _ => Cow::Owned(line.text.part(from..line.text.plain.len())),
            };
            let lower = text.plain.to_ascii_lowercase();
            let (label, after_label) = match label(&lower, &text) {
                Some((label, after)) => (label, after),
                None => (carried.label(index, section), 0),
            };
            // A label alone speaks for the lines below it.
            if after_label > 0 && lower.get(after_label..).is_none_or(|rest| rest.trim().is_empty()) {
                carried = Carried {
                    label: label.clone(),
                    section: index,
                };
            }
            // Words of a sentence before a colon, or strong ones, leave it to be about what the heading says.
            let own = after_label > 0 && !names_question(&label);
            let topic = if own {
                &carried.label(index, section)
            } else {
                &label
            };
            let about = |words: &[&str]| words.iter().any(|word| topic.contains(word));
            lines.push(SummaryLine {
                text,
                lower,
                kind: section.kind,
                about_cause: about(&["cause", "resolution", "fix", "trigger"]),
                about_impact: about(&["impact", "experienc"]),
                label,
                after_label,
                block,
                section: number,
                in_table,
                heading,
                metadata: false,
            });
        }
    }
    lines
}

/// A label that was alone, for the lines after it in its section.
#[derive(Default)]
struct Carried {
    label: String,
    section: usize,
}

impl Carried {
    fn label(&self, section: usize, heading: &Section) -> String {
        if !self.label.is_empty() && self.section == section {
            return self.label.clone();
        }
        match &heading.heading {
            Some(words) if heading.nested || heading.kind == SectionKind::Impact => words.to_lowercase(),
            _ => String::new(),
        }
    }
}

fn begin(section: &Section) -> usize {
    if section.heading_span.is_empty() {
        section.span.start
    } else {
        section.heading_span.start
    }
}

/// The offset in a text of what is at or after an offset in the source.
fn text_from(text: &Text, start: usize) -> usize {
    if text.source(0) >= start {
        return 0;
    }
    let run = text.runs.partition_point(|&(_, source)| source <= start);
    let (plain, source) = run
        .checked_sub(1)
        .and_then(|run| text.runs.get(run))
        .copied()
        .unwrap_or_default();
    let next = text.runs.get(run).map_or(text.plain.len(), |&(plain, _)| plain);
    let at = (plain + start.saturating_sub(source)).min(next);
    (at..=text.plain.len())
        .find(|&at| text.plain.is_char_boundary(at))
        .unwrap_or(text.plain.len())
}

/// Whether words tell when the page was written: `Created by Ines, last modified on`.
fn is_of_writing(before: &str) -> bool {
    let before = before.trim_end_matches([' ', ':']);
    let before = before
        .strip_suffix(" on")
        .or_else(|| before.strip_suffix(" at"))
        .unwrap_or(before);
    ["last modified", "last updated", "last edited", "last changed"]
        .iter()
        .any(|words| before.ends_with(words))
}
