//! `/postmortems.json` and `/postmortems/SLUG/index.json`: the facts as data.

use crate::site::Site;
use crate::site::routes::{Key, Kind, Make, Plan, Planned, Route};
use crate::{data, url};
use serde::Serialize;

pub(in crate::site) const ARCHIVE: Kind = Kind {
    routes: |_| Planned::single(url::DATA),
    make: Make::Bytes(|site, _| bytes(&data::archive(&site.archive))),
};

pub(in crate::site) const POSTMORTEM: Kind = Kind {
    routes,
    make: Make::Bytes(postmortem),
};

fn routes(plan: &Plan<'_>) -> Vec<Planned> {
    let items = plan.archive.items.iter().enumerate();
    items
        .map(|(place, item)| {
            let key = Key {
                place,
                ..Key::default()
            };
            Planned::new(url::postmortem_data(&item.slug), key)
        })
        .collect()
}

fn postmortem(site: &Site, route: &Route) -> Vec<u8> {
    let place = route.key.place;
    let Some(item) = site.archive.items.get(place) else {
        return Vec::new();
    };
    let text = site.texts.get(place).and_then(Option::as_ref);
    bytes(&data::whole(item, text.map(|text| &*text.document.source)))
}

/// One line of JSON. Our data has no keys but texts, so that nothing can fail.
fn bytes(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
