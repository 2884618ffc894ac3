//! All actions of an archive in the order in which they matter: late, open, done, then what was given up. What is promised
//! again after the failure came back is one action, late by the day that was promised first.

use super::{Archive, Item};
use crate::moment::days_since_epoch;
use crate::record::Action;
use crate::vocabulary::ActionStatus;
use jiff::civil::Date;
use std::cmp::Reverse;

/// An action, by the index of its item and its own within the item.
pub type Place = (usize, usize);

/// How far an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Its status.
    pub status: ActionStatus,
    /// By when it was promised.
    pub due: Option<Date>,
    /// When it was done.
    pub done_on: Option<Date>,
}

/// What an action comes to as of a day: the four ways in which lists and counts tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Still to be done, and past its day.
    Late,
    /// Still to be done.
    Open,
    /// Done.
    Done,
    /// Given up.
    Dropped,
}

/// An action with what later postmortems say of it.
#[derive(Debug, Clone, Copy)]
pub struct Promise<'a> {
    /// The last postmortem that promises it.
    pub item: &'a Item,
    /// The action there.
    pub action: &'a Action,
    /// The first postmortem that promises it.
    pub first: &'a Item,
    /// Its due date is the first one that was stated.
    pub standing: Standing,
}

/// What actions are sorted by.
pub type Rank = (State, Reverse<i32>, bool, Option<Date>, Reverse<Option<Date>>);

impl Standing {
    /// Whether it has still to be done.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.status, ActionStatus::Open | ActionStatus::Proposed)
    }

    /// How far an action is by itself.
    #[must_use]
    pub const fn of(action: &Action) -> Self {
        Self {
            status: action.status,
            due: action.due,
            done_on: action.done_on,
        }
    }

    /// The same as it was on a day: what was done later had still to be done.
    fn on(self, day: Option<Date>) -> Self {
        match day.zip(self.done_on) {
            Some((day, done)) if done > day => Self {
                status: ActionStatus::Open,
                due: self.due,
                done_on: None,
            },
            _ => self,
        }
    }

    /// What it comes to as of a day; without one nothing is late.
    #[must_use]
    pub fn state(&self, today: Option<Date>) -> State {
        match self.status {
            status if status.is_done() => State::Done,
            status if !status.is_open() => State::Dropped,
            _ if self.days_late(today) > 0 => State::Late,
            _ => State::Open,
        }
    }

    /// By how many days it is past its day while it is open, or was when it was done; 0 where it was not.
    #[must_use]
    pub fn days_late(&self, today: Option<Date>) -> i32 {
        let end = match self.status {
            status if status.is_open() => today,
            status if status.is_done() => self.done_on,
            _ => None,
        };
        match (self.due, end) {
            (Some(due), Some(end)) => (days_since_epoch(end) - days_since_epoch(due)).max(0),
            _ => 0,
        }
    }

    /// Whether it is still to be done and past its day.
    #[must_use]
    pub fn is_overdue(&self, today: Option<Date>) -> bool {
        self.state(today) == State::Late
    }

    /// The longest late first, then those due next, then those done last.
    #[must_use]
    pub fn rank(&self, today: Option<Date>) -> Rank {
        let state = self.state(today);
        let due = self.due.filter(|_| self.status.is_open());
        (
            state,
            Reverse(self.days_late(today)),
            due.is_none(),
            due,
            Reverse(self.done_on),
        )
    }
}

impl Archive {
    /// All actions, those of the newest postmortems first, each where it was promised last.
    pub fn promises(&self) -> impl Iterator<Item = (Place, Promise<'_>)> {
        let places = self.all().flat_map(|item| {
            let actions = 0..item.record.actions.len();
            actions.map(move |action| (item.index, action))
        });
        let last = places.filter(|&place| !self.is_promised_again(place));
        last.filter_map(|place| Some((place, self.promise(place)?)))
    }

    /// The places of all actions in the order of the ledger. What was promised again stands where it was promised last.
    #[must_use]
    pub fn ledger(&self) -> Vec<Place> {
        let ranked = self
            .promises()
            .map(|(place, promise)| (promise.standing.rank(self.as_of), place));
        let mut ranked: Vec<(Rank, Place)> = ranked.collect();
        // Stable: where all is equal, the newest postmortem comes first.
        ranked.sort_by_key(|&(rank, _)| rank);
        ranked.into_iter().map(|(_, place)| place).collect()
    }

    /// How many actions the ledger has.
    #[must_use]
    pub fn ledger_len(&self) -> usize {
        let all: usize = self.all().map(|item| item.record.actions.len()).sum();
        all - self.joined_actions.later.len()
    }

    /// Whether a later postmortem promises the action of a place again.
    #[must_use]
    pub fn is_promised_again(&self, place: Place) -> bool {
        self.joined_actions.later.contains_key(&place)
    }

    /// Whether no earlier postmortem promises the action of a place.
    #[must_use]
    pub fn is_first_promise(&self, place: Place) -> bool {
        !self.joined_actions.earlier.contains_key(&place)
    }

    /// The actions of several postmortems, given by their indexes in order. What several of them promise counts once.
    pub fn promises_among<'a>(&'a self, members: &'a [usize]) -> impl Iterator<Item = Promise<'a>> {
        let places = self
            .members(members)
            .flat_map(|item| (0..item.record.actions.len()).map(|action| (item.index, action)));
        let counted_later = |place: Place| {
            let later = |place: &Place| self.joined_actions.later.get(place).copied();
            let mut again = std::iter::successors(later(&place), later);
            again.any(|(item, _)| members.binary_search(&item).is_ok())
        };
        let places = places.filter(move |&place| !counted_later(place));
        places.filter_map(|place| self.promise(place))
    }

