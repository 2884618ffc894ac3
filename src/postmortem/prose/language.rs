//! The language that a body is written in.

use super::Prose;
use crate::span::Span;
use whatlang::Lang;

/// What a detector makes of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// So few words that nobody can tell.
    TooShort,
    /// English.
    English,
    /// Another language, by its name in English.
    Other(&'static str),
    /// The detector is not sure.
    Unclear,
}

/// So much of the prose is enough to tell.
const LOOKED_AT: usize = 1024;

/// Fewer words are not.
pub const FEWEST: usize = 40;

/// Words that a twelfth of all words of English prose are, and of no other language's.
const ENGLISH: &[&str] = &["the", "and", "to", "were", "that"];

/// Reads the language from the first sentences, and says which these are.
pub(super) fn read(prose: &Prose) -> (Language, Span) {
    let mut text = String::new();
    let mut span: Option<Span> = None;
    for sentence in &prose.sentences {
        if text.len() + sentence.text.len() > LOOKED_AT {
            break;
        }
        text += &sentence.text;
        text.push(' ');
        span = Some(span.map_or(sentence.span(), |span| span.to(sentence.span())));
    }
    let words = text.split_whitespace().count();
    let common = text
        .split_whitespace()
        .filter(|word| ENGLISH.contains(word))
        .count();
    let language = if words < FEWEST {
        Language::TooShort
    } else if common * 12 >= words {
        // What detects languages takes longer than all rules together.
        Language::English
    } else {
        match whatlang::detect(&text) {
            Some(found) if found.lang() == Lang::Eng => Language::English,
            Some(found) if found.is_reliable() => Language::Other(found.lang().eng_name()),
            _ => Language::Unclear,
        }
    };
    (language, span.unwrap_or_default())
}
