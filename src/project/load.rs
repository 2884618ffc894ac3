//! What `build`, `check` and `serve` share: from the files of a site to what is made of them: postmortems parsed in
//! parallel, what their links reach, the theme, and the site.

use crate::archive::Archive;
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::postmortem::{self, Postmortem};
use crate::project::discover::Sources;
use crate::rules::Reach;
use crate::site::{self, Inputs, Site};
use crate::source::Source;
use crate::theme::Theme;
use jiff::civil::Date;
use rayon::prelude::*;
use std::sync::Arc;

/// Parses sources in parallel, in their order; `done` is told after each.
pub fn parse(sources: &[Arc<Source>], settings: &Settings, done: impl Fn() + Sync) -> Vec<Postmortem> {
    sources
        .par_iter()
        .map(|source| {
            let parsed = postmortem::parse(source.clone(), settings);
            done();
            parsed
        })
        .collect()
}

/// The site's own pages, read as postmortems are.
#[must_use]
pub fn pages(sources: &Sources) -> Vec<Arc<Postmortem>> {
    let pages = parse(&sources.pages, &sources.settings, || {});
    pages.into_iter().map(Arc::new).collect()
}

/// What the links of a site reach, with and without drafts.
#[must_use]
pub fn reach(
    sources: &Sources,
    postmortems: &[Postmortem],
    pages: &[Arc<Postmortem>],
    drafts: bool,
) -> Reach {
    let settings = &sources.settings;
    let links = |drafts: bool| {
        let records = postmortems.iter().map(|postmortem| postmortem.record.clone());
        let archive = Archive::new(
            records.filter(|record| drafts || record.published()).collect(),
            settings,
        );
        site::links(&archive, pages, settings, sources.files.keys().cloned().collect())
    };
    let left_out = postmortems.iter().any(|one| !one.record.published()) && !drafts;
    Reach {
        all: Arc::new(links(true)),
        built: left_out.then(|| Arc::new(links(false))),
    }
}

/// The theme of a site, and what is wrong with it.
#[must_use]
pub fn theme(sources: &Sources) -> (Arc<Theme>, Vec<Diagnostic>) {
    let mut problems = sources.unthemed.clone();
    let (theme, unread) = Theme::new(&sources.settings, &sources.own);
    problems.extend(unread);
    (Arc::new(theme), problems)
}

/// Findings that many pages have, each once and in order.
#[must_use]
pub fn once(mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let place = |fault: &Diagnostic| (fault.path.clone(), fault.span, fault.message.clone());
    faults.sort_by_key(place);
    faults.dedup_by_key(|fault| place(fault));
    faults
}

/// What is wrong with what the theme's options link to.
#[must_use]
pub fn options(theme: &Theme, settings: &Settings, reach: &Reach) -> Vec<Diagnostic> {
    let footer = theme.options().footer.as_ref();
    footer.map_or_else(Vec::new, |footer| footer.problems(&reach.all, settings))
}

/// The site that these postmortems and pages make.
#[must_use]
pub fn site(
    sources: Sources,
    postmortems: Vec<Arc<Postmortem>>,
    pages: Vec<Arc<Postmortem>>,
    theme: Arc<Theme>,
    as_of: Option<Date>,
) -> Site {
    let settings = sources.settings;
    let records = postmortems.iter().map(|postmortem| postmortem.record.clone());
    Site::new(Inputs {
        archive: Archive::new(records.collect(), &settings).as_of(as_of),
        postmortems,
        pages,
        sizes: sources.sizes,
        files: sources.files.into_keys().collect(),
        settings,
        theme,
    })
}
