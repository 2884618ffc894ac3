//! The contract with themes: what a template may use, as types. One struct a kind of page.
//!
//! Every key is always there; what may be absent is null. Texts are ready to print: dates as people write
//! them, durations with their units, "not recorded" for what is not known. HTML arrives as such: no theme
//! needs `| safe`.
//!
//! A `url` counts from the root of the site and has no slash in front: print `{{ page.root }}{{ url }}`.
//! A `href` is a whole address of somewhere else: print it as it is.
//!
//! `docs/themes.md` has it as tables, made from these types: a new key is documented where it is declared.
//!
//! Beside these keys every template has `site`, a [`SiteInfo`].

mod lists;
mod postmortem;
mod value;
pub mod words;

pub use lists::{
    Again, Archive, Chart, Column, Facet, FacetRow, Facets, Field, Home, Period, Promise, Promises, Table,
    Timeline,
};
pub use postmortem::{
    ActionView, Against, Card, EntryView, Figure, Hit, Outside, Part, PersonView, Postmortem, Span,
    UpdateView,
};

pub use value::{Html, Shared};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

/// A template that shows pages.
#[derive(Debug)]
pub struct Template {
    /// Its name: `home.html`.
    pub name: &'static str,
    /// What it gets, by its name here.
    pub view: &'static str,
    /// The addresses of its pages.
    pub pages: &'static str,
    /// The JSON Schema of what it gets.
    pub schema: fn(&mut SchemaGenerator) -> Schema,
}

/// Declares the views: each with its template and the addresses of its pages.
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
    /// The front page.
    Home => "home.html", "`/`";
    /// A postmortem.
    Postmortem => "postmortem.html", "`/postmortems/SLUG/`";
    /// The list of all services, causes and so on.
    Facets => "facets.html", "`/services/`, `/causes/`, …";
    /// One service, one cause and so on.
    Facet => "facet.html", "`/services/SLUG/`, `/causes/SLUG/`, …";
    /// The archive by date.
    Archive => "archive.html", "`/archive/`";
    /// A year or month, or what has no date.
    Period => "period.html", "`/archive/2024/`, `/archive/2024/02/`, `/archive/undated/`";
    /// The lanes of all services.
    Timeline => "timeline.html", "`/timeline/`, `/timeline/2024/`";
    /// A page of the site's own.
    Text => "page.html", "`/NAME/`, from content/pages";
    /// What is shown where there is no page.
    NotFound => "404.html", "`/404.html`";
    /// An old address.
    Redirect => "redirect.html", "`/postmortems/ALIAS/`";
}

/// `site`: what all pages share.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct SiteInfo {
    /// The name of the site.
    pub title: String,
    /// A sentence about it; may be empty.
    pub description: String,
    /// As in `<html lang>`.
    pub language: String,
    /// `internal` or `public`.
    pub edition: &'static str,
    /// How many postmortems there are.
    pub count: usize,
    /// For the foot of a page: `67 postmortems, April 2023 to March 2026. As of 30 Mar 2026.`
    pub about: String,
    /// The day up to which things are counted; null in an archive without dates.
    pub as_of: Option<When>,
    /// The feeds of the whole archive; empty without `base_url`.
    pub feeds: Vec<Feed>,
    /// What the marks of incidents mean: the first three severities, and the rest together with what is not recorded.
    pub severities: Vec<Severity>,
    /// The url of postmortems.json.
    pub data: &'static str,
    /// The url of the stylesheet with the colours of `theme_options`, to be linked after the theme's own; null where
    /// none are stated.
    pub style: Option<&'static str>,
    /// The picture in the place of the site's name; null where none is stated.
    pub logo: Option<Logo>,
    /// `theme_options` of site.yaml, as it stands there.
    pub options: serde_json::Map<String, serde_json::Value>,
    /// The program and its version, for `<meta name="generator">`.
    pub generator: &'static str,
}

/// `page`: what every page has.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Page {
    /// For `<title>`, without the site's name; on the home page the site's name itself.
    pub title: String,
    /// For `<meta name="description">`; may be empty.
    pub description: String,
    /// Its own url: `postmortems/nginx/`, empty for the home page.
    pub path: String,
    /// What leads to the root of the site, with its slash: `../../`, `./` on the home page.
    pub root: String,
    /// Its whole address, for `<link rel="canonical">`; null without `base_url`.
    pub canonical: Option<String>,
    /// The main parts of the site.
    pub nav: Vec<NavItem>,
    /// The way here, without the page itself.
    pub crumbs: Vec<Link>,
    /// Its own feeds, beside those of `site`.
    pub feeds: Vec<Feed>,
    /// `footer` of `theme_options`, for the foot of the page; null where none is stated.
    pub footer: Option<Html>,
    /// What it says to machines that index it or show a preview.
    pub meta: Meta,
}

