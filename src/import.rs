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
use crate::record::Record;
use crate::record::{Fact, Origin};
use crate::source::Source;
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
        notes
            .push("the block between `---` lines at the start is not YAML, and stays in the text".to_owned());
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

/// Tells front matter from body, in the bytes as they are.
fn split(bytes: &[u8]) -> Parts<'_> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut parts = Parts {
        keys: Mapping::new(),
        body: bytes,
        broken: false,
    };
    let mut lines = bytes.split_inclusive(|&byte| byte == b'\n');
    let first = lines.next().filter(|line| line.trim_ascii_end() == b"---");
    let Some(first) = first else {
        return parts;
    };
    let mut at = first.len();
    for line in lines {
        let end = at + line.len();
        if matches!(line.trim_ascii_end(), b"---" | b"...") {
            let yaml = bytes.get(first.len()..at).unwrap_or_default();
            match serde_yaml::from_slice::<Option<Mapping>>(yaml) {
                Ok(keys) => {
                    parts.keys = keys.unwrap_or_default();
                    parts.body = bytes.get(end..).unwrap_or_default();
                }
                Err(_) => parts.broken = true,
            }
            return parts;
        }
        at = end;
    }
    parts
}

#[cfg(test)]
mod tests;
