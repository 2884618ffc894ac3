//! The pages that show many postmortems.

use super::{Count, Html, Link, Outside, Page, Pager, Row, Shared, When};
use crate::site::view::Card;
use schemars::JsonSchema;
use serde::Serialize;

/// `home.html`
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Home {
    /// What every page has.
    pub page: Page,
    /// `27 incidents in twelve months`
    pub title: String,
    /// What the archive says in a sentence or two.
    pub lead: String,
    /// The last twelve months as a picture; null where nothing has a date.
    pub strip: Option<Chart>,
    /// The newest postmortems, each a [`Row`].
    pub latest: Vec<Shared<Row>>,
    /// `All 67 postmortems`
    pub all: Link,
    /// The services that failed most often.
    pub services: Vec<Count>,
    /// The causes that occur most often.
    pub causes: Vec<Count>,
}

/// `facets.html`: all services, all causes and so on.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Facets {
    /// What every page has.
    pub page: Page,
    /// `services`, `causes`, `triggers`, `severities`, `teams`, `tags` or `authors`.
    pub facet: &'static str,
    /// What it shows: `Twenty services failed, Locker gateway most often`.
    pub title: String,
    /// A sentence or two; may be empty.
    pub lead: String,
    /// Whether its rows have times; authors have none.
    pub times: bool,
    /// The values, those that occur most often first; severities worst first.
    pub rows: Vec<FacetRow>,
    /// Where the list goes on; null where it fits on one page.
    pub pager: Option<Pager>,
}

/// One service, one cause and so on, in a list.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct FacetRow {
    /// Its name.
    pub text: String,
    /// Its page.
    pub url: String,
    /// How many postmortems.
    pub count: usize,
    /// The share of all, in whole percent: for bars.
    pub percent: usize,
    /// All its times together: `9 h 29 min`.
    pub total: String,
    /// Median from start to detected: `6 min`.
    pub detect: String,
    /// Median from start to mitigated.
    pub mitigate: String,
    /// Median from start to resolved.
    pub resolve: String,
    /// The newest postmortem's date.
    pub last: When,
}

/// `facet.html`: one service, one cause and so on.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Facet {
    /// What every page has.
    pub page: Page,
    /// `services`, `causes`, …
    pub facet: &'static str,
    /// `service`, `cause`, …
    pub one: &'static str,
    /// Its name.
    pub title: String,
    /// `14 incidents in three years. It was down for 9 h 29 min in all, and never longer than 1 h 47 min.`
    pub lead: String,
    /// Figures with their names: owner, median, most frequent cause; empty for authors.
    pub cards: Vec<Card>,
    /// A page about it elsewhere; null where none is stated.
    pub outside: Option<Outside>,
    /// Its history as a picture; null where nothing has a date.
    pub strip: Option<Chart>,
    /// Its causes; for a cause those that occur with it.
    pub causes: Vec<Count>,
    /// The services; for a service those that fail together with it.
    pub services: Vec<Count>,
    /// `All 14 incidents`
    pub list_title: String,
    /// The postmortems of this page, each a [`Row`].
    pub rows: Vec<Shared<Row>>,
    /// Where the list goes on; null where it fits on one page.
    pub pager: Option<Pager>,
}

/// `archive.html`
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Archive {
    /// What every page has.
    pub page: Page,
    /// `67 postmortems, most of them in 2025`
    pub title: String,
    /// A sentence or two; may be empty.
    pub lead: String,
    /// The years, newest first: a calendar of counts.
    pub years: Vec<ArchiveYear>,
    /// Those without a date; null where all have one.
    pub undated: Option<Count>,
    /// The postmortems of this page, each a [`Row`].
    pub rows: Vec<Shared<Row>>,
    /// Where the list goes on; null where it fits on one page.
    pub pager: Option<Pager>,
}

/// A year of the calendar.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct ArchiveYear {
    /// `2024`
    pub text: String,
    /// Its page.
    pub url: String,
    /// How many postmortems.
    pub count: usize,
    /// All their times together.
    pub total: String,
    /// January to December.
    pub months: Vec<Cell>,
}

/// A month of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Cell {
    /// `Mar`
    pub text: String,
    /// `March 2026: 3 postmortems`
    pub label: String,
    /// How many.
    pub count: usize,
    /// 0 for none, up to 4 for the fullest months: for tints.
    pub level: usize,
    /// Its page; null where there are none.
    pub url: Option<String>,
}

/// `period.html`: a year, a month, or what has no date.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Period {
    /// What every page has.
    pub page: Page,
    /// `2024: 23 postmortems`
    pub title: String,
    /// A sentence or two; may be empty.
    pub lead: String,
    /// The months, where it is a year; empty otherwise.
    pub months: Vec<Cell>,
    /// The period as a picture; null where there is no date.
    pub strip: Option<Chart>,
    /// The postmortems of this page, each a [`Row`].
    pub rows: Vec<Shared<Row>>,
    /// Where the list goes on; null where it fits on one page.
    pub pager: Option<Pager>,
    /// The period before it that has postmortems.
    pub previous: Option<Link>,
    /// The period after it that has postmortems.
    pub next: Option<Link>,
}

/// `timeline.html`: a lane for each service.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Timeline {
    /// What every page has.
    pub page: Page,
    /// `Twenty services, three years`
    pub title: String,
    /// A sentence or two.
    pub lead: String,
    /// `All years` and each year.
    pub years: Vec<super::NavItem>,
    /// A lane for each service; null where nothing has a date.
    pub lanes: Option<Chart>,
    /// The year before that has postmortems; null for all years.
    pub previous: Option<Link>,
    /// The year after.
    pub next: Option<Link>,
}

/// `chart.html`: a figure of many postmortems, drawn twice, with its words and its numbers.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Chart {
    /// Its anchor, without `page-`: one of its kind on a page.
    pub id: &'static str,
    /// What it shows, said from the data: `Certificates expired three times`
    pub title: String,
    /// How it is to be read.
    pub sentence: String,
    /// The picture for pages wide enough: its `width` attribute says how wide.
    pub wide: Html,
    /// The same for phones.
    pub narrow: Html,
    /// Whether the marks of severities need their legend.
    pub legend: bool,
    /// The same in numbers.
    pub table: Table,
}

/// A table of numbers behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Table {
    /// What the numbers are.
    pub caption: String,
    /// The names of the columns.
    pub head: Vec<Column>,
    /// The rows: as many fields as there are columns, the first one the row's name.
    pub rows: Vec<Vec<Field>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Column {
    /// Its name.
    pub text: String,
    /// Whether it holds numbers: set to the right.
    pub number: bool,
}

/// A field of a table.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Field {
    /// What stands in it; may be empty.
    pub text: String,
    /// Where it leads; null where it leads nowhere.
    pub url: Option<String>,
}