/// `page.meta`: for the `<head>` of a page.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Meta {
    /// `article` for postmortems, else `website`: for `og:type`.
    pub kind: &'static str,
    /// The day on which an article was published: `2026-03-12`; null where it is not known.
    pub published: Option<String>,
    /// The day of an article's last change; null where it is not known.
    pub modified: Option<String>,
    /// Its picture for link previews; null unless `site.yaml` asks for cards.
    pub image: Option<Picture>,
    /// Whether search engines are to leave it out: drafts, old addresses and the page 404.
    pub unlisted: bool,
    /// JSON-LD for a `<script type="application/ld+json">`; null where there is nothing to say.
    pub linked: Option<Html>,
}

impl Default for Meta {
    /// Of a page that nobody is to find.
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
    /// Its whole address.
    pub href: String,
    /// Its width in pixels.
    pub width: i32,
    /// Its height in pixels.
    pub height: i32,
    /// What it shows, in words.
    pub alt: String,
}

/// The logo of the site. Its words are the site's title.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Logo {
    /// Its url.
    pub url: String,
    /// Its width in pixels; null where the file does not say.
    pub width: Option<u32>,
    /// Its height in pixels; null where the file does not say.
    pub height: Option<u32>,
}

/// An entry of the main menu.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct NavItem {
    /// The words.
    pub text: String,
    /// Its url.
    pub url: String,
    /// Whether this page belongs to it.
    pub current: bool,
}

/// A link inside the site.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Link {
    /// The words.
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

/// A date or moment: print `text` in `<time datetime>`.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct When {
    /// `10 Mar 2026`, or `10 Mar 2026, 07:00 UTC`; `not recorded` where nothing is known.
    pub text: String,
    /// For `<time datetime>`; null where nothing is known, or no date.
    pub datetime: Option<String>,
}

/// A severity, as a mark and a word.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Severity {
    /// `SEV1`, or `not recorded`.
    pub label: String,
    /// 1 for the worst; 0 where it is not known.
    pub rank: usize,
    /// Its page; null where it is not known.
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
    /// What was hit.
    pub services: Vec<Link>,
    /// Who was hit, shortly: `31% of users`; null where it is not known.
    pub impact: Option<String>,
    /// How bad it was.
    pub severity: Severity,
    /// From start to mitigated, else to resolved: `1 h 47 min`; or `near miss`, `ongoing`, `not recorded`.
    pub duration: String,
    /// The same in seconds, for `data-` attributes; null where it is not known.
    pub seconds: Option<i64>,
    /// The root cause; null where it is not known.
    pub cause: Option<Link>,
    /// `draft` or `in review`; null for what is finished.
    pub status: Option<&'static str>,
    /// `second time`: that the same failure came before, as its postmortem says; null where it does not.
    pub repeat: Option<String>,
}

/// Where a list goes on.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Pager {
    /// This page, from 1.
    pub number: usize,
    /// How many pages there are.
    pub of: usize,
    /// `101 to 200 of 350`
    pub range: String,
    /// The page before.
    pub previous: Option<Link>,
    /// The page after.
    pub next: Option<Link>,
}

/// A name with how often it occurs.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Count {
    /// The name.
    pub text: String,
    /// Its page.
    pub url: String,
    /// How many postmortems.
    pub count: usize,
    /// Words beside it: `3 of 14`; may be empty.
    pub note: String,
}

/// A page of the site's own, from content/pages.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Text {
    /// What every page has.
    pub page: Page,
    /// Its heading.
    pub title: String,
    /// Its text.
    pub html: Html,
    /// Its headings.
    pub contents: Vec<Heading>,
    /// The addresses that the numbers behind its links stand for, in their order: where the theme asks for
    /// them, in `theme.json`; empty otherwise.
    pub notes: Vec<String>,
    /// Where its source can be changed; null without `repository`.
    pub edit: Option<String>,
}

/// A heading of a text, for its table of contents.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Heading {
    /// 2 or deeper.
    pub level: u8,
    /// For `href="#…"`.
    pub id: String,
    /// The words.
    pub text: String,
}

/// What is shown where there is no page. Its `page.root` is `base_url`, since it stands at any depth.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct NotFound {
    /// What every page has.
    pub page: Page,
    /// Its heading.
    pub title: String,
    /// The newest postmortems, each a [`Row`].
    pub latest: Vec<Shared<Row>>,
}

/// An old address, which leads to the new one at once.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Redirect {
    /// What every page has; `canonical` is the new address.
    pub page: Page,
    /// Where it leads.
    pub to: Link,
}
