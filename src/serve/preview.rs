//! The site as it is being written: what was read last, what of it is sound, and the site that this makes. Pure.
//!
//! A file is broken where `build --drafts` would refuse it: something published has an error. Its last good reading
//! stays in the archive and on its page, and its findings stand over that page. Drafts are shown as they are.

use crate::config::{Profile, Settings};
use crate::diagnostic::{Diagnostic, Level};
use crate::load;
use crate::postmortem::{Postmortem, parse};
use crate::rules;
use crate::site::{Content, Route, Site, url};
use crate::source::find::tree::{Change, How};
use crate::source::find::{CONFIG, PAGES, Sources};
use crate::source::{Source, Span};
use crate::theme::{Own, Theme};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// One state of the site.
#[derive(Debug)]
pub(super) struct Preview {
    /// What is served.
    pub(super) site: Site,
    settings: Settings,
    config: Arc<Source>,
    own: Own,
    theme: Arc<Theme>,
    /// Where the files are that are served as they are, by their paths from the site's root.
    pub(super) files: BTreeMap<String, PathBuf>,
    /// Which rules the checklist holds.
    pub(super) profile: Profile,
    /// Postmortems and pages by path.
    kept: BTreeMap<String, Kept>,
    /// What is wrong with what all pages follow from: the settings and the theme.
    shared: Vec<Diagnostic>,
}

/// The readings of one file.
#[derive(Debug, Clone)]
struct Kept {
    /// The newest one; None where the file cannot be read at all.
    fresh: Option<Arc<Postmortem>>,
    /// The one that is shown: the last that was sound, or the first of all.
    shown: Arc<Postmortem>,
    /// Why the file cannot be read.
    unread: Option<Diagnostic>,
}

/// What a preview is made from.
#[derive(Debug)]
pub(super) struct Fresh {
    /// The files of the site.
    pub(super) sources: Sources,
    /// What counts as today; None for the newest incident.
    pub(super) as_of: Option<Date>,
    /// Which rules the checklist holds; None for what the settings say.
    pub(super) profile: Option<Profile>,
}

impl Preview {
    /// The state that follows from files; what is broken among them stays as it was `before`.
    pub(super) fn new(fresh: Fresh, before: Option<&Self>) -> Self {
        let Fresh {
            mut sources,
            as_of,
            profile,
        } = fresh;
        let unset = sources
            .problems
            .iter()
            .filter(|problem| problem.path == CONFIG)
            .cloned();
        let unset = unset.chain(rules::unknown_names(&sources.settings, CONFIG));
        let mut shared: Vec<Diagnostic> = unset.filter(|problem| problem.level == Level::Error).collect();
        // Settings that have errors wait until they are mended.
        let unsettled = before.filter(|_| !shared.is_empty());
        if let Some(before) = unsettled {
            sources.settings = before.settings.clone();
            sources.config = before.config.clone();
        }
        let same = before.filter(|before| before.config.text == sources.config.text);
        let themed = same.filter(|same| same.own == sources.own && same.shared.is_empty());
        let theme = if let Some(before) = unsettled.or(themed) {
            before.theme.clone()
        } else {
            let (theme, faults) = load::theme(&sources);
            shared.extend(faults.into_iter().filter(|fault| fault.level == Level::Error));
            match before {
                Some(before) if !shared.is_empty() => before.theme.clone(),
                _ => theme,
            }
        };
        let kept = kept(&sources, before, same.is_some());
        let alike = same.filter(|same| {
            let files = same.files == sources.files && *same.site.links().sizes() == sources.sizes;
            files && Arc::ptr_eq(&same.theme, &theme)
        });
        let renewed = alike.and_then(|alike| alike.site.renewed(&rewritten(&alike.kept, &kept)?));
        let (settings, config, own) = (
            sources.settings.clone(),
            sources.config.clone(),
            sources.own.clone(),
        );
        let files = sources.files.clone();
        let site = renewed.unwrap_or_else(|| {
            let shown = kept.values().map(|kept| kept.shown.clone());
            let (pages, postmortems) = shown.partition(|one| one.record.path.starts_with(PAGES));
            load::site(sources, postmortems, pages, theme.clone(), as_of)
        });
        Self {
            site,
            profile: profile.unwrap_or(settings.profile),
            settings,
            config,
            own,
            theme,
            files,
            kept,
            shared,
        }
    }

    /// The reading of the file that a page shows: the newest, also where an older one is shown.
    pub(super) fn reading(&self, route: &Route) -> Option<&Arc<Postmortem>> {
        let shown = self.site.text(route)?;
        let kept = self.kept.get(&shown.record.path)?;
        kept.fresh.as_ref()
    }

