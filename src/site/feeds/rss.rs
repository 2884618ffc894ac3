//! RSS 2.0, with the Atom link to itself that readers ask for.

use super::{Entry, Feed, RSS};
use crate::moment::month;
use crate::view::words;
use jiff::civil::Date;
use quick_xml::escape::partial_escape;
use rss::extension::atom::{AtomExtension, Link};
use rss::{Category, Channel, Guid, Item};

/// The bytes of an RSS feed.
#[must_use]
pub fn rss(feed: &Feed<'_>) -> Vec<u8> {
    let newest = feed.entries.iter().filter_map(|entry| entry.changed).max();
    let channel = Channel {
        title: feed.title.clone(),
        link: feed.page.clone(),
        description: partial_escape(&feed.description).into_owned(),
        language: Some(feed.language.to_owned()),
        last_build_date: newest.map(date),
        generator: Some("nevertwice".to_owned()),
        docs: Some("https://www.rssboard.org/rss-specification".to_owned()),
        items: feed.entries.iter().map(item).collect(),
        atom_ext: Some(AtomExtension {
            links: vec![Link {
                href: feed.address.clone(),
                rel: "self".to_owned(),
                mime_type: Some(RSS.to_owned()),
                ..Link::default()
            }],
        }),
        ..Channel::default()
    };
    let mut xml = channel.to_string();
    xml.push('\n');
    xml.into_bytes()
}

fn item(entry: &Entry<'_>) -> Item {
    Item {
        title: Some(words::title(&entry.item.record)),
        link: Some(entry.address.clone()),
        // Readers take a description for HTML.
        description: Some(partial_escape(&entry.summary).into_owned()),
        guid: Some(Guid {
            value: entry.item.record.id.clone(),
            permalink: false,
        }),
        pub_date: entry.changed.map(date),
        categories: entry
            .tags
            .iter()
            .map(|tag| Category {
                name: tag.clone(),
                domain: None,
            })
            .collect(),
        content: entry.html.clone(),
        ..Item::default()
    }
}

/// A day as RFC 2822 writes it, at midnight UTC.
fn date(date: Date) -> String {
    format!(
        "{}, {:02} {} {:04} 00:00:00 +0000",
        words::weekday(date),
        date.day(),
        month::short(date.month()),
        date.year()
    )
}
