//! Words as they compare: in lower case, by their stems, without those that reports of any failure use.

use super::keys::{ByKey, Class, key};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashSet;
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

/// The stems of ordinary words, and of those by which any incident is told.
static ORDINARY: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let stemmer = Stemmer::create(Algorithm::English);
    let words = include_str!("ordinary.txt").split_whitespace();
    words.map(|word| stemmer.stem(word).into_owned()).collect()
});

/// Finds the words of texts, and keeps the stems that it made: most words come again.
pub(super) struct Words {
    stemmer: Stemmer,
    /// The key of the stem of each word, by the word's own; None for an ordinary one.
    stems: ByKey<Option<u64>>,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            stemmer: Stemmer::create(Algorithm::English),
            stems: ByKey::default(),
        }
    }
}

impl Words {
    /// Gives the words of a text that tell failures apart: the key of the stem, and the word as it is written.
    pub(super) fn each(&mut self, text: &str, mut found: impl FnMut(u64, &str)) {
        for word in text.unicode_words() {
            let written = key(Class::Word, word);
            let stem = match self.stems.get(&written) {
                Some(stem) => *stem,
                None => {
                    let stem = self.stem(word);
                    self.stems.insert(written, stem);
                    stem
                }
            };
            if let Some(stem) = stem {
                found(stem, word);
            }
        }
    }

    fn stem(&self, word: &str) -> Option<u64> {
        let counted = word.chars().nth(1).is_some() && !word.starts_with(|char: char| char.is_ascii_digit());
        let lower = counted.then(|| word.to_lowercase())?;
        let stem = self.stemmer.stem(&lower);
        (!ORDINARY.contains(&*stem)).then(|| key(Class::Word, &stem))
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    fn found(text: &str) -> (Vec<u64>, Vec<String>) {
        let (mut stems, mut words) = (Vec::new(), Vec::new());
        Words::default().each(text, |stem, word| {
            stems.push(stem);
            words.push(word.to_owned());
        });
        (stems, words)
    }

    #[test]
    fn words_of_one_stem_are_one_and_ordinary_ones_are_none() {
        let text = "The certificates' renewal failed at 14:05; Renewing a certificate took two hours";
        let (stems, words) = found(text);
        assert_eq!(words, ["certificates", "renewal", "Renewing", "certificate"]);
        assert_eq!([stems[0], stems[1]], [stems[3], stems[2]]);
        assert_ne!(stems[0], stems[1]);
    }

    #[test]
    fn words_of_other_scripts_count() {
        let (_, words) = found("Zertifikat abgelaufen, сертификат истёк");
        assert_eq!(words, ["Zertifikat", "abgelaufen", "сертификат", "истёк"]);
    }
}
