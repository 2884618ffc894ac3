//! The kinds of values of front matter and `site.yaml`: how each is read from a node, and its JSON Schema.

use super::fields::{Key, Reader, list, schema as table_schema, shorten};
use super::{Node, Value};
use crate::diagnostic::{Diagnostic, RuleName};
use crate::moment::{self, Moment};
use crate::slug;
use crate::vocabulary::{
    ActionKind, ActionStatus, DetectedBy, Edition, FieldType, Fonts, ImpactLevel, LinkKind, Outcome, Profile,
    SectionKind, Status, Trigger, Visibility,
};
use jiff::civil::{Date, DateTime};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::marker::PhantomData;

/// A kind of value.
pub trait ValueKind {
    /// What it is read into.
    type Value;

    /// Reads a node that is not empty; reports what is wrong with it. None where nothing can be taken.
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self::Value>;

    /// Its JSON Schema.
    fn schema(generator: &mut SchemaGenerator) -> Schema;
}

/// Text; a number counts as its words.
pub struct Text;

impl ValueKind for Text {
    type Value = String;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<String> {
        let text = node.text();
        if text.is_none() {
            reader.wrong_type(node, "text");
        }
        text.map(str::to_owned)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number", "null"] })
    }
}

/// Words of people, in which `#42` is the number of a ticket and no comment.
pub struct Prose;

impl ValueKind for Prose {
    type Value = String;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<String> {
        reader.cut_by_comment(node);
        Text::read(node, reader)
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        Text::schema(generator)
    }
}

/// `true` or `false`.
pub struct Flag;

impl ValueKind for Flag {
    type Value = bool;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<bool> {
        if let Value::Bool(value) = node.value {
            return Some(value);
        }
        reader.wrong_type(node, "true or false");
        None
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["boolean", "null"] })
    }
}

/// A count: a whole number, `12,000` and `12_000` included.
pub struct Count;

impl ValueKind for Count {
    type Value = u64;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<u64> {
        let count = node
            .text()
            .and_then(|text| text.replace([',', '_', ' '], "").parse().ok());
        if count.is_none() {
            reader.wrong_type(node, "a whole number");
        }
        count
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [
            { "type": ["integer", "null"], "minimum": 0 },
            { "type": "string", "pattern": "^[0-9][0-9,_ ]*$" },
        ] })
    }
}

/// A part of a hundred: `40`, `0.5`, `40%`.
pub struct Percent;

impl ValueKind for Percent {
    type Value = f64;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<f64> {
        let percent = node
            .text()
            .and_then(|text| text.trim_end_matches('%').trim_end().parse().ok())
            .filter(|percent| (0.0..=100.0).contains(percent));
        if percent.is_none() {
            reader.wrong_type(node, "a percentage from 0 to 100");
        }
        percent
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [
            { "type": ["number", "null"], "minimum": 0, "maximum": 100 },
            { "type": "string", "pattern": "^[0-9]+(\\.[0-9]+)? *%?$" },
        ] })
    }
}

/// A date: `2024-02-12`. Of a date with a time the date counts.
pub struct Day;

impl ValueKind for Day {
    type Value = Date;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Date> {
        let date = node.text().and_then(|text| {
            let (date, rest) = text.split_at_checked(10)?;
            (rest.is_empty() || rest.starts_with(['T', 't', ' ']))
                .then_some(date)?
                .parse()
                .ok()
        });
        if date.is_none() {
            reader.wrong_type(node, "a date such as 2024-02-12");
        }
        date
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ].*)?$" })
    }
}

/// A moment: date, clock time and zone.
pub struct Time;

impl ValueKind for Time {
    type Value = Moment;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Moment> {
        let wrong = || reader.wrong_type(node, "a time such as 2024-02-12 01:00 UTC");
        let text = node.text().ok_or_else(wrong).ok()?;
        match moment::stated(text, reader.timezone) {
            Ok(moment) => Some(moment),
            Err(_) if reader.zoneless => {
                let local: DateTime = text.parse().ok()?;
                Some(Moment {
                    date: Some(local.date()),
                    day: 0,
                    time: local.time(),
                    zone: None,
                })
            }
            Err(words) => {
                let (message, hint) = words.rsplit_once(": ").unwrap_or((&words, ""));
                let mut problem =
                    Diagnostic::error(RuleName::UnreadableTime, reader.path, node.span, message);
                problem.hint = (!hint.is_empty()).then(|| hint.to_owned());
                reader.problems.push(problem);
                None
            }
        }
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["string", "null"],
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt]| +)[0-9]{1,2}:[0-9]{2}.*[^0-9:. ].*$",
            "examples": ["2024-02-12T01:00:00+01:00", "2024-02-12 01:00 Africa/Lagos"],
        })
    }
}

/// The name of a page, in the form that names of files are brought into: no address climbs out of the site, no
/// file is hidden, and no page is at another address than was stated.
pub struct Slug;

