//! `build`: check and render a site.

mod cards;
mod gate;
mod progress;

use super::{Exit, Global, counted};
use anyhow::Context;
use cards::Cards;
use gate::Gate;
use jiff::civil::Date;
use nevertwice::diagnostic::Diagnostic;
use nevertwice::load;
use nevertwice::output::{self, Output};
use nevertwice::site::{Content, Site};
use nevertwice::source::find;
use progress::Progress;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// What `build` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice build                     render the site of this folder into public/
  nevertwice build --drafts            drafts too
  nevertwice build --keep-going        leave out what has errors, and build the rest

Nothing is written when a published postmortem has a finding at error level.
Exit codes: 0 built, 1 errors found, 2 could not run.")]
pub(crate) struct Args {
    /// Where to write the site [default: public/ of the site]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Who the pages are for [default: what site.yaml says]
    #[arg(long, value_name = "EDITION", value_parser = ["internal", "public"])]
    edition: Option<String>,
    /// Build drafts too
    #[arg(long)]
    drafts: bool,
    /// What counts as today: a date, or `today` [default: the newest incident]
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    as_of: Option<Date>,
    /// Stop at warnings too
    #[arg(long)]
    strict: bool,
    /// Build what has no errors, and name what was left out
    #[arg(long)]
    keep_going: bool,
}

/// Builds the site of the working directory.
pub(crate) fn run(args: &Args, global: &Global) -> anyhow::Result<Exit> {
    let begin = Instant::now();
    let root = find::here()?;
    let out = match &args.out {
        Some(out) => output::resolve(out, &root)?,
        None => output::resolve(&root.join("public"), &root)?,
    };
    let progress = Progress::new(global.quiet);
    let sources = find::load(&root)?;
    super::refuse_public(args.edition.as_deref(), &sources.settings)?;
    let read = progress.over("reading", sources.postmortems.len(), |bar| {
        load::parse(&sources.postmortems, &sources.settings, || bar.inc(1))
    });
    let pages = load::pages(&sources);
    let (theme, faults) = load::theme(&sources);
    let gate = Gate::new(&sources, &read, &pages, (&theme, faults), args);
    gate.print()?;
    if gate.is_locked() || gate.is_shut() && !args.keep_going {
        writeln!(anstream::stderr(), "{}", gate.verdict())?;
        return Ok(Exit::Findings);
    }
    let (kept, drafts) = gate.choose(read, args.drafts);
    let pages = gate.choose_pages(pages);
    let count = kept.len();
    let files = sources.files.clone();
    let cards = Cards::of(&root);
    let site = load::site(sources, kept, pages, theme, args.as_of);
    let written = progress.over("writing", site.routes().len(), |bar| {
        write(&site, &files, &cards, &out, || bar.inc(1))
    })?;
    cards.forget_the_rest();
    let written = match written {
        Ok(written) => written,
        Err(faults) => {
            gate::print_faults(&faults, site.theme())?;
            return Ok(Exit::Findings);
        }
    };
    if gate.is_shut() {
        writeln!(anstream::stderr(), "{}", gate.left_out())?;
    }
    if !global.quiet {
        let mut err = anstream::stderr();
        for notice in site.notices() {
            writeln!(err, "\x1b[1mnote\x1b[0m: {notice}")?;
        }
        if drafts > 0 {
            let drafts = counted(drafts, "draft");
            writeln!(
                err,
                "\x1b[1mnote\x1b[0m: {drafts} left out: `--drafts` builds them too"
            )?;
        }
        let pages = site.routes().iter().filter(|route| route.path.ends_with(".html"));
        writeln!(
            anstream::stdout(),
            "built {}, {}, {} written, {} unchanged, in {:.1} s to {}/",
            counted(count, "postmortem"),
            counted(pages.count(), "page"),
            counted(written.written, "file"),
            written.unchanged,
            begin.elapsed().as_secs_f64(),
            find::slashes(&find::beside_user(&out)),
        )?;
    }
    Ok(if gate.is_shut() {
        Exit::Findings
    } else {
        Exit::Clean
    })
}

/// Renders and stages all routes in parallel, and puts them in place. Where templates fail, nothing is put there, and
/// what is wrong with them comes back, each fault once.
fn write(
    site: &Site,
    files: &BTreeMap<String, PathBuf>,
    cards: &Cards,
    out: &Path,
    done: impl Fn() + Sync,
) -> anyhow::Result<Result<output::Summary, Vec<Diagnostic>>> {
    let output = Output::plan(out, site.routes().iter().map(|route| route.path.clone()))?;
    let faults = Mutex::new(Vec::new());
    site.routes().par_iter().try_for_each(|route| {
        match &route.content {
            Content::Copy(source) => {
                let file = files
                    .get(source)
                    .with_context(|| format!("`{source}` is no file of the content folder"))?;
                output.copy(&route.path, file)?;
            }
            Content::Picture => {
                let drawing = site.drawing(route).unwrap_or_default();
                output.put(&route.path, &cards.png(&drawing))?;
            }
            Content::Page | Content::Data => match site.render(route) {
                Ok(bytes) => output.put(&route.path, &bytes)?,
                Err(fault) => faults.lock().unwrap_or_else(PoisonError::into_inner).push(*fault),
            },
        }
        done();
        anyhow::Ok(())
    })?;
    let faults = faults.into_inner().unwrap_or_else(PoisonError::into_inner);
    if faults.is_empty() {
        return Ok(Ok(output.finish()?));
    }
    Ok(Err(load::once(faults)))
}
