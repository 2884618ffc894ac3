//! Why it happened: the sentence that tells it, in the summary or under the heading that asks for it. One that is chosen by its
//! place alone, or that its writer was not sure of, is marked as inferred.

use super::paragraphs::{paragraph, paragraphs};
use super::summary_lines::{self, SummaryLine};
use crate::postmortem::document::Section;
use crate::record::{Fact, Origin};
use crate::text::blocks::{Block, BlockKind};
use crate::text::sentences;
use crate::vocabulary::SectionKind;

/// Words that a cause is stated with.
const STATED: &[&str] = &[
    "root cause was",
    "root cause is",
    "root cause of",
    "root cause for",
    "the root cause as",
    "root causes were",
    "the cause was",
];

/// Words that a reason is told with, the clearest first.
const REASONS: &[&str] = &[
    "root cause",
    "caused by",
    "due to",
    "because",
    "stemmed from",
    "traced to",
    "resulted from",
    "cause was",
];

/// The same of a sentence anywhere in a summary, which may tell other things.
const REASONS_OF_ALL: &[&str] = &[
    "was caused by",
    "were caused by",
    "was due to",
    "reason was",
    "ly caused ",
    "which caused ",
    "that caused a",
];

/// Words of what nobody knows yet.
const UNKNOWN: &[&str] = &[
    "is unknown",
    "still unknown",
    "remains unknown",
    "not known",
    "not yet known",
    "not yet clear",
    "not yet determined",
    "not yet found",
    "not yet understood",
    "yet to be determined",
    "yet to be found",
    "is unclear",
    "still unclear",
    "remains unclear",
    "not clear",
    "not determined",
    "still investigating",
    "being investigated",
    "to be investigated",
    "under investigation",
];

/// Words of what was to be.
const MEANT: &[&str] = &["should have", "supposed to", "meant to", "intended to"];

/// Words of somebody who is not sure.
const UNSURE: &[&str] = &[
    "probabl",
    "likely",
    "suspect",
    "believe",
    "may have",
    "might have",
    "seems",
    "appears to",
];

/// What was said of the cause: under a label or in a sentence on it in the summary or in `opening`, the paragraphs above all
/// headings; under the headings on the cause; in a sentence of the summary that tells a reason; last, the first of several factors.
pub(super) fn cause(
    lines: &[SummaryLine<'_>],
    opening: &[SummaryLine<'_>],
    blocks: &[Block],
    sections: &[Section],
) -> Option<Fact<String>> {
    let named = |line: &SummaryLine<'_>| line.label.contains("cause");
    let labelled = paragraph(lines, named).or_else(|| paragraph(opening, named));
    let own = |words: &'static [&'static str]| {
        let of_summary = |line: &SummaryLine<'_>| {
            !line.about_cause && (line.kind != SectionKind::Impact || line.about_impact)
        };
        let mut told = paragraphs(lines, of_summary).chain(paragraphs(opening, of_summary));
        told.find_map(|told| sentence_with(&told, words))
    };
    let below = summary_lines::collect(blocks, sections, &[SectionKind::Cause]);
    let mut places: Vec<Place<'_>> = below
        .chunk_by(|line, next| line.section == next.section)
        .map(|lines| Place::new(lines, blocks, sections))
        .collect();
    // Each answer to `Why?` asks for the next one.
    places.dedup_by(|next, kept| {
        let asks = |place: &Place<'_>| place.heading.trim_end_matches('?') == "why";
        let both = asks(next) && asks(kept);
        if both {
            std::mem::swap(next, kept);
            kept.listed = true;
        }
        both
    });
    places.sort_by_key(|place| place.rank);
    let at = |ranks: std::ops::Range<u8>| {
        places
            .iter()
            .filter(move |place| ranks.contains(&place.rank))
            .find_map(Place::tells)
    };
    labelled
        .and_then(|told| telling(&told))
        .or_else(|| own(STATED))
        .or_else(|| at(0..FACTORS))
        .or_else(|| own(REASONS_OF_ALL).map(inferred))
        .or_else(|| at(FACTORS..u8::MAX))
}

/// The rank of factors, of which nobody says which one is the cause.
const FACTORS: u8 = 3;

