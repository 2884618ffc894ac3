//! Options that several commands have, each declared once.

use anyhow::bail;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use nevertwice::config::{Edition, Profile, Settings};

/// `--edition`
#[derive(Debug, Args)]
pub(super) struct EditionOption {
    /// Who the pages are for [default: what site.yaml says]
    #[arg(long, value_name = "EDITION", value_parser = editions())]
    edition: Option<Edition>,
}

/// `--profile`
#[derive(Debug, Args)]
pub(super) struct ProfileOption {
    /// Which rules hold [default: what site.yaml says, else archive]
    #[arg(long, value_name = "PROFILE")]
    profile: Option<ProfileName>,
}

/// `--as-of`
#[derive(Debug, Args)]
pub(super) struct AsOfOption {
    /// What counts as today: a date, or `today` [default: the newest incident]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<Date>,
}

/// `--format`
#[derive(Debug, Args)]
pub(super) struct FormatOption {
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: Format,
}

/// A set of rules.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum ProfileName {
    /// What a company's archive needs
    Archive,
    /// The checklist of the assignment's brief
    Assignment,
}

/// How results are printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Format {
    /// Text for people
    Human,
    /// One document for programs
    Json,
}

impl EditionOption {
    /// Whoever asks for public pages must not get internal ones.
    pub(super) fn refuse_public(&self, settings: &Settings) -> anyhow::Result<()> {
        if self.edition.unwrap_or(settings.edition) == Edition::Public {
            bail!(
                "the public edition comes later: this version builds the internal one only (`--edition internal`)"
            );
        }
        Ok(())
    }
}

impl ProfileOption {
    /// The profile that was asked for.
    pub(super) fn profile(&self) -> Option<Profile> {
        self.profile.map(|name| match name {
            ProfileName::Archive => Profile::Archive,
            ProfileName::Assignment => Profile::Assignment,
        })
    }
}

/// The editions by their names in files.
fn editions() -> impl TypedValueParser<Value = Edition> {
    let names = Edition::ALL.iter().map(|edition| edition.name());
    PossibleValuesParser::new(names).try_map(|name| Edition::find(&name).ok_or("no edition is called that"))
}

/// A date, or `today`.
pub(super) fn day(text: &str) -> Result<Date, String> {
    match text {
        "today" => Ok(super::today()),
        date => date
            .parse()
            .map_err(|_| "neither a date such as `2024-02-12` nor `today`".to_owned()),
    }
}
