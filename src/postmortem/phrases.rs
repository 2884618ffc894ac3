//! Lists of phrases that a text is looked through for in one pass: at each word, only those that begin as it does.

use super::words::run;

/// Phrases of one or more lists.
pub(super) struct Phrases {
    /// By the [`place`] of their first bytes, in the order of the lists.
    starts: Vec<Vec<Phrase>>,
}

/// A phrase of a list.
pub(super) struct Phrase {
    /// The place of its list.
    pub(super) list: usize,
    /// As the list has it.
    pub(super) words: &'static str,
    /// The same without a `|` at its end, which asks for the end of a word there.
    bare: &'static str,
}

/// How many places there are, as a power of two: so many that hardly two beginnings share one.
const PLACES: u32 = 10;

/// The first three bytes of a text, as a number.
fn start(text: &str) -> Option<u32> {
    let &[first, second, third] = text.as_bytes().first_chunk()?;
    Some(u32::from_le_bytes([first, second, third, 0]))
}

/// The place of what begins so, out of [`PLACES`].
fn place(start: u32) -> usize {
    let stirred = start.wrapping_mul(0x9e37_79b1);
    usize::try_from(stirred >> (u32::BITS - PLACES)).unwrap_or_default()
}

impl Phrases {
    /// The phrases of lists with commas between them. A phrase has three bytes or more, and begins with a letter or a digit.
    pub(super) fn new(lists: impl IntoIterator<Item = &'static str>) -> Self {
        let mut starts: Vec<Vec<Phrase>> = std::iter::repeat_with(Vec::new).take(1 << PLACES).collect();
        for (list, phrases) in lists.into_iter().enumerate() {
            for words in split(phrases) {
                let Some(start) = start(words) else { continue };
                let bare = words.trim_end_matches('|');
                if let Some(alike) = starts.get_mut(place(start)) {
                    alike.push(Phrase { list, words, bare });
                }
            }
        }
        Self { starts }
    }

    /// The phrases in a text, each with the place where it begins, as the beginning of a word.
    pub(super) fn found<'t>(&'t self, text: &'t str) -> Found<'t> {
        Found {
            phrases: self,
            text,
            word: 0,
            end: 0,
            alike: [].iter(),
        }
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

/// The phrases of a list with commas between them.
pub(super) fn split(phrases: &'static str) -> impl Iterator<Item = &'static str> {
    phrases.split(',').map(str::trim)
}

/// What [`Phrases::found`] finds.
pub(super) struct Found<'t> {
    phrases: &'t Phrases,
    text: &'t str,
    /// Where the word begins that is looked at.
    word: usize,
    /// Where it ends.
    end: usize,
    /// The phrases that may begin as it does.
    alike: std::slice::Iter<'t, Phrase>,
}

impl<'t> Iterator for Found<'t> {
    type Item = (usize, &'t Phrase);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = self.text.get(self.word..).unwrap_or_default();
            if let Some(phrase) = self.alike.find(|phrase| phrase.begins(rest)) {
                return Some((self.word, phrase));
            }
            self.word = self.end + run(self.text, self.end, false);
            self.end = self.word + run(self.text, self.word, true);
            let start = start(self.text.get(self.word..).filter(|rest| !rest.is_empty())?);
            let alike = start.and_then(|start| self.phrases.starts.get(place(start)));
            self.alike = alike.map(Vec::as_slice).unwrap_or_default().iter();
        }
    }
}

/// Whether what follows is said not to be so, or not yet: `not resolved`, `until the error is resolved`.
pub(super) fn denied(before: &str) -> bool {
    let clause = before
        .rsplit(['.', ';', ':', ',', '!', '?'])
        .next()
        .unwrap_or_default();
    let mut words = clause.rsplit(' ').filter(|word| !word.is_empty()).take(5);
    let near = |word: &str| {
        matches!(
            word,
            "no" | "nothing" | "not" | "never" | "cannot" | "couldn't" | "wasn't" | "isn't"
        )
    };
    let far = |word: &str| matches!(word, "until" | "unless" | "unable" | "nowhere");
    words.by_ref().take(2).any(|word| near(word) || far(word)) || words.any(far)
}

impl Phrase {
    fn begins(&self, text: &str) -> bool {
        let ends = self.bare.len() < self.words.len();
        let rest = text.strip_prefix(self.bare);
        rest.is_some_and(|rest| !(ends && rest.starts_with(char::is_alphanumeric)))
    }
}
