//! Lists of phrases that a text is looked through for in one pass: at each word, only those that begin as it does.

use super::{denied, split};

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
    start: u32,
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
                    alike.push(Phrase {
                        list,
                        words,
                        bare,
                        start,
                    });
                }
            }
        }
        Self { starts }
    }

    /// The phrases in a text, each with the place where it begins, as the beginning of a word.
    pub(super) fn found<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, &'t Phrase)> {
        starts(text).flat_map(move |at| {
            let rest = text.get(at..).unwrap_or_default();
            let start = start(rest);
            let alike = start.and_then(|start| self.starts.get(place(start)));
            let alike = alike.into_iter().flatten();
            alike
                .filter(move |phrase| Some(phrase.start) == start && phrase.begins(rest))
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

/// Where the words of a text begin.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    let mut inside = false;
    text.bytes().enumerate().filter_map(move |(at, byte)| {
        let letter = if byte.is_ascii() {
            byte.is_ascii_alphanumeric()
        } else {
            // Inside a character nothing begins.
            text.get(at..)?.starts_with(char::is_alphanumeric)
        };
        let before = std::mem::replace(&mut inside, letter);
        (letter && !before).then_some(at)
    })
}

impl Phrase {
    fn begins(&self, text: &str) -> bool {
        let ends = self.bare.len() < self.words.len();
        let rest = text.strip_prefix(self.bare);
        rest.is_some_and(|rest| !(ends && rest.starts_with(char::is_alphanumeric)))
    }
}
