//! `similar`: what an alert, a line of a log or a draft reminds of.

use super::Exit;
use super::options::{Format, FormatOption};
use anyhow::{Context, bail};
use nevertwice::disk;
use nevertwice::postmortem::parse;
use nevertwice::project::{self, Project};
use nevertwice::similar::{self, Found};
use nevertwice::source::{MAX_BYTES, Source};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;

/// What `similar` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice similar \"x509: certificate has expired\"    an error message, an alert, what users see
  nevertwice similar drafts/login.md                    a postmortem that is being written
  tail -50 error.log | nevertwice similar -             standard input

At most three postmortems of the site are shown, the most similar first: what it was, what ended it, which
actions are still open, and where it differs. That there is no likely match is an answer too.")]
pub(crate) struct Args {
    /// Words to look for, the path of a file, or `-` for standard input
    #[arg(required = true, value_name = "TEXT|FILE|-")]
    what: Vec<String>,
    #[command(flatten)]
    output: FormatOption,
}

/// Looks for earlier failures.
pub(crate) fn run(args: &Args) -> anyhow::Result<Exit> {
    let root = project::here()?;
    let project = Project::read(project::load(&root)?, || {});
    // A draft of last week is what somebody looks for today.
    let site = project.site(|_| true, |_| true, None);
    let (archive, recurrences) = (site.archive(), site.recurrences());
    let what = args.what.join(" ");
    if what.trim().is_empty() {
        bail!("nothing to look for: give words of a message, the path of a file, or `-`");
    }
    let matches = match read(&what)? {
        Asked::Text(text) => recurrences.similar(&text),
        Asked::Postmortem(path, bytes) => {
            let source = Arc::new(Source::new(path, &bytes));
            recurrences.of_postmortem(&parse(source, &project.sources.settings))
        }
    };
    let found: Vec<Found<'_>> = similar::found(archive, &matches);
    match args.output.format {
        Format::Human => write!(anstream::stdout().lock(), "{}", similar::human(&found))?,
        Format::Json => writeln!(std::io::stdout().lock(), "{}", similar::json(&found))?,
    }
    Ok(Exit::Clean)
}

/// What was asked for.
enum Asked {
    Text(String),
    /// A file of Markdown, by its path.
    Postmortem(String, Vec<u8>),
}

/// Reads what was asked for: standard input, a file where there is one of that name, else the words themselves.
fn read(what: &str) -> anyhow::Result<Asked> {
    if what == "-" {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .take(MAX_BYTES as u64)
            .read_to_end(&mut bytes)
            .context("cannot read standard input")?;
        return Ok(of_bytes("-", bytes));
    }
    let path = Path::new(what);
    if path.is_dir() {
        bail!("`{what}` is a folder: name a file in it, or give the words to look for");
    }
    if !path.is_file() {
        if looks_like_a_path(what) {
            bail!(
                "there is no file `{what}`; words of an error message have blanks between them, or come by `-` from standard input"
            );
        }
        return Ok(Asked::Text(what.to_owned()));
    }
    let bytes = disk::read_named(path, MAX_BYTES).with_context(|| format!("cannot read `{what}`"))?;
    Ok(of_bytes(what, bytes))
}

/// Whether a single word is the name of a text file. An address or a path in a message is none: it is looked for.
fn looks_like_a_path(what: &str) -> bool {
    const TEXTS: &[&str] = &["md", "markdown", "txt", "log", "json", "out", "err"];
    let ending = Path::new(what).extension().and_then(|ending| ending.to_str());
    !what.contains(char::is_whitespace)
        && !what.contains("://")
        && !what.starts_with('/')
        && ending.is_some_and(|ending| TEXTS.contains(&ending))
}

/// A text with front matter or headings is a postmortem, whatever its name is.
fn of_bytes(name: &str, bytes: Vec<u8>) -> Asked {
    let text = String::from_utf8_lossy(&bytes);
    let told = text.starts_with("---\n") || text.lines().any(|line| line.starts_with('#'));
    match told && name != "-" || text.starts_with("---\n") {
        true => Asked::Postmortem(nevertwice::path::slashes(Path::new(name)), bytes),
        false => Asked::Text(text.into_owned()),
    }
}
