//! `/postmortems/SLUG/card.png`: a picture for link previews, where `site.yaml` asks for cards and says where the site
//! will be: whoever shows a preview needs whole addresses.

use crate::archive::{Archive, Item};
use crate::config::Settings;
use crate::figure::og_image;
use crate::figure::og_image::Card;
use crate::record::Record;
use crate::site::routes::{Key, Kind, Make, Plan, Planned};
use crate::site::{Site, rows};
use crate::url;
use crate::view::Picture;
use crate::view::words;

pub(in crate::site) const KIND: Kind = Kind {
    routes,
    make: Make::Picture(draw),
};

fn routes(plan: &Plan<'_>) -> Vec<Planned> {
    let items = plan.archive.items.iter().enumerate();
    items
        .filter(|(_, item)| has_card(plan.settings, &item.record))
        .map(|(place, item)| {
            let key = Key {
                place,
                ..Key::default()
            };
            Planned::new(url::card(&item.slug), key)
        })
        .collect()
}

/// Whether a postmortem has a card.
pub(in crate::site) fn has_card(settings: &Settings, record: &Record) -> bool {
    settings.cards && settings.base_url.is_some() && og_image::is_settable(&record.title.value)
}

/// In words, how many postmortems have no card for their title; None where all have theirs or none is asked for.
pub(in crate::site) fn without(site: &Site) -> Option<String> {
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
pub(in crate::site) fn picture(archive: &Archive, settings: &Settings, item: &Item) -> Option<Picture> {
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
        alt: format!("{}: {}", item.record.title.value, said.join(", ")),
    })
}

/// How long it took and who was hit, as far as that is known.
fn facts(item: &Item) -> impl Iterator<Item = String> {
    let duration = Some(rows::duration(item)).filter(|text| text != words::UNKNOWN);
    duration.into_iter().chain(rows::impact(&item.record))
}

fn draw(site: &Site, key: Key) -> Option<String> {
    let item = site.archive.items.get(key.place)?;
    let record = &*item.record;
    let severity = rows::severity(&site.archive, item);
    let facts: Vec<String> = facts(item).collect();
    let summary = record.facts.summary.as_ref();
    Some(og_image::draw(&Card {
        site: &site.settings.title,
        title: &record.title.value,
        date: &item.date.map(words::date).unwrap_or_default(),
        severity: (severity.rank > 0).then_some((severity.rank, severity.label.as_str())),
        facts: &facts,
        summary: summary.map_or("", |fact| fact.value.as_str()),
        record,
    }))
}
