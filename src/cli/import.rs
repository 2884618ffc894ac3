//! `import`: postmortems of other forms.

use super::{Exit, Global};
use std::path::PathBuf;

/// What `import` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice import markdown ~/notes/postmortems    bare Markdown files without front matter
  nevertwice import icco postmortems/data           the collection of github.com/icco/postmortems

Nothing is overwritten: a postmortem that is there already is reported and skipped.")]
pub(crate) struct Args {
    /// What form they have
    #[arg(value_parser = ["markdown", "icco"])]
    format: String,
    /// A file, or a folder of them
    path: PathBuf,
}

/// Writes drafts into the site of the working directory.
pub(crate) fn run(_args: &Args, _global: &Global) -> anyhow::Result<Exit> {
    anyhow::bail!("`import` is not there yet")
}
