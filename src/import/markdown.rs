//! Bare Markdown postmortems, with or without front matter of somebody else's making.

use super::Format;
use super::draft::Draft;
use crate::postmortem::front_matter;
use serde_yaml::Mapping;

pub(super) const FORMAT: Format = Format {
    name: "markdown",
    about: "Markdown files, with or without front matter",
    read,
};

/// What others call our keys.
const NAMES: &[(&str, &str)] = &[
    ("author", "authors"),
    ("description", "summary"),
    ("end", "resolved"),
    ("end_time", "resolved"),
    ("ended", "resolved"),
    ("keywords", "tags"),
    ("owners", "teams"),
    ("reviewer", "reviewers"),
    ("sev", "severity"),
    ("service", "services"),
    ("start", "started"),
    ("start_time", "started"),
    ("team", "teams"),
];

fn read(keys: &Mapping, draft: &mut Draft) {
    for (key, value) in keys {
        let key = key.as_str().unwrap_or_default();
        match ours(key) {
            Some(name) if !draft.has(name) => draft.set(name, value.clone()),
            _ => draft.keep(key, value),
        }
    }
}

/// The key of ours that a name means.
fn ours(key: &str) -> Option<&'static str> {
    let name = key.trim().to_lowercase().replace(['-', ' '], "_");
    let known = front_matter::KEYS.iter().map(|key| key.name);
    let others = NAMES.iter().map(|&(theirs, ours)| (theirs, ours));
    known
        .map(|known| (known, known))
        .chain(others)
        .find(|&(theirs, _)| theirs == name)
        .map(|(_, ours)| ours)
}
