//! The front matter of an imported postmortem.

use crate::config::Settings;
use crate::postmortem::front_matter;
use crate::source::Source;
use serde_yaml::{Mapping, Value};

/// Keys with their values: those that mean something here, and those that do not.
#[derive(Debug, Default)]
pub(super) struct Draft {
    known: Mapping,
    extra: Mapping,
}

/// Front matter as text, from its first mark to its last.
pub(super) struct Front {
    pub text: String,
    pub todo: Vec<&'static str>,
    pub unmapped: Vec<String>,
}

/// The keys that every postmortem needs; `root_cause` is always written.
const NEEDED: &[&str] = &["title", "services", "started", "resolved"];

impl Draft {
    /// Sets a key of ours, unless it is set already or the value says nothing.
    pub(super) fn set(&mut self, key: &str, value: impl Into<Value>) {
        let value = value.into();
        if !is_empty(&value) && !self.known.contains_key(key) {
            self.known.insert(key.into(), value);
        }
    }

    /// Keeps a key of the other form as an `x-` key.
    pub(super) fn keep(&mut self, key: &str, value: &Value) {
        if !is_empty(value) {
            let own = key.starts_with("x-");
            let key = if own { key.to_owned() } else { format!("x-{key}") };
            self.extra.insert(key.into(), value.clone());
        }
    }

    /// Whether a key of ours is set.
    pub(super) fn has(&self, key: &str) -> bool {
        self.known.contains_key(key)
    }

    pub(super) fn finish(mut self, settings: &Settings) -> Front {
        for (key, value) in std::mem::take(&mut self.known) {
            let name = key.as_str().unwrap_or_default();
            // A draft until somebody of this site has looked at it.
            let status = name == "status" && value.as_str() != Some("draft");
            if status || !fits(name, &value, settings) {
                self.keep(name, &value);
            } else {
                self.known.insert(key, value);
            }
        }
        self.set("root_cause", "unknown");
        self.set("status", "draft");
        let is = |key: &str| self.known.get(key).and_then(Value::as_bool) == Some(true);
        let over = is("near_miss") || is("ongoing");
        let todo: Vec<&str> = NEEDED
            .iter()
            .copied()
            .filter(|&key| !self.has(key) && (key != "resolved" || !over))
            .collect();
        let mut ordered = Mapping::new();
        for key in front_matter::KEYS {
            if let Some(value) = self.known.remove(key.name) {
                ordered.insert(key.name.into(), value);
            }
        }
        let comments: String = todo.iter().map(|key| format!("# {key}: TODO\n")).collect();
        Front {
            text: format!("---\n{}{comments}{}---\n", yaml(&ordered), yaml(&self.extra)),
            todo,
            unmapped: self
                .extra
                .keys()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
        }
    }
}

/// Whether a value is of its key's type, and in its list where the site has one.
fn fits(key: &str, value: &Value, settings: &Settings) -> bool {
    let mut alone = Mapping::new();
    alone.insert(key.into(), value.clone());
    let text = format!("---\n{}---\n", yaml(&alone));
    let read = front_matter::read(&Source::new("", text.as_bytes()), settings);
    let listed = |name: &String| settings.causes.iter().any(|(cause, _)| cause == name);
    let facts = &read.facts;
    read.diagnostics.is_empty()
        && facts.root_cause.iter().all(|fact| listed(&fact.value))
        && facts
            .contributing
            .iter()
            .all(|fact| fact.value.iter().all(listed))
        && facts.severity.iter().all(|fact| {
            let mut known = settings.severities.iter();
            known.any(|severity| severity.name == fact.value)
        })
}

fn yaml(mapping: &Mapping) -> String {
    if mapping.is_empty() {
        return String::new();
    }
    // Values that were read from YAML always have a form in it.
    serde_yaml::to_string(mapping).unwrap_or_default()
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Sequence(items) => items.is_empty(),
        Value::Mapping(entries) => entries.is_empty(),
        _ => false,
    }
}
