//! `mcp`: the archive for assistants.

use super::Exit;
use super::options::{AsOfOption, DraftsOption, EditionOption};
use nevertwice::{mcp, project};

/// What `mcp` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  claude mcp add postmortems -- nevertwice mcp --site ~/incidents
  nevertwice mcp                       serve the site of this folder on standard input and output

An assistant starts it and talks to it; it only reads, and sees changes of files at the next question.
Exit codes: 2 could not run.")]
pub(crate) struct Args {
    /// A folder of the site [default: this folder]
    #[arg(long, value_name = "DIR", default_value = ".", hide_default_value = true)]
    site: std::path::PathBuf,
    #[command(flatten)]
    edition: EditionOption,
    #[command(flatten)]
    drafts: DraftsOption,
    #[command(flatten)]
    today: AsOfOption,
}

/// Serves a site until its client ends.
pub(crate) fn run(args: &Args) -> anyhow::Result<Exit> {
    let root = project::site_of(&args.site).ok_or(project::Error::NoSite)?;
    let (_, settings, _) = project::settings(&root)?;
    args.edition.refuse_public(&settings)?;
    mcp::run(mcp::Options {
        root,
        drafts: args.drafts.drafts,
        as_of: args.today.as_of,
    })?;
    Ok(Exit::Clean)
}
