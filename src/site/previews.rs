//! Link previews: which postmortems have a picture, and what their pages say of it.

use crate::archive::{Archive, Item};
use crate::config::Settings;
use crate::figure::og_image;
use crate::record::Record;
use crate::site::{Site, rows};
use crate::url;
use crate::view::{Picture, words};

/// Whether a postmortem has a card.
pub(super) fn has_card(settings: &Settings, record: &Record) -> bool {
    settings.cards && settings.base_url.is_some() && og_image::is_settable(&record.title.value)
}

/// In words, how many postmortems have no card for their title; None where all have theirs or none is asked for.
pub(super) fn without(site: &Site) -> Option<String> {
    let items = site.archive.items.iter();
    let count = items
        .filter(|item| !has_card(&site.settings, &item.record))
        .count();
    (site.settings.cards && count > 0).then(|| {
        format!(
            "no card for {}: the built-in font lacks characters in the title",
            words::count(count, "postmortem", "postmortems")
        )
    })
}

/// The card of a postmortem as its page names it; None where it has none.
pub(super) fn picture(archive: &Archive, settings: &Settings, item: &Item) -> Option<Picture> {
    let base = settings
        .base_url
        .as_deref()
        .filter(|_| has_card(settings, &item.record))?;
    let severity = rows::severity(archive, item);
    let said: Vec<String> = (severity.rank > 0)
        .then_some(severity.label)
        .into_iter()
        .chain(facts(item))
        .chain(item.date.map(words::date))
        .collect();
    Some(Picture {
        href: url::absolute(base, &url::card(&item.slug)),
        width: og_image::WIDTH,
        height: og_image::HEIGHT,
        alt: format!("{}: {}", words::title(&item.record), said.join(", ")),
    })
}

/// How long it took and who was hit, as far as that is known.
pub(super) fn facts(item: &Item) -> impl Iterator<Item = String> {
    rows::duration(item).into_iter().chain(rows::impact(&item.record))
}
