//! JSON Schemas (draft 2020-12) of what people and programs write and read: from the tables that read it
//! and the types that print it, so that none can say something else.

use crate::config::{OwnField, Settings};
use crate::postmortem::front_matter;
use crate::report::{json, tables};
use crate::vocabulary::FieldType;
use crate::yaml::fields;
use crate::yaml::value_kind::{Address, Day, Flag, List, Text, ValueKind};
use crate::{config, data, show, similar, theme};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;
use std::collections::BTreeSet;

/// Of the front matter of a postmortem of a site, for editors: with its severities, causes and own fields.
#[must_use]
pub fn front_matter(settings: &Settings) -> Value {
    let mut generator = generator();
    let mut schema = fields::schema(front_matter::KEYS, &mut generator);
    own_keys(&mut schema);
    let known = settings.severities.iter();
    let names: BTreeSet<&str> = known
        .flat_map(|severity| [severity.name.as_str(), &severity.label])
        .collect();
    refine(&mut schema, "severity", one_of(names));
    // Whether others are an error is for a rule to say.
    let causes: Vec<_> = settings.causes.iter().map(|(name, _)| name).collect();
    let cause = json_schema!({ "anyOf": [{ "enum": causes }, Text::schema(&mut generator)] });
    refine(&mut schema, "root_cause", cause);
    for field in &settings.fields {
        insert(&mut schema, &field.key.value, own_field(field, &mut generator));
    }
    finish("Front matter of a postmortem", schema, &mut generator)
}

/// Of `site.yaml` of a site, for editors.
#[must_use]
pub fn site(settings: &Settings) -> Value {
    let mut generator = generator();
    let mut schema = fields::schema(config::KEYS, &mut generator);
    own_keys(&mut schema);
    // What these keys may hold is known above the settings.
    refine(
        &mut schema,
        "theme_options",
        theme::options::schema(&mut generator),
    );
    let profiles: Vec<_> = settings.profile_names().collect();
    let profile = json_schema!({ "anyOf": [{ "enum": profiles }, { "type": ["string", "null"] }] });
    refine(&mut schema, "profile", profile);
    let built_in = front_matter::KEYS.iter().map(|key| key.name);
    let own = settings.fields.iter().map(|field| field.key.value.as_str());
    let names: Vec<_> = built_in.chain(own).collect();
    let field = json_schema!({ "anyOf": [{ "enum": names }, { "type": "string", "pattern": "^x-" }] });
    refine(
        &mut schema,
        "public_fields",
        json_schema!({ "anyOf": [{ "type": "array", "items": field }, field] }),
    );
    finish("Settings of a site", schema, &mut generator)
}

/// Of postmortems.json: the facts of a whole archive.
#[must_use]
pub fn postmortems() -> Value {
    printed::<data::Archive<'_>>("The postmortems of an archive")
}

/// Of the `index.json` beside the page of a postmortem.
#[must_use]
pub fn postmortem() -> Value {
    printed::<data::Whole<'_>>("A postmortem")
}

/// Of the `index.json` beside the page of a service.
#[must_use]
pub fn service() -> Value {
    printed::<data::Service<'_>>("A service")
}

/// Of `stats --format json`.
#[must_use]
pub fn stats() -> Value {
    printed::<tables::Tables<'_>>("What an archive shows")
}

/// Of actions.json.
#[must_use]
pub fn actions() -> Value {
    printed::<data::actions::Actions<'_>>("The actions of an archive")
}

/// Of `similar --format json`.
#[must_use]
pub fn similar() -> Value {
    printed::<similar::Answer<'_>>("Earlier incidents like what happens now")
}

/// Of `show --format json`.
#[must_use]
pub fn show() -> Value {
    printed::<show::Show<'_>>("The facts read from a postmortem")
}

/// Of `check --format json`.
#[must_use]
pub fn check() -> Value {
    printed::<json::Check>("Findings")
}

/// Of a type that is printed, where every key is always there.
fn printed<T: JsonSchema>(title: &str) -> Value {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let schema = T::json_schema(&mut generator);
    finish(title, schema, &mut generator)
}

fn generator() -> SchemaGenerator {
    SchemaSettings::draft2020_12().into_generator()
}

