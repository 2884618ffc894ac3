//! Waits for changes of files: events of the system, through notify, or polling.
//!
//! It only says where to look ([`Where`]); the tree finds what changed. So lost, doubled and reordered events do no
//! harm, and after a quiet period everything is checked, whatever the events were.

use anyhow::Context;
use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// How long it must be quiet until a save counts as done.
const QUIET: Duration = Duration::from_millis(6);
/// The longest wait for that.
const LONGEST: Duration = Duration::from_millis(60);
/// How long after the beginning and after the last change everything is checked once more.
const AFTERWARDS: Duration = Duration::from_millis(700);
/// The interval of polling.
const POLL: Duration = Duration::from_millis(500);

/// The folders of a site that are watched whole, from its root; of the root itself, only its own entries are.
pub(super) const OF_SITE: &[&str] = &["content", "themes"];
/// Those of the folder of a file that is in no site.
pub(super) const OF_FILE: &[&str] = &[];

/// Where something may have changed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Where {
    /// At these paths.
    Paths(BTreeSet<PathBuf>),
    /// Anywhere.
    Anywhere,
    /// Nowhere: time has passed.
    Nowhere,
}

/// A watch over the folders of a site.
pub(super) struct Watch {
    root: PathBuf,
    folders: &'static [&'static str],
    /// Files that are sources, wherever they are: those of a service catalogue.
    files: BTreeSet<PathBuf>,
    watcher: Option<RecommendedWatcher>,
    events: Receiver<notify::Result<Event>>,
    /// When everything is checked, if no event comes first.
    due: Option<Instant>,
    /// When the first event of a batch came.
    pub(super) since: Instant,
}

impl Watch {
    /// Watches a folder and some of the folders in it. With `poll`, or where the system cannot watch, it polls; returns the
    /// reason for the latter.
    pub(super) fn new(root: &Path, folders: &'static [&'static str], poll: bool) -> (Self, Option<String>) {
        let (sender, events) = mpsc::channel();
        let mut watch = Self {
            root: root.to_path_buf(),
            folders,
            files: BTreeSet::new(),
            watcher: None,
            events,
            // No event reports what changed before the watch began.
            due: Some(Instant::now() + AFTERWARDS),
            since: Instant::now(),
        };
        if poll {
            return (watch, None);
        }
        let begun = notify::recommended_watcher(sender)
            .context("cannot watch for changes")
            .and_then(|mut watcher| {
                watcher.watch(root, RecursiveMode::NonRecursive)?;
                for folder in watch.folders() {
                    watcher.watch(&folder, RecursiveMode::Recursive)?;
                }
                Ok(watcher)
            });
        match begun {
            Ok(watcher) => {
                watch.watcher = Some(watcher);
                (watch, None)
            }
            Err(error) => (watch, Some(reason(&error))),
        }
    }

    /// Watches the folders of some files, and no longer those of others.
    pub(super) fn follow(&mut self, files: BTreeSet<PathBuf>) {
        let folders = |files: &BTreeSet<PathBuf>| -> BTreeSet<PathBuf> {
            let folders = files.iter().filter_map(|file| file.parent());
            let apart = folders.filter(|folder| *folder != self.root && !self.is_below(folder));
            apart.map(Path::to_path_buf).collect()
        };
        let (before, now) = (folders(&self.files), folders(&files));
        self.files = files;
        let Some(watcher) = &mut self.watcher else { return };
        for folder in before.difference(&now) {
            let _ = watcher.unwatch(folder);
        }
        // What cannot be watched is seen with the next change of anything else.
        for folder in now.difference(&before) {
            let _ = watcher.watch(folder, RecursiveMode::NonRecursive);
        }
    }

    /// Waits until something may have changed, at most for so long.
    pub(super) fn next(&mut self, longest: Duration) -> Where {
        let wait = match (&self.watcher, self.due) {
            (None, _) => longest.min(POLL),
            (Some(_), Some(due)) => longest.min(due.saturating_duration_since(Instant::now())),
            (Some(_), None) => longest,
        };
        let first = match self.events.recv_timeout(wait) {
            Ok(event) => event,
            Err(RecvTimeoutError::Disconnected) => {
                std::thread::sleep(wait);
                self.since = Instant::now();
                return Where::Anywhere;
            }
            Err(RecvTimeoutError::Timeout) if self.due.is_some_and(|due| due <= Instant::now()) => {
                self.due = None;
                self.since = Instant::now();
                return Where::Anywhere;
            }
            Err(RecvTimeoutError::Timeout) => return Where::Nowhere,
        };
        self.since = Instant::now();
        let mut heard = Heard::default();
        heard.take(first);
        // One save is many events.
        while !heard.paths.is_empty() && self.since.elapsed() < LONGEST {
            match self.events.recv_timeout(QUIET) {
                Ok(event) => heard.take(event),
                Err(_) => break,
            }
        }
        if heard.lost || heard.paths.iter().any(|path| self.folders().contains(path)) {
            self.renew();
            heard.lost = true;
        }
        if heard.lost {
            self.due = Some(Instant::now() + AFTERWARDS);
            return Where::Anywhere;
        }
        heard.paths.retain(|path| self.concerns(path));
        if heard.paths.is_empty() {
            return Where::Nowhere;
        }
        self.due = Some(Instant::now() + AFTERWARDS);
        Where::Paths(heard.paths)
    }

    /// Watches the folders anew: a recreated folder is another one.
    fn renew(&mut self) {
        let folders = self.folders();
        if let Some(watcher) = &mut self.watcher {
            for folder in folders {
                // If it is missing, the watch of the root reports when it comes back.
                let _ = watcher.unwatch(&folder);
                let _ = watcher.watch(&folder, RecursiveMode::Recursive);
            }
        }
    }

    /// Whether a path is one of the site's sources.
    fn concerns(&self, path: &Path) -> bool {
        let Ok(name) = path.strip_prefix(&self.root) else {
            return false;
        };
        let hidden = name.iter().any(|part| part.as_encoded_bytes().starts_with(b"."));
        let source = self.folders.is_empty() || self.is_below(path) || name == Path::new("site.yaml");
        source && !hidden || self.files.contains(path)
    }

    /// Whether a path is in one of the folders.
    fn is_below(&self, path: &Path) -> bool {
        let name = path.strip_prefix(&self.root);
        name.is_ok_and(|name| self.folders.iter().any(|folder| name.starts_with(folder)))
    }

    fn folders(&self) -> Vec<PathBuf> {
        let folders = self.folders.iter().map(|folder| self.root.join(folder));
        folders.filter(|folder| folder.is_dir()).collect()
    }
}