    /// What is wrong with a page's file, or with what all pages follow from, so that an older one is shown or the
    /// page cannot be right.
    pub(super) fn faults(&self, route: &Route) -> Vec<Diagnostic> {
        let own = self.site.text(route).map(|shown| shown.record.path.as_str());
        self.broken(own.into_iter())
    }

    /// What is wrong with some files, and with what all pages follow from.
    pub(super) fn broken<'a>(&'a self, paths: impl Iterator<Item = &'a str>) -> Vec<Diagnostic> {
        let mut found = self.shared.clone();
        for kept in paths.filter_map(|path| self.kept.get(path)) {
            match &kept.fresh {
                Some(fresh) => found.extend(errors(fresh, &self.settings)),
                None => found.extend(kept.unread.clone()),
            }
        }
        found
    }

    /// The text that a finding is about, where there is one.
    pub(super) fn source(&self, fault: &Diagnostic) -> Option<Arc<Source>> {
        if fault.path == CONFIG {
            return Some(self.config.clone());
        }
        let fresh = self.kept.get(&fault.path).and_then(|kept| kept.fresh.as_ref());
        let own = fresh.map(|fresh| fresh.document.source.clone());
        own.or_else(|| self.theme.source(&fault.path).map(Arc::new))
    }

    /// The addresses of stylesheets, scripts, pictures and other files that hold something else than `before`.
    pub(super) fn files_unlike(&self, before: &Self, changes: &[Change]) -> Vec<String> {
        let is_changed = |path: &String| {
            changes
                .iter()
                .any(|change| change.path == *path && change.how == How::Changed)
        };
        let unlike = self.site.routes().iter().filter(|route| match &route.content {
            Content::Copy(source) => is_changed(source),
            Content::Data if route.path.starts_with("assets/") => {
                let now = self.site.render(route);
                let then = before
                    .site
                    .route(&route.path)
                    .map(|route| before.site.render(route));
                then.is_some_and(|then| then.ok() != now.ok())
            }
            _ => false,
        });
        unlike
            .map(|route| format!("/{}", url::encoded(&route.path)))
            .collect()
    }

    /// A finding on one line: where, and what.
    pub(super) fn in_words(&self, fault: &Diagnostic) -> String {
        let place = self.source(fault).map(|source| source.place(fault.span));
        let place = place.map_or_else(String::new, |place| format!(":{}:{}", place.line, place.column));
        format!("{}{place}: {} [{}]", fault.path, fault.message, fault.rule)
    }

    /// The settings that hold.
    pub(super) const fn settings(&self) -> &Settings {
        &self.settings
    }
}

/// Reads what is new, and keeps the rest; `same` where the settings are as before.
fn kept(sources: &Sources, before: Option<&Preview>, same: bool) -> BTreeMap<String, Kept> {
    let settings = &sources.settings;
    let texts = sources.postmortems.iter().chain(&sources.pages);
    let texts: Vec<&Arc<Source>> = texts.collect();
    let mut kept: BTreeMap<String, Kept> = texts
        .into_par_iter()
        .map(|source| {
            let before = before.and_then(|before| before.kept.get(&source.path));
            let unchanged = before.filter(|before| {
                let fresh = before.fresh.as_ref();
                same && fresh.is_some_and(|fresh| Arc::ptr_eq(&fresh.document.source, source))
            });
            let kept = unchanged.cloned().unwrap_or_else(|| {
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
            });
            (source.path.clone(), kept)
        })
        .collect();
    // A file that is there and cannot be read is not gone.
    for problem in sources
        .problems
        .iter()
        .filter(|problem| problem.span == Span::default())
    {
        if let Some(before) = before.and_then(|before| before.kept.get(&problem.path)) {
            kept.entry(problem.path.clone()).or_insert_with(|| Kept {
                fresh: None,
                shown: before.shown.clone(),
                unread: Some(problem.clone()),
            });
        }
    }
    kept
}

/// The texts that are shown otherwise than before. None where there are other files than before, or a page of the
/// site's own is another.
fn rewritten(before: &BTreeMap<String, Kept>, now: &BTreeMap<String, Kept>) -> Option<Vec<Arc<Postmortem>>> {
    let mut texts = Vec::new();
    if before.len() != now.len() {
        return None;
    }
    for ((path, before), (same, now)) in before.iter().zip(now) {
        if path != same {
            return None;
        }
        if !Arc::ptr_eq(&before.shown, &now.shown) {
            if path.starts_with(PAGES) {
                return None;
            }
            texts.push(now.shown.clone());
        }
    }
    Some(texts)
}

/// The errors that would stop a build; none in a draft.
fn errors(postmortem: &Postmortem, settings: &Settings) -> Vec<Diagnostic> {
    if !postmortem.record.published() {
        return Vec::new();
    }
    let mut found = rules::check_one(postmortem, settings, settings.profile, None).diagnostics;
    found.retain(|found| found.level == Level::Error);
    found
}
