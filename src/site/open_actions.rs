//! What was to be done and is not, as of the day up to which things are counted.

use super::{Site, entries};
use crate::archive::{Item, ledger};
use crate::record::Action;
use crate::url;
use crate::view::{Link, Promise, Promises, words};
use crate::vocabulary::ActionStatus;
use jiff::civil::Date;

/// How many are shown.
const SHOWN: usize = 5;
/// The longest words of one, in characters.
const WORDS: usize = 90;

/// How many actions are open, and how many of these late.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Open {
    pub(super) open: usize,
    pub(super) late: usize,
    /// Those that are done or dropped, too.
    pub(super) all: usize,
}

impl Open {
    pub(super) fn of<'a>(site: &Site, items: impl Iterator<Item = &'a Item>) -> Self {
        let mut counts = Self::default();
        for action in items.flat_map(|item| &item.record.actions) {
            counts.all += 1;
            counts.open += usize::from(action.status == ActionStatus::Open);
            counts.late += usize::from(ledger::days_overdue(action, site.archive.as_of) > 0);
        }
        counts
    }

    /// `7 overdue`; None where none is.
    pub(super) fn alert(self) -> Option<String> {
        (self.late > 0).then(|| format!("{} overdue", words::thousands(self.late)))
    }
}

/// The open actions of the archive; None where there are none.
pub(super) fn of(site: &Site) -> Option<Promises> {
    let counts = Open::of(site, site.archive.all());
    if counts.open == 0 {
        return None;
    }
    let today = site.archive.as_of;
    let items = site.archive.all();
    let mut open: Vec<(&Item, &Action)> = items
        .flat_map(|item| item.record.actions.iter().map(move |action| (item, action)))
        .filter(|(_, action)| action.status == ActionStatus::Open)
        .collect();
    open.sort_by_key(|(_, action)| ledger::rank(action, today));
    let undated = open.iter().filter(|(_, action)| action.due.is_none()).count();
    let promises = words::count(counts.open, "open action", "open actions");
    Some(Promises {
        title: match counts.alert() {
            Some(late) => format!("{promises}, {late}"),
            // That none of those is overdue says nothing.
            None if undated == counts.open => format!("{promises}, none with a due date"),
            None if undated > 0 => format!("{promises}, {} without a due date", words::thousands(undated)),
            None => format!("{promises}, none overdue"),
        },
        late: counts.late > 0,
        list: open
            .into_iter()
            .take(SHOWN)
            .map(|(item, action)| promise(item, action, today))
            .collect(),
        all: Link::new(
            format!("All {}", words::count(counts.all, "action", "actions")),
            url::ACTIONS,
        ),
    })
}

fn promise(item: &Item, action: &Action, today: Option<Date>) -> Promise {
    let late = ledger::days_overdue(action, today) > 0;
    Promise {
        text: words::shorten(&action.task, WORDS),
        url: format!(
            "{}#{}",
            url::postmortem(&item.slug),
            entries::action_anchor(action)
        ),
        owner: action.owner.clone(),
        state: match (late, action.due) {
            (true, _) => entries::state(action, today),
            (false, Some(due)) => format!("due {}", words::date(due)),
            (false, None) => "no due date".to_owned(),
        },
        late,
    }
}
