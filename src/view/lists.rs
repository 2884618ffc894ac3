//! The pages that show many postmortems.

use super::{Count, Html, Link, Outside, Page, Pager, PersonView, Row, Severity, Shared, When};
use crate::view::Card;
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;

/// `home.html`
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Home {
    /// Common to every page.
    pub page: Page,
    /// `27 incidents in the last twelve months`
    pub title: String,
    /// A summary of the archive in a sentence or two.
    pub lead: String,
    /// A chart of the last twelve months; null if nothing has a date.
    pub strip: Option<Chart>,
    /// The newest postmortems, each a [`Row`].
    pub latest: Vec<Shared<Row>>,
    /// `All 67 postmortems`
    pub all: Link,
    /// The digest of the last quarter, `Last quarter, 2026-Q1: 2 incidents, users affected for 45 min`; null if nothing failed in it.
    pub quarter: Option<Link>,
    /// The open actions; null if there are none.
    pub promises: Option<Promises>,
    /// `Repeat incidents this year`, the heading of `again`.
    pub again_title: &'static str,
    /// The newest repeat incidents, at most five.
    pub again: Vec<Again>,
    /// The page of all failures that came back, `529 likely repeats, which nobody has confirmed` if none is known to have; null if none did.
    pub twice: Option<Link>,
    /// Whether there are near misses: services leave them out, causes count them.
    pub near_misses: bool,
    /// The services that failed most often.
    pub services: Vec<Count>,
    /// The causes that occur most often.
    pub causes: Vec<Count>,
}

/// Actions that are still open.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Promises {
    /// `12 open actions, 7 overdue`
    pub title: String,
    /// Whether any are overdue.
    pub late: bool,
    /// At most five: the longest overdue first, then those due next.
    pub list: Vec<Promise>,
    /// `All 43 actions`
    pub all: Link,
}

/// An open action.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Promise {
    /// The task.
    pub text: String,
    /// Its place in its postmortem.
    pub url: String,
    /// The owner; null if unknown.
    pub owner: Option<String>,
    /// `181 days overdue`, `due 1 Jun 2026`, `no due date`
    pub state: String,
    /// Whether it is overdue.
    pub late: bool,
}

/// A repeat incident.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Again {
    /// Its title.
    pub text: String,
    /// Its page.
    pub url: String,
    /// `10 Mar 2026, 1 h 47 min; first on 14 May 2024`
    pub note: String,
}

/// `facets.html`: all services, all causes and so on.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Facets {
    /// Common to every page.
    pub page: Page,
    /// `services`, `causes`, `triggers`, `severities`, `teams`, `tags` or `authors`.
    pub facet: Cow<'static, str>,
    /// The heading: `Twenty services failed, Locker gateway most often`.
    pub title: String,
    /// A sentence or two; may be empty.
    pub lead: String,
    /// What the bars of its rows show; null if there are too few, and for authors.
    pub bars: Option<Bars>,
    /// Which causes occur together; null on every other list.
    pub together: Option<Chart>,
    /// Whether its rows have times; authors have none.
    pub times: bool,
    /// The values, those that occur most often first; severities worst first.
    pub rows: Vec<FacetRow>,
    /// Links to the other pages of the list; null if it fits on one page.
    pub pager: Option<Pager>,
}

/// What the bars of a list show.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Bars {
    /// `Certificates: root cause of 3 of 15`
    pub title: String,
    /// How to read them; may be empty.
    pub sentence: String,
    /// What the filled parts are: `SEV1, SEV2`; null if bars are not divided.
    pub filled: Option<String>,
}

/// One service, one cause and so on, in a list.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct FacetRow {
    /// Its name.
    pub text: String,
    /// Its page.
    pub url: String,
    /// The number of postmortems.
    pub count: String,
    /// The same as a bar; null if the list has none.
    pub bar: Option<Html>,
    /// How many of them are in the filled part of the bar; empty if it is not divided.
    pub filled: String,
    /// Total time: `9 h 29 min`.
    pub total: String,
    /// Median time to detect: `6 min`.
    pub detect: String,
    /// Median time that users were affected: until mitigated, else until resolved.
    pub mitigate: String,
    /// Median time to resolve.
    pub resolve: String,
    /// Whether some values behind these medians are inferred from the texts; such a median begins with `≈`.
    pub inferred: bool,
    /// The date of the most recent postmortem.
    pub last: When,
}

/// Whom to ask about a service or a team.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Ask {
    /// The team that owns the service; null if unknown, and for a team itself.
    pub team: Option<Link>,
    /// Where to ask the team: a channel, an address; null if unknown.
    pub contact: Option<Outside>,
    /// Who wrote or reviewed the most recent postmortems, at most four.
    pub people: Vec<PersonView>,
}

