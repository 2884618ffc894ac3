//! Plain measures to hold ours against. Those of texts claim whatever is nearest, since they have no measure of silence.

use crate::Answer;
use crate::corpus::Corpus;
use nevertwice::record::Known;
use std::collections::{BTreeMap, BTreeSet};

type Counts = BTreeMap<String, f64>;

#[derive(Debug)]
pub(crate) struct Baselines<'a> {
    corpus: &'a Corpus,
    words: Vec<Counts>,
    having: Counts,
}

impl<'a> Baselines<'a> {
    pub(crate) fn new(corpus: &'a Corpus) -> Self {
        let stemmer = rust_stemmers::Stemmer::create(rust_stemmers::Algorithm::English);
        let texts = corpus.texts.iter().flatten();
        let words: Vec<Counts> = texts
            .map(|text| {
                let mut counts = Counts::new();
                let body = text.document.source.slice(text.document.body).to_lowercase();
                let words = body.split(|char: char| !char.is_alphanumeric());
                for word in words.filter(|word| !word.is_empty()) {
                    *counts.entry(stemmer.stem(word).into_owned()).or_default() += 1.0;
                }
                counts
            })
            .collect();
        let mut having = Counts::new();
        for word in words.iter().flat_map(BTreeMap::keys) {
            *having.entry(word.clone()).or_default() += 1.0;
        }
        Self {
            corpus,
            words,
            having,
        }
    }

    fn count(&self) -> f64 {
        self.words.len() as f64
    }

    fn nearest(&self, position: usize, likeness: impl Fn(usize) -> f64) -> Answer {
        let mut ranked: Vec<(f64, usize)> = (position + 1..self.words.len())
            .map(|earlier| (likeness(earlier), earlier))
            .filter(|one| one.0 > 0.0)
            .collect();
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let ranked: Vec<usize> = ranked.into_iter().map(|one| one.1).collect();
        Answer {
            claimed: ranked.iter().take(1).copied().collect(),
            ranked,
        }
    }

    pub(crate) fn tf_idf(&self, position: usize) -> Answer {
        let weighted = |at: usize| -> Counts {
            let words = self.words[at].iter();
            words
                .map(|(word, count)| (word.clone(), count * (self.count() / self.having[word]).ln()))
                .collect()
        };
        let length = |of: &Counts| of.values().map(|one| one * one).sum::<f64>().sqrt();
        let one = weighted(position);
        self.nearest(position, |earlier| {
            let other = weighted(earlier);
            let both = one
                .iter()
                .map(|(word, weight)| weight * other.get(word).unwrap_or(&0.0));
            both.sum::<f64>() / (length(&one) * length(&other)).max(f64::MIN_POSITIVE)
        })
    }

    pub(crate) fn bm25(&self, position: usize) -> Answer {
        let (k, b) = (1.2, 0.75);
        let length = |at: usize| self.words[at].values().sum::<f64>();
        let mean = (0..self.words.len()).map(length).sum::<f64>() / self.count();
        self.nearest(position, |earlier| {
            let norm = k * (1.0 - b + b * length(earlier) / mean);
            let words = self.words[position].keys();
            let worth = words.filter_map(|word| {
                let count = self.words[earlier].get(word)?;
                let having = self.having[word];
                let rarity = ((self.count() - having + 0.5) / (having + 0.5)).ln_1p();
                Some(rarity * count * (k + 1.0) / (count + norm))
            });
            worth.sum()
        })
    }

    /// Whatever has the same service and the same category of cause, the newest first.
    pub(crate) fn facts(&self, position: usize) -> Answer {
        let item = &self.corpus.archive.items[position];
        let facts = |at: usize| {
            let record = &self.corpus.archive.items[at].record;
            let services: BTreeSet<String> = record.services().map(str::to_owned).collect();
            (services, record.facts.root_cause.text().map(str::to_owned))
        };
        let (services, cause) = facts(item.index);
        let ranked: Vec<usize> = (position + 1..self.words.len())
            .filter(|&earlier| {
                let (then, cause_then) = facts(earlier);
                cause.is_some() && cause == cause_then && !services.is_disjoint(&then)
            })
            .collect();
        Answer {
            claimed: ranked.clone(),
            ranked,
        }
    }
}
