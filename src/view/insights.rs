//! The pages for those who answer for an archive.

use super::{Count, Html, Link, Page, Table};
use schemars::JsonSchema;
use serde::Serialize;

/// `insights.html`
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Insights {
    /// Common to every page.
    pub page: Page,
    /// `What 16 postmortems tell`
    pub title: String,
    /// What is shown, and as of which date.
    pub lead: String,
    /// The questions and their answers, in the order in which they matter.
    pub sections: Vec<InsightSection>,
    /// The digests of the years; empty if nothing has a date.
    pub digests: Vec<Link>,
}

/// A question, and its answer.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct InsightSection {
    /// Its anchor, without `page-`; unique on a page.
    pub id: &'static str,
    /// What it shows, computed from the data: `14 of 16 incidents have a reviewed postmortem`
    pub title: String,
    /// How it is computed.
    pub how: &'static str,
    /// What is to be known of the numbers: which are few, inferred or missing.
    pub notes: Vec<String>,
    /// How to read the figure; empty if there is nothing to explain.
    pub key: String,
    /// The figure for wide pages; null if there is none.
    pub wide: Option<Html>,
    /// The same for phones; null if there is none.
    pub narrow: Option<Html>,
    /// The same data as a table; its rows may be empty.
    pub table: Table,
}

/// `digests.html`
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Digests {
    /// Common to every page.
    pub page: Page,
    /// `Digests of three years`
    pub title: String,
    /// What a digest is.
    pub lead: String,
    /// The years, newest first.
    pub years: Vec<DigestYear>,
}

/// The digests of a year.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct DigestYear {
    /// The year: its digest, and how many incidents it had.
    pub year: Count,
    /// Its quarters that have postmortems, newest first.
    pub quarters: Vec<Count>,
}

/// `digest.html`
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Digest {
    /// Common to every page.
    pub page: Page,
    /// `2024-Q1: 5 incidents, users affected for 4 h 10 min`
    pub title: String,
    /// Its days.
    pub lead: String,
    /// Three numbers, each beside that of the period before.
    pub numbers: Vec<DigestNumber>,
    /// What is to be known of these numbers; null if there is nothing.
    pub note: Option<String>,
    /// What happened, in the order in which it matters; none has a figure.
    pub sections: Vec<InsightSection>,
    /// For a year, its quarters; for a quarter, its year.
    pub parts: Vec<Link>,
    /// The previous period that has postmortems.
    pub previous: Option<Link>,
    /// The next period that has postmortems.
    pub next: Option<Link>,
}

/// A number, and what it was before.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct DigestNumber {
    /// What it counts: `Incidents`
    pub label: &'static str,
    /// `5`, `4 h 10 min`
    pub value: String,
    /// `9 in 2023`
    pub before: String,
    /// Whether it shows what should not be.
    pub alert: bool,
}
