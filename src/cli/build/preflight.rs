//! What may be built: nothing that is published has an error, or nothing is written.

use super::super::counted;
use super::Args;
use nevertwice::diagnostic::{Diagnostic, Level};
use nevertwice::postmortem::Postmortem;
use nevertwice::project::Sources;
use nevertwice::project::load;
use nevertwice::report::Report;
use nevertwice::report::human;
use nevertwice::rules;
use nevertwice::site;
use nevertwice::source::Source;
use nevertwice::theme::Theme;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::Arc;

/// What checking said, and what follows from it.
pub(super) struct Gate {
    report: Report,
    sources: BTreeMap<String, Arc<Source>>,
    /// The files that are published, so that an error in them stops the build.
    published: BTreeSet<String>,
    /// Those of them that have one.
    blocked: BTreeSet<String>,
    /// The paths of the settings and of the theme's templates: all pages follow from them.
    all: BTreeSet<String>,
    strict: bool,
}

impl Gate {
    pub(super) fn new(
        sources: &Sources,
        read: &[Postmortem],
        pages: &[Arc<Postmortem>],
        (theme, faults): (&Theme, Vec<Diagnostic>),
        args: &Args,
    ) -> Self {
        let settings = &sources.settings;
        let strict = args.strict;
        let reach = load::reach(sources, read, pages, args.drafts);
        let mut report = rules::check(read, settings, settings.profile, Some(&reach));
        let outside = sources
            .problems
            .iter()
            .cloned()
            .chain(rules::unknown_names(settings, &sources.config.path))
            .chain(rules::own_pages(pages, &reach))
            .chain(site::page_names(pages));
        report.add(outside, settings, settings.profile);
        let all = faults.iter().map(|fault| fault.path.clone());
        let all: BTreeSet<String> = all.chain([sources.config.path.clone()]).collect();
        let faults = faults.into_iter().chain(load::options(theme, settings, &reach));
        report.add(faults, settings, settings.profile);
        report.sort();
        let drafts: BTreeSet<&str> = read
            .iter()
            .filter(|one| !one.record.published())
            .map(|one| one.record.path.as_str())
            .collect();
        let least = if strict { Level::Warn } else { Level::Error };
        let blocked = report
            .diagnostics
            .iter()
            .filter(|found| found.level >= least && !drafts.contains(found.path.as_str()))
            .map(|found| found.path.clone())
            .collect();
        let published = read
            .iter()
            .map(|one| &one.record.path)
            .filter(|path| !drafts.contains(path.as_str()))
            .cloned()
            .collect();
        let pages = pages.iter().map(Arc::as_ref);
        let texts = read.iter().chain(pages).map(|one| &one.document.source);
        let texts = texts.chain([&sources.config]).cloned();
        let templates = all.iter().filter_map(|path| theme.source(path));
        Self {
            sources: texts
                .chain(templates.map(Arc::new))
                .map(|source| (source.path.clone(), source))
                .collect(),
            report,
            published,
            blocked,
            all,
            strict,
        }
    }

    /// Whether the settings or the theme have an error: then nobody can tell what to build.
    pub(super) fn is_locked(&self) -> bool {
        !self.blocked.is_disjoint(&self.all)
    }

    /// Whether something that is published has an error.
    pub(super) fn is_shut(&self) -> bool {
        !self.blocked.is_empty()
    }

    /// Prints errors whole, and of the warnings one line a rule.
    pub(super) fn print(&self) -> anyhow::Result<()> {
        let mut warnings: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
        for found in &self.report.diagnostics {
            let whole = self.strict && self.blocked.contains(&found.path);
            match found.level {
                Level::Error => self.print_one(found)?,
                Level::Warn if whole => self.print_one(found)?,
                Level::Warn => {
                    let (count, files) = warnings.entry(found.rule).or_default();
                    *count += 1;
                    files.insert(&found.path);
                }
                Level::Question => {}
            }
        }
        let mut err = anstream::stderr();
        for (rule, (count, files)) in &warnings {
            let (count, files) = (counted(*count, "finding"), counted(files.len(), "file"));
            writeln!(err, "\x1b[1;33mwarning[{rule}]\x1b[0m: {count} in {files}")?;
        }
        if !warnings.is_empty() {
            writeln!(err, "`nevertwice check` shows them in full")?;
        }
        Ok(())
    }

    fn print_one(&self, found: &Diagnostic) -> anyhow::Result<()> {
        let source = self.sources.get(&found.path).map(Arc::as_ref);
        writeln!(anstream::stderr(), "{}\n", human::finding(found, source))?;
        Ok(())
    }

    /// Why nothing is written.
    pub(super) fn verdict(&self) -> String {
        format!(
            "nothing was written: {} in {}{}",
            if self.strict {
                "errors or warnings"
            } else {
                "errors"
            },
            self.names(),
            if self.is_locked() {
                ""
            } else {
                "; `--keep-going` builds the rest"
            },
        )
    }

    /// What was built without.
    pub(super) fn left_out(&self) -> String {
        format!("left out for their errors: {}", self.names())
    }

    fn names(&self) -> String {
        let names: Vec<&str> = self.blocked.iter().map(String::as_str).collect();
        names.join(", ")
    }

    /// What is built, and how many drafts are not.
    pub(super) fn choose(&self, read: Vec<Postmortem>, drafts: bool) -> (Vec<Arc<Postmortem>>, usize) {
        let mut left_out = 0;
        let kept = read.into_iter().filter(|one| {
            let path = &one.record.path;
            let draft = !self.published.contains(path);
            left_out += usize::from(draft && !drafts);
            (!draft || drafts) && !self.blocked.contains(path)
        });
        (kept.map(Arc::new).collect(), left_out)
    }

    /// Which of the site's own pages are built.
    pub(super) fn choose_pages(&self, mut pages: Vec<Arc<Postmortem>>) -> Vec<Arc<Postmortem>> {
        pages.retain(|page| !self.blocked.contains(&page.record.path));
        pages
    }
}

/// Prints what is wrong with templates that failed on pages.
pub(super) fn print_faults(faults: &[Diagnostic], theme: &Theme) -> anyhow::Result<()> {
    let mut err = anstream::stderr();
    let mut names = BTreeSet::new();
    for fault in faults {
        let source = theme.source(&fault.path);
        writeln!(err, "{}\n", human::finding(fault, source.as_ref()))?;
        names.insert(fault.path.as_str());
    }
    let names: Vec<&str> = names.into_iter().collect();
    writeln!(err, "nothing was written: errors in {}", names.join(", "))?;
    Ok(())
}
