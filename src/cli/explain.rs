//! `explain`: the page of a rule.

use super::Exit;
use nevertwice::rules;
use std::io::Write;

/// What `explain` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Example:
  nevertwice explain timeline-format")]
pub(crate) struct Args {
    /// The rule's name, as findings show it in brackets
    rule: String,
}

/// Prints the page of a rule.
pub(crate) fn run(args: &Args) -> anyhow::Result<Exit> {
    let Some(rule) = rules::find(args.rule.trim()) else {
        let names: Vec<_> = rules::ALL.iter().map(|rule| rule.name).collect();
        match rules::nearest(&args.rule) {
            Some(nearest) => anyhow::bail!("there is no rule `{}`: did you mean `{nearest}`?", args.rule),
            None => anyhow::bail!(
                "there is no rule `{}`; the rules are {}",
                args.rule,
                names.join(", ")
            ),
        }
    };
    let mut out = anstream::stdout();
    for line in rules::page(rule).trim_end().lines() {
        match line.strip_prefix("## ") {
            Some(name) => writeln!(out, "\x1b[1m{name}\x1b[0m")?,
            None => writeln!(out, "{line}")?,
        }
    }
    Ok(Exit::Clean)
}
