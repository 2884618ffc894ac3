//! The zone of each entry.

use super::draft_entry::{DraftEntry, ZoneLabel};
use crate::postmortem::timeline::context::Context;

/// The zone of each entry: its own, its heading's or table's or that of a note near it, the one that all
/// zoned entries share, front matter's, the Issue Summary's, the site's; in this order.
pub(super) fn zones(entries: &[DraftEntry], context: &Context) -> Vec<Option<ZoneLabel>> {
    let shared = shared(entries);
    entries
        .iter()
        .map(|entry| {
            let own = entry.stamp.as_ref().and_then(|stamp| stamp.zone.as_ref());
            let own = own.or(entry.zone.as_ref());
            let told = || {
                let near = context.stated.as_ref().or(shared);
                near.or(context.front_matter.as_ref())
                    .or(context.summary.as_ref())
            };
            // A short code is filled in by a program, which knows nothing of the words around it.
            own.or_else(|| told().filter(|_| !entry.coded))
                .or(context.site.as_ref())
                .filter(|zone| !zone.name.is_empty())
                .cloned()
        })
        .collect()
}

/// The zone of all entries that state one, if it is the same.
fn shared(entries: &[DraftEntry]) -> Option<&ZoneLabel> {
    let mut stated = entries
        .iter()
        .filter_map(|entry| entry.stamp.as_ref()?.zone.as_ref());
    let first = stated.next()?;
    stated
        .all(|zone| zone.name.eq_ignore_ascii_case(&first.name))
        .then_some(first)
}
