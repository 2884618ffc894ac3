//! What is wrong with a project, and what of it a build refuses: the one answer that `build`, `check` and `serve` give.

use crate::archive::Archive;
use crate::config::Settings;
use crate::diagnostic::{self, Diagnostic, Level};
use crate::page::Page;
use crate::postmortem::{self, Postmortem, Reading};
use crate::project::Sources;
use crate::recurrence::Recurrences;
use crate::rules::{
    self, Anchors, ArchiveContext, FileContext, LinkTargets, Names, ProfileLevels, Rule, Verdict,
};
use crate::site::{self, judged::Judged};
use crate::source::Source;
use crate::theme::Theme;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is judged, and what judging needs to know of the rest.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The files of the site.
    pub sources: &'a Sources,
    /// The settings that hold.
    pub settings: &'a Settings,
    /// All postmortems, drafts included.
    pub postmortems: &'a [Arc<Postmortem>],
    /// What is wrong with each of them by itself, where that was asked when they were read; those that are wanted are
    /// else read once more.
    pub file_findings: Option<&'a [Vec<Diagnostic>]>,
    /// The site's own pages.
    pub pages: &'a [Arc<Page>],
    /// The theme.
    pub theme: &'a Theme,
    /// What reading the theme found.
    pub theme_problems: &'a [Diagnostic],
    /// What would be built.
    pub archive: &'a Archive,
    /// Which failures of it came back.
    pub recurrences: &'a Recurrences,
    /// The names of all postmortems.
    pub names: &'a Names,
    /// What links can reach.
    pub links: &'a LinkTargets,
}

/// What was found, by file, place and rule.
#[derive(Debug, Clone)]
pub struct Checked {
    /// All findings, each at its final level.
    pub findings: Vec<Diagnostic>,
    /// Files that stop no build, whatever is found in them.
    drafts: BTreeSet<String>,
}

/// Judges the settings, the theme, and of all other files those that are `wanted`, by their paths.
#[must_use]
pub fn check(subject: &Subject<'_>, wanted: impl Fn(&str) -> bool + Sync) -> Checked {
    let mut findings = settings(
        &subject.sources.config,
        &subject.sources.settings,
        &subject.sources.problems,
    );
    let levels = ProfileLevels::new(subject.settings, subject.settings.profile);
    findings.extend(levels.apply(site::menu_names(
        subject.settings,
        subject.pages,
        &subject.archive.facets,
    )));
    findings.extend(theme(subject, &levels));
    let by_itself = |index: usize, one: &Postmortem, context: &FileContext<'_>| match subject.file_findings {
        Some(all) => all.get(index).cloned().unwrap_or_default(),
        None => rules::check_file(&subject.read(one), context),
    };
    let anchors = Anchors::new(subject.postmortems, subject.pages);
    let context = subject.context(&levels, &anchors);
    findings.extend(files(&context, subject, wanted, by_itself));
    diagnostic::sort(&mut findings);
    let drafts = subject
        .postmortems
        .iter()
        .map(|one| &one.record)
        .filter(|record| !record.published());
    Checked {
        findings,
        drafts: drafts.map(|record| record.path.clone()).collect(),
    }
}

impl Checked {
    /// The files for which a build is refused: what is not a draft and has an error; with `strict`, a warning is enough.
    #[must_use]
    pub fn refused(&self, strict: bool) -> BTreeSet<&str> {
        let least = if strict { Level::Warn } else { Level::Error };
        let found = self.findings.iter().filter(|found| found.level >= least);
        let paths = found.map(|found| found.path.as_str());
        paths.filter(|path| !self.drafts.contains(*path)).collect()
    }

    /// What the pages of the checks show.
    #[must_use]
    pub fn judged(&self, settings: &Settings) -> Judged {
        let levels = ProfileLevels::new(settings, settings.profile);
        let rules = rules::ALL.iter().copied().filter(|rule| levels.is_on(rule.name));
        Judged::new(rules.collect(), &self.findings)
    }
}

