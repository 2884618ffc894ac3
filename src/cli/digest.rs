//! `digest`: what a period was like, on paper or as data.

use super::options::{SiteOptions, day};
use super::{Exit, Global};
use anyhow::bail;
use jiff::civil::Date;
use nevertwice::archive::days::Days;
use nevertwice::archive::names::Names;
use nevertwice::insight::digest::Selection;
use nevertwice::insight::evidence;
use nevertwice::report::{digest, tables};
use nevertwice::site::Site;
use std::io::Write;

/// What `digest` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice digest                                        the current quarter, as Markdown
  nevertwice digest --from 2024-01-01 --to 2024-12-31
  nevertwice digest --team Platform --format html > platform.html
  nevertwice digest --from 2024-01-01 --to 2024-12-31 --evidence --format csv

With --evidence it lists all postmortems of the period with review dates and causes, and each action
with how it ended: what auditors ask for. The pages `digest/2024/` and `digest/2024-Q1/` show the same.")]
pub(crate) struct Args {
    /// The first day [default: that of the quarter of the archive's today]
    #[arg(long, value_name = "DATE", value_parser = day, requires = "to")]
    from: Option<Date>,
    /// The last day
    #[arg(long, value_name = "DATE", value_parser = day, requires = "from")]
    to: Option<Date>,
    /// Only incidents of a service
    #[arg(long, value_name = "NAME")]
    service: Option<String>,
    /// Only incidents of a team
    #[arg(long, value_name = "NAME")]
    team: Option<String>,
    /// List all postmortems with their reviews, causes and actions
    #[arg(long)]
    evidence: bool,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "md")]
    format: Format,
    #[command(flatten)]
    site: SiteOptions,
}

/// How a digest is printed.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    /// Markdown
    Md,
    /// One HTML file, to be sent or printed
    Html,
    /// CSV: a line for each incident, with --evidence for each action
    Csv,
}

/// Prints the digest of the site of the working directory.
pub(crate) fn run(args: &Args, global: &Global) -> anyhow::Result<Exit> {
    let site = args.site.read(global)?;
    let archive = site.archive();
    let selection = args.selection(&site)?;
    let base = site.settings().base_url.as_deref();
    let text = match (args.evidence, args.format) {
        (true, Format::Csv) => tables::wide_csv(&evidence::table(archive, &selection)),
        (true, format) => {
            let cases = evidence::cases(archive, &selection);
            let text = digest::evidence(
                &evidence::table(archive, &selection).title,
                archive.as_of,
                &cases,
                base,
            );
            format.of_markdown(text, site.settings().language.as_str())
        }
        (false, Format::Csv) => tables::wide_csv(&site.digest(&selection).incidents),
        (false, format) => {
            let text = digest::markdown(&site.digest(&selection), base);
            format.of_markdown(text, site.settings().language.as_str())
        }
    };
    write!(std::io::stdout().lock(), "{text}")?;
    Ok(Exit::Clean)
}

impl Format {
    fn of_markdown(self, markdown: String, language: &str) -> String {
        match self {
            Self::Html => digest::html(&markdown, language),
            Self::Md | Self::Csv => markdown,
        }
    }
}

impl Args {
    /// The days, service and team that were asked for.
    fn selection(&self, site: &Site) -> anyhow::Result<Selection> {
        let archive = site.archive();
        let days = match (self.from, self.to, archive.as_of) {
            (Some(from), Some(to), _) if from > to => {
                bail!("`--from {from}` is after `--to {to}`: swap them")
            }
            (Some(from), Some(to), _) => Days { from, to },
            (_, _, Some(today)) => Days::quarter(today),
            (_, _, None) => bail!("no postmortem has a date: state the period with `--from` and `--to`"),
        };
        let names = Names {
            archive,
            settings: site.settings(),
        };
        let service = |name: &String| names.service(name).map_err(anyhow::Error::msg);
        let team = |name: &String| names.team(name).map_err(anyhow::Error::msg);
        Ok(Selection {
            days,
            service: self.service.as_ref().map(service).transpose()?,
            team: self.team.as_ref().map(team).transpose()?,
        })
    }
}
