//! `/NAME/`: the site's own pages, from content/pages.

use crate::diagnostic::{Diagnostic, RuleName};
use crate::page::{self, Page};
use crate::site::layout::Subject;
use crate::site::routes::{Key, Kind, Make, Plan, Planned};
use crate::site::{Site, body};
use crate::slug::Taken;
use crate::span::Span;
use crate::url;
use crate::view::{Text, View};
use std::sync::Arc;

pub(in crate::site) const KIND: Kind = Kind {
    routes,
    make: Make::View(view),
};

/// Names that mean something else at the root of a site, now or in a later version.
const RESERVED: &[&str] = &[
    "404",
    "actions",
    "archive",
    "assets",
    "authors",
    "causes",
    "checks",
    "digest",
    "feed",
    "index",
    "insights",
    "page",
    "postmortems",
    "robots",
    "search",
    "services",
    "severities",
    "sitemap",
    "tags",
    "teams",
    "timeline",
    "triggers",
    "twice",
];

/// A page of the site's own.
#[derive(Debug)]
pub(in crate::site) struct OwnPage {
    /// Its address.
    pub(in crate::site) url: String,
    /// Its text.
    pub(in crate::site) page: Arc<Page>,
}

/// The pages that there are, in their order; those whose name cannot be theirs are left out.
pub(in crate::site) fn own_pages(pages: &[Arc<Page>]) -> Vec<OwnPage> {
    let mut taken = Taken::default();
    let own = pages.iter().filter_map(|page| {
        let name = name(page, &mut taken).ok()?;
        Some(OwnPage {
            url: url::own_page(&name),
            page: page.clone(),
        })
    });
    own.collect()
}

/// What is wrong with the names of pages.
pub(in crate::site) fn problems(pages: &[Arc<Page>]) -> Vec<Diagnostic> {
    let mut taken = Taken::default();
    let problems = pages.iter().filter_map(|page| name(page, &mut taken).err());
    problems.map(|problem| *problem).collect()
}

/// Whether a name means something else, with or without the ending of a file: `feed`, `feed.xml`.
fn is_reserved(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let stem = match name.rsplit_once('.') {
        Some((stem, "html" | "json" | "txt" | "xml")) => stem,
        _ => &name,
    };
    RESERVED.contains(&stem)
}

/// The name of a page in its address, which it takes.
fn name(page: &Page, taken: &mut Taken) -> Result<String, Box<Diagnostic>> {
    let path = page.path();
    let name = url::slug(page::stem(path));
    let (rule, message) = if is_reserved(&name) {
        let message = format!("the page name `{name}` is reserved");
        (RuleName::InvalidValue, message)
    } else if !taken.claim(&name) {
        (RuleName::UniqueId, format!("duplicate page name `{name}`"))
    } else {
        return Ok(name);
    };
    let problem = Diagnostic::error(rule, path, Span::default(), message);
    Err(Box::new(problem.hint("rename the file")))
}

fn routes(plan: &Plan<'_>) -> Vec<Planned> {
    let pages = plan.own_pages.iter().enumerate();
    pages
        .map(|(place, page)| {
            Planned::new(
                page.url.clone(),
                Key {
                    place,
                    page: 1,
                    ..Key::default()
                },
            )
        })
        .collect()
}

fn view(site: &Site, key: Key) -> Option<View> {
    let own = site.own_pages.get(key.place)?;
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
