//! A text as words, numbers and marks, for the patterns of this module.

use std::ops::Range;

/// A word, a number, or one mark, in lower case (of ASCII letters).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub word: &'a str,
    pub range: Range<usize>,
    /// Whether it is written with a capital.
    pub capital: bool,
}

/// Stands for a piece of text that is not read.
pub(super) const OPAQUE: &str = "\u{fffc}";

impl Token<'_> {
    /// Whether it is a number.
    pub(super) fn is_number(&self) -> bool {
        self.word.bytes().next().is_some_and(|byte| byte.is_ascii_digit())
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
pub(super) fn around<'a>(text: &'a str, opaque: &[Range<usize>], written: &str) -> Vec<Token<'a>> {
    // About so many bytes are a word.
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut opaque = opaque.iter().peekable();
    let mut end = 0;
    while let Some(first) = text.get(end..).and_then(|rest| rest.chars().next()) {
        let start = end;
        while opaque.next_if(|range| range.end <= start).is_some() {}
        if let Some(range) = opaque.next_if(|range| range.start <= start) {
            end = range.end;
            tokens.push(Token {
                word: OPAQUE,
                range: start..end,
                capital: false,
            });
            continue;
        }
        end += if first.is_alphanumeric() {
            let (before, rest) = text.split_at(start);
            // A unit after its number, as in `1h47m`, holds no digits.
            let unit = before.ends_with(|char: char| char.is_ascii_digit());
            match first {
                '0'..='9' => length(rest, |char| char.is_ascii_digit(), &['.', ',']),
                _ if unit => length(rest, char::is_alphabetic, &[]),
                _ => word_length(rest),
            }
        } else {
            first.len_utf8()
        };
        if !first.is_whitespace() {
            tokens.push(Token {
                word: text.get(start..end).unwrap_or_default(),
                range: start..end,
                capital: written.as_bytes().get(start).is_some_and(u8::is_ascii_uppercase),
            });
        }
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
        if rest.bytes().next().is_some_and(|byte| !byte.is_ascii()) {
            rest = rest.trim_start_matches(char::is_alphanumeric);
        }
        match rest.strip_prefix(['-', '\'', '’', '_']) {
            Some(next) if next.starts_with(char::is_alphanumeric) => rest = next,
            _ => return text.len() - rest.len(),
        }
    }
}

/// The length of what a text begins with, being one part or several with joints between them.
fn length(text: &str, part: impl Fn(char) -> bool + Copy, joints: &[char]) -> usize {
    let first = text.chars().next().map_or(0, char::len_utf8);
    let mut rest = text.get(first..).unwrap_or_default();
    loop {
        rest = rest.trim_start_matches(part);
        match rest.strip_prefix(joints) {
            Some(next) if next.starts_with(part) => rest = next,
            _ => return text.len() - rest.len(),
        }
    }
}

/// A number, with its thousands separators; `infinity` is none.
pub(super) fn number(word: &str) -> Option<f64> {
    let digits = word.starts_with(|char: char| char.is_ascii_digit());
    digits.then(|| word.replace(',', "").parse().ok()).flatten()
}

/// A small number in words.
pub(super) fn small(word: &str) -> Option<f64> {
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

/// Whether a word begins like one of a list.
pub(super) fn begins(word: &str, list: &[&str]) -> bool {
    list.iter().any(|start| word.starts_with(start))
}

/// The word of a token; empty beyond the last one.
pub(super) fn word<'a>(tokens: &[Token<'a>], at: usize) -> &'a str {
    tokens.get(at).map_or("", |token| token.word)
}
