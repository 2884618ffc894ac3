//! The page of all actions.

use super::{Link, Page, Pager, When};
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
    /// The actions: overdue, open, done, then dropped.
    pub rows: Vec<LedgerRow>,
    /// Links to the other pages of the list; null if it fits on one page.
    pub pager: Option<Pager>,
}

/// An action in the list of all.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct LedgerRow {
    /// The task.
    pub text: String,
    /// Its place in its postmortem.
    pub url: String,
    /// Its postmortem.
    pub origin: Link,
    /// The owner, or `not recorded`.
    pub owner: String,
    /// The due date.
    pub due: When,
    /// `open`, `done` and so on, for a class.
    pub status: &'static str,
    /// `12 days overdue`; `done 12 Nov 2025, 12 days late`
    pub state: String,
    /// Whether it is overdue.
    pub late: bool,
    /// `40 days` since the incident, while it is open; null if done or unknown.
    pub age: Option<String>,
    /// `detect`, `mitigate`, `prevent`, `process`; null if unknown.
    pub kind: Option<&'static str>,
    /// The address of its ticket; null if unknown.
    pub href: Option<String>,
}
