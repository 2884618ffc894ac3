//! The tiles above the history of one service, cause and so on: owner, times, what it has most of, open actions.

use crate::archive::Item;
use crate::archive::facet::{FacetId, Group};
use crate::archive::metrics::Times;
use crate::site::Site;
use crate::site::open_actions::Open;
use crate::site::tiles::card;
use crate::view::{Card, words};

/// The cards of a group; `members` are its postmortems. Of a single one little is said: its own page says it.
pub(super) fn cards(site: &Site, facet: FacetId, group: &Group, members: &[&Item]) -> Vec<Card> {
    let all = &site.archive.metrics;
    let metrics = &group.metrics;
    let owner = match facet {
        FacetId::SERVICE => owner(site, group),
        _ => None,
    };
    let mut cards: Vec<Card> = owner.into_iter().collect();
    if members.len() < 2 {
        if facet == FacetId::TEAM {
            cards.extend(actions(site, facet, group));
        }
        return cards;
    }
    cards.extend(time(
        "felt",
        "Users affected for",
        &metrics.user_impact,
        &all.user_impact,
    ));
    let other = if facet == FacetId::CAUSE {
        FacetId::SERVICE
    } else {
        FacetId::CAUSE
    };
    cards.extend(most(site, other, members));
    cards.extend(actions(site, facet, group));
    cards
}

/// The open actions after the incidents of a group; of a team those that it owns, whatever the incident.
fn actions(site: &Site, facet: FacetId, group: &Group) -> Option<Card> {
    let (open, whose) = match facet {
        FacetId::TEAM => (Open::of_team(site, &group.name), " that it owns"),
        _ => (Open::of(site, &group.members), ""),
    };
    (open.all > 0).then(|| Card {
        note: Some(format!(
            "of {}{whose}",
            words::count(open.all, "action", "actions")
        )),
        alert: open.alert(),
        ..card(
            "promises",
            "Open actions",
            Some(match open.open {
                0 => "None".to_owned(),
                open => words::thousands(open),
            }),
        )
    })
}

/// A median beside that of the archive; None where too little is known.
fn time(key: &'static str, label: &'static str, here: &Times, all: &Times) -> Option<Card> {
    let value = match here.telling_median()? {
        0 => "immediately".to_owned(),
        seconds => words::duration(seconds),
    };
    let archive = all
        .telling_median()
        .map(|median| format!("median; archive median {}", words::duration(median)));
    let known = (here.unknown > 0).then(|| {
        format!(
            "recorded for {} of {}",
            words::thousands(here.n),
            words::thousands(here.n + here.unknown)
        )
    });
    let inferred = words::share_inferred(here.inferred, here.n);
    let notes: Vec<String> = [archive, known, inferred].into_iter().flatten().collect();
    Some(Card {
        note: Some(notes.join("; ")),
        ..card(key, label, Some(value))
    })
}

/// The cause, or the service, that most of them have: None where no two have the same one.
fn most(site: &Site, facet: FacetId, members: &[&Item]) -> Option<Card> {
    let counts = super::together(site, facet, None, members, 1);
    let first = counts.into_iter().next().filter(|count| count.count > 1)?;
    let label = if facet == FacetId::CAUSE {
        "Top cause"
    } else {
        "Most often affects"
    };
    Some(Card {
        note: Some(first.note),
        url: Some(first.url),
        ..card("most", label, Some(first.text))
    })
}

fn owner(site: &Site, group: &Group) -> Option<Card> {
    let service = site.settings.service(&group.name)?;
    let needs = service.depends_on.join(", ");
    if service.owner.is_none() && needs.is_empty() {
        return None;
    }
    let team = service
        .owner
        .as_deref()
        .and_then(|owner| site.archive.group(FacetId::TEAM, owner));
    Some(Card {
        note: (!needs.is_empty()).then(|| format!("depends on {needs}")),
        url: team.map(|team| team.url.clone()),
        ..card("owner", "Owner", service.owner.clone())
    })
}
