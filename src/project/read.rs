//! From the files of a site to what is made of them: postmortems parsed in parallel, the theme, and the site.

use crate::archive::Archive;
use crate::config::{AsOf, Profile, Settings};
use crate::diagnostic::{self, Diagnostic, Level};
use crate::page::{self, Page};
use crate::postmortem::{self, Postmortem};
use crate::project::Sources;
use crate::project::check::{self, Checked, Subject};
use crate::record::Record;
use crate::rules::{self, FileContext, LinkTargets, Names, ProfileLevels, Rule, Verdict};
use crate::site::{self, Inputs, Site};
use crate::source::Source;
use crate::theme::Theme;
use crate::tracker::Tracker;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A site's files, read and not yet judged.
#[derive(Debug)]
pub struct Project {
    /// The files.
    pub sources: Sources,
    /// The postmortems, in the order of their sources.
    pub postmortems: Vec<Arc<Postmortem>>,
    /// What is wrong with each of them by itself.
    pub file_findings: Vec<Vec<Diagnostic>>,
    /// The site's own pages.
    pub pages: Vec<Arc<Page>>,
    /// The theme.
    pub theme: Arc<Theme>,
    /// What is wrong with it.
    pub theme_problems: Vec<Diagnostic>,
}

impl Project {
    /// Parses all texts in parallel, and judges each postmortem by itself; `done` is called after each.
    #[must_use]
    pub fn read(sources: Sources, done: impl Fn() + Sync) -> Self {
        let profile = sources.settings.profile;
        let (theme, theme_problems) = theme(&sources, &sources.settings);
        let (postmortems, file_findings) = judge(
            &sources.postmortems,
            &sources.settings,
            profile,
            &sources.tracker,
            done,
        );
        Self {
            postmortems,
            file_findings,
            pages: sources
                .pages
                .par_iter()
                .cloned()
                .map(page::parse)
                .map(Arc::new)
                .collect(),
            theme,
            theme_problems,
            sources,
        }
    }

    /// The site of the postmortems that are kept, and of the pages, by their paths.
    #[must_use]
    pub fn site(
        &self,
        postmortem: impl Fn(&Record) -> bool,
        page: impl Fn(&str) -> bool,
        as_of: Option<Date>,
    ) -> Site {
        self.site_in(self.theme.clone(), postmortem, page, as_of)
    }

    /// The theme without some of the site's own files, by their paths.
    #[must_use]
    pub fn theme_without(&self, left_out: &BTreeSet<String>) -> Arc<Theme> {
        let mut own = self.sources.user_theme.clone();
        let folder = format!("themes/{}/", self.sources.settings.theme.value);
        own.files
            .retain(|file| !left_out.contains(&format!("{folder}{}", file.path)));
        Arc::new(Theme::new(&self.sources.settings, &own).0)
    }

    /// The same site in another theme.
    #[must_use]
    pub fn site_in(
        &self,
        theme: Arc<Theme>,
        postmortem: impl Fn(&Record) -> bool,
        page: impl Fn(&str) -> bool,
        as_of: Option<Date>,
    ) -> Site {
        let (built, left_out): (Vec<_>, Vec<_>) = self
            .postmortems
            .iter()
            .cloned()
            .partition(|one| postmortem(&one.record));
        let left_out = left_out.into_iter().map(|one| one.record.clone());
        let pages = self.pages.iter().filter(|one| page(one.path()));
        site(
            &self.sources,
            &self.sources.settings,
            built,
            left_out.collect(),
            pages.cloned().collect(),
            theme,
            as_of,
        )
    }

    /// What is wrong with the project, where `site` would be built of it, without its drafts or with them. Of the texts
    /// only those that are `wanted` are judged, by their paths.
    #[must_use]
    pub fn check(&self, site: &Site, wanted: impl Fn(&str) -> bool + Sync) -> Checked {
        self.judged(site, |subject| check::check(subject, wanted))
    }

    /// The verdict of each rule that is on, for the text of a path among all others; None where it is no text of the site.
    #[must_use]
    pub fn verdicts(&self, site: &Site, path: &str) -> Option<Vec<(&'static Rule, Verdict)>> {
        self.judged(site, |subject| check::verdicts(subject, path))
    }

