//! Files beside postmortems and pages: copied where a text refers to them, and only then.

use crate::markdown::links::{Links, Target};
use crate::site::kind::{Kind, Plan, Planned};
use crate::text::blocks::LinkUse;
use crate::url;
use rayon::prelude::*;

pub(in crate::site) const KIND: Kind = Kind {
    name: "copies",
    routes,
    ..Kind::BARE
};

fn routes(plan: &Plan<'_>) -> Vec<Planned> {
    let Some(site) = plan.site else {
        return Vec::new();
    };
    let items = plan.archive.items.par_iter().zip(&site.texts);
    let postmortems = items.filter_map(|(item, text)| {
        let text = text.as_deref()?;
        Some((
            url::postmortem(&item.slug),
            text.record.path.as_str(),
            &text.document.links,
        ))
    });
    let pages = plan
        .own_pages
        .par_iter()
        .map(|own| (own.url.clone(), own.page.path(), &own.page.links));
    let planned = postmortems.chain(pages).flat_map_iter(|(folder, path, used)| {
        let files = beside(&site.links, path, used);
        files.map(move |(source, output)| Planned::copy(format!("{folder}{output}"), source))
    });
    planned.collect()
}

/// The files that the text at `path` refers to: the path of each in the sources, and where it goes, from the text's
/// folder on.
pub(in crate::site) fn beside(
    links: &Links,
    path: &str,
    used: &[LinkUse],
) -> impl Iterator<Item = (String, String)> {
    used.iter()
        .filter_map(move |link| match links.resolve(path, &link.dest, link.image) {
            Target::Asset { source, output } => Some((source, output)),
            _ => None,
        })
}
