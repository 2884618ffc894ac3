//! What `build` and `check` share: sources parsed in parallel, and what their links reach.

use nevertwice::archive::Archive;
use nevertwice::config::Settings;
use nevertwice::postmortem::{self, Postmortem};
use nevertwice::rules::Reach;
use nevertwice::site;
use nevertwice::source::Source;
use nevertwice::source::find::Sources;
use rayon::prelude::*;
use std::sync::Arc;

/// Parses sources in parallel, in their order; `done` is told after each.
pub(super) fn parse(sources: &[Arc<Source>], settings: &Settings, done: impl Fn() + Sync) -> Vec<Postmortem> {
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
pub(super) fn pages(sources: &Sources) -> Vec<Arc<Postmortem>> {
    let pages = parse(&sources.pages, &sources.settings, || {});
    pages.into_iter().map(Arc::new).collect()
}

/// What the links of a site reach, with and without drafts.
pub(super) fn reach(
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
        all: links(true),
        built: left_out.then(|| links(false)),
    }
}
