//! Bare Markdown postmortems, with or without front matter of somebody else's making.

use super::foreign::{self, Foreign};
use super::{Drafts, Format};
use crate::postmortem::front_matter;
use crate::yaml::Entry;

pub(super) const FORMAT: Format = Format {
    name: "markdown",
    about: "Markdown files, with or without front matter",
    accepts: crate::path::is_markdown,
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

fn read(bytes: &[u8], _: &str) -> Drafts {
    let Foreign { entries, mut draft } = foreign::read(bytes);
    for Entry { key, value, .. } in &entries {
        match ours(key) {
            Some(name) if !draft.has(name) => draft.set(name, value),
            _ => draft.keep(key, value),
        }
    }
    Ok(vec![draft])
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
