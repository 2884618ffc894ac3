//! `serve`: see the site in a browser while it is written.

use super::{Exit, Global, ProfileName, counted};
use jiff::civil::Date;
use nevertwice::project;
use nevertwice::project::files::tree::{Change, How};
use nevertwice::serve::{self, Options, ServerEvent};
use std::io::Write;
use std::time::Duration;

/// What `serve` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice serve                     this folder's site, on the first free port from 4000 on
  nevertwice serve --open              the same, in the browser
  nevertwice serve --poll              where the system does not tell of changes: network disks, containers

Drafts are shown, nothing is written, and Ctrl-C ends it. Each save is on the screen at once, and a page
whose file is broken stays as it was, with what is wrong over it.
Exit codes: 2 could not run.")]
pub(crate) struct Args {
    /// Port to listen on [default: the first free one from 4000 on]
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// Address to listen on; any but this machine's own lets others read everything, drafts too
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    host: String,
    /// Open the browser
    #[arg(long)]
    open: bool,
    /// Who the pages are for [default: what site.yaml says]
    #[arg(long, value_name = "EDITION", value_parser = ["internal", "public"])]
    edition: Option<String>,
    /// Which rules the checklist beside a page holds [default: what site.yaml says, else archive]
    #[arg(long, value_name = "PROFILE")]
    profile: Option<ProfileName>,
    /// What counts as today: a date, or `today` [default: the newest incident]
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    as_of: Option<Date>,
    /// Look for changes twice a second, where the system does not tell of them
    #[arg(long)]
    poll: bool,
}

/// Serves the site of the working directory until the program is ended.
pub(crate) fn run(args: &Args, global: &Global) -> anyhow::Result<Exit> {
    let root = project::here()?;
    let (_, settings, _) = project::settings(&root)?;
    super::refuse_public(args.edition.as_deref(), &settings)?;
    let options = Options {
        root,
        profile: args.profile.map(Into::into),
        host: args.host.clone(),
        port: args.port,
        as_of: args.as_of,
        poll: args.poll,
    };
    serve::run(&options, |event| {
        // Whether anybody reads this does not matter to the server.
        let _ = print(&event, args, global);
    })?;
    Ok(Exit::Clean)
}

fn print(event: &ServerEvent, args: &Args, global: &Global) -> std::io::Result<()> {
    let mut out = anstream::stdout();
    let mut err = anstream::stderr();
    match event {
        ServerEvent::Ready {
            url,
            open,
            postmortems,
            took,
        } => {
            let postmortems = counted(*postmortems, "postmortem");
            writeln!(out, "serving {url} ({postmortems}, read in {})", seconds(*took))?;
            if *open {
                writeln!(
                    err,
                    "\x1b[1;33mwarning\x1b[0m: other machines can read everything here, drafts too"
                )?;
            }
            if args.open {
                visit(url)?;
            }
        }
        ServerEvent::Polls(reason) => {
            writeln!(
                err,
                "\x1b[1;33mwarning\x1b[0m: {reason}: looking for changes twice a second instead"
            )?;
        }
        ServerEvent::Lost(reason) => writeln!(
            err,
            "\x1b[1;31merror\x1b[0m: {reason}; what was there is still served"
        )?,
        ServerEvent::New(url) if args.open => visit(url)?,
        ServerEvent::New(_) => {}
        ServerEvent::Changed {
            changes,
            pages,
            took,
            broken,
        } => {
            for fault in broken {
                writeln!(err, "\x1b[1;31merror\x1b[0m: {fault}")?;
            }
            if !global.quiet {
                let renewed = match pages {
                    0 => String::new(),
                    &pages => format!(", {} renewed", counted(pages, "open page")),
                };
                writeln!(out, "{} in {}{renewed}", named(changes), seconds(*took))?;
            }
        }
    }
    out.flush()
}

/// What changed, by name where it is one file.
fn named(changes: &[Change]) -> String {
    let how = |how| match how {
        How::Added => "added",
        How::Changed => "changed",
        How::Removed => "removed",
    };
    match changes {
        [only] => format!("{} {}", only.path, how(only.how)),
        [first, rest @ ..] => format!(
            "{} {} and {}",
            first.path,
            how(first.how),
            counted(rest.len(), "more file")
        ),
        [] => String::new(),
    }
}

fn seconds(time: Duration) -> String {
    if time < Duration::from_secs(1) {
        format!("{} ms", time.as_millis())
    } else {
        format!("{:.1} s", time.as_secs_f64())
    }
}

fn visit(url: &str) -> std::io::Result<()> {
    open::that_detached(url)
}
