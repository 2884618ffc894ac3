//! Words as they compare: in lower case, by their stems.

use rust_stemmers::{Algorithm, Stemmer};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

static ORDINARY: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let stemmer = Stemmer::create(Algorithm::English);
    let words = include_str!("../recurrence/ordinary.txt").split_whitespace();
    words.map(|word| stemmer.stem(word).into_owned()).collect()
});

/// Makes stems; keeps those it made.
pub struct Terms {
    stemmer: Stemmer,
    stems: HashMap<String, Option<Box<str>>>,
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            stemmer: Stemmer::create(Algorithm::English),
            stems: HashMap::new(),
        }
    }
}

impl Terms {
    /// Gives the words of a text: the stem, and the word as it is written.
    pub fn words(&mut self, text: &str, mut found: impl FnMut(&str, &str)) {
        for word in text.unicode_words() {
            if !self.stems.contains_key(word) {
                let lower = word.to_lowercase();
                let stem = self.stemmer.stem(&lower).into_owned();
                let kept = word.chars().count() > 1
                    && !word.starts_with(|char: char| char.is_ascii_digit())
                    && !ORDINARY.contains(&stem);
                self.stems.insert(word.to_owned(), kept.then(|| stem.into()));
            }
            if let Some(Some(stem)) = self.stems.get(word) {
                found(stem, word);
            }
        }
    }
}
