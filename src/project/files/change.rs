//! How a file differs from what was last read of it.

use crate::diagnostic::Diagnostic;

/// A file that is not as it was: its path from the site's root, and how it changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The path, with `/` between its parts.
    pub path: String,
    /// What happened to it.
    pub how: How,
}

/// What happened to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It was not there before.
    Added,
    /// It holds something else.
    Changed,
    /// It is gone.
    Removed,
}

impl Change {
    /// A change of a file.
    pub(super) fn new(path: impl Into<String>, how: How) -> Self {
        Self {
            path: path.into(),
            how,
        }
    }
}

/// The files of which something is told that was not told before, or no longer is.
pub(super) fn told_anew(before: &[Diagnostic], now: &[Diagnostic], changes: &mut Vec<Change>) {
    let gone = before.iter().filter(|problem| !now.contains(problem));
    let new = now.iter().filter(|problem| !before.contains(problem));
    changes.extend(
        gone.chain(new)
            .map(|problem| Change::new(&problem.path, How::Changed)),
    );
}
