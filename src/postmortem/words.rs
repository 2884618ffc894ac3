//! Words between blanks: counted, and joined.

use super::blocks::Block;

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

/// The same in ASCII. A letter that is added to the run of bits of its word is carried to the bit after the word.
fn ascii_words(text: &[u8]) -> usize {
    let (mut words, mut carried) = (0, false);
    for piece in text.chunks(PIECE) {
        let solid = bits(piece, |eight| {
            !(within(eight, b'\t', b'\r') | within(eight, b' ', b' '))
        });
        let letters = bits(piece, letters_of) | u64::from(carried) & solid;
        words += usize::from(carried && solid & 1 == 0);
        let (sum, over) = solid.overflowing_add(letters);
        words += (sum & !solid).count_ones() as usize;
        carried = over;
    }
    words + usize::from(carried)
}

/// How many bytes are looked at together: as many as a number has bits.
pub(super) const PIECE: usize = 64;

/// Which of the bytes of a piece of a text from a place on are of letters and digits: the first in the lowest bit.
pub(super) fn letters(text: &str, from: usize) -> u64 {
    let end = text.len().min(from + PIECE);
    let piece = text.as_bytes().get(from..end).unwrap_or_default();
    if piece.is_ascii() {
        return bits(piece, letters_of);
    }
    let start = (0..=from).rev().find(|&at| text.is_char_boundary(at));
    let start = start.unwrap_or_default();
    let chars = text.get(start..).unwrap_or_default().char_indices();
    let chars = chars.map(|(at, char)| (start + at, char));
    let letters = chars
        .take_while(|&(at, _)| at < end)
        .filter(|(_, char)| char.is_alphanumeric());
    let bytes = letters.flat_map(|(at, char)| at.max(from)..(at + char.len_utf8()).min(end));
    bytes.fold(0, |bits, at| bits | 1 << (at - from))
}

/// One bit a byte of a piece, from a test of eight at a time that tells it in the highest bit of each.
fn bits(piece: &[u8], test: impl Fn(u64) -> u64) -> u64 {
    let mut all = 0;
    for (at, bytes) in piece.chunks(8).enumerate() {
        let eight = bytes.first_chunk().copied().unwrap_or_else(|| {
            let mut eight = [b' '; 8];
            for (to, from) in eight.iter_mut().zip(bytes) {
                *to = *from;
            }
            eight
        });
        let found = test(u64::from_le_bytes(eight)) & ONES << 7;
        // Brings the highest bits of the bytes together in the highest byte.
        all |= ((found >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * at);
    }
    all
}

const ONES: u64 = u64::from_le_bytes([1; 8]);

/// Of each of eight bytes of ASCII, whether it lies between two others, in its highest bit.
fn within(eight: u64, least: u8, most: u8) -> u64 {
    let from = |byte: u8| eight + ONES * u64::from(0x80 - byte);
    from(least) & !from(most + 1)
}

fn letters_of(eight: u64) -> u64 {
    within(eight | ONES << 5, b'a', b'z') | within(eight, b'0', b'9')
}

/// Where the bytes of a text are of a kind: letters are passed over without a look at what characters they are.
pub(super) fn places(text: &[u8], kind: impl Fn(&u8) -> bool) -> impl Iterator<Item = usize> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + text.get(from..)?.iter().position(&kind)?;
        from = at + 1;
        Some(at)
    })
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

    proptest::proptest! {
        #[test]
        fn ascii_is_counted_as_all_else(text in "[a-z0-9 .*-]{0,200}|[ -~\\n\\t]{0,80}") {
            let parts = text.split_whitespace();
            assert_eq!(words(&text), parts.filter(|part| part.contains(char::is_alphanumeric)).count());
        }
    }

    proptest::proptest! {
        #[test]
        fn letters_are_told_by_byte(text in "([a-zA-Z0-9]{0,20}|[ -~éß’\\x7f\\x00]{0,40}){0,4}", from in 0..100_usize) {
            let from = from.min(text.len());
            let told = letters(&text, from);
            for (at, char) in text.char_indices() {
                for at in (at..at + char.len_utf8()).filter(|at| (from..from + PIECE).contains(at)) {
                    assert_eq!(told >> (at - from) & 1 == 1, char.is_alphanumeric(), "{text:?} {at}");
                }
            }
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
