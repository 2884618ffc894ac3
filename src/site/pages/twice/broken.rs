//! Promises that did not prevent that a failure came back, by why: kept in vain, never kept, kept too late.

use super::{Failure, chain, times};
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

/// A promise, why it prevented nothing, the first return after it, and how many more came while it was open.
type Found<'a> = (Why, Promise<'a>, &'a Item, usize);

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
    let mut found: Vec<Found<'_>> = Vec::new();
    for failure in all {
        for promise in &failure.promises {
            let back = failure.back(promise);
            found.extend(back.and_then(|back| {
                let why = why(promise, back, site)?;
                let returns = chain::returns_while_open(failure, promise).count();
                Some((why, *promise, back, returns.saturating_sub(1)))
            }));
        }
    }
    found.extend(stated(site, &found));
    found.sort_by_key(|(_, promise, back, _)| (back.index, promise.standing.rank(site.archive.as_of)));
    let list = |id, title: &str, wanted: Why| {
        let rows = found.iter().filter(|(why, ..)| *why == wanted);
        let count = rows.clone().count();
        (count > 0).then(|| Broken {
            id,
            title: format!("{title}: {}", words::thousands(count)),
            rows: rows.take(MOST).map(|found| row(site, found)).collect(),
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
fn stated<'a>(site: &'a Site, found: &[Found<'a>]) -> Vec<Found<'a>> {
    let archive = &site.archive;
    let of = |promise: &Promise<'a>| (promise.item.index, promise.action.id.as_str());
    let known: BTreeSet<_> = found.iter().map(|(_, promise, ..)| of(promise)).collect();
    let failed = |item: &'a Item| {
        let actions = item.record.actions.iter().enumerate();
        actions.filter_map(move |(index, action)| {
            let failed = matches!(action.outcome, Some(Outcome::DidNotHold | Outcome::Caused));
            let by = archive.find(action.by.as_deref().filter(|_| failed)?)?;
            let promise = archive.promise((item.index, index))?;
            Some((Why::DoneBefore, promise, archive.items.get(by)?.as_ref(), 0))
        })
    };
    let all = archive.all().flat_map(failed);
    all.filter(|(_, promise, ..)| promise.standing.status.is_done() && !known.contains(&of(promise)))
        .collect()
}

fn row(site: &Site, (_, promise, back, more): &Found<'_>) -> BrokenPromise {
    let today = site.archive.as_of;
    BrokenPromise {
        text: promise.action.task.clone(),
        url: url::action(&promise.item.slug, &promise.action.id),
        owner: words::or_unknown(promise.action.owner.clone()),
        state: words::unbroken(&entries::state(&promise.standing, today)),
        late: promise.standing.is_overdue(today),
        origin: dated(promise.first),
        back: dated(back),
        more: (*more > 0).then(|| match more {
            1 => "and once more".to_owned(),
            more => format!("and {} more", times(*more)),
        }),
    }
}

/// `4 Mar 2024: The gateway certificate had expired`
pub(super) fn dated(item: &Item) -> Link {
    let title = words::title(&item.record);
    let text = match item.date {
        Some(date) => format!("{}: {title}", words::date(date)),
        None => title,
    };
    Link::new(words::unbroken(&text), url::postmortem(&item.slug))
}
