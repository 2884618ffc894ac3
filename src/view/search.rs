//! The page of the search.

use super::{Link, Page};
use schemars::JsonSchema;
use serde::Serialize;

/// `search.html`
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Search {
    /// Common to every page.
    pub page: Page,
    /// `Search`
    pub title: String,
    /// The names of the filters, in the order of their files `search/filters/0.js` and so on.
    pub filters: Vec<&'static str>,
    /// The indexes, for readers without scripts.
    pub ways: Vec<Link>,
}