/// `facet.html`: one service, one cause and so on.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Facet {
    /// Common to every page.
    pub page: Page,
    /// `services`, `causes`, …
    pub facet: Cow<'static, str>,
    /// `service`, `cause`, …
    pub one: Cow<'static, str>,
    /// Its name.
    pub title: String,
    /// `14 incidents from June 2023 to March 2026. Total time 9 h 29 min, the longest 1 h 47 min.`
    pub lead: String,
    /// Key facts: owner, how long users were affected, top cause, open actions; empty for authors.
    pub cards: Vec<Card>,
    /// A page about it elsewhere; null if there is none.
    pub outside: Option<Outside>,
    /// Whom to ask, of a service or a team; null in the public edition.
    pub ask: Option<Ask>,
    /// A chart of its history; null if nothing has a date.
    pub strip: Option<Chart>,
    /// Which causes occur together here; null if there is too little data.
    pub together: Option<Chart>,
    /// Who noticed, and after how long; null if too little is known.
    pub detected: Option<Chart>,
    /// How long it took; null if too little is known.
    pub times: Option<Chart>,
    /// Its causes, unless a chart shows them; for a cause, those that occur with it.
    pub causes: Vec<Count>,
    /// The affected services; for a service, those that often fail with it.
    pub services: Vec<Count>,
    /// `All 14 postmortems`
    pub list_title: String,
    /// The postmortems of this page, each a [`Row`].
    pub rows: Vec<Shared<Row>>,
    /// Links to the other pages of the list; null if it fits on one page.
    pub pager: Option<Pager>,
}

/// `archive.html`
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Archive {
    /// Common to every page.
    pub page: Page,
    /// `67 postmortems, most of them in 2025`
    pub title: String,
    /// A sentence or two; may be empty.
    pub lead: String,
    /// The months of all years; null if nothing has a date.
    pub calendar: Option<Chart>,
    /// How long it took; null if too little is known.
    pub times: Option<Chart>,
    /// Other indexes to browse by: `Severities` and so on, each with its number of entries.
    pub ways: Vec<Count>,
    /// Postmortems with no date recorded; null if all have one.
    pub undated: Option<Count>,
    /// The postmortems of this page, each a [`Row`].
    pub rows: Vec<Shared<Row>>,
    /// Links to the other pages of the list; null if it fits on one page.
    pub pager: Option<Pager>,
}

/// `period.html`: a year, a month, or postmortems without a date.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Period {
    /// Common to every page.
    pub page: Page,
    /// `2024: 23 postmortems`
    pub title: String,
    /// A sentence or two; may be empty.
    pub lead: String,
    /// Incidents that began earlier and lasted into it, the newest twenty, each a [`Row`].
    pub lasting: Vec<Shared<Row>>,
    /// `Two began earlier and lasted into it`, the heading of `lasting`.
    pub lasting_title: String,
    /// Its days; null if there are too few incidents.
    pub calendar: Option<Chart>,
    /// How long it took; null if too little is known.
    pub times: Option<Chart>,
    /// The affected services, most frequent first.
    pub services: Vec<Count>,
    /// The causes, most frequent first.
    pub causes: Vec<Count>,
    /// Whether its list comes before its chart: of more incidents than one page lists, the chart leads to the rest.
    pub list_first: bool,
    /// A chart of the period; null if there is no date.
    pub strip: Option<Chart>,
    /// The postmortems of this page, each a [`Row`].
    pub rows: Vec<Shared<Row>>,
    /// Links to the other pages of the list; null if it fits on one page.
    pub pager: Option<Pager>,
    /// The previous period that has postmortems.
    pub previous: Option<Link>,
    /// The next period that has postmortems.
    pub next: Option<Link>,
}

/// `timeline.html`: a lane for each service.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Timeline {
    /// Common to every page.
    pub page: Page,
    /// `Twenty services, three years`
    pub title: String,
    /// A sentence or two.
    pub lead: String,
    /// `All years` and each year.
    pub years: Vec<super::NavItem>,
    /// A lane for each service; null if nothing has a date.
    pub lanes: Option<Chart>,
    /// The previous year that has postmortems; null for all years.
    pub previous: Option<Link>,
    /// The next year.
    pub next: Option<Link>,
}

/// `partials/chart.html`: a chart of many postmortems, where one picture does not serve both in two widths, with its text
/// and its data.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Chart {
    /// Its anchor, without `page-`; unique on a page.
    pub id: &'static str,
    /// What it shows, computed from the data: `Three of 27 incidents were repeats`
    pub title: String,
    /// How to read it.
    pub sentence: String,
    /// The picture for wide pages; its `width` attribute gives its width.
    pub wide: Html,
    /// The same for phones; null if one picture serves both.
    pub narrow: Option<Html>,
    /// The severities that are drawn, worst first; empty where there is nothing to explain.
    pub legend: Vec<Severity>,
    /// How they are drawn, as a class of the legend: `marks`, `bars` or `columns`.
    pub shape: &'static str,
    /// The same data as a table.
    pub table: Table,
}

/// The data of a chart.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Table {
    /// The caption.
    pub caption: String,
    /// The names of the columns.
    pub head: Vec<Column>,
    /// The rows, with one field per column; the first field names the row.
    pub rows: Vec<Vec<Field>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Column {
    /// Its name.
    pub text: String,
    /// Whether it holds numbers, to be right-aligned.
    pub number: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Field {
    /// The text; may be empty.
    pub text: String,
    /// The url of its link; null if there is none.
    pub url: Option<String>,
}
