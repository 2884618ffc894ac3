//! Our own markup while a sanitiser looks at the text around it: a name in a harmless attribute stands for
//! it, which nobody can write by hand since it is made from a hash of the whole text.

use super::headings::Depth;
use std::borrow::Cow;

/// What a name stands for.
#[derive(Debug, Clone)]
pub(super) enum Placeholder {
    /// The tags of an element.
    Tags(Cow<'static, str>, Cow<'static, str>),
    /// A heading, whose level and anchor are given later, and its words.
    Heading(Depth, String),
    /// An element that is complete.
    Leaf(String),
    /// Where the region of this index was taken out.
    Mark(usize),
    /// The end of the text: all names of a text must come out of the sanitiser, or words went with them.
    End,
}

/// The names of one text.
#[derive(Debug)]
pub(super) struct Placeholders {
    key: String,
    list: Vec<Placeholder>,
}

impl Placeholders {
    /// Names for a text.
    pub(super) fn new(text: &str) -> Self {
        let mut key = blake3::hash(text.as_bytes()).to_hex().to_string();
        key.truncate(32);
        Self {
            key,
            list: vec![Placeholder::End],
        }
    }

    /// The start tag of `element` that stands for our markup.
    pub(super) fn start_tag(&mut self, element: &str, placeholder: Placeholder) -> String {
        self.list.push(placeholder);
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

    /// The numbers of the names in a text.
    pub(super) fn numbers(&self, html: &str) -> impl Iterator<Item = usize> {
        html.split(&self.key).skip(1).filter_map(|rest| {
            let (number, _) = rest.strip_prefix('-')?.split_once('"')?;
            number.parse().ok()
        })
    }

    /// What the value of a title attribute stands for, with its number.
    pub(super) fn find(&self, title: &str) -> Option<(usize, &Placeholder)> {
        let number = title.strip_prefix(&self.key)?.strip_prefix('-')?.parse().ok()?;
        Some((number, self.list.get(number)?))
    }
}
