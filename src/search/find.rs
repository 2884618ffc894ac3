//! What a query finds, for programs. The script of the search page ranks alike, from files that it loads one by one.

use super::index::{Index, Posting, Word, is_left_out};
use super::{MOST_POSTINGS, Shown, tokens};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What the form of a word counts that has only its stem, in percent.
const STEM: u64 = 70;
/// What words count that were asked for in quotes, in percent.
const PHRASE: u64 = 150;

/// A word of a query, and how many words come before it.
type Asked = (String, usize);

impl Index {
    /// The documents that a query finds, best first: those that have all its words come before those that have some. What
    /// stands in double quotes has to stand so in the document.
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<usize> {
        let mut scores: BTreeMap<usize, (usize, u64)> = BTreeMap::new();
        let mut phrases = 0;
        for (index, part) in query.split('"').enumerate() {
            let words = asked(part);
            let is_phrase = index % 2 == 1 && !words.is_empty();
            phrases += usize::from(is_phrase);
            let hits = match is_phrase {
                true => vec![self.phrase(&words)],
                false => words.iter().map(|(word, _)| self.forms(word)).collect(),
            };
            for (document, score) in hits.into_iter().flatten() {
                let (met, sum) = scores.entry(document).or_default();
                // A phrase is met before any number of words.
                *met += if is_phrase { query.len() + 1 } else { 1 };
                *sum += score;
            }
        }
        let mut found: Vec<_> = scores
            .into_iter()
            .filter(|(_, (met, _))| *met >= phrases * (query.len() + 1))
            .collect();
        found.sort_by_key(|&(document, (met, score))| (Reverse((met, score)), document));
        found.into_iter().map(|(document, _)| document).collect()
    }

    /// What a hit shows of a document.
    #[must_use]
    pub fn shown(&self, document: usize) -> Option<&Shown> {
        self.shown.get(document)
    }

    fn word(&self, text: &str) -> Option<&Word> {
        let at = self
            .words
            .binary_search_by(|word| word.text.as_str().cmp(text))
            .ok()?;
        self.words.get(at)
    }

    /// The documents that have a word or another form of it, with what that says of them.
    fn forms(&self, text: &str) -> BTreeMap<usize, u64> {
        let stem = tokens::stem(text);
        let mut hits = BTreeMap::new();
        // The words of a stem are in one file.
        let together = self.of(&self.posting_files, self.files.of_postings(&stem));
        for word in together.filter(|word| word.stem == stem) {
            let percent = if word.text == text { 100 } else { STEM };
            for posting in &word.postings {
                let score = self.score(word, posting) * percent;
                let best: &mut u64 = hits.entry(posting.document).or_default();
                *best = score.max(*best);
            }
        }
        hits
    }

    /// The documents in which words follow each other as they do in a phrase.
    fn phrase(&self, words: &[Asked]) -> BTreeMap<usize, u64> {
        let known: Option<Vec<(&Word, usize)>> = words
            .iter()
            .map(|(word, at)| Some((self.word(word)?, *at)))
            .collect();
        let mut known = known.unwrap_or_default();
        // Of words that are nearly everywhere only some documents are known: they cannot be asked of all.
        if known.iter().any(|(word, _)| word.documents <= MOST_POSTINGS) {
            known.retain(|(word, _)| word.documents <= MOST_POSTINGS);
        }
        let Some(((first, start), others)) = known.split_first() else {
            return BTreeMap::new();
        };
        let hit = |posting: &Posting| {
            let mut score = self.score(first, posting);
            let mut places = posting.at.clone();
            for (word, at) in others {
                let index = word
                    .postings
                    .binary_search_by_key(&posting.document, |other| other.document);
                let other = word.postings.get(index.ok()?)?;
                places.retain(|place| other.at.contains(&(place + at - start)));
                score += self.score(word, other);
            }
            (!places.is_empty()).then_some((posting.document, score * PHRASE))
        };
        first.postings.iter().filter_map(hit).collect()
    }

    /// How much a word says of a document: what it weighs there, times how rare it is, in powers of two.
    fn score(&self, word: &Word, posting: &Posting) -> u64 {
        let times = (self.shown.len() / word.documents.max(1)).max(1);
        u64::from(posting.weight) * u64::from(times.ilog2() + 1)
    }
}

/// The words of a part of a query, but for those that are left out; of a unit its parts, and whole where it stands alone for
/// something.
fn asked(part: &str) -> Vec<Asked> {
    let mut words: Vec<Asked> = Vec::new();
    tokens::words(part, |word, at| {
        let is_whole = words.last().is_some_and(|(_, last)| *last >= at);
        if !is_whole && !is_left_out(word) {
            words.push((word.to_owned(), at));
        }
    });
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Document;

    fn index(texts: &[&str]) -> Index {
        let document = |text: &&str| Document {
            texts: vec![(1, (*text).to_owned())],
            ..Document::default()
        };
        Index::new(texts.iter().map(document).collect())
    }

    #[test]
    fn all_words_before_some_and_rare_words_first() {
        let index = index(&[
            "the oven failed",
            "the oven failed with exit 137",
            "exit at the left, 137 ovens",
            "nothing of it",
        ]);
        assert_eq!(index.find("exit 137"), [1, 2]);
        assert_eq!(index.find("\"exit 137\""), [1]);
        assert_eq!(index.find("oven fails 137"), [1, 0, 2]);
        assert_eq!(index.find("\"failed with exit\" oven"), [1]);
        assert!(index.find("\"exit failed\"").is_empty() && index.find("kiln").is_empty());
        assert!(index.find("").is_empty() && index.find("\"\"").is_empty() && index.find("the").is_empty());
    }

    #[test]
    fn parts_of_names_are_found_beside_each_other_in_quotes() {
        let index = index(&[
            "NullPointerException in db-7.example.net",
            "pointer null, exception of db 8",
        ]);
        assert_eq!(index.find("\"null pointer\""), [0]);
        assert_eq!(index.find("db-7"), [0, 1]);
    }
}
