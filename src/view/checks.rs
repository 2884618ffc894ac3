//! The pages of the checks.

use super::{Html, Link, Page, Pager};
use schemars::JsonSchema;
use serde::Serialize;

/// `checks.html`
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Checks {
    /// Common to every page.
    pub page: Page,
    /// `Two of 12 postmortems have errors`
    pub title: String,
    /// Which profile was applied, and what has waited longest.
    pub lead: String,
    /// `Three postmortems wait for review`
    pub queue_title: String,
    /// The drafts and postmortems in review that have waited longest, at most ten.
    pub queue: Vec<CheckRow>,
    /// The whole queue; null if `queue` is all of it.
    pub whole_queue: Option<Link>,
    /// The rules that found something, those with most errors first.
    pub rules: Vec<CheckRule>,
    /// The names of the rules that found nothing.
    pub quiet: Vec<&'static str>,
    /// The services whose postmortems have findings, most errors first; at most 20.
    pub services: Vec<CheckGroup>,
    /// The number of services that are not shown.
    pub more_services: usize,
    /// The teams whose postmortems have findings, most errors first; at most 20.
    pub teams: Vec<CheckGroup>,
    /// The number of teams that are not shown.
    pub more_teams: usize,
    /// The list of all postmortems with their state.
    pub states: Link,
}

/// A rule and what it found.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct CheckRule {
    /// Its name.
    pub name: &'static str,
    /// What it requires, in a short clause.
    pub summary: Html,
    /// The number of errors.
    pub errors: usize,
    /// The number of warnings.
    pub warnings: usize,
    /// The number of questions.
    pub questions: usize,
    /// The number of postmortems with at least one of these.
    pub postmortems: usize,
    /// The services with most such postmortems, at most three.
    pub services: Vec<Tally>,
    /// The teams with most such postmortems, at most three.
    pub teams: Vec<Tally>,
}

/// A name and how often it occurs, for one that may have no page.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Tally {
    /// The name.
    pub text: String,
    /// Its page; null if there is none.
    pub url: Option<String>,
    /// The number of postmortems.
    pub count: usize,
}

/// A service or a team, and what was found in its postmortems.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct CheckGroup {
    /// The name.
    pub text: String,
    /// Its page; null if there is none.
    pub url: Option<String>,
    /// The number of its postmortems.
    pub postmortems: usize,
    /// The number of those without errors and warnings.
    pub clean: usize,
    /// The number of errors.
    pub errors: usize,
    /// The number of warnings.
    pub warnings: usize,
    /// The number of questions.
    pub questions: usize,
}

/// `check_list.html`: the review queue, or all postmortems with their state.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct CheckList {
    /// Common to every page.
    pub page: Page,
    /// The heading.
    pub title: String,
    /// A sentence or two; may be empty.
    pub lead: String,
    /// Whether it is the review queue.
    pub queue: bool,
    /// The postmortems.
    pub rows: Vec<CheckRow>,
    /// Links to the other pages of the list; null if it fits on one page.
    pub pager: Option<Pager>,
}

/// A postmortem and its state.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct CheckRow {
    /// Its title.
    pub title: String,
    /// Its page; null if it is not built, as a draft.
    pub url: Option<String>,
    /// The label of its status.
    pub status: &'static str,
    /// `41 days`: from the end of the incident to the date that counts as today; null if either is unknown.
    pub age: Option<String>,
    /// The number of errors.
    pub errors: usize,
    /// The number of warnings.
    pub warnings: usize,
    /// The number of questions.
    pub questions: usize,
    /// What has to be mended, the gravest first, at most three.
    pub missing: Vec<Html>,
    /// How many more there are.
    pub more: usize,
}
