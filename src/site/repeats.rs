//! What had failed before, as postmortems say it themselves: `recurrence_of`, and that of those it names.

use crate::archive::{Archive, Item};
use std::collections::BTreeSet;

/// The earlier failures that a postmortem repeats, by place in the archive, the latest first. Of what it names only
/// what is older counts.
pub(super) fn earlier(archive: &Archive, item: &Item) -> Vec<usize> {
    if item.record.facts.recurrence_of.is_none() {
        return Vec::new();
    }
    // The archive is sorted, newest first, so that what is older has a greater place.
    let own = archive.find(&item.slug);
    let mut found = BTreeSet::new();
    let mut open = named(archive, item);
    while let Some(place) = open.pop() {
        if let Some(other) = archive.items.get(place)
            && Some(place) > own
            && other.date.is_some()
            && found.insert(place)
        {
            open.extend(named(archive, other));
        }
    }
    found.into_iter().collect()
}

fn named(archive: &Archive, item: &Item) -> Vec<usize> {
    let named = item.record.facts.recurrence_of.iter();
    let named = named.flat_map(|fact| &fact.value);
    named.filter_map(|id| archive.find(id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::fixtures::{fact, record};
    use crate::config::Settings;
    use jiff::civil::date;
    use std::sync::Arc;

    #[test]
    fn a_chain_counts_all_before_it_and_no_circle() {
        let named = |id: &str, day, of: &[&str]| {
            let mut record = record(id, "nginx", date(2024, 2, day));
            record.facts.recurrence_of = fact(of.iter().map(|&id| id.to_owned()).collect());
            Arc::new(record)
        };
        let records = vec![
            named("c", 9, &["b", "nowhere"]),
            named("b", 5, &["A", "c"]),
            named("a", 1, &["c", "a"]),
        ];
        let archive = Archive::new(records, &Settings::default());
        let ids = |id| {
            let item = archive
                .find(id)
                .and_then(|place| archive.items.get(place))
                .unwrap();
            let earlier = earlier(&archive, item).into_iter();
            earlier
                .map(|place| archive.items[place].slug.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(ids("c"), ["b", "a"]);
        assert_eq!(ids("b"), ["a"]);
        assert!(ids("a").is_empty());
    }
}