/// Gives a key of a table a narrower schema than its table does; its description stays.
fn refine(table: &mut Schema, key: &str, narrower: Schema) {
    let properties = table.get_mut("properties").and_then(Value::as_object_mut);
    if let Some(Value::Object(stated)) = properties.and_then(|properties| properties.get_mut(key)) {
        let description = stated.remove("description");
        *stated = narrower.to_value().as_object().cloned().unwrap_or_default();
        stated.extend(description.map(|words| ("description".to_owned(), words)));
    }
}

fn insert(table: &mut Schema, key: &str, schema: Schema) {
    if let Some(properties) = table.get_mut("properties").and_then(Value::as_object_mut) {
        properties.insert(key.to_owned(), schema.to_value());
    }
}

/// Of the value of a front-matter key of a site's own.
fn own_field(field: &OwnField, generator: &mut SchemaGenerator) -> Schema {
    let values = || field.values.iter().map(String::as_str);
    let mut schema = match (field.kind, field.values.is_empty()) {
        (FieldType::Text, true) => Text::schema(generator),
        (FieldType::List, true) => List::<Text>::schema(generator),
        (FieldType::Number, true) => {
            json_schema!({ "type": ["number", "string", "null"], "pattern": "^[-+]?[0-9.]+([eE][-+]?[0-9]+)?$" })
        }
        (FieldType::Text | FieldType::Number, false) => one_of(values()),
        (FieldType::List, false) => {
            let value = one_of(values());
            // Several on one line.
            let line = json_schema!({ "type": "string", "pattern": "," });
            json_schema!({ "anyOf": [value, { "type": "array", "items": value }, line] })
        }
        (FieldType::Boolean, _) => Flag::schema(generator),
        (FieldType::Date, _) => Day::schema(generator),
        (FieldType::Url, _) => Address::schema(generator),
    };
    let description = match &field.required {
        Some(required) => format!("{}, {}{}.", field.label(), field.kind.label(), required.whom()),
        None => format!("{}, {}.", field.label(), field.kind.label()),
    };
    schema.insert("description".to_owned(), description.into());
    schema
}

/// One of some words, in any letter case; a number counts as its words.
fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> Schema {
    let words: Vec<&str> = words.into_iter().collect();
    let numbers = words
        .iter()
        .filter_map(|word| serde_json::from_str::<serde_json::Number>(word).ok());
    let known: Vec<Value> = words
        .iter()
        .map(|&word| Value::from(word))
        .chain(numbers.map(Value::Number))
        .chain([Value::Null])
        .collect();
    let patterns: Vec<String> = words.iter().map(|word| in_any_case(word)).collect();
    json_schema!({ "anyOf": [
        { "enum": known },
        { "type": "string", "pattern": format!("^({})$", patterns.join("|")) },
    ] })
}

/// A pattern for a word in any letter case: patterns of JSON Schema have no mark for that.
fn in_any_case(word: &str) -> String {
    let mut pattern = String::new();
    for char in word.chars() {
        let (lower, upper) = (char.to_lowercase(), char.to_uppercase());
        match (
            char.is_alphabetic() && lower.to_string() != upper.to_string(),
            char,
        ) {
            (true, _) => pattern.push_str(&format!("[{lower}{upper}]")),
            (
                false,
                '^' | '$' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '\\' | '/',
            ) => {
                pattern.push('\\');
                pattern.push(char);
            }
            (false, _) => pattern.push(char),
        }
    }
    pattern
}

fn own_keys(schema: &mut Schema) {
    schema.insert(
        "patternProperties".to_owned(),
        serde_json::json!({ "^x-": { "description": "A key of your own, which themes can read." } }),
    );
}

fn finish(title: &str, mut schema: Schema, generator: &mut SchemaGenerator) -> Value {
    schema.insert(
        "$schema".to_owned(),
        "https://json-schema.org/draft/2020-12/schema".into(),
    );
    schema.insert("title".to_owned(), title.into());
    let definitions = generator.take_definitions(true);
    if !definitions.is_empty() {
        schema.insert("$defs".to_owned(), Value::Object(definitions));
    }
    schema.to_value()
}

#[cfg(test)]
mod tests;
