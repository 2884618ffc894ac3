//! What is prepared before a site is made: what its links reach, its foot, its texts in the order of the archive.

use super::kind::{Plan, Route};
use super::{own_pages, routes};
use crate::archive::{Archive, Item};
use crate::config::Settings;
use crate::markdown::links::Links;
use crate::page::Page;
use crate::postmortem::Postmortem;
use crate::theme::Theme;
use crate::url;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What links can reach in a site of these postmortems, pages and files, before it is made.
#[must_use]
pub fn links(archive: &Archive, pages: &[Arc<Page>], settings: &Settings, files: BTreeSet<String>) -> Links {
    let own_pages = own_pages::own_pages(pages, &archive.facets);
    let plan = Plan::new(archive, &own_pages, settings, &[]);
    reach(&plan, files, &routes::reachable(&plan))
}

/// Postmortems and own pages by the paths of their sources, all addresses, and files.
pub(super) fn reach(plan: &Plan<'_>, files: BTreeSet<String>, routes: &[Route]) -> Links {
    let postmortems = plan.archive.items.iter().filter_map(|item| {
        let path = item.record.local_path()?;
        Some((path.to_owned(), url::postmortem(&item.slug)))
    });
    let own_pages = plan
        .own_pages
        .iter()
        .map(|own| (own.page.path().to_owned(), own.url.clone()));
    let addresses = routes.iter().map(|route| route.url().to_owned());
    Links::new("content", postmortems.chain(own_pages), files).reaching(addresses)
}

/// The foot that the options of a theme state, its links as seen from the root.
pub(super) fn foot(theme: &Theme, links: &Links) -> Option<String> {
    let footer = theme.options().footer.as_ref();
    footer.map(|footer| footer.html(links))
}

/// The texts of the archive's items, in their order.
pub(super) fn texts(archive: &Archive, mut by_source: Vec<Arc<Postmortem>>) -> Vec<Option<Arc<Postmortem>>> {
    by_source.sort_by(|a, b| a.record.source_id().cmp(&b.record.source_id()));
    let text = |item: &Item| {
        let source = item.record.source_id();
        let index = by_source.binary_search_by(|one| one.record.source_id().cmp(&source));
        by_source.get(index.ok()?).cloned()
    };
    archive.all().map(text).collect()
}
