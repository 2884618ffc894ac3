//! JSON Feed 1.1.

use super::{Entry, Feed};
use crate::view::words;
use jiff::civil::Date;
use serde::Serialize;

#[derive(Serialize)]
struct Root<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    description: &'a str,
    language: &'a str,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// The bytes of a JSON feed.
#[must_use]
pub fn json(feed: &Feed<'_>) -> Vec<u8> {
    let root = Root {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.page,
        feed_url: &feed.address,
        description: &feed.description,
        language: feed.language,
        items: feed.entries.iter().map(item).collect(),
    };
    let mut bytes = serde_json::to_vec(&root).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn item<'a>(entry: &'a Entry<'_>) -> Item<'a> {
    let record = &entry.item.record;
    let authors = record.facts.authors.iter().flat_map(|fact| &fact.value);
    Item {
        id: &record.id,
        url: &entry.address,
        title: words::title(record),
        content_html: entry.html.as_deref(),
        // The format asks for one of the two.
        content_text: entry.html.is_none().then_some(entry.summary.as_str()),
        summary: &entry.summary,
        date_published: entry.published.map(time),
        date_modified: entry.changed.map(time),
        authors: authors
            .map(|person| Author {
                name: &person.name,
                url: person.url.as_deref(),
            })
            .collect(),
        tags: &entry.tags,
    }
}

fn time(date: Date) -> String {
    format!("{date}T00:00:00Z")
}
