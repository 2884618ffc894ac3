//! The actions of an archive as data: actions.json, and `actions --format json`.

use crate::archive::Archive;
use crate::archive::facet::FacetId;
use crate::archive::ledger::{Place, State};
use crate::moment::days_since_epoch;
use crate::url;
use crate::view::words;
use crate::vocabulary::{ActionKind, ActionStatus};
use schemars::JsonSchema;
use serde::Serialize;

/// The document of actions.json.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Actions<'a> {
    /// The version of this format: 1.
    pub version: u8,
    /// The date that counts as today.
    pub as_of: Option<String>,
    /// The actions: overdue, open, done, then dropped.
    pub actions: Vec<LedgerAction<'a>>,
}

/// An action with what later postmortems say of it: one that is promised again after the failure came back is listed once.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LedgerAction<'a> {
    /// The id, unique in its postmortem.
    pub id: &'a str,
    /// The task.
    pub task: &'a str,
    /// The owner.
    pub owner: Option<&'a str>,
    /// The due date that was stated first.
    pub due: Option<String>,
    /// The status.
    pub status: ActionStatus,
    /// Whether it is open and past its due date.
    pub overdue: bool,
    /// The days from the due date to today, or to the day on which it was done; 0 if it was not late or that is not known.
    pub days_late: i32,
    /// The date on which it was done.
    pub done_on: Option<String>,
    /// The days since the incident it was promised after, while it is open.
    pub age_days: Option<i32>,
    /// The purpose.
    pub kind: Option<ActionKind>,
    /// The priority, as written.
    pub priority: Option<&'a str>,
    /// The URL of its ticket.
    pub link: Option<&'a str>,
    /// The id of its postmortem, the last one that promises it.
    pub postmortem: &'a str,
    /// The title of that postmortem, cut where it is very long.
    pub title: String,
    /// The path of the action on its page, from the root of the site.
    pub url: String,
    /// The date of that incident.
    pub date: Option<String>,
    /// The services of that incident.
    pub services: Vec<&'a str>,
    /// The team that the owner is, or is a member of.
    pub team: Option<&'a str>,
    /// The teams of that incident.
    pub teams: Vec<&'a str>,
    /// The id of the first postmortem that promised it; the same as `postmortem` unless it was promised again.
    pub first_promised_in: &'a str,
}

/// The actions at some places of an archive.
#[must_use]
pub fn actions<'a>(archive: &'a Archive, places: &[Place]) -> Actions<'a> {
    let actions = places.iter().filter_map(|&place| action(archive, place));
    Actions {
        version: 1,
        as_of: archive.as_of.map(|day| day.to_string()),
        actions: actions.collect(),
    }
}

fn action(archive: &Archive, place: Place) -> Option<LedgerAction<'_>> {
    let promise = archive.promise(place)?;
    let (item, action, standing) = (promise.item, promise.action, promise.standing);
    let names = |facet| archive.groups_of(item, facet).map(|group| group.name.as_str());
    let age = |(today, began)| days_since_epoch(today) - days_since_epoch(began);
    let state = standing.state(archive.as_of);
    Some(LedgerAction {
        id: &action.id,
        task: &action.task,
        owner: action.owner.as_deref(),
        due: standing.due.map(|day| day.to_string()),
        status: standing.status,
        overdue: state == State::Late,
        days_late: standing.days_late(archive.as_of),
        done_on: standing.done_on.map(|day| day.to_string()),
        age_days: archive
            .as_of
            .zip(promise.first.date)
            .filter(|_| state <= State::Open)
            .map(age),
        kind: action.kind,
        priority: action.priority.as_deref(),
        link: action.link.as_deref(),
        postmortem: &item.record.id,
        title: words::title(&item.record),
        url: url::action(&item.slug, &action.id),
        date: item.date.map(|day| day.to_string()),
        services: names(FacetId::SERVICE).collect(),
        team: archive.team_of(action),
        teams: names(FacetId::TEAM).collect(),
        first_promised_in: &promise.first.record.id,
    })
}
