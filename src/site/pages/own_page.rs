//! `/NAME/`: the site's own pages, from content/pages.

use crate::site::kind::{Key, Kind, Make, Plan, Planned};
use crate::site::subject::Subject;
use crate::site::{Site, body};
use crate::url;
use crate::view::{Link, Text, View};

pub(in crate::site) const KIND: Kind = Kind {
    name: "own-page",
    listed: true,
    nav: |plan| {
        plan.own_pages
            .iter()
            .map(|own| Link::new(&own.page.title, &own.url))
            .collect()
    },
    routes,
    make: Make::View(view),
    ..Kind::BARE
};

fn routes(plan: &Plan<'_>) -> Vec<Planned> {
    let pages = plan.own_pages.iter().enumerate();
    pages
        .map(|(index, own)| Planned::new(own.url.clone(), Key::OwnPage(index)))
        .collect()
}

fn view(site: &Site, key: Key) -> Option<View> {
    let Key::OwnPage(index) = key else { return None };
    let own = site.own_pages.get(index)?;
    let page = &own.page;
    let text = body::text(site, &own.url, page);
    Some(View::Text(Box::new(Text {
        page: site.page_of(Subject::Text, &own.url, &page.title, &page.summary, Vec::new()),
        title: page.title.clone(),
        html: text.html,
        contents: text.contents,
        notes: text.notes,
        edit: url::edit(&site.settings, page.path()),
    })))
}
