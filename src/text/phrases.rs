//! Lists of phrases that a text is looked through for in one pass: at each word, only those that begin as it does.

use super::bytes::{PIECE, PLACES, eight, letters, place};

/// Phrases of one or more lists.
pub(crate) struct Phrases {
    /// By the [`start`] of their first bytes, in the order of the lists.
    starts: Vec<Vec<Phrase>>,
}

/// A phrase of a list.
pub(crate) struct Phrase {
    /// The place of its list.
    pub(crate) list: usize,
    /// As the list has it.
    pub(crate) words: &'static str,
    /// The same without a `|` at its end, which asks for the end of a word there.
    bare: &'static str,
    /// The first [`eight`] bytes of that, and which bits of a text's are held against them: most others are told by these.
    head: u64,
    mask: u64,
}

/// The place of the phrases that begin as eight bytes do, by the first three of these.
fn start(head: u64) -> usize {
    place(head << 40)
}

impl Phrases {
    /// The phrases of lists with commas between them. A phrase has three bytes or more, and begins with a letter or a digit.
    pub(crate) fn new(lists: impl IntoIterator<Item = &'static str>) -> Self {
        let mut starts: Vec<Vec<Phrase>> = std::iter::repeat_with(Vec::new).take(PLACES).collect();
        for (list, phrases) in lists.into_iter().enumerate() {
            for words in split(phrases) {
                let bare = words.trim_end_matches('|');
                debug_assert!(bare.len() >= 3, "{words}");
                let (head, mask) = (
                    eight(bare.as_bytes()),
                    u64::MAX >> (64 - 8 * bare.len().clamp(1, 8)),
                );
                if let Some(alike) = starts.get_mut(start(head)) {
                    alike.push(Phrase {
                        list,
                        words,
                        bare,
                        head,
                        mask,
                    });
                }
            }
        }
        Self { starts }
    }

    /// The phrases in a text, each with the place where it begins, as the beginning of a word.
    pub(crate) fn found<'t>(&'t self, text: &'t str) -> Found<'t> {
        Found {
            phrases: self,
            text,
            read: 0,
            starts: 0,
            inside: 0,
            word: 0,
            head: 0,
            alike: [].iter(),
        }
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

/// What [`Phrases::found`] finds.
pub(crate) struct Found<'t> {
    phrases: &'t Phrases,
    text: &'t str,
    /// How much of the text is split into words.
    read: usize,
    /// Where words begin in the last [`PIECE`] of that, as bits, but for those that were looked at.
    starts: u64,
    /// One where that ends inside a word.
    inside: u64,
    /// Where the word begins that is looked at.
    word: usize,
    /// The first [`eight`] bytes of the text from the word on.
    head: u64,
    /// The phrases that may begin as it does.
    alike: std::slice::Iter<'t, Phrase>,
}

impl<'t> Iterator for Found<'t> {
    type Item = (usize, &'t Phrase);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (text, word, begin) = (self.text, self.word, self.head);
            let begins = |phrase: &&Phrase| {
                (phrase.head ^ begin) & phrase.mask == 0
                    && phrase.begins(text.get(word..).unwrap_or_default())
            };
            if let Some(phrase) = self.alike.find(begins) {
                return Some((word, phrase));
            }
            while self.starts == 0 {
                if self.read >= text.len() {
                    return None;
                }
                let letters = letters(text, self.read);
                self.starts = letters & !(letters << 1 | self.inside);
                self.inside = letters >> (PIECE - 1);
                self.read += PIECE;
            }
            self.word = self.read - PIECE + self.starts.trailing_zeros() as usize;
            self.starts &= self.starts - 1;
            self.head = eight(text.as_bytes().get(self.word..).unwrap_or_default());
            let alike = self.phrases.starts.get(start(self.head));
            self.alike = alike.map(Vec::as_slice).unwrap_or_default().iter();
        }
    }
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

    fn begins(&self, text: &str) -> bool {
        let ends = self.bare.len() < self.words.len();
        let rest = text.strip_prefix(self.bare);
        rest.is_some_and(|rest| !(ends && rest.starts_with(char::is_alphanumeric)))
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
