//! Front matter in TOML, as Hugo and Zola write it, with the values that YAML has.

use crate::span::Span;
use crate::yaml::{Entry, Node, Value};
use toml::Value as Toml;

/// The keys and values of a text, all of them at one place; None where it is no TOML.
pub(crate) fn parse(text: &str, span: Span) -> Option<Node> {
    let table: toml::Table = text.parse().ok()?;
    Some(node(Toml::Table(table), span))
}

/// A value; dates and times are the text that they are in YAML.
fn node(toml: Toml, span: Span) -> Node {
    let (value, raw) = match toml {
        Toml::String(text) => (Value::Text, text),
        Toml::Datetime(time) => (Value::Text, time.to_string()),
        Toml::Boolean(flag) => (Value::Bool(flag), flag.to_string()),
        Toml::Integer(number) => (Value::Number(number.into()), number.to_string()),
        Toml::Float(number) => {
            let finite = serde_json::Number::from_f64(number).map_or(Value::Text, Value::Number);
            (finite, number.to_string())
        }
        Toml::Array(items) => {
            let items = items.into_iter().map(|item| node(item, span));
            (Value::List(items.collect()), String::new())
        }
        Toml::Table(table) => {
            let entries = table.into_iter().map(|(key, value)| Entry {
                key,
                key_span: span,
                value: node(value, span),
            });
            (Value::Map(entries.collect()), String::new())
        }
    };
    Node { span, value, raw }
}
