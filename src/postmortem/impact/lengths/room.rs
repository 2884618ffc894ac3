//! How exact a length is meant: by its smallest unit, whether its number is a round one, and the words beside it.

use crate::postmortem::impact::tokens::{self, Token, unit, word};

const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;

/// So many words before a length are looked at.
const REACH: usize = 4;
/// Words that say that a number is no exact one.
pub(super) const LOOSE: &[&str] = &[
    "about",
    "approximately",
    "approx",
    "around",
    "roughly",
    "ca",
    "circa",
    "~",
    "≈",
    "nearly",
    "almost",
    "close",
    "some",
    "just",
];
const MORE: &[&str] = &["over", "more", "least", "longer", ">"];
const LESS: &[&str] = &["under", "less", "within", "most", "up", "max", "<"];

/// The least and the most seconds that a length may mean whose start and end its own summary states: nobody had to
/// remember those.
pub(crate) fn beside_times(before: &str, seconds: i64) -> (i64, i64) {
    let before = before.to_ascii_lowercase();
    let tokens = tokens::tokens(&before);
    let mut last = tokens.iter().rev().take(REACH);
    let rough = last.any(|token| [LOOSE, MORE, LESS].iter().any(|list| list.contains(&token.word)));
    let slack = (seconds / if rough { 4 } else { 10 }).max(MINUTE);
    (seconds - slack, seconds + slack)
}

/// The least and the most seconds that the length at a token may mean.
pub(super) fn of(tokens: &[Token<'_>], at: usize, taken: usize, seconds: i64) -> (i64, i64) {
    let before = tokens.get(at.saturating_sub(REACH)..at).unwrap_or_default();
    let said = |list: &[&str]| before.iter().any(|token| list.contains(&token.word));
    let next = word(tokens, at + taken);
    let loose = said(LOOSE) || matches!(next, "or" | "approximately" | "approx");
    let exact = tolerance(tokens, at + taken - 1, seconds);
    let slack = if loose {
        (exact * 2).max(seconds / 10)
    } else {
        exact
    };
    if said(MORE) && !loose {
        return (seconds - slack, seconds * 2 + slack);
    }
    if said(LESS) && !loose {
        return (0, seconds + slack);
    }
    (seconds - slack, seconds + slack)
}

/// Half of what the number was rounded to.
fn tolerance(tokens: &[Token<'_>], last: usize, seconds: i64) -> i64 {
    // Units are whole seconds.
    let smallest = unit(word(tokens, last)).map_or(MINUTE, |unit| unit as i64).max(1);
    let round = (seconds / smallest) % 5 == 0;
    let broken = seconds % smallest != 0;
    match smallest {
        1 => (seconds / 20).max(5),
        MINUTE if round => (seconds / 20).max(5 * MINUTE),
        MINUTE => (seconds / 50).max(2 * MINUTE),
        HOUR if broken => (seconds / 20).max(15 * MINUTE),
        HOUR if seconds == HOUR => HOUR / 2,
        // From two hours on, minutes are dropped as often as rounded.
        HOUR => (seconds / 10).max(40 * MINUTE),
        // Days are often counted with the first and the last one.
        DAY => (seconds / 5).max(DAY),
        _ => (seconds / 5).max(2 * DAY),
    }
}
