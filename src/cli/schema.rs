//! `schema`: the JSON Schemas of what people write and of what programs read.

use super::Exit;
use nevertwice::schema;
use std::io::Write;

/// What `schema` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice schema > postmortem.schema.json    the keys of front matter, for an editor
  nevertwice schema site                        the keys of site.yaml
  nevertwice schema postmortems                 what postmortems.json holds")]
pub(crate) struct Args {
    /// Which schema
    #[arg(default_value = "front-matter")]
    name: Name,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Name {
    /// Of the front matter of a postmortem
    FrontMatter,
    /// Of site.yaml
    Site,
    /// Of postmortems.json
    Postmortems,
    /// Of the index.json beside each postmortem
    Postmortem,
    /// Of what `show --format json` prints
    Show,
    /// Of what `check --format json` prints
    Check,
}

/// Prints a schema.
pub(crate) fn run(args: &Args) -> anyhow::Result<Exit> {
    let schema = match args.name {
        Name::FrontMatter => schema::front_matter(),
        Name::Site => schema::site(),
        Name::Postmortems => schema::postmortems(),
        Name::Postmortem => schema::postmortem(),
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
