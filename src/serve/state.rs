//! The site as it is being written: what was read last, what of it is good, and the site that this makes. Pure.
//!
//! A file is broken where a build refuses it. Its last good reading stays in the archive and on its page, and its
//! findings are shown above that page. Drafts are shown as they are.

use super::documents::{self, Tracked, Version};
use super::file_findings::FileFindings;
use super::tracked_theme::TrackedTheme;
use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Level};
use crate::page::{self, Page};
use crate::postmortem::{self, Postmortem};
use crate::project::check::{self, Checked, Subject};
use crate::project::files::{Change, How};
use crate::project::{Sources, read};
use crate::rules::{LinkTargets, Names, Rule, Verdict};
use crate::site::judged::Judged;
use crate::site::{Content, Route, Site};
use crate::source::Source;
use crate::url;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// One state of the site.
#[derive(Debug)]
pub(super) struct SiteState {
    /// What is served.
    pub(super) site: Arc<Site>,
    /// The files.
    pub(super) sources: Sources,
    /// The settings that hold: the last ones without errors.
    pub(super) settings: Settings,
    config: Arc<Source>,
    theme: TrackedTheme,
    /// The settings of the checklist: the same, but for its profile.
    checklist: Arc<Settings>,
    postmortems: Vec<Tracked<Postmortem>>,
    pages: Vec<Tracked<Page>>,
    /// What a build of the newest readings would be: texts are judged among these.
    newest: Arc<Site>,
    /// Those of the newest readings, made when something is first judged.
    names: Arc<OnceLock<Names>>,
    /// What is wrong with each of the newest readings by itself, as far as somebody looked at the checks.
    file_findings: Arc<FileFindings>,
}

/// A finding, with the text that it is about, where there is one.
pub(super) type Fault = (Option<Arc<Source>>, Diagnostic);

/// What a state is made from.
#[derive(Debug)]
pub(super) struct StateInputs {
    /// The files of the site.
    pub(super) sources: Sources,
    /// What counts as today; None for the newest incident.
    pub(super) as_of: Option<Date>,
    /// The profile of the checklist; None for that of the settings.
    pub(super) profile: Option<String>,
}

impl SiteState {
    /// The state that follows from files; what is broken among them stays as it was `before`.
    pub(super) fn new(inputs: StateInputs, before: Option<&Self>) -> Self {
        let StateInputs {
            sources,
            as_of,
            profile,
        } = inputs;
        // Settings that have errors wait until they are fixed.
        let stale = before.filter(|_| config_broken(&sources));
        let (settings, config) = match stale {
            Some(before) => (before.settings.clone(), before.config.clone()),
            None => (sources.settings.clone(), sources.config.clone()),
        };
        let same = before.filter(|before| {
            before.config.text == config.text && before.settings.services == settings.services
        });
        let theme = match same.filter(|same| {
            same.sources.user_theme == sources.user_theme && same.sources.theme_errors == sources.theme_errors
        }) {
            Some(same) => same.theme.clone(),
            None => TrackedTheme::read(&sources, &settings, before.map(|before| &before.theme)),
        };
        let mut postmortems = documents::read(
            &sources.postmortems,
            &sources.problems,
            before.map_or(&[], |before| &before.postmortems),
            same.is_some(),
            |source| sources.tracker.applied(postmortem::parse(source, &settings)),
        );
        let mut pages = documents::read(
            &sources.pages,
            &sources.problems,
            before.map_or(&[], |before| &before.pages),
            true,
            page::parse,
        );
        let alike = same.filter(|same| {
            same.sources.files == sources.files
                && same.sources.sizes == sources.sizes
                && Arc::ptr_eq(&same.theme.last_good, &theme.last_good)
        });
        let site_of = |version, postmortems: &[Tracked<Postmortem>], pages: &[Tracked<Page>]| {
            let update = || {
                let alike = alike?;
                let site = match version {
                    Version::Latest => &alike.newest,
                    Version::LastGood => &alike.site,
                };
                let postmortems = documents::rewritten(&alike.postmortems, postmortems, version)?;
                let pages = documents::rewritten(&alike.pages, pages, version)?;
                site.try_update(&postmortems, &pages)
            };
            let build = || {
                let postmortems = documents::all(postmortems, version);
                let pages = documents::all(pages, version);
                let theme = theme.last_good.clone();
                read::site(&sources, &settings, postmortems, Vec::new(), pages, theme, as_of)
            };
            Arc::new(update().unwrap_or_else(build))
        };
        let newest = site_of(Version::Latest, &postmortems, &pages);
        let named = before.filter(|before| {
            let changed = documents::changed(&before.postmortems, &postmortems, Version::Latest);
            changed.is_some_and(|mut changed| {
                changed.all(|(before, now)| Names::are_same(&before.record, &now.record))
            })
        });
        let names = named.map_or_else(Arc::default, |before| before.names.clone());
        let judging = Judging {
            sources: &sources,
            settings: &settings,
            theme: &theme,
            postmortems: &postmortems,
            pages: &pages,
            newest: &newest,
            names: &names,
        };
        let mut refused = judging.refused();
        // What was broken before this save, too, has no last good reading that is worth showing.
        if let Some(before) = before {
            let broken = before.broken_as_shown(&refused);
            refused.retain(|path| !broken.contains(path));
        }
        documents::settle(&mut postmortems, &refused);
        documents::settle(&mut pages, &refused);
        let held_back =
            postmortems.iter().any(Tracked::is_held_back) || pages.iter().any(Tracked::is_held_back);
        let site = match held_back {
            true => site_of(Version::LastGood, &postmortems, &pages),
            false => newest.clone(),
        };
        let file_findings = same.map_or_else(Arc::default, |same| same.file_findings.clone());
        Self {
            site,
            file_findings,
            checklist: checklist(&settings, profile.as_deref()).into(),
            sources,
            settings,
            config,
            theme,
            postmortems,
            pages,
            newest,
            names,
        }
    }

