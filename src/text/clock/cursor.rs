//! A position in a text, and the few ways to move it forward. Nothing here looks further than it moves.

#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) const fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    #[inline]
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    #[inline]
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character after the next one.
    #[inline]
    pub(super) fn second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    #[inline]
    pub(super) fn before(&self) -> Option<char> {
        self.text.get(..self.at).unwrap_or_default().chars().next_back()
    }

    #[inline]
    pub(super) fn skip(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    #[inline]
    pub(super) fn eat(&mut self, fits: impl Fn(char) -> bool) -> Option<char> {
        let char = self.peek().filter(|&char| fits(char))?;
        self.at += char.len_utf8();
        Some(char)
    }

    #[inline]
    pub(super) fn eat_while(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        // Mostly nothing fits.
        if !self.peek().is_some_and(&fits) {
            return "";
        }
        let rest = self.rest();
        let mut chars = rest.char_indices();
        let end = chars
            .find(|&(_, char)| !fits(char))
            .map_or(rest.len(), |(at, _)| at);
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// Spaces of all kinds, but no line end.
    #[inline]
    pub(super) fn spaces(&mut self) -> usize {
        self.eat_while(is_space).chars().count()
    }

    #[inline]
    pub(super) fn digits(&mut self) -> &'a str {
        let digits = self.ascii(u8::is_ascii_digit);
        self.at += digits.len();
        digits
    }

    /// One of the words, in any letter case, that ends where it ends.
    pub(super) fn word(&mut self, words: &[&str]) -> bool {
        let rest = self.rest();
        let first = |word: &str| word.bytes().next().map(|byte| byte.to_ascii_lowercase());
        let begin = first(rest);
        // Mostly a blank or a mark comes next, with which no word begins.
        if !begin.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'?') {
            return false;
        }
        let mut alike = words.iter().filter(|word| first(word) == begin);
        let found = alike.find(|word| {
            rest.split_at_checked(word.len()).is_some_and(|(start, after)| {
                start.eq_ignore_ascii_case(word) && !after.starts_with(char::is_alphanumeric)
            })
        });
        self.at += found.map_or(0, |word| word.len());
        found.is_some()
    }

    /// Letters from here on, without moving.
    #[inline]
    pub(super) fn letters(&self) -> &'a str {
        self.ascii(u8::is_ascii_alphabetic)
    }

    /// The bytes of a kind from here on, all of them ASCII.
    #[inline]
    fn ascii(&self, fits: impl Fn(&u8) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.bytes().position(|byte| !fits(&byte)).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }

    /// Whether neither letter nor digit comes next.
    #[inline]
    pub(super) fn at_boundary(&self) -> bool {
        !self
            .peek()
            .is_some_and(|char| char.is_alphanumeric() || char == '_')
    }
}

pub(super) fn is_space(char: char) -> bool {
    char.is_whitespace() && char != '\n' || matches!(char, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

pub(super) const fn is_dash(char: char) -> bool {
    matches!(char, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}
