//! The page of all actions.

use super::{Html, Link, Page, Pager, When};
use schemars::JsonSchema;
use serde::Serialize;

/// `actions.html`
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Ledger {
    /// Common to every page.
    pub page: Page,
    /// `12 open actions, 7 overdue, 31 done`
    pub title: String,
    /// How many there are, and as of which date; empty in an archive without dates.
    pub lead: String,
    /// The same actions as files: for spreadsheets, calendars and programs.
    pub downloads: Vec<Link>,
    /// The actions: overdue, open, done, then dropped.
    pub rows: Vec<LedgerRow>,
    /// Links to the other pages of the list; null if it fits on one page.
    pub pager: Option<Pager>,
    /// How many were done, by service, by team and by kind; empty after the first page.
    pub completion: Vec<Completion>,
}

/// An action in the list of all. One that is promised again after the failure came back is listed once, where it was
/// promised last.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct LedgerRow {
    /// The task.
    pub text: String,
    /// Its place in its postmortem.
    pub url: String,
    /// Its postmortem.
    pub origin: Link,
    /// The postmortem that promised it first, as its date; null unless it was promised again.
    pub first: Option<Link>,
    /// The owner, or `not recorded`.
    pub owner: String,
    /// The due date that was stated first.
    pub due: When,
    /// `open`, `done` and so on, for a class.
    pub status: &'static str,
    /// `12 days overdue`; `done 12 Nov 2025, 12 days late`
    pub state: String,
    /// Whether it is overdue.
    pub late: bool,
    /// `40 days` since the incident after which it was promised first, while it is open; null if done or unknown.
    pub age: Option<String>,
    /// `detect`, `mitigate`, `prevent`, `process`; null if unknown.
    pub kind: Option<&'static str>,
    /// The address of its ticket; null if unknown.
    pub href: Option<String>,
    /// The names of the services of its incident, for filters.
    pub services: Vec<String>,
    /// The team that its owner is, or is a member of, for filters; null if unknown.
    pub team: Option<String>,
}

/// What became of actions, by service, team or kind. What was dropped does not count.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Completion {
    /// `service`, `team` or `kind`.
    pub id: &'static str,
    /// `By service`
    pub title: &'static str,
    /// Those with most overdue actions first.
    pub rows: Vec<CompletionRow>,
    /// How many more there are.
    pub more: usize,
}

/// What became of the actions of one service, team or kind.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct CompletionRow {
    /// Its name.
    pub text: String,
    /// Its page; null for a kind.
    pub url: Option<String>,
    /// A bar of the four counts.
    pub bar: Html,
    /// Done, by the due date as far as both dates are recorded.
    pub done: usize,
    /// Done after the due date.
    pub done_late: usize,
    /// Open and not overdue.
    pub open: usize,
    /// Overdue.
    pub overdue: usize,
}
