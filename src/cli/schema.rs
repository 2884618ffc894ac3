//! `schema`: the JSON Schemas of front matter and data.

use super::Exit;

/// What `schema` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Example:
  nevertwice schema > .vscode/postmortem.schema.json")]
pub(crate) struct Args {
    /// Which schema: that of front matter, or that of a data contract
    #[arg(default_value = "front-matter", value_parser = ["front-matter", "check", "show", "postmortem", "postmortems"])]
    name: String,
}

/// Prints a schema.
pub(crate) fn run(_args: &Args) -> anyhow::Result<Exit> {
    anyhow::bail!("`schema` is not there yet")
}
