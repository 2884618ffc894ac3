//! The kinds of values that only `site.yaml` has.

mod aliases;
mod as_of;

pub(super) use aliases::Aliases;
pub(super) use as_of::AsOfDay;

use crate::config::{RuleLevels, Stated, StatedLevel, Term, hours};
use crate::diagnostic::Level;
use crate::moment::zone;
use crate::span::Span;
use crate::vocabulary::SectionKind;
use crate::yaml::fields::{Put, Reader, list, shorten};
use crate::yaml::value_kind::{List, Map, Text, ValueKind};
use crate::yaml::{Entry, Node, Value};
use jiff::civil::Time;
use percent_encoding::{CONTROLS, utf8_percent_encode};
use schemars::{Schema, SchemaGenerator, json_schema};

/// `https://` or `http://`, a host, and a path; a slash is put at its end.
pub(super) struct BaseUrl;

impl ValueKind for BaseUrl {
    type Value = String;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<String> {
        let url = Text::read(node, reader)?;
        let rest = ["https://", "http://"]
            .iter()
            .find_map(|scheme| url.strip_prefix(scheme));
        let fits = rest.is_some_and(|rest| {
            !rest.is_empty()
                && !rest.starts_with('/')
                && !rest.contains(|char: char| char.is_whitespace() || "?#\"<>\\".contains(char))
        });
        if !fits {
            reader.invalid(
                node.span,
                format!("invalid base URL `{}`", shorten(&url)),
                "write it as https://example.com/path/, without `?` or `#`",
            );
            return None;
        }
        // Sitemaps and feeds take no other letters in paths; a host has a writing of its own for them.
        let url = url.trim_end_matches('/');
        let scheme = url.len() - rest.unwrap_or_default().trim_end_matches('/').len();
        let host = url.get(scheme..).and_then(|rest| rest.find('/'));
        let (host, path) = url.split_at(host.map_or(url.len(), |host| scheme + host));
        Some(format!("{host}{}/", utf8_percent_encode(path, CONTROLS)))
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "null"], "pattern": "^https?://[^/?#\\s\"<>\\\\][^?#\\s\"<>\\\\]*$" })
    }
}

/// A language tag: `en`, `pt-BR`.
pub(super) struct Language;

impl ValueKind for Language {
    type Value = String;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<String> {
        let tag = Text::read(node, reader)?;
        let mut parts = tag.split('-');
        let first = parts.next().unwrap_or_default();
        let fits = (2..=3).contains(&first.len())
            && first.bytes().all(|byte| byte.is_ascii_alphabetic())
            && parts.all(|part| {
                (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
            });
        if !fits {
            reader.invalid(
                node.span,
                format!("invalid language tag `{}`", shorten(&tag)),
                "use a tag such as `en` or `pt-BR`",
            );
        }
        fits.then_some(tag)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "null"], "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$" })
    }
}

/// A zone with one meaning.
pub(super) struct Zone;

impl ValueKind for Zone {
    type Value = String;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<String> {
        let name = Text::read(node, reader)?;
        let known = zone::resolve(&name, None, None).note.is_none();
        if !known {
            reader.invalid(
                node.span,
                format!("unknown time zone `{}`", shorten(&name)),
                "use a name such as UTC, Europe/Berlin or Africa/Lagos",
            );
        }
        known.then_some(name)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "null"] })
    }
}

/// A time of day: `09:00`.
pub(super) struct ClockTime;

impl ValueKind for ClockTime {
    type Value = Time;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Time> {
        let time = node.text().and_then(|text| {
            let (hour, minute) = text.trim().split_once(':')?;
            Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
        });
        if time.is_none() {
            reader.wrong_type(node, "a time of day such as 09:00");
        }
        time
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "null"], "pattern": "^[0-9]{1,2}:[0-9]{2}$" })
    }
}

/// Days of the week: names, or ranges of them.
pub(super) struct Days;

impl ValueKind for Days {
    type Value = [bool; 7];

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<[bool; 7]> {
        let mut all = [false; 7];
        for words in List::<Text>::read(node, reader)? {
            let Some(days) = hours::days(&words) else {
                reader.invalid(
                    node.span,
                    format!("unknown day `{}`", shorten(&words)),
                    "use names such as mon, or a range such as mon-fri",
                );
                return None;
            };
            for (any, day) in all.iter_mut().zip(days) {
                *any |= day;
            }
        }
        Some(all)
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        List::<Text>::schema(generator)
    }
}

/// Terms: each with its meaning, or with a map that has it.
pub(super) struct Glossary;

impl ValueKind for Glossary {
    type Value = Vec<Term>;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Vec<Term>> {
        let terms = entries(node, reader, "a map of terms to their meaning")
            .iter()
            .filter_map(|entry| {
                let name = entry.key.clone();
                let term = match entry.value.is_empty() {
                    true => Term::default(),
                    false => Map::<Term>::read(&entry.value, reader)?,
                };
                Some(Term { name, ..term })
            });
        Some(terms.collect())
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let term = Map::<Term>::schema(generator);
        json_schema!({ "type": ["object", "null"], "additionalProperties": { "anyOf": [term, { "type": "null" }] } })
    }
}

/// A number from 0 to 1.
pub(super) struct Weight;

