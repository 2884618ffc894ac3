//! The site: what pages there are, what each shows, and its bytes. Pure: no file, no clock.
//!
//! [`Site::routes`] lists everything there is, [`Site::view`] gives the value that a page's template shows,
//! [`Site::render`] its bytes. `build` renders all routes, `serve` the one that is asked for.

mod body;
mod charts;
mod comparison;
mod entries;
pub mod feeds;
mod json_ld;
mod layout;
mod link_footnotes;
mod lists;
mod lollipop;
mod open_actions;
mod pages;
mod routes;
mod rows;
mod tiles;

pub use routes::{Content, Route};

use crate::archive::{Archive, Item};
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::figure::png::png;
use crate::markdown::links::Links;
use crate::page::Page;
use crate::picture::Size;
use crate::postmortem::Postmortem;
use crate::theme::Theme;
use crate::url;
use crate::view::{Row, Shared, SiteInfo, View};
use routes::{Make, Plan};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// What a site is made from.
#[derive(Debug)]
pub struct Inputs {
    /// The postmortems that are built, indexed.
    pub archive: Archive,
    /// The same postmortems with their texts; one without a text has an empty body.
    pub postmortems: Vec<Arc<Postmortem>>,
    /// The site's own pages.
    pub pages: Vec<Arc<Page>>,
    /// All other files of the content folder, by path from the site's root.
    pub files: BTreeSet<String>,
    /// How large the pictures among them are, where they say so.
    pub sizes: BTreeMap<String, Size>,
    /// The settings.
    pub settings: Settings,
    /// The theme.
    pub theme: Arc<Theme>,
}

/// A site, ready to be rendered. What many states of it have in common, they share.
#[derive(Debug)]
pub struct Site {
    archive: Archive,
    /// The texts of the archive's items, in their order.
    texts: Vec<Option<Arc<Postmortem>>>,
    own_pages: Arc<[pages::text::OwnPage]>,
    settings: Settings,
    theme: Arc<Theme>,
    links: Arc<Links>,
    /// The rows of the archive's items in lists, in their order; each is made when a list first shows it.
    rows: Vec<OnceLock<Shared<Row>>>,
    info: Shared<SiteInfo>,
    /// The foot of `theme_options`, its links as seen from the root; None where nothing is stated.
    foot: Option<String>,
    scales: Arc<comparison::Scales>,
    routes: Arc<[Route]>,
}

/// What is wrong with the names of pages, the files of `content/pages`.
#[must_use]
pub fn page_names(pages: &[Arc<Page>]) -> Vec<Diagnostic> {
    pages::text::problems(pages)
}

impl Site {
    /// Lists the pages of a site and prepares what many of them show.
    #[must_use]
    pub fn new(inputs: Inputs) -> Self {
        let Inputs {
            archive,
            postmortems,
            pages,
            files,
            sizes,
            settings,
            theme,
        } = inputs;
        let own_pages = pages::text::own_pages(&pages);
        let reached = || {
            let routes = reachable(&archive, &own_pages, &settings);
            let links = reach(&archive, &own_pages, files, &routes).sized(sizes);
            (routes, links)
        };
        let prepared = || (texts(&archive, postmortems), comparison::Scales::new(&archive));
        let ((routes, links), (texts, scales)) = rayon::join(reached, prepared);
        let rows = vec![OnceLock::new(); archive.items.len()];
        let info = Shared::new(&layout::info(&archive, &settings, theme.options()));
        let foot = theme.options().footer.as_ref();
        let foot = foot.map(|footer| footer.html(&links));
        let mut site = Self {
            archive,
            texts,
            own_pages: own_pages.into(),
            settings,
            theme,
            links: Arc::new(links),
            rows,
            info,
            foot,
            scales: Arc::new(scales),
            routes: Arc::default(),
        };
        site.routes = routes::with_files(routes, &site).into();
        site
    }

    /// The same site with newer texts of some postmortems. None where more follows from them than what their own pages
    /// and rows say, so that the site has to be made anew ([`Archive::renewed`]).
    #[must_use]
    pub fn renewed(&self, texts: &[Arc<Postmortem>]) -> Option<Self> {
        let records: Vec<_> = texts.iter().map(|text| text.record.clone()).collect();
        let archive = self.archive.renewed(&records)?;
        let (mut all, mut rows) = (self.texts.clone(), self.rows.clone());
        for text in texts {
            let place = self.archive.place(&text.record)?;
            if self.brings_along(self.texts.get(place)?.as_deref()?) != self.brings_along(text) {
                return None;
            }
            *all.get_mut(place)? = Some(text.clone());
            *rows.get_mut(place)? = OnceLock::new();
        }
        Some(Self {
            archive,
            texts: all,
            rows,
            own_pages: self.own_pages.clone(),
            settings: self.settings.clone(),
            theme: self.theme.clone(),
            links: self.links.clone(),
            info: self.info.clone(),
            foot: self.foot.clone(),
            scales: self.scales.clone(),
            routes: self.routes.clone(),
        })
    }

    /// What of a postmortem's text decides which files stand beside its page.
    fn brings_along(&self, text: &Postmortem) -> (bool, Vec<(String, String)>) {
        (
            pages::og_image::has_card(&self.settings, &text.record),
            pages::copies::beside(&self.links, &text.record.path, &text.document.links).collect(),
        )
    }

