//! `show`: what was read from a postmortem.

use super::options::{Format, FormatOption};
use super::{Exit, Global};
use anyhow::{Context, bail};
use nevertwice::config::Settings;
use nevertwice::source::Source;
use nevertwice::{path, postmortem, project, show};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

/// What `show` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice show README.md                    facts, sections, timeline and actions
  nevertwice show README.md --format json      the same as JSON")]
pub(crate) struct Args {
    /// A postmortem, in a site or anywhere else
    file: PathBuf,
    #[command(flatten)]
    output: FormatOption,
}

/// Shows one file, read with the settings of the site that holds it.
pub(crate) fn run(args: &Args, global: &Global) -> anyhow::Result<Exit> {
    let path = &args.file;
    let cannot = || format!("cannot read `{}`", path.display());
    // The real place, since the parts `..` of a path would lead to another site.
    let real = path.canonicalize().with_context(cannot)?;
    if real.is_dir() {
        bail!("`{}` is a folder: choose a Markdown file in it", path.display());
    }
    let settings = match project::site_of(&real) {
        Some(root) => {
            let (_, settings, problems) = project::settings(&root)?;
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
    let bytes = std::fs::read(&real).with_context(cannot)?;
    let source = Arc::new(Source::new(path::slashes(path), &bytes));
    let postmortem = postmortem::parse(source, &settings);
    match args.output.format {
        Format::Human => write!(anstream::stdout().lock(), "{}", show::human(&postmortem))?,
        Format::Json => write!(std::io::stdout().lock(), "{}", show::json(&postmortem))?,
    }
    Ok(Exit::Clean)
}
