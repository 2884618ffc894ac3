//! Shares of people in numbers: `3 in 10`, `60 of 80 employees`, `every fourth pupil`, `all 84 growers`.

use super::ANOTHER;
use crate::rules::brief::PEOPLE;
use std::ops::Range;

/// Where all of a number are named.
pub(super) struct All {
    /// Where it is.
    pub(super) at: Range<usize>,
    /// Whether they are known to be people, or what people send.
    pub(super) people: bool,
}

/// The first of them: `all 84 growers`, `all of our 3,000 shops`.
pub(super) fn all_counted(lower: &str) -> Option<All> {
    let words = words(lower);
    let word = |at: usize| {
        words
            .get(at)
            .and_then(|range| lower.get(range.clone()))
            .unwrap_or_default()
    };
    (0..words.len()).find_map(|at| {
        let of = |at: &usize| ["of", "the", "our", "its", "those"].contains(&word(*at));
        if word(at) != "all" {
            return None;
        }
        let count = (at + 1..words.len()).find(|at| !of(at))?;
        let what = word(count + 1);
        let counted = number(word(count)).is_some() && what.ends_with('s') && !ANOTHER.is_in(what);
        counted.then_some(All {
            at: words.get(at)?.start..words.get(count)?.end,
            people: PEOPLE.is_in(what),
        })
    })
}

/// Where people are counted out of all: `3 in 10`, `nearly 9 out of 10 viewers`, `60 of 80 employees`, `every fourth pupil`.
pub(super) fn ratio(lower: &str) -> Option<Range<usize>> {
    let word = |range: &Range<usize>| lower.get(range.clone()).unwrap_or_default();
    let words = words(lower);
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|range| list.contains(&word(range)));
    let count = |at: usize| words.get(at).and_then(|range| number(word(range)));
    let machines = |at: usize| {
        let next = words.get(at).map(word).unwrap_or_default();
        ANOTHER.is_in(next)
    };
    const YEARS: std::ops::Range<u64> = 1900..2100;
    (0..words.len()).find_map(|at| {
        let start = words.get(at)?.start;
        if is(at, &["every"]) && is(at + 1, ORDINALS) && !machines(at + 2) {
            return Some(start..words.get(at + 1)?.end);
        }
        let part = count(at)?;
        let mut next = at + 1;
        // `3/4 of the users`
        let end = words.get(at)?.end;
        // `One customer in eight`
        let people = words.get(next).is_some_and(|range| PEOPLE.is_in(word(range)));
        next += usize::from(people && is(next + 1, &["in", "out"]));
        let written = words
            .get(next)
            .is_some_and(|whole| lower.get(end..whole.start) == Some("/"));
        let joined = is(next, &["in", "of", "out"]) || written && is(next + 1, &["of"]);
        while is(next, &["in", "of", "out", "every", "the", "our", "all"]) {
            next += 1;
        }
        let whole = count(next)?;
        (joined && part <= whole && whole > 1 && !YEARS.contains(&whole) && !machines(next + 1))
            .then_some(start..words.get(next)?.end)
    })
}

/// What follows `every` in a share.
const ORDINALS: &[&str] = &[
    "other", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
];

/// A whole number in digits, or a small one in words.
pub(super) fn number(word: &str) -> Option<u64> {
    const SMALL: &[&str] = &[
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    let small = SMALL.iter().position(|small| *small == word);
    let small = small.and_then(|at| u64::try_from(at + 1).ok());
    small.or_else(|| word.replace(',', "").parse().ok())
}

/// The words of a text, where they are; a number keeps its commas.
pub(super) fn words(lower: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    for (at, char) in lower.char_indices().chain([(lower.len(), ' ')]) {
        let inside = char.is_alphanumeric()
            || char == ','
                && lower
                    .get(at + 1..)
                    .is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_digit()));
        match start {
            None if inside => start = Some(at),
            Some(from) if !inside => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    words
}
