//! Ways to look at the archive: by service, cause, trigger, severity, team, tag and author.

use super::Item;
use super::metrics::Metrics;
use crate::config::Settings;
use crate::record::Record;
use crate::slug::{Taken, slug};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A way to look at the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// What failed.
    Service,
    /// Why: root causes and contributing ones.
    Cause,
    /// What set it off.
    Trigger,
    /// How bad it was.
    Severity,
    /// Who answers for it.
    Team,
    /// What its writer calls it.
    Tag,
    /// Who wrote it: a list, without times.
    Author,
}

impl Facet {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Service,
        Self::Cause,
        Self::Trigger,
        Self::Severity,
        Self::Team,
        Self::Tag,
        Self::Author,
    ];

    /// Its folder on the site, and its name in templates.
    #[must_use]
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Service => "services",
            Self::Cause => "causes",
            Self::Trigger => "triggers",
            Self::Severity => "severities",
            Self::Team => "teams",
            Self::Tag => "tags",
            Self::Author => "authors",
        }
    }

    /// The word for one of it.
    #[must_use]
    pub const fn one(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Cause => "cause",
            Self::Trigger => "trigger",
            Self::Severity => "severity",
            Self::Team => "team",
            Self::Tag => "tag",
            Self::Author => "author",
        }
    }

    /// Its heading.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Service => "Services",
            Self::Cause => "Causes",
            Self::Trigger => "Triggers",
            Self::Severity => "Severities",
            Self::Team => "Teams",
            Self::Tag => "Tags",
            Self::Author => "Authors",
        }
    }

    /// Whether its groups have times: people have none.
    #[must_use]
    pub const fn has_times(self) -> bool {
        !matches!(self, Self::Author)
    }

    /// Whether its groups have feeds.
    #[must_use]
    pub const fn has_feeds(self) -> bool {
        matches!(self, Self::Service | Self::Cause | Self::Team)
    }

    /// The names that a record has of it, in the record's order.
    pub(super) fn names(self, record: &Record) -> Vec<&str> {
        let facts = &record.facts;
        match self {
            Self::Service => record.services().collect(),
            Self::Cause => {
                let root = facts.root_cause.iter().map(|fact| fact.value.as_str());
                let rest = facts.contributing.iter().flat_map(|fact| &fact.value);
                root.chain(rest.map(String::as_str)).collect()
            }
            Self::Trigger => facts.trigger.iter().map(|fact| fact.value.name()).collect(),
            Self::Severity => facts.severity.iter().map(|fact| fact.value.as_str()).collect(),
            Self::Team => facts
                .teams
                .iter()
                .flat_map(|fact| &fact.value)
                .map(String::as_str)
                .collect(),
            Self::Tag => facts
                .tags
                .iter()
                .flat_map(|fact| &fact.value)
                .map(String::as_str)
                .collect(),
            Self::Author => {
                let people = facts.authors.iter().flat_map(|fact| &fact.value);
                people.map(|person| person.name.as_str()).collect()
            }
        }
    }
}

/// One service, one cause and so on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// As in front matter; of spellings that differ in letter case the most frequent.
    pub name: String,
    /// As on pages.
    pub label: String,
    /// The name of its page.
    pub slug: String,
    /// Of a severity: its place among those of the site, from 1 for the worst; 0 of everything else.
    pub rank: usize,
    /// Its postmortems, newest first, by place in the archive's items.
    pub members: Vec<usize>,
    /// Their times.
    pub metrics: Metrics,
}

/// Of one item by facet: the places of its groups.
#[derive(Debug, Clone, Default)]
pub(super) struct Places([Vec<usize>; Facet::ALL.len()]);

impl Places {
    /// Those of a facet.
    pub(super) fn of(&self, facet: Facet) -> &[usize] {
        self.0.get(facet as usize).map_or(&[], Vec::as_slice)
    }

    fn set(&mut self, facet: Facet, places: Vec<usize>) {
        if let Some(slot) = self.0.get_mut(facet as usize) {
            *slot = places;
        }
    }
}

