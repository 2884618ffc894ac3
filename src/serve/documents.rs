//! The readings of the site's texts: the newest of each, and the last good one, which is shown.

use crate::diagnostic::Diagnostic;
use crate::page::Page;
use crate::postmortem::Postmortem;
use crate::source::Source;
use crate::span::Span;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is read from a file of texts.
pub(super) trait Text: Send + Sync {
    /// The file.
    fn source(&self) -> &Arc<Source>;
}

impl Text for Postmortem {
    fn source(&self) -> &Arc<Source> {
        &self.document.source
    }
}

impl Text for Page {
    fn source(&self) -> &Arc<Source> {
        &self.source
    }
}

/// The readings of one file.
#[derive(Debug)]
pub(super) struct Tracked<T> {
    /// The newest one.
    pub(super) latest: Arc<T>,
    /// The one that is shown: the last that a build would take, or the first of all.
    pub(super) last_good: Arc<T>,
    /// Why the file cannot be read any more.
    pub(super) read_error: Option<Diagnostic>,
}

impl<T> Clone for Tracked<T> {
    fn clone(&self) -> Self {
        Self {
            latest: self.latest.clone(),
            last_good: self.last_good.clone(),
            read_error: self.read_error.clone(),
        }
    }
}

/// Which version of a file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Version {
    /// [`Tracked::latest`]
    Latest,
    /// [`Tracked::last_good`]
    LastGood,
}

impl<T> Tracked<T> {
    fn get(&self, version: Version) -> &Arc<T> {
        match version {
            Version::Latest => &self.latest,
            Version::LastGood => &self.last_good,
        }
    }
}

impl<T: Text> Tracked<T> {
    /// The file.
    pub(super) fn path(&self) -> &str {
        &self.last_good.source().path
    }

    /// Whether what is shown is older than the file: held back, or not readable any more.
    pub(super) fn is_outdated(&self) -> bool {
        self.is_held_back() || self.read_error.is_some()
    }

    /// Whether an older reading is shown.
    pub(super) fn is_held_back(&self) -> bool {
        !Arc::ptr_eq(&self.latest, &self.last_good)
    }
}

/// Parses what is new and keeps the rest; `same` where the settings are as before. Files that are there and cannot be
/// read, as `problems` say, are not gone. What was shown before is still the last good reading.
pub(super) fn read<T: Text>(
    sources: &[Arc<Source>],
    problems: &[Diagnostic],
    before: &[Tracked<T>],
    same: bool,
    parse: impl Fn(Arc<Source>) -> T + Sync,
) -> Vec<Tracked<T>> {
    let read = sources.par_iter().enumerate().map(|(index, source)| {
        // Nearly always its index is the same.
        let there = before.get(index).filter(|there| there.path() == source.path);
        let before = there.or_else(|| find(before, &source.path));
        let unchanged = before.filter(|before| {
            same && before.read_error.is_none() && Arc::ptr_eq(before.latest.source(), source)
        });
        unchanged.cloned().unwrap_or_else(|| {
            let latest = Arc::new(parse(source.clone()));
            Tracked {
                last_good: before.map_or_else(|| latest.clone(), |before| before.last_good.clone()),
                latest,
                read_error: None,
            }
        })
    });
    let mut tracked: Vec<Tracked<T>> = read.collect();
    let unread: Vec<Tracked<T>> = problems
        .iter()
        .filter(|problem| problem.span == Span::default())
        .filter(|problem| find(&tracked, &problem.path).is_none())
        .filter_map(|problem| {
            Some(Tracked {
                read_error: Some(problem.clone()),
                ..find(before, &problem.path)?.clone()
            })
        })
        .collect();
    if !unread.is_empty() {
        tracked.extend(unread);
        tracked.sort_by(|a, b| a.path().cmp(b.path()));
    }
    tracked
}

/// The readings of a file.
pub(super) fn find<'a, T: Text>(tracked: &'a [Tracked<T>], path: &str) -> Option<&'a Tracked<T>> {
    let index = tracked.binary_search_by(|tracked| tracked.path().cmp(path));
    tracked.get(index.ok()?)
}

/// The readings of one kind that changed, each with the one before. None where there are other files.
pub(super) fn changed<'a, T: Text>(
    before: &'a [Tracked<T>],
    now: &'a [Tracked<T>],
    version: Version,
) -> Option<impl Iterator<Item = (&'a Arc<T>, &'a Arc<T>)>> {
    let pairs = || before.iter().zip(now);
    let same_files = before.len() == now.len() && pairs().all(|(before, now)| before.path() == now.path());
    let readings = pairs().map(move |(before, now)| (before.get(version), now.get(version)));
    same_files.then(|| readings.filter(|(before, now)| !Arc::ptr_eq(before, now)))
}

/// The texts of one kind of reading that changed. None where there are other files.
pub(super) fn rewritten<T: Text>(
    before: &[Tracked<T>],
    now: &[Tracked<T>],
    version: Version,
) -> Option<Vec<Arc<T>>> {
    let changed = changed(before, now, version)?;
    Some(changed.map(|(_, now)| now.clone()).collect())
}

/// One kind of reading of every file.
pub(super) fn all<T>(tracked: &[Tracked<T>], version: Version) -> Vec<Arc<T>> {
    tracked.iter().map(|one| one.get(version).clone()).collect()
}

/// The newest text of a file that can be read.
pub(super) fn source<T: Text>(tracked: &[Tracked<T>], path: &str) -> Option<Arc<Source>> {
    let found = find(tracked, path).filter(|found| found.read_error.is_none());
    found.map(|found| found.latest.source().clone())
}

/// Takes the newest readings as good, but for the files that are refused.
pub(super) fn settle<T: Text>(tracked: &mut [Tracked<T>], refused: &BTreeSet<String>) {
    for one in tracked {
        if one.is_held_back() && !refused.contains(one.path()) {
            one.last_good = one.latest.clone();
        }
    }
}
