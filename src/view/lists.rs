//! The pages that show many postmortems.

use super::{Count, Html, Link, Outside, Page, Pager, Row, Shared, When};
use crate::view::Card;
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;

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
    /// The actions that are open; null where there are none.
    pub promises: Option<Promises>,
    /// `Failed again this year`; empty where nothing did.
    pub again_title: &'static str,
    /// The newest repeats, at most five.
    pub again: Vec<Again>,
    /// The services that failed most often.
    pub services: Vec<Count>,
    /// The causes that occur most often.
    pub causes: Vec<Count>,
}

/// What was to be done and is not.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Promises {
    /// `12 promises open, 7 late`
    pub title: String,
    /// Whether some are late.
    pub late: bool,
    /// At most five: those that are latest, then those that are due next.
    pub list: Vec<Promise>,
}

/// An open action.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Promise {
    /// What is to be done.
    pub text: String,
    /// Where it stands: its postmortem, at its anchor.
    pub url: String,
    /// Who does it; null where it is not known.
    pub owner: Option<String>,
    /// `181 days late`, `due 1 Jun 2026`, `no date set`
    pub state: String,
    /// Whether it is late.
    pub late: bool,
}

/// A failure that came back.
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
    /// What every page has.
    pub page: Page,
    /// `services`, `causes`, `triggers`, `severities`, `teams`, `tags` or `authors`.
    pub facet: Cow<'static, str>,
    /// What it shows: `Twenty services failed, Locker gateway most often`.
    pub title: String,
    /// A sentence or two; may be empty.
    pub lead: String,
    /// How often each occurs; null where there are too few, and for people.
    pub bars: Option<Chart>,
    /// Which causes occur together; null on every other list.
    pub together: Option<Chart>,
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
    pub count: String,
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
    pub facet: Cow<'static, str>,
    /// `service`, `cause`, …
    pub one: Cow<'static, str>,
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
    /// Which causes occur together here; null where there is too little to see.
    pub together: Option<Chart>,
    /// Who noticed, and after how long; null where too little is known.
    pub detected: Option<Chart>,
    /// How long it took; null where too little is known.
    pub times: Option<Chart>,
    /// Its causes, where no figure shows them; for a cause those that occur with it.
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
    /// The months of all years; null where nothing has a date.
    pub calendar: Option<Chart>,
    /// How long it took; null where too little is known.
    pub times: Option<Chart>,
    /// The other ways to look at the archive: `Severities`, each with how many there are.
    pub ways: Vec<Count>,
    /// Those without a date; null where all have one.
    pub undated: Option<Count>,
    /// The postmortems of this page, each a [`Row`].
    pub rows: Vec<Shared<Row>>,
    /// Where the list goes on; null where it fits on one page.
    pub pager: Option<Pager>,
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
    /// Its days; null where too little happened.
    pub calendar: Option<Chart>,
    /// How long it took; null where too little is known.
    pub times: Option<Chart>,
    /// What failed in it, most often first.
    pub services: Vec<Count>,
    /// Why, most often first.
    pub causes: Vec<Count>,
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

/// `partials/chart.html`: a figure of many postmortems, drawn twice, with its words and its numbers.
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
