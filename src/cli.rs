//! The command line: what can be asked, one sub-command a file, and how it ends.

#![expect(
    clippy::disallowed_methods,
    reason = "an edge: this is where the user, the clock and single files are met"
)]

mod actions;
mod build;
mod check;
mod completions;
mod digest;
mod explain;
mod import;
mod init;
#[cfg(feature = "mcp")]
mod mcp;
mod new;
mod options;
mod replace;
mod review;
mod schema;
mod serve;
mod show;
mod similar;
mod stats;
mod theme;

use clap::{Parser, Subcommand, ValueEnum};
use nevertwice::format::harmless;
use std::io::{self, Write};
use std::process::ExitCode;

/// Turn a folder of Markdown postmortems into a checked, indexed, published archive.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, help_expected = true, propagate_version = true)]
#[command(after_long_help = "\
Examples:
  nevertwice init incidents                          create a site with an example postmortem
  nevertwice serve                                   preview this folder's site while you write
  nevertwice build                                   build it into public/
  nevertwice check README.md --profile assignment    check one postmortem for an assignment
  nevertwice explain timeline-format                 what a rule requires, and how to fix findings

Exit codes: 0 no problems, 1 problems found, 2 could not run.")]
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
    /// Print neither progress nor summaries
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// When to colour the output; NO_COLOR is respected
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
}

/// When to colour the output.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Color {
    /// If the output is a terminal that supports it
    Auto,
    /// Even if the output is piped
    Always,
    /// Not at all
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check the postmortems and build the site
    Build(build::Args),
    /// Preview the site in a browser while you write
    Serve(serve::Args),
    /// Check postmortems against the rules
    Check(check::Args),
    /// Print a review sheet for the peer who reads a postmortem
    Review(review::Args),
    /// Show the facts read from a postmortem, and where each comes from
    Show(show::Args),
    /// Find earlier postmortems that an alert, a log line or a draft resembles
    Similar(similar::Args),
    /// List the actions of all postmortems, the overdue ones first
    Actions(actions::Args),
    /// Create a postmortem from a template
    New(new::Args),
    /// Create a site with an example postmortem
    Init(init::Args),
    /// Begin a theme of your own
    Theme(theme::Args),
    /// Import postmortems from another format
    Import(import::Args),
    /// Print what the archive shows: coverage, promises, repeats, times, availability
    Stats(stats::Args),
    /// Print what a period was like, for executives or auditors
    Digest(digest::Args),
    /// Serve the archive to an assistant, over the Model Context Protocol
    #[cfg(feature = "mcp")]
    Mcp(mcp::Args),
    /// Stands for it where it was left out, to say how to get it.
    #[cfg(not(feature = "mcp"))]
    #[command(hide = true, disable_help_flag = true)]
    Mcp(WithoutMcp),
    /// Explain a rule: what it requires, why, and how to fix findings
    Explain(explain::Args),
    /// Print a JSON Schema, for editors and for programs
    Schema(schema::Args),
    /// Print a shell completion script
    Completions(completions::Args),
}

/// What `mcp` is told where it was left out: anything.
#[cfg(not(feature = "mcp"))]
#[derive(Debug, clap::Args)]
struct WithoutMcp {
    /// All that follows
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    _rest: Vec<std::ffi::OsString>,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All is well.
    Clean,
    /// It ran, and found problems.
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
            let _ = writeln!(
                anstream::stderr(),
                "\x1b[1;31merror\x1b[0m: {}",
                harmless(&format!("{error:#}"))
            );
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
            Self::Review(args) => review::run(args, global),
            Self::Show(args) => show::run(args, global),
            Self::Similar(args) => similar::run(args),
            Self::Actions(args) => actions::run(args, global),
            Self::New(args) => new::run(args, global),
            Self::Init(args) => init::run(args, global),
            Self::Theme(args) => theme::run(args, global),
            Self::Import(args) => import::run(args, global),
            Self::Stats(args) => stats::run(args, global),
            Self::Digest(args) => digest::run(args, global),
            #[cfg(feature = "mcp")]
            Self::Mcp(args) => mcp::run(args),
            #[cfg(not(feature = "mcp"))]
            Self::Mcp(_) => anyhow::bail!(
                "this program was built without `mcp`; from its source: cargo install --path . --features mcp"
            ),
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
