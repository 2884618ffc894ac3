//! The tokenizer of HTML: where its tags and comments are, their names and their attributes. Half the HTML that it
//! reads is none: `a < b` is text, and `<host>` is a tag whose name says nothing.

use super::escape::unescaped;
use std::ops::Range;

/// What is between `<` and `>`.
#[derive(Debug, PartialEq, Eq)]
pub enum Token<'t> {
    /// An opening or closing tag.
    Tag(Tag<'t>),
    /// A comment, a declaration or a processing instruction.
    Comment,
}

/// A tag.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag<'t> {
    /// Its name in lower case.
    pub name: String,
    /// Whether it closes its element.
    pub close: bool,
    attributes: &'t str,
}

/// The longest tag of a source, so that a text of `<` alone is read in linear time.
const LONGEST_TAG: usize = 4096;

impl Tag<'_> {
    /// Whether it has no attributes.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.attributes.trim_matches(['/', ' ', '\t', '\n']).is_empty()
    }

    /// Whether it ends as elements without content do in XML: `<g/>`.
    #[must_use]
    pub fn is_empty_element(&self) -> bool {
        self.attributes.ends_with('/')
    }

    /// The value of an attribute; empty for one without a value.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes.trim_start_matches(['/', ' ', '\t', '\n']);
        while !rest.is_empty() {
            let end = rest
                .find(|char: char| char == '=' || char == '/' || char.is_whitespace())
                .unwrap_or(rest.len());
            let (key, after) = rest.split_at(end);
            let after = after.trim_start();
            let (value, after) = match after.strip_prefix('=') {
                Some(after) => value(after.trim_start()),
                None => ("", after),
            };
            if key.eq_ignore_ascii_case(name) {
                return Some(unescaped(value));
            }
            rest = after.strip_prefix('/').unwrap_or(after).trim_start();
        }
        None
    }
}

/// Splits an attribute's value from what follows it.
fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(text) = text.strip_prefix(quote) {
            return text.split_once(quote).unwrap_or((text, ""));
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

/// The tags and comments of a text in turn, each with its bytes.
#[derive(Debug)]
pub struct Tokenizer<'t> {
    text: &'t str,
    at: usize,
    longest_tag: usize,
}

impl<'t> Tokenizer<'t> {
    /// For a text of a source, where anything may be.
    #[must_use]
    pub const fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            longest_tag: LONGEST_TAG,
        }
    }

    /// For HTML that a program wrote, where every tag has its end.
    #[must_use]
    pub const fn well_formed(text: &'t str) -> Self {
        Self {
            longest_tag: usize::MAX,
            ..Self::new(text)
        }
    }

    /// Goes behind the closing tag of an element, to the end of the text where there is none; gives where that is.
    pub fn skip_element(&mut self, name: &str) -> usize {
        let end = self.find(|(token, _)| matches!(token, Token::Tag(tag) if tag.close && tag.name == name));
        end.map_or(self.text.len(), |(_, range)| range.end)
    }

    /// The token that begins at a `<`.
    fn token(&self, start: usize) -> Option<(Token<'t>, Range<usize>)> {
        let text = self.text.get(start..)?;
        let comment = if text.starts_with("<!--") {
            Some((4, "-->"))
        } else if text.starts_with("<!") || text.starts_with("<?") {
            Some((2, ">"))
        } else {
            None
        };
        if let Some((from, mark)) = comment {
            let end = text.get(from..)?.find(mark);
            let length = end.map_or(text.len(), |end| from + end + mark.len());
            return Some((Token::Comment, start..start + length));
        }
        let (tag, length) = tag(text, self.longest_tag)?;
        Some((Token::Tag(tag), start..start + length))
    }
}

impl<'t> Iterator for Tokenizer<'t> {
    type Item = (Token<'t>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let start = self.at + self.text.get(self.at..)?.find('<')?;
            self.at = start + 1;
            if let Some((token, range)) = self.token(start) {
                self.at = range.end;
                return Some((token, range));
            }
        }
    }
}

/// The name in a tag that a text begins with, in lower case, and whether it is an end tag. The tag need not be whole.
#[must_use]
pub fn name(text: &str) -> Option<(String, bool)> {
    let (name, close, _) = split_name(text)?;
    Some((name.to_ascii_lowercase(), close))
}

