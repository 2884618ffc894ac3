//! The lengths of time that a body states of its incident, each with the name of what it is the length of.
//!
//! A number is taken only where a label or the words beside it name the part of the incident that it measures: most
//! lengths of a text are of timeouts, delays and other incidents.

mod names;
mod range;
mod room;

pub(crate) use room::beside_times;

use super::claim;
use super::duration;
use super::labels;
use super::tokens::{Token, around, word};
use super::words::{ASIDE, PEOPLE, TEAMS};
use crate::config::{SupportHours, hours};
use crate::postmortem::document::{Section, section_at};
use crate::record::Entry;
use crate::record::lengths::{Part, StatedLength};
use crate::text::blocks::{Block, BlockKind, Text};
use crate::text::clock::Clock;
use crate::vocabulary::SectionKind;
use aho_corasick::AhoCorasick;
use std::borrow::Cow;
use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

/// So many tokens may stand beside a length that is all of a sentence.
const MOST_BESIDE: usize = 5;

/// A text without one of these words names no length.
static CUES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let mut builder = AhoCorasick::builder();
    builder.ascii_case_insensitive(true).build(names::CUES).ok()
});

/// The lengths of the body, in the order of the text. What stands in the timeline tells of its entry alone.
#[must_use]
pub fn lengths(blocks: &[Block], sections: &[Section], entries: &[Entry]) -> Vec<StatedLength> {
    let mut found = Vec::new();
    let mut counted: Option<SupportHours> = None;
    let mut heading: Option<String> = None;
    for (index, block) in blocks.iter().enumerate() {
        let named = heading.take();
        if matches!(block.kind, BlockKind::Heading(_)) {
            heading = block.lines.first().map(|line| line.text.plain.to_lowercase());
        }
        let may = named
            .as_deref()
            .is_some_and(|words| names::of_label(words).is_some());
        let at = block.span.start;
        let trusted = index == 0 || tells_of_incident(sections, at);
        let any = |is: fn(&str) -> bool| block.lines.iter().any(|line| is(&line.text.plain));
        let entry = entries
            .partition_point(|entry| entry.span.start <= at)
            .checked_sub(1);
        let told = entry
            .and_then(|entry| entries.get(entry))
            .is_some_and(|entry| at < entry.span.end);
        // Most texts name no unit of time, and end here.
        if !is_read(block) || told || !any(duration::has_unit) || !(trusted || may || any(has_cue)) {
            continue;
        }
        let statements = statements(block).into_iter();
        for (text, label) in statements.filter(|(text, _)| duration::has_unit(&text.plain)) {
            let lower = text.plain.to_ascii_lowercase();
            let statement = Statement {
                tokens: around(&lower, &[], &text.plain),
                lower: &lower,
                text: &text,
            };
            let label = label.as_deref().or(named.as_deref().filter(|_| may));
            statement.read(label, trusted, &mut found);
            if counted.is_none() {
                counted = statement.support_hours(0..lower.len());
            }
        }
    }
    for length in found.iter_mut().filter(|length| length.hours.is_none()) {
        length.hours.clone_from(&counted);
    }
    found
}

const fn is_read(block: &Block) -> bool {
    let row = matches!(block.kind, BlockKind::Row { .. });
    let text = !block.kind.is_silent();
    // A row of more cells is of a table of several.
    text && !block.quoted && (!row || block.lines.len() == 2)
}

/// Whether a word that names a length may be in a text.
fn has_cue(text: &str) -> bool {
    CUES.as_ref().is_some_and(|cues| cues.is_match(text))
}

/// Whether prose at a place tells of this incident: in the summary, on its impact, and before the first heading.
fn tells_of_incident(sections: &[Section], at: usize) -> bool {
    let section = section_at(sections, at).and_then(|section| sections.get(section));
    section.is_none_or(|section| {
        section.heading.is_none()
            || matches!(
                section.kind,
                SectionKind::Summary | SectionKind::Impact | SectionKind::Detection
            )
    })
}

/// The texts of a block, each with the label that it has in a table: lines one by one where labels begin them, else all as
/// one.
fn statements(block: &Block) -> Vec<(Cow<'_, Text>, Option<String>)> {
    let lines = &block.lines;
    if let (BlockKind::Row { .. }, [label, value]) = (block.kind, lines.as_slice()) {
        return vec![(Cow::Borrowed(&value.text), Some(label.text.plain.to_lowercase()))];
    }
    let labelled = |text: &Text| labels::label(&text.plain.to_ascii_lowercase(), text).is_some();
    if lines.len() == 1 || lines.iter().any(|line| labelled(&line.text)) {
        return lines
            .iter()
            .map(|line| (Cow::Borrowed(&line.text), None))
            .collect();
    }
    vec![(Cow::Owned(Text::join(lines.iter().map(|line| &line.text))), None)]
}

/// A line or a paragraph.
struct Statement<'t> {
    text: &'t Text,
    lower: &'t str,
    tokens: Vec<Token<'t>>,
}

