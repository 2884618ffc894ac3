//! `check`: hold postmortems against the rules.

use super::{Exit, Global};
use clap::ValueEnum;
use std::path::PathBuf;

/// What `check` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice check                                   all postmortems of this site
  nevertwice check README.md --profile assignment    one file, against the brief
  nevertwice check content/postmortems --format json

A file is held against the settings of the site that holds it; outside any site against the defaults.
Exit codes: 0 clean, 1 findings at error level (with --strict: at warning level too), 2 could not run.")]
pub(crate) struct Args {
    /// Markdown files, or folders of them [default: the postmortems of the site]
    paths: Vec<PathBuf>,
    /// Which rules hold [default: what site.yaml says, else archive]
    #[arg(long, value_name = "PROFILE")]
    profile: Option<ProfileName>,
    /// How to print what was found
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,
}

/// A set of rules.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum ProfileName {
    /// What a company's archive needs
    Archive,
    /// The checklist of the assignment's brief
    Assignment,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Source excerpts for people
    Human,
    /// One document for programs
    Json,
}

/// Checks the files and prints what was found.
pub(crate) fn run(_args: &Args, _global: &Global) -> anyhow::Result<Exit> {
    anyhow::bail!("`check` is not there yet")
}
