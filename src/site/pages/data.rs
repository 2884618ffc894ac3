//! `/postmortems.json`, `/postmortems/SLUG/index.json` and `/services/SLUG/index.json`: the facts as data.

use crate::archive::Archive;
use crate::archive::facet::{FacetId, Group};
use crate::config::{Service, Settings};
use crate::site::Site;
use crate::site::kind::{Key, Kind, Make, Plan, Planned, Route};
use crate::slug::slug;
use crate::{data, url};
use serde::Serialize;
use std::collections::BTreeSet;

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
        let known = plan.archive.groups(FacetId::SERVICE);
        let unharmed = unharmed(plan.archive, plan.settings);
        let unharmed = unharmed.iter().map(|(at, service)| (known.len() + at, service));
        let services = known.iter().enumerate().chain(unharmed);
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
        let known = site.archive.groups(FacetId::SERVICE);
        let json = |service: &Group| bytes(&data::service(&site.archive, &site.settings, service));
        match group.checked_sub(known.len()) {
            None => known.get(group).map(json),
            Some(at) => {
                let service = site.settings.services.get(at);
                service.map(|service| json(&without_postmortems(service)))
            }
        }
        .unwrap_or_default()
    }),
    ..Kind::BARE
};

/// The services of `site.yaml` that no postmortem names, each with its place there: a portal asks for each that it knows. Each has the
/// address that its page gets with its first postmortem, unless another one has it.
fn unharmed(archive: &Archive, settings: &Settings) -> Vec<(usize, Group)> {
    let known = archive.groups(FacetId::SERVICE).iter();
    let mut taken: BTreeSet<String> = known
        .flat_map(|group| {
            let former = group.aliases.iter().filter_map(|(_, url)| url.clone());
            former.chain([group.url.clone()])
        })
        .collect();
    let unnamed = settings.services.iter().enumerate();
    let unnamed = unnamed.filter(|(_, service)| archive.group(FacetId::SERVICE, &service.name).is_none());
    let groups = unnamed.map(|(at, service)| (at, without_postmortems(service)));
    groups
        .filter(|(_, group)| taken.insert(group.url.clone()))
        .collect()
}

fn without_postmortems(service: &Service) -> Group {
    Group {
        url: url::group("services", &slug(&service.name.to_lowercase())),
        name: service.name.clone(),
        ..Group::default()
    }
}

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
