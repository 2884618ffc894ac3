//! `show`: what was read from a postmortem.

use super::{Exit, Global};
use std::path::PathBuf;

/// What `show` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice show README.md                    facts, sections, timeline and actions, as they were read
  nevertwice show README.md --format json      the same for programs")]
pub(crate) struct Args {
    /// The postmortem, inside a site or anywhere else
    file: PathBuf,
    /// How to print it
    #[arg(long, default_value = "human", value_parser = ["human", "json"])]
    format: String,
}

/// Shows one file.
pub(crate) fn run(_args: &Args, _global: &Global) -> anyhow::Result<Exit> {
    anyhow::bail!("`show` is not there yet")
}
