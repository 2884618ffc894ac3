//! `stats`: what the archive tells those who answer for it.

use super::options::SiteOptions;
use super::{Exit, Global};
use nevertwice::report::tables;
use std::io::Write;

/// What `stats` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice stats                            coverage, actions, repeats and so on, as tables
  nevertwice stats --format json > stats.json
  nevertwice stats --format csv               a line for each value: section, row, measure, value

The page `insights/` shows the same numbers. There are medians and no means; what rests on fewer than ten
values says so, and what is inferred or not recorded is counted. Drafts count only as not reviewed,
unless --drafts has them.")]
pub(crate) struct Args {
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    #[command(flatten)]
    site: SiteOptions,
}

/// How the numbers are printed.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    /// Human-readable tables
    Human,
    /// A JSON document
    Json,
    /// CSV, a line for each value
    Csv,
}

/// Prints the numbers of the site of the working directory.
pub(crate) fn run(args: &Args, global: &Global) -> anyhow::Result<Exit> {
    let site = args.site.read(global)?;
    let insights = site.insights();
    match args.format {
        Format::Human => {
            let text = tables::human(&insights.sections);
            write!(anstream::stdout().lock(), "{text}")?;
        }
        Format::Json => {
            let data = tables::data(insights.as_of, &insights.sections);
            writeln!(std::io::stdout().lock(), "{}", serde_json::to_string(&data)?)?;
        }
        Format::Csv => write!(
            std::io::stdout().lock(),
            "{}",
            tables::long_csv(&insights.sections)
        )?,
    }
    Ok(Exit::Clean)
}
