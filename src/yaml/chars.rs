//! The characters of a text, as the parser looks at them: each several times, so that they are decoded once.

use saphyr_parser::Input;
use saphyr_parser::input::is_breakz;

/// A text and the place of the parser in it.
pub(super) struct Chars {
    chars: Vec<char>,
    at: usize,
}

impl Chars {
    pub(super) fn new(text: &str) -> Self {
        // Nearly all texts are ASCII, and then nothing need be decoded at all.
        let chars = match text.is_ascii() {
            true => text.bytes().map(char::from).collect(),
            false => text.chars().collect(),
        };
        Self { chars, at: 0 }
    }
}

/// All characters are at hand, and nothing need be fetched before it is looked at.
impl Input for Chars {
    #[inline]
    fn lookahead(&mut self, _: usize) {}

    #[inline]
    fn buflen(&self) -> usize {
        usize::MAX
    }

    /// For so many characters the parser makes room at a time.
    #[inline]
    fn bufmaxlen(&self) -> usize {
        16
    }

    #[inline]
    fn raw_read_ch(&mut self) -> char {
        let char = self.peek();
        self.skip();
        char
    }

    #[inline]
    fn raw_read_non_breakz_ch(&mut self) -> Option<char> {
        let char = self
            .peek_opt()
            .filter(|&char| !is_breakz(char) && char != '\u{feff}')?;
        self.skip();
        Some(char)
    }

    #[inline]
    fn skip(&mut self) {
        self.at += 1;
    }

    #[inline]
    fn skip_n(&mut self, count: usize) {
        self.at += count;
    }

    #[inline]
    fn peek(&self) -> char {
        self.peek_nth(0)
    }

    #[inline]
    fn peek_nth(&self, n: usize) -> char {
        self.chars.get(self.at + n).copied().unwrap_or('\0')
    }

    #[inline]
    fn peek_opt(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }
}
