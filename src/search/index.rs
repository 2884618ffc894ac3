//! Which word stands where, and what it weighs there.

use super::tokens;
use super::{Document, Files, MOST_POSTINGS, Shown};
use crate::parallel;
use foldhash::fast::FixedState;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

/// Words that are in every text and say nothing: left out, with their positions kept for phrases.
pub(super) const LEFT_OUT: &str =
    "a an and are as at be been by for from in is it of on or our that the this to was we were with";

/// The same, to be asked for each word of every text.
static LEFT_OUT_WORDS: LazyLock<HashSet<&str, FixedState>> = LazyLock::new(|| LEFT_OUT.split(' ').collect());

/// Whether a word is left out.
pub(super) fn is_left_out(word: &str) -> bool {
    LEFT_OUT_WORDS.contains(word)
}

/// An index over documents.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) files: Files,
    /// The words, sorted.
    pub(super) words: Vec<Word>,
    /// Which of them each file of words has, and each file of postings.
    pub(super) word_files: Vec<Vec<usize>>,
    pub(super) posting_files: Vec<Vec<usize>>,
    /// For each filter its values, each with its documents.
    pub(super) filters: Vec<BTreeMap<String, Vec<usize>>>,
    pub(super) shown: Vec<Shown>,
}

#[derive(Debug)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) stem: String,
    /// In how many documents it is, those that were dropped too.
    pub(super) documents: usize,
    pub(super) postings: Vec<Posting>,
}

/// A word in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Posting {
    pub(super) document: usize,
    /// 1 to 99.
    pub(super) weight: u32,
    /// Its first places.
    pub(super) at: Vec<usize>,
}

/// So many places of a word in a document are kept.
const PLACES: usize = 12;
/// Between two texts of a document, so that no phrase goes over both.
const GAP: usize = 8;

impl Index {
    /// Indexes documents, in the order of the archive.
    #[must_use]
    pub fn new(documents: Vec<Document>) -> Self {
        let read = parallel::parts(&documents, |part| {
            part.iter().map(|document| read(&document.texts)).collect()
        });
        let lengths: usize = read.iter().map(|(_, length)| length).sum();
        let mean = ratio(lengths.max(1), read.len().max(1));
        let mut postings: ByWord<Vec<Posting>> = ByWord::default();
        for (document, (words, length)) in read.into_iter().enumerate() {
            #[expect(
                clippy::iter_over_hash_type,
                reason = "each word has postings of its own, in whichever order the words come"
            )]
            for (word, (counted, mut at)) in words {
                // The whole of a unit comes after its parts.
                at.sort_unstable();
                let weight = weight(counted, ratio(length, 1) / mean);
                postings
                    .entry(word)
                    .or_default()
                    .push(Posting { document, weight, at });
            }
        }
        let mut postings: Vec<(String, Vec<Posting>)> = postings.into_iter().collect();
        postings.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let stems = parallel::parts(&postings, |part| {
            let stems = part.iter().map(|(word, _)| tokens::stem(word).into_owned());
            stems.collect()
        });
        let words = postings.into_iter().zip(stems);
        let words = words.map(|((text, postings), stem)| Word {
            stem,
            text,
            documents: postings.len(),
            postings: heaviest(postings),
        });
        let words: Vec<Word> = words.collect();
        let files = Files::of(documents.len());
        let mut filters = vec![
            BTreeMap::<String, Vec<usize>>::new();
            documents.first().map_or(0, |first| first.filters.len())
        ];
        for (index, document) in documents.iter().enumerate() {
            for (filter, values) in filters.iter_mut().zip(&document.filters) {
                for value in values {
                    filter.entry(value.clone()).or_default().push(index);
                }
            }
        }
        Self {
            files,
            word_files: grouped(files.words, words.iter().map(|word| files.of_words(&word.text))),
            posting_files: grouped(
                files.postings,
                words.iter().map(|word| files.of_postings(&word.stem)),
            ),
            words,
            filters,
            shown: documents.into_iter().map(|document| document.shown).collect(),
        }
    }
}

/// The indexes of things by their group.
fn grouped(groups: usize, of: impl Iterator<Item = usize>) -> Vec<Vec<usize>> {
    let mut grouped = vec![Vec::new(); groups];
    for (index, group) in of.enumerate() {
        if let Some(group) = grouped.get_mut(group) {
            group.push(index);
        }
    }
    grouped
}

/// The words of a document: what each counts, and where it is. And how many there are in all.
type Read = (ByWord<(u32, Vec<usize>)>, usize);

/// A map by words. Whatever is made of it is sorted.
type ByWord<T> = HashMap<String, T, FixedState>;

fn read(texts: &[(u32, String)]) -> Read {
    let mut words = ByWord::<(u32, Vec<usize>)>::default();
    let (mut from, mut length) = (0, 0);
    for (weight, text) in texts {
        let mut last = from;
        tokens::words(text, |word, at| {
            last = from + at;
            if is_left_out(word) {
                return;
            }
            length += 1;
            match words.get_mut(word) {
                Some((counted, places)) => {
                    *counted += weight;
                    if places.len() < PLACES {
                        places.push(last);
                    }
                }
                None => drop(words.insert(word.to_owned(), (*weight, vec![last]))),
            }
        });
        from = last + GAP;
    }
    (words, length)
}

/// How much a word says of a document that has it so often, for its length: the saturation of BM25 (k1 = 4, since counts are
/// weighted by the texts they are in; b = 0.75), of 99. How rare the word is, the script adds from the count of documents.
fn weight(counted: u32, length: f64) -> u32 {
    const K1: f64 = 4.0;
    const B: f64 = 0.75;
    let counted = f64::from(counted);
    let part = counted / (counted + K1 * (1.0 - B + B * length));
    // A part of one: it fits.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 99"
    )]
    let weight = (part * 99.0).round() as u32;
    weight.max(1)
}

#[expect(clippy::cast_precision_loss, reason = "counts of words")]
fn ratio(part: usize, of: usize) -> f64 {
    part as f64 / of as f64
}

/// Those that a word says most about, in the order of the documents.
fn heaviest(mut postings: Vec<Posting>) -> Vec<Posting> {
    if postings.len() > MOST_POSTINGS {
        postings.sort_by_key(|posting| (std::cmp::Reverse(posting.weight), posting.document));
        postings.truncate(MOST_POSTINGS);
        postings.sort_by_key(|posting| posting.document);
    }
    postings
}
