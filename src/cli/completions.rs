//! `completions`: scripts for shells.

use super::{Cli, Exit};
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::Write;

/// What `completions` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Example:
  nevertwice completions bash > ~/.local/share/bash-completion/completions/nevertwice")]
pub(crate) struct Args {
    /// Shell to complete for
    shell: Shell,
}

/// Prints the script.
pub(crate) fn run(args: &Args) -> anyhow::Result<Exit> {
    // Made in memory first: `generate` panics where it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "nevertwice", &mut script);
    std::io::stdout().write_all(&script)?;
    Ok(Exit::Clean)
}
