//! `/services/SLUG/`, `/causes/SLUG/` and so on: the history of one.

mod ask;
pub(super) mod lead;
mod tiles;

use super::home;
use crate::archive::Item;
use crate::archive::facet::{FacetId, Group};
use crate::record::accessors::Durations;
use crate::site::charts::{co_occurrence, durations};
use crate::site::kind::{Key, Kind, Make, Plan, Planned};
use crate::site::{Site, layout, lists, lollipop};
use crate::url;
use crate::view::{self, Count, Link, Outside, View, words};
use std::collections::BTreeMap;

pub(in crate::site) const KIND: Kind = Kind {
    name: "facet",
    listed: true,
    routes,
    make: Make::View(view),
    ..Kind::BARE
};

/// How many groups that occur together with this one are shown.
const TOGETHER: usize = 12;

fn routes(plan: &Plan<'_>) -> Vec<Planned> {
    let mut planned = Vec::new();
    for facet in plan.archive.facets.iter().map(|facet| facet.id) {
        for (index, group) in plan.archive.groups(facet).iter().enumerate() {
            let key = move |page| Key::Group {
                facet,
                group: index,
                page,
            };
            planned.extend(Planned::list(&group.url, group.members.len(), key));
        }
    }
    planned
}

fn view(site: &Site, key: Key) -> Option<View> {
    let Key::Group {
        facet: id,
        group: index,
        page: number,
    } = key
    else {
        return None;
    };
    let facet = site.archive.facet(id)?;
    let group = site.archive.groups(id).get(index)?;
    let list = group.url.as_str();
    // Only the first page shows the history: the rest are rows.
    let members: Vec<&Item> = match number {
        1 => site.archive.members(&group.members).collect(),
        _ => Vec::new(),
    };
    let crumbs = vec![Link {
        text: facet.label.to_string(),
        url: url::facet(&facet.folder),
    }];
    let lead = match facet.has_times {
        true => lead::lead(site, id, group, &members),
        false => String::new(),
    };
    let mut page = site.page(&url::paged(list, number), &group.label, &lead, crumbs);
    if facet.has_feeds {
        page.feeds = layout::feeds_of(&site.settings, list, &group.label);
    }
    let history = facet.has_times && number == 1;
    let drawn = history && members.len() > 1;
    let causes = drawn
        .then(|| co_occurrence::causes(site, &members, list, false))
        .flatten();
    let service = (id == FacetId::SERVICE).then_some(group);
    let times = |item: &Item| lollipop::times(item, service);
    let user_impact: Vec<(&Item, Durations)> = match drawn {
        true => members
            .iter()
            .filter_map(|item| Some((*item, times(item)?)))
            .collect(),
        false => Vec::new(),
    };
    let all: Vec<Durations> = user_impact.iter().map(|&(_, times)| times).collect();
    let together = |other: FacetId| match history {
        true => together(site, other, (id == other).then_some(index), &members, TOGETHER),
        false => Vec::new(),
    };
    Some(View::Facet(Box::new(view::Facet {
        page,
        facet: facet.folder.clone(),
        one: facet.one.clone(),
        title: group.label.clone(),
        lead,
        cards: match history {
            true => tiles::cards(site, id, group, &members),
            false => Vec::new(),
        },
        outside: outside(site, id, group),
        ask: match number {
            1 => ask::ask(site, id, group, &members),
            _ => None,
        },
        strip: match drawn {
            true => lollipop::history(site, &url::root(list), (id, group), &members),
            false => None,
        },
        causes: match causes {
            Some(_) => Vec::new(),
            None => together(FacetId::CAUSE),
        },
        together: causes,
        detected: durations::detected(user_impact.iter().copied()),
        times: durations::times(&all),
        services: together(FacetId::SERVICE),
        list_title: match group.members.len() {
            1 => "One postmortem".to_owned(),
            count => format!("All {} postmortems", words::thousands(count)),
        },
        rows: match id {
            FacetId::SERVICE => lists::rows_of_service(site, group, number),
            _ => lists::rows(site, &group.members, number),
        },
        pager: lists::pager(site, list, number, &group.members),
    })))
}

fn outside(site: &Site, facet: FacetId, group: &Group) -> Option<Outside> {
    let href = match facet {
        FacetId::SERVICE => site.settings.service(&group.name)?.url.clone(),
        FacetId::TEAM => ask::stated(site, &group.name)?.url.clone(),
        FacetId::AUTHOR => {
            let items = site.archive.members(&group.members);
            let mut people =
                items.flat_map(|item| item.record.facts.authors.iter().flat_map(|fact| &fact.value));
            let person =
                people.find(|person| person.url.is_some() && person.name.eq_ignore_ascii_case(&group.name));
            person?.url.clone()
        }
        _ => None,
    };
    href.map(|href| Outside {
        text: group.label.clone(),
        href: Some(href),
        kind: None,
    })
}

/// The groups of another facet that the members have, at most so many, most frequent first, without the page's own.
pub(super) fn together(
    site: &Site,
    other: FacetId,
    own: Option<usize>,
    members: &[&Item],
    most: usize,
) -> Vec<Count> {
    let groups = site.archive.groups(other);
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let hit = |item: &Item, index: usize| {
        let service = groups.get(index).filter(|_| other == FacetId::SERVICE);
        service.is_none_or(|service| item.times_of(&service.name).is_some())
    };
    for item in members {
        for &index in site.archive.group_indexes(item, other) {
            if own != Some(index) && hit(item, index) {
                *counts.entry(index).or_default() += 1;
            }
        }
    }
    // Services are affected by incidents alone, causes belong to near misses too.
    let counted = members
        .iter()
        .filter(|item| other != FacetId::SERVICE || !item.record.near_miss());
    let all = counted.count();
    let mut counts: Vec<(usize, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(index, count)| (std::cmp::Reverse(count), index));
    counts
        .into_iter()
        .filter_map(|(index, count)| Some((groups.get(index)?, count)))
        .filter(|(group, _)| other != FacetId::CAUSE || group.name != "unknown")
        .take(most)
        .map(|(group, count)| home::count(group, count, all))
        .collect()
}
