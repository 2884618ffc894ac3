//! Words between blanks: counted, and joined.

use super::blocks::Block;
use super::bytes::{ONES, eight, letters_of, within};

/// The words of a body: what stands between blanks and has a letter or a digit. Headings count; code blocks, HTML tags,
/// comments and link targets have no text in blocks and do not.
#[must_use]
pub fn count(blocks: &[Block]) -> usize {
    let lines = blocks.iter().flat_map(|block| &block.lines);
    lines.map(|line| words(&line.text.plain)).sum()
}

fn words(text: &str) -> usize {
    // Most lines are ASCII, whose bytes are looked at many times as fast as characters.
    if text.is_ascii() {
        return ascii_words(text.as_bytes());
    }
    let parts = text.split_whitespace();
    parts.filter(|part| part.contains(char::is_alphanumeric)).count()
}

/// The same in ASCII, eight bytes at a time as one number. What a letter adds to the bytes of its word, all ones, is carried
/// to the byte after the word, once for all of its letters.
fn ascii_words(text: &[u8]) -> usize {
    let (mut words, mut carried) = (0, 0);
    for bytes in text.chunks(8) {
        let eight = eight(bytes);
        let blank = within(eight, b'\t', b'\r') | within(eight, b' ', b' ');
        let solid = (!blank >> 7 & ONES) * 0xff;
        let letters = letters_of(eight) >> 7 & ONES | carried & solid;
        let (sum, over) = solid.overflowing_add(letters);
        let ended = (sum & !solid & ONES).wrapping_mul(ONES) >> 56;
        words += ended + (carried & !solid);
        carried = u64::from(over);
    }
    usize::try_from(words + carried).unwrap_or(usize::MAX)
}

/// Adds words to a text, with one blank between them.
pub(crate) fn join(all: &mut String, words: &str) {
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

    proptest::proptest! {
        #[test]
        fn ascii_is_counted_as_all_else(text in "[a-z0-9 .*-]{0,200}|[ -~\\n\\t]{0,80}") {
            let parts = text.split_whitespace();
            assert_eq!(words(&text), parts.filter(|part| part.contains(char::is_alphanumeric)).count());
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