    /// Everything there is, sorted by path; no path occurs twice, and none leaves the site.
    #[must_use]
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// The route of a path in the output.
    #[must_use]
    pub fn route(&self, path: &str) -> Option<&Route> {
        let place = self
            .routes
            .binary_search_by(|route| route.path.as_str().cmp(path));
        place.ok().and_then(|place| self.routes.get(place))
    }

    /// The path of the postmortem or page of the site's own that a route shows; None for other routes.
    #[must_use]
    pub fn shown_file(&self, route: &Route) -> Option<&str> {
        let place = route.key.place;
        let item = self.archive.items.get(place);
        if let Some(item) = item.filter(|item| url::postmortem(&item.slug) == route.url()) {
            return item.record.local_path();
        }
        let own = self.own_pages.get(place).filter(|own| own.url == route.url());
        own.map(|own| own.page.path())
    }

    /// What a page shows; None for what no template makes.
    #[must_use]
    pub fn view(&self, route: &Route) -> Option<View> {
        match route.kind.make {
            Make::View(view) => view(self, route.key),
            Make::Bytes(_) | Make::Picture(_) | Make::Copy => None,
        }
    }

    /// The bytes of a route; none for one that is copied.
    ///
    /// # Errors
    /// Where a template is missing or asks for what its view does not have: a finding with its place.
    pub fn render(&self, route: &Route) -> Result<Vec<u8>, Box<Diagnostic>> {
        match route.kind.make {
            Make::View(view) => match view(self, route.key) {
                Some(view) => Ok(self.theme.render(&view, &self.info)?.into_bytes()),
                None => Ok(Vec::new()),
            },
            Make::Bytes(bytes) => Ok(bytes(self, route)),
            Make::Picture(_) => Ok(self.drawing(route).as_deref().map(png).unwrap_or_default()),
            Make::Copy => Ok(Vec::new()),
        }
    }

    /// The SVG of a picture: what [`Site::render`] makes its bytes from, and nothing else.
    #[must_use]
    pub fn drawing(&self, route: &Route) -> Option<String> {
        match route.kind.make {
            Make::Picture(draw) => draw(self, route.key),
            Make::View(_) | Make::Bytes(_) | Make::Copy => None,
        }
    }

    /// What is wrong with templates, seen on some pages of every kind: a check of a theme that costs less than all
    /// pages do.
    #[must_use]
    pub fn try_theme(&self) -> Vec<Diagnostic> {
        const EACH: usize = 24;
        let mut some = Vec::new();
        for kind in pages::KINDS {
            let routes = self.routes.iter().filter(|route| std::ptr::eq(route.kind, kind));
            let routes: Vec<&Route> = routes.collect();
            let step = routes.len().div_ceil(EACH).max(1);
            some.extend(routes.into_iter().step_by(step));
        }
        let some = some.into_iter();
        some.filter_map(|route| self.render(route).err())
            .map(|fault| *fault)
            .collect()
    }

    /// What was left out, in words.
    #[must_use]
    pub fn notices(&self) -> Vec<String> {
        let Some(_) = self.settings.base_url else {
            let cards = if self.settings.cards { ", cards" } else { "" };
            return vec![format!(
                "no `base_url` in site.yaml: skipping feeds, the sitemap, canonical links{cards} and 404.html"
            )];
        };
        pages::og_image::without(self).into_iter().collect()
    }

    /// What the links of the site can reach.
    #[must_use]
    pub fn links(&self) -> &Arc<Links> {
        &self.links
    }

    /// The theme.
    #[must_use]
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// The archive.
    #[must_use]
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    fn row(&self, place: usize) -> Option<Shared<Row>> {
        let item = self.archive.items.get(place)?;
        let row = self.rows.get(place)?;
        let row = row.get_or_init(|| Shared::new(&rows::row(&self.archive, item)));
        Some(row.clone())
    }
}

/// What links can reach in a site of these postmortems, pages and files, before it is made.
#[must_use]
pub fn links(archive: &Archive, pages: &[Arc<Page>], settings: &Settings, files: BTreeSet<String>) -> Links {
    let own_pages = pages::text::own_pages(pages);
    reach(
        archive,
        &own_pages,
        files,
        &reachable(archive, &own_pages, settings),
    )
}

fn reachable(archive: &Archive, own_pages: &[pages::text::OwnPage], settings: &Settings) -> Vec<Route> {
    routes::reachable(&Plan {
        archive,
        own_pages,
        settings,
        site: None,
    })
}

/// Postmortems and own pages by the paths of their sources, all addresses, and files.
fn reach(
    archive: &Archive,
    own_pages: &[pages::text::OwnPage],
    files: BTreeSet<String>,
    routes: &[Route],
) -> Links {
    let postmortems = archive.items.iter().filter_map(|item| {
        Some((
            item.record.local_path()?.to_owned(),
            crate::url::postmortem(&item.slug),
        ))
    });
    let own = own_pages
        .iter()
        .map(|page| (page.page.path().to_owned(), page.url.clone()));
    let addresses = routes.iter().map(|route| route.url().to_owned());
    Links::new("content", postmortems.chain(own), files).and(addresses)
}

/// The texts of the archive's items, in their order.
fn texts(archive: &Archive, mut by_source: Vec<Arc<Postmortem>>) -> Vec<Option<Arc<Postmortem>>> {
    by_source.sort_by(|a, b| a.record.source_id().cmp(&b.record.source_id()));
    let text = |item: &Item| {
        let source = item.record.source_id();
        let place = by_source.binary_search_by(|one| one.record.source_id().cmp(&source));
        by_source.get(place.ok()?).cloned()
    };
    archive.all().map(text).collect()
}

#[cfg(test)]
mod tests;