/// A section on the cause.
struct Place<'a> {
    lines: &'a [SummaryLine<'a>],
    rank: u8,
    heading: String,
    /// Whether it is a list of several.
    listed: bool,
}

impl<'a> Place<'a> {
    fn new(lines: &'a [SummaryLine<'a>], blocks: &[Block], sections: &[Section]) -> Self {
        let section = lines.first().and_then(|line| sections.get(line.section));
        let heading = section
            .and_then(|section| section.heading.as_deref())
            .unwrap_or_default()
            .to_lowercase();
        let rank = match () {
            () if heading.contains("root cause") => 0,
            () if heading.contains("factor") => FACTORS,
            () if heading.contains("cause") => 1,
            () => 2,
        };
        let item = |line: &&SummaryLine<'_>| {
            blocks
                .get(line.block)
                .is_some_and(|block| matches!(block.kind, BlockKind::Item { .. }))
        };
        let mut items = lines.iter().filter(item).map(|line| line.block);
        let first = items.next();
        Self {
            lines,
            rank,
            listed: items.any(|item| Some(item) != first),
            heading,
        }
    }

    fn tells(&self) -> Option<Fact<String>> {
        const REMEDY: &[&str] = &["resolution", "resolv", "recover", "mitigat", "remediat", "fix"];
        const REASON: &[&str] = &["cause", "why", "trigger", "factor"];
        const STORY: &[&str] = &["happen", "wrong", "factor"];
        let heading = self.heading.as_str();
        let told = paragraphs(self.lines, |line| {
            line.label.contains("cause") || !line.about_cause
        });
        if has(heading, &["whys", "why's", "why’s"]) {
            return told.last().map(inferred);
        }
        let remedy = has(heading, REMEDY) && !has(heading, REASON);
        // How it was mended may begin with why it broke.
        let most = if remedy { 1 } else { usize::MAX };
        let mut told = told
            .take(most)
            .filter_map(|told| match sentence_with(&told, REASONS) {
                Some(reason) => Some(reason),
                None if remedy => None,
                None if self.listed => telling(&told).map(inferred),
                None => telling(&told),
            });
        let told = told.next()?;
        Some(if has(heading, STORY) { inferred(told) } else { told })
    }
}

fn inferred(mut told: Fact<String>) -> Fact<String> {
    told.origin = Origin::Inferred;
    told
}

/// A text from the sentence on that tells a reason, with the first of some words that any has.
fn sentence_with(told: &Fact<String>, words: &[&str]) -> Option<Fact<String>> {
    let all = sentences(&told.value);
    let known = || all.iter().filter(|(_, sentence)| !has(sentence, UNKNOWN));
    let start = words
        .iter()
        .find_map(|word| known().find(|(_, sentence)| sentence.contains(word)));
    from(told, start?.0)
}

/// A text from its first sentence on that tells what was, and not what nobody knows yet or what was to be.
fn telling(told: &Fact<String>) -> Option<Fact<String>> {
    if let Some(reason) = sentence_with(told, REASONS) {
        return Some(reason);
    }
    let all = sentences(&told.value);
    let mut known = all.iter().filter(|(_, sentence)| !has(sentence, UNKNOWN));
    let first = known.clone().next()?.0;
    match known.find(|(_, sentence)| !has(sentence, MEANT)) {
        Some(&(start, _)) if start > first => from(told, start).map(inferred),
        _ => from(told, first),
    }
}

/// The sentences of a text in lower case, each with where it begins.
fn sentences(text: &str) -> Vec<(usize, String)> {
    let all = sentences::split(text).into_iter();
    all.filter_map(|range| Some((range.start, text.get(range)?.to_ascii_lowercase())))
        .collect()
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// A text from a byte on.
fn from(told: &Fact<String>, start: usize) -> Option<Fact<String>> {
    let text = told.value.get(start..)?;
    let unsure = sentences(text)
        .first()
        .is_some_and(|(_, first)| has(first, UNSURE));
    let origin = if unsure { Origin::Inferred } else { told.origin };
    Some(Fact::new(text.to_owned(), origin, told.span))
}