    /// What is wrong with the project as it is on disk; of the texts only those that are `wanted` are judged.
    pub(super) fn check(&self, wanted: impl Fn(&str) -> bool + Sync) -> Checked {
        self.judging().check(wanted)
    }

    /// Those of some files that are shown as last read although a build is refused for them: they were broken when the
    /// program started.
    fn broken_as_shown(&self, paths: &BTreeSet<String>) -> BTreeSet<String> {
        let as_read = |path: &str| !self.is_outdated(path) && paths.contains(path);
        if !paths.iter().any(|path| as_read(path)) {
            return BTreeSet::new();
        }
        let checked = self.check(as_read);
        let refused = checked.refused(false).into_iter();
        refused.map(str::to_owned).collect()
    }

    /// Whether what is shown of a file is older than the file.
    fn is_outdated(&self, path: &str) -> bool {
        documents::find(&self.postmortems, path).is_some_and(Tracked::is_outdated)
            || documents::find(&self.pages, path).is_some_and(Tracked::is_outdated)
    }

    /// Whether a route shows an older state of its file, of the settings or of the theme.
    pub(super) fn shows_older(&self, route: &Route) -> bool {
        self.config.text != self.sources.config.text
            || !Arc::ptr_eq(&self.theme.latest, &self.theme.last_good)
            || self
                .site
                .shown_file(route)
                .is_some_and(|path| self.is_outdated(path))
    }

    /// All that a build is refused for.
    pub(super) fn all_broken(&self) -> Vec<Fault> {
        self.faults(|_| true)
    }

    /// The verdicts of the checklist on the newest text of a path; None where the page shows no text.
    pub(super) fn verdicts(&self, path: &str) -> Option<Vec<(&'static Rule, Verdict)>> {
        let judging = Judging {
            settings: &self.checklist,
            ..self.judging()
        };
        judging.with(|subject| check::verdicts(subject, path))
    }

