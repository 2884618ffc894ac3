//! What a postmortem says under the site's own front-matter keys.

use crate::archive::Item;
use crate::config::OwnField;
use crate::site::Site;
use crate::view::{OwnFieldView, OwnValueView};
use crate::vocabulary::FieldType;

/// All of it, in the order of `site.yaml`.
pub(in crate::site) fn views(site: &Site, item: &Item) -> Vec<OwnFieldView> {
    let fields = site.settings.fields.iter();
    fields.filter_map(|field| view(site, item, field)).collect()
}

fn view(site: &Site, item: &Item, field: &OwnField) -> Option<OwnFieldView> {
    let stated = &item.record.facts.own.get(&field.key.value)?.value;
    let mut facets = site.archive.facets.iter();
    let facet = facets.find(|facet| facet.own_key() == Some(&field.key.value));
    let values = stated.words.iter().map(|word| {
        let group = facet.and_then(|facet| site.archive.group(facet.id, word));
        OwnValueView {
            text: word.clone(),
            url: group.map(|group| group.url.clone()),
            href: (field.kind == FieldType::Url).then(|| word.clone()),
        }
    });
    Some(OwnFieldView {
        label: field.label(),
        values: values.collect(),
    })
}
