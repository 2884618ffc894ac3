//! What stands where a file of ours was: still as it was written, or somebody's work since.

use super::{Manifest, plan};
use crate::disk;
use std::io;
use std::path::Path;

/// What stands in the place of a file that a build replaces or removes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing that could be lost.
    Nothing,
    /// What an earlier build wrote.
    Ours(blake3::Hash),
    /// Other bytes: whoever put them there may have them nowhere else.
    Changed,
}

impl Standing {
    /// What stands at a path that the manifest lists, or does not.
    pub(super) fn of(out: &Path, path: &str, old: &Manifest) -> Self {
        // A link is no file of ours, and stays.
        if !plan::is_own_file(out, path) {
            return Self::Nothing;
        }
        let there = disk::open_itself(&out.join(path)).and_then(|file| {
            let length = file.metadata()?.len();
            Ok((length, hash_of(file)?))
        });
        match there {
            // So does a machine leave a file that stops while it is written.
            Ok((0, _)) => Self::Nothing,
            Ok((_, hash)) if old.wrote(path, hash) => Self::Ours(hash),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::Nothing,
            _ => Self::Changed,
        }
    }
}

/// The hash of all of a file.
pub(super) fn hash_of(file: impl io::Read) -> io::Result<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(file)?;
    Ok(hasher.finalize())
}
