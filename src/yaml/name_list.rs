//! Lists of names, which people also write on one line.

use super::fields::Reader;
use super::value_kind::{List, ValueKind};
use super::{Node, Value};
use crate::span::Span;
use schemars::{Schema, SchemaGenerator};
use std::marker::PhantomData;

/// A list of names; one text is split at its commas, since no name here has one: `nginx, mysql`. In quotes it stays whole.
pub struct NameList<K>(PhantomData<K>);

impl<K: ValueKind> ValueKind for NameList<K> {
    type Value = Vec<K::Value>;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self::Value> {
        let bare = node.span.end - node.span.start == node.raw.len();
        if !bare || !matches!(node.value, Value::Text) || !node.raw.contains(',') || node.raw.starts_with('-')
        {
            return List::<K>::read(node, reader);
        }
        let mut at = node.span.start;
        let mut items = Vec::new();
        for part in node.raw.split(',') {
            let start = at + (part.len() - part.trim_start().len());
            let raw = part.trim().to_owned();
            items.push(Node {
                span: Span::new(start, start + raw.len()),
                value: Value::Text,
                raw,
            });
            at += part.len() + 1;
        }
        let list = Node {
            span: node.span,
            value: Value::List(items),
            raw: String::new(),
        };
        List::<K>::read(&list, reader)
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        List::<K>::schema(generator)
    }
}
