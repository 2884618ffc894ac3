//! Feeds: RSS 2.0 and JSON Feed 1.1 of the whole archive, of a service, of a cause, of a team.

mod json;
mod rss;

pub use json::json;
pub use rss::rss;

use super::{Site, body, rows};
use crate::archive::Item;
use crate::archive::facet::{Facet, FacetId, Group};
use crate::record::Known;
use crate::url;
use jiff::civil::Date;
use std::cmp::Reverse;

/// The type of an RSS feed.
pub const RSS: &str = "application/rss+xml";
/// The type of a JSON feed.
pub const JSON: &str = "application/feed+json";

/// A feed, before it has a form.
#[derive(Debug)]
pub struct Feed<'a> {
    title: String,
    description: String,
    language: &'a str,
    /// The whole address of the page that it is about.
    page: String,
    /// Its own whole address.
    address: String,
    entries: Vec<Entry<'a>>,
}

/// A postmortem in a feed.
#[derive(Debug)]
struct Entry<'a> {
    item: &'a Item,
    /// The whole address of its page.
    address: String,
    published: Option<Date>,
    changed: Option<Date>,
    /// Summary and facts, as plain text.
    summary: String,
    /// The body, with whole addresses in its links; in the feeds of the whole archive.
    html: Option<String>,
    tags: Vec<String>,
}

/// The day on which it was published.
pub(super) fn published(item: &Item) -> Option<Date> {
    item.record.facts.published.value().copied()
}

/// The day of its last change: of the last update, else that on which it was published.
pub(super) fn changed(item: &Item) -> Option<Date> {
    let updates = item.record.facts.updates.list().iter();
    updates.map(|update| update.date).chain(published(item)).max()
}

impl<'a> Feed<'a> {
    /// The whole archive, with bodies. None without `base_url`.
    pub(super) fn of_archive(site: &'a Site, path: &str) -> Option<Self> {
        let all: Vec<usize> = (0..site.archive.items.len()).collect();
        let description = match site.settings.description.as_str() {
            "" => format!("Postmortems from {}", site.settings.title),
            description => description.to_owned(),
        };
        Self::new(
            site,
            (site.settings.title.clone(), description),
            "",
            path,
            &all,
            true,
        )
    }

    /// One service, cause or team, with summaries. None without `base_url`.
    pub(super) fn of_group(site: &'a Site, facet: &Facet, group: &Group, path: &str) -> Option<Self> {
        let title = format!("{}: {}", site.settings.title, group.label);
        let description = format!("Postmortems for the {} {}", facet.one, group.label);
        Self::new(
            site,
            (title, description),
            &group.url,
            path,
            &group.members,
            false,
        )
    }

    fn new(
        site: &'a Site,
        (title, description): (String, String),
        page: &str,
        path: &str,
        members: &[usize],
        bodies: bool,
    ) -> Option<Self> {
        let base = site.settings.base_url.as_deref()?;
        let mut newest: Vec<(Reverse<Option<Date>>, usize)> = members
            .iter()
            .filter_map(|&index| Some((Reverse(published(site.archive.items.get(index)?)), index)))
            .collect();
        newest.sort_unstable();
        newest.truncate(site.settings.feed_limit);
        let entries = newest.into_iter();
        Some(Self {
            title,
            description,
            language: &site.settings.language,
            page: url::absolute(base, page),
            address: url::absolute(base, path),
            entries: entries
                .filter_map(|(_, index)| entry(site, base, index, bodies))
                .collect(),
        })
    }
}

fn entry<'a>(site: &'a Site, base: &str, index: usize, bodies: bool) -> Option<Entry<'a>> {
    let item = site.archive.items.get(index)?;
    let address = url::absolute(base, &url::postmortem(&item.slug));
    let text = site.texts.get(index).and_then(Option::as_ref);
    Some(Entry {
        published: published(item),
        changed: changed(item),
        summary: summary(site, item),
        html: text
            .filter(|_| bodies)
            .map(|text| body::absolute(&body::flat(site, text), &address)),
        tags: tags(site, item),
        address,
        item,
    })
}

/// Summary and facts: `Nobody could log in. 47 min, 31% of users, SEV2. Services: Login. Cause: Configuration.`
fn summary(site: &Site, item: &Item) -> String {
    let mut parts = Vec::new();
    if let Some(summary) = item.record.facts.summary.text() {
        parts.push(summary.trim().to_owned());
    }
    let severity = rows::severity(&site.archive, item);
    let facts: Vec<String> = [
        rows::duration(item).map(|text| match rows::is_inferred(item) {
            true => format!("{text} (inferred)"),
            false => text,
        }),
        rows::impact(&item.record),
        (severity.rank > 0).then_some(severity.label),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !facts.is_empty() {
        parts.push(format!("{}.", facts.join(", ")));
    }
    let services: Vec<String> = labels(site, item, FacetId::SERVICE);
    if !services.is_empty() {
        parts.push(format!("Services: {}.", services.join(", ")));
    }
    if let Some(cause) = rows::root_cause(&site.archive, item) {
        parts.push(format!("Root cause: {}.", cause.text));
    }
    parts.join(" ")
}

fn tags(site: &Site, item: &Item) -> Vec<String> {
    [FacetId::SERVICE, FacetId::CAUSE, FacetId::TAG]
        .into_iter()
        .flat_map(|facet| labels(site, item, facet))
        .collect()
}

fn labels(site: &Site, item: &Item, facet: FacetId) -> Vec<String> {
    let groups = site.archive.groups_of(item, facet);
    groups.map(|group| group.label.clone()).collect()
}
