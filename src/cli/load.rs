//! What `build` and `check` share: sources parsed in parallel, and what their links reach.

use nevertwice::config::Settings;
use nevertwice::markdown::links::Links;
use nevertwice::postmortem::{self, Postmortem};
use nevertwice::source::Source;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;
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

/// What the links of a site reach, drafts included.
pub(super) fn links(postmortems: &[Postmortem], pages: &[Arc<Source>], files: BTreeSet<String>) -> Links {
    let postmortems = postmortems.iter().map(|postmortem| {
        let record = &postmortem.record;
        (record.path.clone(), format!("postmortems/{}/", record.slug))
    });
    let pages = pages.iter().map(|page| {
        let name = Path::new(&page.path).file_stem().unwrap_or_default();
        (page.path.clone(), format!("{}/", name.to_string_lossy()))
    });
    Links::new("content", postmortems.chain(pages), files)
}
