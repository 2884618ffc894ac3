//! `init`: make a site.

use super::{Exit, Global};
use std::path::PathBuf;

/// What `init` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Example:
  nevertwice init incidents && cd incidents && nevertwice build")]
pub(crate) struct Args {
    /// The folder of the new site
    dir: PathBuf,
}

/// Makes a site that builds at once.
pub(crate) fn run(_args: &Args, _global: &Global) -> anyhow::Result<Exit> {
    anyhow::bail!("`init` is not there yet")
}
