//! What words of operations are about. Who writes `OOMKilled` and who writes that the heap was too small tell of one kind of
//! failure, and share no word.

use super::keys::{ByKey, Class, key};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The concepts of a word, by their keys.
#[derive(Debug, Default)]
pub(super) struct About {
    /// Wherever it stands.
    pub(super) alone: Vec<u64>,
    /// Behind another word, by the key of that one's stem: `no space` is about more than `space`.
    pub(super) behind: Vec<(u64, u64)>,
}

/// The concepts by the stems of their words. In the file `_` joins two words.
static CONCEPTS: LazyLock<HashMap<String, About>> = LazyLock::new(|| {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut concepts: HashMap<String, About> = HashMap::new();
    for (name, words) in lines() {
        let concept = key(Class::Concept, name);
        for word in words.split_whitespace() {
            let (before, word) = word.rsplit_once('_').map_or((None, word), |(a, b)| (Some(a), b));
            let about = concepts.entry(stemmer.stem(word).into_owned()).or_default();
            match before {
                Some(before) => {
                    let before = key(Class::Word, &stemmer.stem(before));
                    about.behind.push((before, concept));
                }
                None if !about.alone.contains(&concept) => about.alone.push(concept),
                None => {}
            }
        }
    }
    concepts
});

/// The concepts, each with its words.
fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("concepts.txt").lines();
    lines.filter_map(|line| line.split_once(':'))
}

/// The name of each concept.
static NAMES: LazyLock<ByKey<&'static str>> = LazyLock::new(|| {
    lines()
        .map(|(name, _)| (key(Class::Concept, name), name))
        .collect()
});

/// The name of a concept.
pub(super) fn name(concept: u64) -> Option<&'static str> {
    NAMES.get(&concept).copied()
}

/// The concepts of a word, by its stem.
pub(super) fn of(stem: &str) -> Option<&'static About> {
    CONCEPTS.get(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(stem: &str) -> Vec<&'static str> {
        let about = of(stem).into_iter();
        about
            .flat_map(|about| &about.alone)
            .filter_map(|one| name(*one))
            .collect()
    }

    #[test]
    fn words_are_found_by_their_stems_and_may_be_about_several_things() {
        assert_eq!(names("heap"), ["memory"]);
        assert_eq!(names("purg"), ["caches", "deletion"]);
        assert_eq!(names("teapot"), Vec::<&str>::new());
    }

    #[test]
    fn no_concept_has_one_word_alone() {
        for (name, words) in lines() {
            assert!(words.split_whitespace().count() > 2, "{name}");
        }
    }
}
