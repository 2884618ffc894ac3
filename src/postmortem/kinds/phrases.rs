//! Lists of phrases that a text is looked through for in one pass: at each word, only those that begin as it does.

use super::{denied, split};
use std::collections::BTreeMap;

/// Phrases of one or more lists.
pub(super) struct Phrases {
    /// By their first bytes, in the order of the lists.
    starts: BTreeMap<[u8; 3], Vec<Phrase>>,
}

/// A phrase of a list.
pub(super) struct Phrase {
    /// The place of its list.
    pub(super) list: usize,
    /// As the list has it: a `|` at its end asks for the end of a word there.
    pub(super) words: &'static str,
}

impl Phrases {
    /// The phrases of lists with commas between them. A phrase has three bytes or more, and begins with a letter or a digit.
    pub(super) fn new(lists: impl IntoIterator<Item = &'static str>) -> Self {
        let mut starts = BTreeMap::<_, Vec<_>>::new();
        for (list, phrases) in lists.into_iter().enumerate() {
            for words in split(phrases) {
                if let Some(start) = words.as_bytes().first_chunk() {
                    starts.entry(*start).or_default().push(Phrase { list, words });
                }
            }
        }
        Self { starts }
    }

    /// The phrases in a text, each with the place where it begins, as the beginning of a word.
    pub(super) fn found<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, &'t Phrase)> {
        let mut inside = false;
        let words = text.char_indices().filter_map(move |(at, char)| {
            let before = std::mem::replace(&mut inside, char.is_alphanumeric());
            (inside && !before).then_some(at)
        });
        words.flat_map(move |at| {
            let rest = text.get(at..).unwrap_or_default();
            let alike = rest
                .as_bytes()
                .first_chunk()
                .and_then(|start| self.starts.get(start));
            let alike = alike.into_iter().flatten();
            alike
                .filter(|phrase| phrase.begins(rest))
                .map(move |phrase| (at, phrase))
        })
    }

    /// The same, but for those of which the text says that they are not so.
    pub(super) fn said<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, &'t Phrase)> {
        self.found(text)
            .filter(|&(at, _)| !denied(text.get(..at).unwrap_or_default()))
    }

    /// Whether a text says one of them.
    pub(super) fn any(&self, text: &str) -> bool {
        self.said(text).next().is_some()
    }
}

impl Phrase {
    fn begins(&self, text: &str) -> bool {
        match self.words.strip_suffix('|') {
            Some(words) => text
                .strip_prefix(words)
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)),
            None => text.starts_with(self.words),
        }
    }
}