/// What one name is found by.
pub(super) fn key(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Groups all items by each facet, and tells each item its groups.
pub(super) fn index(items: &mut [Item], settings: &Settings) -> BTreeMap<Facet, Vec<Group>> {
    let facets = Facet::ALL.par_iter();
    let grouped: Vec<_> = facets.map(|&facet| group(facet, items, settings)).collect();
    let mut all = BTreeMap::new();
    for (&facet, (groups, places)) in Facet::ALL.iter().zip(grouped) {
        all.insert(facet, groups);
        for (item, places) in items.iter_mut().zip(places) {
            item.groups.set(facet, places);
        }
    }
    all
}

/// The place of each group by its name.
pub(super) fn names(groups: &BTreeMap<Facet, Vec<Group>>) -> BTreeMap<(Facet, String), usize> {
    let mut names = BTreeMap::new();
    for (&facet, groups) in groups {
        for (place, group) in groups.iter().enumerate() {
            names.insert((facet, key(&group.name)), place);
        }
    }
    names
}

/// The names of one facet in the order in which they are found, letter case aside.
#[derive(Default)]
struct Names<'a> {
    list: Vec<Found<'a>>,
    keys: BTreeMap<String, usize>,
    /// Places in `list` by spelling: most names have been spelt the same way before.
    spelt: BTreeMap<&'a str, usize>,
}

struct Found<'a> {
    key: String,
    /// How many were found before it.
    number: usize,
    members: Vec<usize>,
    spellings: BTreeMap<&'a str, usize>,
}

impl<'a> Names<'a> {
    /// What is found under a name; None where it says nothing.
    fn of(&mut self, name: &'a str) -> Option<&mut Found<'a>> {
        let number = match self.spelt.get(name) {
            Some(&number) => number,
            None => {
                let number = self.add(key(name))?;
                self.spelt.insert(name, number);
                number
            }
        };
        self.list.get_mut(number)
    }

    fn add(&mut self, key: String) -> Option<usize> {
        if key.is_empty() {
            return None;
        }
        let number = *self.keys.entry(key.clone()).or_insert(self.list.len());
        if number == self.list.len() {
            self.list.push(Found {
                key,
                number,
                members: Vec::new(),
                spellings: BTreeMap::new(),
            });
        }
        Some(number)
    }
}

/// The groups of a facet, and of each item the places of its groups.
fn group(facet: Facet, items: &[Item], settings: &Settings) -> (Vec<Group>, Vec<Vec<usize>>) {
    let mut found = Names::default();
    let mut named: Vec<Vec<usize>> = vec![Vec::new(); items.len()];
    for (place, (item, named)) in items.iter().zip(&mut named).enumerate() {
        for name in facet.names(&item.record) {
            let Some(found) = found.of(name) else { continue };
            // A name twice in one record counts once, as first written.
            if found.members.last() != Some(&place) {
                found.members.push(place);
                *found.spellings.entry(name.trim()).or_default() += 1;
                named.push(found.number);
            }
        }
    }
    // Slugs are given out by name, so that a new postmortem does not move old pages.
    let mut taken = Taken::list();
    let mut groups: Vec<(String, usize, Group)> = Vec::new();
    let mut found = found.list;
    found.sort_by(|a, b| a.key.cmp(&b.key));
    for found in found {
        let key = found.key;
        let spellings = found.spellings.iter();
        let name = spellings
            .max_by_key(|&(name, count)| (*count, Reverse(*name)))
            .map_or_else(String::new, |(name, _)| (*name).to_owned());
        let group =
            Group {
                label: label(facet, &name, settings),
                slug: taken.free(slug(&key)),
                rank: match facet {
                    Facet::Severity => rank(&name, settings),
                    _ => 0,
                },
                metrics: Metrics::of(found.members.iter().filter_map(|&place| items.get(place)).map(
                    |item| match facet {
                        Facet::Service => item.times_of(&name),
                        _ => item.felt_times(),
                    },
                )),
                members: found.members,
                name,
            };
        groups.push((key, found.number, group));
    }
    groups.sort_by_cached_key(|(key, _, group)| (group.rank, Reverse(group.members.len()), key.clone()));
    let mut places = vec![0; groups.len()];
    for (place, (_, number, _)) in groups.iter().enumerate() {
        if let Some(slot) = places.get_mut(*number) {
            *slot = place;
        }
    }
    for number in named.iter_mut().flatten() {
        *number = places.get(*number).copied().unwrap_or_default();
    }
    (groups.into_iter().map(|(.., group)| group).collect(), named)
}

/// The place of a severity, from 1; those that the site does not know come last.
fn rank(severity: &str, settings: &Settings) -> usize {
    let known = settings.severities.iter();
    let place = known
        .take_while(|known| !known.name.eq_ignore_ascii_case(severity))
        .count();
    place + 1
}

fn label(facet: Facet, name: &str, settings: &Settings) -> String {
    let known = match facet {
        Facet::Cause => settings
            .causes
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, label)| label.clone()),
        Facet::Severity => settings
            .severities
            .iter()
            .find(|known| known.name.eq_ignore_ascii_case(name))
            .map(|known| known.label.clone()),
        Facet::Trigger => crate::vocabulary::Trigger::find(name).map(|trigger| trigger.label().to_owned()),
        _ => None,
    };
    known.unwrap_or_else(|| name.to_owned())
}
