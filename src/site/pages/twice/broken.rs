//! Promises that did not prevent that a failure came back, by why: kept in vain, never kept, kept too late.

use super::Failure;
use crate::archive::Item;
use crate::archive::ledger::{Promise, State};
use crate::site::{Site, entries};
use crate::url;
use crate::view::{Broken, BrokenPromise, Link, words};
use crate::vocabulary::{ActionStatus, Outcome};
use std::collections::BTreeSet;

/// The most rows of a list.
const MOST: usize = 10;

/// Why a promise did not prevent a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// It was done before.
    DoneBefore,
    /// It is not done to this day.
    NeverDone,
    /// It was done only after.
    DoneAfter,
}

/// Why a promise did not prevent the return; None where nobody knows, or where it was replaced by another one.
pub(super) fn why(promise: &Promise<'_>, back: &Item, site: &Site) -> Option<Why> {
    let standing = promise.standing;
    match standing.state(site.archive.as_of) {
        State::Late | State::Open => Some(Why::NeverDone),
        State::Dropped if standing.status == ActionStatus::Dropped => Some(Why::NeverDone),
        State::Dropped => None,
        // That it held is known: this time something else failed.
        State::Done if promise.action.outcome == Some(Outcome::Held) => None,
        State::Done => match standing.done_on? <= back.date? {
            true => Some(Why::DoneBefore),
            false => Some(Why::DoneAfter),
        },
    }
}

/// The lists that have any; those of the newest returns first.
pub(super) fn lists(site: &Site, all: &[Failure<'_>]) -> Vec<Broken> {
    let mut found: Vec<(Why, Promise<'_>, &Item)> = Vec::new();
    for failure in all {
        for promise in &failure.promises {
            let back = failure.back(promise);
            let why = back.and_then(|back| Some((why(promise, back, site)?, *promise, back)));
            found.extend(why);
        }
    }
    found.extend(stated(site, &found));
    found.sort_by_key(|(_, promise, back)| (back.index, promise.standing.rank(site.archive.as_of)));
    let list = |id, title: &str, wanted: Why| {
        let rows = found.iter().filter(|(why, ..)| *why == wanted);
        let count = rows.clone().count();
        (count > 0).then(|| Broken {
            id,
            title: format!("{title}: {}", words::thousands(count)),
            rows: rows
                .take(MOST)
                .map(|(_, promise, back)| row(site, promise, back))
                .collect(),
            more: count.saturating_sub(MOST),
        })
    };
    let lists = [
        list("kept", "Promised, done, happened anyway", Why::DoneBefore),
        list("never", "Promised, never done", Why::NeverDone),
        list(
            "too-late",
            "Promised, done only after it came back",
            Why::DoneAfter,
        ),
    ];
    lists.into_iter().flatten().collect()
}

/// What a postmortem says of its own actions: that one did not hold, or caused a later incident.
fn stated<'a>(site: &'a Site, found: &[(Why, Promise<'a>, &'a Item)]) -> Vec<(Why, Promise<'a>, &'a Item)> {
    let archive = &site.archive;
    let known: BTreeSet<*const _> = found
        .iter()
        .map(|(_, promise, _)| std::ptr::from_ref(promise.action))
        .collect();
    let failed = |item: &'a Item| {
        let actions = item.record.actions.iter().enumerate();
        actions.filter_map(move |(index, action)| {
            let failed = matches!(action.outcome, Some(Outcome::DidNotHold | Outcome::Caused));
            let by = archive.find(action.by.as_deref().filter(|_| failed)?)?;
            let promise = archive.promise((item.index, index))?;
            Some((Why::DoneBefore, promise, archive.items.get(by)?.as_ref()))
        })
    };
    let all = archive.all().flat_map(failed);
    all.filter(|(_, promise, _)| {
        promise.standing.status.is_done() && !known.contains(&std::ptr::from_ref(promise.action))
    })
    .collect()
}

fn row(site: &Site, promise: &Promise<'_>, back: &Item) -> BrokenPromise {
    let today = site.archive.as_of;
    BrokenPromise {
        text: promise.action.task.clone(),
        url: url::action(&promise.item.slug, &promise.action.id),
        owner: words::or_unknown(promise.action.owner.clone()),
        state: entries::state(&promise.standing, today),
        late: promise.standing.is_overdue(today),
        origin: dated(promise.first),
        back: dated(back),
    }
}

/// `4 Mar 2024: The gateway certificate had expired`
fn dated(item: &Item) -> Link {
    let title = &item.record.title.value;
    let text = match item.date {
        Some(date) => format!("{}: {title}", words::date(date)),
        None => title.clone(),
    };
    Link::new(words::unbroken(&text), url::postmortem(&item.slug))
}
