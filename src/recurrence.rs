//! Failures that came back: for each postmortem the earlier ones of the same failure, with reasons in words.
//!
//! What a text says of itself comes first: `recurrence_of` confirms, `not_related` rejects for good. All else is evidence:
//! messages and names that are the same (`messages`, `names`), the rarest words of the texts (`index`), and
//! what is known beside the texts (`likeness`). It is claimed only where it stands out among the failures of this archive
//! (`calibration`): most failures come once, and whoever cries wolf is not listened to.

mod calibration;
mod concepts;
mod glossary;
mod index;
mod keys;
mod likeness;
mod matched;
mod messages;
mod names;
mod pieces;
mod quotes;
mod reasons;
mod stated;
#[cfg(test)]
mod tests;
mod traits;
mod words;

use crate::archive::{Archive, Item};
use crate::config::Settings;
use crate::parallel;
use crate::postmortem::Postmortem;
use crate::record::Record;
use glossary::Glossary;
use index::{CANDIDATES, Index};
use likeness::{FEW, Likeness, Needs, Side};
pub use matched::{Certainty, Match, lines_to_paste};
use pieces::Pieces;
use reasons::{SAME_MESSAGE, Told};
use std::cmp::Reverse;
use std::sync::{Arc, OnceLock};
use traits::Reader;

/// How many likely ones are told of one postmortem.
const MOST: usize = 3;

/// The failures of an archive that came back. All of it is made when somebody first asks.
#[derive(Debug)]
pub struct Recurrences {
    archive: Archive,
    texts: Vec<Option<Arc<Postmortem>>>,
    company: Arc<Company>,
    index: OnceLock<Index>,
    /// The least likeness of a repeat; None where the archive is too small to tell.
    threshold: OnceLock<Option<i32>>,
    /// The positions of those that say of others that they are another failure.
    rejecting: OnceLock<Vec<usize>>,
    matches: Vec<OnceLock<Vec<Match>>>,
}

/// What the settings say of words and services.
#[derive(Debug)]
struct Company {
    glossary: Glossary,
    needs: Needs,
}

impl Recurrences {
    /// Those of an archive; `texts` are those of its items, in their order.
    #[must_use]
    pub fn new(archive: &Archive, texts: &[Option<Arc<Postmortem>>], settings: &Settings) -> Self {
        let company = Company {
            glossary: Glossary::new(settings),
            needs: Needs::new(settings),
        };
        Self::of_texts(archive, texts, Arc::new(company), OnceLock::new())
    }

    /// The same with newer texts of the items at some positions.
    #[must_use]
    pub fn with(&self, archive: &Archive, texts: &[Option<Arc<Postmortem>>], newer: &[usize]) -> Self {
        let index = OnceLock::new();
        if let Some(before) = self.index.get() {
            let mut reader = Reader::new(&self.company.glossary);
            let newer = newer.iter().filter_map(|&position| {
                let item = archive.items.get(position)?;
                Some((
                    position,
                    Arc::new(reader.traits(&Pieces::of(&item.record, text(texts, position)))),
                ))
            });
            index.get_or_init(|| before.with(newer));
        }
        Self::of_texts(archive, texts, self.company.clone(), index)
    }

