//! A postmortem that was found elsewhere, and the Markdown file that it is written as.

use crate::config::Settings;
use crate::figure::text_width;
use crate::moment::Moment;
use crate::postmortem::{self, Postmortem, front_matter};
use crate::record::{Fact, Origin, Record};
use crate::source::Source;
use crate::text::undated::undated;
use serde::Serialize;
use serde_yaml::{Mapping, Value};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What another form tells of one incident: keys that mean something here, those that do not, and the text.
#[derive(Debug, Default)]
pub struct Draft {
    /// What its file is called, where that is not the name of the file that it comes from.
    pub name: Option<String>,
    /// What the user should know of how it was read.
    pub notes: Vec<String>,
    known: Mapping,
    extra: Mapping,
    body: Vec<u8>,
}

/// A postmortem to be written to the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// All of the file.
    pub bytes: Vec<u8>,
    /// The needed keys that are not known.
    pub todo: Vec<&'static str>,
    /// The keys of the other form that have no place here, as they are called now.
    pub unmapped: Vec<String>,
    /// The pictures that the body shows, as paths from its folder; sorted.
    pub images: Vec<String>,
    /// What else the user should know.
    pub notes: Vec<String>,
}

/// The keys that every postmortem needs; `root_cause` is always written.
const NEEDED: &[&str] = &["title", "services", "started", "resolved"];

impl Draft {
    /// A draft of a text, which stays as it is, byte for byte.
    #[must_use]
    pub fn new(body: impl Into<Vec<u8>>) -> Self {
        Self {
            body: body.into(),
            ..Self::default()
        }
    }

    /// Sets a key of front matter, unless it is set already or the value says nothing. A name that is no key of ours
    /// is kept as an `x-` key.
    pub fn set(&mut self, key: &str, value: impl Serialize) {
        if !front_matter::KEYS.iter().any(|known| known.name == key) {
            return self.keep(key, value);
        }
        let value = yaml_value(value);
        if !is_empty(&value) && !self.has(key) {
            self.known.insert(key.into(), value);
        }
    }

    /// Keeps a key of the other form as an `x-` key.
    pub fn keep(&mut self, key: &str, value: impl Serialize) {
        let value = yaml_value(value);
        if !is_empty(&value) {
            let own = key.starts_with("x-");
            let key = if own { key.to_owned() } else { format!("x-{key}") };
            self.extra.insert(key.into(), value);
        }
    }

    /// The text.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Whether a key of ours is set.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.known.contains_key(key)
    }

    /// The file of a postmortem; None where the draft has no text. `path` is that of the file that it comes from;
    /// `name` is written as id and slug, for where the file's own name is taken.
    #[must_use]
    pub fn write(mut self, path: &str, name: Option<&str>, settings: &Settings) -> Option<Imported> {
        let source = Source::new(path, &self.body);
        if !source.text.chars().any(char::is_alphanumeric) {
            return None;
        }
        let problems = source.problems.iter().map(|problem| problem.message.clone());
        let notes = problems.chain(std::mem::take(&mut self.notes)).collect();
        let read = postmortem::parse(Arc::new(source), settings);
        self.state(&read.record);
        if let Some(name) = name {
            self.set("id", name);
            self.set("slug", name);
        }
        self.check(settings);
        self.set("root_cause", "unknown");
        self.set("status", "draft");
        let todo = self.todo();
        let mut bytes = self.front_matter(&todo).into_bytes();
        bytes.append(&mut self.body);
        let unmapped = self.extra.keys().filter_map(Value::as_str);
        Some(Imported {
            bytes,
            todo,
            unmapped: unmapped.map(str::to_owned).collect(),
            images: images(&read),
            notes,
        })
    }

    /// Sets what the body states and nothing contradicts.
    fn state(&mut self, record: &Record) {
        if record.title.origin == Origin::Body {
            self.set("title", text_width::capital(undated(&record.title.value)));
        }
        let facts = &record.facts;
        let (started, resolved) = (sure(facts.started.as_ref()), sure(facts.resolved.as_ref()));
        if let (Some(started), Some(resolved)) = (started, resolved)
            && started.seconds() > resolved.seconds()
        {
            return;
        }
        for (key, moment) in [("started", started), ("resolved", resolved)] {
            if let Some(moment) = moment {
                self.set(key, moment.to_string());
            }
        }
    }

    /// Keeps as `x-` keys what fits none of ours.
    fn check(&mut self, settings: &Settings) {
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
    }

    /// The needed keys that nothing is known of.
    fn todo(&self) -> Vec<&'static str> {
        let is = |key: &str| self.known.get(key).and_then(Value::as_bool) == Some(true);
        let over = is("near_miss") || is("ongoing");
        let needed = NEEDED.iter().copied();
        needed
            .filter(|&key| !self.has(key) && (key != "resolved" || !over))
            .collect()
    }

    /// The front matter from its first mark to its last, the keys in the order of the guide.
    fn front_matter(&self, todo: &[&str]) -> String {
        let mut ordered = Mapping::new();
        for key in front_matter::KEYS {
            if let Some(value) = self.known.get(key.name) {
                ordered.insert(key.name.into(), value.clone());
            }
        }
        let comments: String = todo.iter().map(|key| format!("# {key}: TODO\n")).collect();
        format!("---\n{}{comments}{}---\n", yaml(&ordered), yaml(&self.extra))
    }
}

/// A time that the body states whole, and of which it says nothing that differs.
fn sure(fact: Option<&Fact<Moment>>) -> Option<&Moment> {
    fact.filter(|fact| fact.origin == Origin::Body)
        .filter(|fact| {
            let mut others = fact.others.iter();
            others.all(|(other, _)| other.seconds() == fact.value.seconds())
        })
        .map(|fact| &fact.value)
        .filter(|moment| moment.date.is_some() && moment.offset().is_some())
}

/// The pictures that a body shows from its own folder.
fn images(read: &Postmortem) -> Vec<String> {
    let links = read.document.links.iter().filter(|link| link.image);
    let images = links.filter_map(|link| crate::markdown::links::relative_path(&link.dest));
    images.collect::<BTreeSet<String>>().into_iter().collect()
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

/// A value as YAML holds it; what has no form in YAML says nothing.
fn yaml_value(value: impl Serialize) -> Value {
    serde_yaml::to_value(value).unwrap_or_default()
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
