//! What a site tells those who answer for its archive: for its pages and for the command line.

use super::Site;
use crate::insight::Insights;
use crate::insight::digest::{Digest, Selection};

impl Site {
    /// What the archive tells those who answer for it.
    #[must_use]
    pub fn insights(&self) -> Insights {
        let unsaid = self
            .archive
            .all()
            .filter(|item| self.archive.occurrence(item) == 1);
        let likely = unsaid.filter(|item| !self.recurrences.of(item.index).is_empty());
        Insights::new(&self.archive, &self.left_out, &self.settings, likely.count())
    }

    /// What some days were like.
    #[must_use]
    pub fn digest(&self, selection: &Selection) -> Digest {
        Digest::new(&self.archive, &self.left_out, &self.settings, selection)
    }
}
