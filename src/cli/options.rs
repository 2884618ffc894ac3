//! Options that several commands have, each declared once.

use super::{Global, counted};
use anyhow::{Context, bail};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use nevertwice::config::{Edition, Settings};
use nevertwice::format::harmless;
use nevertwice::project::{self, Project};
use nevertwice::record::Record;
use nevertwice::site::Site;
use nevertwice::source::{MAX_BYTES, Source};
use nevertwice::tracker::{self, Tracker};
use nevertwice::{disk, path};
use std::io::Write;
use std::path::PathBuf;

/// `--edition`
#[derive(Debug, Args)]
pub(super) struct EditionOption {
    /// Who the pages are for; `public` is not implemented yet [default: set in site.yaml]
    #[arg(long, value_name = "EDITION", value_parser = editions())]
    edition: Option<Edition>,
}

/// `--profile`
#[derive(Debug, Args)]
pub(super) struct ProfileOption {
    /// Which rules to apply: archive, assignment, or a profile of site.yaml [default: set in site.yaml, else archive]
    #[arg(long, value_name = "PROFILE")]
    profile: Option<String>,
}

/// `--drafts`
#[derive(Debug, Args)]
pub(super) struct DraftsOption {
    /// Include drafts
    #[arg(long)]
    pub(super) drafts: bool,
}

/// `--as-of`
#[derive(Debug, Args)]
pub(super) struct AsOfOption {
    /// The date to use as today: a date, or `today` [default: set in site.yaml, else the date of the newest incident]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<Date>,
}

/// `--tracker`
#[derive(Debug, Args)]
pub(super) struct TrackerOption {
    /// Take the states of actions from this export of issues: CSV or JSON with key or url, and state
    #[arg(long, value_name = "FILE")]
    tracker: Option<PathBuf>,
}

/// Which site it is about: for whom, with or without drafts, as of which day, with which states of actions.
#[derive(Debug, Args)]
pub(super) struct SiteOptions {
    #[command(flatten)]
    pub(super) edition: EditionOption,
    #[command(flatten)]
    pub(super) drafts: DraftsOption,
    #[command(flatten)]
    pub(super) today: AsOfOption,
    #[command(flatten)]
    pub(super) tracker: TrackerOption,
}

/// `--format`
#[derive(Debug, Args)]
pub(super) struct FormatOption {
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: Format,
}

/// How results are printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Format {
    /// Human-readable text
    Human,
    /// A JSON document
    Json,
}

impl SiteOptions {
    /// The site of the working directory, as `build` makes it. An archive that was just imported is all drafts: a
    /// report that is empty for that reason says so.
    pub(super) fn read(&self, global: &Global) -> anyhow::Result<Site> {
        let mut sources = project::load(&project::here()?)?;
        sources.tracker = self.tracker.read()?;
        self.edition.refuse_public(&sources.settings)?;
        let project = Project::read(sources, || {});
        let site = project.site(|record| self.drafts.take(record), |_| true, self.today.as_of);
        if !global.quiet {
            DraftsOption::tell_skipped(project.postmortems.len() - site.archive().items.len())?;
        }
        Ok(site)
    }
}

impl EditionOption {
    /// Whoever asks for public pages must not get internal ones.
    pub(super) fn refuse_public(&self, settings: &Settings) -> anyhow::Result<()> {
        if self.edition.unwrap_or(settings.edition) == Edition::Public {
            bail!("the public edition is not implemented yet: use `--edition internal`");
        }
        Ok(())
    }
}

impl DraftsOption {
    /// Whether a postmortem is asked for.
    pub(super) fn take(&self, record: &Record) -> bool {
        self.drafts || record.published()
    }

    /// Says that there are drafts which are not counted.
    pub(super) fn tell_skipped(count: usize) -> std::io::Result<()> {
        if count > 0 {
            let drafts = counted(count, "draft");
            writeln!(
                anstream::stderr(),
                "\x1b[1mnote\x1b[0m: skipped {drafts}: use `--drafts` to include drafts"
            )?;
        }
        Ok(())
    }
}

impl TrackerOption {
    /// Reads the export; what of it is not understood is told.
    pub(super) fn read(&self) -> anyhow::Result<Tracker> {
        let Some(file) = &self.tracker else {
            return Ok(Tracker::default());
        };
        // Of half an export half of the actions would stay open.
        let bytes =
            disk::read_named(file, MAX_BYTES).with_context(|| format!("cannot read `{}`", file.display()))?;
        let source = Source::new(path::slashes(file), &bytes);
        let (tracker, problems) = tracker::read(&source);
        for found in &problems {
            let line = source.line(found.span.start);
            let hint = found.hint.as_ref().map(|hint| format!(": {hint}"));
            let told = format!(
                "{}:{line}: {}{}",
                found.path,
                found.message,
                hint.unwrap_or_default()
            );
            writeln!(
                anstream::stderr(),
                "\x1b[1;33mwarning\x1b[0m: {}",
                harmless(&told)
            )?;
        }
        Ok(tracker)
    }
}

impl ProfileOption {
    /// The name of the profile that was asked for.
    pub(super) fn name(&self) -> Option<&str> {
        self.profile.as_deref()
    }

    /// Holds files to the profile that was asked for, one of the site's own among them.
    pub(super) fn hold(&self, settings: &mut Settings) -> anyhow::Result<()> {
        match self.profile.as_deref().map(|name| settings.hold(name)) {
            Some(Err(unknown)) => bail!("{}: {}", unknown.message, unknown.hint),
            Some(Ok(())) | None => Ok(()),
        }
    }
}

/// The editions by their names in files.
fn editions() -> impl TypedValueParser<Value = Edition> {
    let names = Edition::ALL.iter().map(|edition| edition.name());
    PossibleValuesParser::new(names).try_map(|name| Edition::find(&name).ok_or("unknown edition"))
}

/// A date, or `today`.
pub(super) fn day(text: &str) -> Result<Date, String> {
    match text {
        "today" => Ok(nevertwice::project::today()),
        date => date
            .parse()
            .map_err(|_| "expected a date such as `2024-02-12`, or `today`".to_owned()),
    }
}
