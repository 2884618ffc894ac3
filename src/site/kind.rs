//! Kinds of pages and their routes: what a file of the output is, what makes it, and which one of its kind it is.

use super::Site;
use crate::archive::Archive;
use crate::archive::days::Days;
use crate::archive::facet::{Facet, FacetId};
use crate::config::Settings;
use crate::page::Page;
use crate::record::Record;
use crate::url;
use crate::view::{Link, View};
use std::sync::Arc;

/// How many rows a list shows before it continues on another page.
pub(super) const ROWS: usize = 100;

/// One file of the output.
#[derive(Debug, Clone)]
pub struct Route {
    /// Where it goes, from the root of the output, with `/` between its parts.
    pub path: String,
    /// What it is.
    pub content: Content,
    pub(super) kind: &'static Kind,
    pub(super) key: Key,
}

impl Route {
    /// Its address from the root of the site: in directory form where it is a page.
    #[must_use]
    pub fn url(&self) -> &str {
        url::of_file(&self.path)
    }
}

/// What a route is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A page that a template makes.
    Page,
    /// Data, a feed or an asset.
    Data,
    /// A picture: to make it takes long, so that it is worth keeping ([`Site::render_with`]).
    Picture,
    /// A file of the sources, by its path from the site's root.
    Copy(String),
}

/// What the routes of a site follow from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan<'a> {
    pub(super) archive: &'a Archive,
    pub(super) own_pages: &'a [OwnPage],
    pub(super) settings: &'a Settings,
    /// The postmortems that are not built, as drafts are most of the time.
    pub(super) left_out: &'a [Arc<Record>],
    /// The site itself, for the kinds of files that pages bring along: to list those takes the theme and the links.
    pub(super) site: Option<&'a Site>,
}

impl<'a> Plan<'a> {
    /// The plan of a site that is still to be made.
    pub(super) fn new(
        archive: &'a Archive,
        own_pages: &'a [OwnPage],
        settings: &'a Settings,
        left_out: &'a [Arc<Record>],
    ) -> Self {
        Self {
            archive,
            own_pages,
            settings,
            left_out,
            site: None,
        }
    }
}

/// One kind of page: a file in `pages/`.
#[derive(Debug)]
pub(super) struct Kind {
    /// What it is called; no other kind has this name.
    pub(super) name: &'static str,
    /// Whether the sitemap has its pages.
    pub(super) listed: bool,
    /// What the menu has of it.
    pub(super) nav: fn(&Plan<'_>) -> Vec<Link>,
    /// What the menu has of it only where `menu` of site.yaml names it.
    pub(super) more_nav: fn(&Plan<'_>) -> Vec<Link>,
    /// The names that it takes at the root of a site, without the endings of files, so that no page of the site's own
    /// has one.
    pub(super) reserved: fn(&[Facet]) -> Vec<&str>,
    /// The routes that there are of it.
    pub(super) routes: fn(&Plan<'_>) -> Vec<Planned>,
    /// What makes one of them.
    pub(super) make: Make,
}

impl Kind {
    /// A kind of which neither menu nor sitemap tells, and that takes no name: what the others differ from.
    pub(super) const BARE: Self = Self {
        name: "",
        listed: false,
        nav: |_| Vec::new(),
        more_nav: |_| Vec::new(),
        reserved: |_| Vec::new(),
        routes: |_| Vec::new(),
        make: Make::Copy,
    };
}

/// What makes the bytes of a route.
#[derive(Debug, Clone, Copy)]
pub(super) enum Make {
    /// A view, shown by its template.
    View(fn(&Site, Key) -> Option<View>),
    /// A function.
    Bytes(fn(&Site, &Route) -> Vec<u8>),
    /// An SVG, rendered.
    Picture(fn(&Site, Key) -> Option<String>),
    /// A file of the sources.
    Copy,
}

/// Which one of its kind a route is. Pages of long lists count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// The only one, or one that its path says.
    Single,
    /// A page of the only list.
    List { page: usize },
    /// Of a postmortem, by index in the archive's items.
    Postmortem(usize),
    /// An alias of a postmortem, by index in those of its record.
    Alias { postmortem: usize, alias: usize },
    /// A former name of a group of a facet, both by index.
    FormerGroup {
        facet: FacetId,
        group: usize,
        alias: usize,
    },
    /// A page of the site's own, by index.
    OwnPage(usize),
    /// A page of the list of a facet.
    Facet { facet: FacetId, page: usize },
    /// A page of one group of a facet, by index.
    Group {
        facet: FacetId,
        group: usize,
        page: usize,
    },
    /// Of some days.
    Days(Days),
    /// A page of a year or month, by index in the archive's.
    Period { period: usize, page: usize },
}

/// A route that a kind asks for.
#[derive(Debug)]
pub(super) struct Planned {
    /// Its url.
    pub(super) url: String,
    /// Which one it is.
    pub(super) key: Key,
    /// The source of a copied file.
    pub(super) copy: Option<String>,
}

impl Planned {
    /// A route of its own.
    pub(super) fn new(url: impl Into<String>, key: Key) -> Self {
        Self {
            url: url.into(),
            key,
            copy: None,
        }
    }

    /// The only one of its kind.
    pub(super) fn single(url: &str) -> Vec<Self> {
        vec![Self::new(url, Key::Single)]
    }

    /// A file of the sources, by its path there.
    pub(super) fn copy(url: String, source: String) -> Self {
        Self {
            copy: Some(source),
            ..Self::new(url, Key::Single)
        }
    }

    /// A list of so many rows: as many pages as it takes, at least one.
    pub(super) fn list<K: Fn(usize) -> Key>(
        url: &str,
        rows: usize,
        key: K,
    ) -> impl Iterator<Item = Self> + use<K> {
        let url = url.to_owned();
        (1..=pages(rows)).map(move |page| Self::new(url::paged(&url, page), key(page)))
    }
}

/// How many pages so many rows take.
pub(super) fn pages(rows: usize) -> usize {
    rows.div_ceil(ROWS).max(1)
}

/// A page of the site's own.
#[derive(Debug)]
pub(super) struct OwnPage {
    /// Its address.
    pub(super) url: String,
    /// Its text.
    pub(super) page: Arc<Page>,
}

impl OwnPage {
    /// The same with its text among newer ones, where it has one there.
    pub(super) fn newer(&self, pages: &[Arc<Page>]) -> Self {
        let newer = pages.iter().find(|page| page.path() == self.page.path());
        Self {
            url: self.url.clone(),
            page: newer.unwrap_or(&self.page).clone(),
        }
    }
}
