//! The contract with themes: what a template may use, as types. One struct a kind of page.
//!
//! Every key is always present; a value that may be missing is null. Text is ready to print: formatted dates,
//! durations with units, "not recorded" for unknown values. HTML is already marked safe: no theme
//! needs `| safe`.
//!
//! A `url` is relative to the root of the site, without a leading slash: print `{{ page.root }}{{ url }}`.
//! An `href` is a complete address outside the site: print it unchanged.
//!
//! `docs/themes.md` shows it as tables generated from these types: a new key is documented where it is declared.
//!
//! In addition to these keys, every template has `site`, a [`SiteInfo`].

mod checks;
mod insights;
mod ledger;
mod lists;
mod postmortem;
mod search;
mod text;
mod twice;
mod value;
pub mod words;

pub use checks::{CheckGroup, CheckList, CheckRow, CheckRule, Checks, Tally};
pub use insights::{Digest, DigestNumber, DigestYear, Digests, InsightSection, Insights};
pub use ledger::{Completion, CompletionRow, Ledger, LedgerRow};
pub use lists::{
    Again, Archive, Ask, Bars, Chart, Column, Facet, FacetRow, Facets, Field, Home, Period, Promise,
    Promises, Table, Timeline,
};
pub use postmortem::{
    ActionView, Against, Before, Card, EntryView, ExtraView, Figure, Hit, Joined, Outside, OwnFieldView,
    OwnValueView, Part, PersonView, Postmortem, Promised, Span, UpdateView,
};

pub use search::Search;
pub use text::{Heading, NotFound, Redirect, Text};
pub use twice::{Broken, BrokenPromise, Chain, Likely, Twice};
pub use value::{Html, Shared};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

/// A template that shows pages.
#[derive(Debug)]
pub struct Template {
    /// Its name: `home.html`.
    pub name: &'static str,
    /// The view it receives, by its name here.
    pub view: &'static str,
    /// The addresses of its pages.
    pub pages: &'static str,
    /// The JSON Schema of that view.
    pub schema: fn(&mut SchemaGenerator) -> Schema,
}

