//! `/`: what the archive says at a glance, the year, the latest.

use crate::archive::facet::{Facet, Group};
use crate::site::chrome::Subject;
use crate::site::routes::{Key, Kind, Make, Planned};
use crate::site::view::{Count, Home, Link, View};
use crate::site::{Site, rows, strip, url, words};

pub(in crate::site) const KIND: Kind = Kind {
    routes: |_| Planned::single(""),
    make: Make::View(view),
};

/// How many postmortems are the latest.
const LATEST: usize = 10;
/// How many services and causes are shown.
const MOST: usize = 5;

fn view(site: &Site, _: Key) -> Option<View> {
    let archive = &site.archive;
    let strip = archive
        .as_of
        .and_then(|today| strip::year(site, &url::root(""), today));
    let title = match (&strip, archive.items.len()) {
        (Some(strip), _) if strip.count > 0 => format!(
            "{} in twelve months",
            words::count(strip.count, "incident", "incidents")
        ),
        (_, 0) => "No postmortems yet".to_owned(),
        (_, count) => words::count(count, "postmortem", "postmortems"),
    };
    let lead = lead(site);
    let page = site.page_of(
        Subject::Site,
        "",
        &site.settings.title,
        description(site, &lead),
        Vec::new(),
    );
    Some(View::Home(Box::new(Home {
        page,
        title,
        lead,
        strip: strip.map(|strip| strip.chart),
        latest: (0..archive.items.len().min(LATEST))
            .filter_map(|place| site.row(place))
            .collect(),
        all: Link {
            text: match archive.items.len() {
                0 => "The archive".to_owned(),
                1 => "The archive: 1 postmortem".to_owned(),
                count => format!("All {} postmortems", words::thousands(count)),
            },
            url: url::ARCHIVE.to_owned(),
        },
        services: most(site, Facet::Service),
        causes: most(site, Facet::Cause),
    })))
}

fn description<'a>(site: &'a Site, lead: &'a str) -> &'a str {
    match site.settings.description.as_str() {
        "" => lead,
        description => description,
    }
}

fn lead(site: &Site) -> String {
    let metrics = &site.archive.metrics;
    let mut parts = Vec::new();
    match (metrics.detect.median, metrics.felt.median) {
        (Some(detect), Some(felt)) => parts.push(format!(
            "The median incident was noticed {} and mitigated after {}.",
            words::after(detect),
            words::duration(felt)
        )),
        (Some(detect), None) => parts.push(format!(
            "The median incident was noticed {}.",
            words::after(detect)
        )),
        (None, Some(felt)) => parts.push(format!(
            "The median incident was mitigated after {}.",
            words::duration(felt)
        )),
        (None, None) => {}
    }
    if let Some(item) = site.archive.items.first()
        && let Some(date) = item.date
    {
        let service = rows::links(&site.archive, item, Facet::Service)
            .into_iter()
            .next();
        let what = service.map_or_else(|| item.record.title.value.clone(), |link| link.text);
        parts.push(format!("The last one: {what}, {}.", words::date(date)));
    }
    parts.join(" ")
}

fn most(site: &Site, facet: Facet) -> Vec<Count> {
    let all = site.archive.items.len();
    // That a cause is not known is no cause.
    let known = |group: &&Group| facet != Facet::Cause || group.name != "unknown";
    let groups = site.archive.facet(facet).iter().filter(known);
    groups
        .take(MOST)
        .map(|group| count(facet, group, group.members.len(), all))
        .collect()
}

/// A group with how many of all it has.
pub(super) fn count(facet: Facet, group: &Group, count: usize, all: usize) -> Count {
    Count {
        text: group.label.clone(),
        url: rows::group_url(facet, group),
        count,
        note: format!("{} of {}", words::thousands(count), words::thousands(all)),
    }
}
