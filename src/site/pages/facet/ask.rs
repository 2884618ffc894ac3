//! Whom to ask about a service or a team: who owns it, where to reach them, and who wrote of it last.

use crate::archive::Item;
use crate::archive::facet::{FacetId, Group};
use crate::config::{Edition, Team};
use crate::record::{Known, Person};
use crate::site::Site;
use crate::site::pages::postmortem;
use crate::view::{Ask, Link, Outside};

/// How many of the latest postmortems are looked at, and how many people are named.
const LATEST: usize = 3;
const PEOPLE: usize = 4;

/// None where nobody is known, and of what nobody owns; `members` are newest first.
pub(super) fn ask(site: &Site, facet: FacetId, group: &Group, members: &[&Item]) -> Option<Ask> {
    let settings = &site.settings;
    if settings.edition == Edition::Public {
        return None;
    }
    let (owner, contact) = match facet {
        FacetId::TEAM => (None, stated(site, &group.name)),
        FacetId::SERVICE => {
            let owner = settings
                .service(&group.name)
                .and_then(|service| service.owner.as_deref());
            (owner, owner.and_then(|owner| stated(site, owner)))
        }
        _ => return None,
    };
    let ask = Ask {
        team: owner.map(|owner| match site.archive.group(FacetId::TEAM, owner) {
            Some(team) => Link::new(team.label.clone(), team.url.clone()),
            None => Link::new(owner, String::new()),
        }),
        contact: contact.and_then(|team| team.contact.as_deref()).map(reached),
        people: postmortem::people(site, &latest(members)),
    };
    let knows = ask.team.is_some() || ask.contact.is_some() || !ask.people.is_empty();
    knows.then_some(ask)
}

/// A team as the settings describe it.
pub(super) fn stated<'a>(site: &'a Site, name: &str) -> Option<&'a Team> {
    let named = site.archive.team(name)?;
    let mut teams = site.settings.teams.iter();
    teams.find(|team| site.archive.team(&team.name) == Some(named))
}

/// Who wrote or reviewed the latest, each once.
fn latest(members: &[&Item]) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    for item in members.iter().take(LATEST) {
        let facts = &item.record.facts;
        for person in facts.authors.list().iter().chain(facts.reviewers.list()) {
            if people.len() < PEOPLE && !people.iter().any(|known| known.name == person.name) {
                people.push(person.clone());
            }
        }
    }
    people
}

/// A contact as a link where it is an address.
fn reached(contact: &str) -> Outside {
    let is_mail = contact.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !contact.contains([' ', ':', '/'])
    });
    let is_page = ["https://", "http://"]
        .iter()
        .any(|scheme| contact.starts_with(scheme));
    Outside {
        text: contact.to_owned(),
        href: match (is_page, is_mail) {
            (true, _) => Some(contact.to_owned()),
            (_, true) => Some(format!("mailto:{contact}")),
            _ => None,
        },
        kind: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Archive;
    use crate::archive::fixtures::{fact, person, record};
    use crate::config::Settings;
    use jiff::civil::date;
    use std::sync::Arc;

    #[test]
    fn the_latest_authors_and_reviewers_are_named_once() {
        let of = |id: &str, month, authors: &[&str], reviewers: &[&str]| {
            let mut record = record(id, "web", date(2025, month, 1));
            record.facts.authors = fact(authors.iter().map(|name| person(name)).collect());
            record.facts.reviewers = fact(reviewers.iter().map(|name| person(name)).collect());
            Arc::new(record)
        };
        let records = vec![
            of("old", 1, &["Zoe"], &[]),
            of("a", 2, &["Ann"], &["Bo"]),
            of("b", 3, &["Ann"], &["Cy"]),
            of("c", 4, &["Di"], &["Ann"]),
        ];
        let archive = Archive::new(records, &Settings::default());
        let members: Vec<&Item> = archive.all().collect();
        let names: Vec<String> = latest(&members).into_iter().map(|person| person.name).collect();
        assert_eq!(names, ["Di", "Ann", "Cy", "Bo"]);
    }

    #[test]
    fn an_address_is_a_link_and_a_channel_is_not() {
        let href = |contact| reached(contact).href;
        assert_eq!(
            href("ops@skerry.example").as_deref(),
            Some("mailto:ops@skerry.example")
        );
        assert_eq!(
            href("https://chat.example/ops").as_deref(),
            Some("https://chat.example/ops")
        );
        for words in ["#ops", "@ops", "ask Ann @ desk 4.1", "javascript:a@b.c"] {
            assert_eq!(href(words), None, "{words}");
        }
    }
}
