//! `check`: check postmortems against the rules.

mod files;

use super::options::{Format, FormatOption, ProfileOption};
use super::{Exit, Global};
use anyhow::Context;
use files::{Asked, Group};
use nevertwice::config::{self, Settings};
use nevertwice::project::{self, Project, check, read};
use nevertwice::record::{Known, Record};
use nevertwice::report::{Report, human, json, next_step};
use nevertwice::rules::ProfileLevels;
use nevertwice::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What `check` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice check                                   all postmortems of this site
  nevertwice check README.md --profile assignment    one file, for an assignment
  nevertwice check content/postmortems --format json

Each file is checked with the settings of the site it is in, or with the defaults if it is in none.
Exit codes: 0 no errors, 1 errors found (with --strict, also warnings), 2 could not run.")]
pub(crate) struct Args {
    /// Markdown files or folders [default: all postmortems of the site]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    profile: ProfileOption,
    #[command(flatten)]
    output: FormatOption,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
}

/// Files that were checked, by the names that people know them by, and what was found in them.
#[derive(Default)]
struct Checked {
    report: Report,
    sources: BTreeMap<String, Arc<Source>>,
    /// The last file that is no part of an archive, and whether it names a reviewer.
    alone: Option<(String, bool)>,
}

/// Checks the files and prints what was found.
pub(crate) fn run(args: &Args, global: &Global) -> anyhow::Result<Exit> {
    let mut checked = Checked::default();
    for group in files::groups(&args.paths)? {
        match &group.site {
            Some(root) => checked.site(root, &group, &args.profile)?,
            None => {
                let mut settings = Settings::default();
                args.profile.hold(&mut settings)?;
                checked.loose(&group.files, &settings);
            }
        }
    }
    checked.print(args.output.format, global)?;
    let found = checked.report.fails(args.strict);
    Ok(if found { Exit::Findings } else { Exit::Clean })
}

impl Checked {
    /// Files of one site: its postmortems and pages among all others of the site, the rest alone.
    fn site(&mut self, root: &Path, group: &Group, profile: &ProfileOption) -> anyhow::Result<()> {
        let asked = group.files.iter().cloned();
        let (texts, loose): (Vec<_>, Vec<_>) = asked.partition(|asked| files::is_text(&asked.path, root));
        let settings = if group.whole || !texts.is_empty() {
            let sources = project::load(root);
            let mut sources =
                sources.with_context(|| format!("cannot check the site in `{}`", root.display()))?;
            profile.hold(&mut sources.settings)?;
            let settings = sources.settings.clone();
            self.archive(&Project::read(sources, || {}), group, &texts);
            settings
        } else {
            let (config, mut settings, problems) = project::settings(root)?;
            profile.hold(&mut settings)?;
            let mut report = Report::new(0);
            report.diagnostics = check::settings(&config, &settings, &problems);
            self.take(report, [config], |path| group.shown(path));
            settings
        };
        if !loose.is_empty() {
            self.loose(&loose, &settings);
        }
        Ok(())
    }

    /// A site, of whose texts only those that were asked for are told of.
    fn archive(&mut self, project: &Project, group: &Group, asked: &[Asked]) {
        let root = &project.sources.root;
        let names: BTreeMap<String, &str> = asked
            .iter()
            .map(|asked| (asked.inside(root), asked.shown.as_str()))
            .collect();
        let site = project.site(Record::published, |_| true, None);
        let checked = project.check(&site, |path| group.whole || names.contains_key(path));
        let mut report = Report::new(names.len());
        report.diagnostics.clone_from(&checked.findings);
        if group.whole {
            report.files = project.postmortems.len() + project.pages.len();
            report.diagnostics.extend(project.try_theme(&site, &checked));
        } else {
            let is_shown = |path: &str| path == config::CONFIG || names.contains_key(path);
            report.diagnostics.retain(|found| is_shown(&found.path));
        }
        let paths: BTreeSet<&str> = report
            .diagnostics
            .iter()
            .map(|found| found.path.as_str())
            .collect();
        let texts: Vec<_> = paths
            .into_iter()
            .filter_map(|path| project.source(path))
            .collect();
        self.take(report, texts, |path| match names.get(path) {
            Some(shown) => (*shown).to_owned(),
            None => group.shown(path),
        });
    }

    /// Files that are no part of an archive.
    fn loose(&mut self, files: &[Asked], settings: &Settings) {
        let profile = settings.profile;
        let mut sources = Vec::new();
        let mut unread = Vec::new();
        for file in files {
            match project::read_file(&file.path, &file.shown) {
                Ok(source) => sources.push(Arc::new(source)),
                Err(problem) => unread.push(problem),
            }
        }
        let (read, found) = read::judge(&sources, settings, profile, || {});
        self.alone = read.last().map(|one| {
            let reviewed = !one.record.facts.reviewers.list().is_empty();
            (one.record.path.clone(), reviewed)
        });
        let mut report = Report::new(files.len());
        let unread = unread.into_iter().map(|problem| *problem);
        report.diagnostics = ProfileLevels::new(settings, profile).apply(unread);
        report.diagnostics.extend(found.into_iter().flatten());
        self.take(report, sources, str::to_owned);
    }

    fn take(
        &mut self,
        mut report: Report,
        sources: impl IntoIterator<Item = Arc<Source>>,
        shown: impl Fn(&str) -> String,
    ) {
        for found in &mut report.diagnostics {
            found.path = shown(&found.path);
            for path in found.labels.iter_mut().filter_map(|label| label.path.as_mut()) {
                *path = shown(path);
            }
        }
        let sources = sources.into_iter();
        self.sources
            .extend(sources.map(|source| (shown(&source.path), source)));
        self.report.merge(report);
    }

    fn print(&self, format: Format, global: &Global) -> anyhow::Result<()> {
        let sources: BTreeMap<&str, &Source> = self
            .sources
            .iter()
            .map(|(path, source)| (path.as_str(), source.as_ref()))
            .collect();
        match format {
            Format::Human => {
                let mut out = anstream::stdout();
                out.write_all(human::findings(&self.report, &sources).as_bytes())?;
                if !global.quiet {
                    writeln!(out, "{}", human::summary(&self.report))?;
                    let alone = self.alone.as_ref().filter(|_| self.report.files == 1);
                    let next = alone.and_then(|(path, reviewed)| next_step(&self.report, path, *reviewed));
                    if let Some(next) = next {
                        writeln!(out, "Next: {next}")?;
                    }
                }
            }
            Format::Json => {
                let document = json::document(&self.report, &sources);
                let mut out = std::io::stdout().lock();
                writeln!(out, "{}", serde_json::to_string_pretty(&document)?)?;
            }
        }
        Ok(())
    }
}
