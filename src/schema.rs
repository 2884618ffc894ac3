//! JSON Schemas (draft 2020-12) of what people and programs write and read: from the tables that read it
//! and the types that print it, so that none can say something else.

use crate::postmortem::front_matter;
use crate::report::json;
use crate::yaml::fields;
use crate::{config, data, show, theme};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

/// Of the front matter of a postmortem, for editors.
#[must_use]
pub fn front_matter() -> Value {
    let mut generator = generator();
    let mut schema = fields::schema(front_matter::KEYS, &mut generator);
    own_keys(&mut schema);
    finish("Front matter of a postmortem", schema, &mut generator)
}

/// Of `site.yaml`, for editors.
#[must_use]
pub fn site() -> Value {
    let mut generator = generator();
    let mut schema = fields::schema(config::KEYS, &mut generator);
    own_keys(&mut schema);
    // What these keys may hold is known above the settings.
    refine(
        &mut schema,
        "theme_options",
        theme::options::schema(&mut generator),
    );
    let names: Vec<_> = front_matter::KEYS.iter().map(|key| key.name).collect();
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
