//! `show`: what was read from a postmortem.

use super::options::{Format, FormatOption, ProfileOption};
use super::{Exit, Global};
use anyhow::{Context, bail};
use nevertwice::config::Settings;
use nevertwice::postmortem::Reading;
use nevertwice::rules::{self, FileContext, ProfileLevels, Rule, Verdict};
use nevertwice::source::{MAX_BYTES, Source};
use nevertwice::{disk, path, postmortem, project, show};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What `show` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice show README.md                    facts, sections, timeline, actions and checks
  nevertwice show README.md --format json      the same as JSON, without the checks

Checks are those of a single file: what needs the rest of the site, `nevertwice check` tells.")]
pub(crate) struct Args {
    /// A postmortem, in a site or anywhere else
    file: PathBuf,
    #[command(flatten)]
    output: FormatOption,
    #[command(flatten)]
    profile: ProfileOption,
}

/// One file, read with the settings of the site that holds it.
pub(super) struct Opened {
    /// Where it really is.
    pub(super) real: PathBuf,
    /// The folder of its site.
    pub(super) site: Option<PathBuf>,
    /// The settings, with the profile that is held.
    pub(super) settings: Settings,
    /// What was read.
    pub(super) reading: Reading,
}

/// Shows one file.
pub(crate) fn run(args: &Args, global: &Global) -> anyhow::Result<Exit> {
    let opened = opened(&args.file, &args.profile, global)?;
    let postmortem = &opened.reading.postmortem;
    match args.output.format {
        Format::Human => {
            let text = show::human(postmortem, opened.settings.profile, &opened.verdicts());
            write!(anstream::stdout().lock(), "{text}")?;
        }
        Format::Json => write!(std::io::stdout().lock(), "{}", show::json(postmortem))?,
    }
    Ok(Exit::Clean)
}

/// Reads one file.
pub(super) fn opened(path: &Path, profile: &ProfileOption, global: &Global) -> anyhow::Result<Opened> {
    let cannot = || format!("cannot read `{}`", path.display());
    // The real place, since the parts `..` of a path would lead to another site.
    let real = path.canonicalize().with_context(cannot)?;
    if real.is_dir() {
        bail!("`{}` is a folder: choose a Markdown file in it", path.display());
    }
    let site = project::site_of(&real);
    let mut settings = match &site {
        Some(root) => {
            let (_, settings, problems) = project::settings(root)?;
            if !problems.is_empty() && !global.quiet {
                writeln!(
                    std::io::stderr(),
                    "note: `site.yaml` has problems (see `nevertwice check`); its valid settings are used"
                )?;
            }
            settings
        }
        None => Settings::default(),
    };
    profile.hold(&mut settings)?;
    let bytes = disk::read_named(&real, MAX_BYTES).with_context(cannot)?;
    let source = Arc::new(Source::new(path::slashes(path), &bytes));
    Ok(Opened {
        real,
        site,
        reading: postmortem::read(source, &settings),
        settings,
    })
}

impl Opened {
    /// The verdicts of the rules that look at one file.
    pub(super) fn verdicts(&self) -> Vec<(&'static Rule, Verdict)> {
        let levels = ProfileLevels::new(&self.settings, self.settings.profile);
        let context = FileContext {
            settings: &self.settings,
            profile: self.settings.profile,
            levels: &levels,
        };
        rules::file_verdicts(&self.reading, &context)
    }
}
