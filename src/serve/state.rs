//! The site as it is being written: what was read last, what of it is sound, and the site that this makes. Pure.
//!
//! A file is broken where `build --drafts` would refuse it: something published has an error. Its last good reading
//! stays in the archive and on its page, and its findings stand over that page. Drafts are shown as they are.

use crate::config::{CONFIG, PAGES};
use crate::config::{Profile, Settings};
use crate::diagnostic::{Diagnostic, Level};
use crate::postmortem::Postmortem;
use crate::project::Sources;
use crate::project::load;
use crate::project::tree::{Change, How};
use crate::rules::{self, Names, Reach, Whole};
use crate::serve::documents;
use crate::serve::documents::Kept;
use crate::site::{Content, Route, Site};
use crate::source::Source;
use crate::theme::{Own, Theme};
use crate::url;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

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
    /// Postmortems and pages, sorted by path.
    kept: Vec<Kept>,
    /// What is wrong with what all pages follow from: the settings and the theme.
    shared: Vec<Fault>,
    /// The names of all postmortems, once somebody asks.
    names: Arc<OnceLock<Names>>,
    reach: Reach,
}

/// What is wrong, with the text that it is about, where there is one.
pub(super) type Fault = (Option<Arc<Source>>, Diagnostic);

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
        let unset = unset.filter(|problem| problem.level == Level::Error);
        let mut shared: Vec<Fault> = unset.map(|fault| (Some(sources.config.clone()), fault)).collect();
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
            let faults = faults.into_iter().filter(|fault| fault.level == Level::Error);
            shared.extend(faults.map(|fault| (source_of(&theme, &sources.config, &fault), fault)));
            match before {
                Some(before) if !shared.is_empty() => before.theme.clone(),
                _ => theme,
            }
        };
        let known = before.map_or(&[][..], |before| &before.kept);
        let kept = documents::read(&sources, known, same.is_some());
        let alike = same.filter(|same| {
            let files = same.files == sources.files && *same.site.links().sizes() == sources.sizes;
            files && Arc::ptr_eq(&same.theme, &theme)
        });
        let renewed = alike.and_then(|alike| {
            let site = alike.site.renewed(&documents::rewritten(&alike.kept, &kept)?)?;
            Some((site, alike.names.clone()))
        });
        let (settings, config, own) = (
            sources.settings.clone(),
            sources.config.clone(),
            sources.own.clone(),
        );
        let files = sources.files.clone();
        let (site, names) = renewed.unwrap_or_else(|| {
            let shown = kept.iter().map(|kept| kept.shown.clone());
            let (pages, postmortems) = shown.partition(|one| one.record.path.starts_with(PAGES));
            let site = load::site(sources, postmortems, pages, theme.clone(), as_of);
            (site, Arc::default())
        });
        let reach = Reach {
            all: site.links().clone(),
            built: None,
        };
        Self {
            names,
            reach,
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
        documents::find(&self.kept, &shown.record.path)?.fresh.as_ref()
    }

    /// What is wrong with a page's file, or with what all pages follow from, so that an older one is shown or the
    /// page cannot be right.
    pub(super) fn faults(&self, route: &Route) -> Vec<Fault> {
        let own = self.site.text(route).map(|shown| shown.record.path.as_str());
        self.broken(own.into_iter())
    }

    /// What is wrong with some files, and with what all pages follow from.
    pub(super) fn broken<'a>(&'a self, paths: impl Iterator<Item = &'a str>) -> Vec<Fault> {
        let mut found = self.shared.clone();
        for kept in paths.filter_map(|path| documents::find(&self.kept, path)) {
            match &kept.fresh {
                Some(fresh) => {
                    let errors = documents::errors(fresh, &self.settings).into_iter();
                    found.extend(errors.map(|error| (Some(fresh.document.source.clone()), error)));
                }
                None => found.extend(kept.unread.clone().map(|fault| (None, fault))),
            }
        }
        found
    }

    /// The bytes of a route, or why its template makes none.
    pub(super) fn render(&self, route: &Route) -> Result<Vec<u8>, Box<Fault>> {
        let made = self.site.render(route);
        made.map_err(|fault| Box::new((source_of(&self.theme, &self.config, &fault), *fault)))
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

    /// What the rules of an archive look at.
    pub(super) fn whole(&self) -> Whole<'_> {
        let names = || {
            let records = self.kept.iter().map(|kept| &kept.shown.record);
            Names::new(records.filter(|record| !record.path.starts_with(PAGES)))
        };
        Whole {
            names: self.names.get_or_init(names),
            reach: &self.reach,
        }
    }

    /// The settings that hold.
    pub(super) const fn settings(&self) -> &Settings {
        &self.settings
    }
}

/// A fault on one line: where, and what.
pub(super) fn in_words((source, fault): &Fault) -> String {
    let place = source.as_ref().map(|source| source.place(fault.span));
    let place = place.map_or_else(String::new, |place| format!(":{}:{}", place.line, place.column));
    format!("{}{place}: {} [{}]", fault.path, fault.message, fault.rule)
}

/// The text that a finding of the theme or its options is about.
fn source_of(theme: &Theme, config: &Arc<Source>, fault: &Diagnostic) -> Option<Arc<Source>> {
    match fault.path.as_str() {
        CONFIG => Some(config.clone()),
        path => theme.source(path).map(Arc::new),
    }
}
