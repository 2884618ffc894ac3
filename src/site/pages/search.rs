//! `/search/`: full text, and the files that its script loads.

use crate::archive::Item;
use crate::archive::facet::FacetId;
use crate::parallel;
use crate::search::{Files, Index};
use crate::site::Site;
use crate::site::kind::{Key, Kind, Make, Plan, Planned, Route};
use crate::site::searched::{self, FILTERS};
use crate::url;
use crate::view::{Link, Search, View};
use std::sync::Arc;

pub(in crate::site) const KIND: Kind = Kind {
    name: "search",
    listed: true,
    more_nav: |plan| match is_there(plan) {
        true => vec![Link::new("Search", url::SEARCH)],
        false => Vec::new(),
    },
    reserved: |_| vec!["search"],
    routes: |plan| match is_there(plan) {
        true => Planned::single(url::SEARCH),
        false => Vec::new(),
    },
    make: Make::View(view),
    ..Kind::BARE
};

pub(in crate::site) const START: Kind = Kind {
    name: "search-index",
    routes: |plan| match is_there(plan) {
        true => Planned::single(&url::search_file("index")),
        false => Vec::new(),
    },
    make: Make::Bytes(|site, _| site.search().start()),
    ..Kind::BARE
};

pub(in crate::site) const WORDS: Kind = Kind {
    name: "search-words",
    routes: |plan| files(plan, "words", |files| files.words),
    make: Make::Bytes(|site, route| site.search().words(number(route))),
    ..Kind::BARE
};

pub(in crate::site) const POSTINGS: Kind = Kind {
    name: "search-postings",
    routes: |plan| files(plan, "postings", |files| files.postings),
    make: Make::Bytes(|site, route| site.search().postings(number(route))),
    ..Kind::BARE
};

pub(in crate::site) const OF_FILTER: Kind = Kind {
    name: "search-filters",
    routes: |plan| files(plan, "filters", |_| FILTERS.len()),
    make: Make::Bytes(|site, route| site.search().filter(number(route))),
    ..Kind::BARE
};

pub(in crate::site) const DOCUMENTS: Kind = Kind {
    name: "search-documents",
    routes: |plan| files(plan, "documents", |files| files.documents),
    make: Make::Bytes(|site, route| site.search().documents(number(route))),
    ..Kind::BARE
};

fn is_there(plan: &Plan<'_>) -> bool {
    !plan.archive.items.is_empty()
}

fn files(plan: &Plan<'_>, name: &str, count: fn(Files) -> usize) -> Vec<Planned> {
    if !is_there(plan) {
        return Vec::new();
    }
    let files = 0..count(Files::of(plan.archive.items.len()));
    files
        .map(|file| {
            Planned::new(
                url::search_file(&format!("{name}/{file}")),
                Key::List { page: file },
            )
        })
        .collect()
}

const fn number(route: &Route) -> usize {
    match route.key {
        Key::List { page } => page,
        _ => 0,
    }
}

/// The index of a site's postmortems.
pub(in crate::site) fn index(site: &Site) -> Index {
    let document = |item: &Arc<Item>| {
        let text = site.texts.get(item.index).and_then(Option::as_deref);
        searched::document(site, item, text)
    };
    Index::new(parallel::parts(&site.archive.items, |part| {
        part.iter().map(document).collect()
    }))
}

fn view(site: &Site, _: Key) -> Option<View> {
    let facets = site.archive.facets.iter();
    let ways =
        facets.filter(|facet| facet.id != FacetId::AUTHOR && !site.archive.groups(facet.id).is_empty());
    let mut ways: Vec<Link> = ways
        .map(|facet| Link::new(&*facet.label, url::facet(&facet.folder)))
        .collect();
    ways.push(Link::new("All postmortems by date", url::ARCHIVE));
    Some(View::Search(Box::new(Search {
        page: site.page(url::SEARCH, "Search", "", Vec::new()),
        title: "Search".to_owned(),
        filters: FILTERS.to_vec(),
        ways,
    })))
}
