//! What is before and after a time: its zone, and doubts about it.

use super::Stamp;
use super::cursor::{Cursor, is_dash, is_space};
use crate::moment::zone;
use std::ops::Range;

/// The time that a zone stands before follows within so many bytes: looking further would cost as much as the text is long, at each
/// of its sentences.
const FURTHEST: usize = 160;

/// `UTC 14:05`, `(PST) 14:05`.
pub(super) fn zone_before(cursor: &mut Cursor<'_>) -> Option<Range<usize>> {
    let mut ahead = *cursor;
    let bracket = ahead.eat(|char| char == '(').is_some();
    let timed = || {
        ahead
            .rest()
            .bytes()
            .take(FURTHEST)
            .any(|byte| byte.is_ascii_digit())
    };
    if !ahead.peek()?.is_ascii_uppercase() || !timed() {
        return None;
    }
    let length = zone::prefix(ahead.rest())?;
    let range = ahead.at..ahead.at + length;
    ahead.at = range.end;
    if bracket {
        ahead.eat(|char| char == ')')?;
    }
    ahead.eat_while(|char| is_space(char) || char == ':');
    if !ahead.peek()?.is_ascii_digit() {
        return None;
    }
    *cursor = ahead;
    Some(range)
}

/// The zone after a time, also behind a comma or in brackets.
pub(super) fn zone_after(cursor: &mut Cursor<'_>, iso: bool) -> Option<Range<usize>> {
    let mut ahead = *cursor;
    let rest = ahead.rest();
    if rest.starts_with(['Z', 'z']) && !ahead.second().is_some_and(char::is_alphanumeric) {
        let range = ahead.at..ahead.at + 1;
        cursor.at = range.end;
        return Some(range);
    }
    let mut spaces = ahead.spaces();
    if ahead.peek() == Some(',') {
        ahead.skip();
        spaces += ahead.spaces();
    }
    let open = ahead.eat(|char| matches!(char, '(' | '['));
    spaces += ahead.spaces();
    let first = ahead.peek()?;
    if open.is_some()
        && let Some(length) = zone::place(ahead.rest())
        && let Some(close) = ahead.rest().get(length..)
        && close.starts_with([')', ']'])
    {
        cursor.at = ahead.at + length + 1;
        return Some(ahead.at..ahead.at + length);
    }
    let length = if first == '+' || is_dash(first) {
        signed_offset(ahead.rest(), iso && spaces == 0)?
    } else {
        zone::prefix(ahead.rest()).or_else(|| unknown_zone(ahead.rest()))?
    };
    let range = ahead.at..ahead.at + length;
    ahead.at = range.end;
    if let Some(open) = open {
        ahead.spaces();
        ahead.eat(|char| char == if open == '(' { ')' } else { ']' })?;
    }
    *cursor = ahead;
    Some(range)
}

/// `+02:00`, `+0100`, `-0800`; `-08:00` only in ISO 8601, since `14:05-15:00` is a range.
pub(super) fn signed_offset(text: &str, iso: bool) -> Option<usize> {
    let length = zone::prefix(text)?;
    let offset = text.get(..length)?;
    let digits = offset.bytes().filter(u8::is_ascii_digit).count();
    let colon = offset.contains(':');
    let fits = match offset.starts_with('+') {
        true => digits == 4 || digits == 2 && iso,
        false => iso || digits == 4 && !colon && offset.starts_with("-0"),
    };
    // `0900-0930 hrs`
    let mut after = Cursor::new(text, length);
    after.spaces();
    let clock = after.word(&["hrs", "hr", "hours", "h"]);
    (fits && !clock).then_some(length)
}

/// Capitals that can only be a zone, though none that is known: `14:05 XVT: …`.
pub(super) fn unknown_zone(text: &str) -> Option<usize> {
    let word = text.get(
        ..text
            .find(|char: char| !char.is_ascii_uppercase())
            .unwrap_or(text.len()),
    )?;
    let shape = word.len() == 3 && word.ends_with('T')
        || word.len() == 4 && (word.ends_with("ST") || word.ends_with("DT"));
    let known_word = matches!(
        word,
        "TEST"
            | "POST"
            | "HOST"
            | "LIST"
            | "COST"
            | "LAST"
            | "MOST"
            | "BEST"
            | "NOT"
            | "BUT"
            | "BOT"
            | "GOT"
            | "GET"
            | "PUT"
            | "JWT"
            | "IOT"
            | "ROT"
            | "OUT"
            | "SET"
            | "LET"
            | "NAT"
            | "DIT"
            | "HOT"
            | "REST"
            | "FAST"
    );
    let rest = text.get(word.len()..).unwrap_or_default().trim_start_matches(' ');
    let ends = rest.is_empty() || rest.starts_with([':', '-', '\u{2013}', '\u{2014}', ')']);
    (shape && !known_word && ends).then_some(word.len())
}

/// Words before a time that is not exact.
pub(super) const APPROXIMATE: &[&str] = &[
    "ca",
    "c",
    "circa",
    "about",
    "around",
    "approx",
    "approximately",
    "roughly",
    "shortly after",
    "shortly before",
    "just after",
    "just before",
    "soon after",
    "some time around",
    "sometime around",
];

/// `~`, `ca.`, `about`: what says before a time that it is not exact.
pub(super) fn approximate(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    let mark = ahead
        .eat(|char| matches!(char, '~' | '\u{2248}' | '\u{2243}'))
        .is_some();
    let word = !mark && ahead.peek().is_some_and(char::is_alphabetic) && ahead.word(APPROXIMATE);
    if !mark && !word {
        return false;
    }
    if word {
        ahead.eat(|char| char == '.');
    }
    ahead.spaces();
    let meant = ahead.peek().is_some_and(char::is_alphanumeric);
    if meant {
        *cursor = ahead;
    }
    meant
}

/// `(maybe earlier?)`, `ish`, `?`: what says after a time that it is not exact.
pub(super) fn doubt(cursor: &mut Cursor<'_>, stamp: &mut Stamp) {
    if cursor.word(&["ish", "-ish"])
        || cursor.peek() == Some('?') && {
            cursor.skip();
            true
        }
    {
        stamp.approximate = true;
    }
    let mut ahead = *cursor;
    ahead.spaces();
    if ahead.eat(|char| char == '(').is_none() {
        return;
    }
    // Bounded, so that a text of nothing but open brackets stays linear.
    let inner: &str = ahead
        .rest()
        .char_indices()
        .nth(60)
        .map_or(ahead.rest(), |(end, _)| &ahead.rest()[..end]);
    let Some(close) = inner.find(')') else {
        return;
    };
    let words = inner.get(..close).unwrap_or_default().to_ascii_lowercase();
    let doubts = [
        "maybe", "approx", "about", "around", "roughly", "estimate", "not sure", "unsure", "?", "guess",
        "ca.", "unclear",
    ];
    if doubts.iter().any(|doubt| words.contains(doubt)) {
        stamp.approximate = !stamp.placeholder;
        cursor.at = ahead.at + close + 1;
    }
}
