//! Failures that came back, as `recurrence_of` states it.

use super::Item;

/// Tells each item which earlier ones it repeats, and how often its failure has come until then. `find` gives the
/// place of an id.
pub(super) fn link(items: &mut [Item], find: impl Fn(&[Item], &str) -> Option<usize>) {
    let stated = items.iter().enumerate();
    let stated = stated.filter_map(|(place, item)| {
        let ids = &item.record.facts.recurrence_of.as_ref()?.value;
        let found = ids.iter().filter_map(|id| find(items, id));
        (!ids.is_empty()).then(|| (place, earlier(place, found)))
    });
    let stated: Vec<(usize, Vec<usize>)> = stated.collect();
    if stated.is_empty() {
        return;
    }
    let mut failures = Failures((0..items.len()).collect());
    for (place, earlier) in stated {
        for &found in &earlier {
            failures.join(place, found);
        }
        if let Some(item) = items.get_mut(place) {
            item.repeats = earlier;
            // The first one may not be in the archive.
            item.occurrence = 2;
        }
    }
    let mut times = vec![0_usize; items.len()];
    for (place, item) in items.iter_mut().enumerate().rev() {
        let Some(count) = times.get_mut(failures.of(place)) else {
            continue;
        };
        *count += 1;
        if item.occurrence > 1 {
            item.occurrence = (*count).max(item.occurrence);
        }
    }
}

/// Those of some places that are earlier than one: items are sorted newest first.
fn earlier(place: usize, found: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut earlier: Vec<usize> = found.filter(|&found| found > place).collect();
    earlier.sort_unstable();
    earlier.dedup();
    earlier
}

/// Which items are of one failure: each place leads to another one of the same failure, the last one to itself.
struct Failures(Vec<usize>);

impl Failures {
    fn of(&mut self, mut place: usize) -> usize {
        while let Some(&next) = self.0.get(place)
            && next != place
        {
            let after = self.0.get(next).copied().unwrap_or(next);
            if let Some(slot) = self.0.get_mut(place) {
                *slot = after;
            }
            place = after;
        }
        place
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
                .and_then(|place| archive.items.get(place))
                .unwrap();
            (item.occurrence, item.repeats.len())
        };
        assert_eq!([of("first"), of("second"), of("third")], [(1, 0), (2, 1), (3, 1)]);
        // What names itself, something later or something unknown still says that it is no first time.
        assert_eq!([of("ahead"), of("later")], [(2, 0), (2, 0)]);
    }
}
