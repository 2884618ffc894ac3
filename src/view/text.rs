//! Pages of text, and those that lead elsewhere.

use super::{Html, Link, Page, Row, Shared};
use schemars::JsonSchema;
use serde::Serialize;

/// A custom page, from content/pages.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Text {
    /// Common to every page.
    pub page: Page,
    /// Its heading.
    pub title: String,
    /// Its text.
    pub html: Html,
    /// Its headings.
    pub contents: Vec<Heading>,
    /// The addresses behind its numbered links, in order, if the theme asks for them in `theme.json`;
    /// otherwise empty.
    pub notes: Vec<String>,
    /// Where its source can be edited; null without `repository`.
    pub edit: Option<String>,
}

/// A heading, for the table of contents.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Heading {
    /// 2 or deeper.
    pub level: u8,
    /// For `href="#…"`.
    pub id: String,
    /// The text.
    pub text: String,
}

/// The page shown for unknown addresses. Its `page.root` is `base_url`, since it may be served at any depth.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct NotFound {
    /// Common to every page.
    pub page: Page,
    /// Its heading.
    pub title: String,
    /// The newest postmortems, each a [`Row`].
    pub latest: Vec<Shared<Row>>,
}

/// An old address that redirects to the new one.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Redirect {
    /// Common to every page; `canonical` is the new address.
    pub page: Page,
    /// The new address.
    pub to: Link,
}
