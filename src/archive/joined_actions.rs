//! Actions that a later postmortem promises again: what was not done by then is one action with the later one, and is done
//! when that is.

use super::Item;
use super::ledger::Place;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Which actions are one.
#[derive(Debug, Default)]
pub(super) struct JoinedActions {
    /// The later action of each open one that is promised again.
    pub(super) later: BTreeMap<Place, Place>,
    /// The other way round; of several earlier ones the oldest.
    pub(super) earlier: BTreeMap<Place, Place>,
}

impl JoinedActions {
    /// An open action is the same as one of the same words in the next postmortem of its chain that has them, or in the
    /// later one that its `by` names. `find` gives the index of an id.
    pub(super) fn new(
        items: &[Arc<Item>],
        chains: &[Vec<usize>],
        find: impl Fn(&str) -> Option<usize>,
    ) -> Self {
        let mut joined = Self::default();
        for chain in chains {
            joined.join_chain(items, chain);
        }
        // Oldest first: of several that lead to one, the oldest is kept.
        for index in (0..items.len()).rev() {
            joined.join_named(items, index, &find);
        }
        joined
    }

    /// Joins the open actions of a chain, whose items are oldest first.
    fn join_chain(&mut self, items: &[Arc<Item>], chain: &[usize]) {
        // By words, the action of the next postmortem that has them.
        let mut next: HashMap<String, Place> = HashMap::new();
        for &index in chain.iter().rev() {
            let Some(item) = items.get(index) else { continue };
            let actions = item.record.actions.iter().enumerate();
            let keys: Vec<(Place, bool, String)> = actions
                .map(|(own, action)| ((index, own), action.status.is_open(), key(&action.task)))
                .filter(|(.., key)| !key.is_empty())
                .collect();
            // Backwards, so that of several earlier ones the first of the oldest is kept.
            for (place, is_open, key) in keys.iter().rev() {
                if let Some(&later) = next.get(key).filter(|_| *is_open) {
                    self.later.insert(*place, later);
                    self.earlier.insert(later, *place);
                }
            }
            next.extend(keys.into_iter().rev().map(|(place, _, key)| (key, place)));
        }
    }

    /// Joins the open actions of an item with those of the later ones that they name.
    fn join_named(&mut self, items: &[Arc<Item>], index: usize, find: impl Fn(&str) -> Option<usize>) {
        let Some(item) = items.get(index) else { return };
        for (own, action) in item.record.actions.iter().enumerate() {
            let place = (index, own);
            if !action.status.is_open() || self.later.contains_key(&place) {
                continue;
            }
            let named = action.by.as_deref().and_then(&find);
            // The archive is sorted, newest first.
            let named = named.filter(|&later| later < index);
            if let Some(found) = named.and_then(|later| same(items, later, &key(&action.task))) {
                self.later.insert(place, found);
                self.earlier.entry(found).or_insert(place);
            }
        }
    }
}

/// The action of an item that has these words.
fn same(items: &[Arc<Item>], index: usize, task: &str) -> Option<Place> {
    let actions = &items.get(index)?.record.actions;
    let found = actions.iter().position(|action| key(&action.task) == task)?;
    (!task.is_empty()).then_some((index, found))
}

/// The words of a task: neither case nor marks make it another one.
fn key(task: &str) -> String {
    let words = task.split(|char: char| !char.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use crate::archive::Archive;
    use crate::archive::fixtures::{action, fact, record};
    use crate::config::Settings;
    use crate::record::{Action, Record};
    use crate::vocabulary::ActionStatus::{self, Done, Dropped, Open};
    use jiff::civil::date;
    use std::sync::Arc;

    fn task(words: &str, status: ActionStatus) -> Action {
        Action {
            task: words.to_owned(),
            ..action(words, status)
        }
    }

    fn incident(id: &str, month: i8, of: &[&str], actions: Vec<Action>) -> Record {
        let mut record = record(id, "login", date(2025, month, 1));
        record.facts.recurrence_of = fact(of.iter().map(|id| (*id).to_owned()).collect());
        record.actions = actions;
        record
    }

    /// What each action of `first` comes to: the id of the last postmortem that promises it, and how it stands there.
    fn of_first(records: Vec<Record>) -> Vec<(String, ActionStatus)> {
        let records = records.into_iter().map(Arc::new).collect();
        let archive = Archive::new(records, &Settings::default());
        let first = archive.find("first").unwrap();
        let count = archive.items[first].record.actions.len();
        let promises = (0..count).filter_map(|action| archive.promise((first, action)));
        promises
            .map(|promise| (promise.item.record.id.clone(), promise.standing.status))
            .collect()
    }

    #[test]
    fn what_a_repeat_promises_again_is_one_action() {
        let actions = vec![
            task("Renew certificates by a job.", Open),
            task("List *every* certificate", Open),
            task("Alert before it expires", Open),
            task("Test the alert", Done),
            task("Buy a second one", Open),
        ];
        let second = vec![
            task("renew certificates — by a job", Open),
            task("list every certificate", Dropped),
            task("Test the alert", Open),
        ];
        let third = vec![task("Renew certificates by a job", Done)];
        let found = of_first(vec![
            incident("first", 1, &[], actions),
            incident("second", 2, &["first"], second),
            incident("third", 3, &["second"], third),
            incident("other", 4, &[], vec![task("Buy a second one", Done)]),
        ]);
        let of = |id: &str, status| (id.to_owned(), status);
        assert_eq!(
            found,
            [
                of("third", Done),
                of("second", Dropped),
                of("first", Open),
                // What was done was promised anew, not still.
                of("first", Done),
                of("first", Open),
            ]
        );
    }

    #[test]
    fn by_leads_to_a_later_postmortem_outside_the_chain() {
        let by = |id: &str| Action {
            by: Some(id.to_owned()),
            ..task("Drain hosts by a script", Open)
        };
        let done = || vec![task("Drain hosts by a script", Done)];
        let later = incident("later", 5, &[], done());
        let follows = |id: &str| of_first(vec![incident("first", 3, &[], vec![by(id)]), later.clone()])[0].1;
        assert_eq!(follows("later"), Done);
        assert_eq!(follows("unknown"), Open);
        let earlier = incident("earlier", 1, &[], done());
        let back = of_first(vec![incident("first", 3, &[], vec![by("earlier")]), earlier]);
        assert_eq!(back[0].1, Open);
    }
}
