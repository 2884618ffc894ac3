//! `/services/SLUG/`, `/causes/SLUG/` and so on: the history of one.

pub(super) mod lead;
mod tiles;

use super::home;
use crate::archive::Item;
use crate::archive::facet::{Facet, Group};
use crate::record::accessors::Durations;
use crate::site::charts;
use crate::site::charts::{co_occurrence, durations};
use crate::site::routes::{Key, Kind, Make, Plan, Planned};
use crate::site::{Site, layout, lists, lollipop, rows};
use crate::url;
use crate::view;
use crate::view::words;
use crate::view::{Count, Link, Outside, View};
use std::collections::BTreeMap;

pub(in crate::site) const KIND: Kind = Kind {
    routes,
    make: Make::View(view),
};

/// How many groups that occur together with this one are shown.
const TOGETHER: usize = 12;

fn routes(plan: &Plan<'_>) -> Vec<Planned> {
    let mut planned = Vec::new();
    for &facet in Facet::ALL {
        for (place, group) in plan.archive.facet(facet).iter().enumerate() {
            let key = Key {
                facet: Some(facet),
                place,
                ..Key::default()
            };
            planned.extend(Planned::list(
                &rows::group_url(facet, group),
                key,
                group.members.len(),
            ));
        }
    }
    planned
}

fn view(site: &Site, key: Key) -> Option<View> {
    let facet = key.facet?;
    let group = site.archive.facet(facet).get(key.place)?;
    let list = rows::group_url(facet, group);
    // Only the first page tells the history: the rest are rows.
    let members: Vec<&Item> = match key.page {
        1 => site.archive.members(&group.members).collect(),
        _ => Vec::new(),
    };
    let crumbs = vec![Link {
        text: facet.label().to_owned(),
        url: format!("{}/", facet.folder()),
    }];
    let lead = match facet.has_times() {
        true => lead::lead(facet, group, &members),
        false => String::new(),
    };
    let mut page = site.page(&url::paged(&list, key.page), &group.label, &lead, crumbs);
    if facet.has_feeds() {
        page.feeds = layout::feeds_of(&site.settings, &list, &group.label);
    }
    let history = facet.has_times() && key.page == 1;
    let drawn = history && members.len() > 1;
    let causes = drawn
        .then(|| co_occurrence::causes(site, &members, &list, false))
        .flatten();
    let times = |item: &Item| match facet {
        Facet::Service => item.times_of(&group.name),
        _ => item.felt_times(),
    };
    let felt: Vec<(&Item, Durations)> = match drawn {
        true => members
            .iter()
            .filter_map(|item| Some((*item, times(item)?)))
            .collect(),
        false => Vec::new(),
    };
    let all: Vec<Durations> = felt.iter().map(|&(_, times)| times).collect();
    let together = |other: Facet| match history {
        true => together(
            site,
            other,
            (facet == other).then_some(key.place),
            &members,
            TOGETHER,
        ),
        false => Vec::new(),
    };
    Some(View::Facet(Box::new(view::Facet {
        page,
        facet: facet.folder(),
        one: facet.one(),
        title: group.label.clone(),
        lead,
        cards: match history {
            true => tiles::cards(site, facet, group, &members),
            false => Vec::new(),
        },
        outside: outside(site, facet, group),
        strip: match drawn {
            true => lollipop::history(site, &url::root(&list), (facet, group), &members),
            false => None,
        },
        causes: match causes {
            Some(_) => Vec::new(),
            None => together(Facet::Cause),
        },
        together: causes,
        detected: durations::detected(felt.iter().copied(), charts::SIDE),
        times: durations::times(&all, charts::SIDE),
        services: together(Facet::Service),
        list_title: match group.members.len() {
            1 => "One postmortem".to_owned(),
            count => format!("All {} postmortems", words::thousands(count)),
        },
        rows: match facet {
            Facet::Service => lists::rows_of_service(site, group, key.page),
            _ => lists::rows(site, &group.members, key.page),
        },
        pager: lists::pager(&list, key.page, group.members.len()),
    })))
}

fn outside(site: &Site, facet: Facet, group: &Group) -> Option<Outside> {
    let href = match facet {
        Facet::Service => site.settings.service(&group.name)?.url.clone(),
        Facet::Team => {
            let teams = site.settings.teams.iter();
            let team = teams
                .into_iter()
                .find(|team| team.name.eq_ignore_ascii_case(&group.name));
            team?.url.clone()
        }
        Facet::Author => {
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
    other: Facet,
    own: Option<usize>,
    members: &[&Item],
    most: usize,
) -> Vec<Count> {
    let groups = site.archive.facet(other);
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for item in members {
        for &place in item.places(other) {
            if own != Some(place) {
                *counts.entry(place).or_default() += 1;
            }
        }
    }
    let mut counts: Vec<(usize, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(place, count)| (std::cmp::Reverse(count), place));
    counts
        .into_iter()
        .filter_map(|(place, count)| Some((groups.get(place)?, count)))
        .filter(|(group, _)| other != Facet::Cause || group.name != "unknown")
        .take(most)
        .map(|(group, count)| home::count(other, group, count, members.len()))
        .collect()
}
