//! The value of a front-matter key of the site's own.

use crate::vocabulary::FieldType;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A value that fits what `site.yaml` says of its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnValue {
    /// What it is.
    pub kind: FieldType,
    /// In words: one, of a list all; `yes` and `no` of a flag.
    pub words: Vec<String>,
}

impl OwnValue {
    /// As data.
    #[must_use]
    pub fn json(&self) -> Value {
        let first = self.words.first().map_or("", String::as_str);
        match self.kind {
            FieldType::List => self.words.clone().into(),
            FieldType::Boolean => (first == "yes").into(),
            FieldType::Number => serde_json::from_str(first).unwrap_or_else(|_| first.into()),
            FieldType::Text | FieldType::Date | FieldType::Url => first.into(),
        }
    }
}

impl AsRef<[String]> for OwnValue {
    fn as_ref(&self) -> &[String] {
        &self.words
    }
}
