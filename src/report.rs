//! What one run found, and how it is printed.

pub mod human;
pub mod json;
mod next_step;

pub use next_step::next_step;

use crate::diagnostic::{self, Diagnostic, Level};

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
