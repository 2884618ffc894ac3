//! Lists of phrases that are searched for in one pass over a text.

use aho_corasick::AhoCorasick;

/// Phrases of one or more lists.
pub(crate) struct Phrases {
    /// In the order of the lists.
    phrases: Vec<Phrase>,
    /// Finds them by their indexes in `phrases`; None only of more phrases than it can number.
    automaton: Option<AhoCorasick>,
}

/// A phrase of a list.
pub(crate) struct Phrase {
    /// The index of its list.
    pub(crate) list: usize,
    /// As it is in the list.
    pub(crate) words: &'static str,
    /// The same without the `|` at its end, which stands for the end of a word.
    bare: &'static str,
}

impl Phrases {
    /// The phrases of lists with commas between them. A phrase begins with a letter or a digit.
    pub(crate) fn new(lists: impl IntoIterator<Item = &'static str>) -> Self {
        let lists = lists.into_iter().enumerate();
        let phrase = |list, words: &'static str| Phrase {
            list,
            words,
            bare: words.trim_end_matches('|'),
        };
        let phrases: Vec<Phrase> = lists
            .flat_map(|(list, phrases)| split(phrases).map(move |words| phrase(list, words)))
            .collect();
        let automaton = AhoCorasick::new(phrases.iter().map(|phrase| phrase.bare)).ok();
        Self { phrases, automaton }
    }

    /// Whether one of the phrases is in a text where a word begins.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        // Most texts hold none, which is told faster.
        let automaton = self
            .automaton
            .as_ref()
            .filter(|automaton| automaton.is_match(text));
        automaton.is_some_and(|automaton| {
            automaton.find_overlapping_iter(text).any(|hit| {
                let phrase = self.phrases.get(hit.pattern().as_usize());
                begins(text, hit.start())
                    && phrase.is_some_and(|phrase| phrase.ends(text.get(hit.end()..).unwrap_or_default()))
            })
        })
    }

    /// The phrases in a text that begin where a word begins, each with its offset; those at one offset in the order of
    /// the lists.
    pub(crate) fn matches<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, &'t Phrase)> {
        let mut matches = Vec::new();
        // Most texts hold none, which is told faster.
        let automaton = self.automaton.as_ref();
        if let Some(automaton) = automaton.filter(|automaton| automaton.is_match(text)) {
            let hits = automaton
                .find_overlapping_iter(text)
                .filter(|hit| begins(text, hit.start()));
            matches.extend(hits.map(|hit| (hit.start(), hit.pattern().as_usize())));
        }
        matches.sort_unstable();
        matches
            .into_iter()
            .filter_map(|(at, index)| Some((at, self.phrases.get(index)?)))
            .filter(move |(at, phrase)| phrase.ends(text.get(at + phrase.len()..).unwrap_or_default()))
    }
}

/// Whether a word may begin at a place of a text.
fn begins(text: &str, at: usize) -> bool {
    let before: Option<&str> = text.get(..at);
    !before.is_some_and(|before| before.ends_with(char::is_alphanumeric))
}

/// The phrases of a list with commas between them.
fn split(phrases: &'static str) -> impl Iterator<Item = &'static str> {
    phrases.split(',').map(str::trim)
}

impl Phrase {
    /// How many bytes it has in a text.
    pub(crate) const fn len(&self) -> usize {
        self.bare.len()
    }

    /// Whether it may end before this text.
    fn ends(&self, after: &str) -> bool {
        self.bare.len() == self.words.len() || !after.starts_with(char::is_alphanumeric)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn all_are_found_where_words_begin(
            words in proptest::collection::vec("[ .-]{0,3}(was down|down|downtime|degraded|no longer up|é|’|x|[a-zé]{1,12})", 0..40),
        ) {
            let phrases = Phrases::new(["was down, down|, no longer", "degraded"]);
            let text = words.concat();
            let mut expected = Vec::new();
            let mut inside = false;
            for (at, char) in text.char_indices() {
                let begins = char.is_alphanumeric() && !inside;
                inside = char.is_alphanumeric();
                let rest = text.get(at..).filter(|_| begins).unwrap_or_default();
                let ends = rest.strip_prefix("down").is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
                expected.extend([
                    rest.starts_with("was down").then_some((at, "was down")),
                    ends.then_some((at, "down|")),
                    rest.starts_with("no longer").then_some((at, "no longer")),
                    rest.starts_with("degraded").then_some((at, "degraded")),
                ]);
            }
            let expected: Vec<_> = expected.into_iter().flatten().collect();
            let found: Vec<_> = phrases.matches(&text).map(|(at, phrase)| (at, phrase.words)).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
