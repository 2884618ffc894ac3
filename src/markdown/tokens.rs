//! Our own markup while a sanitiser looks at the text around it: a name in a harmless attribute stands for
//! it, which nobody can write by hand since it is made from a hash of the whole text.

use super::headings::Depth;
use std::borrow::Cow;

/// What a name stands for.
#[derive(Debug, Clone)]
pub(super) enum Token {
    /// The tags of an element.
    Tags(Cow<'static, str>, Cow<'static, str>),
    /// A heading, whose level and anchor are given later.
    Heading(Depth),
    /// An element that is complete.
    Leaf(String),
    /// Where the cut of this index was taken out.
    Mark(usize),
    /// The end of the text: without it, something of the text has swallowed the rest.
    End,
}

/// The names of one text.
#[derive(Debug)]
pub(super) struct Tokens {
    key: String,
    list: Vec<Token>,
}

impl Tokens {
    /// Names for a text.
    pub(super) fn new(text: &str) -> Self {
        let mut key = blake3::hash(text.as_bytes()).to_hex().to_string();
        key.truncate(32);
        Self {
            key,
            list: vec![Token::End],
        }
    }

    /// The start tag of `element` that stands for the token.
    pub(super) fn name(&mut self, element: &str, token: Token) -> String {
        self.list.push(token);
        format!("<{element} title=\"{}-{}\">", self.key, self.list.len() - 1)
    }

    /// The element that stands for the end.
    pub(super) fn end(&self) -> String {
        format!("<wbr title=\"{}-0\">", self.key)
    }

    /// Whether a text has any of the names.
    pub(super) fn occur_in(&self, html: &str) -> bool {
        html.contains(&self.key)
    }

    /// What the value of a title attribute stands for.
    pub(super) fn find(&self, title: &str) -> Option<&Token> {
        let number = title.strip_prefix(&self.key)?.strip_prefix('-')?;
        self.list.get(number.parse::<usize>().ok()?)
    }
}