/// Declares the views, each with its template and the addresses of its pages.
macro_rules! views {
    ($($(#[$doc:meta])+ $view:ident => $template:literal, $pages:literal;)+) => {
        /// What one page shows.
        #[derive(Debug, Clone, Serialize)]
        #[serde(untagged)]
        pub enum View {
            $($(#[$doc])+ $view(Box<$view>),)+
        }

        impl View {
            /// All templates that show pages, in the order of the contract.
            pub const TEMPLATES: &[Template] = &[$(Template {
                name: $template,
                view: stringify!($view),
                pages: $pages,
                schema: SchemaGenerator::subschema_for::<$view>,
            }),+];

            /// The template that shows it.
            #[must_use]
            pub const fn template(&self) -> &'static str {
                match self {
                    $(Self::$view(_) => $template,)+
                }
            }
        }
    };
}

views! {
    /// The home page.
    Home => "home.html", "`/`";
    /// A postmortem.
    Postmortem => "postmortem.html", "`/postmortems/SLUG/`";
    /// The list of all services, causes and so on.
    Facets => "facets.html", "`/services/`, `/causes/`, …";
    /// One service, one cause and so on.
    Facet => "facet.html", "`/services/SLUG/`, `/causes/SLUG/`, …";
    /// The archive by date.
    Archive => "archive.html", "`/archive/`";
    /// A year, a month, postmortems without a date, or all of them.
    Period => "period.html", "`/archive/2024/`, `/archive/2024/02/`, `/archive/undated/`, `/postmortems/`";
    /// Swim lanes of all services.
    Timeline => "timeline.html", "`/timeline/`, `/timeline/2024/`";
    /// All actions, the overdue ones first.
    Ledger => "actions.html", "`/actions/`";
    /// Full-text search.
    Search => "search.html", "`/search/`";
    /// What the archive tells those who answer for it.
    Insights => "insights.html", "`/insights/`";
    /// The digests of all years and quarters.
    Digests => "digests.html", "`/digest/`";
    /// What a year or a quarter was like.
    Digest => "digest.html", "`/digest/2024/`, `/digest/2024-Q1/`";
    /// Failures that came back, with what had been promised.
    Twice => "twice.html", "`/twice/`";
    /// What the rules find, and which postmortems wait for their review; in the internal edition.
    Checks => "checks.html", "`/checks/`";
    /// The review queue, or all postmortems with their state; in the internal edition.
    CheckList => "check_list.html", "`/checks/queue/`, `/checks/postmortems/`";
    /// A custom page.
    Text => "page.html", "`/NAME/`, from content/pages";
    /// The page shown for unknown addresses.
    NotFound => "404.html", "`/404.html`";
    /// An old address.
    Redirect => "redirect.html", "`/postmortems/ALIAS/`, `/services/ALIAS/`, …";
}

/// `site`: what all pages share.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct SiteInfo {
    /// The name of the site.
    pub title: String,
    /// A one-sentence description; may be empty.
    pub description: String,
    /// As in `<html lang>`.
    pub language: String,
    /// `internal` or `public`.
    pub edition: &'static str,
    /// The number of postmortems.
    pub count: usize,
    /// For the page footer: `67 postmortems, April 2023 to March 2026. As of 30 Mar 2026.`
    pub about: String,
    /// The date that counts as today for overdue actions and figures; null in an archive without dates.
    pub as_of: Option<When>,
    /// The feeds of the whole archive; empty without `base_url`.
    pub feeds: Vec<Feed>,
    /// The legend of severity marks: the first three severities, then the rest combined with "not recorded".
    pub severities: Vec<Severity>,
    /// The url of postmortems.json.
    pub data: &'static str,
    /// The url of the stylesheet with the colours from `theme_options`, to be linked after the theme's own; null if
    /// there are none.
    pub style: Option<&'static str>,
    /// The picture shown instead of the site's name; null if there is none.
    pub logo: Option<Logo>,
    /// `theme_options` from site.yaml, unchanged.
    pub options: serde_json::Map<String, serde_json::Value>,
    /// The program and its version, for `<meta name="generator">`.
    pub generator: &'static str,
}

/// `page`: available on every page.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Page {
    /// For `<title>`, without the site's name; on the home page, the site's name itself.
    pub title: String,
    /// For `<meta name="description">`; may be empty.
    pub description: String,
    /// Its own url: `postmortems/nginx/`, empty for the home page.
    pub path: String,
    /// The relative path to the root of the site, with a trailing slash: `../../`, or `./` on the home page.
    pub root: String,
    /// Its complete address, for `<link rel="canonical">`; null without `base_url`.
    pub canonical: Option<String>,
    /// The main menu.
    pub nav: Vec<NavItem>,
    /// The breadcrumb trail, without the page itself.
    pub crumbs: Vec<Link>,
    /// Its own feeds, in addition to those of `site`.
    pub feeds: Vec<Feed>,
    /// `footer` from `theme_options`; null if there is none.
    pub footer: Option<Html>,
    /// Metadata for search engines and link previews.
    pub meta: Meta,
}

/// `page.meta`: for the `<head>` of a page.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Meta {
    /// For `og:type`: `article` for postmortems, otherwise `website`.
    pub kind: &'static str,
    /// The date an article was published: `2026-03-12`; null if unknown.
    pub published: Option<String>,
    /// The date an article was last changed; null if unknown.
    pub modified: Option<String>,
    /// Its picture for link previews; null unless `site.yaml` asks for cards.
    pub image: Option<Picture>,
    /// Whether search engines should skip it: drafts, redirects and the 404 page.
    pub unlisted: bool,
    /// JSON-LD for a `<script type="application/ld+json">`; null if there is none.
    pub linked: Option<Html>,
}

