//! The site's own front-matter keys on pages, and the folders of their indexes.

use crate::archive::Item;
use crate::archive::facet::BUILT_IN;
use crate::config::{OwnField, Settings};
use crate::diagnostic::{Diagnostic, RuleName};
use crate::site::{Site, pages};
use crate::slug::Taken;
use crate::view::{OwnFieldView, OwnValueView};
use crate::vocabulary::FieldType;

/// What is wrong with the names of fields that have an index: its folder is that of something else.
pub(super) fn problems(settings: &Settings, config: &str) -> Vec<Diagnostic> {
    let mut taken = Taken::default();
    let fields = settings.fields.iter().filter(|field| field.facet);
    let clashes = fields.filter(|field| {
        let folder = field.folder();
        pages::is_reserved(&folder, &BUILT_IN) || !taken.claim(&folder)
    });
    clashes
        .map(|field| {
            let message = format!(
                "the index of `{}` would be at /{}/, which is taken",
                field.key.value,
                field.folder()
            );
            let finding = Diagnostic::error(RuleName::InvalidValue, config, field.key.span, message);
            finding.hint("choose another name for the key, or remove `facet`")
        })
        .collect()
}

/// What a postmortem says under the site's own keys, in the order of `site.yaml`.
pub(super) fn views(site: &Site, item: &Item) -> Vec<OwnFieldView> {
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
