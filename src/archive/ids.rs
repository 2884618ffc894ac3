//! Postmortems by what they are called.

use super::Item;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Indexes by slug, id and alias in small letters; a slug counts more than an id, an id more than an alias, and of two
/// that are alike the newer one. Made when a name is first asked for: most archives never do.
#[derive(Debug, Default)]
pub(super) struct Ids(OnceLock<BTreeMap<String, usize>>);

impl Ids {
    /// Who is called by a name, of the items that these are the names of; letter case does not matter.
    pub(super) fn find(&self, items: &[Arc<Item>], id: &str) -> Option<usize> {
        let known = self.0.get_or_init(|| indexes(items));
        known.get(&id.trim().to_lowercase()).copied()
    }
}

fn indexes(items: &[Arc<Item>]) -> BTreeMap<String, usize> {
    let numbered = || items.iter().enumerate();
    let slugs = numbered().map(|(index, item)| (item.slug.as_str(), index));
    let ids = numbered().map(|(index, item)| (item.record.id.as_str(), index));
    let aliases = numbered().flat_map(|(index, item)| {
        let aliases = item.record.aliases.iter();
        aliases.map(move |alias| (alias.value.as_str(), index))
    });
    // The last of those that are alike stays.
    let names = slugs.chain(ids).chain(aliases).rev();
    names.map(|(name, index)| (name.to_lowercase(), index)).collect()
}
