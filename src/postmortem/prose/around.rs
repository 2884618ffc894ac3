//! What a text says around a place, however long a line is.

use crate::text::phrases::Phrases;
use std::ops::Range;

/// The first of some phrases that a text in lower case says and does not deny.
pub(crate) fn said(lower: &str, phrases: &Phrases) -> Option<Range<usize>> {
    let mut found = phrases.matches(lower).map(|(at, phrase)| at..at + phrase.len());
    found.find(|range| !denied(lower, range.start))
}

/// The words right before a place: no more of them is ever looked at, however long a line is.
pub(crate) fn near(text: &str, at: usize) -> &str {
    const NEAR: usize = 160;
    let from = (at.saturating_sub(NEAR)..=at).find(|&from| text.is_char_boundary(from));
    from.and_then(|from| text.get(from..at)).unwrap_or_default()
}

/// The words right after a place, no more of them either.
pub(crate) fn ahead(text: &str, at: usize) -> &str {
    const NEAR: usize = 80;
    let most = text.len().min(at + NEAR);
    let to = (at..=most).rev().find(|&to| text.is_char_boundary(to));
    to.and_then(|to| text.get(at..to)).unwrap_or_default()
}

/// Whether one of the three words before a place denies what follows.
pub(crate) fn denied(lower: &str, at: usize) -> bool {
    const NOT: &[&str] = &[
        "not", "no", "never", "without", "neither", "nor", "nothing", "isn't", "wasn't",
    ];
    let mut words = near(lower, at).split_whitespace().rev().take(3);
    // What a mark ends denies nothing after it.
    words
        .by_ref()
        .take_while(|word| !word.ends_with(['.', ',', ';', ':', '!', '?']))
        .any(|word| NOT.contains(&word) || word.ends_with("n't"))
}
