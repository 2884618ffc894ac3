//! `/NAME/`: the site's own pages, from content/pages.

use crate::archive::slug::Taken;
use crate::diagnostic::Diagnostic;
use crate::postmortem::Postmortem;
use crate::site::routes::{Key, Kind, Make, Planned};
use crate::site::view::{Text, View};
use crate::site::{Site, body, url};
use crate::source::Span;
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
    /// Its heading.
    pub(in crate::site) title: String,
    /// Its text.
    pub(in crate::site) text: Arc<Postmortem>,
}

/// The pages that there are, sorted by path, and what is wrong with the others.
pub(in crate::site) fn own_pages(pages: Vec<Arc<Postmortem>>) -> (Vec<OwnPage>, Vec<Diagnostic>) {
    let mut own = Vec::with_capacity(pages.len());
    let mut problems = Vec::new();
    let mut taken = Taken::default();
    for page in pages {
        let record = &page.record;
        let name = url::slug(stem(&record.path));
        if RESERVED.contains(&name.to_ascii_lowercase().as_str()) {
            let message =
                format!("a page cannot have the name `{name}`: the site has a page of its own at `/{name}/`");
            let problem = Diagnostic::error("invalid-value", &record.path, Span::default(), message);
            problems.push(problem.hint("give the file another name"));
        } else if !taken.claim(&name) {
            let message = format!("another page has the name `{name}` already");
            let problem = Diagnostic::error("unique-id", &record.path, Span::default(), message);
            problems.push(problem.hint("give the file another name"));
        } else {
            own.push(OwnPage {
                url: format!("{name}/"),
                title: record.title.value.clone(),
                text: page,
            });
        }
    }
    (own, problems)
}

fn stem(path: &str) -> &str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn routes(site: &Site) -> Vec<Planned> {
    let pages = site.own_pages.iter().enumerate();
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
    let facts = &own.text.record.facts;
    let description = facts.summary.as_ref().map_or("", |fact| fact.value.as_str());
    let text = body::text(site, &own.text);
    Some(View::Text(Box::new(Text {
        page: site.page(&own.url, &own.title, description, Vec::new()),
        title: own.title.clone(),
        html: text.html,
        contents: text.contents,
        edit: url::edit(&site.settings, &own.text.record.path),
    })))
}
