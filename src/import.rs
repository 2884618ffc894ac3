//! Postmortems of other forms, one format a file. Pure: bytes in, bytes out; the command line reads and writes.
//!
//! What a format makes is always a draft: what is not known stays open (`# started: TODO`), what has no
//! place here is kept under `x-` keys, and the body stays as it is, byte for byte.
//!
//! To add a format, write its file and add its two lines here.

mod draft;
mod icco;
mod markdown;

use crate::config::Settings;
use crate::moment::Moment;
use crate::postmortem;
use crate::postmortem::front_matter;
use crate::record::{Fact, Origin, Record};
use crate::source::Source;
use crate::yaml::{self, Entry, Node, Value};
use draft::Draft;
use serde_yaml::Mapping;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

/// Every format, by name.
pub const ALL: &[&Format] = &[&icco::FORMAT, &markdown::FORMAT];

/// A form that postmortems have elsewhere.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// Takes over its front matter, which may be empty.
    read: fn(&Mapping, &mut Draft),
}

impl fmt::Debug for Format {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Format").field(&self.name).finish()
    }
}

/// A postmortem to be written to the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// All of the file.
    pub bytes: Vec<u8>,
    /// The needed keys that are not known.
    pub todo: Vec<&'static str>,
    /// The keys of the other form that have no place here, as they are called now.
    pub unmapped: Vec<String>,
    /// The pictures that the body shows, as paths from its folder; sorted.
    pub images: Vec<String>,
    /// What else the user should know.
    pub notes: Vec<String>,
}

/// The format of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Format> {
    ALL.iter().copied().find(|format| format.name == name)
}

/// A draft from a file of another form; None where the file has no text. `name` is written as id and slug, for
/// where the file's own name is taken.
#[must_use]
pub fn convert(
    format: &Format,
    path: &str,
    bytes: &[u8],
    name: Option<&str>,
    settings: &Settings,
) -> Option<Imported> {
    // What is written is UTF-8 throughout.
    let decoded = crate::source::utf16(bytes);
    let parts = split(decoded.as_deref().map_or(bytes, str::as_bytes));
    let source = Source::new(path, parts.body);
    if !source.text.chars().any(char::is_alphanumeric) {
        return None;
    }
    let mut notes: Vec<String> = source
        .problems
        .iter()
        .map(|problem| problem.message.clone())
        .collect();
    if parts.broken {
        notes.push("the front matter is not valid YAML and was left in the text".to_owned());
    }
    let body = postmortem::parse(Arc::new(source), settings);
    let mut draft = Draft::default();
    (format.read)(&parts.keys, &mut draft);
    stated(&body.record, &mut draft);
    if let Some(name) = name {
        draft.set("id", name);
        draft.set("slug", name);
    }
    let front = draft.finish(settings);
    let images: BTreeSet<String> = body
        .document
        .links
        .iter()
        .filter(|link| link.image)
        .filter_map(|link| crate::markdown::links::relative_path(&link.dest))
        .collect();
    let mut file = front.text.into_bytes();
    file.extend_from_slice(parts.body);
    Some(Imported {
        bytes: file,
        todo: front.todo,
        unmapped: front.unmapped,
        images: images.into_iter().collect(),
        notes,
    })
}

/// Sets what the body states and nothing contradicts.
fn stated(record: &Record, draft: &mut Draft) {
    if record.title.origin == Origin::Body {
        draft.set("title", record.title.value.as_str());
    }
    let facts = &record.facts;
    let (started, resolved) = (sure(facts.started.as_ref()), sure(facts.resolved.as_ref()));
    if let (Some(started), Some(resolved)) = (started, resolved)
        && started.seconds() > resolved.seconds()
    {
        return;
    }
    for (key, moment) in [("started", started), ("resolved", resolved)] {
        if let Some(moment) = moment {
            draft.set(key, moment.to_string());
        }
    }
}

/// A time that the body states whole, and of which it says nothing that differs.
fn sure(fact: Option<&Fact<Moment>>) -> Option<&Moment> {
    fact.filter(|fact| fact.origin == Origin::Body)
        .filter(|fact| {
            let mut others = fact.others.iter();
            others.all(|(other, _)| other.seconds() == fact.value.seconds())
        })
        .map(|fact| &fact.value)
        .filter(|moment| moment.date.is_some() && moment.offset().is_some())
}

struct Parts<'a> {
    keys: Mapping,
    body: &'a [u8],
    /// Whether there is something in the place of front matter that is none.
    broken: bool,
}

/// Tells front matter from body, in the bytes as they are. Front matter that is not closed is a rule and text.
fn split(bytes: &[u8]) -> Parts<'_> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut parts = Parts {
        keys: Mapping::new(),
        body: bytes,
        broken: false,
    };
    let text = String::from_utf8_lossy(bytes);
    let found = front_matter::split(&text);
    let Some(yaml) = found.yaml.filter(|_| found.closed) else {
        return parts;
    };
    let node = yaml::parse(text.get(yaml.start..yaml.end).unwrap_or_default(), 0);
    match node.map(|node| node.value) {
        Ok(Value::Null) => {}
        Ok(Value::Map(entries)) => parts.keys = mapping(&entries),
        _ => {
            parts.broken = true;
            return parts;
        }
    }
    // Bytes that are not UTF-8 have another length in the text; the lines are the same.
    let front = text.get(..found.body.start).unwrap_or_default();
    let lines = bytes.split_inclusive(|&byte| byte == b'\n');
    let length: usize = lines
        .take(front.split_inclusive('\n').count())
        .map(<[u8]>::len)
        .sum();
    parts.body = bytes.get(length..).unwrap_or_default();
    parts
}

/// Keys and values as they are written.
fn mapping(entries: &[Entry]) -> Mapping {
    let pairs = entries.iter();
    pairs
        .map(|entry| (entry.key.as_str().into(), written(&entry.value)))
        .collect()
}

fn written(node: &Node) -> serde_yaml::Value {
    match &node.value {
        Value::Null => serde_yaml::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => number.into(),
            (_, Some(number)) => number.into(),
            _ => number.as_f64().map_or(serde_yaml::Value::Null, Into::into),
        },
        Value::Text => node.raw.as_str().into(),
        Value::List(items) => items.iter().map(written).collect(),
        Value::Map(entries) => mapping(entries).into(),
    }
}

#[cfg(test)]
mod tests;
