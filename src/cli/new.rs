//! EDGE: `new`: begin a postmortem.

use super::init::create;
use super::{Exit, Global};
use anyhow::{Context, bail};
use jiff::civil::Date;
use nevertwice::{config, path, project, scaffold};
use std::io::Write;

/// What `new` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice new \"Login fails after the certificate expired\"
  nevertwice new --date 2024-02-12 \"Login fails\"")]
pub(crate) struct Args {
    /// Title of the postmortem; the file name is derived from it
    title: String,
    /// Date of the incident, such as 2024-02-12, with which the file name starts [default: today, in UTC]
    #[arg(long, value_name = "DATE", value_parser = super::options::day)]
    date: Option<Date>,
}

/// Writes the scaffold of a postmortem into the site of the working directory.
pub(crate) fn run(args: &Args, global: &Global) -> anyhow::Result<Exit> {
    if args.title.trim().is_empty() {
        bail!("the title is empty");
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
        bail!("`{shown}` already exists: choose another title or `--date`");
    }
    let mut out = anstream::stdout();
    writeln!(out, "{shown}")?;
    if !global.quiet {
        writeln!(
            anstream::stderr(),
            "Next: fill it in, then run: nevertwice check {shown}"
        )?;
    }
    Ok(Exit::Clean)
}
