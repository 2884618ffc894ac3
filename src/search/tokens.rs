//! The words of a text, as the script of the search page finds those of a query: the two agree, or nothing is found.
//!
//! A unit is what stands together: `db-7.example.net`, `x509`, `C++`, `NullPointerException`. It is found whole, and by its parts.
//! Letters lose case and accents; Chinese and Japanese, which write no blanks, are cut into pairs of signs.

use icu_normalizer::DecomposingNormalizerBorrowed;
use rust_stemmers::{Algorithm, Stemmer};
use std::borrow::Cow;

/// The longest word that is found whole: longer ones are keys and pasted data.
const LONGEST: usize = 64;

/// Gives each word with its position. Parts of a unit have the positions from its own on, so that phrases match either way.
pub fn words(text: &str, mut found: impl FnMut(&str, usize)) {
    let text = folded(text);
    let mut at = 0;
    let mut rest = &*text;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = rest.get(start..).unwrap_or_default();
        let end = rest.find(|char: char| !belongs(char)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        at += unit(run, at, &mut found);
    }
}

/// The stem of a word; what has other signs than letters is its own.
pub(super) fn stem(word: &str) -> Cow<'_, str> {
    match word.chars().all(char::is_alphabetic) {
        true => Stemmer::create(Algorithm::English).stem(word),
        false => Cow::Borrowed(word),
    }
}

/// A text without accents.
fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let normalizer = DecomposingNormalizerBorrowed::new_nfd();
    let decomposed = normalizer.normalize(text);
    Cow::Owned(decomposed.chars().filter(|&char| !is_mark(char)).collect())
}

/// Combining marks, those of the scripts whose letters carry accents.
const fn is_mark(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}')
}

fn belongs(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '.' | '-' | '_' | '/' | ':' | '@' | '+' | '#' | '%')
}

/// The words of one unit; how many positions it takes.
fn unit(run: &str, at: usize, found: &mut impl FnMut(&str, usize)) -> usize {
    let bare = run.trim_end_matches(|char: char| !char.is_alphanumeric());
    // `C++` and `C#` end in what is a name's only there.
    let end = run.get(bare.len()..).unwrap_or_default();
    let sign = end.len() - end.trim_start_matches(['+', '#']).len();
    // Most units are one word in lower case.
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    if sign == 0 && bare.bytes().all(is_plain) {
        if bare.len() <= LONGEST {
            found(bare, at);
        }
        return 1;
    }
    let whole = match bare.chars().all(char::is_alphabetic) {
        true => run.get(..bare.len() + sign).unwrap_or(bare),
        false => bare,
    };
    let mut taken = 0;
    let whole_lower = whole.to_lowercase();
    let mut is_whole = false;
    for part in bare.split(|char: char| !char.is_alphanumeric()) {
        for piece in humps(part) {
            for word in signs(piece) {
                let lower = word.to_lowercase();
                is_whole |= taken == 0 && lower == whole_lower;
                if !lower.is_empty() && lower.len() <= LONGEST {
                    found(&lower, at + taken);
                }
                taken += 1;
            }
        }
    }
    if !is_whole && whole.len() <= LONGEST {
        found(&whole_lower, at);
        // `fail-over` is `failover` to many.
        let joined = whole_lower.replace('-', "");
        if joined.len() < whole_lower.len() && joined.chars().all(char::is_alphanumeric) {
            found(&joined, at);
        }
    }
    taken.max(1)
}

/// `NullPointer` as `Null`, `Pointer`.
fn humps(part: &str) -> impl Iterator<Item = &str> {
    let mut rest = part;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut before = '\0';
        let end = rest.char_indices().find_map(|(at, char)| {
            let breaks = before.is_lowercase() && char.is_uppercase();
            before = char;
            breaks.then_some(at)
        });
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(piece)
    })
}

/// A word of a script without blanks as its pairs of signs; any other as it is.
#[must_use]
pub fn signs(word: &str) -> Vec<&str> {
    let is_sign = |char| matches!(char, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
    if !word.contains(is_sign) {
        return vec![word];
    }
    let starts: Vec<usize> = word
        .char_indices()
        .map(|(at, _)| at)
        .chain([word.len()])
        .collect();
    match starts.len() {
        0..=3 => vec![word],
        _ => starts
            .windows(3)
            .filter_map(|at| word.get(*at.first()?..*at.last()?))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(String, usize)> {
        let mut all = Vec::new();
        words(text, |word, at| all.push((word.to_owned(), at)));
        all
    }

    fn said(text: &str) -> String {
        let words: Vec<String> = all(text)
            .into_iter()
            .map(|(word, at)| format!("{word}:{at}"))
            .collect();
        words.join(" ")
    }

    #[test]
    fn units_are_found_whole_and_by_their_parts() {
        assert_eq!(said("exit 137."), "exit:0 137:1");
        assert_eq!(said("x509: unknown"), "x509:0 unknown:1");
        assert_eq!(
            said("C++ and C#, F-sharp"),
            "c:0 c++:0 and:1 c:2 c#:2 f:3 sharp:4 f-sharp:3 fsharp:3"
        );
        assert_eq!(said("a.b.c down"), "a:0 b:1 c:2 a.b.c:0 down:3");
        assert_eq!(
            said("NullPointerException"),
            "null:0 pointer:1 exception:2 nullpointerexception:0"
        );
        assert_eq!(
            said("`max_connections`=5"),
            "max:0 connections:1 max_connections:0 5:2"
        );
        assert_eq!(
            said("/var/log/app.log"),
            "var:0 log:1 app:2 log:3 var/log/app.log:0"
        );
        assert_eq!(said("HTTP 5xx — 30 %"), "http:0 5xx:1 30:2");
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        assert_eq!(said("Überlastung CAFÉ"), said("uberlastung cafe"));
        assert_eq!(said("Überlastung"), "uberlastung:0");
    }

    #[test]
    fn scripts_without_blanks_are_cut_into_pairs() {
        assert_eq!(said("東京障害"), "東京:0 京障:1 障害:2 東京障害:0");
        assert_eq!(said("障害"), "障害:0");
    }

    #[test]
    fn what_is_pasted_in_is_no_word() {
        let key = "f".repeat(LONGEST + 1);
        assert_eq!(said(&key), "");
        assert_eq!(said(""), "");
        assert_eq!(said("--- ... ///"), "");
    }
}