impl ValueKind for Slug {
    type Value = String;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<String> {
        let slug = Text::read(node, reader)?;
        let form = slug::slug(&slug);
        let fits = form == slug;
        if !fits {
            reader.invalid(
                node.span,
                format!("`{}` cannot be part of a URL", shorten(&slug)),
                format!(
                    "use at most {} ASCII letters, digits, `.`, `_` and single hyphens, a letter or digit first, for example `{}`",
                    slug::LONGEST,
                    shorten(&form)
                ),
            );
        }
        fits.then_some(slug)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [
            { "type": ["string", "null"], "pattern": slug::PATTERN, "maxLength": slug::LONGEST },
            { "type": "number" },
        ] })
    }
}

/// A web address: with a scheme that a browser opens, or relative.
pub struct Address;

impl ValueKind for Address {
    type Value = String;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<String> {
        let url = Text::read(node, reader)?;
        let scheme = url
            .split_once(':')
            .map(|(scheme, _)| scheme)
            .filter(|scheme| !scheme.contains(['/', '?', '#']));
        let safe = scheme.is_none_or(|scheme| {
            ["http", "https", "mailto"]
                .iter()
                .any(|known| scheme.eq_ignore_ascii_case(known))
        });
        if !safe {
            reader.invalid(
                node.span,
                format!("`{}` is not a web address", shorten(&url)),
                "begin the address with `https://`, `http://` or `mailto:`",
            );
        }
        safe.then_some(url)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "null"] })
    }
}

/// A word of a closed list.
pub struct Word<T>(PhantomData<T>);

macro_rules! word_kinds {
    ($($name:ident),+) => {
        $(impl ValueKind for Word<$name> {
            type Value = $name;

            fn read(node: &Node, reader: &mut Reader<'_>) -> Option<$name> {
                let text = Text::read(node, reader)?;
                let word = $name::find(&text);
                if word.is_none() {
                    let known = list($name::ALL.iter().map(|word| word.name()));
                    reader.invalid(
                        node.span,
                        format!("unknown value `{}`", shorten(&text)),
                        format!("use one of: {known}"),
                    );
                }
                word
            }

            fn schema(generator: &mut SchemaGenerator) -> Schema {
                or_null($name::json_schema(generator))
            }
        })+
    };
}

word_kinds!(
    Edition,
    Fonts,
    FieldType,
    Profile,
    Status,
    DetectedBy,
    ImpactLevel,
    Visibility,
    ActionStatus,
    ActionKind,
    LinkKind,
    Outcome,
    Trigger,
    SectionKind
);

fn or_null(schema: Schema) -> Schema {
    json_schema!({ "anyOf": [schema, { "type": "null" }] })
}

/// A list; one value counts as a list of it. Items that cannot be read are reported and left out.
pub struct List<K>(PhantomData<K>);

impl<K: ValueKind> ValueKind for List<K> {
    type Value = Vec<K::Value>;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self::Value> {
        let Value::List(items) = &node.value else {
            if reader.has_glued_dash(node) {
                return None;
            }
            return K::read(node, reader).map(|item| vec![item]);
        };
        let values: Vec<_> = reader
            .within_bounds(items)
            .iter()
            .filter(|item| !item.is_empty())
            .filter_map(|item| K::read(item, reader))
            .collect();
        // A list of which nothing could be read says nothing; an empty one says that there is none.
        (!values.is_empty() || items.iter().all(Node::is_empty)).then_some(values)
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let item = K::schema(generator);
        json_schema!({ "anyOf": [{ "type": "array", "items": item }, item] })
    }
}

/// What is read from a map by a table.
pub trait Fields: Default + 'static {
    /// The keys.
    const KEYS: &'static [Key<Self>];
    /// What is read instead of a map: the scalar that stands for one of these, where there is such a form.
    const SHORT: Option<fn(String) -> Self> = None;
    /// The keys that a map cannot do without.
    const NEEDED: &'static [&'static str] = &[];
}

/// A map with the keys of a table.
pub struct Map<T>(PhantomData<T>);

impl<T: Fields> ValueKind for Map<T> {
    type Value = T;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<T> {
        let Value::Map(entries) = &node.value else {
            if let (Some(short), Some(text)) = (T::SHORT, node.text()) {
                return Some(short(text.to_owned()));
            }
            let keys = list(T::KEYS.iter().map(|key| key.name));
            let wanted = if T::SHORT.is_some() {
                "a name or a map"
            } else {
                "a map"
            };
            reader.invalid(
                node.span,
                format!("expected {wanted}, found {}", node.described()),
                format!("write {wanted} with the keys {keys}"),
            );
            return None;
        };
        let given = |name: &str| {
            entries
                .iter()
                .any(|entry| entry.key == name && !entry.value.is_empty())
        };
        let missing = T::NEEDED.iter().find(|needed| !given(needed));
        let value = reader.map(T::KEYS, entries);
        if let Some(missing) = missing {
            reader.invalid(
                node.span,
                format!("missing key `{missing}`"),
                format!("add `{missing}:`"),
            );
            return None;
        }
        Some(value)
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let mut map = table_schema(T::KEYS, generator);
        map.insert("required".to_owned(), T::NEEDED.into());
        if T::SHORT.is_none() {
            return or_null(map);
        }
        json_schema!({ "anyOf": [map, { "type": ["string", "number", "null"] }] })
    }
}
