//! Values that templates receive in a different form than their Rust type.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::marker::PhantomData;

/// HTML, printed as it is.
#[derive(Debug, Clone)]
pub struct Html(tera::Value);

impl Html {
    /// Marks HTML as fit to print: it comes from our own code or was sanitised.
    #[must_use]
    pub fn new(html: &str) -> Self {
        Self(tera::Value::safe_string(html))
    }

    /// Plain text: it is escaped when it is printed.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self(tera::Value::normal_string(text))
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// The schema tells HTML from text by its `contentMediaType`.
impl JsonSchema for Html {
    fn schema_name() -> Cow<'static, str> {
        "Html".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "contentMediaType": "text/html" })
    }
}

/// A value that many pages show, made once. In templates it is the value itself.
#[derive(Debug)]
pub struct Shared<T>(tera::Value, PhantomData<fn() -> T>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<T: Serialize> Shared<T> {
    /// Prepares a value. Views hold nothing that does not serialise: such a value would be null.
    #[must_use]
    pub fn new(value: &T) -> Self {
        let value = tera::Value::try_from_serializable(value).unwrap_or_else(|_| tera::Value::none());
        Self(value, PhantomData)
    }
}

impl<T> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<T: JsonSchema> JsonSchema for Shared<T> {
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T>()
    }
}