    fn judging(&self) -> Judging<'_> {
        Judging {
            sources: &self.sources,
            settings: &self.settings,
            theme: &self.theme,
            postmortems: &self.postmortems,
            pages: &self.pages,
            newest: &self.newest,
            names: &self.names,
        }
    }

    /// The newest reading of a postmortem.
    pub(super) fn postmortem(&self, path: &str) -> Option<&Arc<Postmortem>> {
        documents::find(&self.postmortems, path).map(|one| &one.latest)
    }

    /// The newest reading of a page of the site's own.
    pub(super) fn page(&self, path: &str) -> Option<&Arc<Page>> {
        documents::find(&self.pages, path).map(|one| &one.latest)
    }

    /// What is wrong with some files, and with what all pages follow from, for which a build is refused.
    pub(super) fn broken(&self, paths: &BTreeSet<&str>) -> Vec<Fault> {
        self.faults(|path| paths.contains(path))
    }

    fn faults(&self, wanted: impl Fn(&str) -> bool + Sync) -> Vec<Fault> {
        let checked = self.check(wanted);
        let refused = checked.refused(false);
        let errors = checked
            .findings
            .iter()
            .filter(|found| found.level == Level::Error);
        let broken = errors.filter(|found| refused.contains(found.path.as_str()));
        broken
            .map(|found| (self.source(&found.path), found.clone()))
            .collect()
    }

    /// The bytes of a route, or why its template makes none.
    pub(super) fn render(&self, route: &Route) -> Result<Vec<u8>, Box<Fault>> {
        if self.site.shows_checks(route) {
            self.site.judge(|| self.judged());
        }
        let made = self.site.render(route);
        made.map_err(|fault| {
            let template = self.theme.last_good.source(&fault.path).map(Arc::new);
            Box::new((template.or_else(|| self.source(&fault.path)), *fault))
        })
    }

    /// What the rules say of all newest readings. Of each by itself, only those are judged that are newly read.
    fn judged(&self) -> Judged {
        let readings = documents::all(&self.postmortems, Version::Latest);
        let found = self.file_findings.of(&readings, &self.settings);
        let judging = self.judging();
        let checked = judging.with(|subject| {
            let subject = Subject {
                file_findings: Some(&found),
                ..*subject
            };
            check::check(&subject, |_| true)
        });
        checked.judged(&self.settings)
    }

    /// The newest text of a file; None where it cannot be read.
    fn source(&self, path: &str) -> Option<Arc<Source>> {
        let mut settings = std::iter::once(&self.sources.config).chain(&self.sources.catalog);
        if let Some(found) = settings.find(|file| file.path == path) {
            return Some(found.clone());
        }
        let own = documents::source(&self.postmortems, path).or_else(|| documents::source(&self.pages, path));
        own.or_else(|| self.theme.latest.source(path).map(Arc::new))
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
}

/// The newest readings as they are judged: what a build would see.
struct Judging<'a> {
    sources: &'a Sources,
    settings: &'a Settings,
    theme: &'a TrackedTheme,
    postmortems: &'a [Tracked<Postmortem>],
    pages: &'a [Tracked<Page>],
    newest: &'a Site,
    names: &'a OnceLock<Names>,
}

impl Judging<'_> {
    fn check(&self, wanted: impl Fn(&str) -> bool + Sync) -> Checked {
        self.with(|subject| check::check(subject, wanted))
    }

    fn with<T>(&self, ask: impl FnOnce(&Subject<'_>) -> T) -> T {
        let names = || Names::new(self.postmortems.iter().map(|one| &one.latest.record));
        ask(&Subject {
            sources: self.sources,
            settings: self.settings,
            postmortems: &documents::all(self.postmortems, Version::Latest),
            // Few are judged at a time, and none at a start.
            file_findings: None,
            pages: &documents::all(self.pages, Version::Latest),
            theme: &self.theme.latest,
            theme_problems: &self.theme.problems,
            archive: self.newest.archive(),
            recurrences: self.newest.recurrences(),
            names: self.names.get_or_init(names),
            links: &LinkTargets {
                all: self.newest.links().clone(),
                built: None,
            },
        })
    }

    /// The files with a newest reading that is not shown yet, or not any more, for which a build is refused.
    fn refused(&self) -> BTreeSet<String> {
        let postmortems = self.postmortems.iter().filter(|one| one.is_held_back());
        let pages = self.pages.iter().filter(|one| one.is_held_back());
        let due: BTreeSet<&str> = postmortems
            .map(Tracked::path)
            .chain(pages.map(Tracked::path))
            .collect();
        if due.is_empty() {
            return BTreeSet::new();
        }
        let checked = self.check(|path| due.contains(path));
        let refused = checked.refused(false).into_iter();
        refused.map(str::to_owned).collect()
    }
}

/// The settings of the checklist. Where the profile that was asked for is gone from the settings, their own holds.
fn checklist(settings: &Settings, profile: Option<&str>) -> Settings {
    let mut checklist = settings.clone();
    let _ = profile.map(|name| checklist.hold(name));
    checklist
}

/// Whether nobody can tell what the settings mean.
fn config_broken(sources: &Sources) -> bool {
    let settings = &sources.settings;
    let found = check::settings(&sources.config, settings, &sources.problems);
    found.iter().any(|found| found.level == Level::Error)
}

/// A fault on one line: where, and what.
pub(super) fn in_words((source, fault): &Fault) -> String {
    let place = source.as_ref().map_or_else(String::new, |source| {
        let place = source.place(fault.span);
        format!(":{}:{}", place.line, place.column)
    });
    format!("{}{place}: {} [{}]", fault.path, fault.message, fault.rule)
}

#[cfg(test)]
mod tests;
