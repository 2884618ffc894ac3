//! `/actions/actions.csv`, `.json` and `.ics`, and what the filters of the page search where it has several.

use super::Listed;
use crate::data::actions::actions;
use crate::data::{actions_calendar, actions_csv};
use crate::site::Site;
use crate::site::kind::{Kind, Make, Plan, Planned};
use crate::url;
use serde::Serialize;
use std::collections::BTreeMap;

pub(in crate::site) const CSV: Kind = Kind {
    name: "actions-csv",
    routes: |plan| single(plan, url::ACTIONS_CSV),
    make: Make::Bytes(|site, _| {
        let data = actions(&site.archive, &Listed::of(site).places);
        actions_csv::csv(&data, site.settings.base_url.as_deref())
    }),
    ..Kind::BARE
};

pub(in crate::site) const JSON: Kind = Kind {
    name: "actions-json",
    routes: |plan| single(plan, url::ACTIONS_JSON),
    make: Make::Bytes(|site, _| bytes(&actions(&site.archive, &Listed::of(site).places))),
    ..Kind::BARE
};

pub(in crate::site) const CALENDAR: Kind = Kind {
    name: "actions-calendar",
    routes: |plan| single(plan, url::ACTIONS_CALENDAR),
    make: Make::Bytes(|site, _| {
        let data = actions(&site.archive, &Listed::of(site).places);
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

/// A postmortem as the script of the default theme reads it: its title, address and services.
type Origin = (String, String, Vec<String>);
/// An action, by place, since there may be ten thousand: its postmortem, task, anchor, first day, owner, due date, status,
/// state, late, age, kind, ticket, and its owner's team.
type Data = (
    usize,
    String,
    String,
    Option<String>,
    Option<String>,
    Option<(String, String)>,
    &'static str,
    String,
    bool,
    Option<String>,
    Option<&'static str>,
    Option<String>,
    Option<String>,
);

/// The postmortems that promise something, and all actions in the order of the ledger.
fn rows(site: &Site) -> Vec<u8> {
    let mut origins: Vec<Origin> = Vec::new();
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    let mut actions: Vec<Data> = Vec::new();
    for &place in &Listed::of(site).places {
        let Some(promise) = site.archive.promise(place) else {
            continue;
        };
        let row = super::row(site, &promise);
        let origin = *places.entry(promise.item.index).or_insert_with(|| {
            origins.push((row.origin.text, row.origin.url, row.services));
            origins.len() - 1
        });
        actions.push((
            origin,
            row.text,
            url::action_anchor(&promise.action.id),
            row.first.map(|first| first.text),
            promise.action.owner.clone(),
            row.due.datetime.map(|day| (day, row.due.text)),
            row.status,
            row.state,
            row.late,
            row.age,
            row.kind,
            row.href,
            row.team,
        ));
    }
    bytes(&(origins, actions))
}

/// One line of JSON. Our data has no keys but texts, so that nothing can fail.
fn bytes(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
