//! What is told after a build: what was left out, and what leads nowhere.

use crate::config::NEW_BASE_URL;
use crate::site::{Site, previews};

impl Site {
    /// What was left out or leads nowhere, in words.
    #[must_use]
    pub fn notices(&self) -> Vec<String> {
        let Some(base) = &self.settings.base_url else {
            let cards = if self.settings.cards { ", cards" } else { "" };
            return vec![format!(
                "no `base_url` in site.yaml: skipping feeds, the sitemap, canonical links{cards} and 404.html"
            )];
        };
        let is_new = base == NEW_BASE_URL;
        let new = is_new.then(|| {
            format!("links in feeds lead nowhere until you set `base_url` in site.yaml, now {base}")
        });
        new.into_iter().chain(previews::without(self)).collect()
    }
}
