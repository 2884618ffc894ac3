//! `/postmortems/ALIAS/`, `/services/ALIAS/` and so on: old addresses lead to new ones.

use crate::site::kind::{Key, Kind, Make, Plan, Planned};
use crate::site::subject::Subject;
use crate::site::{Site, rows};
use crate::url;
use crate::view::{Link, Redirect, View, words};

pub(in crate::site) const KIND: Kind = Kind {
    name: "redirect",
    routes,
    make: Make::View(view),
    ..Kind::BARE
};

fn routes(plan: &Plan<'_>) -> Vec<Planned> {
    let mut taken: std::collections::BTreeSet<String> = plan
        .archive
        .items
        .iter()
        .map(|item| item.slug.to_lowercase())
        .collect();
    let mut planned = Vec::new();
    for (index, item) in plan.archive.items.iter().enumerate() {
        for (number, alias) in item.record.aliases.iter().enumerate() {
            // A slug or an earlier alias of the same name keeps the address; a rule reports it.
            if url::slug(&alias.value) == alias.value && taken.insert(alias.value.to_lowercase()) {
                let key = Key::Alias {
                    postmortem: index,
                    alias: number,
                };
                planned.push(Planned::new(url::postmortem(&alias.value), key));
            }
        }
    }
    for facet in plan.archive.facets.iter().map(|facet| facet.id) {
        for (index, group) in plan.archive.groups(facet).iter().enumerate() {
            for (number, (_, url)) in group.aliases.iter().enumerate() {
                let key = Key::FormerGroup {
                    facet,
                    group: index,
                    alias: number,
                };
                planned.extend(url.as_ref().map(|url| Planned::new(url.clone(), key)));
            }
        }
    }
    planned
}

fn view(site: &Site, key: Key) -> Option<View> {
    let (from, to) = match key {
        Key::Alias { postmortem, alias } => {
            let item = site.archive.items.get(postmortem)?;
            let alias = item.record.aliases.get(alias)?;
            let to = Link::new(words::title(&item.record), url::postmortem(&item.slug));
            (url::postmortem(&alias.value), to)
        }
        Key::FormerGroup { facet, group, alias } => {
            let group = site.archive.groups(facet).get(group)?;
            let (_, url) = group.aliases.get(alias)?;
            (url.clone()?, rows::group_link(group))
        }
        _ => return None,
    };
    let mut page = site.page_of(Subject::Nothing, &from, &to.text, "", Vec::new());
    let base = site.settings.base_url.as_deref();
    page.canonical = base.map(|base| url::absolute(base, &to.url));
    Some(View::Redirect(Box::new(Redirect { page, to })))
}
