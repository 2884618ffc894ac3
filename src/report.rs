//! What one run found, and how it is printed.

pub mod baseline;
pub mod digest;
pub mod github;
pub mod gitlab;
pub mod human;
pub mod json;
mod next_step;
pub mod sarif;
pub mod tables;

pub use next_step::next_step;

use crate::diagnostic::{self, Diagnostic, Level};
use crate::source::Source;
use std::collections::BTreeMap;

/// What one run found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The findings by path, place and rule.
    pub diagnostics: Vec<Diagnostic>,
    /// How many files were read.
    pub files: usize,
}

impl Report {
    /// A report on a number of files, with nothing found yet.
    #[must_use]
    pub const fn new(files: usize) -> Self {
        Self {
            diagnostics: Vec::new(),
            files,
        }
    }

    /// Takes another report in.
    pub fn merge(&mut self, other: Self) {
        self.files += other.files;
        self.diagnostics.extend(other.diagnostics);
        self.sort();
    }

    /// Puts the findings in order; those of one rule at one place stay as they were found.
    pub fn sort(&mut self) {
        diagnostic::sort(&mut self.diagnostics);
    }

    /// How many findings are of a level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.level == level)
            .count()
    }

    /// Whether there is an error; with `strict`, a warning is enough.
    #[must_use]
    pub fn fails(&self, strict: bool) -> bool {
        let least = if strict { Level::Warn } else { Level::Error };
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.level >= least)
    }
}

/// The files that findings are in, by the paths in these.
pub type Sources<'a> = BTreeMap<&'a str, &'a Source>;

/// What tells a finding from others of its rule in its file: the words that it points at. One about the whole file points
/// at none: there it is what its message quotes, which is the same as long as it is the same finding.
#[must_use]
pub fn identity(found: &Diagnostic, sources: &Sources<'_>) -> String {
    let source = sources.get(found.path.as_str());
    let words = source.map_or("", |source| source.slice(found.span));
    if words.is_empty() {
        let quoted = found.message.split('`').skip(1).step_by(2);
        return quoted.collect::<Vec<_>>().join("\0");
    }
    words.to_owned()
}

/// The fingerprint of each finding, in their order.
#[must_use]
pub fn fingerprints(report: &Report, sources: &Sources<'_>) -> Vec<String> {
    diagnostic::fingerprints(&report.diagnostics, |found| identity(found, sources))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::RuleName;
    use crate::span::Span;

    #[test]
    fn what_a_finding_is_known_by() {
        let source = Source::new("a.md", b"some words\n");
        let sources = BTreeMap::from([("a.md", &source)]);
        let of = |span: Span, message: &str| {
            identity(
                &Diagnostic::error(RuleName::Sections, "a.md", span, message),
                &sources,
            )
        };
        assert_eq!(of(Span::new(5, 10), "not `that`"), "words");
        assert_eq!(
            of(Span::default(), "missing section `Timeline` or `Log`"),
            "Timeline\0Log"
        );
        // Numbers change with every edit.
        assert_eq!(of(Span::default(), "the body has 50 words"), "");
    }
}
