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
    // Most lines are ASCII, whose bytes are looked at several times as fast as characters.
    if text.is_ascii() {
        let (mut words, mut counted) = (0, false);
        for byte in text.bytes() {
            if byte.is_ascii_whitespace() {
                counted = false;
            } else if !counted && byte.is_ascii_alphanumeric() {
                (words, counted) = (words + 1, true);
            }
        }
        return words;
    }
    let parts = text.split_whitespace();
    parts.filter(|part| part.contains(char::is_alphanumeric)).count()
}

/// Adds words to a text, with one blank between them.
pub(super) fn join(all: &mut String, words: &str) {
    let mut add = |word: &str| {
        if !all.is_empty() {
            all.push(' ');
        }
        all.push_str(word);
    };
    if words.is_ascii() {
        words.split_ascii_whitespace().for_each(&mut add);
    } else {
        words.split_whitespace().for_each(&mut add);
    }
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
}
