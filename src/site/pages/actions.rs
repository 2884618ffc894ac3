//! `/actions/`: all actions of the archive, the late ones first.

mod completion;
mod exports;

pub(in crate::site) use exports::{CALENDAR, CSV, JSON, ROWS as ROW_DATA};

use crate::archive::facet::FacetId;
use crate::archive::ledger::{Place, Promise};
use crate::moment::days_since_epoch;
use crate::site::kind::{self, Key, Kind, Make, Plan, Planned, ROWS};
use crate::site::open_actions::Open;
use crate::site::{Site, entries, lists};
use crate::url;
use crate::view::{Ledger, LedgerRow, Link, Pager, View, words};
use crate::vocabulary::ActionKind;
pub(in crate::site) use completion::Counts;

pub(in crate::site) const KIND: Kind = Kind {
    name: "actions",
    listed: true,
    nav: |plan| match plan.archive.ledger_len() {
        0 => Vec::new(),
        _ => vec![Link::new("Actions", url::ACTIONS)],
    },
    reserved: |_| vec!["actions"],
    routes: |plan| match plan.archive.ledger_len() {
        0 => Vec::new(),
        rows => Planned::list(url::ACTIONS, rows, |page| Key::List { page }).collect(),
    },
    make: Make::View(view),
    ..Kind::BARE
};

/// Whether the list has more than one page.
fn is_long(plan: &Plan<'_>) -> bool {
    kind::pages(plan.archive.ledger_len()) > 1
}

/// All actions in the order of the ledger, and what every page of it says of them.
#[derive(Debug)]
pub(in crate::site) struct Listed {
    pub(super) places: Vec<Place>,
    title: String,
    lead: String,
}

impl Listed {
    fn new(site: &Site) -> Self {
        let archive = &site.archive;
        let places = archive.ledger();
        let counts = Counts::of(archive, completion::promises(archive, &places));
        let open = Open::of_archive(site);
        let dropped = match open.all.saturating_sub(counts.all()) {
            0 => String::new(),
            dropped => format!(", {} dropped", words::thousands(dropped)),
        };
        Self {
            title: format!(
                "{}, {} done{dropped}",
                open.sentence(),
                words::thousands(counts.done())
            ),
            lead: lead(site, places.len(), &counts),
            places,
        }
    }

    fn of(site: &Site) -> &Self {
        site.ledger.get_or_init(|| Self::new(site))
    }
}

fn view(site: &Site, key: Key) -> Option<View> {
    let Key::List { page } = key else { return None };
    let archive = &site.archive;
    let Listed { places, title, lead } = Listed::of(site);
    let path = url::paged(url::ACTIONS, page);
    let shown = places.iter().skip((page - 1) * ROWS).take(ROWS);
    let rows = shown.filter_map(|&place| archive.promise(place));
    Some(View::Ledger(Box::new(Ledger {
        page: site.page(&path, "Actions", lead, Vec::new()),
        title: title.clone(),
        lead: lead.clone(),
        downloads: vec![
            Link::new("CSV", url::ACTIONS_CSV),
            Link::new("JSON", url::ACTIONS_JSON),
            Link::new("calendar of due dates", url::ACTIONS_CALENDAR),
        ],
        rows: rows.map(|promise| row(site, &promise)).collect(),
        pager: lists::pages(url::ACTIONS, page, places.len()).map(|pages| Pager {
            rows: Some(url::ACTIONS_ROWS),
            ..pages
        }),
        completion: match page {
            1 => completion::tables(archive, places),
            _ => Vec::new(),
        },
    })))
}

/// `99 actions of all postmortems, as of 30 Mar 2026. 12 of the 56 that are done were late.`
fn lead(site: &Site, all: usize, counts: &Counts) -> String {
    let Some(day) = site.archive.as_of else {
        return String::new();
    };
    let actions = words::count(all, "action", "actions");
    let late = match (counts.done_late, counts.done()) {
        (0, _) => String::new(),
        (1, 1) => " The one that is done was late.".to_owned(),
        (late, done) => format!(
            " {} of the {} that are done {} late.",
            words::number(late),
            words::thousands(done),
            if late == 1 { "was" } else { "were" }
        ),
    };
    words::unbroken(&format!(
        "{actions} of all postmortems, as of {}.{late}",
        words::date(day)
    ))
}

fn row(site: &Site, promise: &Promise<'_>) -> LedgerRow {
    let archive = &site.archive;
    let today = archive.as_of;
    let (item, action, standing) = (promise.item, promise.action, &promise.standing);
    let age = match (standing.status.is_open(), today, promise.first.date) {
        (true, Some(today), Some(day)) => {
            usize::try_from(days_since_epoch(today) - days_since_epoch(day)).ok()
        }
        _ => None,
    };
    let page =
        |item: &crate::archive::Item| Link::new(words::title(&item.record), url::postmortem(&item.slug));
    let names = |facet| archive.groups_of(item, facet).map(|group| group.label.clone());
    LedgerRow {
        text: action.task.clone(),
        url: url::action(&item.slug, &action.id),
        origin: page(item),
        first: (promise.first.index != item.index).then(|| match promise.first.date {
            Some(date) => Link::new(words::unbroken(&words::date(date)), page(promise.first).url),
            None => page(promise.first),
        }),
        owner: words::or_unknown(action.owner.clone()),
        due: words::date_or_unknown(standing.due),
        status: standing.status.name(),
        state: words::unbroken(&entries::state(standing, today)),
        late: standing.is_overdue(today),
        age: age
            .filter(|&days| days > 0)
            .map(|days| words::count(days, "day", "days")),
        kind: action.kind.map(ActionKind::name),
        href: action.link.clone(),
        services: names(FacetId::SERVICE).collect(),
        team: archive.team_of(action).map(str::to_owned),
    }
}
