//! `review`: a sheet for the peer who reads a postmortem.

use super::options::ProfileOption;
use super::show::opened;
use super::{Exit, Global};
use nevertwice::format::harmless_text;
use nevertwice::project::{self, Project};
use nevertwice::record::Record;
use nevertwice::{path, review};
use std::io::Write;
use std::path::PathBuf;

/// What `review` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice review README.md --profile assignment
  nevertwice review content/postmortems/login.md > review.md

The sheet is Markdown: what the rules say, with the words of the text that decided, questions for the
author that no program can answer, and the line that says who has reviewed it. It only asks what the
text gives a reason for.")]
pub(crate) struct Args {
    /// A postmortem, in a site or anywhere else
    file: PathBuf,
    #[command(flatten)]
    profile: ProfileOption,
}

/// Prints the sheet of one file, which is judged among the others of its site.
pub(crate) fn run(args: &Args, global: &Global) -> anyhow::Result<Exit> {
    let opened = opened(&args.file, &args.profile, global)?;
    let in_site = match &opened.site {
        Some(root)
            if opened
                .real
                .starts_with(root.join(nevertwice::config::POSTMORTEMS)) =>
        {
            let mut sources = project::load(root)?;
            args.profile.hold(&mut sources.settings)?;
            let project = Project::read(sources, || {});
            let site = project.site(Record::published, |_| true, None);
            let inside = path::slashes(opened.real.strip_prefix(root)?);
            project.verdicts(&site, &inside)
        }
        _ => None,
    };
    let verdicts = in_site.unwrap_or_else(|| opened.verdicts());
    let sheet = review::sheet(&opened.reading.postmortem, opened.settings.profile, &verdicts);
    write!(anstream::stdout().lock(), "{}", harmless_text(&sheet))?;
    Ok(Exit::Clean)
}
