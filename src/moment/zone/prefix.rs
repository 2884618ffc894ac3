//! Zones at the start of a text.

use super::{abbreviation, minutes, numeric, pair, region};
use crate::moment::abbreviations::{AMBIGUOUS, LONGEST, WORDS};
use crate::moment::places::PLACES;

/// The length of the zone that a text begins with, an offset in brackets after it included; None where it
/// begins with none. Abbreviations that are also English words count in capitals only.
#[must_use]
pub fn prefix(text: &str) -> Option<usize> {
    let length = bare_prefix(text)?;
    let rest = text.get(length..).unwrap_or_default();
    let open = rest.len() - rest.trim_start_matches(' ').len();
    let inner = rest.get(open..).and_then(|rest| rest.strip_prefix('('));
    let bracketed = inner.and_then(|inner| {
        let close = bare_prefix(inner)?;
        inner
            .get(close..)?
            .starts_with(')')
            .then_some(length + open + close + 2)
    });
    Some(bracketed.unwrap_or(length))
}

fn bare_prefix(text: &str) -> Option<usize> {
    let run = |from: usize, fits: fn(char) -> bool| {
        let rest = text.get(from..).unwrap_or_default();
        from + rest.find(|char| !fits(char)).unwrap_or(rest.len())
    };
    let first = text.chars().next()?;
    if matches!(first, '+' | '-' | '\u{2212}') {
        let end = run(first.len_utf8(), |char| char.is_ascii_digit() || char == ':');
        let end = text.get(..end)?.trim_end_matches(':').len();
        return numeric(text.get(..end)?).map(|_| end);
    }
    let end = run(0, |char| char.is_ascii_alphabetic());
    let word = text.get(..end)?;
    if text.get(end..).is_some_and(|rest| rest.starts_with('/')) {
        let end = run(0, |char| {
            char.is_ascii_alphanumeric() || matches!(char, '/' | '_' | '-' | '+')
        });
        let name = text.get(..end)?.trim_end_matches(['-', '/', '_', '+']);
        if region(name).is_some() {
            return Some(name.len());
        }
    }
    if let Some(end) = pair_end(text, end) {
        return Some(end);
    }
    if word.eq_ignore_ascii_case("UTC") || word.eq_ignore_ascii_case("GMT") {
        let spaces = run(end, |char| char == ' ');
        for from in [end, spaces] {
            let rest = text.get(from..).unwrap_or_default();
            if let Some(length) = bare_offset(rest) {
                return Some(from + length);
            }
        }
        let zone = text.get(..end)?;
        return ends_word(text, end).then_some(zone.len());
    }
    let abbreviation = (is_abbreviation(word) && ends_word(text, end)).then_some(end);
    // `West Africa` begins as an abbreviation does.
    let words_follow = |end: &usize| {
        let rest = text.get(*end..).unwrap_or_default();
        rest.trim_start().starts_with(char::is_alphabetic)
    };
    let alone = abbreviation.filter(|end| !words_follow(end));
    alone.or_else(|| words_prefix(text)).or(abbreviation)
}

/// The length of `+1`, `-05:30`, `+0` at the start; a minus with a space or a clock time after it is none.
fn bare_offset(text: &str) -> Option<usize> {
    let sign = text
        .chars()
        .next()
        .filter(|char| matches!(char, '+' | '-' | '\u{2212}' | '\u{b1}'))?;
    let digits = text.get(sign.len_utf8()..)?;
    let spaces = if sign == '+' {
        digits.len() - digits.trim_start_matches(' ').len()
    } else {
        0
    };
    let digits = digits.get(spaces..)?;
    let end = digits
        .find(|char: char| !char.is_ascii_digit() && char != ':')
        .unwrap_or(digits.len());
    let digits = digits.get(..end)?.trim_end_matches(':');
    minutes(digits).map(|_| sign.len_utf8() + spaces + digits.len())
}

fn ends_word(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    // `10:00 PDT/17:00 UTC`
    let rest = rest
        .strip_prefix('/')
        .filter(|rest| rest.starts_with(|char: char| char.is_ascii_digit()))
        .map_or(rest, |_| "");
    !rest.starts_with(|char: char| char.is_alphanumeric() || matches!(char, '_' | '/'))
}

