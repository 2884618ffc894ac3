//! The labels that lines of a summary begin with.

use super::tokens::begins;
use crate::text::blocks::Text;

/// Labels that say which question of the brief a line answers: no prose of a summary.
const LABELS: &[&str] = &[
    "duration",
    "impact",
    "start",
    "end",
    "time",
    "date",
    "root cause",
    "cause",
    "resolution",
    "service",
    "severity",
    "status",
    "author",
    "users",
    "user",
    "affected",
    "detect",
    "what",
    "how",
    "when",
    "owner",
    "incident",
    "participants",
    "team",
    "priority",
    "who",
    "experience",
    "down",
    "reported",
    "outage",
    "fix",
    "summary",
];

/// Whether a label has a word of a question of the brief.
pub(super) fn names_question(label: &str) -> bool {
    label.split_whitespace().any(|word| begins(word, LABELS))
}

/// The label that a line begins with, and where the words after it begin: up to a colon or a question mark, or strong words.
pub(super) fn label(lower: &str, text: &Text) -> Option<(String, usize)> {
    const MOST_WORDS: usize = 9;
    /// In characters.
    const FURTHEST: usize = 80;
    let strong = text
        .strong
        .first()
        .filter(|range| range.start == 0)
        .map(|range| range.end.min(lower.len()))
        .filter(|&end| lower.get(end..).is_some_and(|rest| !rest.trim().is_empty()));
    let bytes = lower.as_bytes();
    let near = |&at: &usize| {
        lower
            .get(..at)
            .is_some_and(|before| before.chars().count() < FURTHEST)
    };
    let mark = memchr::memchr2_iter(b':', b'?', bytes)
        .take_while(near)
        .find(|at| !bytes.get(at + 1).is_some_and(u8::is_ascii_digit))
        .map(|at| at + 1);
    let end = match (strong, mark) {
        (Some(strong), Some(mark)) => mark.min(strong.max(mark.min(strong + 2))),
        (Some(end), None) | (None, Some(end)) => end,
        (None, None) => return None,
    };
    let words = lower.get(..end)?;
    let count = words.split_whitespace().count();
    // A wrapped line may hold the end of a sentence, and then a colon in the next.
    let plain = !words.contains(|char: char| char.is_ascii_digit()) && !words.contains(". ");
    let label: String = words
        .trim_matches(|char: char| !char.is_alphanumeric())
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    (plain && (1..=MOST_WORDS).contains(&count) && !label.is_empty()).then_some((label, end))
}
