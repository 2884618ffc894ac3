//! `/postmortems/SLUG/card.png`: a picture for link previews, where `site.yaml` asks for cards and says where the site
//! will be: whoever shows a preview needs whole addresses.

use crate::figure::og_image::{self, Card};
use crate::site::kind::{Key, Kind, Make, Plan, Planned};
use crate::site::{Site, previews, rows};
use crate::url;
use crate::view::words;

pub(in crate::site) const KIND: Kind = Kind {
    name: "og-image",
    routes,
    make: Make::Picture(draw),
    ..Kind::BARE
};

fn routes(plan: &Plan<'_>) -> Vec<Planned> {
    let items = plan.archive.items.iter().enumerate();
    items
        .filter(|(_, item)| previews::has_card(plan.settings, &item.record))
        .map(|(index, item)| Planned::new(url::card(&item.slug), Key::Postmortem(index)))
        .collect()
}

fn draw(site: &Site, key: Key) -> Option<String> {
    let Key::Postmortem(index) = key else { return None };
    let item = site.archive.items.get(index)?;
    let record = &*item.record;
    let severity = rows::severity(&site.archive, item);
    let facts: Vec<String> = previews::facts(item).collect();
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
