//! What postmortems say of each other: that one is the failure of another again, or that it is not.

use super::Recurrences;
use crate::record::{Known, Record};
use std::collections::BTreeSet;

impl Recurrences {
    /// What a postmortem says that it repeats, and what that says in turn; newest first.
    pub(super) fn confirmed(&self, record: &Record, is_earlier: impl Fn(usize) -> bool) -> Vec<usize> {
        let named = record.facts.recurrence_of.list().iter();
        let mut found: BTreeSet<usize> = named
            .filter_map(|id| self.archive.find(id))
            .filter(|&at| is_earlier(at))
            .collect();
        let mut next: Vec<usize> = found.iter().copied().collect();
        while let Some(at) = next.pop() {
            let Some(item) = self.archive.items.get(at) else {
                continue;
            };
            next.extend(
                self.archive
                    .repeats(item)
                    .iter()
                    .filter(|&&before| found.insert(before)),
            );
        }
        found.into_iter().collect()
    }

    /// What is said to be another failure, by this postmortem or by the other one.
    pub(super) fn rejected(&self, record: &Record, position: usize) -> BTreeSet<usize> {
        let named = record.facts.not_related.list().iter();
        let mut found: BTreeSet<usize> = named.filter_map(|other| self.archive.find(&other.id)).collect();
        let rejecting = self.rejecting.get_or_init(|| {
            let items = self.archive.items.iter().enumerate();
            let rejecting = items.filter(|(_, item)| !item.record.facts.not_related.list().is_empty());
            rejecting.map(|(at, _)| at).collect()
        });
        let this = |id: &str| id.eq_ignore_ascii_case(&record.id) || self.archive.find(id) == Some(position);
        found.extend(rejecting.iter().copied().filter(|&at| {
            let item = self.archive.items.get(at);
            item.is_some_and(|item| {
                let mut named = item.record.facts.not_related.list().iter();
                named.any(|other| this(&other.id))
            })
        }));
        found
    }
}