impl Statement<'_> {
    fn read(&self, outer: Option<&str>, trusted: bool, found: &mut Vec<StatedLength>) {
        let own = labels::label(self.lower, self.text);
        let (label, from) = match (&own, outer) {
            (Some((label, after)), _) if names::of_label(label).is_some() => (Some(label.as_str()), *after),
            (_, Some(outer)) => (Some(outer), 0),
            (_, None) => (None, 0),
        };
        let part = label.and_then(names::of_label);
        let first = self.tokens.partition_point(|token| token.range.start < from);
        let mut start = first;
        while start < self.tokens.len() {
            let end = self.sentence_end(start);
            // Beside a label, only what its first sentence says is its value.
            let part = part.filter(|_| start == first);
            self.sentence(start..end, part, trusted, start == first, found);
            start = end;
        }
    }

    /// Where the sentence ends that begins at a token: after a stop before a capital, or a mark that is none of a number.
    fn sentence_end(&self, start: usize) -> usize {
        let ends = |&at: &usize| match word(&self.tokens, at) {
            "!" | "?" | ";" | "|" => true,
            "." => self.tokens.get(at + 1).is_none_or(|next| next.capital),
            _ => false,
        };
        let stop = (start..self.tokens.len()).find(ends);
        stop.map_or(self.tokens.len(), |at| at + 1)
    }

    fn sentence(
        &self,
        range: Range<usize>,
        label: Option<Part>,
        trusted: bool,
        opens: bool,
        found: &mut Vec<StatedLength>,
    ) {
        let Some(tokens) = self.tokens.get(range) else {
            return;
        };
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return;
        };
        let bytes = first.range.start..last.range.end;
        let lengths = all_lengths(tokens);
        if lengths.is_empty() || tokens.iter().any(|token| token.is(ASIDE)) {
            return;
        }
        let support = names::counts_support_hours(self.lower.get(bytes.clone()).unwrap_or_default());
        let beside = LazyCell::new(|| match lengths.as_slice() {
            [_] if !support => range::beside(self.text, bytes.clone()),
            _ => None,
        });
        for &Length { at, taken, seconds } in &lengths {
            if names::is_of_another(tokens, at) {
                continue;
            }
            let own = names::after(tokens, at + taken).or_else(|| names::before(tokens, at));
            // `8 h 28 min all in all.` says nothing else.
            let alone = own == Some(Part::Total) && tokens.len() <= taken + MOST_BESIDE;
            let named = own.filter(|part| trusted || alone || label.is_some() || *part == Part::Undetected);
            // `for about 13 minutes, between 12:17 and 12:30`
            let is_timed = || trusted && names::is_introduced(tokens, at) && beside.is_some();
            // `For 70 minutes every order was charged twice.`
            let opening = || trusted && opens && at == 1 && word(tokens, 0) == "for";
            // `Users could not log in for 42 minutes`
            let is_hit = || {
                let most = at
                    .checked_sub(1)
                    .is_some_and(|before| word(tokens, before) == "to");
                let one = trusted && lengths.len() == 1 && !most && names::is_introduced(tokens, at);
                one && tokens.iter().enumerate().any(|(noun, token)| {
                    token.is(PEOPLE) && !token.is(TEAMS) && claim::hit(tokens, &(noun..noun + 1), false)
                })
            };
            let whole = || (is_timed() || opening() || is_hit()).then_some(Part::Total);
            let Some(part) = named.or(label).or_else(whole) else {
                continue;
            };
            if self
                .text
                .is_code(tokens.get(at).map_or(0, |token| token.range.start))
            {
                continue;
            }
            let end = tokens
                .get(at + taken - 1)
                .map_or(bytes.end, |token| token.range.end);
            let start = tokens.get(at).map_or(bytes.start, |token| token.range.start);
            let room = room::of(tokens, at, taken, seconds);
            found.push(StatedLength {
                part,
                seconds,
                room,
                span: self.text.span(start..end),
                labelled: label.is_some(),
                beside: beside.map(|beside: range::Beside| beside.seconds(room)),
                support,
                hours: support.then(|| self.support_hours(bytes.clone())).flatten(),
            });
        }
    }

    /// The support hours that a part of the text states: `support hours 10:00-17:00 M-F`.
    fn support_hours(&self, part: Range<usize>) -> Option<SupportHours> {
        let words = self
            .lower
            .get(part.clone())
            .filter(|words| names::counts_support_hours(words))?;
        let mut inside = range::within(self.text, part);
        let (from, to) = inside.find_map(|stamp| match (stamp.clock?, stamp.until?.clock) {
            (Clock::Time(from), Clock::Time(to)) => Some((from, to)),
            _ => None,
        })?;
        let days = names::DAYS.iter().find(|name| words.contains(**name));
        Some(SupportHours {
            days: days.and_then(|name| hours::days(name)).unwrap_or(hours::WORKDAYS),
            from,
            to,
            zone: None,
        })
    }
}

/// A length: its first token, how many it takes, its seconds.
struct Length {
    at: usize,
    taken: usize,
    seconds: i64,
}

fn all_lengths(tokens: &[Token<'_>]) -> Vec<Length> {
    let mut all = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match tokens.get(at..).and_then(duration::length) {
            Some((seconds, taken)) => {
                if seconds > 0 {
                    all.push(Length { at, taken, seconds });
                }
                at += taken;
            }
            None => at += 1,
        }
    }
    all
}

#[cfg(test)]
mod tests;