/// Where the tags of a text begin, whole or not, each with its name and whether it is an end tag.
pub fn names(text: &str) -> impl Iterator<Item = (usize, String, bool)> {
    text.match_indices('<').filter_map(|(at, _)| {
        let (name, close) = name(text.get(at..)?)?;
        Some((at, name, close))
    })
}

/// The name in a tag that a text begins with, whether it is an end tag, and what follows the name.
fn split_name(text: &str) -> Option<(&str, bool, &str)> {
    let inner = text.strip_prefix('<')?;
    let (inner, close) = match inner.strip_prefix('/') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let end = inner
        .find(|char: char| char.is_ascii_whitespace() || matches!(char, '/' | '>' | '<'))
        .unwrap_or(inner.len());
    let (name, rest) = inner.split_at(end);
    name.starts_with(|char: char| char.is_ascii_alphabetic())
        .then_some((name, close, rest))
}

/// The tag that a text begins with, and its length.
fn tag(text: &str, longest: usize) -> Option<(Tag<'_>, usize)> {
    let (name, close, rest) = split_name(text)?;
    // No element of HTML has another name.
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) || rest.starts_with('<') {
        return None;
    }
    let end = tag_end(rest, longest)?;
    let tag = Tag {
        name: name.to_ascii_lowercase(),
        close,
        attributes: rest.get(..end)?,
    };
    Some((tag, text.len() - rest.len() + end + 1))
}

/// Where the `>` of a tag is: outside quotes, or the first one where a quote is not closed.
fn tag_end(text: &str, longest: usize) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().take(longest) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.bytes().take(longest).position(|byte| byte == b'>')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn first(text: &str) -> Option<(Token<'_>, Range<usize>)> {
        Tokenizer::new(text).next()
    }

    #[test]
    fn names_attributes_and_places() {
        let text = r#"a < b <IMG src='x.png' width=100% alt="a > b" /> c"#;
        let Some((Token::Tag(tag), range)) = first(text) else {
            panic!("no tag")
        };
        assert_eq!(&text[range], r#"<IMG src='x.png' width=100% alt="a > b" />"#);
        assert_eq!(tag.name, "img");
        assert_eq!(tag.attribute("SRC").as_deref(), Some("x.png"));
        assert_eq!(tag.attribute("width").as_deref(), Some("100%"));
        assert_eq!(tag.attribute("alt").as_deref(), Some("a > b"));
        assert_eq!(tag.attribute("title"), None);
    }

    #[test]
    fn what_is_no_tag_is_text() {
        for text in ["<3", "a < b", "<", "</", "<a", "<http://x.y>", "<x.y>", "<b<"] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn a_comment_without_end_takes_the_rest() {
        assert_eq!(first("a <!-- b"), Some((Token::Comment, 2..8)));
        assert_eq!(first("a <!-- b --> c"), Some((Token::Comment, 2..12)));
        assert_eq!(first("<!x> c"), Some((Token::Comment, 0..4)));
    }

    #[test]
    fn names_are_read_where_a_tag_is_not_whole() {
        assert_eq!(name("<Script src=x"), Some(("script".to_owned(), false)));
        assert_eq!(name("</my-pod>"), Some(("my-pod".to_owned(), true)));
        assert_eq!(name("<3"), None);
    }

    #[test]
    fn elements_are_skipped() {
        let mut tokens = Tokenizer::new("<pre>a <b> </pre> c <i>");
        tokens.next();
        assert_eq!(tokens.skip_element("pre"), 17);
        assert_eq!(tokens.skip_element("pre"), 23);
        assert_eq!(tokens.next(), None);
    }

    #[test]
    fn only_tags_of_a_program_have_any_length() {
        let text = format!("<a title=\"{}\">", "x".repeat(LONGEST_TAG));
        assert_eq!(first(&text), None);
        let (_, range) = Tokenizer::well_formed(&text).next().unwrap();
        assert_eq!(range, 0..text.len());
    }

    proptest! {
        #[test]
        fn tokens_are_in_order_and_whole(text in "([<>/!?a-c\"'= é-]|<!--|-->|<p )*") {
            let mut end = 0;
            for (token, range) in Tokenizer::new(&text) {
                prop_assert!(range.start >= end);
                end = range.end;
                let token_text = text.get(range).unwrap_or_default();
                prop_assert!(token_text.starts_with('<'));
                if let Token::Tag(tag) = token {
                    prop_assert!(token_text.ends_with('>'));
                    prop_assert_eq!(name(token_text), Some((tag.name, tag.close)));
                }
            }
        }
    }
}
