//! What there is: paths of the output, each with what makes it.

use super::Site;
use super::pages::text::OwnPage;
use super::pages::{FILES, KINDS};
use crate::archive::Archive;
use crate::archive::facet::Facet;
use crate::config::Settings;
use crate::url;
use crate::view::View;
use rayon::prelude::*;

/// How many rows a list shows before it goes on on another page.
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
    /// A picture that is made of what [`Site::drawing`] gives: to make it takes long, so that it is worth keeping.
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
    /// The site itself, for the kinds of [`FILES`]: to list those takes the theme and the links.
    pub(super) site: Option<&'a Site>,
}

/// One kind of page: a file in `pages/`.
#[derive(Debug)]
pub(super) struct Kind {
    /// The routes that there are of it.
    pub(super) routes: fn(&Plan<'_>) -> Vec<Planned>,
    /// What makes one of them.
    pub(super) make: Make,
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

/// Which one of its kind a route is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Key {
    /// Of lists by facet: which.
    pub(super) facet: Option<Facet>,
    /// The place in the list that the kind is about.
    pub(super) place: usize,
    /// The page of a long list, from 1.
    pub(super) page: usize,
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
        vec![Self::new(
            url,
            Key {
                page: 1,
                ..Key::default()
            },
        )]
    }

    /// A list of so many rows: as many pages as it takes, at least one.
    pub(super) fn list(url: &str, key: Key, rows: usize) -> impl Iterator<Item = Self> + use<> {
        let url = url.to_owned();
        (1..=pages(rows)).map(move |page| Self::new(url::paged(&url, page), Key { page, ..key }))
    }
}

/// How many pages so many rows take.
pub(super) fn pages(rows: usize) -> usize {
    rows.div_ceil(ROWS).max(1)
}

/// All that links can lead to, sorted by path. All stay below the root of the output: slugs have a form that does, and
/// names of files are held against [`url::is_portable`] where links and themes are read.
pub(super) fn reachable(plan: &Plan<'_>) -> Vec<Route> {
    sorted(planned(KINDS, plan).collect())
}

/// The same and the files that the pages bring along.
pub(super) fn with_files(mut reachable: Vec<Route>, site: &Site) -> Vec<Route> {
    let plan = Plan {
        archive: &site.archive,
        own_pages: &site.own_pages,
        settings: &site.settings,
        site: Some(site),
    };
    reachable.par_extend(planned(FILES, &plan));
    sorted(reachable)
}

fn planned<'a>(kinds: &'static [Kind], plan: &'a Plan<'_>) -> impl ParallelIterator<Item = Route> + use<'a> {
    kinds.par_iter().flat_map_iter(|kind| {
        let planned = (kind.routes)(plan).into_iter();
        planned.map(move |planned| route(kind, planned))
    })
}

/// By path. Of two of the same path the first one keeps it.
fn sorted(mut routes: Vec<Route>) -> Vec<Route> {
    routes.par_sort_by(|a, b| a.path.cmp(&b.path));
    routes.dedup_by(|later, first| later.path == first.path);
    routes
}

fn route(kind: &'static Kind, planned: Planned) -> Route {
    let content = match (kind.make, planned.copy) {
        (_, Some(source)) => Content::Copy(source),
        (Make::View(_), None) => Content::Page,
        (Make::Picture(_), None) => Content::Picture,
        (Make::Bytes(_) | Make::Copy, None) => Content::Data,
    };
    Route {
        path: url::file(&planned.url),
        content,
        kind,
        key: planned.key,
    }
}