    fn judged<T>(&self, site: &Site, judge: impl FnOnce(&Subject<'_>) -> T) -> T {
        let records = || self.postmortems.iter().map(|one| &one.record);
        let settings = &self.sources.settings;
        let left_out = site.archive().items.len() < self.postmortems.len();
        let links = if left_out {
            let archive = Archive::new(records().cloned().collect(), settings);
            let files: BTreeSet<String> = self.sources.files.keys().cloned().collect();
            LinkTargets {
                all: Arc::new(site::links(&archive, &self.pages, settings, files)),
                built: Some(site.links().clone()),
            }
        } else {
            LinkTargets {
                all: site.links().clone(),
                built: None,
            }
        };
        judge(&Subject {
            sources: &self.sources,
            settings,
            postmortems: &self.postmortems,
            file_findings: Some(&self.file_findings),
            pages: &self.pages,
            theme: &self.theme,
            theme_problems: &self.theme_problems,
            archive: site.archive(),
            recurrences: site.recurrences(),
            names: &Names::new(records()),
            links: &links,
        })
    }

    /// What is wrong with the site's own templates, seen on some pages of `site`, of which all was `checked`; nothing where
    /// they cannot be read.
    #[must_use]
    pub fn try_theme(&self, site: &Site, checked: &Checked) -> Vec<Diagnostic> {
        let mut problems = self.theme_problems.iter();
        let broken = problems.any(|found| found.level == Level::Error);
        if broken || !self.theme.has_own_templates() {
            return Vec::new();
        }
        site.judge(|| checked.judged(&self.sources.settings));
        let levels = ProfileLevels::new(&self.sources.settings, self.sources.settings.profile);
        levels.apply(diagnostic::once(site.try_theme()))
    }

    /// The text that a finding names.
    #[must_use]
    pub fn source(&self, path: &str) -> Option<Arc<Source>> {
        let Sources {
            postmortems,
            pages,
            config,
            catalog,
            ..
        } = &self.sources;
        let mut settings = std::iter::once(config).chain(catalog);
        if let Some(found) = settings.find(|file| file.path == path) {
            return Some(found.clone());
        }
        // Both are sorted by path, and there may be a finding in every file.
        let text = [postmortems, pages].into_iter().find_map(|texts| {
            let at = texts.binary_search_by(|text| text.path.as_str().cmp(path)).ok()?;
            texts.get(at).cloned()
        });
        text.or_else(|| self.theme.source(path).map(Arc::new))
    }
}

/// Parses sources in parallel, in their order, and checks each by itself while its reading is at hand;
/// `done` is called after each.
pub fn judge(
    sources: &[Arc<Source>],
    settings: &Settings,
    profile: Profile,
    tracker: &Tracker,
    done: impl Fn() + Sync,
) -> (Vec<Arc<Postmortem>>, Vec<Vec<Diagnostic>>) {
    let levels = ProfileLevels::new(settings, profile);
    let context = FileContext {
        settings,
        profile,
        levels: &levels,
    };
    let judged = sources.par_iter().map(|source| {
        let mut reading = postmortem::read(source.clone(), settings);
        reading.postmortem = tracker.applied(reading.postmortem);
        let found = rules::check_file(&reading, &context);
        done();
        (Arc::new(reading.postmortem), found)
    });
    judged.unzip()
}

/// The theme of a site, and what is wrong with it.
#[must_use]
pub fn theme(sources: &Sources, settings: &Settings) -> (Arc<Theme>, Vec<Diagnostic>) {
    let mut problems = sources.theme_errors.clone();
    let (theme, unread) = Theme::new(settings, &sources.user_theme);
    problems.extend(unread);
    (Arc::new(theme), problems)
}

/// The site that these postmortems and pages make.
#[must_use]
pub fn site(
    sources: &Sources,
    settings: &Settings,
    postmortems: Vec<Arc<Postmortem>>,
    left_out: Vec<Arc<Record>>,
    pages: Vec<Arc<Page>>,
    theme: Arc<Theme>,
    as_of: Option<Date>,
) -> Site {
    let settings = settings.clone();
    let records = postmortems.iter().map(|postmortem| postmortem.record.clone());
    Site::new(Inputs {
        archive: Archive::new(records.collect(), &settings)
            .as_of(as_of.or(settings.as_of.and_then(AsOf::day))),
        postmortems,
        left_out,
        pages,
        sizes: sources.sizes.clone(),
        files: sources.files.keys().cloned().collect(),
        settings,
        theme,
    })
}
