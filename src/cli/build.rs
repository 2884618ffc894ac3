//! `build`: check and render a site.

mod host_limits;
mod og_images;
mod preflight;
mod progress;

use super::options::{DraftsOption, SiteOptions};
use super::{Exit, Global, counted};
use anyhow::Context;
use nevertwice::diagnostic::{self, Diagnostic};
use nevertwice::format::harmless;
use nevertwice::output::{self, Output};
use nevertwice::path;
use nevertwice::project::{self, Project, Sources};
use nevertwice::record::Record;
use nevertwice::site::{Content, Site};
use og_images::OgImageCache;
use preflight::Preflight;
use progress::Progress;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// What `build` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice build                     build this folder's site into public/
  nevertwice build --drafts            include drafts
  nevertwice build --keep-urls         stop where an address would be gone
  nevertwice build --keep-going        skip files with errors and build the rest

Nothing is written if there are errors, unless they are in drafts.
Exit codes: 0 built, 1 errors found, 2 could not run.")]
pub(crate) struct Args {
    /// Output folder [default: `out` in site.yaml, else public/ in the site]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    site: SiteOptions,
    /// Stop if an address of the last build would be gone without an alias
    #[arg(long)]
    keep_urls: bool,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
    /// Skip files with errors, and build the rest
    #[arg(long)]
    keep_going: bool,
}

/// Builds the site of the working directory.
pub(crate) fn run(args: &Args, global: &Global) -> anyhow::Result<Exit> {
    let begin = Instant::now();
    let root = project::here()?;
    let progress = Progress::new(global.quiet);
    let mut sources = project::load(&root)?;
    sources.tracker = args.site.tracker.read()?;
    let out = match &args.out {
        Some(out) => output::resolve(out, &root)?,
        None => output::resolve(&root.join(&sources.settings.out), &root)?,
    };
    args.site.edition.refuse_public(&sources.settings)?;
    let project = progress.over("reading", sources.postmortems.len(), |bar| {
        Project::read(sources, || bar.inc(1))
    });
    let chosen = |record: &Record| args.site.drafts.take(record);
    let mut site = project.site(chosen, |_| true, args.site.today.as_of);
    let checked = project.check(&site, |_| true);
    let preflight = Preflight::new(&project, &checked, args.strict);
    preflight.print()?;
    if preflight.config_broken() || preflight.has_errors() && !args.keep_going {
        writeln!(anstream::stderr(), "{}", preflight.summary())?;
        return Ok(Exit::Findings);
    }
    let kept = |record: &Record| chosen(record) && preflight.accepts(&record.path);
    let page = |page: &str| preflight.accepts(page);
    if preflight.has_errors() {
        site = project.site(kept, page, args.site.today.as_of);
    }
    site.judge(|| checked.judged(&project.sources.settings));
    let drafts = project
        .postmortems
        .iter()
        .filter(|one| !chosen(&one.record))
        .count();
    let count = site.archive().items.len();
    let og_images = OgImageCache::new(&root);
    // Templates that fail on a page, where the rest is to be built without them.
    let mut failed = BTreeSet::new();
    let written = loop {
        let output = Output::plan(&out, site.routes().iter().map(|route| route.path.clone()))?;
        let gone = output.gone();
        if args.keep_urls && !gone.is_empty() {
            preflight::print_gone(&gone)?;
            return Ok(Exit::Findings);
        }
        let written = progress.over("writing", site.routes().len(), |bar| {
            write(&site, &project.sources, &og_images, output, || bar.inc(1))
        })?;
        let faults = match written {
            Ok(written) => break written,
            Err(faults) => preflight::print_faults(&faults, site.theme())?,
        };
        let before = failed.len();
        let own = faults.iter().filter(|path| path.starts_with("themes/"));
        failed.extend(own.filter(|_| args.keep_going).cloned());
        if failed.len() == before {
            writeln!(
                anstream::stderr(),
                "Nothing was written: errors in {}",
                preflight::listed(faults.iter().map(String::as_str))
            )?;
            return Ok(Exit::Findings);
        }
        site = project.site_in(project.theme_without(&failed), kept, page, args.site.today.as_of);
        site.judge(|| checked.judged(&project.sources.settings));
    };
    og_images.prune();
    let incomplete = preflight.has_errors() || !failed.is_empty();
    if incomplete {
        writeln!(anstream::stderr(), "{}", preflight.left_out(&failed))?;
    }
    if !written.kept.is_empty() {
        writeln!(
            anstream::stderr(),
            "\x1b[1;33mwarning\x1b[0m: left {} in place, no longer part of the site but changed since nevertwice wrote them: {}",
            counted(written.kept.len(), "file"),
            preflight::kept(&written.kept)
        )?;
    }
    if !global.quiet {
        let mut err = anstream::stderr();
        for notice in site
            .notices()
            .into_iter()
            .chain(host_limits::passed(&written.size))
        {
            writeln!(err, "\x1b[1mnote\x1b[0m: {}", harmless(&notice))?;
        }
        DraftsOption::tell_skipped(drafts)?;
        let pages = site.routes().iter().filter(|route| route.path.ends_with(".html"));
        writeln!(
            anstream::stdout(),
            "Built {}, {} in {:.1} s: {} written to {}/, {} unchanged; {} in all",
            counted(count, "postmortem"),
            counted(pages.count(), "page"),
            begin.elapsed().as_secs_f64(),
            counted(written.written, "file"),
            path::slashes(&project::beside_user(&out)),
            written.unchanged,
            host_limits::words(written.size.bytes),
        )?;
    }
    Ok(if incomplete { Exit::Findings } else { Exit::Clean })
}

/// Renders and stages all routes in parallel, and puts them in place. Where templates fail, nothing is put there, and
/// what is wrong with them comes back, each fault once.
fn write(
    site: &Site,
    sources: &Sources,
    og_images: &OgImageCache,
    output: Output,
    done: impl Fn() + Sync,
) -> anyhow::Result<Result<output::Summary, Vec<Diagnostic>>> {
    let faults = Mutex::new(Vec::new());
    site.routes().par_iter().try_for_each(|route| {
        match &route.content {
            Content::Copy(source) => {
                let file = sources
                    .open(source)
                    .with_context(|| format!("cannot read `{source}`"))?;
                output.copy(&route.path, file)?;
            }
            Content::Page | Content::Data | Content::Picture => {
                match site.render_with(route, |svg| og_images.png(svg)) {
                    Ok(bytes) => output.put(&route.path, &bytes)?,
                    Err(fault) => faults.lock().unwrap_or_else(PoisonError::into_inner).push(*fault),
                }
            }
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