fn is_abbreviation(word: &str) -> bool {
    const ALSO_IN_SMALL: &[&str] = &[
        "PST", "PDT", "EDT", "CDT", "MDT", "CET", "CEST", "EEST", "SAST", "WAT", "AEST",
    ];
    let small = word.bytes().any(|byte| byte.is_ascii_lowercase());
    let known_small = || ALSO_IN_SMALL.iter().any(|name| name.eq_ignore_ascii_case(word));
    if word.len() > LONGEST || small && !known_small() {
        return false;
    }
    let upper = word.to_ascii_uppercase();
    abbreviation(&upper).is_some()
        || AMBIGUOUS.iter().any(|(name, ..)| *name == upper)
        || matches!(upper.as_str(), "PT" | "ET" | "CT" | "MT")
}

const TIME: &[&str] = &[" time zone", " timezone", " local time", " time"];

/// `Pacific`, `Central European Time`, `Lagos time`: the word alone needs something other than a word after it.
fn words_prefix(text: &str) -> Option<usize> {
    let us = ["US ", "us ", "U.S. "]
        .into_iter()
        .find(|us| text.starts_with(us))
        .map_or(0, str::len);
    if let Some(length) = local_time(text) {
        return Some(length);
    }
    if !text
        .get(us..)?
        .starts_with(|char: char| char.is_ascii_uppercase())
    {
        return None;
    }
    let start = text
        .as_bytes()
        .get(us..)?
        .first_chunk()?
        .map(|byte: u8| byte.to_ascii_lowercase());
    let word = alike(WORDS, start)
        .find(|word| word.len() > 2 && begins(text, us, word))
        .map(|word| (us + word.len(), !word.contains(' ')));
    let (length, one) = match word {
        Some(found) => found,
        None => (place(text)?, false),
    };
    if let Some(time) = TIME.iter().find(|time| begins(text, length, time)) {
        return Some(length + time.len());
    }
    let rest = text.get(length..)?;
    let alone = !rest.trim_start().starts_with(char::is_alphanumeric);
    (one && alone).then_some(length)
}

/// `local time in Denver`, `local time (Berlin)`: with the place alone.
fn local_time(text: &str) -> Option<usize> {
    if !begins(text, 0, "local time") {
        return None;
    }
    let rest = text.get("local time".len()..)?.trim_start_matches([' ', ',']);
    let open = rest.starts_with('(');
    let rest = rest
        .strip_prefix("in ")
        .or_else(|| rest.strip_prefix('('))
        .unwrap_or(rest);
    let end = text.len() - rest.len() + place(rest)?;
    let closed = text.get(end..).is_some_and(|rest| rest.starts_with(')'));
    match (open, closed) {
        (false, _) => Some(end),
        (true, true) => Some(end + 1),
        (true, false) => None,
    }
}

/// The length of the place that a text begins with, as people name it for its time.
#[must_use]
pub fn place(text: &str) -> Option<usize> {
    let start = text
        .as_bytes()
        .first_chunk()?
        .map(|byte: u8| byte.to_ascii_lowercase());
    if !text.starts_with(|char: char| char.is_ascii_uppercase()) {
        return None;
    }
    alike(PLACES, start)
        .filter(|place| begins(text, 0, place))
        .map(str::len)
        .max()
}

/// Where the second name of a pair ends: `CET/CEST`, `PST / PDT`.
fn pair_end(text: &str, end: usize) -> Option<usize> {
    let rest = text.get(end..)?;
    let other = rest
        .trim_start_matches(' ')
        .strip_prefix('/')?
        .trim_start_matches(' ');
    let length = other
        .find(|char: char| !char.is_ascii_uppercase())
        .unwrap_or(other.len());
    let second = text.len() - other.len() + length;
    let known = length > 0 && length <= LONGEST && pair(text.get(..end)?, other.get(..length)?).is_some();
    (known && ends_word(text, second)).then_some(second)
}

/// Whether a word stands at a place, in any letter case, and ends there.
fn begins(text: &str, at: usize, word: &str) -> bool {
    text.get(at..at + word.len())
        .is_some_and(|found| found.eq_ignore_ascii_case(word))
        && ends_word(text, at + word.len())
}

/// The names of a table that begin with two letters.
fn alike(table: &[(&'static str, &str)], start: [u8; 2]) -> impl Iterator<Item = &'static str> {
    let begins = |name: &str| name.as_bytes().first_chunk().copied();
    let from = table.partition_point(|(name, _)| begins(name) < Some(start));
    let rest = table.get(from..).unwrap_or_default().iter();
    rest.map(|(name, _)| *name)
        .take_while(move |name| begins(name) == Some(start))
}
