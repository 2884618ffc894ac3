//! Labels of entries: `Misleading: …`, `[escalated] …`, `Detected - …`.

use super::label_table::{BASES, LABELS};
use crate::text::words::is_between_blanks;
use crate::vocabulary::EntryKind;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A label at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// What it says the entry tells; None for one that says only that something was done.
    pub kind: Option<EntryKind>,
    /// The first byte after the label and what parts it from the text.
    pub end: usize,
}

/// The longest label in bytes; the longest question of the brief is shorter.
const LONGEST: usize = 80;

/// Reads the label that a text begins with: `Misleading: …`, `[escalated] …`, `Detected - …`.
#[must_use]
pub fn label(text: &str) -> Option<Label> {
    if let Some(kind) = transition(text) {
        return Some(Label {
            kind: Some(kind),
            end: 0,
        });
    }
    let start = text.find(char::is_alphanumeric)?;
    let rest = text.get(start..)?;
    let bracket = text
        .get(..start)?
        .chars()
        .next_back()
        .filter(|char| matches!(char, '[' | '('));
    let close = match bracket {
        Some('[') => rest.find(']')?,
        Some(_) => rest.find(')')?,
        None => first_mark(rest)?,
    };
    let kind = find(rest.get(..close)?)?;
    let after = text.get(start + close..)?;
    let body = after.trim_start_matches(|char: char| {
        char.is_whitespace()
            || matches!(
                char,
                ':' | '-' | ']' | ')' | '?' | '=' | '\u{2013}' | '\u{2014}' | '\u{2192}'
            )
    });
    Some(Label {
        kind,
        end: text.len() - body.len(),
    })
}

/// What the state says that an incident changes to, as trackers log it: `Status changed from Investigating to Monitoring`.
fn transition(text: &str) -> Option<EntryKind> {
    const FRONT: &str = "status changed";
    let (front, rest) = text.split_at_checked(FRONT.len())?;
    if !front.eq_ignore_ascii_case(FRONT) {
        return None;
    }
    let (_, state) = rest
        .rsplit_once('\u{2192}')
        .or_else(|| rest.rsplit_once(" to "))?;
    let state = state.trim_start();
    let end = state
        .find(|char: char| !char.is_alphanumeric())
        .unwrap_or(state.len());
    let state = state.get(..end)?;
    // A fix is in place, and watched.
    let watched = state
        .eq_ignore_ascii_case("monitoring")
        .then_some(EntryKind::Mitigated);
    watched.or_else(|| find(state)?)
}

/// Whether a whole line is a label, with or without a colon or a question mark after it.
#[must_use]
pub fn whole(text: &str) -> Option<Option<EntryKind>> {
    // The last line of a sentence that is broken into lines is no label: `… until the deploy of`, `the fix.`
    if text.trim_end().ends_with('.') {
        return None;
    }
    let text = text.trim_matches(|char: char| !char.is_alphanumeric());
    find(text)
}

/// A label before a time without a colon between them: `Detected at …`, `First identified at …`.
#[must_use]
pub fn before_time(text: &str) -> Option<Option<EntryKind>> {
    let text = text
        .trim()
        .trim_end_matches([':', '-', '(', ',', ' ', '\u{2013}', '\u{2014}']);
    let text = ["at", "on", "around", "time"].iter().fold(text, |text, word| {
        text.strip_suffix(word)
            .filter(|rest| rest.ends_with(' '))
            .map_or(text, str::trim_end)
    });
    find(text)
}

/// The whole labels, and those that may have words around them; of two equal ones the first counts.
static WHOLE: LazyLock<BTreeMap<&str, Option<EntryKind>>> = LazyLock::new(|| {
    let bases = LABELLED.iter().map(|(base, kind)| (*base, Some(*kind)));
    bases.chain(LABELS.iter().rev().copied()).collect()
});

/// The labels without the words around them.
static LABELLED: LazyLock<BTreeMap<&str, EntryKind>> = LazyLock::new(|| {
    let bases = BASES
        .iter()
        .flat_map(|&(kind, bases)| bases.split(',').map(move |base| (base.trim(), kind)));
    bases.collect()
});

/// The end of the words before the first colon, dash with spaces or question mark.
fn first_mark(text: &str) -> Option<usize> {
    let mut near = text.char_indices().take_while(|&(at, _)| at <= LONGEST);
    let ends = |&(at, char): &(usize, char)| match char {
        ':' | '?' | '\u{2014}' => true,
        '-' | '\u{2013}' => is_between_blanks(text, at..at + char.len_utf8()),
        _ => false,
    };
    near.find(ends).map(|(at, _)| at)
}

/// Looks a label up: as it is, and without the words that only surround it.
fn find(words: &str) -> Option<Option<EntryKind>> {
    if words.len() > LONGEST {
        return None;
    }
    let lower = words.to_lowercase();
    // Most labels are written as they are in the tables.
    if let Some(&kind) = WHOLE.get(lower.as_str()) {
        return Some(kind);
    }
    let words = lower.split(|char: char| !char.is_alphanumeric() && char != '/');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    if let Some(&kind) = WHOLE.get(words.join(" ").as_str()) {
        return Some(kind);
    }
    let front = words
        .iter()
        .take_while(|word| {
            matches!(
                **word,
                "issue" | "incident" | "problem" | "outage" | "the" | "initial" | "first" | "was" | "is"
            )
        })
        .count();
    let back = words
        .iter()
        .rev()
        .take_while(|word| {
            matches!(
                **word,
                "time"
                    | "method"
                    | "at"
                    | "to"
                    | "on"
                    | "taken"
                    | "path"
                    | "paths"
                    | "by"
                    | "process"
                    | "steps"
                    | "the"
                    | "issue"
                    | "incident"
                    | "outage"
                    | "problem"
            )
        })
        .count();
    let core = words
        .get(front..words.len().saturating_sub(back))?
        .iter()
        .filter(|word| !matches!(**word, "was" | "were" | "is" | "issue" | "incident"))
        .copied()
        .collect::<Vec<_>>()
        .join(" ");
    LABELLED.get(core.as_str()).map(|&kind| Some(kind))
}
