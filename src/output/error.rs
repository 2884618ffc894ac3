//! Why a site was not written.

use super::plan;
use std::io;
use std::path::{Path, PathBuf};

/// Why a site was not written. Save for [`Error::Io`] during [`super::Output::finish`], nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A folder that must not be written to.
    #[error("cannot use `{path}` as the output folder: {why}", path = .out.display())]
    Refused {
        /// The folder.
        out: PathBuf,
        /// Why not.
        why: &'static str,
    },
    /// Files that the manifest does not list.
    #[error("refusing to overwrite {}: not created by nevertwice; move it, or build to another folder with `--out`", plan::listed(.0))]
    Strangers(Vec<PathBuf>),
    /// Files that the manifest lists, with other bytes.
    #[error("refusing to overwrite {}: changed since the last build; move or delete what changed, or build to another folder with `--out`", plan::listed(.0))]
    Changed(Vec<PathBuf>),
    /// Two files of the site that would be one on a disk that does not tell letter case.
    #[error(
        "`{0}` and `{1}` collide: they differ only in letter case, or one is a folder in the path of the other"
    )]
    Collision(String, String),
    /// A path that does not stay in the output folder.
    #[error("invalid path `{0}` in the site")]
    Unsound(String),
    /// The list of our own files is of no use.
    #[error("cannot read `{path}`, the list of files created by nevertwice: {why}; delete the output folder and build again", path = .path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Another build is running.
    #[error("another build is writing to `{}`", .0.display())]
    Busy(PathBuf),
    /// A path that was planned and never given.
    #[error("`{0}` was planned but never rendered")]
    Unrendered(String),
    /// The system refuses.
    #[error("cannot {doing} `{path}`: {error}", path = .path.display())]
    Io {
        /// What was tried.
        doing: &'static str,
        /// On which file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

/// For `map_err`: what was tried, and on which file.
pub(super) fn failed(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_path_buf();
    move |error| Error::Io { doing, path, error }
}
