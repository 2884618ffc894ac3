//! `/NAME/`: the site's own pages, from content/pages.

use crate::archive::facet::Facet;
use crate::diagnostic::Diagnostic;
use crate::page::{self, Page};
use crate::site::layout::Subject;
use crate::site::routes::{Key, Kind, Make, Plan, Planned};
use crate::site::{Site, body, pages};
use crate::slug::Taken;
use crate::span::Span;
use crate::url;
use crate::view::{Link, Text, View};
use std::sync::Arc;

pub(in crate::site) const KIND: Kind = Kind {
    name: "own-page",
    listed: true,
    nav: |plan| {
        let own = plan.own_pages.iter();
        own.map(|own| Link::new(&own.page.title, &own.url)).collect()
    },
    routes,
    make: Make::View(view),
    ..Kind::BARE
};

/// A page of the site's own.
#[derive(Debug)]
pub(in crate::site) struct OwnPage {
    /// Its address.
    pub(in crate::site) url: String,
    /// Its text.
    pub(in crate::site) page: Arc<Page>,
}

impl OwnPage {
    /// The same with its text among newer ones, where it has one there.
    pub(in crate::site) fn newer(&self, pages: &[Arc<Page>]) -> Self {
        let newer = pages.iter().find(|page| page.path() == self.page.path());
        Self {
            url: self.url.clone(),
            page: newer.unwrap_or(&self.page).clone(),
        }
    }
}

/// The pages that there are, in their order; those whose name cannot be theirs are left out.
pub(in crate::site) fn own_pages(pages: &[Arc<Page>], facets: &[Facet]) -> Vec<OwnPage> {
    let mut taken = Taken::default();
    let own = pages.iter().filter_map(|page| {
        let name = name(page, facets, &mut taken).ok()?;
        Some(OwnPage {
            url: url::own_page(&name),
            page: page.clone(),
        })
    });
    own.collect()
}

/// What is wrong with the names of pages.
pub(in crate::site) fn problems(pages: &[Arc<Page>], facets: &[Facet]) -> Vec<Diagnostic> {
    let mut taken = Taken::default();
    let problems = pages
        .iter()
        .filter_map(|page| name(page, facets, &mut taken).err());
    problems.map(|problem| *problem).collect()
}

/// Whether a name means something else, with or without the ending of a file: `feed`, `feed.xml`.
fn is_reserved(name: &str, facets: &[Facet]) -> bool {
    let name = name.to_ascii_lowercase();
    let stem = match name.rsplit_once('.') {
        Some((stem, "html" | "json" | "txt" | "xml")) => stem,
        _ => &name,
    };
    pages::is_reserved(stem, facets)
}

/// The name of a page in its address, which it takes.
fn name(page: &Page, facets: &[Facet], taken: &mut Taken) -> Result<String, Box<Diagnostic>> {
    let path = page.path();
    let name = url::slug(page::stem(path));
    let (rule, message) = if is_reserved(&name, facets) {
        let message = format!("the page name `{name}` is reserved");
        ("invalid-value", message)
    } else if !taken.claim(&name) {
        ("unique-id", format!("duplicate page name `{name}`"))
    } else {
        return Ok(name);
    };
    let problem = Diagnostic::error(rule, path, Span::default(), message);
    Err(Box::new(problem.hint("rename the file")))
}

fn routes(plan: &Plan<'_>) -> Vec<Planned> {
    let pages = plan.own_pages.iter().enumerate();
    pages
        .map(|(index, own)| Planned::new(own.url.clone(), Key::OwnPage(index)))
        .collect()
}

fn view(site: &Site, key: Key) -> Option<View> {
    let Key::OwnPage(index) = key else { return None };
    let own = site.own_pages.get(index)?;
    let page = &own.page;
    let text = body::text(site, &own.url, page);
    Some(View::Text(Box::new(Text {
        page: site.page_of(Subject::Text, &own.url, &page.title, &page.summary, Vec::new()),
        title: page.title.clone(),
        html: text.html,
        contents: text.contents,
        notes: text.notes,
        edit: url::edit(&site.settings, page.path()),
    })))
}
