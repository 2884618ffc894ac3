//! `/404.html`: what a server shows where there is no page. It is at any depth, so that its links need
//! the site's whole address.

use crate::site::Site;
use crate::site::kind::{Key, Kind, Make, Planned};
use crate::site::subject::Subject;
use crate::url;
use crate::view::{NotFound, View};

pub(in crate::site) const KIND: Kind = Kind {
    name: "not-found",
    reserved: |_| vec!["404"],
    routes: |plan| match plan.settings.base_url {
        Some(_) => Planned::single(url::NOT_FOUND),
        None => Vec::new(),
    },
    make: Make::View(view),
    ..Kind::BARE
};

/// How many postmortems it offers.
const LATEST: usize = 5;

fn view(site: &Site, _: Key) -> Option<View> {
    let base = site.settings.base_url.clone()?;
    let mut page = site.page_of(Subject::Nothing, url::NOT_FOUND, "Page not found", "", Vec::new());
    page.footer = site.footer(&base);
    page.root = base;
    page.canonical = None;
    Some(View::NotFound(Box::new(NotFound {
        title: page.title.clone(),
        page,
        latest: (0..site.archive.items.len().min(LATEST))
            .filter_map(|index| site.row(index))
            .collect(),
    })))
}