/// A batch of events.
#[derive(Default)]
struct Heard {
    paths: BTreeSet<PathBuf>,
    /// Whether some were lost.
    lost: bool,
}

impl Heard {
    fn take(&mut self, event: notify::Result<Event>) {
        match event {
            // To read a file changes nothing; to close one that was written ends a save.
            Ok(event) if matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write)) =>
                {}
            Ok(event) => {
                self.lost |= event.need_rescan();
                self.paths.extend(event.paths);
            }
            Err(_) => self.lost = true,
        }
    }
}

/// Why the system cannot watch, and what helps.
fn reason(error: &anyhow::Error) -> String {
    // The limit of inotify shows as a full disk (notify#103).
    const NO_SPACE: i32 = 28;
    let limit = error
        .downcast_ref::<notify::Error>()
        .is_some_and(|error| match &error.kind {
            ErrorKind::MaxFilesWatch => true,
            ErrorKind::Io(error) => error.raw_os_error() == Some(NO_SPACE),
            _ => false,
        });
    if limit {
        "the limit on watched folders is reached (on Linux, raise fs.inotify.max_user_watches)".to_owned()
    } else {
        format!("{error:#}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_is_looked_at_once_after_the_beginning() {
        let folder = tempfile::tempdir().unwrap();
        let (mut watch, unwatched) = Watch::new(folder.path(), OF_SITE, false);
        assert_eq!(unwatched, None);
        let begin = Instant::now();
        let mut place = Where::Nowhere;
        while place == Where::Nowhere && begin.elapsed() < Duration::from_secs(20) {
            place = watch.next(Duration::from_secs(1));
        }
        assert_eq!(place, Where::Anywhere);
    }
}
