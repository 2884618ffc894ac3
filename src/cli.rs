//! The command line: what can be asked, one sub-command a file, and how it ends.

#![expect(
    clippy::disallowed_methods,
    reason = "an edge: this is where the user, the clock and single files are met"
)]

mod build;
mod check;
mod completions;
mod explain;
mod import;
mod init;
mod new;
mod options;
mod schema;
mod serve;
mod show;

use clap::{Parser, Subcommand, ValueEnum};
use std::io::{self, Write};
use std::process::ExitCode;

/// Turn a folder of Markdown postmortems into a checked, indexed, published archive.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, help_expected = true, propagate_version = true)]
#[command(after_long_help = "\
Examples:
  nevertwice init incidents                          make a site with an example postmortem
  nevertwice serve                                   see this folder's site while you write
  nevertwice build                                   render it into public/
  nevertwice check README.md --profile assignment    hold one postmortem against the brief
  nevertwice explain timeline-format                 what a rule asks, and how to meet it

Exit codes: 0 clean, 1 findings, 2 could not run.")]
struct Cli {
    /// What to do
    #[command(subcommand)]
    command: Command,
    /// How to talk
    #[command(flatten)]
    global: Global,
}

/// What every command understands.
#[derive(Debug, clap::Args)]
pub(crate) struct Global {
    /// Print only what was asked for: no progress, no summary
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// When to colour the output; NO_COLOR is honoured too
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
}

/// When to colour the output.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Color {
    /// On a terminal that can
    Auto,
    /// Even into a pipe
    Always,
    /// Nowhere
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check and render a site into a folder of static files
    Build(build::Args),
    /// Show the site in a browser while it is written
    Serve(serve::Args),
    /// Hold postmortems against the rules
    Check(check::Args),
    /// Show what was read from a postmortem, and where each fact came from
    Show(show::Args),
    /// Begin a postmortem from a scaffold
    New(new::Args),
    /// Make a site with one example postmortem
    Init(init::Args),
    /// Bring postmortems of another form into the site
    Import(import::Args),
    /// Say what a rule asks, why, and how to meet it
    Explain(explain::Args),
    /// Print a JSON Schema, for editors and for readers of the data
    Schema(schema::Args),
    /// Print a completion script for a shell
    Completions(completions::Args),
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All is well.
    Clean,
    /// It ran, and found something to mend.
    Findings,
    /// It could not run: wrong arguments, files that are not there.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Failed => 2,
        })
    }
}

/// Reads the arguments and does what they ask.
pub(crate) fn run() -> Exit {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(asked) => {
            // Help and version arrive here too, on stdout. A reader that is gone wants no more of them.
            let _ = asked.print();
            return if asked.use_stderr() {
                Exit::Failed
            } else {
                Exit::Clean
            };
        }
    };
    cli.global.color.apply();
    match cli.command.run(&cli.global) {
        Ok(exit) => exit,
        Err(error) if is_broken_pipe(&error) => Exit::Clean,
        Err(error) => {
            let _ = writeln!(anstream::stderr(), "\x1b[1;31merror\x1b[0m: {error:#}");
            Exit::Failed
        }
    }
}

impl Command {
    fn run(&self, global: &Global) -> anyhow::Result<Exit> {
        match self {
            Self::Build(args) => build::run(args, global),
            Self::Serve(args) => serve::run(args, global),
            Self::Check(args) => check::run(args, global),
            Self::Show(args) => show::run(args, global),
            Self::New(args) => new::run(args, global),
            Self::Init(args) => init::run(args, global),
            Self::Import(args) => import::run(args, global),
            Self::Explain(args) => explain::run(args),
            Self::Schema(args) => schema::run(args),
            Self::Completions(args) => completions::run(args),
        }
    }
}

impl Color {
    fn apply(self) {
        let choice = match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

/// `1 page`, `2 pages`.
fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// The day on which the program runs, in UTC.
pub(crate) fn today() -> jiff::civil::Date {
    jiff::Timestamp::now()
        .to_zoned_datetime(jiff::tz::TimeZone::UTC)
        .date()
}

/// Whether whoever reads our output has gone: `nevertwice check | head` is no failure.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound_and_all_have_help() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_reader_that_is_gone_is_no_failure() {
        let gone = anyhow::Error::from(io::Error::from(io::ErrorKind::BrokenPipe)).context("cannot print");
        assert!(is_broken_pipe(&gone));
        assert!(!is_broken_pipe(&anyhow::anyhow!("no such file")));
    }
}
