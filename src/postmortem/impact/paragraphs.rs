//! What happened, and why, in the first paragraph that tells it.

use super::summary_lines::{self, SummaryLine};
use crate::postmortem::document::Section;
use crate::record::{Fact, Origin};
use crate::span::Span;
use crate::text::blocks::{Block, asks_the_writer};
use crate::text::emoji;
use crate::text::words::join;
use crate::vocabulary::SectionKind;

/// The first paragraph of the Issue Summary that is prose.
pub(super) fn summary(lines: &[SummaryLine<'_>]) -> Option<Fact<String>> {
    paragraph(lines, |line| {
        line.kind == SectionKind::Summary && !line.is_label() && !line.about_cause && !line.about_impact
    })
}

/// What is said under `Root cause` in the Issue Summary, or in its sentence on the root cause; else in the section on
/// the cause, from the sentence on that tells a reason.
pub(super) fn cause(
    lines: &[SummaryLine<'_>],
    summary: Option<&Fact<String>>,
    blocks: &[Block],
    sections: &[Section],
) -> Option<Fact<String>> {
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
    let labelled = paragraph(lines, |line| line.label.contains("cause"));
    labelled
        .or_else(|| {
            let told = from_sentence(summary?, &["root cause"])?;
            // A cause that is still looked for is none.
            let open = first_sentence(&told.value).contains("investigat");
            (!open).then_some(told)
        })
        .or_else(|| {
            let lines = summary_lines::collect(blocks, sections, &[SectionKind::Cause]);
            let paragraph = paragraph(&lines, |line| line.label.contains("cause") || !line.about_cause)?;
            from_sentence(&paragraph, REASONS)
                .or_else(|| (!tells_the_remedy(sections, paragraph.span)).then_some(paragraph))
        })
}

/// Whether the heading above a place is one of how it was mended, and not of why it broke.
fn tells_the_remedy(sections: &[Section], place: Span) -> bool {
    const REMEDY: &[&str] = &["resolution", "resolv", "recover", "mitigat", "remediat", "fix"];
    const REASON: &[&str] = &["cause", "why", "trigger", "factor"];
    let above = sections.iter().rfind(|section| section.span.start <= place.start);
    let heading = above.and_then(|section| section.heading.as_deref());
    heading.is_some_and(|heading| {
        let heading = heading.to_ascii_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
        has(REMEDY) && !has(REASON)
    })
}

fn first_sentence(text: &str) -> &str {
    text.split_once(". ").map_or(text, |(first, _)| first)
}

/// A text from its first sentence on that holds one of some words, the first of them that is found at all.
fn from_sentence(fact: &Fact<String>, words: &[&str]) -> Option<Fact<String>> {
    let lower = fact.value.to_ascii_lowercase();
    let found = words.iter().find_map(|word| lower.find(word))?;
    let start = lower.get(..found)?.rfind(". ").map_or(0, |end| end + 2);
    let text = fact.value.get(start..)?;
    Some(Fact::new(text.to_owned(), fact.origin, fact.span))
}

/// The first block with prose among the lines that a test takes, as one text.
pub(super) fn paragraph(
    lines: &[SummaryLine<'_>],
    takes: impl Fn(&SummaryLine<'_>) -> bool,
) -> Option<Fact<String>> {
    const FEWEST_WORDS: usize = 6;
    const FEWEST_OF_SENTENCE: usize = 3;
    let mut taken = lines
        .iter()
        .filter(|line| !line.heading && !line.in_table && !line.metadata && takes(line))
        .peekable();
    while let Some(first) = taken.next() {
        let mut text = first.prose().to_owned();
        let mut span = first.span(first.prose_range());
        // A colon leaves what it announces to the first item of a list.
        while let Some(next) = taken.next_if(|next| next.block == first.block || text.ends_with(':')) {
            text.push(' ');
            text.push_str(next.prose());
            span = span.to(next.span(next.prose_range()));
        }
        let words = without_shortcodes(&text);
        let mut text = String::with_capacity(words.len());
        join(&mut text, words);
        let fewest = if text.ends_with(['.', '!']) {
            FEWEST_OF_SENTENCE
        } else {
            FEWEST_WORDS
        };
        let words = text
            .split(' ')
            .filter(|word| word.contains(char::is_alphanumeric));
        if words.take(fewest).count() >= fewest && !asks_the_writer(&text, false) && !breaks_off(&text) {
            return Some(Fact::new(text, Origin::Body, span));
        }
    }
    None
}

/// Whether the writer left a text before its sentence was over: `At the time of writing there were`
fn breaks_off(text: &str) -> bool {
    const OPEN: &[&str] = &[
        "a", "an", "and", "are", "because", "been", "by", "has", "have", "is", "of", "or", "that", "the",
        "was", "were", "with",
    ];
    let last = text.rsplit(' ').next().unwrap_or_default();
    OPEN.contains(&last)
}

/// A text without the signs that it begins with, and without codes of signs that nobody knows, as in `:our_logo: Errors`.
fn without_shortcodes(mut text: &str) -> &str {
    const LONGEST: usize = 40;
    loop {
        text = text.trim_start_matches(|char: char| char.is_whitespace() || emoji::is_sign(char));
        let code = text
            .strip_prefix(':')
            .and_then(|rest| rest.split_once(':'))
            .filter(|(code, _)| {
                let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+');
                (1..=LONGEST).contains(&code.len()) && code.bytes().all(plain)
            });
        match code {
            Some((_, rest)) => text = rest,
            None => return text,
        }
    }
}
