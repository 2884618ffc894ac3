//! A text as words, numbers and marks, for the patterns of this module.

use crate::postmortem::impact::words::Lists;
use std::ops::Range;

/// A word, a number, or one mark, in lower case (of ASCII letters).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token<'a> {
    pub word: &'a str,
    pub range: Range<usize>,
    /// Whether it is written with a capital.
    pub capital: bool,
    /// Its value, where it is a number in digits or a small one in words.
    pub number: Option<f64>,
    /// The lists that it is in.
    lists: Lists,
}

/// Stands for a piece of text that is not read.
pub(super) const OPAQUE: &str = "\u{fffc}";

impl<'a> Token<'a> {
    fn new(word: &'a str, range: Range<usize>, capital: bool) -> Self {
        Self {
            word,
            range,
            capital,
            number: if is_number(word) {
                number(word)
            } else {
                small(word)
            },
            lists: Lists::of(word),
        }
    }

    /// Whether it is in a list of words.
    pub(super) const fn is(&self, list: Lists) -> bool {
        self.lists.has(list)
    }

    /// Whether it is written in digits.
    pub(super) fn is_number(&self) -> bool {
        is_number(self.word)
    }

    /// Whether it is a word of letters.
    pub(super) fn is_word(&self) -> bool {
        self.word.starts_with(char::is_alphabetic)
    }

    /// Whether it ends a sentence or a clause.
    pub(super) fn is_stop(&self) -> bool {
        matches!(self.word, "." | ";" | "!" | "?" | ":" | "|")
    }
}

/// Splits a text that is in lower case.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    around(text, &[], text)
}

/// Splits a text that is in lower case, `written` as it was before. What is opaque, in the order of the text, is one
/// token each.
pub(super) fn around<'a>(text: &'a str, mut opaque: &[Range<usize>], written: &str) -> Vec<Token<'a>> {
    // About so many bytes are a word.
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut end = 0;
    while let Some(rest) = text.get(end..)
        && let Some(first) = rest.chars().next()
    {
        let start = end;
        while let Some((range, others)) = opaque.split_first()
            && range.end <= start
        {
            opaque = others;
        }
        if let Some(range) = opaque.first().filter(|range| range.start <= start) {
            end = range.end;
            tokens.push(Token::new(OPAQUE, start..end, false));
            continue;
        }
        if first.is_whitespace() {
            end += first.len_utf8();
            continue;
        }
        // A unit after its number, as in `1h47m`, holds no digits.
        let unit = |before: usize| text.as_bytes().get(before).is_some_and(u8::is_ascii_digit);
        let length = match first {
            '0'..='9' => number_length(rest),
            _ if !first.is_alphanumeric() => first.len_utf8(),
            _ if start.checked_sub(1).is_some_and(unit) => unit_length(rest),
            _ => counted(rest.get(..word_length(rest)).unwrap_or_default()),
        };
        end += length;
        let capital = written.as_bytes().get(start).is_some_and(u8::is_ascii_uppercase);
        tokens.push(Token::new(
            rest.get(..length).unwrap_or_default(),
            start..end,
            capital,
        ));
    }
    tokens
}

/// The length of the word that a text begins with; it may have joints: `on-call`, `couldn't`.
fn word_length(text: &str) -> usize {
    let mut rest = text;
    loop {
        // Nearly all letters are ASCII.
        let ascii = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        rest = rest.get(ascii..).unwrap_or_default();
        match rest.bytes().next() {
            None | Some(b' ') => return text.len() - rest.len(),
            Some(next) if !next.is_ascii() => rest = rest.trim_start_matches(char::is_alphanumeric),
            Some(_) => {}
        }
        match rest.strip_prefix(['-', '\'', '’', '_']) {
            Some(next) if next.starts_with(char::is_alphanumeric) => rest = next,
            _ => return text.len() - rest.len(),
        }
    }
}

/// The length of the number in words that a unit of time is joined to: `two-hour`; else all of the word.
fn counted(word: &str) -> usize {
    let joint = word.find('-').filter(|&joint| {
        let unit_name = word.get(joint + 1..).unwrap_or_default().split('-').next();
        small(word.get(..joint).unwrap_or_default()).is_some()
            && unit_name.is_some_and(|name| unit(name).is_some())
    });
    joint.unwrap_or(word.len())
}

/// The length of the unit that a text begins with.
fn unit_length(text: &str) -> usize {
    let first = text.chars().next().map_or(0, char::len_utf8);
    let rest = text.get(first..).unwrap_or_default();
    text.len() - rest.trim_start_matches(char::is_alphabetic).len()
}

/// The length of the number that a text begins with; it may have joints: `1,200.5`.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let joint = |at: usize| matches!(bytes.get(at), Some(b'.' | b','));
    let mut at = 1;
    while digit(at) || joint(at) && digit(at + 1) {
        at += 1;
    }
    at
}

fn is_number(word: &str) -> bool {
    word.bytes().next().is_some_and(|byte| byte.is_ascii_digit())
}

/// A number, with its thousands separators; `infinity` is none.
fn number(word: &str) -> Option<f64> {
    match word.contains(',') {
        true => word.replace(',', "").parse().ok(),
        false => word.parse().ok(),
    }
}

/// A small number in words.
fn small(word: &str) -> Option<f64> {
    Some(match word {
        "zero" => 0.0,
        "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" => 10.0,
        "eleven" => 11.0,
        "twelve" => 12.0,
        "twenty" => 20.0,
        "thirty" => 30.0,
        "forty" => 40.0,
        "fifty" => 50.0,
        "sixty" => 60.0,
        "seventy" => 70.0,
        "eighty" => 80.0,
        "ninety" => 90.0,
        _ => return None,
    })
}

/// The seconds of a unit of time.
pub(super) fn unit(word: &str) -> Option<f64> {
    Some(match word {
        "s" | "sec" | "secs" | "second" | "seconds" => 1.0,
        "m" | "min" | "mins" | "minute" | "minutes" => 60.0,
        "h" | "hr" | "hrs" | "hour" | "hours" => 3600.0,
        "d" | "day" | "days" => 86_400.0,
        "week" | "weeks" => 604_800.0,
        _ => return None,
    })
}

/// Whether a word begins like one of a list.
pub(super) fn begins(word: &str, list: &[&str]) -> bool {
    list.iter().any(|start| word.starts_with(start))
}

/// The word of a token; empty beyond the last one.
pub(super) fn word<'a>(tokens: &[Token<'a>], at: usize) -> &'a str {
    tokens.get(at).map_or("", |token| token.word)
}
