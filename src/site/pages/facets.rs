//! `/services/`, `/causes/` and so on: all of one facet with counts and times.

use crate::archive::Item;
use crate::archive::facet::{Facet, Group};
use crate::archive::metrics::Times;
use crate::site::charts::{co_occurrence, counts};
use crate::site::routes::{Key, Kind, Make, Plan, Planned, ROWS};
use crate::site::{Site, lists, rows};
use crate::view::words;
use crate::view::{FacetRow, Facets, View};

pub(in crate::site) const KIND: Kind = Kind {
    routes,
    make: Make::View(view),
};

/// The address of a facet's list.
fn url(facet: Facet) -> String {
    format!("{}/", facet.folder())
}

fn routes(plan: &Plan<'_>) -> Vec<Planned> {
    let facets = Facet::ALL.iter();
    facets
        .flat_map(|&facet| {
            let key = Key {
                facet: Some(facet),
                ..Key::default()
            };
            Planned::list(&url(facet), key, plan.archive.facet(facet).len())
        })
        .collect()
}

fn view(site: &Site, key: Key) -> Option<View> {
    let facet = key.facet?;
    let groups = site.archive.facet(facet);
    let (lead, title) = (lead(site, facet), title(facet, groups));
    let first = key.page == 1;
    let mut sorted: Vec<&Group> = groups.iter().collect();
    // People are not ranked.
    if facet == Facet::Author {
        sorted.sort_by_cached_key(|group| group.label.to_lowercase());
    }
    let shown = sorted.into_iter().skip((key.page - 1) * ROWS).take(ROWS);
    let path = crate::url::paged(&url(facet), key.page);
    Some(View::Facets(Box::new(Facets {
        page: site.page(&path, facet.label(), &lead, Vec::new()),
        facet: facet.folder(),
        title,
        lead,
        bars: first.then(|| counts::bars(site, facet)).flatten(),
        together: match facet {
            Facet::Cause if first => {
                let items: Vec<&Item> = site.archive.all().collect();
                co_occurrence::causes(site, &items, &path, true)
            }
            _ => None,
        },
        times: facet.has_times(),
        rows: shown.map(|group| row(site, facet, group)).collect(),
        pager: lists::pager(&url(facet), key.page, groups.len()),
    })))
}

/// `Twenty services failed, Locker gateway most often`
fn title(facet: Facet, groups: &[Group]) -> String {
    let many = facet.label().to_lowercase();
    let (one, number) = (facet.one(), words::number(groups.len()));
    match groups {
        [] => format!("No {many} recorded"),
        [only] => format!("One {one}: {}", only.label),
        [first, second, ..] => {
            let most = groups
                .iter()
                .max_by_key(|group| group.members.len())
                .unwrap_or(first);
            let clear = groups
                .iter()
                .filter(|group| group.members.len() == most.members.len())
                .count()
                == 1;
            let what = match facet {
                Facet::Service => "services failed",
                Facet::Author => "authors",
                _ => many.as_str(),
            };
            match clear && facet != Facet::Author {
                true => format!("{number} {what}, {} most often", most.label),
                false if groups.len() == 2 => {
                    format!("{number} {what}: {} and {}", first.label, second.label)
                }
                false => format!("{number} {what}"),
            }
        }
    }
}

fn lead(site: &Site, facet: Facet) -> String {
    let items = site.archive.all();
    let without = items.filter(|item| item.places(facet).is_empty()).count();
    match (without, facet) {
        (0, Facet::Cause) => "Root causes and contributing causes are both counted.".to_owned(),
        (0, _) => String::new(),
        (without, Facet::Cause) => format!(
            "Root causes and contributing causes are both counted. {} no cause.",
            words::count(without, "postmortem names", "postmortems name")
        ),
        (without, facet) => format!(
            "{} no {}.",
            words::count(without, "postmortem names", "postmortems name"),
            facet.one()
        ),
    }
}

fn row(site: &Site, facet: Facet, group: &Group) -> FacetRow {
    let metrics = &group.metrics;
    let median = |times: &Times| words::duration_or_unknown(times.median);
    FacetRow {
        text: group.label.clone(),
        url: rows::group_url(facet, group),
        count: words::thousands(metrics.count),
        total: match metrics.felt.n {
            0 => words::UNKNOWN.to_owned(),
            _ => words::duration(metrics.total),
        },
        detect: median(&metrics.detect),
        mitigate: median(&metrics.felt),
        resolve: median(&metrics.resolve),
        last: words::date_or_unknown(site.archive.members(&group.members).find_map(|item| item.date)),
    }
}
