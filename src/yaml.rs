//! YAML with a place for every key and value: the only module that reads it.
//!
//! The events of `saphyr-parser`, which have places, are composed into one tree; scalars mean what they mean to
//! `serde_yaml`, which writes what nevertwice writes.

mod compose;
mod error;
pub mod fields;
pub mod name_list;
mod scalar;
pub mod value_kind;

use crate::span::Span;
pub use error::Error;

/// A value and where it is in the whole file.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it is; for an alias, where the alias is.
    pub span: Span,
    /// What it is.
    pub value: Value,
    /// A scalar's words as written (`2.10`, `0777`, `~`), quotes taken away; empty for lists and maps.
    pub raw: String,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing: `key:`, `~`, `null`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A finite number.
    Number(serde_json::Number),
    /// Text: it is the node's `raw`.
    Text,
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order of the text; no key twice.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key is.
    pub key_span: Span,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// The words of a text or a number.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        matches!(self.value, Value::Text | Value::Number(_)).then_some(self.raw.trim())
    }

    /// Whether nothing is here: no value, or only spaces between quotes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self.value {
            Value::Null => true,
            Value::Text => self.raw.trim().is_empty(),
            _ => false,
        }
    }

    /// What it is, in a message.
    fn described(&self) -> String {
        match &self.value {
            Value::Null => "nothing".to_owned(),
            Value::Bool(_) | Value::Number(_) | Value::Text => format!("`{}`", fields::shorten(&self.raw)),
            Value::List(_) => "a list".to_owned(),
            Value::Map(_) => "a map".to_owned(),
        }
    }

    /// The same as JSON.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(value) => (*value).into(),
            Value::Number(number) => serde_json::Value::Number(number.clone()),
            Value::Text => self.raw.clone().into(),
            Value::List(items) => items.iter().map(Self::json).collect(),
            Value::Map(entries) => entries
                .iter()
                .map(|entry| (entry.key.clone(), entry.value.json()))
                .collect(),
        }
    }
}

/// Reads one YAML document that begins at the byte `offset` of its file. Depth is bounded, and so is what aliases repeat;
/// time is linear.
///
/// # Errors
///
/// When the text is no YAML, when a key occurs twice in one map, when a key is a list or a map, when lists and maps are
/// nested too deeply, and when aliases repeat too much.
pub fn parse(text: &str, offset: usize) -> Result<Node, Error> {
    let root = compose::compose(text, offset)?;
    Ok(root.unwrap_or_else(|| Node {
        span: Span::new(offset, offset),
        value: Value::Null,
        raw: String::new(),
    }))
}

/// Reads all YAML documents of a file, as [`parse`] reads one.
///
/// # Errors
///
/// As [`parse`].
pub fn parse_all(text: &str) -> Result<Vec<Node>, Error> {
    compose::documents(text, 0, usize::MAX)
}

#[cfg(test)]
mod tests;
