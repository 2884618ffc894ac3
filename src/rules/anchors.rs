//! The places on pages that links can lead to.

use crate::markdown::{self, links::Links};
use crate::page::Page;
use crate::postmortem::Postmortem;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// The anchors of the texts of a site. A text is rendered for them only when a link asks, and once.
#[derive(Debug)]
pub struct Anchors<'a> {
    postmortems: &'a [Arc<Postmortem>],
    pages: &'a [Arc<Page>],
    found: Mutex<BTreeMap<String, Found>>,
}

/// What is on the page of a text; None where the site has no such text.
type Found = Option<Arc<BTreeSet<String>>>;

impl<'a> Anchors<'a> {
    /// Those of some texts, in the order of their paths.
    #[must_use]
    pub const fn new(postmortems: &'a [Arc<Postmortem>], pages: &'a [Arc<Page>]) -> Self {
        Self {
            postmortems,
            pages,
            found: Mutex::new(BTreeMap::new()),
        }
    }

    /// Whether the page of a text has a place of a name; pages of which that is not known have every place.
    pub(super) fn has(&self, path: &str, name: &str, links: &Links) -> bool {
        // Places that pages make themselves are those of entries, actions, footnotes and parts of the page.
        if name.is_empty() || name == "top" || name.starts_with(":~:") || markdown::is_reserved(name) {
            return true;
        }
        let found = || self.found.lock().unwrap_or_else(PoisonError::into_inner);
        let known = found().get(path).cloned();
        let anchors = known.unwrap_or_else(|| {
            let anchors = self.read(path, links).map(Arc::new);
            found().insert(path.to_owned(), anchors.clone());
            anchors
        });
        anchors.is_none_or(|anchors| anchors.contains(name))
    }

    fn read(&self, path: &str, links: &Links) -> Option<BTreeSet<String>> {
        let postmortem = self
            .postmortems
            .binary_search_by(|one| one.record.path.as_str().cmp(path));
        if let Some(one) = postmortem.ok().and_then(|index| self.postmortems.get(index)) {
            return Some(markdown::render(one, links).anchors);
        }
        let page = self.pages.iter().find(|page| page.path() == path)?;
        Some(markdown::page(&page.source, page.body, page.heading, links).anchors)
    }
}
