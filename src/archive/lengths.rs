//! Postmortems by the lengths of time that they state.

use super::Item;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Indexes by stated seconds, in the order of the items. Made when a length is first asked for: where all of them are right,
/// nobody does.
#[derive(Debug, Default)]
pub(super) struct Lengths(OnceLock<BTreeMap<i64, Vec<usize>>>);

impl Lengths {
    /// Who states a length, of the items that these are the lengths of.
    pub(super) fn stating(&self, items: &[Arc<Item>], seconds: i64) -> &[usize] {
        let known = self.0.get_or_init(|| {
            let mut known: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
            for item in items {
                for length in &item.record.lengths {
                    known.entry(length.seconds).or_default().push(item.index);
                }
            }
            known
        });
        known.get(&seconds).map_or(&[], Vec::as_slice)
    }
}
