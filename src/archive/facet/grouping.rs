//! The index of one facet: who is in which group.

use super::{Facet, FacetId};
use crate::archive::Item;
use crate::archive::metrics::Metrics;
use crate::config::Settings;
use crate::record::Known;
use crate::slug::{Taken, composed, slug};
use crate::url;
use crate::vocabulary::FieldType;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One service, one cause and so on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// As in front matter; of spellings that differ in letter case the most frequent.
    pub name: String,
    /// As on pages.
    pub label: String,
    /// Its page.
    pub url: String,
    /// Its former names, each with the address that it has or had.
    pub aliases: Vec<(String, Option<String>)>,
    /// Of a severity: its rank among those of the site, from 1 for the worst; 0 of everything else.
    pub rank: usize,
    /// Its postmortems, newest first, by index in the archive's items.
    pub members: Vec<usize>,
    /// Their times.
    pub metrics: Metrics,
}

impl Group {
    /// Whether it is one of its facet: that a cause is not known is no cause.
    #[must_use]
    pub fn is_known(&self, facet: FacetId) -> bool {
        facet != FacetId::CAUSE || self.name != "unknown"
    }

    /// How many of its postmortems affected somebody, or it: near misses did not.
    #[must_use]
    pub const fn hits(&self) -> usize {
        self.metrics.count - self.metrics.near_misses
    }
}

/// The index of one facet.
#[derive(Debug, Default)]
pub(in crate::archive) struct FacetIndex {
    /// Its groups, the most frequent first; severities by rank.
    pub(in crate::archive) groups: Vec<Group>,
    /// The index of each group by its [`key`].
    pub(in crate::archive) by_key: BTreeMap<String, usize>,
    /// The groups of each item, in the order in which its record names them.
    pub(in crate::archive) of_items: Vec<Vec<usize>>,
}

/// What one name is found by.
pub(in crate::archive) fn key(name: &str) -> String {
    composed(name.trim()).to_lowercase()
}

impl FacetIndex {
    /// Groups all items by a facet.
    pub(in crate::archive) fn new(facet: &Facet, items: &[Arc<Item>], settings: &Settings) -> Self {
        let former = former(facet, settings);
        let mut names = Names {
            former: former.iter().map(|&(new, old)| (key(old), new)).collect(),
            ..Names::default()
        };
        let mut of_items: Vec<Vec<usize>> = vec![Vec::new(); items.len()];
        for (index, (item, numbers)) in items.iter().zip(&mut of_items).enumerate() {
            for name in facet.names(&item.record) {
                let Some(found) = names.of(name) else { continue };
                // A name twice in one record counts once, as first written.
                if found.members.last() != Some(&index) {
                    found.members.push(index);
                    *found.spellings.entry(name.trim()).or_default() += 1;
                    numbers.push(found.number);
                }
            }
        }
        // Slugs are given out by age, so that a new name never takes the page of an older one.
        let mut taken = Taken::list();
        let mut found = names.list;
        found.sort_by_cached_key(|found| (age(found, items), found.key.clone()));
        let mut groups: Vec<(String, usize, Group)> = found
            .into_iter()
            .map(|found| {
                let slug = taken.free_for(slug(&found.key), &found.key);
                let (key, number) = (found.key.clone(), found.number);
                (key, number, group(facet, found, &slug, items, settings))
            })
            .collect();
        for (_, _, group) in &mut groups {
            let own = former.iter().filter(|(new, _)| key(new) == key(&group.name));
            group.aliases = own
                .map(|&(_, old)| {
                    let slug = slug(&key(old));
                    let free = taken.claim(&slug);
                    (old.to_owned(), free.then(|| url::group(&facet.folder, &slug)))
                })
                .collect();
        }
        groups.sort_by_cached_key(|(key, _, group)| {
            // A service that nearly failed did not fail.
            let failed = if facet.id == FacetId::SERVICE {
                group.hits()
            } else {
                0
            };
            (
                group.rank,
                Reverse(failed),
                Reverse(group.members.len()),
                key.clone(),
            )
        });
        let mut indexes = vec![0; groups.len()];
        for (index, (_, number, _)) in groups.iter().enumerate() {
            if let Some(slot) = indexes.get_mut(*number) {
                *slot = index;
            }
        }
        for number in of_items.iter_mut().flatten() {
            *number = indexes.get(*number).copied().unwrap_or_default();
        }
        let groups: Vec<Group> = groups.into_iter().map(|(.., group)| group).collect();
        let names = groups.iter().zip(0..).flat_map(|(group, index)| {
            let former = group.aliases.iter().map(|(name, _)| name);
            former.chain([&group.name]).map(move |name| (key(name), index))
        });
        Self {
            by_key: names.collect(),
            groups,
            of_items,
        }
    }
}

