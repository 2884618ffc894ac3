//! Failures that came back, as `recurrence_of` states it.

use super::Item;
use crate::record::Known;
use std::sync::Arc;

/// Which items repeat which. All lists are empty where no item says that it repeats one.
#[derive(Debug, Default)]
pub(super) struct Recurrence {
    /// The earlier postmortems of which each item says that it repeats them, by index.
    pub(super) repeats: Vec<Vec<usize>>,
    /// The later postmortems that say of themselves that they repeat each item, by index, newest first.
    pub(super) repeated_by: Vec<Vec<usize>>,
    /// How often the failure of each item has come, with this one.
    pub(super) occurrences: Vec<usize>,
    /// The items of each failure that came back within the archive, oldest first.
    chains: Vec<Vec<usize>>,
}

impl Recurrence {
    /// Links items as their records say. `find` gives the index of an id.
    pub(super) fn new(items: &[Arc<Item>], find: impl Fn(&str) -> Option<usize>) -> Self {
        let stated: Vec<(usize, Vec<usize>)> = items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| {
                let ids = item.record.facts.recurrence_of.list();
                let found = ids.iter().filter_map(|id| find(id));
                (!ids.is_empty()).then(|| (index, earlier(index, found)))
            })
            .collect();
        if stated.is_empty() {
            return Self::default();
        }
        let mut failures = Failures((0..items.len()).collect());
        let mut repeats = vec![Vec::new(); items.len()];
        let mut repeated_by = vec![Vec::new(); items.len()];
        let mut occurrences = vec![1; items.len()];
        for (index, earlier) in stated {
            for &found in &earlier {
                failures.join(index, found);
                if let Some(later) = repeated_by.get_mut(found) {
                    later.push(index);
                }
            }
            if let (Some(repeats), Some(occurrence)) = (repeats.get_mut(index), occurrences.get_mut(index)) {
                *repeats = earlier;
                // The first one may not be in the archive.
                *occurrence = 2;
            }
        }
        let mut chains = vec![Vec::new(); items.len()];
        for (index, occurrence) in occurrences.iter_mut().enumerate().rev() {
            let Some(chain) = chains.get_mut(failures.of(index)) else {
                continue;
            };
            chain.push(index);
            if *occurrence > 1 {
                *occurrence = chain.len().max(*occurrence);
            }
        }
        chains.retain(|chain| chain.len() > 1);
        chains.sort_unstable();
        Self {
            repeats,
            repeated_by,
            occurrences,
            chains,
        }
    }

    /// The items of each failure that came back within the archive, oldest first.
    pub(super) fn chains(&self) -> &[Vec<usize>] {
        &self.chains
    }
}

/// Those of some indexes that are earlier than one: items are sorted newest first.
fn earlier(index: usize, found: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut earlier: Vec<usize> = found.filter(|&found| found > index).collect();
    earlier.sort_unstable();
    earlier.dedup();
    earlier
}

/// Which items are of one failure: each index leads to another one of the same failure, the last one to itself.
struct Failures(Vec<usize>);

impl Failures {
    fn of(&mut self, mut index: usize) -> usize {
        while let Some(&next) = self.0.get(index)
            && next != index
        {
            let after = self.0.get(next).copied().unwrap_or(next);
            if let Some(slot) = self.0.get_mut(index) {
                *slot = after;
            }
            index = after;
        }
        index
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        if let Some(slot) = self.0.get_mut(one) {
            *slot = other;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::archive::Archive;
    use crate::archive::fixtures::{fact, record};
    use crate::config::Settings;
    use jiff::civil::date;
    use std::sync::Arc;

    #[test]
    fn a_failure_is_counted_over_its_whole_chain() {
        let again = |id: &str, month: i8, of: &[&str]| {
            let mut record = record(id, "login", date(2026, month, 1));
            record.facts.recurrence_of = fact(of.iter().map(|id| (*id).to_owned()).collect());
            Arc::new(record)
        };
        let records = vec![
            again("first", 1, &[]),
            again("second", 2, &["FIRST"]),
            again("third", 3, &["first"]),
            again("ahead", 4, &["later"]),
            again("later", 5, &["later", "gone"]),
        ];
        let archive = Archive::new(records, &Settings::default());
        let of = |id: &str| {
            let item = archive
                .find(id)
                .and_then(|index| archive.items.get(index))
                .unwrap();
            (archive.occurrence(item), archive.repeats(item).len())
        };
        assert_eq!([of("first"), of("second"), of("third")], [(1, 0), (2, 1), (3, 1)]);
        // What names itself, something later or something unknown still says that it is no first time.
        assert_eq!([of("ahead"), of("later")], [(2, 0), (2, 0)]);
    }
}
