//! EDGE: `new`: begin a postmortem.

use super::init::create;
use super::{Exit, Global};
use anyhow::{Context, bail};
use jiff::civil::Date;
use nevertwice::config;
use nevertwice::path;
use nevertwice::project;
use nevertwice::scaffold;
use std::io::Write;

/// What `new` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice new \"Login fails after the certificate expired\"
  nevertwice new --date 2024-02-12 \"Login fails\"")]
pub(crate) struct Args {
    /// The title; the file's name is made from it
    title: String,
    /// The day of the incident, such as 2024-02-12, which begins the file's name [default: today, in UTC]
    #[arg(long, value_name = "DATE", value_parser = super::options::day)]
    date: Option<Date>,
}

/// Writes the scaffold of a postmortem into the site of the working directory.
pub(crate) fn run(args: &Args, global: &Global) -> anyhow::Result<Exit> {
    if args.title.trim().is_empty() {
        bail!("a postmortem needs a title");
    }
    let site = project::here()?;
    let date = match args.date {
        Some(date) => date,
        None => super::today(),
    };
    let (name, text) = scaffold::postmortem(&args.title, date);
    let path = project::beside_user(&site.join(config::POSTMORTEMS).join(name));
    let shown = path::slashes(&path);
    if !create(&path, text).with_context(|| format!("cannot write `{shown}`"))? {
        bail!("`{shown}` is there already, and is not overwritten: give another title, or a `--date`");
    }
    let mut out = anstream::stdout();
    writeln!(out, "{shown}")?;
    if !global.quiet {
        writeln!(
            anstream::stderr(),
            "next: fill it in, then nevertwice check {shown}"
        )?;
    }
    Ok(Exit::Clean)
}