impl Default for Meta {
    /// For a page that should not be indexed.
    fn default() -> Self {
        Self {
            kind: "website",
            published: None,
            modified: None,
            image: None,
            unlisted: true,
            linked: None,
        }
    }
}

/// A picture for link previews.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Picture {
    /// Its complete address.
    pub href: String,
    /// Its width in pixels.
    pub width: i32,
    /// Its height in pixels.
    pub height: i32,
    /// Its alternative text.
    pub alt: String,
}

/// The logo of the site. Its alternative text is the site's title.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Logo {
    /// Its url.
    pub url: String,
    /// Its width in pixels; null if the file does not state it.
    pub width: Option<u32>,
    /// Its height in pixels; null if the file does not state it.
    pub height: Option<u32>,
}

/// An entry of the main menu.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct NavItem {
    /// The text.
    pub text: String,
    /// Its url.
    pub url: String,
    /// Whether the current page belongs to it.
    pub current: bool,
}

/// A link inside the site.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Link {
    /// The text.
    pub text: String,
    /// Its url.
    pub url: String,
}

impl Link {
    /// A link of these words.
    pub fn new(text: impl Into<String>, url: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            url: url.into(),
        }
    }
}

/// A feed.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Feed {
    /// Its name.
    pub title: String,
    /// Its url.
    pub url: String,
    /// `application/rss+xml` or `application/feed+json`.
    pub mime: &'static str,
}

/// A date or a point in time: print `text` inside `<time datetime>`.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct When {
    /// `10 Mar 2026`, or `10 Mar 2026, 07:00 UTC`; `not recorded` if unknown.
    pub text: String,
    /// For `<time datetime>`; null if the date is unknown.
    pub datetime: Option<String>,
}

/// A severity, as a mark and a label.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Severity {
    /// `SEV1`, or `not recorded`.
    pub label: String,
    /// 1 for the worst; 0 if unknown.
    pub rank: usize,
    /// Its page; null if unknown.
    pub url: Option<String>,
}

/// One postmortem in a list.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Row {
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// Its date.
    pub date: When,
    /// The affected services.
    pub services: Vec<Link>,
    /// Who was affected, in short: `31% of users`; null if unknown.
    pub impact: Option<String>,
    /// How bad it was.
    pub severity: Severity,
    /// From start to mitigated, otherwise to resolved: `1 h 47 min`; or `near miss`, `ongoing`, `not recorded`.
    pub duration: String,
    /// The same in a sentence: `users affected for 1 h 47 min`, `near miss`, `ongoing`, `duration not recorded`.
    pub lasted: String,
    /// Whether the duration is inferred from the text; it begins with `≈` then.
    pub inferred: bool,
    /// The same in seconds, for `data-` attributes; null if unknown.
    pub seconds: Option<i64>,
    /// The root cause; null if unknown.
    pub cause: Option<Link>,
    /// `draft` or `in review`; null once reviewed.
    pub status: Option<&'static str>,
    /// `second time`: set if the postmortem says that the same failure happened before; otherwise null.
    pub repeat: Option<String>,
}

/// Links to the other pages of a list.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Pager {
    /// This page, from 1.
    pub number: usize,
    /// The number of pages.
    pub of: usize,
    /// `101 to 200 of 350`
    pub range: String,
    /// The url of the rows of all postmortems, for filters; null in a list of anything else.
    pub rows: Option<&'static str>,
    /// The url of the places that its own rows have in those; null if it has all.
    pub members: Option<String>,
    /// Where its years begin, newest first; in a list of one year, its months. May be empty.
    pub jumps: Vec<NavItem>,
    /// The previous page.
    pub previous: Option<Link>,
    /// The next page.
    pub next: Option<Link>,
}

/// A name and how often it occurs.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Count {
    /// The name.
    pub text: String,
    /// Its page.
    pub url: String,
    /// The number of postmortems.
    pub count: usize,
    /// A note beside it: `3 of 14`; may be empty.
    pub note: String,
}
