//! What counts as today.

use super::*;
use crate::config::AsOf;

/// `today`, or a date.
pub(in crate::config) struct AsOfDay;

impl ValueKind for AsOfDay {
    type Value = AsOf;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<AsOf> {
        let text = Text::read(node, reader)?;
        let as_of = match text.trim() {
            "today" => Some(AsOf::Today),
            date => date.parse().ok().map(AsOf::Day),
        };
        if as_of.is_none() {
            reader.invalid(
                node.span,
                format!("invalid date `{}`", shorten(&text)),
                "write it as 2024-02-12, or `today`",
            );
        }
        as_of
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "null"], "pattern": "^(today|[0-9]{4}-[0-9]{2}-[0-9]{2})$" })
    }
}
