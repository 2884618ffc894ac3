//! Files beside postmortems and pages: copied where a text refers to them, and only then.

use crate::markdown::links::Target;
use crate::postmortem::Postmortem;
use crate::site::routes::{Key, Kind, Make, Plan, Planned};
use crate::site::{Site, url};
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
    texts
        .flat_map_iter(|(folder, text)| of_text(site, folder, text))
        .collect()
}

/// The files beside one text, which stands in a folder of the output.
fn of_text<'a>(site: &'a Site, folder: String, text: &'a Postmortem) -> impl Iterator<Item = Planned> + 'a {
    let links = text.document.links.iter();
    links.filter_map(
        move |link| match site.links.resolve(&text.record.path, &link.dest, link.image) {
            Target::Asset { source, output } => Some(Planned {
                url: format!("{folder}{output}"),
                key: Key::default(),
                copy: Some(source),
            }),
            _ => None,
        },
    )
}
