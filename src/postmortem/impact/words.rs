//! A text as words, numbers and marks, for the patterns of this module.

use std::ops::Range;

/// A word, a number, or one mark, in lower case (of ASCII letters).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub word: &'a str,
    pub range: Range<usize>,
}

impl Token<'_> {
    /// Whether it is a number.
    pub(super) fn is_number(&self) -> bool {
        self.word.starts_with(|char: char| char.is_ascii_digit())
    }

    /// Whether it ends a sentence or a clause.
    pub(super) fn is_stop(&self) -> bool {
        matches!(self.word, "." | ";" | "!" | "?" | ":" | "|")
    }
}

/// Splits a text that is in lower case.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            continue;
        }
        let digits = first.is_ascii_digit();
        // A unit after its number, as in `1h47m`, holds no digits.
        let unit = text
            .get(..start)
            .is_some_and(|before| before.ends_with(|char: char| char.is_ascii_digit()));
        let mut end = start + first.len_utf8();
        if first.is_alphanumeric() {
            while let Some(&(at, char)) = chars.peek() {
                let after = text.get(at + char.len_utf8()..).unwrap_or_default();
                let goes_on = if digits {
                    char.is_ascii_digit()
                        || matches!(char, '.' | ',') && after.starts_with(|next: char| next.is_ascii_digit())
                } else if unit {
                    char.is_alphabetic()
                } else {
                    char.is_alphanumeric()
                        || matches!(char, '-' | '\'' | '’' | '_') && after.starts_with(char::is_alphanumeric)
                };
                if !goes_on {
                    break;
                }
                end = at + char.len_utf8();
                chars.next();
            }
        }
        tokens.push(Token {
            word: text.get(start..end).unwrap_or_default(),
            range: start..end,
        });
    }
    tokens
}

/// A number, with its thousands separators; `infinity` is none.
pub(super) fn number(word: &str) -> Option<f64> {
    let digits = word.starts_with(|char: char| char.is_ascii_digit());
    digits.then(|| word.replace(',', "").parse().ok()).flatten()
}

/// A small number in words.
pub(super) fn small(word: &str) -> Option<f64> {
    const WORDS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    const TENS: [&str; 9] = [
        "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let at = |words: &[&str]| {
        let at = words.iter().position(|&known| known == word)?;
        u32::try_from(at).ok().map(f64::from)
    };
    at(&WORDS).or_else(|| Some((at(&TENS)? + 1.0) * 10.0))
}

/// The word of a token; empty beyond the last one.
pub(super) fn word<'a>(tokens: &[Token<'a>], at: usize) -> &'a str {
    tokens.get(at).map_or("", |token| token.word)
}
