//! EDGE: `new`: begin a postmortem.

use super::init::create;
use super::{Exit, Global};
use anyhow::{Context, bail};
use jiff::civil::Date;
use nevertwice::source::MAX_BYTES;
use nevertwice::{config, disk, path, project, scaffold};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// What `new` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice new \"Login fails after the certificate expired\"
  nevertwice new --date 2024-02-12 \"Login fails\"

The template has the severities, causes, fields and sections that site.yaml asks for. To use your own
instead, write it to content/postmortem-template.md; {{ title }} and {{ date }} in it are filled in.")]
pub(crate) struct Args {
    /// Title of the postmortem; the file name is derived from it
    title: String,
    /// Date of the incident, such as 2024-02-12, with which the file name starts [default: today, in UTC]
    #[arg(long, value_name = "DATE", value_parser = super::options::day)]
    date: Option<Date>,
}

/// The site's own template, where it has one.
fn template(site: &Path) -> anyhow::Result<Option<String>> {
    let read = disk::read_named(&site.join(config::TEMPLATE), MAX_BYTES);
    match read.and_then(|bytes| String::from_utf8(bytes).map_err(io::Error::other)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read `{}`", config::TEMPLATE)),
    }
}

/// Writes a postmortem under the first name that no other title has taken, and tells it.
fn write(site: &Path, title: &str, date: Date, text: &str) -> anyhow::Result<String> {
    let mut taken = String::new();
    for name in scaffold::file_names(title, date) {
        let path = project::beside_user(&site.join(config::POSTMORTEMS).join(name));
        let shown = path::slashes(&path);
        if create(site, &path, text).with_context(|| format!("cannot write `{shown}`"))? {
            return Ok(shown);
        }
        let there = disk::read_named(&path, MAX_BYTES).unwrap_or_default();
        taken = shown;
        if String::from_utf8_lossy(&there).contains(title.trim()) {
            break;
        }
    }
    bail!("`{taken}` already exists: choose another title or `--date`")
}

/// Writes the scaffold of a postmortem into the site of the working directory.
pub(crate) fn run(args: &Args, global: &Global) -> anyhow::Result<Exit> {
    if args.title.trim().is_empty() {
        bail!("the title is empty");
    }
    let site = project::here()?;
    let date = match args.date {
        Some(date) => date,
        None => nevertwice::project::today(),
    };
    let (_, settings, _) = project::settings(&site)?;
    let template = template(&site)?;
    let text = scaffold::postmortem(&args.title, date, &settings, template.as_deref());
    let shown = write(&site, &args.title, date, &text)?;
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
