//! `/services/`, `/causes/` and so on: all of one facet with counts and times.

mod worst;

use super::facet::lead::total;
use crate::archive::Item;
use crate::archive::facet::{Facet, FacetId, Group};
use crate::archive::metrics::Times;
use crate::site::charts::co_occurrence;
use crate::site::charts::counts::CountBars;
use crate::site::kind::{Key, Kind, Make, Plan, Planned, ROWS};
use crate::site::{Site, lists};
use crate::url;
use crate::view::{FacetRow, Facets, Link, View, words};
use std::cmp::Reverse;

pub(in crate::site) const KIND: Kind = Kind {
    name: "facets",
    listed: true,
    nav: |plan| links(plan, true),
    more_nav: |plan| links(plan, false),
    reserved: |facets| facets.iter().map(|facet| &*facet.folder).collect(),
    routes,
    make: Make::View(view),
};

/// The facets that are in the menu by themselves, or those that are not.
fn links(plan: &Plan<'_>, in_menu: bool) -> Vec<Link> {
    let facets = plan.archive.facets.iter();
    let facets = facets.filter(|facet| facet.in_menu == in_menu);
    facets
        .filter(|facet| !plan.archive.groups(facet.id).is_empty())
        .map(|facet| Link::new(&*facet.label, url::facet(&facet.folder)))
        .collect()
}

fn routes(plan: &Plan<'_>) -> Vec<Planned> {
    let facets = plan.archive.facets.iter();
    facets
        .flat_map(|facet| {
            let groups = plan.archive.groups(facet.id).len();
            Planned::list(&url::facet(&facet.folder), groups, |page| Key::Facet {
                facet: facet.id,
                page,
            })
        })
        .collect()
}

fn view(site: &Site, key: Key) -> Option<View> {
    let Key::Facet { facet: id, page } = key else {
        return None;
    };
    let facet = site.archive.facet(id)?;
    let groups = site.archive.groups(id);
    let list = url::facet(&facet.folder);
    let (lead, title) = (lead(site, facet), title(facet, groups));
    let first = page == 1;
    let mut sorted: Vec<&Group> = groups.iter().collect();
    // People are not ranked.
    if id == FacetId::AUTHOR {
        sorted.sort_by_cached_key(|group| group.label.to_lowercase());
    }
    let bars = CountBars::of(site, facet);
    // Whatever contributes to much is the root of less: roots come first, as in the picture of what occurred together.
    if let (FacetId::CAUSE, Some(bars)) = (id, &bars) {
        sorted.sort_by_cached_key(|group| Reverse(bars.filled(site, group)));
    }
    let shown = sorted.into_iter().skip((page - 1) * ROWS).take(ROWS);
    let path = url::paged(&list, page);
    Some(View::Facets(Box::new(Facets {
        page: site.page(&path, &facet.label, &lead, Vec::new()),
        facet: facet.folder.clone(),
        title,
        lead,
        together: match id {
            FacetId::CAUSE if first => {
                let items: Vec<&Item> = site.archive.all().collect();
                co_occurrence::causes(site, &items, &path, true)
            }
            _ => None,
        },
        times: facet.has_times,
        rows: shown.map(|group| row(site, id, group, bars.as_ref())).collect(),
        bars: bars.map(|bars| bars.words),
        pager: lists::pages(&list, page, groups.len()),
    })))
}

/// `Twenty services failed, Locker gateway most often`
fn title(facet: &Facet, groups: &[Group]) -> String {
    let many = facet.label.to_lowercase();
    let known: Vec<&Group> = groups.iter().filter(|group| group.is_known(facet.id)).collect();
    // A service that nearly failed did not fail.
    let weight = |group: &Group| match facet.id {
        FacetId::SERVICE => group.hits(),
        _ => group.members.len(),
    };
    let some = known.iter().filter(|group| weight(group) > 0).count();
    let (one, number) = (&facet.one, words::number(some));
    match known.as_slice() {
        [] if groups.is_empty() => format!("No {many} recorded"),
        [] => format!("No {one} is known"),
        [only] => format!("One {one}: {}", only.label),
        [first, second, ..] => {
            let most = known.iter().max_by_key(|group| weight(group)).unwrap_or(first);
            let equal = known.iter().filter(|group| weight(group) == weight(most));
            let clear = equal.count() == 1;
            match (facet.id, some) {
                (FacetId::SERVICE, 0) => return "No service failed".to_owned(),
                (FacetId::SERVICE, 1) => return format!("One service failed: {}", most.label),
                _ => {}
            }
            let what = match facet.id {
                FacetId::SERVICE => "services failed",
                FacetId::AUTHOR => "authors",
                _ => many.as_str(),
            };
            match clear && facet.id != FacetId::AUTHOR {
                true => format!("{number} {what}, {} most often", most.label),
                false if known.len() == 2 => {
                    format!("{number} {what}: {} and {}", first.label, second.label)
                }
                false => format!("{number} {what}"),
            }
        }
    }
}

fn lead(site: &Site, facet: &Facet) -> String {
    let worst = match facet.id {
        FacetId::SERVICE => worst::service(site),
        FacetId::TEAM => worst::team(site),
        _ => String::new(),
    };
    let near_misses = match facet.has_times && site.archive.metrics.near_misses > 0 {
        true => "Near misses count as postmortems, not as incidents.".to_owned(),
        false => String::new(),
    };
    let parts = [worst, counted(site, facet), near_misses];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// What is counted, and what has nothing that could be.
fn counted(site: &Site, facet: &Facet) -> String {
    let items = site.archive.all();
    let without = items
        .filter(|item| site.archive.group_indexes(item, facet.id).is_empty())
        .count();
    match (without, facet.id) {
        (0, FacetId::CAUSE) => "Root causes and contributing causes are both counted.".to_owned(),
        (0, _) => String::new(),
        (without, FacetId::CAUSE) => format!(
            "Root causes and contributing causes are both counted. {} no cause.",
            words::count(without, "postmortem names", "postmortems name")
        ),
        (without, _) => format!(
            "{} no {}.",
            words::count(without, "postmortem names", "postmortems name"),
            facet.one
        ),
    }
}

fn row(site: &Site, facet: FacetId, group: &Group, bars: Option<&CountBars<'_>>) -> FacetRow {
    let metrics = &group.metrics;
    let total = total(&site.archive, facet, group);
    let median = |times: &Times| match (times.n, times.telling_median()) {
        (1.., None) => words::TOO_FEW.to_owned(),
        (_, median) => words::inferred(words::duration_or_unknown(median), times.inferred > 0),
    };
    let shown = [&metrics.detect, &metrics.user_impact, &metrics.resolve];
    let (bar, filled) = bars.map(|bars| bars.bar(site, group)).unzip();
    FacetRow {
        bar,
        filled: filled.unwrap_or_default(),
        text: group.label.clone(),
        url: group.url.clone(),
        count: words::thousands(metrics.count),
        total: match (total.known, group.hits()) {
            (0, 0) => "near miss".to_owned(),
            (0, _) => words::UNKNOWN.to_owned(),
            (_, _) => words::duration(total.seconds),
        },
        detect: median(&metrics.detect),
        mitigate: median(&metrics.user_impact),
        resolve: median(&metrics.resolve),
        inferred: shown.iter().any(|times| times.inferred > 0),
        last: words::date_or_unknown(site.archive.members(&group.members).find_map(|item| item.date)),
    }
}