/// What is wrong with the settings.
#[must_use]
pub fn settings(config: &Source, settings: &Settings, problems: &[Diagnostic]) -> Vec<Diagnostic> {
    let reading = problems.iter().filter(|problem| problem.path == config.path);
    let names = rules::unknown_names(settings, &config.path);
    let folders = site::field_names(settings, &config.path);
    let found = reading.cloned().chain(names).chain(folders);
    ProfileLevels::new(settings, settings.profile).apply(found)
}

/// What is wrong with the theme, and with what its options link to.
fn theme(subject: &Subject<'_>, levels: &ProfileLevels) -> Vec<Diagnostic> {
    let footer = subject.theme.options().footer.as_ref();
    let links = footer.map_or_else(Vec::new, |footer| footer.problems(&subject.links.all));
    let found = subject.theme_problems.iter().cloned().chain(links);
    levels.apply(found)
}

/// What is wrong with the texts: those that cannot be read, the site's own pages, the postmortems. `by_itself` tells what
/// is wrong with one of these, by its index, without the others.
fn files(
    context: &ArchiveContext<'_>,
    subject: &Subject<'_>,
    wanted: impl Fn(&str) -> bool + Sync,
    by_itself: impl Fn(usize, &Postmortem, &FileContext<'_>) -> Vec<Diagnostic> + Sync,
) -> Vec<Diagnostic> {
    let problems = subject.sources.problems.iter();
    let unread = problems.filter(|problem| problem.path != subject.sources.config.path);
    let outside = unread
        .cloned()
        .chain(site::page_names(subject.pages, &subject.archive.facets))
        .filter(|found| wanted(&found.path));
    let mut found = context.file.levels.apply(outside);
    let pages = subject.pages.iter().filter(|page| wanted(page.path()));
    found.extend(pages.flat_map(|page| rules::check_page(page, context)));
    let postmortems = subject.postmortems.par_iter().enumerate();
    let wanted = postmortems.filter(|(_, one)| wanted(&one.record.path));
    found.par_extend(wanted.flat_map_iter(|(index, one)| {
        let by_itself = by_itself(index, one, &context.file).into_iter();
        by_itself.chain(rules::check_archive(one, context))
    }));
    found
}

/// The verdict of each rule that is on, for the text of a path; None where it is no text of the site.
#[must_use]
pub fn verdicts(subject: &Subject<'_>, path: &str) -> Option<Vec<(&'static Rule, Verdict)>> {
    let levels = ProfileLevels::new(subject.settings, subject.settings.profile);
    let anchors = Anchors::new(subject.postmortems, subject.pages);
    let context = subject.context(&levels, &anchors);
    let mut postmortems = subject.postmortems.iter();
    let (judged, by_itself) = if let Some(one) = postmortems.find(|one| one.record.path == path) {
        let reading = subject.read(one);
        let by_itself = rules::check_file(&reading, &context.file);
        (rules::verdicts(&reading, &context), by_itself)
    } else if subject.pages.iter().any(|page| page.path() == path) {
        (rules::page_verdicts(&context.file), Vec::new())
    } else {
        return None;
    };
    let mut found = files(
        &context,
        subject,
        |wanted| wanted == path,
        |_, _, _| by_itself.clone(),
    );
    diagnostic::sort(&mut found);
    let settled = judged.into_iter().map(|(rule, verdict)| {
        let own = found.iter().filter(|found| found.rule == rule.name);
        (rule, verdict.settled(own.cloned().collect()))
    });
    Some(settled.collect())
}

impl<'a> Subject<'a> {
    fn context(&self, levels: &'a ProfileLevels, anchors: &'a Anchors<'a>) -> ArchiveContext<'a> {
        ArchiveContext {
            file: FileContext {
                settings: self.settings,
                profile: self.settings.profile,
                levels,
            },
            archive: self.archive,
            recurrences: self.recurrences,
            names: self.names,
            links: self.links,
            anchors,
        }
    }

    fn read(&self, one: &Postmortem) -> Reading {
        postmortem::read(one.document.source.clone(), self.settings)
    }
}
