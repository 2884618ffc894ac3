//! The front matter of a new postmortem.

use super::SERVICES;
use crate::config::{OwnField, Required, Settings};
use crate::yaml::fields::list;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The keys that every scaffold has.
const ALWAYS: [&str; 9] = [
    "title",
    "services",
    "root_cause",
    "started",
    "resolved",
    "severity",
    "authors",
    "reviewers",
    "status",
];

/// A key and its value, as a line of YAML.
pub(super) fn pair(key: &str, value: &str) -> String {
    // A text always has a form in YAML.
    serde_yaml::to_string(&BTreeMap::from([(key, value)])).unwrap_or_default()
}

/// The front matter for a site, without its marks.
pub(super) fn of(title: &str, settings: &Settings) -> String {
    let names = |names: &[String]| list(names.iter().map(String::as_str));
    let services: Vec<String> = settings
        .services
        .iter()
        .map(|service| service.name.clone())
        .collect();
    let causes: Vec<String> = settings.causes.iter().map(|(name, _)| name.clone()).collect();
    let severities: Vec<String> = settings
        .severities
        .iter()
        .map(|known| known.name.clone())
        .collect();
    let services = match services.len() {
        1..=SERVICES => format!("# One or more of: {}\n", names(&services)),
        _ => String::new(),
    };
    // Neither the worst nor the mildest, where there is a choice.
    let severity = severities
        .get(1)
        .or(severities.first())
        .map_or("", String::as_str);
    format!(
        "{}{services}services: []\n# One of: {}\nroot_cause: unknown\n{}# One of: {}\n# {}{}{}",
        pair("title", title),
        names(&causes),
        include_str!("times.yaml"),
        names(&severities),
        pair("severity", severity),
        own_keys(settings),
        include_str!("people.yaml"),
    )
}

/// The keys that the site asks for beyond those of all sites: those that are always required without a value, the others
/// as comments.
fn own_keys(settings: &Settings) -> String {
    let own = settings.fields.iter().map(|field| {
        let key = field.key.value.as_str();
        (key, field.required.as_ref(), Some(field))
    });
    let profile = settings.own_profile.fields.iter().map(|(key, required)| {
        let key = key.value.as_str();
        let field = settings.fields.iter().find(|field| field.key.value == key);
        (key, Some(required), field)
    });
    let mut seen = BTreeSet::from(ALWAYS);
    let mut lines = String::new();
    // What a profile asks for weighs more than what `fields` says.
    let mut keys: Vec<_> = profile.chain(own).filter(|(key, ..)| seen.insert(key)).collect();
    keys.sort_by_key(|(key, ..)| settings.fields.iter().position(|field| field.key.value == *key));
    for (key, required, field) in keys {
        let required_words = match required {
            Some(Required::Always) => "Always required".to_owned(),
            Some(Required::From(least)) => format!("Required from {} on", least.value),
            None => String::new(),
        };
        let said = [required_words, field.map_or_else(String::new, holds)];
        let said: Vec<&str> = said
            .iter()
            .map(String::as_str)
            .filter(|words| !words.is_empty())
            .collect();
        let _ = writeln!(lines, "# {}", said.join(". "));
        let _ = match required {
            Some(Required::Always) => writeln!(lines, "{key}:"),
            _ => writeln!(lines, "# {key}: TODO"),
        };
    }
    lines
}

/// What a field holds, as a sentence without its stop.
fn holds(field: &OwnField) -> String {
    if !field.values.is_empty() {
        return format!("One of: {}", list(field.values.iter().map(String::as_str)));
    }
    let label = field.kind.label();
    let mut chars = label.chars();
    chars.next().map_or_else(String::new, |first| {
        format!("{}{}", first.to_uppercase(), chars.as_str())
    })
}
