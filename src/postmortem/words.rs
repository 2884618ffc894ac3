//! Words between blanks: counted, and joined.

use super::blocks::Block;

/// The words of a body: what stands between blanks and has a letter or a digit. Headings count; code blocks, HTML tags,
/// comments and link targets have no text in blocks and do not.
#[must_use]
pub fn count(blocks: &[Block]) -> usize {
    let lines = blocks.iter().flat_map(|block| &block.lines);
    lines.map(|line| words(&line.text.plain)).sum()
}

/// What counts as a word by itself: letters and digits.
const LETTER: u8 = 1;
/// What a word goes on with: all but blanks.
const INSIDE: u8 = 2;
/// What is no character of its own.
const NOT_ASCII: u8 = 4;

/// What the bytes of a text are, so that a look tells it.
static KINDS: [u8; 256] = {
    let mut kinds = [NOT_ASCII; 256];
    let mut byte = 0;
    while byte < 128 {
        let char = byte as u8;
        let letter = if char.is_ascii_alphanumeric() { LETTER } else { 0 };
        let inside = if char.is_ascii_whitespace() { 0 } else { INSIDE };
        kinds[byte] = letter | inside;
        byte += 1;
    }
    kinds
};

fn kind(byte: u8) -> u8 {
    KINDS[usize::from(byte)]
}

fn words(text: &str) -> usize {
    // Most lines are ASCII, whose bytes are looked at several times as fast as characters: without branches.
    if text.is_ascii() {
        let (mut words, mut counted) = (0, 0);
        for byte in text.bytes() {
            let kind = kind(byte);
            words += usize::from(kind & !counted & LETTER);
            counted = kind | counted & (kind / INSIDE);
        }
        return words;
    }
    let parts = text.split_whitespace();
    parts.filter(|part| part.contains(char::is_alphanumeric)).count()
}

/// How many bytes from a place on are of letters and digits, or are not.
pub(super) fn run(text: &str, from: usize, letters: bool) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let wanted = if letters { LETTER } else { 0 };
    let plain = rest
        .iter()
        .position(|&byte| kind(byte) & (LETTER | NOT_ASCII) != wanted);
    let plain = plain.unwrap_or(rest.len());
    // What is not ASCII is looked at by character.
    if rest.get(plain).is_none_or(u8::is_ascii) {
        return plain;
    }
    let rest = text.get(from + plain..).unwrap_or_default();
    let end = rest.find(|char: char| char.is_alphanumeric() != letters);
    plain + end.unwrap_or(rest.len())
}

/// Adds words to a text, with one blank between them.
pub(super) fn join(all: &mut String, words: &str) {
    let mut add = |word: &str| {
        if !all.is_empty() {
            all.push(' ');
        }
        all.push_str(word);
    };
    if is_joined(words) {
        add(words);
    } else if words.is_ascii() {
        words.split_ascii_whitespace().for_each(&mut add);
    } else {
        words.split_whitespace().for_each(&mut add);
    }
}

/// Whether a text is words with one blank between them, as most are.
fn is_joined(text: &str) -> bool {
    let bytes = text.as_bytes();
    let ends = [bytes.first(), bytes.last()];
    // Without a way out of the loop, which the compiler makes steps of many bytes of.
    let plain = |byte: u8| (byte >= b' ') & byte.is_ascii();
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    let other = pairs.fold(false, |other, (&this, &next)| {
        other | !plain(this) | (this == b' ') & (next == b' ')
    });
    !other
        && ends
            .iter()
            .all(|end| end.is_some_and(|&byte| byte > b' ' && byte.is_ascii()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postmortem::blocks;
    use crate::source::{Source, Span};

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
