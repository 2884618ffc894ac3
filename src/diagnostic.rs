//! What is wrong with a source, as data. How it looks is the renderers' business.

use crate::span::Span;
use serde::{Deserialize, Serialize};

/// Puts findings in order: by file, place and rule; those of one rule at one place stay as they were found.
pub fn sort(found: &mut [Diagnostic]) {
    found.sort_by(|a, b| (&a.path, a.span, a.rule).cmp(&(&b.path, b.span, b.rule)));
}

/// Findings that many pages have, each once and in order.
#[must_use]
pub fn once(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let place = |one: &Diagnostic| (one.path.clone(), one.span, one.message.clone());
    found.sort_by_key(place);
    found.dedup_by_key(|one| place(one));
    found
}

/// The level of a finding. Ordered: question, warning, error.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Only a person can answer it; never a failure.
    Question,
    /// Worth fixing; does not stop a build.
    Warn,
    /// Stops the build if the postmortem is published.
    Error,
}

impl Level {
    /// The name in `site.yaml` and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Warn => "warn",
            Self::Error => "error",
        }
    }
}

/// One finding in one file.
///
/// Messages are lower-case, without a final period, and say what is wrong with the words quoted; the hint
/// says how to fix it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kebab-case name of the rule that found it.
    pub rule: &'static str,
    /// Its level, before `site.yaml` and suppressions have had their say.
    pub level: Level,
    /// The file, as its `Source` names it.
    pub path: String,
    /// Where in the file; the empty span at 0 means the whole file.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// How to fix it.
    pub hint: Option<String>,
    /// Other places of the same file that matter, each with a few words.
    pub labels: Vec<(Span, String)>,
}

impl Diagnostic {
    /// A finding at a level.
    pub fn new(level: Level, rule: &'static str, path: &str, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            level,
            path: path.to_owned(),
            span,
            message: message.into(),
            hint: None,
            labels: Vec::new(),
        }
    }

    /// A finding that stops a build.
    pub fn error(rule: &'static str, path: &str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Level::Error, rule, path, span, message)
    }

    /// A finding that stops nothing.
    pub fn warn(rule: &'static str, path: &str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Level::Warn, rule, path, span, message)
    }

    /// What only a person can judge.
    pub fn question(rule: &'static str, path: &str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Level::Question, rule, path, span, message)
    }

    /// The same, with a hint how to fix it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same, with another place that matters.
    #[must_use]
    pub fn label(mut self, span: Span, words: impl Into<String>) -> Self {
        self.labels.push((span, words.into()));
        self
    }
}
