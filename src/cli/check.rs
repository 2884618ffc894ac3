//! `check`: check postmortems against the rules.

mod files;
mod fix;
mod known;

use super::options::{ProfileOption, TrackerOption};
use super::{Exit, Global, counted};
use anyhow::Context;
use files::{Asked, Group};
use nevertwice::config::{self, Settings};
use nevertwice::format::harmless;
use nevertwice::path;
use nevertwice::project::{self, Project, check, read};
use nevertwice::record::{Known, Record};
use nevertwice::report::{Report, Sources, github, gitlab, human, json, next_step, sarif};
use nevertwice::rules::ProfileLevels;
use nevertwice::source::Source;
use nevertwice::tracker::Tracker;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// What `check` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice check                                   all postmortems of this site
  nevertwice check README.md --profile assignment    one file, for an assignment
  nevertwice check content/postmortems --format json
  nevertwice check --fix                             fix what takes no person, and print a diff
  nevertwice check --format github                   annotate the lines of a pull request
  nevertwice check --write-baseline                  accept what is found today
  nevertwice check --baseline nevertwice-baseline.json

--fix rewrites misspelt keys of the front matter, clock times such as `10.05` or `10h05`, bullets
of the timeline, and checkboxes. What is read from a file stays the same, and a second run changes
nothing. A baseline knows a finding by its rule, file and words, not by its line.

Each file is checked with the settings of the site it is in, or with the defaults if it is in none.
Exit codes: 0 no errors, 1 errors found (with --strict, also warnings), 2 could not run.")]
pub(crate) struct Args {
    /// Markdown files or folders [default: all postmortems of the site]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    profile: ProfileOption,
    #[command(flatten)]
    tracker: TrackerOption,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
    /// First fix what is mechanical, in place, and print the changes as a diff
    #[arg(long)]
    fix: bool,
    /// Report only findings that are not in this file
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    baseline: Option<PathBuf>,
    /// Write all findings to a baseline, and report none [default: nevertwice-baseline.json]
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, default_missing_value = known::NAME)]
    write_baseline: Option<PathBuf>,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Human-readable text
    Human,
    /// A JSON document
    Json,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
    /// A Code Quality report of GitLab
    Gitlab,
}

/// Files that were checked, by the names that people know them by, and what was found in them.
#[derive(Default)]
struct Checked {
    /// Whether hosts of code read the paths: they know files only from the folder of the repository.
    for_hosts: bool,
    tracker: Tracker,
    report: Report,
    sources: BTreeMap<String, Arc<Source>>,
    /// The last file that is no part of an archive, and whether it names a reviewer.
    alone: Option<(String, bool)>,
}

/// Checks the files and prints what was found.
pub(crate) fn run(args: &Args, global: &Global) -> anyhow::Result<Exit> {
    let groups = files::groups(&args.paths)?;
    let to_people = matches!(args.format, Format::Human | Format::Github);
    // A document for programs is alone on standard output.
    let mut notes: Box<dyn Write> = match to_people {
        true => Box::new(anstream::stdout()),
        false => Box::new(anstream::stderr()),
    };
    if args.fix {
        let (lines, files) = fix::run(&groups, &args.profile, &mut notes)?;
        if !global.quiet {
            let done = match lines {
                0 => "Nothing to fix automatically".to_owned(),
                _ => format!("Fixed {} in {}\n", counted(lines, "line"), counted(files, "file")),
            };
            writeln!(notes, "{done}")?;
        }
    }
    let mut checked = Checked {
        for_hosts: !matches!(args.format, Format::Human | Format::Json),
        tracker: args.tracker.read()?,
        ..Checked::default()
    };
    for group in &groups {
        match &group.site {
            Some(root) => checked.site(root, group, &args.profile)?,
            None => {
                let mut settings = Settings::default();
                args.profile.hold(&mut settings)?;
                checked.loose(&group.files, &settings);
            }
        }
    }
    let Checked {
        mut report,
        sources,
        alone,
        ..
    } = checked;
    let sources = sources
        .iter()
        .map(|(path, source)| (path.as_str(), source.as_ref()))
        .collect();
    if let Some(file) = &args.write_baseline {
        let count = known::write(file, &report, &sources)?;
        if !global.quiet {
            let (count, file) = (counted(count, "finding"), file.display());
            writeln!(
                notes,
                "Wrote {count} to `{file}`\nNext: nevertwice check --baseline {file}"
            )?;
        }
        return Ok(Exit::Clean);
    }
    let compared = match &args.baseline {
        Some(file) => Some((
            file,
            known::subtract(file, &mut report, &sources, &files::asked(&args.paths)?)?,
        )),
        None => None,
    };
    print(args.format, &report, &sources)?;
    if !global.quiet {
        if to_people {
            let known = compared.as_ref().map_or(0, |(_, compared)| compared.known);
            let more = match known {
                0 => String::new(),
                known => format!("; {} in the baseline", counted(known, "known finding")),
            };
            writeln!(notes, "{}{more}", human::summary(&report))?;
            let alone = alone
                .as_ref()
                .filter(|_| report.files == 1 && args.format == Format::Human);
            if let Some(next) = alone.and_then(|(path, reviewed)| next_step(&report, path, *reviewed)) {
                writeln!(notes, "Next: {}", harmless(&next))?;
            }
        }
        if args.fix && !report.diagnostics.is_empty() {
            let rules: BTreeSet<_> = report.diagnostics.iter().map(|found| found.rule.name()).collect();
            let rules: Vec<_> = rules.into_iter().collect();
            writeln!(notes, "Not fixed, since it takes a person: {}", rules.join(", "))?;
        }
        if let Some((file, compared)) = &compared {
            known::tell_gone(&mut notes, file, compared)?;
        }
    }
    Ok(if report.fails(args.strict) {
        Exit::Findings
    } else {
        Exit::Clean
    })
}

/// Prints what was found.
fn print(format: Format, report: &Report, sources: &Sources<'_>) -> anyhow::Result<()> {
    let mut out = anstream::stdout();
    match format {
        Format::Human => out.write_all(human::findings(report, sources).as_bytes())?,
        Format::Github => out.write_all(github::annotations(report, sources).as_bytes())?,
        Format::Json => document(&json::document(report, sources))?,
        Format::Sarif => document(&sarif::log(report, sources))?,
        Format::Gitlab => document(&gitlab::issues(report, sources))?,
    }
    Ok(())
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
            sources.tracker.clone_from(&self.tracker);
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
        let (read, found) = read::judge(&sources, settings, profile, &self.tracker, || {});
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
        let shown = |path: &str| match self.for_hosts {
            true => from_here(&shown(path)),
            false => shown(path),
        };
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
}

/// A path from the working directory, without the steps that only a shell needs.
fn from_here(path: &str) -> String {
    let path = Path::new(path);
    let path = if path.is_absolute() {
        project::beside_user(path)
    } else {
        path.to_path_buf()
    };
    path::slashes(
        &path
            .components()
            .skip_while(|part| *part == Component::CurDir)
            .collect::<PathBuf>(),
    )
}

/// A document for programs, alone on standard output.
fn document(value: &impl serde::Serialize) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", serde_json::to_string_pretty(value)?)?;
    Ok(())
}
