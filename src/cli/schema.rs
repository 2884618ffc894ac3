//! `schema`: the JSON Schemas of what people write and of what programs read.

use super::Exit;
use nevertwice::config::Settings;
use nevertwice::{project, schema};
use std::io::Write;

/// What `schema` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice schema > postmortem.schema.json    for the front matter, in an editor
  nevertwice schema site                        for site.yaml
  nevertwice schema postmortems                 for postmortems.json

In a site, the first two know its severities, causes, fields and profiles.")]
pub(crate) struct Args {
    /// Which schema to print
    #[arg(default_value = "front-matter")]
    name: Name,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Name {
    /// Front matter of a postmortem
    FrontMatter,
    /// The settings in site.yaml
    Site,
    /// The file postmortems.json
    Postmortems,
    /// The file index.json next to each postmortem
    Postmortem,
    /// The file index.json next to each service
    Service,
    /// Output of `stats --format json`
    Stats,
    /// The file actions/actions.json, and output of `actions --format json`
    Actions,
    /// Output of `similar --format json`
    Similar,
    /// Output of `show --format json`
    Show,
    /// Output of `check --format json`
    Check,
}

/// Prints a schema.
pub(crate) fn run(args: &Args) -> anyhow::Result<Exit> {
    // That of a site follows its settings; outside any site the defaults hold.
    let settings = || match project::here() {
        Ok(root) => project::settings(&root).map_or_else(|_| Settings::default(), |read| read.1),
        Err(_) => Settings::default(),
    };
    let schema = match args.name {
        Name::FrontMatter => schema::front_matter(&settings()),
        Name::Site => schema::site(&settings()),
        Name::Postmortems => schema::postmortems(),
        Name::Postmortem => schema::postmortem(),
        Name::Service => schema::service(),
        Name::Stats => schema::stats(),
        Name::Actions => schema::actions(),
        Name::Similar => schema::similar(),
        Name::Show => schema::show(),
        Name::Check => schema::check(),
    };
    writeln!(
        std::io::stdout().lock(),
        "{}",
        serde_json::to_string_pretty(&schema)?
    )?;
    Ok(Exit::Clean)
}
