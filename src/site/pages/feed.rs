//! `/feed.xml` and `/feed.json`, and one each beside every service, cause and team.

use crate::archive::facet::Facet;
use crate::site::feeds::{self, Feed};
use crate::site::routes::{Key, Kind, Make, Plan, Planned, Route};
use crate::site::{Site, rows};

pub(in crate::site) const RSS: Kind = Kind {
    routes: |plan| routes(plan, "feed.xml"),
    make: Make::Bytes(|site, route| {
        feed(site, route)
            .map(|feed| feeds::rss(&feed))
            .unwrap_or_default()
    }),
};

pub(in crate::site) const JSON: Kind = Kind {
    routes: |plan| routes(plan, "feed.json"),
    make: Make::Bytes(|site, route| {
        feed(site, route)
            .map(|feed| feeds::json(&feed))
            .unwrap_or_default()
    }),
};

fn routes(plan: &Plan<'_>, file: &str) -> Vec<Planned> {
    if plan.settings.base_url.is_none() {
        return Vec::new();
    }
    let mut planned = vec![Planned::new(file, Key::default())];
    for &facet in Facet::ALL.iter().filter(|facet| facet.has_feeds()) {
        for (place, group) in plan.archive.facet(facet).iter().enumerate() {
            let key = Key {
                facet: Some(facet),
                place,
                page: 1,
            };
            planned.push(Planned::new(
                format!("{}{file}", rows::group_url(facet, group)),
                key,
            ));
        }
    }
    planned
}

fn feed<'a>(site: &'a Site, route: &Route) -> Option<Feed<'a>> {
    let key = route.key;
    let Some(facet) = key.facet else {
        return Feed::of_archive(site, &route.path);
    };
    let group = site.archive.facet(facet).get(key.place)?;
    Feed::of_group(site, facet, group, &route.path)
}
