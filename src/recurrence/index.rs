//! Which postmortems have which traits, and how rare each trait is.

use super::keys::{ByKey, Class};
use super::traits::{STORY, Trait, Traits};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// How many words of a failure count: its rarest.
const WORDS: usize = 20;
/// How many concepts.
const CONCEPTS: usize = 12;
/// How many names and messages.
const NAMES: usize = 20;
/// How many postmortems are looked at closely, of those that share most of the rarest traits.
const CANDIDATES: usize = 24;
/// Up to how many postmortems a trait is rare whose rarity is known beforehand.
const RARE: usize = 256;
/// How many newer texts are kept beside an index before it is made anew.
const NEWER: usize = 32;

/// Traits by what they are known by.
#[derive(Debug)]
pub(super) struct Index {
    base: Arc<Base>,
    /// The traits of texts that are newer than the base, by position: one text is written at a time, and all others stay.
    newer: BTreeMap<usize, Arc<Traits>>,
    /// The traits by which each postmortem is looked for. They depend on all others, and few are asked for.
    keys: Vec<OnceLock<Keys>>,
    /// How rare a trait is, by how many postmortems have it, as far as that is asked for most.
    rarities: Vec<u32>,
}

#[derive(Debug)]
struct Base {
    /// The traits of each postmortem.
    traits: Vec<Arc<Traits>>,
    /// Which postmortems have a trait, by position.
    postings: ByKey<Vec<u32>>,
}

/// The traits by which a failure is looked for, the rarest first, and what each is worth.
#[derive(Debug, Clone, Default)]
pub(super) struct Keys {
    /// Its words, and what they are about.
    pub(super) words: Vec<(Trait, u32)>,
    /// Its names and messages.
    pub(super) names: Vec<(Trait, u32)>,
    /// What its words would be worth that no other has: a text that is not in the archive may be about something else.
    pub(super) unknown: u32,
}

impl Index {
    pub(super) fn new(traits: Vec<Arc<Traits>>) -> Self {
        let mut postings: ByKey<Vec<u32>> = ByKey::default();
        for (position, traits) in (0..).zip(&traits) {
            for of in &traits.0 {
                postings.entry(of.key).or_default().push(position);
            }
        }
        let base = Arc::new(Base { traits, postings });
        Self::of_base(base, BTreeMap::new())
    }

    /// The same with other traits at some positions.
    pub(super) fn with(&self, newer: impl IntoIterator<Item = (usize, Arc<Traits>)>) -> Self {
        let mut all = self.newer.clone();
        all.extend(newer);
        if all.len() <= NEWER {
            return Self::of_base(self.base.clone(), all);
        }
        let traits = self.base.traits.iter().enumerate();
        Self::new(
            traits
                .map(|(position, old)| all.get(&position).unwrap_or(old).clone())
                .collect(),
        )
    }

    fn of_base(base: Arc<Base>, newer: BTreeMap<usize, Arc<Traits>>) -> Self {
        // One that is newer may be behind the last one of the base.
        let last = newer.last_key_value().map_or(0, |(position, _)| position + 1);
        let count = base.traits.len().max(last);
        Self {
            base,
            newer,
            keys: vec![OnceLock::new(); count],
            rarities: (0..=count.min(RARE))
                .map(|having| rarity(count, having))
                .collect(),
        }
    }

    /// The traits of a postmortem, and those by which it is looked for.
    pub(super) fn of(&self, position: usize) -> Option<(&Traits, &Keys)> {
        let traits = self
            .newer
            .get(&position)
            .or_else(|| self.base.traits.get(position))?;
        let keys = self.keys.get(position)?.get_or_init(|| self.keys(traits));
        Some((traits, keys))
    }

    /// How many postmortems there are.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// How many postmortems have a trait.
    pub(super) fn having(&self, key: u64) -> usize {
        let mut count = self.base.postings.get(&key).map_or(0, Vec::len);
        for (position, traits) in &self.newer {
            let old = self.base.traits.get(*position);
            count -= usize::from(old.is_some_and(|old| old.has(key)));
            count += usize::from(traits.has(key));
        }
        count
    }

