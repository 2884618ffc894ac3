//! The boxes of tasks as people write them: GitHub's `[ ]` and `[x]`, and those that Markdown takes for words: `[ x ]`, `(x)`, `☐`.

/// Boxes of one character.
const SIGNS: [(&str, bool); 2] = [("☐", false), ("☑", true)];

/// Whether the box that a text begins with has a tick, and what follows it.
#[must_use]
pub fn boxed(text: &str) -> Option<(bool, &str)> {
    let sign = || {
        SIGNS
            .iter()
            .find_map(|(sign, ticked)| Some((*ticked, text.strip_prefix(sign)?)))
    };
    let (ticked, rest) = drawn(text).or_else(sign)?;
    Some((ticked, rest.trim_start_matches('\u{fe0f}')))
}

/// The same of a box that a text ends with, and what is before it. Brackets at an end are none.
pub(super) fn boxed_at_end(text: &str) -> Option<(bool, &str)> {
    SIGNS
        .iter()
        .find_map(|(sign, ticked)| Some((*ticked, text.strip_suffix(sign)?)))
}

/// A box of brackets, with a tick or without.
fn drawn(text: &str) -> Option<(bool, &str)> {
    let (inside, close) = match text.strip_prefix('[') {
        Some(inside) => (inside, ']'),
        None => (text.strip_prefix('(')?, ')'),
    };
    let (mark, rest) = inside.split_once(close)?;
    match mark.trim() {
        // `()` belongs to a name before it.
        "" if close == ')' && mark.is_empty() => None,
        "" | "_" => Some((false, rest)),
        "x" | "X" | "✓" | "✔" => Some((true, rest)),
        _ => None,
    }
}
