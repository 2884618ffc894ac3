//! `/actions/actions.csv`, `.json` and `.ics`, and what the filters of the page search where it has several.

use crate::data::actions::actions;
use crate::data::{actions_calendar, actions_csv};
use crate::site::Site;
use crate::site::kind::{Kind, Make, Plan, Planned};
use crate::url;
use serde::Serialize;

pub(in crate::site) const CSV: Kind = Kind {
    name: "actions-csv",
    routes: |plan| single(plan, url::ACTIONS_CSV),
    make: Make::Bytes(|site, _| {
        let data = actions(&site.archive, site.ledger());
        actions_csv::csv(&data, site.settings.base_url.as_deref())
    }),
    ..Kind::BARE
};

pub(in crate::site) const JSON: Kind = Kind {
    name: "actions-json",
    routes: |plan| single(plan, url::ACTIONS_JSON),
    make: Make::Bytes(|site, _| bytes(&actions(&site.archive, site.ledger()))),
    ..Kind::BARE
};

pub(in crate::site) const CALENDAR: Kind = Kind {
    name: "actions-calendar",
    routes: |plan| single(plan, url::ACTIONS_CALENDAR),
    make: Make::Bytes(|site, _| {
        let data = actions(&site.archive, site.ledger());
        let name = format!("{}: actions due", site.settings.title);
        actions_calendar::calendar(&data, &name, site.settings.base_url.as_deref())
    }),
    ..Kind::BARE
};

pub(in crate::site) const ROWS: Kind = Kind {
    name: "actions-rows",
    routes: |plan| match super::is_long(plan) {
        true => Planned::single(url::ACTIONS_ROWS),
        false => Vec::new(),
    },
    make: Make::Bytes(|site, _| rows(site)),
    ..Kind::BARE
};

fn single(plan: &Plan<'_>, url: &str) -> Vec<Planned> {
    match plan.archive.ledger_len() {
        0 => Vec::new(),
        _ => Planned::single(url),
    }
}

/// A row as the script of the default theme reads it: by place, since there may be ten thousand.
type Data = (
    String,
    String,
    String,
    Option<String>,
    Option<String>,
    (Option<String>, String),
    &'static str,
    String,
    bool,
    Option<String>,
    Option<&'static str>,
    Option<String>,
    Vec<String>,
    Vec<String>,
);

/// Task, address, origin, first origin, owner, due, status, state, late, age, kind, ticket, services, teams.
fn rows(site: &Site) -> Vec<u8> {
    let places = site.ledger().iter();
    let promises = places.filter_map(|&place| site.archive.whole_promise(place));
    let rows = promises.map(|promise| -> Data {
        let row = super::row(site, &promise);
        (
            row.text,
            row.url,
            row.origin.text,
            row.first.map(|first| first.text),
            promise.action.owner.clone(),
            (row.due.datetime, row.due.text),
            row.status,
            row.state,
            row.late,
            row.age,
            row.kind,
            row.href,
            row.services,
            row.teams,
        )
    });
    bytes(&rows.collect::<Vec<_>>())
}

/// One line of JSON. Our data has no keys but texts, so that nothing can fail.
fn bytes(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
