//! A small tokenizer for HTML tags: where each stands, its name and its attributes.

use crate::source::fit;
use quick_xml::escape::unescape;
use std::ops::Range;

/// What stands between `<` and `>`.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// An opening or closing tag.
    Tag(Tag),
    /// A comment, a declaration or a processing instruction.
    Comment,
}

/// A tag.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tag {
    /// Its name in lower case.
    pub(super) name: String,
    /// Whether it closes its element.
    pub(super) close: bool,
    attributes: String,
}

/// The longest tag that is looked for, so that a text of `<` alone is read in linear time.
const MAX_TAG: usize = 4096;

/// Tags that end a run of text. The others decorate words.
const CUTS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "img",
    "input",
    "legend",
    "li",
    "link",
    "main",
    "menu",
    "menuitem",
    "nav",
    "noframes",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "pre",
    "script",
    "search",
    "section",
    "source",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "ul",
    "video",
];

impl Tag {
    /// Whether it ends a run of text.
    pub(super) fn cuts(&self) -> bool {
        CUTS.binary_search(&self.name.as_str()).is_ok()
    }

    /// Whether what it holds is no text to read.
    pub(super) fn is_raw(&self) -> bool {
        matches!(
            self.name.as_str(),
            "pre" | "script" | "style" | "textarea" | "title" | "iframe"
        )
    }

    /// The value of an attribute; empty for one without a value.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
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
                return Some(decoded(value));
            }
            rest = after.strip_prefix('/').unwrap_or(after).trim_start();
        }
        None
    }
}

/// A value with what its entities stand for. A `&` that begins none stays, as in most addresses.
fn decoded(value: &str) -> String {
    const LONGEST: usize = 40;
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        out.push_str(before);
        let end = entity.bytes().take(LONGEST).position(|byte| byte == b';');
        let whole = end.and_then(|end| entity.get(..=end));
        match whole.and_then(|whole| Some((whole.len(), unescape(whole).ok()?))) {
            Some((length, text)) => {
                out.push_str(&fit(text));
                rest = entity.get(length..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = entity.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
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

/// The next tag or comment from a byte on.
pub(super) fn next(text: &str, from: usize) -> Option<(Token, Range<usize>)> {
    let mut at = from;
    loop {
        at += text.get(at..)?.find('<')?;
        let rest = text.get(at + 1..)?;
        if let Some(comment) = rest.strip_prefix("!--") {
            let end = comment.find("-->").map_or(text.len(), |end| at + 4 + end + 3);
            return Some((Token::Comment, at..end));
        }
        if rest.starts_with(['!', '?']) {
            let end = rest.find('>').map_or(text.len(), |end| at + 1 + end + 1);
            return Some((Token::Comment, at..end));
        }
        if let Some((tag, length)) = tag(rest) {
            return Some((Token::Tag(tag), at..at + 1 + length));
        }
        at += 1;
    }
}

/// Reads a tag behind its `<`; gives its length, `>` included.
fn tag(text: &str) -> Option<(Tag, usize)> {
    let close = text.starts_with('/');
    let name = text.get(usize::from(close)..)?;
    let length = name
        .find(|char: char| !char.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    let (name, rest) = name.split_at(length);
    if !name.starts_with(|char: char| char.is_ascii_alphabetic())
        || !rest.starts_with(['>', '/', ' ', '\t', '\n'])
    {
        return None;
    }
    let end = tag_end(rest)?;
    let tag = Tag {
        name: name.to_ascii_lowercase(),
        close,
        attributes: rest.get(..end)?.to_owned(),
    };
    Some((tag, usize::from(close) + length + end + 1))
}

/// Where the `>` of a tag stands: outside quotes, or the first one where a quote is not closed.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().take(MAX_TAG) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.bytes().take(MAX_TAG).position(|byte| byte == b'>')
}

/// Where the closing tag of a raw element ends; the end of the text where there is none.
pub(super) fn raw_end(text: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some((token, range)) = next(text, at) {
        at = range.end;
        if matches!(token, Token::Tag(tag) if tag.close && tag.name == name) {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_of_a_value_are_what_they_stand_for() {
        for (value, expected) in [
            ("a?b=1&amp;c=2", "a?b=1&c=2"),
            ("a?b=1&c=2&d;", "a?b=1&c=2&d;"),
            ("caf&eacute;&#x2F;&#47;x&quot;", "café//x\""),
            ("&&amp;&#0;&#99999999;&", "&&&#0;&#99999999;&"),
            ("é&é;", "é&é;"),
            ("x&#7;", "x\u{fffd}"),
        ] {
            assert_eq!(decoded(value), expected, "{value}");
        }
    }

    #[test]
    fn names_attributes_and_places() {
        let text = r#"a < b <IMG src='x.png' width=100% alt="a > b" /> c"#;
        let Some((Token::Tag(tag), range)) = next(text, 0) else {
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
        for text in ["<3", "a < b", "<", "</", "<a", "<http://x.y>", "<x.y>"] {
            assert_eq!(next(text, 0), None, "{text}");
        }
        assert!(CUTS.is_sorted());
    }

    #[test]
    fn a_comment_without_end_takes_the_rest() {
        assert_eq!(next("a <!-- b", 0), Some((Token::Comment, 2..8)));
        assert_eq!(next("a <!-- b --> c", 0), Some((Token::Comment, 2..12)));
    }
}
