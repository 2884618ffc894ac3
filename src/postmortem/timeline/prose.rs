//! Entries in paragraphs of the timeline that tell in sentences: `At 17:45, the team … At 18:02, …`, `The queue was empty at 10:12.`

use super::chat::is_chat;
use super::collect::Collector;
use super::entries::Opening;
use super::update_times::tells_of_an_edit;
use crate::postmortem::impact::claim;
use crate::text::blocks::{Block, BlockKind, Text};
use crate::text::clock::{self, Leading, Separator, Stamp};
use crate::text::sentences;
use std::ops::Range;

/// The words before the time that a sentence begins with.
const BEFORE: &[&str] = &["at", "by", "around", "about", "on"];

/// What parts two steps that one sentence tells: `, and at 9:44`, `; at 9:44`.
const JOINTS: &[&str] = &["and", "then", "but", "and then"];

impl Collector<'_> {
    /// Opens an entry with each sentence that begins with a time, where two or more do, and in a story also with each that has one
    /// time in it. Its other sentences belong to the entry before them.
    pub(super) fn prose(&mut self, block: &Block) -> bool {
        if is_chat(block) || block.lines.iter().all(|line| line.text.stamps().is_empty()) {
            return false;
        }
        let text = Text::join(block.lines.iter().map(|line| &line.text));
        let mut openings = openings(&text);
        // `At 9:05 we …` begins a sentence; a bare time begins an entry by itself.
        let is_bare = |lead: &Leading| {
            let before = text.plain.get(..lead.stamp.range.start);
            lead.stamp.clock.is_some() && !before.is_some_and(|before| before.contains(char::is_alphabetic))
        };
        let telling = self.story && !text.leading().is_some_and(is_bare);
        if telling || self.story && openings.len() > 1 {
            told(&text, &mut openings);
        }
        let whole = |all: &mut Self| {
            let part = all.part(block.span, &text);
            part.is_some_and(|part| part.plain == text.plain)
        };
        let fewest = if telling { 1 } else { 2 };
        if openings.len() < fewest || !whole(self) {
            return false;
        }
        self.close();
        self.openings(&text, openings, block.span, super::open_entry::Opener::None);
        self.close();
        true
    }

    /// Whether paragraphs tell the timeline: of times they have two or more, and nothing in a list or a table begins with one.
    pub(super) fn is_story(&self) -> bool {
        let inside = self
            .blocks
            .iter()
            .filter(|block| self.is_in_timeline(block.span.start));
        let mut told = 0;
        for block in inside {
            match block.kind {
                BlockKind::Paragraph if tells(block) => told += moments(block),
                BlockKind::Item { .. } | BlockKind::Row { .. } | BlockKind::Heading(_) => {
                    let timed = |text: &Text| text.leading().is_some_and(|lead| lead.stamp.clock.is_some());
                    if block.lines.iter().any(|line| timed(&line.text)) {
                        return false;
                    }
                }
                _ => {}
            }
        }
        told > 1
    }
}

/// Whether a paragraph tells in sentences and has a clock time that is no range.
pub(super) fn tells(block: &Block) -> bool {
    let timed = |text: &Text| text.stamps().iter().any(is_moment);
    block.kind == BlockKind::Paragraph
        && !block.quoted
        && !is_chat(block)
        && block.lines.iter().any(|line| timed(&line.text))
        && !block.lines.iter().any(|line| begins_with_mark(&line.text))
}

fn moments(block: &Block) -> usize {
    let lines = block.lines.iter();
    lines
        .flat_map(|line| line.text.stamps())
        .filter(|stamp| is_moment(stamp))
        .count()
}

const fn is_moment(stamp: &Stamp) -> bool {
    stamp.clock.is_some() && stamp.until.is_none()
}

/// The part of a sentence that tells of each of its times; where no word parts two of them, both have the same.
fn clauses(text: &str, sentence: &Range<usize>, timed: &[&Stamp]) -> Vec<Range<usize>> {
    let mut from = sentence.start;
    let mut parts = Vec::with_capacity(timed.len());
    for (at, stamp) in timed.iter().enumerate() {
        let next = timed.get(at + 1).map(|next| stamp.range.end..next.range.start);
        match next.and_then(|between| turn(text, between)) {
            Some(turn) => {
                parts.push(from..turn.start);
                from = turn.end;
            }
            None => parts.push(from..sentence.end),
        }
    }
    parts
}

/// The last word between two times that leads on from one step to the next: `failed at 14:02 and recovered at 14:40`. One that
/// says how the steps follow each other belongs to the second.
fn turn(text: &str, between: Range<usize>) -> Option<Range<usize>> {
    const LINKS: &[&str] = &[" and then ", "; ", " and ", " then ", " but "];
    const TURNS: &[&str] = &[" until ", " till ", " when ", " before ", " after ", " while "];
    let words = text.get(between.clone())?;
    // `between 14:02 and 14:40`
    if words.split_whitespace().count() < 2 {
        return None;
    }
    let last = |list: &[&str], kept: bool| {
        let found = list.iter().filter_map(|word| {
            let at = words.rfind(word)?;
            let end = if kept { at + 1 } else { at + word.len() };
            Some(at..end)
        });
        found.max_by_key(|range| range.start)
    };
    let comma = || last(&[", "], false);
    let found = [last(LINKS, false), last(TURNS, true)];
    let found = found.into_iter().flatten().max_by_key(|range| range.start);
    let found = found.or_else(comma)?;
    Some(between.start + found.start..between.start + found.end)
}

