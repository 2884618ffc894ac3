//! Words as they compare: in lower case, by their stems, without those that every text has; and what they are about.

use super::concepts::{self, About};
use super::keys::{ByKey, Class, key};
use crate::search::tokens;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashSet;
use std::sync::LazyLock;

/// The stems of words that every text has: they cost a place in the index and tell nothing.
static LITTLE: LazyLock<HashSet<String>> = LazyLock::new(|| stems(include_str!("little.txt")));

/// The stems of words by which any incident is told. Many of them together tell failures apart, and no single one does.
static ORDINARY: LazyLock<HashSet<String>> = LazyLock::new(|| stems(include_str!("ordinary.txt")));

fn stems(words: &str) -> HashSet<String> {
    let stemmer = Stemmer::create(Algorithm::English);
    let words = words.split_whitespace();
    words.map(|word| stemmer.stem(word).into_owned()).collect()
}

/// Finds the words of texts, and keeps the stems that it made: most words come again.
pub(super) struct Words {
    stemmer: Stemmer,
    /// What is known of each word, by its key.
    known: ByKey<Known>,
}

/// What a word tells.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    /// The key of its stem.
    stem: u64,
    /// Whether it is none of the little words.
    counts: bool,
    /// What it is about: many an ordinary word tells that.
    about: Option<&'static About>,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            stemmer: Stemmer::create(Algorithm::English),
            known: ByKey::default(),
        }
    }
}

impl Words {
    /// Gives the words of a text that tell failures apart, each with the key of its stem and as it is written, and the
    /// concepts of its words with the same words.
    pub(super) fn each(&mut self, text: &str, mut found: impl FnMut(Class, u64, &str)) {
        let mut before = 0;
        let mut each = |word: &str| {
            let known = self.known(word);
            if known.counts {
                found(Class::Word, known.stem, word);
            }
            if let Some(about) = known.about {
                let behind = about.behind.iter().filter(|(other, _)| *other == before);
                for concept in about.alone.iter().chain(behind.map(|(_, concept)| concept)) {
                    found(Class::Concept, *concept, word);
                }
            }
            before = known.stem;
        };
        for run in text.split(|char: char| !char.is_alphanumeric() && !is_apostrophe(char)) {
            let word = run.trim_matches(is_apostrophe);
            match word.is_ascii() {
                true if word.is_empty() => {}
                true => each(word),
                false => tokens::signs(word).into_iter().for_each(&mut each),
            }
        }
    }

    fn known(&mut self, word: &str) -> Known {
        let Self { stemmer, known } = self;
        *known.entry(key(Class::Word, word)).or_insert_with(|| {
            if word.chars().nth(1).is_none() {
                return Known::default();
            }
            let lower = word.to_lowercase().replace('’', "'");
            let stem = stemmer.stem(&lower);
            Known {
                stem: key(Class::Word, &stem),
                counts: match word.starts_with(|char: char| char.is_ascii_digit()) {
                    true => is_http_error(word),
                    false => !LITTLE.contains(&*stem),
                },
                about: concepts::of(&stem),
            }
        })
    }
}

/// Whether a number is the status of an answer that failed: `403`, `504`. No other number tells failures apart.
fn is_http_error(word: &str) -> bool {
    word.len() == 3 && word.starts_with(['4', '5']) && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word in lower case is one by which any incident is told.
pub(super) fn is_ordinary(word: &str) -> bool {
    let stem = Stemmer::create(Algorithm::English).stem(word);
    LITTLE.contains(&*stem) || ORDINARY.contains(&*stem)
}

/// Whether two words have one stem.
pub(super) fn are_one(one: &str, other: &str) -> bool {
    let stemmer = Stemmer::create(Algorithm::English);
    one == other || stemmer.stem(&one.to_lowercase()) == stemmer.stem(&other.to_lowercase())
}

fn is_apostrophe(char: char) -> bool {
    matches!(char, '\'' | '’')
}

#[cfg(test)]
mod tests {
    use super::{Class, Words, concepts};

    fn found(text: &str) -> (Vec<u64>, Vec<String>) {
        let (mut stems, mut words) = (Vec::new(), Vec::new());
        Words::default().each(text, |class, key, word| {
            if class == Class::Word {
                stems.push(key);
                words.push(word.to_owned());
            }
        });
        (stems, words)
    }

    #[test]
    fn words_of_one_stem_are_one_and_little_ones_are_none() {
        let text = "The certificates' renewal was at 14:05; Renewing a certificate is not the same";
        let (stems, words) = found(text);
        assert_eq!(words, ["certificates", "renewal", "Renewing", "certificate"]);
        assert_eq!([stems[0], stems[1]], [stems[3], stems[2]]);
        assert_ne!(stems[0], stems[1]);
    }

    #[test]
    fn of_numbers_only_the_status_of_a_failed_answer_counts() {
        let (_, words) = found("504 for 300 of 4000 requests at 14:05 on node 12, then 403");
        assert_eq!(words, ["504", "requests", "node", "403"]);
    }

    #[test]
    fn words_of_other_scripts_count() {
        let (_, words) = found("Zertifikat abgelaufen, сертификат истёк");
        assert_eq!(words, ["Zertifikat", "abgelaufen", "сертификат", "истёк"]);
    }

    #[test]
    fn what_words_are_about_is_found_of_ordinary_words_and_numbers_too() {
        let mut concepts = Vec::new();
        Words::default().each("debug output, exit 137, no space at 14:05", |class, key, word| {
            if class == Class::Concept {
                concepts.push(format!("{word}: {}", concepts::name(key).unwrap()));
            }
        });
        assert_eq!(
            concepts,
            [
                "debug: debug output",
                "137: memory",
                "space: storage",
                "space: something full"
            ]
        );
    }
}
