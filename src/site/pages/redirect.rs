//! `/postmortems/ALIAS/`: old addresses lead to new ones.

use crate::site::Site;
use crate::site::kind::{Key, Kind, Make, Plan, Planned};
use crate::site::subject::Subject;
use crate::url;
use crate::view::{Link, Redirect, View};

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
    planned
}

fn view(site: &Site, key: Key) -> Option<View> {
    let Key::Alias { postmortem, alias } = key else {
        return None;
    };
    let item = site.archive.items.get(postmortem)?;
    let alias = item.record.aliases.get(alias)?;
    let to = Link {
        text: item.record.title.value.clone(),
        url: url::postmortem(&item.slug),
    };
    let mut page = site.page_of(
        Subject::Nothing,
        &url::postmortem(&alias.value),
        &to.text,
        "",
        Vec::new(),
    );
    let base = site.settings.base_url.as_deref();
    page.canonical = base.map(|base| url::absolute(base, &to.url));
    Some(View::Redirect(Box::new(Redirect { page, to })))
}
