//! YAML with a place for every key and value: the only module that names the YAML crates.
//!
//! Values are those of `serde_yaml`, which refuses duplicate keys and alias bombs and leaves dates, `yes` and
//! `0777` as text; the places come from the events of `saphyr-parser`. Both read the same text, and
//! [`both`] joins what they say into one tree. What front matter mostly is, [`plain`] reads by itself, several times as fast.

mod join;
pub mod kind;
pub mod names;
mod plain;
pub mod table;

use crate::diagnostic::{Diagnostic, RuleName};
use crate::span::Span;
use saphyr_parser::Marker;

/// A value and where it stands in the whole file.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands; for an alias, where the alias stands.
    pub span: Span,
    /// What it is.
    pub value: Value,
    /// A scalar's words as written (`2.10`, `0777`), quotes taken away; empty for lists and maps.
    pub raw: String,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing: `key:`, `~`, `null`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A finite number.
    Number(serde_json::Number),
    /// Text: it is the node's `raw`.
    Text,
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order of the text; no key twice.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// Its value.
    pub value: Node,
}

/// Why a text is no YAML that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    /// What is wrong.
    pub message: String,
    /// Where, in the whole file.
    pub span: Span,
    /// How to mend it, where that is known.
    pub hint: Option<&'static str>,
    /// Another place that matters: of a duplicate key, the first one.
    pub first: Option<Span>,
}

impl Node {
    /// The words of a text or a number.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        matches!(self.value, Value::Text | Value::Number(_)).then_some(self.raw.trim())
    }

    /// Whether nothing stands here: no value, or only spaces between quotes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self.value {
            Value::Null => true,
            Value::Text => self.raw.trim().is_empty(),
            _ => false,
        }
    }

    /// The same as JSON.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(value) => (*value).into(),
            Value::Number(number) => serde_json::Value::Number(number.clone()),
            Value::Text => self.raw.clone().into(),
            Value::List(items) => items.iter().map(Self::json).collect(),
            Value::Map(entries) => entries
                .iter()
                .map(|entry| (entry.key.clone(), entry.value.json()))
                .collect(),
        }
    }
}

/// Reads one YAML document that begins at the byte `offset` of its file. Depth is at most that of
/// `serde_yaml`, 128; time is linear.
///
/// # Errors
///
/// When the text is no YAML, when a key stands twice in one map, when a key is no scalar, and when aliases repeat too much.
pub fn parse(text: &str, offset: usize) -> Result<Node, Error> {
    plain::read(text, offset).map_or_else(|| both(text, offset), Ok)
}

/// Reads a document of any form.
fn both(text: &str, offset: usize) -> Result<Node, Error> {
    let places = Places::new(text, offset);
    // The shape comes first: it is linear in time where deep brackets make the other parser quadratic.
    let Some(shape) = join::shape(text, &places)? else {
        return Ok(Node {
            span: Span::new(offset, offset),
            value: Value::Null,
            raw: String::new(),
        });
    };
    match serde_yaml::from_str::<serde_yaml::Value>(text) {
        Ok(value) => join::join(&shape, value),
        Err(error) => Err(join::duplicate(&shape).unwrap_or_else(|| unreadable(&error, &places))),
    }
}

/// Cures of what goes wrong most often, by the words of the parser.
const CURES: &[(&str, &str)] = &[
    (
        "mapping values are not allowed",
        "put a text that holds `: ` in quotes, and begin all keys of one map in the same column",
    ),
    ("tabs disallowed", "indent with spaces"),
    (
        "unexpected character",
        "put a text that begins with @, ` or % in quotes",
    ),
    ("unexpected end of stream", "close the quote"),
    (
        "in quoted scalar",
        "close the quote, or indent the lines that it goes on in",
    ),
    ("repetition limit", "write out what the aliases repeat"),
    (
        "recursion limit",
        "take lists out of lists: no more than 128 may stand in one another",
    ),
    (
        "illegal placement of ':'",
        "close the bracket that is open before it",
    ),
    ("expected ',' or", "close the bracket"),
    ("anchor", "put a text that begins with * or & in quotes"),
    (
        "did not find expected key",
        "begin all keys of one map in the same column, and put a text that begins with a quote or a bracket in quotes",
    ),
    ("simple key", "every key needs a colon and a space after it"),
];

fn unreadable(error: &serde_yaml::Error, places: &Places) -> Error {
    let words = error.to_string();
    // The parser's own places count lines of the fragment: the span says it better.
    let what = [" at line ", " at position "]
        .iter()
        .filter_map(|mark| words.find(mark))
        .min()
        .and_then(|end| words.get(..end))
        .unwrap_or(&words);
    Error::new(
        what,
        places.near(error.location().map_or(0, |location| location.index())),
    )
}

impl Error {
    /// The finding that a file cannot be read.
    #[must_use]
    pub fn diagnostic(self, path: &str) -> Diagnostic {
        let mut diagnostic = Diagnostic::error(RuleName::UnreadableFile, path, self.span, self.message);
        diagnostic.hint = self.hint.map(str::to_owned);
        match self.first {
            Some(first) => diagnostic.label(first, "it stands here first"),
            None => diagnostic,
        }
    }

    fn new(what: &str, span: Span) -> Self {
        Self {
            message: format!("this YAML cannot be read: {what}"),
            span,
            hint: CURES
                .iter()
                .find(|(mark, _)| what.contains(mark))
                .map(|&(_, cure)| cure),
            first: None,
        }
    }
}

/// The way from characters of the fragment, which the parsers count, to bytes of the file.
struct Places {
    offset: usize,
    len: usize,
    /// Where each character begins; None where every character is one byte.
    starts: Option<Vec<usize>>,
}

impl Places {
    fn new(text: &str, offset: usize) -> Self {
        Self {
            offset,
            len: text.len(),
            starts: (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).collect()),
        }
    }

    fn byte(&self, char: usize) -> usize {
        let at = match &self.starts {
            Some(starts) => starts.get(char).copied().unwrap_or(self.len),
            None => char.min(self.len),
        };
        self.offset + at
    }

    /// The character at a byte of the fragment, or the last one before it.
    fn near(&self, byte: usize) -> Span {
        let char = match &self.starts {
            Some(starts) => starts.partition_point(|&start| start <= byte).saturating_sub(1),
            None => byte,
        };
        self.char(char)
    }

    fn char(&self, char: usize) -> Span {
        Span::new(self.byte(char), self.byte(char + 1))
    }

    /// A span without the blanks at its end: in brackets, the parser counts those after a quote or a bracket too.
    fn trimmed(&self, text: &str, span: Span) -> Span {
        let words = text.get(span.start - self.offset..span.end - self.offset);
        let length = words.map_or(0, |words| words.trim_ascii_end().len());
        Span::new(span.start, span.start + length)
    }

    fn span(&self, start: Marker, end: Marker) -> Span {
        Span::new(
            self.byte(start.index()),
            self.byte(end.index().max(start.index())),
        )
    }
}

#[cfg(test)]
mod tests;