/// The former names of a facet's names, as `site.yaml` gives them, each after its newer one.
fn former<'a>(facet: &Facet, settings: &'a Settings) -> Vec<(&'a str, &'a str)> {
    let services = settings.services.iter().filter(|_| facet.id == FacetId::SERVICE);
    let services = services.map(|service| (&service.name, &service.aliases));
    let stated = settings
        .aliases
        .iter()
        .filter(|alias| alias.facet == facet.folder);
    services
        .chain(stated.map(|alias| (&alias.name, &alias.former)))
        .flat_map(|(name, former)| former.iter().map(move |old| (name.as_str(), old.as_str())))
        .collect()
}

/// The day on which the first postmortem of a name was published, else that of its incident; what has none is newest.
fn age(found: &Found<'_>, items: &[Arc<Item>]) -> Date {
    let members = found.members.iter().filter_map(|&index| items.get(index));
    let days = members.filter_map(|item| item.record.facts.published.value().copied().or(item.date));
    days.min().unwrap_or(Date::MAX)
}

fn group(facet: &Facet, found: Found<'_>, slug: &str, items: &[Arc<Item>], settings: &Settings) -> Group {
    let spellings = found.spellings.iter();
    let most = spellings.max_by_key(|&(name, count)| (*count, Reverse(*name)));
    let name = found
        .newer
        .or(most.map(|(name, _)| *name))
        .unwrap_or_default()
        .to_owned();
    let members = found.members.iter().filter_map(|&index| items.get(index));
    let times = members.map(|item| match facet.id {
        FacetId::SERVICE => item.times_of(&name),
        _ => item.impact_times(),
    });
    let metrics = Metrics::of(times);
    Group {
        label: label(facet, &name, settings),
        url: url::group(&facet.folder, slug),
        aliases: Vec::new(),
        rank: match facet.id {
            FacetId::SEVERITY => rank(&name, settings),
            _ => 0,
        },
        metrics,
        members: found.members,
        name,
    }
}

/// The names of one facet in the order in which they are found, letter case aside.
#[derive(Default)]
struct Names<'a> {
    list: Vec<Found<'a>>,
    keys: BTreeMap<String, usize>,
    /// The newer name of each former one, by its [`key`].
    former: BTreeMap<String, &'a str>,
    /// Indexes in `list` by spelling: most names have been spelt the same way before.
    spelt: BTreeMap<&'a str, usize>,
}

struct Found<'a> {
    key: String,
    /// How many were found before it.
    number: usize,
    members: Vec<usize>,
    spellings: BTreeMap<&'a str, usize>,
    /// How `site.yaml` spells it, where something has a former name of it.
    newer: Option<&'a str>,
}

impl<'a> Names<'a> {
    /// What is found under a name; None where it says nothing.
    fn of(&mut self, name: &'a str) -> Option<&mut Found<'a>> {
        let number = match self.spelt.get(name) {
            Some(&number) => number,
            None => {
                let own = key(name);
                let newer = self.former.get(&own).copied();
                let number = self.add(newer.map_or(own, key))?;
                if let Some(found) = self.list.get_mut(number) {
                    found.newer = found.newer.or(newer);
                }
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
                newer: None,
            });
        }
        Some(number)
    }
}

/// The rank of a severity, from 1; those that the site does not know come last.
fn rank(severity: &str, settings: &Settings) -> usize {
    let known = settings.severities.iter();
    let worse = known
        .take_while(|known| !known.name.eq_ignore_ascii_case(severity))
        .count();
    worse + 1
}

fn label(facet: &Facet, name: &str, settings: &Settings) -> String {
    let known = match facet.id {
        FacetId::CAUSE => settings
            .causes
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, label)| label.clone()),
        FacetId::SEVERITY => settings
            .severities
            .iter()
            .find(|known| known.name.eq_ignore_ascii_case(name))
            .map(|known| known.label.clone()),
        FacetId::TRIGGER => crate::vocabulary::Trigger::find(name).map(|trigger| trigger.label().to_owned()),
        _ => of_flag(facet, name, settings),
    };
    known.unwrap_or_else(|| name.to_owned())
}

/// `Paged: yes`, since the page of a flag says nothing else of what it is about.
fn of_flag(facet: &Facet, name: &str, settings: &Settings) -> Option<String> {
    let key = facet.own_key()?;
    let field = settings.fields.iter().find(|field| field.key.value == key)?;
    (field.kind == FieldType::Boolean).then(|| format!("{}: {name}", field.label()))
}
