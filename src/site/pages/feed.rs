//! `/feed.xml` and `/feed.json`, and one each beside every service, cause and team.

use crate::site::Site;
use crate::site::feeds::{self, Feed};
use crate::site::kind::{Key, Kind, Make, Plan, Planned, Route};

pub(in crate::site) const RSS: Kind = Kind {
    name: "rss",
    reserved: |_| vec!["feed"],
    routes: |plan| routes(plan, "feed.xml"),
    make: Make::Bytes(|site, route| {
        feed(site, route)
            .map(|feed| feeds::rss(&feed))
            .unwrap_or_default()
    }),
    ..Kind::BARE
};

pub(in crate::site) const JSON: Kind = Kind {
    name: "json-feed",
    reserved: |_| vec!["feed"],
    routes: |plan| routes(plan, "feed.json"),
    make: Make::Bytes(|site, route| {
        feed(site, route)
            .map(|feed| feeds::json(&feed))
            .unwrap_or_default()
    }),
    ..Kind::BARE
};

fn routes(plan: &Plan<'_>, file: &str) -> Vec<Planned> {
    if plan.settings.base_url.is_none() {
        return Vec::new();
    }
    let mut planned = Planned::single(file);
    let facets = plan.archive.facets.iter().filter(|facet| facet.has_feeds);
    for facet in facets.map(|facet| facet.id) {
        for (index, group) in plan.archive.groups(facet).iter().enumerate() {
            let key = Key::Group {
                facet,
                group: index,
                page: 1,
            };
            // Readers of feeds follow no page that redirects: a former name keeps its feed.
            let former = group.aliases.iter().filter_map(|(_, url)| url.as_ref());
            let urls = former.chain([&group.url]);
            planned.extend(urls.map(|url| Planned::new(format!("{url}{file}"), key)));
        }
    }
    planned
}

fn feed<'a>(site: &'a Site, route: &Route) -> Option<Feed<'a>> {
    match route.key {
        Key::Group { facet, group, .. } => {
            let group = site.archive.groups(facet).get(group)?;
            Feed::of_group(site, site.archive.facet(facet)?, group, &route.path)
        }
        _ => Feed::of_archive(site, &route.path),
    }
}
