//! One failure that came back, as a figure and as a table.

use super::{Failure, times};
use crate::archive::Item;
use crate::archive::facet::FacetId;
use crate::archive::ledger::{Promise, State};
use crate::figure::chain::{self, End, Incident, PromiseLine};
use crate::moment::days_since_epoch;
use crate::site::charts::{PAGE, field, incident, link, name, twice};
use crate::site::{Site, entries, lollipop, rows};
use crate::url;
use crate::view::{self, Field, Link, Table, words};
use jiff::civil::Date;

pub(super) fn view(site: &Site, root: &str, number: usize, failure: &Failure<'_>) -> view::Chain {
    let archive = &site.archive;
    let newest = failure.items.last();
    let title = newest.map(|item| words::title(&item.record)).unwrap_or_default();
    let returns = failure.items.len() - 1;
    let cause = newest.and_then(|item| rows::links(archive, item, FacetId::CAUSE).into_iter().next());
    let cause = cause.map(|cause| format!("{}; ", cause.text)).unwrap_or_default();
    let note = format!("{cause}came back {}", times(returns));
    let drawn = figure(site, root, failure);
    let spoken = format!(
        "{title}: {note}, with {}",
        words::count(failure.promises.len(), "action", "actions")
    );
    let (wide, narrow) = twice(site, PAGE, |width| chain::draw(&drawn, width, &spoken));
    view::Chain {
        id: format!("chain-{number}"),
        newest: Link::new(
            title.as_str(),
            newest.map(|item| url::postmortem(&item.slug)).unwrap_or_default(),
        ),
        note,
        lost: (failure.lost > 0).then(|| format!("{} lost again", words::duration(failure.lost))),
        wide,
        narrow: narrow.unwrap_or_else(|| view::Html::new("")),
        table: table(site, failure, &title),
    }
}

/// Whether a promise was open when the failure came back; not where nobody knows when it was done.
pub(super) fn is_open_at(promise: &Promise<'_>, back: &Item) -> bool {
    let standing = &promise.standing;
    let made_before = promise.first.index > back.index;
    let open = match (standing.status, standing.done_on, back.date) {
        (status, ..) if status.is_open() => true,
        (status, Some(done), Some(back)) if status.is_done() => done > back,
        _ => false,
    };
    made_before && open
}

fn day(date: Date) -> i64 {
    i64::from(days_since_epoch(date))
}

fn figure(site: &Site, root: &str, failure: &Failure<'_>) -> chain::Chain {
    let archive = &site.archive;
    let today = archive.as_of;
    let incidents: Vec<Incident> = failure
        .items
        .iter()
        .filter_map(|item| {
            let date = item.date?;
            let impact = lollipop::user_impact(archive, item, None);
            Some(Incident {
                day: day(date),
                rank: rows::severity(archive, item).rank,
                date: words::month_short_year(date),
                time: impact.seconds.filter(|&seconds| seconds > 0).map(words::duration),
                href: format!("{root}{}", url::postmortem(&item.slug)),
                name: incident(site, item, Some(&impact.words)),
            })
        })
        .collect();
    let promises = failure.promises.iter().filter_map(|promise| {
        let standing = promise.standing;
        let state = standing.state(today);
        Some(PromiseLine {
            text: promise.action.task.clone(),
            state: match state {
                State::Late => format!("open, {}", entries::state(&standing, today)),
                _ => short(promise, today),
            },
            late: standing.days_late(today) > 0,
            href: format!("{root}{}", url::action(&promise.item.slug, &promise.action.id)),
            made: day(promise.first.date?),
            due: standing.due.map(day),
            end: match state {
                State::Late | State::Open => End::Open,
                State::Done => End::Done(standing.done_on.map(day)),
                State::Dropped => End::Dropped,
            },
            open_at: returns_while_open(failure, promise)
                .filter_map(|item| item.date.map(day))
                .collect(),
        })
    });
    chain::Chain {
        promises: promises.collect(),
        today: today.map_or_else(|| incidents.last().map_or(0, |last| last.day), day),
        incidents,
    }
}

/// `done`, `done 540 days late`, `open`
fn short(promise: &Promise<'_>, today: Option<Date>) -> String {
    let standing = promise.standing;
    let label = standing.status.label();
    match usize::try_from(standing.days_late(today)) {
        Ok(late) if late > 0 => format!("{label} {} late", words::count(late, "day", "days")),
        _ => label.to_owned(),
    }
}

pub(super) fn returns_while_open<'a>(
    failure: &'a Failure<'a>,
    promise: &'a Promise<'a>,
) -> impl Iterator<Item = &'a Item> {
    let items = failure.items.iter().copied();
    items.filter(move |item| is_open_at(promise, item))
}

fn table(site: &Site, failure: &Failure<'_>, title: &str) -> Table {
    let row = |promise: &Promise<'_>| -> Vec<Field> {
        let open: Vec<String> = returns_while_open(failure, promise)
            .filter_map(|item| item.date.map(words::date))
            .collect();
        vec![
            link(
                promise.action.task.as_str(),
                url::action(&promise.item.slug, &promise.action.id),
            ),
            field(words::or_unknown(promise.first.date.map(words::date))),
            field(words::date_or_unknown(promise.standing.due).text),
            field(words::unbroken(&entries::state(
                &promise.standing,
                site.archive.as_of,
            ))),
            field(match open.as_slice() {
                [] => "not open at any repeat".to_owned(),
                open => open.join(", "),
            }),
        ]
    };
    Table {
        caption: format!("{title}: what was promised"),
        head: [
            "Action",
            "Made after the incident of",
            "Due",
            "State",
            "Still open when it happened again on",
        ]
        .map(name)
        .to_vec(),
        rows: failure.promises.iter().map(row).collect(),
    }
}