impl ValueKind for Weight {
    type Value = f64;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<f64> {
        let weight = node
            .text()
            .and_then(|text| text.parse().ok())
            .filter(|weight| (0.0..=1.0).contains(weight));
        if weight.is_none() {
            reader.wrong_type(node, "a number from 0 to 1");
        }
        weight
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["number", "null"], "minimum": 0, "maximum": 1 })
    }
}

/// A map that the theme reads.
pub(super) struct Options;

impl ValueKind for Options {
    type Value = Node;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Node> {
        if let Value::Map(_) = node.value {
            return Some(node.clone());
        }
        reader.wrong_type(node, "a map");
        None
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["object", "null"] })
    }
}

/// The entries of a map; none, and a finding, where it is something else.
pub(super) fn entries<'a>(node: &'a Node, reader: &mut Reader<'_>, wanted: &str) -> &'a [Entry] {
    if let Value::Map(entries) = &node.value {
        return entries;
    }
    reader.wrong_type(node, wanted);
    &[]
}

/// Rule and level: `off`, `warn`, `error`. Whether there is such a rule is for the rules to say.
pub(super) struct Levels;

impl ValueKind for Levels {
    type Value = RuleLevels;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<RuleLevels> {
        let mut levels = RuleLevels::new();
        for entry in entries(node, reader, "a map of rules to levels") {
            let level = match (&entry.value.value, entry.value.raw.trim()) {
                (Value::Bool(false), _) | (Value::Text, "off") => None,
                (Value::Text, "warn") => Some(Level::Warn),
                (Value::Text, "error") => Some(Level::Error),
                _ => {
                    reader.invalid(
                        entry.value.span,
                        format!("invalid rule level `{}`", shorten(&entry.value.raw)),
                        "use one of: off, warn, error",
                    );
                    continue;
                }
            };
            let span = entry.key_span;
            levels.insert(entry.key.clone(), StatedLevel { level, span });
        }
        Some(levels)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["object", "null"], "additionalProperties": { "enum": ["off", false, "warn", "error"] } })
    }
}

/// Categories and their labels; a list names categories whose label is made from the name.
pub(super) struct Causes;

/// What a site adds to the categories.
pub(super) struct NewCauses(Vec<(String, String)>);

impl ValueKind for Causes {
    type Value = NewCauses;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<NewCauses> {
        if let Value::List(_) = node.value {
            let names = List::<Text>::read(node, reader)?;
            let labelled = names.into_iter().map(|name| (name.clone(), label(&name)));
            return Some(NewCauses(labelled.collect()));
        }
        let mut causes = Vec::new();
        for entry in entries(node, reader, "a map of categories to labels") {
            if entry.value.is_empty() {
                causes.push((entry.key.clone(), label(&entry.key)));
            } else if let Some(label) = Text::read(&entry.value, reader) {
                causes.push((entry.key.clone(), label));
            }
        }
        Some(NewCauses(causes))
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [
            { "type": ["object", "null"], "additionalProperties": { "type": ["string", "number", "null"] } },
            { "type": "array", "items": { "type": "string" } },
        ] })
    }
}

/// `third-party` becomes "Third party".
pub(super) fn label(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut chars = words.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

impl Put<NewCauses> for Vec<(String, String)> {
    fn put(&mut self, new: NewCauses, _: Span) {
        for (name, label) in new.0 {
            match self.iter_mut().find(|(known, _)| *known == name) {
                Some(known) => known.1 = label,
                None => self.push((name, label)),
            }
        }
    }
}

/// The kind of a section and its other names, in lower case.
pub(super) struct Sections;

impl ValueKind for Sections {
    type Value = Vec<(String, SectionKind)>;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self::Value> {
        let mut sections = Vec::new();
        for entry in entries(node, reader, "a map of section kinds to names") {
            let Some(kind) = SectionKind::find(&entry.key) else {
                let turned = entry.value.text().and_then(SectionKind::find);
                let hint = match turned {
                    Some(kind) => format!("swap the two: `{}: [{}]`", kind.name(), shorten(&entry.key)),
                    None => format!(
                        "write it as `KIND: [NAME]`, where KIND is one of: {}",
                        list(SectionKind::ALL.iter().map(|kind| kind.name()))
                    ),
                };
                let message = format!("unknown section kind `{}`", shorten(&entry.key));
                reader.invalid(entry.key_span, message, hint);
                continue;
            };
            let names = List::<Text>::read(&entry.value, reader).unwrap_or_default();
            sections.extend(names.iter().map(|name| (name.to_lowercase(), kind)));
        }
        Some(sections)
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let names = List::<Text>::schema(generator);
        let kinds: serde_json::Map<_, _> = SectionKind::ALL
            .iter()
            .map(|kind| (kind.name().to_owned(), names.clone().to_value()))
            .collect();
        json_schema!({ "type": ["object", "null"], "properties": kinds, "additionalProperties": false })
    }
}

/// A text with its place, for whoever knows what it may be.
pub(super) struct Placed;

impl ValueKind for Placed {
    type Value = Stated;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Stated> {
        let value = Text::read(node, reader)?;
        Some(Stated {
            value,
            span: node.span,
        })
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        Text::schema(generator)
    }
}
