//! Files beside postmortems and pages: copied where a text refers to them, and only then.

use crate::markdown::links::Target;
use crate::postmortem::Postmortem;
use crate::site::routes::{Key, Kind, Make, Plan, Planned};
use crate::site::{Site, url};

pub(in crate::site) const KIND: Kind = Kind {
    routes,
    make: Make::Copy,
};

fn routes(plan: &Plan<'_>) -> Vec<Planned> {
    let mut planned = Vec::new();
    let Some(site) = plan.site else {
        return planned;
    };
    for (item, text) in plan.archive.items.iter().zip(&site.texts) {
        if let Some(text) = text {
            of_text(site, &url::postmortem(&item.slug), text, &mut planned);
        }
    }
    for page in plan.own_pages {
        of_text(site, &page.url, &page.text, &mut planned);
    }
    planned
}

fn of_text(site: &Site, folder: &str, text: &Postmortem, planned: &mut Vec<Planned>) {
    for link in &text.document.links {
        if let Target::Asset { source, output } =
            site.links.resolve(&text.record.path, &link.dest, link.image)
        {
            planned.push(Planned {
                url: format!("{folder}{output}"),
                key: Key::default(),
                copy: Some(source),
            });
        }
    }
}
