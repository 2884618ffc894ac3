//! `actions`: all actions of a site, the late ones first.

use super::options::SiteOptions;
use super::{Exit, Global};
use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use nevertwice::archive::Archive;
use nevertwice::archive::ledger::{Place, State};
use nevertwice::archive::ledger_filter::LedgerFilter;
use nevertwice::archive::names::Names;
use nevertwice::config::Settings;
use nevertwice::data::actions::{Actions, LedgerAction, actions};
use nevertwice::data::{actions_calendar, actions_csv};
use nevertwice::format::{harmless, one_line};
use nevertwice::site::action_state;
use nevertwice::view::words;
use nevertwice::vocabulary::ActionKind;
use std::io::Write;

/// What `actions` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice actions                       all actions: overdue, open, done, dropped
  nevertwice actions --late                those past their due date; exit code 1 if there are any
  nevertwice actions --late --as-of today --team Platform
                                           the same for a scheduled job, by the clock
  nevertwice actions --open --format csv > open.csv

The same list as the page /actions/: an action that is promised again after the failure came back is
listed once, and is late by the date that was promised first.
Exit codes: 0 no problems, 1 overdue actions (with --late), 2 could not run.")]
pub(crate) struct Args {
    /// Only overdue actions; exit with 1 if there are any
    #[arg(long)]
    late: bool,
    /// Only open actions, overdue ones included
    #[arg(long)]
    open: bool,
    /// Only actions that are done
    #[arg(long)]
    done: bool,
    /// Only actions of this owner; may be repeated, as the other filters
    #[arg(long, value_name = "NAME")]
    owner: Vec<String>,
    /// Only actions after incidents of this service
    #[arg(long, value_name = "NAME")]
    service: Vec<String>,
    /// Only actions whose owner is this team, or a member of it
    #[arg(long, value_name = "NAME")]
    team: Vec<String>,
    /// Only actions of this purpose
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    kind: Vec<ActionKind>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    #[command(flatten)]
    site: SiteOptions,
}

/// How actions are printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Human-readable text
    Human,
    /// A JSON document
    Json,
    /// A table for spreadsheets
    Csv,
    /// A calendar of the due dates of open actions
    Ical,
}

/// Prints the actions of the site of the working directory.
pub(crate) fn run(args: &Args, global: &Global) -> anyhow::Result<Exit> {
    let site = args.site.read(global)?;
    let (archive, settings) = (site.archive(), site.settings());
    let places = filter(args, archive, settings)?.places(archive);
    let data = actions(archive, &places);
    let base = settings.base_url.as_deref();
    let mut out = anstream::stdout().lock();
    match args.format {
        Format::Human => human(&mut out, archive, &places, &data, global)?,
        Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&data)?)?,
        Format::Csv => out.write_all(&actions_csv::csv(&data, base))?,
        Format::Ical => out.write_all(&actions_calendar::calendar(&data, &settings.title, base))?,
    }
    let late = args.late && data.actions.iter().any(|action| action.overdue);
    Ok(if late { Exit::Findings } else { Exit::Clean })
}

fn filter(args: &Args, archive: &Archive, settings: &Settings) -> anyhow::Result<LedgerFilter> {
    let states = [
        (args.late, State::Late),
        (args.open, State::Open),
        (args.done, State::Done),
    ];
    let names = Names { archive, settings };
    let service = |name: &String| names.service(name).map_err(anyhow::Error::msg);
    let team = |name: &String| names.team(name).map_err(anyhow::Error::msg);
    Ok(LedgerFilter {
        states: states
            .into_iter()
            .filter(|(asked, _)| *asked)
            .map(|(_, state)| state)
            .collect(),
        owners: args.owner.clone(),
        services: args.service.iter().map(service).collect::<anyhow::Result<_>>()?,
        teams: args.team.iter().map(team).collect::<anyhow::Result<_>>()?,
        kinds: args.kind.clone(),
    })
}

fn kinds() -> impl TypedValueParser<Value = ActionKind> {
    let names = ActionKind::ALL.iter().map(|kind| kind.name());
    PossibleValuesParser::new(names).try_map(|name| ActionKind::find(&name).ok_or("unknown kind"))
}

/// Two lines an action: how far it is and what is to be done, then who, by when, and where it was promised.
fn human(
    out: &mut impl Write,
    archive: &Archive,
    places: &[Place],
    data: &Actions<'_>,
    global: &Global,
) -> anyhow::Result<()> {
    let states: Vec<String> = places
        .iter()
        .filter_map(|&place| archive.promise(place))
        .map(|promise| action_state(&promise.standing, archive.as_of))
        .collect();
    let width = states
        .iter()
        .map(|state| state.chars().count())
        .max()
        .unwrap_or_default();
    for (state, action) in states.iter().zip(&data.actions) {
        let padded = format!("{state:width$}");
        match action.overdue {
            true => write!(out, "\x1b[1;31m{padded}\x1b[0m")?,
            false => write!(out, "{padded}")?,
        }
        writeln!(
            out,
            "  {}\n{:width$}  \x1b[2m{}\x1b[0m",
            harmless(&one_line(action.task)),
            "",
            harmless(&about(action))
        )?;
    }
    if !global.quiet {
        if !states.is_empty() {
            writeln!(out)?;
        }
        writeln!(out, "{}", summary(data))?;
    }
    Ok(())
}

/// `Ann, due 2026-02-20, prevent; login-down: Login down`
fn about(action: &LedgerAction<'_>) -> String {
    let due = action.due.as_ref().map(|due| format!("due {due}"));
    let again = (action.first_promised_in != action.postmortem)
        .then(|| format!("first promised in {}", action.first_promised_in));
    let known = [
        Some(action.owner.unwrap_or("no owner").to_owned()),
        due,
        action.kind.map(|kind| kind.name().to_owned()),
        again,
    ];
    let known: Vec<String> = known.into_iter().flatten().collect();
    format!(
        "{}; {}: {}",
        known.join(", "),
        action.postmortem,
        one_line(&action.title)
    )
}

/// `3 actions: 1 open, 1 of them overdue, 2 done, as of 2026-03-30`
fn summary(data: &Actions<'_>) -> String {
    let all = data.actions.as_slice();
    let count = |of: fn(&LedgerAction<'_>) -> bool| all.iter().filter(|one| of(one)).count();
    let open = count(|one| one.status.is_open());
    let (late, done) = (count(|one| one.overdue), count(|one| one.status.is_done()));
    let as_of = data.as_of.as_ref().map(|day| format!(", as of {day}"));
    let as_of = as_of.unwrap_or_default();
    match all.len() {
        0 => format!("No such actions{as_of}"),
        all => {
            let actions = words::count(all, "action", "actions");
            format!("{actions}: {open} open, {late} of them overdue; {done} done{as_of}")
        }
    }
}
