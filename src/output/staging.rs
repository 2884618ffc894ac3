//! The dot folder beside the output, in which a build waits until all of it is there. Where the output folder is
//! a disk of its own, as in a container, it is a dot folder in it: only on one disk is a file moved into place in
//! one step, and a full disk met before anything has changed.

use super::{Error, Manifest, failed};
use crate::disk;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// A staging folder, removed when dropped.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    /// Held as long as the build runs; the system lets go of it when a build is killed.
    lock: File,
}

impl Staging {
    /// Makes the staging folder of an output folder; what a killed build left there is removed, and a folder of
    /// somebody else refused.
    pub(super) fn open(out: &Path) -> Result<Self, Error> {
        let mut name = std::ffi::OsString::from(".nevertwice-staging-");
        name.push(out.file_name().unwrap_or_default());
        let staging = match Self::open_at(out.with_file_name(&name), out) {
            Ok(beside) if beside.reaches(out)? => Ok(beside),
            Ok(_) | Err(Error::Io { .. } | Error::Strangers(_)) if out.is_dir() => {
                Self::open_at(out.join(name), out)
            }
            other => other,
        }?;
        let left = out.join(TEMPORARY);
        match fs::remove_file(&left) {
            Err(error) if !absent(&error) => Err(failed("remove", &left)(error)),
            _ => Ok(staging),
        }
    }

    fn open_at(folder: PathBuf, out: &Path) -> Result<Self, Error> {
        let lock = folder.join(LOCK);
        match fs::create_dir_all(&folder) {
            // Through a link other people's files would be removed below.
            Ok(()) if folder.is_symlink() => Err(io::ErrorKind::NotADirectory.into()),
            made => made,
        }
        .map_err(failed("create the folder", &folder))?;
        // Looked at before the lock is written, which is what makes a folder ours.
        let found = contents(&folder)?;
        let marked = found.contains(&lock);
        if let Some(path) = found.into_iter().find(|path| !marked || !is_own(path)) {
            return Err(Error::Strangers(vec![path]));
        }
        let file = disk::open_own(&lock).map_err(failed("write", &lock))?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(Error::Busy(out.to_path_buf())),
            // A disk that knows no locks is no reason not to build.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        let staging = Self { folder, lock: file };
        for left in contents(&staging.folder)? {
            if left != lock {
                fs::remove_file(&left).map_err(failed("remove", &left))?;
            }
        }
        Ok(staging)
    }

    /// Whether files can be moved from here into the output folder, tried with an empty one.
    fn reaches(&self, out: &Path) -> Result<bool, Error> {
        if !out.is_dir() {
            return Ok(true);
        }
        let probe = self.folder.join("probe");
        let target = out.join(TEMPORARY);
        fs::write(&probe, "").map_err(failed("write", &probe))?;
        match fs::rename(&probe, &target) {
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => Ok(false),
            done => done.map(|()| true).map_err(failed("write", &target)),
        }
    }

    /// Where the file of a number waits.
    pub(super) fn file(&self, index: usize) -> PathBuf {
        self.folder.join(index.to_string())
    }

    /// Stages a manifest under a name of its own.
    pub(super) fn manifest(&self, name: &str, manifest: &Manifest, target: &Path) -> Result<PathBuf, Error> {
        let path = self.folder.join(name);
        let write = || {
            let mut text = serde_json::to_string_pretty(manifest)?;
            text.push('\n');
            fs::write(&path, text)
        };
        write().map_err(failed("write", target))?;
        Ok(path)
    }

    /// Moves a staged file into place in one step, over what is there.
    pub(super) fn place(&self, staged: &Path, target: &Path) -> Result<(), Error> {
        match fs::rename(staged, target) {
            // A folder in the output folder is a disk of its own.
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
                let near = target.with_file_name(TEMPORARY);
                let moved = fs::copy(staged, &near).and_then(|_| fs::rename(&near, target));
                moved.map_err(|error| {
                    let _ = fs::remove_file(&near);
                    failed("write", target)(error)
                })
            }
            done => done.map_err(failed("write", target)),
        }
    }
}

/// A file in the output folder on its way: one that shows whether files can be moved there, or half a copy where
/// they cannot.
const TEMPORARY: &str = ".nevertwice-temporary";

/// The file that is locked, and the mark of a folder that a build made.
const LOCK: &str = ".nevertwice-lock";

/// Whether a file in a staging folder has a name that builds give.
fn is_own(path: &Path) -> bool {
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    [LOCK, "before", "after", "probe"].contains(&name) || name.bytes().all(|byte| byte.is_ascii_digit())
}

fn contents(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = fs::read_dir(folder).map_err(failed("read", folder))?;
    entries
        .map(|entry| Ok(entry.map_err(failed("read", folder))?.path()))
        .collect()
}

fn absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed now, the next build removes; the lock goes last, so that the rest stays ours.
        let mut own = contents(&self.folder).unwrap_or_default();
        own.retain(|path| is_own(path));
        own.sort_unstable_by_key(|path| path.ends_with(LOCK));
        for path in own {
            let _ = fs::remove_file(path);
        }
        let _ = fs::remove_dir(&self.folder);
        let _ = self.lock.unlock();
    }
}
