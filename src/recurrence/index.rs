//! Which postmortems have which traits, and how rare each trait is.

use super::keys::{ByKey, Class};
use super::traits::{Trait, Traits};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// How many words of a failure count: its rarest.
const WORDS: usize = 40;
/// How many concepts.
const CONCEPTS: usize = 20;
/// How many names and messages.
const NAMES: usize = 20;
/// How many postmortems are looked at closely, of those that share most of the rarest traits.
pub(super) const CANDIDATES: usize = 12;
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
    /// Those that are most like each postmortem, with how alike they are told to be: of few somebody asks, and often.
    nearest: Vec<OnceLock<Vec<(usize, i32)>>>,
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
    /// What words would be worth that no postmortem has: a text that is not in the archive may be about something else.
    pub(super) unknown: u32,
}

impl Index {
    pub(super) fn new(traits: Vec<Arc<Traits>>) -> Self {
        let mut postings: ByKey<Vec<u32>> = ByKey::default();
        for (position, traits) in (0..).zip(&traits) {
            for of in traits.iter() {
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
            nearest: vec![OnceLock::new(); count],
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

    /// Those that are most like a postmortem, with how alike they are told to be; `find` finds them.
    pub(super) fn nearest(
        &self,
        position: usize,
        find: impl FnOnce() -> Vec<(usize, i32)>,
    ) -> &[(usize, i32)] {
        let slot = self.nearest.get(position);
        slot.map_or(&[], |slot| slot.get_or_init(find))
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

    /// How rare a trait is: four times the logarithm of all postmortems to those that have it.
    pub(super) fn rarity(&self, key: u64) -> u32 {
        let all = u128::try_from(self.len()).unwrap_or(1) + 1;
        let having = u128::try_from(self.having(key).max(1)).unwrap_or(1);
        // Whole numbers: a logarithm of a fraction may differ between machines.
        (all.pow(4) / having.pow(4)).max(1).ilog2()
    }

    /// The traits by which a failure is looked for: the rarest of those that some other one has too.
    pub(super) fn keys(&self, traits: &Traits) -> Keys {
        self.rarest(traits, 2)
    }

    /// The same of a text that is not in the archive.
    pub(super) fn keys_of_text(&self, traits: &Traits) -> Keys {
        let words = traits.iter().filter(|of| of.class == Class::Word);
        let unknown = words.filter(|of| self.having(of.key) == 0);
        let worth = |of: &Trait| self.rarity(of.key) * u32::from(of.weight);
        Keys {
            unknown: unknown.map(worth).sum(),
            ..self.rarest(traits, 1)
        }
    }

    fn rarest(&self, traits: &Traits, least: usize) -> Keys {
        let of = |wanted: fn(&Trait) -> bool, count: usize| {
            let found = traits
                .iter()
                .filter(|of| wanted(of) && self.having(of.key) >= least);
            let mut found: Vec<(Trait, u32)> = found
                .map(|of| (*of, self.rarity(of.key) * u32::from(of.weight)))
                .collect();
            found.sort_unstable_by_key(|(of, worth)| (Reverse(*worth), of.key));
            found.truncate(count);
            found
        };
        let mut words = of(|of| of.class == Class::Word, WORDS);
        words.extend(of(|of| of.class == Class::Concept, CONCEPTS));
        let names = of(|of| of.class > Class::Concept, NAMES);
        Keys {
            words,
            names,
            unknown: 0,
        }
    }

    /// At most so many of the wanted postmortems that share most of these traits, by position. What many have leads to nobody.
    pub(super) fn candidates(&self, keys: &Keys, most: usize, wanted: impl Fn(usize) -> bool) -> Vec<usize> {
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
        found.truncate(most);
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
