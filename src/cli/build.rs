//! `build`: check and render a site.

use super::{Exit, Global};
use std::path::PathBuf;

/// What `build` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice build                     render the site of this folder into public/
  nevertwice build --drafts            drafts too
  nevertwice build --keep-going        leave out what has errors, and build the rest

Nothing is written when a published postmortem has a finding at error level.")]
pub(crate) struct Args {
    /// Where to write the site [default: public/ of the site]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Who the pages are for [default: what site.yaml says]
    #[arg(long, value_name = "EDITION", value_parser = ["internal", "public"])]
    edition: Option<String>,
    /// Build drafts too
    #[arg(long)]
    drafts: bool,
    /// What counts as today: a date, or `today` [default: the newest incident]
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Stop at warnings too
    #[arg(long)]
    strict: bool,
    /// Build what has no errors, and name what was left out
    #[arg(long)]
    keep_going: bool,
}

/// Builds the site of the working directory.
pub(crate) fn run(_args: &Args, _global: &Global) -> anyhow::Result<Exit> {
    anyhow::bail!("`build` is not there yet")
}