    fn of_texts(
        archive: &Archive,
        texts: &[Option<Arc<Postmortem>>],
        company: Arc<Company>,
        index: OnceLock<Index>,
    ) -> Self {
        Self {
            archive: archive.clone(),
            texts: texts.to_vec(),
            company,
            index,
            threshold: OnceLock::new(),
            rejecting: OnceLock::new(),
            matches: vec![OnceLock::new(); archive.items.len()],
        }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let positions: Vec<usize> = (0..self.archive.items.len()).collect();
            Index::new(parallel::parts(&positions, |part| {
                let mut reader = Reader::new(&self.company.glossary);
                let items = part.iter().filter_map(|&position| {
                    let item = self.archive.items.get(position)?;
                    let pieces = Pieces::of(&item.record, text(&self.texts, position));
                    Some(Arc::new(reader.traits(&pieces)))
                });
                items.collect()
            }))
        })
    }

    /// All earlier postmortems that are anything like one, the most alike first, each with how alike they are.
    #[must_use]
    pub fn ranked(&self, position: usize) -> Vec<(usize, i32)> {
        let Some((side, _)) = self.side(self.index(), position) else {
            return Vec::new();
        };
        let earlier = |other: usize| other > position;
        let found = self.neighbours(self.index(), side, earlier).into_iter();
        found
            .map(|(earlier, likeness)| (earlier, likeness.total()))
            .collect()
    }

    /// The earlier postmortems of the same failure as one of the archive, by its index: confirmed ones first, newest first,
    /// then likely ones, best first.
    #[must_use]
    pub fn of(&self, position: usize) -> &[Match] {
        let Some((slot, item)) = self.matches.get(position).zip(self.archive.items.get(position)) else {
            return &[];
        };
        slot.get_or_init(|| {
            let text = text(&self.texts, position);
            self.matches(self.index(), position, &item.record, text)
        })
    }

    /// The same of a postmortem that need not be in the archive: a draft.
    #[must_use]
    pub fn of_postmortem(&self, postmortem: &Postmortem) -> Vec<Match> {
        let record = &postmortem.record;
        let position = self.archive.index_of(record).filter(|&position| {
            let item = self.archive.items.get(position);
            item.is_some_and(|item| item.record == *record)
        });
        if let Some(position) = position {
            return self.of(position).to_vec();
        }
        let pieces = Pieces::of(record, Some(postmortem));
        let traits = Reader::new(&self.company.glossary).traits(&pieces);
        let behind = self.index().len();
        let index = self.index().with([(behind, Arc::new(traits))]);
        self.matches(&index, behind, record, Some(postmortem))
    }

    /// The postmortems that a line of text reminds of: an alert, a line of a log, a description. At most three, best first.
    #[must_use]
    pub fn similar(&self, words: &str) -> Vec<Match> {
        let pieces = Pieces::of_text(words);
        let traits = Reader::new(&self.company.glossary).traits(&pieces);
        let keys = self.index().keys_of_text(&traits);
        let side = Side {
            traits: &traits,
            keys: &keys,
            record: None,
        };
        let quoted = quotes::symptoms(&self.archive, words);
        let mut found = self.neighbours(self.index(), side, |other| !quoted.contains_key(&other));
        for &other in quoted.keys() {
            if let Some((other_side, _)) = self.side(self.index(), other) {
                let likeness = likeness::compare(self.index(), &self.company.needs, side, other_side);
                found.push((other, likeness.quoted()));
            }
        }
        found.sort_by_key(|&(position, likeness)| (Reverse(likeness.total()), position));
        found.retain(|(_, likeness)| likeness.answers());
        found.truncate(MOST);
        let told = self.told(side, pieces);
        let found = found.into_iter().filter_map(|(earlier, likeness)| {
            let mut found = self.matched(self.index(), &told, earlier, Certainty::Likely, likeness)?;
            if let Some((symptom, whole)) = quoted
                .get(&earlier)
                .filter(|_| !found.same.iter().any(|one| one.starts_with(SAME_MESSAGE)))
            {
                let reason = match whole {
                    true => reasons::same_message(symptom),
                    false => reasons::part_of_message(symptom),
                };
                found.same.insert(0, reason);
            }
            Some(found)
        });
        found.collect()
    }

    /// The least likeness of a repeat.
    fn threshold(&self) -> Option<i32> {
        *self.threshold.get_or_init(|| {
            let count = self.archive.items.len();
            if count < FEW {
                return None;
            }
            let step = count.div_ceil(calibration::SAMPLE);
            let sample: Vec<usize> = (0..count).step_by(step).collect();
            let second = |&position: &usize| {
                let Some((side, _)) = self.side(self.index(), position) else {
                    return 0;
                };
                let found = self.neighbours(self.index(), side, |other| other != position);
                found.get(1).map_or(0, |(_, likeness)| likeness.told())
            };
            let second = parallel::parts(&sample, |part| part.iter().map(second).collect());
            Some(calibration::threshold(second))
        })
    }

    fn side<'a>(&'a self, index: &'a Index, position: usize) -> Option<(Side<'a>, &'a Item)> {
        let (traits, keys) = index.of(position)?;
        let item = self.archive.items.get(position)?;
        let record = Some(&*item.record);
        Some((Side { traits, keys, record }, item))
    }

    /// Those that are most like one, best first.
    fn neighbours(
        &self,
        index: &Index,
        side: Side<'_>,
        wanted: impl Fn(usize) -> bool,
    ) -> Vec<(usize, Likeness)> {
        let candidates = index.candidates(side.keys, CANDIDATES, wanted).into_iter();
        let mut found: Vec<(usize, Likeness)> = candidates
            .filter_map(|position| {
                let (other, _) = self.side(index, position)?;
                Some((
                    position,
                    likeness::compare(index, &self.company.needs, side, other),
                ))
            })
            .collect();
        found.sort_by_key(|&(position, likeness)| (Reverse(likeness.total()), position));
        found
    }

    /// Whether a failure, by its position, and an earlier one are likely the same.
    fn is_likely(&self, index: &Index, position: usize, earlier: usize, likeness: Likeness) -> bool {
        let Some(least) = self.threshold() else {
            return likeness.identified;
        };
        if !likeness.is_told() || likeness.told() < least {
            return false;
        }
        // Most that are likely are so whatever else is near.
        if calibration::mutual(likeness.told(), i32::MAX) >= least {
            return true;
        }
        let nearest = index.nearest(earlier, || self.nearest(index, earlier));
        let others = nearest.iter().filter(|(other, _)| *other != position);
        let elsewhere = others.take(CANDIDATES).map(|(_, told)| *told).max();
        calibration::mutual(likeness.told(), elsewhere.unwrap_or_default()) >= least
    }

    /// Those that share most with a postmortem, of which one may be left out, with how alike they are told to be.
    fn nearest(&self, index: &Index, position: usize) -> Vec<(usize, i32)> {
        let Some((side, _)) = self.side(index, position) else {
            return Vec::new();
        };
        let found = index.candidates(side.keys, CANDIDATES + 1, |other| other != position);
        let found = found.into_iter().filter_map(|other| {
            let (other_side, _) = self.side(index, other)?;
            let likeness = likeness::compare(index, &self.company.needs, side, other_side);
            Some((other, likeness.told()))
        });
        found.collect()
    }

    /// The matches of a postmortem that is at a position of an index: behind the last one, where the archive has it not.
    fn matches(
        &self,
        index: &Index,
        position: usize,
        record: &Record,
        own_text: Option<&Postmortem>,
    ) -> Vec<Match> {
        let Some((traits, keys)) = index.of(position) else {
            return Vec::new();
        };
        let side = Side {
            traits,
            keys,
            record: Some(record),
        };
        let date = record.date();
        let is_in_archive = position < self.archive.items.len();
        let is_earlier = |other: usize| {
            let Some(item) = self.archive.items.get(other) else {
                return false;
            };
            match (date, item.date) {
                (_, None) => false,
                (None, _) => other != position,
                (Some(_), _) if is_in_archive => other > position,
                (Some(date), Some(then)) => then <= date && item.record.id != record.id,
            }
        };
        let confirmed = self.confirmed(record, is_earlier);
        let rejected = self.rejected(record, position);
        let told = self.told(side, Pieces::of(record, own_text));
        let tell =
            |earlier: usize, certainty, likeness| self.matched(index, &told, earlier, certainty, likeness);
        let mut matches = Vec::new();
        for &earlier in &confirmed {
            let likeness = self
                .side(index, earlier)
                .map(|(other, _)| likeness::compare(index, &self.company.needs, side, other));
            matches.extend(tell(earlier, Certainty::Confirmed, likeness.unwrap_or_default()));
        }
        let likely = self.neighbours(index, side, |other| {
            is_earlier(other) && !rejected.contains(&other) && !confirmed.contains(&other)
        });
        let likely = likely
            .into_iter()
            .filter(|&(earlier, likeness)| self.is_likely(index, position, earlier, likeness));
        for (earlier, likeness) in likely.take(MOST) {
            matches.extend(tell(earlier, Certainty::Likely, likeness));
        }
        matches
    }

    fn told<'a>(&'a self, side: Side<'a>, pieces: Pieces<'a>) -> Told<'a> {
        let glossary = &self.company.glossary;
        Told {
            side,
            pieces,
            glossary,
        }
    }

    fn matched(
        &self,
        index: &Index,
        one: &Told<'_>,
        earlier: usize,
        certainty: Certainty,
        likeness: Likeness,
    ) -> Option<Match> {
        let (side, item) = self.side(index, earlier)?;
        let other = self.told(side, Pieces::of(&item.record, text(&self.texts, earlier)));
        Some(Match {
            earlier,
            certainty,
            score: likeness.total(),
            same: reasons::same(&self.archive, index, &self.company.needs, one, &other),
            different: reasons::different(&self.archive, &self.company.needs, one, &other),
        })
    }
}

fn text(texts: &[Option<Arc<Postmortem>>], position: usize) -> Option<&Postmortem> {
    texts.get(position)?.as_deref()
}
