//! What was to be done and is not, as of the day up to which things are counted.

use super::{Site, entries};
use crate::archive::Item;
use crate::archive::ledger::{Promise, State};
use crate::url;
use crate::view::{self, Link, Promises, words};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How many are shown.
const SHOWN: usize = 5;
/// The longest words of one, in characters.
const WORDS: usize = 90;

/// How many actions are open, and how many of these late.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Open {
    pub(super) open: usize,
    pub(super) late: usize,
    /// The open ones without a due date.
    undated: usize,
    /// Those that are done or dropped, too.
    pub(super) all: usize,
}

impl Open {
    /// Of several postmortems, given by their indexes: what several of them promise counts once.
    pub(super) fn of(site: &Site, members: &[usize]) -> Self {
        Self::count(site, site.archive.promises_among(members))
    }

    /// Of a team, by its name: those whose owner it is, or a member of it.
    pub(super) fn of_team(site: &Site, team: &str) -> Self {
        let by_team = site.team_actions.get_or_init(|| {
            let mut by_team: BTreeMap<String, Self> = BTreeMap::new();
            for (_, promise) in site.archive.promises() {
                if let Some(team) = site.archive.team_of(promise.action) {
                    by_team.entry(team.to_owned()).or_default().add(site, &promise);
                }
            }
            by_team
        });
        by_team.get(team).copied().unwrap_or_default()
    }

    /// Of all of the archive.
    pub(super) fn of_archive(site: &Site) -> Self {
        Self::count(site, site.archive.promises().map(|(_, promise)| promise))
    }

    /// Of one item, as its page tells.
    pub(super) fn of_page(site: &Site, item: &Item) -> Self {
        Self::count(site, site.archive.promises_of(item))
    }

    fn count<'a>(site: &Site, promises: impl Iterator<Item = Promise<'a>>) -> Self {
        let mut counts = Self::default();
        for promise in promises {
            counts.add(site, &promise);
        }
        counts
    }

    pub(super) fn add(&mut self, site: &Site, promise: &Promise<'_>) {
        let state = promise.standing.state(site.archive.as_of);
        self.all += 1;
        self.open += usize::from(matches!(state, State::Late | State::Open));
        self.late += usize::from(state == State::Late);
        self.undated += usize::from(state == State::Open && promise.standing.due.is_none());
    }

    /// `7 overdue`; None where none is.
    pub(super) fn alert(self) -> Option<String> {
        (self.late > 0).then(|| format!("{} overdue", words::thousands(self.late)))
    }

    /// `7 open actions, 2 overdue`. That none is overdue says nothing of those without a due date.
    pub(super) fn sentence(self) -> String {
        let open = words::count(self.open, "open action", "open actions");
        let due = self.alert().unwrap_or_else(|| match self.undated {
            0 => "none overdue".to_owned(),
            undated if undated == self.open => "none with a due date".to_owned(),
            undated => format!("{} without a due date", words::thousands(undated)),
        });
        format!("{open}, {due}")
    }
}

/// The open actions of the archive; None where there are none.
pub(super) fn of(site: &Site) -> Option<Promises> {
    let counts = Open::of_archive(site);
    if counts.open == 0 {
        return None;
    }
    let today = site.archive.as_of;
    let promises = site.archive.promises().map(|(_, promise)| promise);
    let mut open: Vec<Promise<'_>> = promises
        .filter(|promise| promise.standing.status.is_open())
        .collect();
    open.sort_by_cached_key(|promise| promise.standing.rank(today));
    Some(Promises {
        title: counts.sentence(),
        late: counts.late > 0,
        list: open
            .into_iter()
            .take(SHOWN)
            .map(|open| promise(&open, today))
            .collect(),
        all: Link::new(
            format!("All {}", words::count(counts.all, "action", "actions")),
            url::ACTIONS,
        ),
    })
}

fn promise(promise: &Promise<'_>, today: Option<Date>) -> view::Promise {
    let Promise {
        item,
        action,
        standing,
        ..
    } = promise;
    let late = standing.is_overdue(today);
    view::Promise {
        text: words::shorten(&action.task, WORDS),
        url: url::action(&item.slug, &action.id),
        owner: action.owner.clone(),
        state: match (late, standing.due) {
            (true, _) => entries::state(standing, today),
            (false, Some(due)) => format!("due {}", words::date(due)),
            (false, None) => "no due date".to_owned(),
        },
        late,
    }
}
