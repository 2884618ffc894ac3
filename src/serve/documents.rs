//! The readings of the site's texts: the newest of each, and the one that is shown.

use crate::config::PAGES;
use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Level};
use crate::postmortem::{Postmortem, parse};
use crate::project::Sources;
use crate::rules;
use crate::source::Source;
use crate::span::Span;
use rayon::prelude::*;
use std::sync::Arc;

/// The readings of one file.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    /// The newest one; None where the file cannot be read at all.
    pub(super) fresh: Option<Arc<Postmortem>>,
    /// The one that is shown: the last that was sound, or the first of all.
    pub(super) shown: Arc<Postmortem>,
    /// Why the file cannot be read.
    pub(super) unread: Option<Diagnostic>,
}

impl Kept {
    fn path(&self) -> &str {
        &self.shown.record.path
    }
}

/// Reads what is new, and keeps the rest; `same` where the settings are as before.
pub(super) fn read(sources: &Sources, before: &[Kept], same: bool) -> Vec<Kept> {
    let settings = &sources.settings;
    // By path: `content/pages` comes first.
    let texts = sources.pages.iter().chain(&sources.postmortems);
    let texts: Vec<&Arc<Source>> = texts.collect();
    let read = texts.into_par_iter().enumerate().map(|(place, source)| {
        // Nearly always it stands where it stood.
        let there = before.get(place).filter(|there| there.path() == source.path);
        let before = there.or_else(|| find(before, &source.path));
        let unchanged = before.filter(|before| {
            let fresh = before.fresh.as_ref();
            same && fresh.is_some_and(|fresh| Arc::ptr_eq(&fresh.document.source, source))
        });
        unchanged.cloned().unwrap_or_else(|| {
            let fresh = Arc::new(parse(source.clone(), settings));
            let shown = match before {
                Some(before) if !errors(&fresh, settings).is_empty() => before.shown.clone(),
                _ => fresh.clone(),
            };
            Kept {
                fresh: Some(fresh),
                shown,
                unread: None,
            }
        })
    });
    let mut kept: Vec<Kept> = read.collect();
    // A file that is there and cannot be read is not gone.
    let unread = sources.problems.iter();
    for problem in unread.filter(|problem| problem.span == Span::default()) {
        if let Some(before) = find(before, &problem.path)
            && find(&kept, &problem.path).is_none()
        {
            kept.push(Kept {
                fresh: None,
                shown: before.shown.clone(),
                unread: Some(problem.clone()),
            });
            kept.sort_by(|a, b| a.path().cmp(b.path()));
        }
    }
    kept
}

pub(super) fn find<'a>(kept: &'a [Kept], path: &str) -> Option<&'a Kept> {
    let place = kept.binary_search_by(|kept| kept.path().cmp(path));
    kept.get(place.ok()?)
}

/// The texts that are shown otherwise than before. None where there are other files than before, or a page of the
/// site's own is another.
pub(super) fn rewritten(before: &[Kept], now: &[Kept]) -> Option<Vec<Arc<Postmortem>>> {
    if before.len() != now.len() {
        return None;
    }
    let pairs = before.iter().zip(now);
    let others = pairs.filter(|(before, now)| !Arc::ptr_eq(&before.shown, &now.shown));
    others
        .map(|(before, now)| {
            let same = before.path() == now.path() && !now.path().starts_with(PAGES);
            same.then(|| now.shown.clone())
        })
        .collect()
}

/// The errors that would stop a build; none in a draft.
pub(super) fn errors(postmortem: &Postmortem, settings: &Settings) -> Vec<Diagnostic> {
    if !postmortem.record.published() {
        return Vec::new();
    }
    let mut found = rules::check_one(postmortem, settings, settings.profile, None).diagnostics;
    found.retain(|found| found.level == Level::Error);
    found
}
