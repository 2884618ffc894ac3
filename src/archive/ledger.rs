//! All actions of an archive in the order in which they matter: late, open, done, then what was given up.

use super::{Archive, Item};
use crate::moment::days_since_epoch;
use crate::record::Action;
use crate::vocabulary::ActionStatus;
use jiff::civil::Date;
use std::cmp::Reverse;

/// Each action as the index of its item and its own within the item, in the order of the ledger.
#[must_use]
pub fn order(archive: &Archive) -> Vec<(usize, usize)> {
    let mut all: Vec<(usize, usize)> = archive
        .all()
        .enumerate()
        .flat_map(|(item, of)| (0..of.record.actions.len()).map(move |action| (item, action)))
        .collect();
    // Stable: where all is equal, the newest postmortem comes first.
    all.sort_by_cached_key(|&at| get(archive, at).map(|(_, action)| rank(action, archive.as_of)));
    all
}

/// The action at a place of the order.
#[must_use]
pub fn get(archive: &Archive, (item, action): (usize, usize)) -> Option<(&Item, &Action)> {
    let item = archive.items.get(item)?;
    Some((item, item.record.actions.get(action)?))
}

/// What actions are sorted by.
pub type Rank = (u8, Reverse<i32>, bool, Option<Date>, Reverse<Option<Date>>);

/// The longest late first, then those due next, then those done last.
#[must_use]
pub fn rank(action: &Action, today: Option<Date>) -> Rank {
    let late = days_late(action, today);
    let (group, due) = match action.status {
        ActionStatus::Open if late > 0 => (0, action.due),
        ActionStatus::Open | ActionStatus::Proposed => (1, action.due),
        ActionStatus::Done | ActionStatus::Verified => (2, None),
        ActionStatus::Dropped | ActionStatus::Superseded => (3, None),
    };
    (group, Reverse(late), due.is_none(), due, Reverse(action.done_on))
}

/// By how many days an open action is past its day, or one that is done was; 0 where it was not.
#[must_use]
pub fn days_late(action: &Action, today: Option<Date>) -> i32 {
    let end = match action.status {
        ActionStatus::Open => today,
        status if status.is_done() => action.done_on,
        _ => None,
    };
    match (action.due, end) {
        (Some(due), Some(end)) => (days_since_epoch(end) - days_since_epoch(due)).max(0),
        _ => 0,
    }
}

/// By how many days an action is past its day that is still open; 0 where it is not.
#[must_use]
pub fn days_overdue(action: &Action, today: Option<Date>) -> i32 {
    match action.status {
        ActionStatus::Open => days_late(action, today),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::fixtures::record;
    use crate::config::Settings;
    use jiff::civil::date;
    use std::sync::Arc;

    fn action(task: &str, status: ActionStatus, due: Option<Date>, done_on: Option<Date>) -> Action {
        Action {
            id: task.to_owned(),
            task: task.to_owned(),
            owner: None,
            due,
            status,
            done_on,
            kind: None,
            link: None,
            priority: None,
            outcome: None,
            by: None,
            extra: Vec::new(),
            span: crate::span::Span::default(),
            content: None,
        }
    }

    #[test]
    fn late_before_open_before_done_before_dropped() {
        use ActionStatus::{Done, Dropped, Open};
        let may = |day| Some(date(2024, 5, day));
        let mut old = record("old", "gates", date(2024, 4, 1));
        old.actions = vec![
            action("dropped", Dropped, may(1), None),
            action("done early on", Done, may(9), may(2)),
            action("done last", Done, None, may(8)),
            action("no day", Open, None, None),
            action("due today", Open, may(10), None),
            action("late", Open, may(9), None),
            action("later", Open, may(1), None),
        ];
        let mut new = record("new", "gates", date(2024, 5, 10));
        new.actions = Vec::new();
        let archive = Archive::new(vec![Arc::new(old), Arc::new(new)], &Settings::default()).as_of(may(10));
        let order = order(&archive);
        let tasks: Vec<&str> = order
            .iter()
            .filter_map(|&at| get(&archive, at))
            .map(|(_, action)| action.task.as_str())
            .collect();
        let expected = [
            "later",
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
        let late = |status, done| days_late(&action("a", status, day(1), done), day(20));
        assert_eq!(late(ActionStatus::Done, day(13)), 12);
        assert_eq!(late(ActionStatus::Done, None), 0);
        assert_eq!(late(ActionStatus::Open, None), 19);
        assert_eq!(late(ActionStatus::Dropped, None), 0);
    }
}