    /// The traits by which a failure is looked for: the rarest of those that some other one has too.
    pub(super) fn keys(&self, traits: &Traits) -> Keys {
        self.rarest(traits, 2)
    }

    /// The same of a text that is not in the archive.
    pub(super) fn keys_of_text(&self, traits: &Traits) -> Keys {
        self.rarest(traits, 1)
    }

    /// The rarest traits of those that so many postmortems have at least.
    fn rarest(&self, traits: &Traits, least: usize) -> Keys {
        let (mut words, mut concepts, mut names) = (Vec::new(), Vec::new(), Vec::new());
        let mut unknown = 0;
        for of in &traits.0 {
            let kept = match of.class {
                Class::Word | Class::Concept if of.weight < STORY => continue,
                Class::Word => &mut words,
                Class::Concept => &mut concepts,
                Class::Name | Class::Message => &mut names,
            };
            let having = self.having(of.key);
            let worth = self.rarity(having) * u32::from(of.weight);
            match of.class {
                _ if having >= least => kept.push((*of, worth)),
                Class::Word => unknown += worth,
                _ => {}
            }
        }
        let mut all = first(words, WORDS);
        all.extend(first(concepts, CONCEPTS));
        Keys {
            words: all,
            names: first(names, NAMES),
            unknown,
        }
    }

    /// How rare a trait is that so many postmortems have.
    fn rarity(&self, having: usize) -> u32 {
        let known = self.rarities.get(having).copied();
        known.unwrap_or_else(|| rarity(self.len(), having))
    }

    /// Those of the wanted postmortems that share most of these traits, by position. What many have leads to nobody.
    pub(super) fn candidates(&self, keys: &Keys, wanted: impl Fn(usize) -> bool) -> Vec<usize> {
        let many = (self.len() / 50).max(100);
        let mut shared = vec![0_u32; self.len()];
        let mut found = Vec::new();
        for (of, worth) in keys.words.iter().chain(&keys.names) {
            let having = self.base.postings.get(&of.key).map_or(&[][..], Vec::as_slice);
            if having.len() > many {
                continue;
            }
            let having = having
                .iter()
                .filter_map(|&position| usize::try_from(position).ok());
            let having = having.filter(|position| !self.newer.contains_key(position));
            let newer = self.newer.iter().filter(|(_, traits)| traits.has(of.key));
            for position in having.chain(newer.map(|(&position, _)| position)) {
                if let Some(sum) = shared.get_mut(position) {
                    if *sum == 0 && wanted(position) {
                        found.push(position);
                    }
                    *sum += worth;
                }
            }
        }
        found.sort_unstable_by_key(|&position| (Reverse(shared.get(position).copied()), position));
        found.truncate(CANDIDATES);
        found
    }

    /// What of some traits another failure has: each with the smaller weight of both, and what that is worth.
    pub(super) fn shared<'a>(
        &'a self,
        of: &'a [(Trait, u32)],
        other: &'a Traits,
    ) -> impl Iterator<Item = (Trait, u32)> + 'a {
        of.iter().filter_map(move |(one, worth)| {
            let weight = other.weight(one.key)?.min(one.weight);
            // What it is worth is its rarity times its weight.
            Some((
                Trait { weight, ..*one },
                worth / u32::from(one.weight) * u32::from(weight),
            ))
        })
    }
}

/// How rare a trait is: four times the logarithm of all postmortems to those that have it.
fn rarity(all: usize, having: usize) -> u32 {
    let all = u128::try_from(all).unwrap_or(1) + 1;
    let having = u128::try_from(having.max(1)).unwrap_or(1);
    // Whole numbers: a logarithm of a fraction may differ between machines.
    (all.pow(4) / having.pow(4)).max(1).ilog2()
}

/// So many that are worth most, the best first.
fn first(mut all: Vec<(Trait, u32)>, count: usize) -> Vec<(Trait, u32)> {
    let order = |(of, worth): &(Trait, u32)| (Reverse(*worth), of.key);
    if all.len() > count {
        all.select_nth_unstable_by_key(count, order);
        all.truncate(count);
    }
    all.sort_unstable_by_key(order);
    all
}
