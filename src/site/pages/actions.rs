//! `/actions/`: all actions of the archive, the late ones first.

use crate::archive::{Item, ledger};
use crate::moment::days_since_epoch;
use crate::record::Action;
use crate::site::kind::{Key, Kind, Make, Plan, Planned, ROWS};
use crate::site::open_actions::Open;
use crate::site::{Site, entries, lists};
use crate::url;
use crate::view::{Ledger, LedgerRow, Link, View, words};
use crate::vocabulary::{ActionKind, ActionStatus};

pub(in crate::site) const KIND: Kind = Kind {
    name: "actions",
    listed: true,
    nav: |plan| match count(plan) {
        0 => Vec::new(),
        _ => vec![Link::new("Actions", url::ACTIONS)],
    },
    reserved: |_| vec!["actions"],
    routes: |plan| match count(plan) {
        0 => Vec::new(),
        rows => Planned::list(url::ACTIONS, rows, |page| Key::List { page }).collect(),
    },
    make: Make::View(view),
};

fn count(plan: &Plan<'_>) -> usize {
    plan.archive.all().map(|item| item.record.actions.len()).sum()
}

fn view(site: &Site, key: Key) -> Option<View> {
    let Key::List { page } = key else { return None };
    let archive = &site.archive;
    let order = site.ledger.get_or_init(|| ledger::order(archive));
    let counts = Open::of(site, archive.all());
    let done = archive.all().flat_map(|item| &item.record.actions);
    let done = done.filter(|action| action.status.is_done()).count();
    let path = url::paged(url::ACTIONS, page);
    let open = words::count(counts.open, "open action", "open actions");
    let overdue = counts.alert().unwrap_or_else(|| "none overdue".to_owned());
    let title = format!("{open}, {overdue}, {} done", words::thousands(done));
    let lead = archive.as_of.map_or_else(String::new, |day| {
        let all = words::count(order.len(), "action", "actions");
        format!("{all} of all postmortems, as of {}.", words::date(day))
    });
    let shown = order.iter().skip((page - 1) * ROWS).take(ROWS);
    let rows = shown.filter_map(|&at| ledger::get(archive, at));
    Some(View::Ledger(Box::new(Ledger {
        page: site.page(&path, "Actions", &lead, Vec::new()),
        title,
        lead,
        rows: rows.map(|(item, action)| row(site, item, action)).collect(),
        pager: lists::pages(url::ACTIONS, page, order.len()),
    })))
}

fn row(site: &Site, item: &Item, action: &Action) -> LedgerRow {
    let today = site.archive.as_of;
    let is_open = matches!(action.status, ActionStatus::Open | ActionStatus::Proposed);
    let page = url::postmortem(&item.slug);
    let age = match (is_open, today, item.record.date()) {
        (true, Some(today), Some(day)) => {
            usize::try_from(days_since_epoch(today) - days_since_epoch(day)).ok()
        }
        _ => None,
    };
    LedgerRow {
        text: action.task.clone(),
        url: format!("{page}#{}", entries::action_anchor(action)),
        origin: Link::new(item.record.title.value.as_str(), page),
        owner: words::or_unknown(action.owner.clone()),
        due: words::date_or_unknown(action.due),
        status: action.status.name(),
        state: entries::state(action, today),
        late: ledger::days_overdue(action, today) > 0,
        age: age.map(|days| words::count(days, "day", "days")),
        kind: action.kind.map(ActionKind::name),
        href: action.link.clone(),
    }
}
