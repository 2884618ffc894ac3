//! What an entry of a timeline tells: from a label, else from its words.

mod phrase_pairs;
mod phrase_table;

use crate::text::phrases::{Phrases, negated, split};
use crate::text::words::is_between_blanks;
use crate::vocabulary::EntryKind;
use phrase_pairs::FIRST;
use phrase_table::{AGAIN, BASES, FAILED, LABELS, RESTORED, STILL, STRONG, TRIED, WEAK};
use std::collections::HashMap;
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
/// How much of an entry's text is looked through for words.
const LOOKED_AT: usize = 320;

/// Reads the label that a text begins with: `Misleading: …`, `[escalated] …`, `Detected - …`.
#[must_use]
pub fn label(text: &str) -> Option<Label> {
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

/// Whether a whole line is a label, with or without a colon or a question mark after it.
#[must_use]
pub fn whole(text: &str) -> Option<Option<EntryKind>> {
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

/// Infers the kind of an entry from its text; `note` where no phrase decides.
#[must_use]
pub fn infer(text: &str) -> EntryKind {
    let text = lower(text);
    let mut strong: Option<usize> = None;
    let mut weak = None;
    let mut after = [None; FIRST.len()];
    for (at, phrase) in DECIDING.matches(&text) {
        let rank = phrase.list;
        let first = rank.checked_sub(STRONG.len() + WEAK.len());
        if let Some(after) = first.and_then(|first| after.get_mut(first)) {
            let end = at + phrase.len();
            if after.is_none_or(|after| end < after) && !negated(text.get(..at).unwrap_or_default()) {
                *after = Some(end);
            }
            continue;
        }
        let better = strong.is_none_or(|strong| rank < strong) && (rank < STRONG.len() || weak.is_none());
        if !better {
            continue;
        }
        let before = text.get(..at).unwrap_or_default();
        let vain = STRONG
            .get(rank)
            .is_some_and(|&(kind, _)| in_vain(kind, before, &text));
        if !negated(before) && !vain {
            if rank < STRONG.len() {
                strong = Some(rank);
            } else {
                weak = Some(rank - STRONG.len());
            }
        }
    }
    let strong = strong.and_then(|rank| STRONG.get(rank));
    let found = strong.or_else(|| WEAK.get(weak?));
    phrase_pairs::together(&text, found.map_or(EntryKind::Note, |&(kind, _)| kind), after)
}

/// Whether a mitigation was only tried, or did not last: `failed to come back online`.
fn in_vain(kind: EntryKind, before: &str, text: &str) -> bool {
    if !matches!(kind, EntryKind::Mitigated | EntryKind::Resolved) {
        return false;
    }
    let mut after = "";
    let tried = before
        .rsplit(' ')
        .filter(|word| !word.is_empty())
        .take(6)
        .any(|word| {
            let tried = after == "to" && split(TRIED).any(|tried| word == tried);
            after = word;
            tried
        });
    tried || kind == EntryKind::Mitigated && split(FAILED).any(|phrase| text.contains(phrase))
}

/// The phrases that decide, each with the index of its kind: the strong ones first, the first halves of pairs last, so
/// that one pass over a text finds them all.
static DECIDING: LazyLock<Phrases> = LazyLock::new(|| {
    let kinds = STRONG.iter().chain(WEAK).map(|&(_, phrases)| phrases);
    Phrases::new(kinds.chain(FIRST))
});

/// Phrases which say that a mitigation did not last.
static FAILING: LazyLock<Phrases> = LazyLock::new(|| Phrases::new([FAILED]));

/// The whole labels; of two equal ones the first counts.
static WHOLE: LazyLock<HashMap<&str, Option<EntryKind>>> =
    LazyLock::new(|| LABELS.iter().rev().copied().collect());

/// The labels without the words around them.
static LABELLED: LazyLock<HashMap<&str, EntryKind>> = LazyLock::new(|| {
    let bases = BASES
        .iter()
        .flat_map(|&(kind, bases)| split(bases).map(move |base| (base, kind)));
    bases.collect()
});

/// Whether a text tells that something works again.
#[must_use]
pub fn restored(text: &str) -> bool {
    let text = lower(text);
    !STILL.any(&text) && RESTORED.any(&text)
}

/// Whether a text, being the last of its timeline, tells that something works again: in weaker words.
#[must_use]
pub fn works(text: &str) -> bool {
    let text = lower(text);
    !STILL.any(&text) && !FAILING.any(&text) && AGAIN.any(&text)
}

fn lower(text: &str) -> String {
    let end = (0..=LOOKED_AT.min(text.len()))
        .rev()
        .find(|&end| text.is_char_boundary(end))
        .unwrap_or(0);
    let lower = text.get(..end).unwrap_or_default().to_lowercase();
    match lower.is_ascii() {
        true => lower,
        false => lower.replace(['\u{2019}', '\u{2011}'], "'"),
    }
}

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

#[cfg(test)]
mod tests;
