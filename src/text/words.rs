//! Words between blanks: counted, and joined.

use crate::text::blocks::Block;
use std::ops::Range;

/// The words of a body: what is between blanks and has a letter or a digit. Headings count; code blocks, HTML tags,
/// comments and link targets have no text in blocks and do not.
#[must_use]
pub fn count(blocks: &[Block]) -> usize {
    let lines = blocks.iter().flat_map(|block| &block.lines);
    lines.map(|line| words(&line.text.plain)).sum()
}

fn words(text: &str) -> usize {
    if !text.is_ascii() {
        let parts = text.split_whitespace();
        return parts.filter(|part| part.contains(char::is_alphanumeric)).count();
    }
    // Most texts are ASCII, and all of them are counted: byte by byte this takes a third of the time.
    let (mut count, mut counted) = (0, false);
    for byte in text.bytes() {
        if byte.is_ascii_whitespace() {
            counted = false;
        } else if !counted && byte.is_ascii_alphanumeric() {
            (count, counted) = (count + 1, true);
        }
    }
    count
}

/// Adds words to a text, with one blank between them.
pub(crate) fn join(all: &mut String, words: &str) {
    // Most texts have single blanks already.
    let joined = words.bytes().all(|byte| matches!(byte, b' '..=b'~')) && !words.contains("  ");
    let mut add = |word: &str| {
        if !all.is_empty() {
            all.push(' ');
        }
        all.push_str(word);
    };
    match words.trim() {
        "" => {}
        words if joined => add(words),
        words => words.split_whitespace().for_each(add),
    }
}

/// Whether a mark in a text has a blank on both sides.
pub(crate) fn is_between_blanks(text: &str, mark: Range<usize>) -> bool {
    let (before, after) = (text.get(..mark.start), text.get(mark.end..));
    before.is_some_and(|text| text.ends_with(' ')) && after.is_some_and(|text| text.starts_with(' '))
}

/// Words by their first two letters, so that another is held against few of them, and most against none.
pub(crate) struct ByLetters<W = &'static str>(Vec<Vec<W>>);

/// How many letters are told apart, in either case; no letter, mark or digit is among them alone.
const LETTERS: usize = 32;

impl<W: AsRef<str>> ByLetters<W> {
    pub(crate) fn new(words: impl Iterator<Item = W>) -> Self {
        let mut rooms: Vec<Vec<W>> = (0..LETTERS * LETTERS).map(|_| Vec::new()).collect();
        for word in words {
            if let Some(alike) = rooms.get_mut(room(word.as_ref())) {
                alike.push(word);
            }
        }
        Self(rooms)
    }

    /// Words among which are all that begin with the letters that a word begins with, in any case.
    pub(crate) fn alike(&self, word: &str) -> &[W] {
        self.0.get(room(word)).map_or(&[], Vec::as_slice)
    }
}

impl<W> ByLetters<W> {
    /// Whether there are words that begin with one or two letters, in any case.
    pub(crate) fn has_room(&self, first: u8, second: Option<u8>) -> bool {
        let alike = self.0.get(room_of(first, second));
        alike.is_some_and(|alike| !alike.is_empty())
    }
}

impl ByLetters {
    /// Those between the blanks of a text.
    pub(crate) fn of(words: &'static str) -> Self {
        Self::new(words.split_whitespace())
    }

    /// Whether a word is one of them, in the same letter case.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.alike(word).contains(&word)
    }
}

/// The room of the words that begin as a word does.
fn room(word: &str) -> usize {
    let mut bytes = word.bytes();
    bytes.next().map_or(0, |first| room_of(first, bytes.next()))
}

fn room_of(first: u8, second: Option<u8>) -> usize {
    let letter = |byte: u8| usize::from(byte) % LETTERS;
    letter(first) * LETTERS + second.map_or(0, letter)
}

/// Whether a text ends with a word that a time continues.
#[must_use]
pub fn ends_open(text: &str) -> bool {
    let last = text
        .trim_end()
        .rsplit(|char: char| !char.is_alphabetic())
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    matches!(
        last.as_str(),
        "at" | "by"
            | "from"
            | "until"
            | "till"
            | "to"
            | "around"
            | "about"
            | "of"
            | "the"
            | "since"
            | "before"
            | "after"
            | "between"
            | "and"
            | "on"
            | "in"
            | "for"
            | "circa"
            | "approximately"
            | "or"
            | "than"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::span::Span;
    use crate::text::blocks;

    #[test]
    fn what_counts() {
        for (text, words) in [
            ("# Two words\n\n- *three*: `a b`\n", 5),
            ("one — two & three - 4\n", 4),
            ("[one two](http://a.b/c) ![no](x.png)\n", 2),
            ("```\nno words\n```\n\n<!-- no -->\n<p>one<br>two</p>\n", 2),
            ("| one | two |\n|--|--|\n| 3 | |\n", 3),
            ("up-to-date don't 10:30am 40%\n", 4),
        ] {
            let source = Source::new("a.md", text.as_bytes());
            let blocks = blocks::read(&source, Span::new(0, source.text.len()));
            assert_eq!(count(&blocks), words, "{text}");
        }
    }

    #[test]
    fn one_blank_between_words() {
        for (text, joined) in [
            ("", "before"),
            ("  ", "before"),
            ("one two", "before one two"),
            ("one  two", "before one two"),
            (" one\ttwo\n", "before one two"),
            ("\u{a0}Grüße\u{2003} an alle", "before Grüße an alle"),
        ] {
            let mut all = "before".to_owned();
            join(&mut all, text);
            assert_eq!(all, joined, "{text:?}");
        }
    }
}
