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
    let joined =
        words.is_ascii() && !words.contains("  ") && !words.contains(|char: char| char.is_ascii_control());
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

/// Words by their first letters, so that another is held against few of them.
pub(crate) struct ByLetter([Vec<&'static str>; 26]);

impl ByLetter {
    /// Of the words those that begin with a letter of ASCII.
    pub(crate) fn new(words: impl Iterator<Item = &'static str>) -> Self {
        let mut letters = [const { Vec::new() }; 26];
        for word in words {
            if let Some(alike) = letter(word).and_then(|letter| letters.get_mut(letter)) {
                alike.push(word);
            }
        }
        Self(letters)
    }

    /// The words that begin with the letter that a word begins with, in any case.
    pub(crate) fn alike(&self, word: &str) -> impl Iterator<Item = &'static str> {
        let alike = letter(word).and_then(|letter| self.0.get(letter));
        alike.into_iter().flatten().copied()
    }
}

/// The place in the alphabet of a word's first letter.
fn letter(word: &str) -> Option<usize> {
    let first = word.bytes().next()?.to_ascii_lowercase();
    first.checked_sub(b'a').map(usize::from)
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
