//! Front-matter keys of a site's own, as `site.yaml` declares them.

use super::required::RequiredFrom;
use super::value_kinds::{entries, label};
use super::{Required, Stated};
use crate::slug::slug;
use crate::span::Span;
use crate::vocabulary::FieldType;
use crate::yaml::fields::{Reader, keys, list, shorten};
use crate::yaml::value_kind::{Fields, Flag, List, Map, Text, ValueKind, Word};
use crate::yaml::{Entry, Node, Value};
use schemars::{Schema, SchemaGenerator, json_schema};

/// A front-matter key of the site's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnField {
    /// The key, and where it is declared.
    pub key: Stated,
    /// As on pages, where that is stated.
    label: Option<String>,
    /// What it holds.
    pub kind: FieldType,
    /// The values that it may have; empty where it may have any.
    pub values: Vec<String>,
    /// Which postmortems need it.
    pub required: Option<Required>,
    /// Whether it has an index of its own.
    pub facet: bool,
}

impl OwnField {
    /// A field of text that nothing more is said of.
    fn new(key: &str, span: Span) -> Self {
        Self {
            key: Stated {
                value: key.to_owned(),
                span,
            },
            label: None,
            kind: FieldType::Text,
            values: Vec::new(),
            required: None,
            facet: false,
        }
    }

    /// As on the page of a postmortem: `Customer tier`.
    #[must_use]
    pub fn label(&self) -> String {
        self.label.clone().unwrap_or_else(|| label(&self.one()))
    }

    /// As the heading of its index: `Customer tiers`.
    #[must_use]
    pub fn heading(&self) -> String {
        self.label.clone().unwrap_or_else(|| label(&self.several()))
    }

    /// The folder of its index: `customer-tiers`.
    #[must_use]
    pub fn folder(&self) -> String {
        slug(&self.several().to_lowercase())
    }

    /// The words for all of its values; of a flag there is only one.
    fn several(&self) -> String {
        match self.kind {
            FieldType::Boolean => self.one(),
            _ => plural(&self.one()),
        }
    }

    /// The word for one of its values in a sentence: `customer tier`.
    #[must_use]
    pub fn one(&self) -> String {
        plain(&self.key.value).replace(['-', '_'], " ")
    }
}

/// Several of what an English word names.
fn plural(one: &str) -> String {
    let mut last = one.chars().rev();
    let (end, before) = (last.next(), last.next());
    match (before, end) {
        (_, Some('s')) => one.to_owned(),
        (Some(before), Some('y')) if !"aeiou".contains(before) => {
            format!("{}ies", one.strip_suffix('y').unwrap_or(one))
        }
        _ => format!("{one}s"),
    }
}

/// A key without the mark of keys that themes read.
fn plain(key: &str) -> &str {
    key.strip_prefix("x-").unwrap_or(key)
}

/// What `site.yaml` says of one field.
#[derive(Default)]
struct Declared {
    label: Option<String>,
    kind: Option<FieldType>,
    values: Vec<String>,
    required: Option<Required>,
    facet: bool,
}

impl Fields for Declared {
    keys! {
        KEYS: Self {
            /// What it holds; text by default.
            type: Word<FieldType> => kind;
            /// The label, as on pages.
            label: Text => label;
            /// The values that it may have, in any letter case.
            values: List<Text> => values;
            /// Which postmortems need it: `always`, or those from a severity on.
            required: RequiredFrom => required;
            /// Whether to build an index of it, with a page and feeds for each value and an entry in the menu.
            facet: Flag => facet;
        }
    }
}

/// Keys and what they hold; a list names keys of text.
pub(super) struct OwnFields;

impl ValueKind for OwnFields {
    type Value = Vec<OwnField>;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self::Value> {
        if let Value::List(items) = &node.value {
            let names = items
                .iter()
                .filter_map(|item| Some(OwnField::new(&Text::read(item, reader)?, item.span)));
            return Some(names.collect());
        }
        let declared = entries(node, reader, "a map of keys to what they hold").iter();
        Some(declared.filter_map(|entry| field(entry, reader)).collect())
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let kind = Word::<FieldType>::schema(generator);
        let declared = Map::<Declared>::schema(generator);
        json_schema!({ "anyOf": [
            { "type": ["object", "null"], "additionalProperties": { "anyOf": [kind, declared] } },
            { "type": "array", "items": { "type": "string" } },
        ] })
    }
}

fn field(entry: &Entry, reader: &mut Reader<'_>) -> Option<OwnField> {
    let mut field = OwnField::new(&entry.key, entry.key_span);
    let declared = match &entry.value.value {
        Value::Null => Declared::default(),
        Value::Map(entries) => reader.map(Declared::KEYS, entries),
        Value::Text => Declared {
            kind: Some(Word::<FieldType>::read(&entry.value, reader)?),
            ..Declared::default()
        },
        _ => {
            let kinds = list(FieldType::ALL.iter().map(|kind| kind.name()));
            let hint =
                format!("write one of {kinds}, or a map with the keys type, label, values, required, facet");
            let message = format!("cannot tell what `{}` holds", shorten(&entry.key));
            reader.invalid(entry.value.span, message, hint);
            return None;
        }
    };
    field.kind = declared.kind.unwrap_or(FieldType::Text);
    field.label = declared.label;
    field.values = declared.values;
    field.required = declared.required;
    field.facet = declared.facet;
    let unfit = |key: &str, kinds: &str| {
        let kind = field.kind.name();
        let message = format!(
            "`{}` has the type {kind}, for which there is no `{key}`",
            shorten(&entry.key)
        );
        (
            message,
            format!("remove `{key}`, or make the type one of: {kinds}"),
        )
    };
    let listed = matches!(field.kind, FieldType::Text | FieldType::List | FieldType::Number);
    if !listed && !field.values.is_empty() {
        let (message, hint) = unfit("values", "text, list, number");
        reader.invalid(entry.key_span, message, hint);
        field.values = Vec::new();
    }
    if field.facet && !listed && field.kind != FieldType::Boolean {
        let (message, hint) = unfit("facet", "text, list, number, boolean");
        reader.invalid(entry.key_span, message, hint);
        field.facet = false;
    }
    Some(field)
}
