//! The severity that the head or the summary tells without a label: `This was a SEV2 incident.`, `Sev 2` on a line of its
//! own. Only a level with a number is one: "a major incident" is said of many.

use super::values;
use crate::config::Settings;
use crate::postmortem::document::{Section, section_at};
use crate::record::{Fact, Origin};
use crate::text::blocks::{Block, BlockKind, Text};
use crate::vocabulary::SectionKind;

/// The first severity that is told.
pub(super) fn severity(blocks: &[Block], sections: &[Section], settings: &Settings) -> Option<Fact<String>> {
    let paragraphs = blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Paragraph && block.parent.is_none() && !block.quoted);
    paragraphs
        .filter_map(|block| {
            let section = section_at(sections, block.span.start).and_then(|index| sections.get(index));
            let head = section.is_none_or(|section| section.heading.is_none());
            if !head && section.is_none_or(|section| section.kind != SectionKind::Summary) {
                return None;
            }
            let alone = block.lines.iter().filter(|_| head).find_map(|line| {
                let text = &line.text;
                fact(text, 0, level(&text.plain, settings)?)
            });
            alone.or_else(|| sentences(&Text::join(block.lines.iter().map(|line| &line.text)), settings))
        })
        .next()
}

/// The severity that one of the sentences gives the incident.
fn sentences(text: &Text, settings: &Settings) -> Option<Fact<String>> {
    let mut start = 0;
    text.plain.split_inclusive(". ").find_map(|sentence| {
        let at = start;
        start += sentence.len();
        fact(text, at, given(sentence, settings)?)
    })
}

/// A level in a text, with the words that tell it.
fn fact(text: &Text, at: usize, (name, words): (String, &str)) -> Option<Fact<String>> {
    let start = at + text.plain.get(at..)?.find(words)?;
    Some(Fact::new(
        name,
        Origin::Body,
        text.span(start..start + words.len()),
    ))
}

/// What a sentence that says only how severe the incident was says of it.
fn given<'t>(sentence: &'t str, settings: &Settings) -> Option<(String, &'t str)> {
    const SUBJECT: &[&str] = &["this", "it", "the", "incident", "outage", "event"];
    const SAID: &[&str] = &[
        "we",
        "was",
        "were",
        "is",
        "has",
        "been",
        "classified",
        "categorized",
        "declared",
        "rated",
        "treated",
        "as",
        "a",
        "an",
        "to",
        "be",
    ];
    const NOUN: &[&str] = &["incident", "outage", "event"];
    let one_of = |words: &[&str], word: &str| words.iter().any(|known| known.eq_ignore_ascii_case(word));
    let words: Vec<&str> = sentence
        .trim_end()
        .trim_end_matches(['.', '!'])
        .split(' ')
        .collect();
    let lead = words
        .iter()
        .take_while(|word| one_of(SUBJECT, word) || one_of(SAID, word))
        .count();
    let (lead, told) = words.split_at_checked(lead)?;
    let about = lead.iter().any(|word| one_of(SUBJECT, word));
    let says = lead.iter().any(|word| one_of(SAID, word));
    let told = told
        .split_last()
        .filter(|(last, _)| one_of(NOUN, last))
        .map_or(told, |(_, told)| told);
    if !(about && says) || told.len() > 2 {
        return None;
    }
    let start: usize = lead.iter().map(|word| word.len() + 1).sum();
    let length = told
        .iter()
        .map(|word| word.len() + 1)
        .sum::<usize>()
        .checked_sub(1)?;
    level(sentence.get(start..start + length)?, settings)
}

/// The severity of the site that all of some words are.
fn level<'t>(words: &'t str, settings: &Settings) -> Option<(String, &'t str)> {
    let words = words.trim();
    let plain = words
        .chars()
        .all(|char| char.is_ascii_alphanumeric() || matches!(char, ' ' | '-'));
    let numbered = words.ends_with(|char: char| char.is_ascii_digit());
    let known = (plain && numbered).then(|| values::severity(words, settings))??;
    Some((known.to_owned(), words))
}