/// Whether a line begins with a time that a mark parts from its words, or that stands in brackets: it is an entry by itself.
fn begins_with_mark(text: &Text) -> bool {
    let bracketed = text.plain.trim_start().starts_with(['[', '(']);
    let mark =
        |lead: &Leading| lead.stamp.clock.is_some() && (bracketed || lead.separator != Separator::None);
    text.leading().is_some_and(mark)
}

/// The sentences that begin with a time, and the parts of sentences that do after a joint.
fn openings(text: &Text) -> Vec<Opening> {
    let found = text.stamps().iter().filter_map(|stamp| opening(text, stamp));
    let mut all: Vec<Opening> = Vec::new();
    for (opening, joined) in found {
        // What is joined goes on with what begins with a time.
        if !joined || !all.is_empty() {
            all.push(opening);
        }
    }
    all
}

/// Adds the sentences that have a time in them and tell what happened, each step of theirs by itself.
fn told(text: &Text, openings: &mut Vec<Opening>) {
    let mut found = Vec::new();
    let stamps = text.stamps();
    for sentence in sentences::split(&text.plain) {
        let first = stamps.partition_point(|stamp| stamp.range.start < sentence.start);
        let inside = stamps.iter().skip(first);
        let inside = inside.take_while(|stamp| stamp.range.end <= sentence.end);
        let timed: Vec<&Stamp> = inside.filter(|stamp| stamp.clock.is_some()).collect();
        let mut last = None;
        for (stamp, part) in timed.iter().zip(clauses(&text.plain, &sentence, &timed)) {
            // Two times that no word parts are of one step, and nobody knows which of them is its own.
            let alone =
                timed.len() == 1 || part.end < sentence.end || last.is_some_and(|last| last < part.start);
            let shared = last.replace(part.start) == Some(part.start);
            let next = openings.partition_point(|opening| opening.at < part.start);
            let opened = openings.get(next).is_some_and(|opening| opening.at < part.end);
            if opened || shared || !alone || stamp.until.is_some() || text.is_code(stamp.range.start) {
                continue;
            }
            let words = text.plain.get(part.clone()).unwrap_or_default();
            let Some(stamp) = clock::anywhere(words).into_iter().find(is_moment) else {
                continue;
            };
            let before = words.get(..stamp.range.start).unwrap_or_default();
            let after = words.get(stamp.range.end..).unwrap_or_default();
            // `until 10:30` tells no step.
            let telling = before.split_whitespace().chain(after.split_whitespace());
            let telling = telling.filter(|word| word.contains(char::is_alphabetic)).count() > 1;
            if !telling || claim::is_unreal(words, &stamp.range) || tells_of_an_edit(before) {
                continue;
            }
            found.push(Opening {
                at: part.start,
                lead: Leading {
                    stamp,
                    body: 0,
                    separator: Separator::None,
                },
            });
        }
    }
    openings.append(&mut found);
    openings.sort_by_key(|opening| opening.at);
}

/// A part of a text that begins with a time, and whether it goes on with a sentence.
pub(super) fn opening(text: &Text, stamp: &Stamp) -> Option<(Opening, bool)> {
    stamp.clock?;
    let before = text.plain.get(..stamp.range.start)?.trim_end();
    let word = before.rsplit(|char: char| !char.is_alphabetic()).next()?;
    let named = BEFORE.iter().any(|other| word.eq_ignore_ascii_case(other));
    // `Around 9:40` is a stamp as a whole.
    let own = text
        .plain
        .get(stamp.range.clone())?
        .starts_with(char::is_alphabetic);
    let at = if named {
        before.len() - word.len()
    } else {
        stamp.range.start
    };
    let ended = text.plain.get(..at)?.trim_end();
    let begins = ended.is_empty() || ended.ends_with(['.', '!', '?']);
    let joined = !begins && is_joint(ended) && named;
    if !(named || own) || !(begins || joined) || text.is_code(at) {
        return None;
    }
    let lead = clock::leading(text.plain.get(at..)?).filter(|lead| lead.stamp.clock.is_some())?;
    Some((Opening { at, lead }, joined))
}

/// Whether a text ends with what parts two steps.
fn is_joint(text: &str) -> bool {
    let joint = |word: &str| {
        let before = text.strip_suffix(word).map(str::trim_end);
        before.is_some_and(|before| before.ends_with([',', ';']))
    };
    text.ends_with(';') || JOINTS.iter().any(|word| joint(word))
}
