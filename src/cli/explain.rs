//! `explain`: the page of a rule.

use super::Exit;

/// What `explain` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Example:
  nevertwice explain timeline-format")]
pub(crate) struct Args {
    /// The rule's name, as findings show it in brackets
    rule: String,
}

/// Prints the page of a rule.
pub(crate) fn run(_args: &Args) -> anyhow::Result<Exit> {
    anyhow::bail!("`explain` is not there yet")
}
