//! Why a text cannot be read as YAML.

use crate::diagnostic::{Diagnostic, RuleName};
use crate::span::Span;

/// Why a text cannot be read as YAML.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    /// What is wrong.
    pub message: String,
    /// Where, in the whole file.
    pub span: Span,
    /// How to fix it, where that is known.
    pub hint: Option<&'static str>,
    /// Another place that matters: of a duplicate key, the first one.
    pub first: Option<Span>,
}

/// How to fix what goes wrong most often, by words of the parser's message.
const HINTS: &[(&str, &str)] = &[
    (
        "mapping values are not allowed",
        "quote a value that contains `: `, and indent all keys of one map alike",
    ),
    ("tabs disallowed", "indent with spaces"),
    ("a tab", "indent with spaces"),
    (
        "block sequence entries",
        "begin the list on the line below its key",
    ),
    ("escape", "write a backslash twice, or use single quotes"),
    (
        "unexpected character",
        "quote a value that begins with `@`, `%` or a backtick",
    ),
    ("unexpected end of stream", "close the quote"),
    (
        "in quoted scalar",
        "close the quote, or indent the lines that continue it",
    ),
    ("illegal placement of ':'", "close the bracket before it"),
    ("expected ',' or", "close the bracket"),
    ("anchor", "quote a value that begins with `*` or `&`"),
    (
        "did not find expected key",
        "indent all keys of one map alike, and quote a value that begins with a quote or a bracket",
    ),
    ("simple key", "put a colon and a space after every key"),
];

impl Error {
    pub(super) fn new(message: impl Into<String>, span: Span) -> Self {
        Self {
            message: message.into(),
            span,
            hint: None,
            first: None,
        }
    }

    pub(super) fn hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// What the parser refuses, in its words.
    pub(super) fn syntax(what: &str, span: Span) -> Self {
        let known = HINTS.iter().find(|(words, _)| what.contains(words));
        // The parser closes its backticks with an apostrophe.
        let what = match what.strip_suffix('\'') {
            Some(quoted) if quoted.contains('`') => format!("{quoted}`"),
            _ => what.to_owned(),
        };
        Self {
            hint: known.map(|&(_, hint)| hint),
            ..Self::new(format!("invalid YAML: {what}"), span)
        }
    }

    /// What the parser refuses in a line that has curly quotes where it needs straight ones.
    pub(super) fn curly(self, line: &str) -> Self {
        let value = line.split_once(": ").map_or(line, |(_, value)| value);
        let value = value.trim_start().trim_start_matches("- ");
        match value.chars().next() {
            Some(quote @ ('“' | '”' | '„' | '‘' | '’' | '«')) => Self {
                message: format!("invalid YAML: the curly quote `{quote}` does not quote a text"),
                hint: Some("use straight quotes: `\"`"),
                ..self
            },
            _ => self,
        }
    }

    /// The finding that a file cannot be read.
    #[must_use]
    pub fn diagnostic(self, path: &str) -> Diagnostic {
        let mut diagnostic = Diagnostic::error(RuleName::UnreadableFile, path, self.span, self.message);
        diagnostic.hint = self.hint.map(str::to_owned);
        match self.first {
            Some(first) => diagnostic.label(first, "first defined here"),
            None => diagnostic,
        }
    }
}
