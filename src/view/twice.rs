//! The page of failures that came back.

use super::{Html, Link, Page, Pager, Severity, Table};
use schemars::JsonSchema;
use serde::Serialize;

/// `twice.html`
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Twice {
    /// Common to every page.
    pub page: Page,
    /// `Two failures came back, three times`
    pub title: String,
    /// What coming back cost, what became of what was promised, and as of which date.
    pub lead: String,
    /// What was promised and did not prevent it, by why; empty after the first page.
    pub broken: Vec<Broken>,
    /// The failures, most time lost again first.
    pub chains: Vec<Chain>,
    /// The legend of severity marks: those that occur.
    pub legend: Vec<Severity>,
    /// Links to the other pages of the list; null if it fits on one page.
    pub pager: Option<Pager>,
}

/// Promises that did not prevent that a failure came back.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Broken {
    /// `kept`, `never` or `too-late`.
    pub id: &'static str,
    /// `Promised, never done: 3`
    pub title: String,
    /// The promises, those of the newest repeats first; at most ten.
    pub rows: Vec<BrokenPromise>,
    /// How many more there are.
    pub more: usize,
}

/// A promise that did not prevent that a failure came back.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct BrokenPromise {
    /// The task.
    pub text: String,
    /// Its place in its postmortem.
    pub url: String,
    /// The owner, or `not recorded`.
    pub owner: String,
    /// `584 days overdue`, `done 28 Apr 2024`
    pub state: String,
    /// Whether it is overdue.
    pub late: bool,
    /// The postmortem that promised it: `4 Mar 2024: The gateway certificate had expired`.
    pub origin: Link,
    /// The postmortem of the first return after that, in the same form.
    pub back: Link,
    /// `and twice more`: how often it came back after that before the promise was kept; null if it did not.
    pub more: Option<String>,
}

/// A failure that came back.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Chain {
    /// An id on the page: `chain-1`.
    pub id: String,
    /// Its newest postmortem.
    pub newest: Link,
    /// `Identity or certificate; came back twice`
    pub note: String,
    /// `2 h 59 min lost again`; null if that is not known.
    pub lost: Option<String>,
    /// The figure for wide pages.
    pub wide: Html,
    /// The figure for phones.
    pub narrow: Html,
    /// The promises as a table.
    pub table: Table,
}
