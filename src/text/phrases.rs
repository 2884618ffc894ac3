//! Lists of phrases that a text is looked through for in one pass.

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// Phrases of one or more lists.
pub(crate) struct Phrases {
    /// In the order of the lists.
    phrases: Vec<Phrase>,
    /// Finds them by their places in that; None only of more than a machine can number.
    automaton: Option<AhoCorasick>,
}

/// A phrase of a list.
pub(crate) struct Phrase {
    /// The place of its list.
    pub(crate) list: usize,
    /// As the list has it.
    pub(crate) words: &'static str,
    /// The same without a `|` at its end, which asks for the end of a word there.
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
        let phrases = lists.flat_map(|(list, phrases)| split(phrases).map(move |words| phrase(list, words)));
        let phrases: Vec<Phrase> = phrases.collect();
        // A table of all states would be faster, but takes longer to make than a small site to read.
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(phrases.iter().map(|phrase| phrase.bare))
            .ok();
        Self { phrases, automaton }
    }

    /// The phrases in a text, each with the place where it begins, as the beginning of a word; where several begin, in
    /// the order of the lists.
    pub(crate) fn found<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, &'t Phrase)> {
        let begins = |at| {
            let before: Option<&str> = text.get(..at);
            !before.is_some_and(|before| before.ends_with(char::is_alphanumeric))
        };
        let mut found = Vec::new();
        if let Some(automaton) = &self.automaton {
            let hits = automaton
                .find_overlapping_iter(text)
                .filter(|hit| begins(hit.start()));
            found.extend(hits.map(|hit| (hit.start(), hit.pattern().as_usize())));
        }
        found.sort_unstable();
        let found = found.into_iter();
        let phrases = found.filter_map(|(at, place)| Some((at, self.phrases.get(place)?)));
        phrases.filter(move |(at, phrase)| phrase.ends(text.get(at + phrase.len()..).unwrap_or_default()))
    }

    /// The same, but for those of which the text says that they are not so.
    pub(crate) fn said<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, &'t Phrase)> {
        self.found(text)
            .filter(|&(at, _)| !denied(text.get(..at).unwrap_or_default()))
    }

    /// Whether a text says one of them.
    pub(crate) fn any(&self, text: &str) -> bool {
        self.said(text).next().is_some()
    }
}

/// The phrases of a list with commas between them.
pub(crate) fn split(phrases: &'static str) -> impl Iterator<Item = &'static str> {
    phrases.split(',').map(str::trim)
}

/// Whether what follows is said not to be so, or not yet: `not resolved`, `until the error is resolved`.
pub(crate) fn denied(before: &str) -> bool {
    let near = |word: &str| {
        matches!(
            word,
            "no" | "nothing" | "not" | "never" | "cannot" | "couldn't" | "wasn't" | "isn't"
        )
    };
    let far = |word: &str| matches!(word, "until" | "unless" | "unable" | "nowhere");
    let ends = |byte: &u8| matches!(byte, b' ' | b'.' | b';' | b':' | b',' | b'!' | b'?');
    let mut before = before;
    // The words of the clause, from the last one on.
    for count in 0..5 {
        before = before.trim_end_matches(' ');
        let start = before.as_bytes().iter().rposition(ends).map_or(0, |end| end + 1);
        let (rest, word) = before.split_at(start);
        if word.is_empty() {
            return false;
        }
        if far(word) || count < 2 && near(word) {
            return true;
        }
        before = rest;
    }
    false
}

impl Phrase {
    /// How many bytes it has in a text.
    pub(crate) const fn len(&self) -> usize {
        self.bare.len()
    }

    /// Whether it may end where a text goes on so.
    fn ends(&self, after: &str) -> bool {
        self.bare.len() == self.words.len() || !after.starts_with(char::is_alphanumeric)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_denied() {
        for (before, said) in [
            ("", false),
            ("it was ", false),
            ("it was not ", true),
            ("it was not  yet ", true),
            ("not one of us was ", false),
            ("until the error was ", true),
            ("until one two three four five ", false),
            ("it was not. then ", false),
            ("not: ", false),
            ("not", true),
            ("knot ", false),
            ("\u{e9}t\u{e9} never ", true),
        ] {
            assert_eq!(denied(before), said, "{before:?}");
        }
    }

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
            let found: Vec<_> = phrases.found(&text).map(|(at, phrase)| (at, phrase.words)).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
