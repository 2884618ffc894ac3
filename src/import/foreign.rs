//! Markdown files with front matter of somebody else's making: what is in it, and the body byte for byte.

use super::draft::Draft;
use crate::postmortem::front_matter::{self, Language};
use crate::yaml::{self, Entry, Node, Value};
use serde::{Serialize, Serializer};

/// A Markdown file in two parts.
pub(super) struct Foreign {
    /// The keys with their values; none where there is no front matter, or none that can be read.
    pub(super) entries: Vec<Entry>,
    /// A draft with the body, and nothing said yet.
    pub(super) draft: Draft,
}

/// Tells front matter from body, in the bytes as they are. Front matter that is not closed is a rule and text.
pub(super) fn read(bytes: &[u8]) -> Foreign {
    // What is written is UTF-8 throughout.
    let decoded = crate::source::utf16(bytes);
    let bytes = decoded.as_deref().map_or(bytes, str::as_bytes);
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = String::from_utf8_lossy(bytes);
    let parts = front_matter::split(&text);
    let Some((language, front)) = parts.front.filter(|_| parts.closed) else {
        return plain(bytes);
    };
    let written = text.get(front.start..front.end).unwrap_or_default();
    let (name, node) = match language {
        Language::Yaml => ("YAML", yaml::parse(written, 0).ok()),
        Language::Toml => ("TOML", front_matter::toml::parse(written, front)),
    };
    let entries = match node.map(|node| node.value) {
        Some(Value::Null) => Vec::new(),
        Some(Value::Map(entries)) => entries,
        _ => {
            let mut foreign = plain(bytes);
            let note = format!("the front matter is not valid {name} and was left in the text");
            foreign.draft.notes.push(note);
            return foreign;
        }
    };
    // Bytes that are not UTF-8 have another length in the text; the lines are the same.
    let front = text.get(..parts.body.start).unwrap_or_default();
    let lines = bytes.split_inclusive(|&byte| byte == b'\n');
    let length: usize = lines
        .take(front.split_inclusive('\n').count())
        .map(<[u8]>::len)
        .sum();
    Foreign {
        entries,
        draft: Draft::new(bytes.get(length..).unwrap_or_default()),
    }
}

/// A file that is all body.
fn plain(bytes: &[u8]) -> Foreign {
    Foreign {
        entries: Vec::new(),
        draft: Draft::new(bytes),
    }
}

/// The value of a key.
pub(super) fn get<'a>(entries: &'a [Entry], key: &str) -> Option<&'a Node> {
    let entry = entries.iter().find(|entry| entry.key == key);
    entry.map(|entry| &entry.value)
}

/// Values are written again as they were read.
impl Serialize for Node {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match &self.value {
            Value::Null => to.serialize_unit(),
            Value::Bool(value) => to.serialize_bool(*value),
            Value::Number(number) => number.serialize(to),
            Value::Text => to.serialize_str(&self.raw),
            Value::List(items) => to.collect_seq(items),
            Value::Map(entries) => to.collect_map(entries.iter().map(|entry| (&entry.key, &entry.value))),
        }
    }
}
