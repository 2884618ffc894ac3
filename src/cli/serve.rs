//! `serve`: see the site in a browser while it is written.

use super::options::{AsOfOption, EditionOption, ProfileOption, TrackerOption};
use super::{Exit, Global, counted};
use anyhow::{Context, bail};
use nevertwice::format::harmless;
use nevertwice::project;
use nevertwice::project::files::{Change, How};
use nevertwice::serve::{self, Options, ServerEvent, Subject};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What `serve` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice serve                     preview this folder's site
  nevertwice serve --open              open it in the browser
  nevertwice serve README.md --profile assignment
                                       preview one file with its checklist, without a site
  nevertwice serve --poll              on network drives and in containers, if changes go unnoticed

Drafts are included, and nothing is written. Open pages update when you save; while a file has
errors, its last good version is shown with the errors on top. Press Ctrl-C to stop.
Exit codes: 2 could not run.")]
#[command(mut_arg("profile", |profile| profile.help(
    "Which rules the checklist next to a page applies: archive, assignment, or a profile of site.yaml [default: set in site.yaml, else archive]"
)))]
pub(crate) struct Args {
    /// A postmortem to preview by itself, if it is not in a site [default: the site of this folder]
    file: Option<PathBuf>,
    /// Port to listen on [default: the first free port from 4000]
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// Address to listen on; a non-local one lets other machines read everything, including drafts
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    host: String,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    edition: EditionOption,
    #[command(flatten)]
    profile: ProfileOption,
    #[command(flatten)]
    today: AsOfOption,
    #[command(flatten)]
    tracker: TrackerOption,
    /// Poll for changes twice a second, instead of watching for them
    #[arg(long)]
    poll: bool,
}

/// Serves a file, or the site of the working directory, until the program is ended.
pub(crate) fn run(args: &Args, global: &Global) -> anyhow::Result<Exit> {
    let site = match &args.file {
        Some(file) => subject(file)?,
        None => Subject::Site(project::here()?),
    };
    let options = Options {
        subject: held(site, args)?,
        profile: args.profile.name().map(str::to_owned),
        host: args.host.clone(),
        port: args.port,
        as_of: args.today.as_of,
        tracker: args.tracker.read()?,
        poll: args.poll,
    };
    serve::run(&options, |event| {
        // Whether anybody reads this does not matter to the server.
        let _ = print(&event, args, global);
    })?;
    Ok(Exit::Clean)
}

/// A file alone; that of a site in its site.
fn subject(file: &Path) -> anyhow::Result<Subject> {
    let cannot = || format!("cannot read `{}`", file.display());
    let real = file.canonicalize().with_context(cannot)?;
    if let Some(root) = project::site_of(&real) {
        return Ok(Subject::Site(root));
    }
    let parts = real.parent().zip(real.file_name().and_then(|name| name.to_str()));
    match parts {
        Some((folder, name)) if real.is_file() => Ok(Subject::File {
            folder: folder.to_path_buf(),
            name: name.to_owned(),
            settings: Box::default(),
        }),
        _ => bail!("`{}` is not a file: choose a Markdown file", file.display()),
    }
}

/// The same, where its settings allow what the arguments ask for; one file is held to the profile in all.
fn held(mut subject: Subject, args: &Args) -> anyhow::Result<Subject> {
    match &mut subject {
        Subject::Site(root) => {
            let (_, mut settings, _) = project::settings(root)?;
            args.edition.refuse_public(&settings)?;
            args.profile.hold(&mut settings)?;
        }
        Subject::File { settings, .. } => {
            args.edition.refuse_public(settings)?;
            args.profile.hold(settings)?;
        }
    }
    Ok(subject)
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
            writeln!(out, "Serving {url} ({postmortems}, read in {})", seconds(*took))?;
            if *open {
                writeln!(
                    err,
                    "\x1b[1;33mwarning\x1b[0m: other machines can read everything on this site, including drafts"
                )?;
            }
            if args.open {
                visit(url)?;
            }
        }
        ServerEvent::Polls(reason) => {
            writeln!(
                err,
                "\x1b[1;33mwarning\x1b[0m: {reason}: polling for changes twice a second instead"
            )?;
        }
        ServerEvent::Broken(faults) => {
            for fault in faults {
                writeln!(err, "\x1b[1;31merror\x1b[0m: {}", harmless(fault))?;
            }
        }
        ServerEvent::Lost(reason) => writeln!(
            err,
            "\x1b[1;31merror\x1b[0m: {}; still serving the last version",
            harmless(reason)
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
                writeln!(err, "\x1b[1;31merror\x1b[0m: {}", harmless(fault))?;
            }
            if !global.quiet {
                let renewed = match pages {
                    0 => String::new(),
                    &pages => format!(", {} updated", counted(pages, "open page")),
                };
                writeln!(
                    out,
                    "{}: rebuilt in {}{renewed}",
                    harmless(&named(changes)),
                    seconds(*took)
                )?;
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
