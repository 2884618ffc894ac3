//! `explain`: the page of a rule.

use super::Exit;
use nevertwice::rules;
use std::io::Write;

/// What `explain` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice explain                    list all rules
  nevertwice explain timeline-format    explain one rule")]
pub(crate) struct Args {
    /// Name of the rule, shown in brackets in each finding [default: list all rules]
    rule: Option<String>,
}

/// Prints the page of a rule, or a line for each.
pub(crate) fn run(args: &Args) -> anyhow::Result<Exit> {
    let mut out = anstream::stdout();
    let Some(name) = args.rule.as_deref().map(str::trim) else {
        for rule in rules::ALL {
            writeln!(out, "\x1b[1m{:<18}\x1b[0m {}", rule.name, rule.summary)?;
        }
        return Ok(Exit::Clean);
    };
    let Some(rule) = rules::find(name) else {
        let names: Vec<_> = rules::ALL.iter().map(|rule| rule.name.name()).collect();
        match rules::nearest(name) {
            Some(nearest) => anyhow::bail!("unknown rule `{name}`: did you mean `{nearest}`?"),
            None => anyhow::bail!("unknown rule `{name}`; the rules are: {}", names.join(", ")),
        }
    };
    for line in rules::page(rule).trim_end().lines() {
        match line.strip_prefix("## ") {
            Some(name) => writeln!(out, "\x1b[1m{name}\x1b[0m")?,
            None => writeln!(out, "{line}")?,
        }
    }
    Ok(Exit::Clean)
}