    /// The actions of one postmortem, each with what later ones say of it.
    pub fn promises_of<'a>(&'a self, item: &'a Item) -> impl Iterator<Item = Promise<'a>> {
        let actions = 0..item.record.actions.len();
        actions.filter_map(|action| self.promise((item.index, action)))
    }

    /// The action of a place, with what all postmortems that promise it say of it: it has one state, on whichever page.
    #[must_use]
    pub fn promise(&self, place: Place) -> Option<Promise<'_>> {
        let earlier = |place: &Place| self.joined_actions.earlier.get(place).copied();
        let mut at = std::iter::successors(Some(place), earlier).last()?;
        let (first, action) = self.action(at)?;
        let mut promise = Promise {
            item: first,
            action,
            first,
            standing: Standing::of(action),
        };
        // Each is newer than the one before: the way ends.
        while let Some(&later) = self.joined_actions.later.get(&at) {
            at = later;
            (promise.item, promise.action) = self.action(at)?;
            promise.standing = Standing {
                due: promise.standing.due.or(promise.action.due),
                ..Standing::of(promise.action)
            };
        }
        if self.as_of_stated {
            promise.standing = promise.standing.on(self.as_of);
        }
        Some(promise)
    }

    fn action(&self, (item, action): Place) -> Option<(&Item, &Action)> {
        let item = self.items.get(item)?;
        Some((item, item.record.actions.get(action)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::fixtures::{self, fact, record};
    use crate::config::Settings;
    use jiff::civil::date;
    use std::sync::Arc;

    fn action(task: &str, status: ActionStatus, due: Option<Date>, done_on: Option<Date>) -> Action {
        Action {
            task: task.to_owned(),
            due,
            done_on,
            ..fixtures::action(task, status)
        }
    }

    #[test]
    fn late_before_open_before_done_before_dropped() {
        use ActionStatus::{Done, Dropped, Open, Proposed};
        let may = |day| Some(date(2024, 5, day));
        let mut old = record("old", "gates", date(2024, 4, 1));
        old.actions = vec![
            action("dropped", Dropped, may(1), None),
            action("done early on", Done, may(9), may(2)),
            action("done last", Done, None, may(8)),
            action("no day", Open, None, None),
            action("late and only proposed", Proposed, may(2), None),
            action("due today", Open, may(10), None),
            action("late", Open, may(9), None),
            action("later", Open, may(1), None),
        ];
        let mut new = record("new", "gates", date(2024, 5, 10));
        new.actions = Vec::new();
        let archive = Archive::new(vec![Arc::new(old), Arc::new(new)], &Settings::default()).as_of(may(10));
        let order = archive.ledger();
        let tasks: Vec<&str> = order
            .iter()
            .filter_map(|&at| archive.promise(at))
            .map(|promise| promise.action.task.as_str())
            .collect();
        let expected = [
            "later",
            "late and only proposed",
            "late",
            "due today",
            "no day",
            "done last",
            "done early on",
            "dropped",
        ];
        assert_eq!(tasks, expected);
    }

    #[test]
    fn what_is_done_was_late_by_the_day_it_was_done() {
        let day = |day| Some(date(2024, 5, day));
        let late = |status, done_on| {
            let due = day(1);
            Standing { status, due, done_on }.days_late(day(20))
        };
        assert_eq!(late(ActionStatus::Done, day(13)), 12);
        assert_eq!(late(ActionStatus::Done, None), 0);
        assert_eq!(late(ActionStatus::Open, None), 19);
        assert_eq!(late(ActionStatus::Proposed, None), 19);
        assert_eq!(late(ActionStatus::Dropped, None), 0);
    }

    #[test]
    fn what_is_promised_again_is_late_by_the_first_day() {
        let mut first = record("first", "gates", date(2024, 1, 1));
        first.actions = vec![action(
            "Ship it",
            ActionStatus::Open,
            Some(date(2024, 2, 1)),
            None,
        )];
        let mut again = record("again", "gates", date(2026, 1, 1));
        again.facts.recurrence_of = fact(vec!["first".to_owned()]);
        let (due, done) = (Some(date(2026, 3, 1)), Some(date(2026, 2, 10)));
        again.actions = vec![action("Ship it", ActionStatus::Done, due, done)];
        let archive = Archive::new(vec![Arc::new(first), Arc::new(again)], &Settings::default());
        let ledger = archive.ledger();
        assert_eq!((ledger.as_slice(), archive.ledger_len()), (&[(0, 0)][..], 1));
        let promise = archive.promise((0, 0)).unwrap();
        assert_eq!(promise.first.record.id, "first");
        assert_eq!(promise.standing.days_late(archive.as_of), 740);
        // Both pages tell the same.
        assert_eq!(archive.promise((1, 0)).unwrap().standing, promise.standing);
        assert_eq!(promise.standing.done_on, done);
    }

    #[test]
    fn what_was_done_later_is_open_as_of_a_stated_day() {
        let mut gates = record("gates", "gates", date(2026, 3, 1));
        let (due, done) = (Some(date(2026, 3, 20)), Some(date(2026, 4, 28)));
        gates.actions = vec![action("Ship it", ActionStatus::Done, due, done)];
        let state = |archive: &Archive| archive.promise((0, 0)).unwrap().standing.state(archive.as_of);
        let archive = Archive::new(vec![Arc::new(gates)], &Settings::default());
        // By default today is the newest day that is told of.
        assert_eq!((archive.as_of, state(&archive)), (done, State::Done));
        let before = archive.clone().as_of(Some(date(2026, 4, 21)));
        assert_eq!(state(&before), State::Late);
        assert_eq!(state(&archive.as_of(done)), State::Done);
    }
}
