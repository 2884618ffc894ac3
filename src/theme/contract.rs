//! `docs/themes.md`: what a theme may rely on, made from the types that templates get.

use crate::view::{SiteInfo, View};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What people wrote of it; comments mark where the tables go.
const PAGE: &str = include_str!("contract.md");

/// Where the schemas of types are.
const DEFS: &str = "#/$defs/";

/// The page.
#[must_use]
pub fn page() -> String {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let _ = generator.subschema_for::<SiteInfo>();
    for template in View::TEMPLATES {
        (template.schema)(&mut generator);
    }
    PAGE.replace("<!-- templates -->\n", &templates())
        .replace("<!-- types -->\n", &types(&generator))
}

/// A line for each template.
fn templates() -> String {
    let mut out = "| template | gets | pages |\n|---|---|---|\n".to_owned();
    for template in View::TEMPLATES {
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "| `{}` | {} | {} |",
            template.name,
            link(template.view),
            template.pages
        );
    }
    out
}

/// A table for each type: `site` first, then the views in the order of the templates, then what they are made of.
fn types(generator: &SchemaGenerator) -> String {
    let mut rest: BTreeMap<&str, &Value> = generator
        .definitions()
        .iter()
        .map(|(name, schema)| (name.as_str(), schema))
        .collect();
    let site = SiteInfo::schema_name();
    let views = View::TEMPLATES.iter().map(|template| template.view);
    let mut out = String::new();
    for name in std::iter::once(site.as_ref()).chain(views) {
        if let Some(schema) = rest.remove(name) {
            table(&mut out, name, schema);
        }
    }
    for (name, schema) in rest {
        table(&mut out, name, schema);
    }
    out
}

fn table(out: &mut String, name: &str, schema: &Value) {
    let _ = writeln!(
        out,
        "### {name}\n\n{}\n\n| key | type | meaning |\n|---|---|---|",
        words(schema)
    );
    let none = Map::new();
    let properties = schema
        .get("properties")
        .and_then(Value::as_object)
        .unwrap_or(&none);
    for (key, property) in properties {
        let _ = writeln!(out, "| `{key}` | {} | {} |", kind(property), words(property));
    }
    out.push('\n');
}

/// The type of a value, as people say it.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        return link(name.trim_start_matches(DEFS));
    }
    if let Some(Value::Array(either)) = schema.get("anyOf") {
        let kinds: Vec<String> = either.iter().map(kind).collect();
        return kinds.join(" or ");
    }
    match schema.get("type") {
        Some(Value::Array(types)) => {
            let kinds: Vec<String> = types.iter().map(|of| typed(schema, of)).collect();
            kinds.join(" or ")
        }
        Some(of) => typed(schema, of),
        None => "anything".to_owned(),
    }
}

fn typed(schema: &Value, of: &Value) -> String {
    match of.as_str().unwrap_or_default() {
        "string" if schema.get("contentMediaType").is_some() => "HTML".to_owned(),
        "string" => "text".to_owned(),
        "integer" | "number" => "number".to_owned(),
        "boolean" => "true or false".to_owned(),
        "array" => format!("list of {}", schema.get("items").map(kind).unwrap_or_default()),
        "object" => "map".to_owned(),
        other => other.to_owned(),
    }
}

/// The documentation of a type or key, on one line. What names a type leads to it.
fn words(schema: &Value) -> String {
    let text = schema
        .get("description")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .replace('\n', " ")
        .replace('|', "\\|");
    let mut pieces = text.split("[`");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once("`]") {
            Some((name, after)) => out += &format!("{}{after}", link(name)),
            None => out += &format!("[`{piece}"),
        }
    }
    out
}

fn link(name: &str) -> String {
    format!("[{name}](#{})", name.to_lowercase())
}
