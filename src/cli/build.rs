//! `build`: check and render a site.

mod og_images;
mod preflight;
mod progress;

use super::{Exit, Global, counted};
use anyhow::Context;
use jiff::civil::Date;
use nevertwice::diagnostic::{self, Diagnostic};
use nevertwice::output::{self, Output};
use nevertwice::path;
use nevertwice::project;
use nevertwice::project::Project;
use nevertwice::record::Record;
use nevertwice::site::{Content, Site};
use og_images::Cards;
use preflight::Preflight;
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
    let root = project::here()?;
    let out = match &args.out {
        Some(out) => output::resolve(out, &root)?,
        None => output::resolve(&root.join("public"), &root)?,
    };
    let progress = Progress::new(global.quiet);
    let sources = project::load(&root)?;
    super::refuse_public(args.edition.as_deref(), &sources.settings)?;
    let project = progress.over("reading", sources.postmortems.len(), |bar| {
        Project::read(sources, None, || bar.inc(1))
    });
    let chosen = |record: &Record| args.drafts || record.published();
    let mut site = project.site(chosen, |_| true, args.as_of);
    let checked = project.check(&site, |_| true);
    let preflight = Preflight::new(&project, &checked, args.strict);
    preflight.print()?;
    if preflight.config_broken() || preflight.has_errors() && !args.keep_going {
        writeln!(anstream::stderr(), "{}", preflight.summary())?;
        return Ok(Exit::Findings);
    }
    if preflight.has_errors() {
        let kept = |record: &Record| chosen(record) && preflight.accepts(&record.path);
        site = project.site(kept, |page| preflight.accepts(page), args.as_of);
    }
    let drafts = project
        .postmortems
        .iter()
        .filter(|one| !chosen(&one.record))
        .count();
    let count = site.archive().items.len();
    let cards = Cards::of(&root);
    let written = progress.over("writing", site.routes().len(), |bar| {
        write(&site, &project.sources.files, &cards, &out, || bar.inc(1))
    })?;
    cards.forget_the_rest();
    let written = match written {
        Ok(written) => written,
        Err(faults) => {
            preflight::print_faults(&faults, site.theme())?;
            return Ok(Exit::Findings);
        }
    };
    if preflight.has_errors() {
        writeln!(anstream::stderr(), "{}", preflight.left_out())?;
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
            path::slashes(&project::beside_user(&out)),
        )?;
    }
    // The program ends here: to give back millions of small pieces of memory would only take time.
    std::mem::forget(site);
    Ok(if preflight.has_errors() {
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
    Ok(Err(diagnostic::once(faults)))
}
