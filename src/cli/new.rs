//! `new`: begin a postmortem.

use super::{Exit, Global};

/// What `new` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Example:
  nevertwice new \"Login fails after the certificate expired\"")]
pub(crate) struct Args {
    /// The title; the file's name is made from it
    title: String,
}

/// Writes the scaffold of a postmortem into the site of the working directory.
pub(crate) fn run(_args: &Args, _global: &Global) -> anyhow::Result<Exit> {
    anyhow::bail!("`new` is not there yet")
}
