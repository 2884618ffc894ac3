//! What a site tells beside its pages: insights, digests, and what a search finds.

use super::{Site, pages};
use crate::insight::Insights;
use crate::insight::digest::{Digest, Selection};
use crate::search::{Index as SearchIndex, Shown};

impl Site {
    /// What the archive tells those who answer for it.
    #[must_use]
    pub fn insights(&self) -> Insights {
        let likely = pages::twice::likely(self).len();
        Insights::new(&self.archive, &self.left_out, &self.settings, likely)
    }

    /// What some days were like.
    #[must_use]
    pub fn digest(&self, selection: &Selection) -> Digest {
        Digest::new(&self.archive, &self.left_out, &self.settings, selection)
    }

    /// The postmortems that a query finds, best first, by index in the archive's items.
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<usize> {
        self.search().find(query)
    }

    /// What a hit of the search shows of a postmortem, by index in the archive's items.
    #[must_use]
    pub fn hit(&self, index: usize) -> Option<&Shown> {
        self.search().shown(index)
    }

    pub(super) fn search(&self) -> &SearchIndex {
        self.search.get_or_init(|| pages::search::index(self))
    }
}
