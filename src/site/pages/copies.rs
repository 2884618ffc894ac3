//! Files beside postmortems and pages: copied where a text refers to them, and only then.

use crate::markdown::links::{Links, Target};
use crate::postmortem::Postmortem;
use crate::site::routes::{Key, Kind, Make, Plan, Planned};
use crate::url;
use rayon::prelude::*;

pub(in crate::site) const KIND: Kind = Kind {
    routes,
    make: Make::Copy,
};

fn routes(plan: &Plan<'_>) -> Vec<Planned> {
    let Some(site) = plan.site else {
        return Vec::new();
    };
    let items = plan.archive.items.par_iter().zip(&site.texts);
    let postmortems = items.filter_map(|(item, text)| Some((url::postmortem(&item.slug), text.as_deref()?)));
    let pages = plan.own_pages.par_iter();
    let texts = postmortems.chain(pages.map(|page| (page.url.clone(), &*page.text)));
    let planned = texts.flat_map_iter(|(folder, text)| {
        let files = beside(&site.links, text);
        files.map(move |(source, output)| Planned {
            url: format!("{folder}{output}"),
            key: Key::default(),
            copy: Some(source),
        })
    });
    planned.collect()
}

/// The files that a text refers to: the path of each in the sources, and where it goes, from the text's folder on.
pub(in crate::site) fn beside(links: &Links, text: &Postmortem) -> impl Iterator<Item = (String, String)> {
    let path = &text.record.path;
    text.document
        .links
        .iter()
        .filter_map(move |link| match links.resolve(path, &link.dest, link.image) {
            Target::Asset { source, output } => Some((source, output)),
            _ => None,
        })
}
