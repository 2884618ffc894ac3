//! Shows, without reading a file, whether it changed since it was read.

use std::path::Path;
use std::time::{Duration, SystemTime};

/// Disks count time in steps: up to two seconds on FAT, and on network mounts. A file that was written less than
/// that before it was read may have been written again within the same step.
const STEP: Duration = Duration::from_secs(2);

/// The most bytes of a file that is published.
pub(super) const HUGE: u64 = 1 << 30;

/// A file's length, time and identity, as of one moment.
#[derive(Debug)]
pub(super) struct FileStamp {
    bytes: u64,
    modified: Option<SystemTime>,
    /// Its number on the disk, and when that entry changed; zeros where the system has no such thing.
    entry: (u64, i64, i64),
    /// Whether it was old enough by then that each later change shows.
    settled: bool,
}

impl FileStamp {
    /// The stamp of a file, links followed; None where there is none.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let is = std::fs::metadata(path).ok()?;
        let modified = is.modified().ok();
        let age = modified.and_then(|modified| SystemTime::now().duration_since(modified).ok());
        Some(Self {
            bytes: is.len(),
            modified,
            entry: entry(&is),
            settled: age.is_some_and(|age| age > STEP),
        })
    }

    /// Whether a file that bore this stamp when it was read is surely the same where it bears the other one now.
    pub(super) fn holds(&self, now: Option<&Self>) -> bool {
        self.settled && now.is_some_and(|now| self.is(now))
    }

    /// Whether two stamps say the same of the file.
    pub(super) fn is(&self, other: &Self) -> bool {
        (self.bytes, self.modified, self.entry) == (other.bytes, other.modified, other.entry)
    }

    /// Whether the file is larger than any that is published: to copy it would fill disks, and no host takes it.
    pub(super) const fn is_huge(&self) -> bool {
        self.bytes > HUGE
    }

    /// Whether the file holds nothing.
    pub(super) const fn is_empty(&self) -> bool {
        self.bytes == 0
    }
}

#[cfg(unix)]
fn entry(is: &std::fs::Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (is.ino(), is.ctime(), is.ctime_nsec())
}

#[cfg(not(unix))]
const fn entry(_: &std::fs::Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}
