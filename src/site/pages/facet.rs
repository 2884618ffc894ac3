//! `/services/SLUG/`, `/causes/SLUG/` and so on: the history of one.

use super::home;
use crate::archive::Item;
use crate::archive::facet::{Facet, Group};
use crate::site::routes::{Key, Kind, Make, Plan, Planned};
use crate::site::view::{self, Card, Count, Link, Outside, View};
use crate::site::{Site, chrome, lists, rows, strip, url, words};
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
        true => lead(facet, group, &members),
        false => String::new(),
    };
    let mut page = site.page(&url::paged(&list, key.page), &group.label, &lead, crumbs);
    if facet.has_feeds() {
        page.feeds = chrome::feeds_of(&site.settings, &list, &group.label);
    }
    let history = facet.has_times() && key.page == 1;
    let together = |other| match history {
        true => together(site, facet, key.place, other, &members),
        false => Vec::new(),
    };
    Some(View::Facet(Box::new(view::Facet {
        page,
        facet: facet.folder(),
        one: facet.one(),
        title: group.label.clone(),
        lead,
        cards: match history {
            true => cards(site, facet, group),
            false => Vec::new(),
        },
        outside: outside(site, facet, group),
        strip: match history {
            true => strip::history(site, &url::root(&list), (facet, group), &members),
            false => None,
        },
        causes: together(Facet::Cause),
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

/// `14 incidents in three years. Felt for 9 h 29 min in all, and never longer than 1 h 47 min.`
fn lead(facet: Facet, group: &Group, members: &[&Item]) -> String {
    let metrics = &group.metrics;
    let mut lead = words::count(metrics.count, "incident", "incidents");
    if facet == Facet::Cause {
        let roots = members.iter().filter(|item| is_root(item, &group.name)).count();
        lead = match roots {
            _ if members.is_empty() => lead,
            roots if roots == metrics.count => format!("{lead}, each time the root cause"),
            0 => format!("{lead}, each time contributing"),
            roots => format!("{lead}, in {} of them the root cause", words::thousands(roots)),
        };
    }
    if let (Some(first), Some(last)) = (
        members.iter().rev().find_map(|item| item.date),
        members.iter().find_map(|item| item.date),
    ) {
        lead = match metrics.count {
            1 => format!("{lead}, on {}.", words::date(last)),
            _ => format!(
                "{lead} from {} to {}.",
                words::month_year(first),
                words::month_year(last)
            ),
        };
    } else {
        lead.push('.');
    }
    match (metrics.longest, metrics.felt.n) {
        (Some(only), 1) => lead.push_str(&format!(" It lasted {}.", words::duration(only))),
        (Some(longest), _) => lead.push_str(&format!(
            " They lasted {} in all, and none longer than {}.",
            words::duration(metrics.total),
            words::duration(longest)
        )),
        (None, _) => {}
    }
    lead
}

fn is_root(item: &Item, cause: &str) -> bool {
    let root = item.record.facts.root_cause.as_ref();
    root.is_some_and(|root| root.value.trim().eq_ignore_ascii_case(cause))
}

fn cards(site: &Site, facet: Facet, group: &Group) -> Vec<Card> {
    let all = &site.archive.metrics;
    let metrics = &group.metrics;
    let time = |key, label, mine: Option<i64>, archive: Option<i64>, n: usize| Card {
        key,
        label,
        value: words::duration_or_unknown(mine),
        known: mine.is_some(),
        note: archive.map(|archive| {
            format!(
                "known in {}; archive: {}",
                words::thousands(n),
                words::duration(archive)
            )
        }),
        alert: None,
        url: None,
        rank: 0,
        hits: Vec::new(),
    };
    let mut cards = Vec::new();
    if facet == Facet::Service
        && let Some(service) = site.settings.service(&group.name)
    {
        cards.push(owner(site, service));
    }
    cards.extend([
        time(
            "detect",
            "Noticed after, median",
            metrics.detect.median,
            all.detect.median,
            metrics.detect.n,
        ),
        time(
            "felt",
            "Mitigated after, median",
            metrics.felt.median,
            all.felt.median,
            metrics.felt.n,
        ),
        time(
            "resolve",
            "Over after, median",
            metrics.resolve.median,
            all.resolve.median,
            metrics.resolve.n,
        ),
    ]);
    cards
}

fn owner(site: &Site, service: &crate::config::Service) -> Card {
    let needs = service.depends_on.join(", ");
    let team = service.owner.as_deref().and_then(|owner| {
        let teams = site.archive.facet(Facet::Team).iter();
        teams
            .into_iter()
            .find(|team| team.name.eq_ignore_ascii_case(owner))
    });
    Card {
        key: "owner",
        label: "Owner",
        value: service.owner.clone().unwrap_or_else(|| words::UNKNOWN.to_owned()),
        known: service.owner.is_some(),
        note: (!needs.is_empty()).then(|| format!("needs {needs}")),
        alert: None,
        url: team.map(|team| rows::group_url(Facet::Team, team)),
        rank: 0,
        hits: Vec::new(),
    }
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
        href,
        kind: None,
    })
}

/// The groups of another facet that the members have, most frequent first.
fn together(site: &Site, facet: Facet, own: usize, other: Facet, members: &[&Item]) -> Vec<Count> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for item in members {
        for &place in item.groups.get(&other).into_iter().flatten() {
            if facet != other || place != own {
                *counts.entry(place).or_default() += 1;
            }
        }
    }
    let mut counts: Vec<(usize, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(place, count)| (std::cmp::Reverse(count), place));
    let groups = site.archive.facet(other);
    counts
        .into_iter()
        .take(TOGETHER)
        .filter_map(|(place, count)| Some(home::count(other, groups.get(place)?, count, members.len())))
        .collect()
}
