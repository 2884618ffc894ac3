//! `/postmortems.json`, `/postmortems/SLUG/index.json` and `/services/SLUG/index.json`: the facts as data.

use crate::archive::facet::FacetId;
use crate::site::Site;
use crate::site::kind::{Key, Kind, Make, Plan, Planned, Route};
use crate::{data, url};
use serde::Serialize;

pub(in crate::site) const ARCHIVE: Kind = Kind {
    name: "data",
    reserved: |_| vec!["postmortems"],
    routes: |_| Planned::single(url::DATA),
    make: Make::Bytes(|site, _| bytes(&data::archive(&site.archive, &site.recurrences))),
    ..Kind::BARE
};

pub(in crate::site) const POSTMORTEM: Kind = Kind {
    name: "postmortem-data",
    routes,
    make: Make::Bytes(postmortem),
    ..Kind::BARE
};

/// Of each service, for portals that show what is known of it.
pub(in crate::site) const SERVICE: Kind = Kind {
    name: "service-data",
    routes: |plan| {
        let services = plan.archive.groups(FacetId::SERVICE).iter().enumerate();
        let key = |group| Key::Group {
            facet: FacetId::SERVICE,
            group,
            page: 1,
        };
        services
            .map(|(index, service)| Planned::new(url::service_data(&service.url), key(index)))
            .collect()
    },
    make: Make::Bytes(|site, route| {
        let Key::Group { group, .. } = route.key else {
            return Vec::new();
        };
        let service = site.archive.groups(FacetId::SERVICE).get(group);
        service.map_or_else(Vec::new, |service| {
            bytes(&data::service(&site.archive, &site.settings, service))
        })
    }),
    ..Kind::BARE
};

fn routes(plan: &Plan<'_>) -> Vec<Planned> {
    let items = plan.archive.items.iter().enumerate();
    items
        .map(|(index, item)| Planned::new(url::postmortem_data(&item.slug), Key::Postmortem(index)))
        .collect()
}

fn postmortem(site: &Site, route: &Route) -> Vec<u8> {
    let Key::Postmortem(index) = route.key else {
        return Vec::new();
    };
    let Some(item) = site.archive.items.get(index) else {
        return Vec::new();
    };
    let text = site.texts.get(index).and_then(Option::as_ref);
    bytes(&data::whole(
        &site.archive,
        &site.recurrences,
        item,
        text.map(|text| &*text.document.source),
    ))
}

/// One line of JSON. Our data has no keys but texts, so that nothing can fail.
fn bytes(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
