//! What other programs call the keys of front matter: Hugo, Zola, Jekyll, cState and the templates of teams.

use super::KEYS;
use crate::yaml::{Entry, Node, Value};

/// Their names, in lower case and with `_` between words, and the keys that mean the same.
const NAMES: &[(&str, &str)] = &[
    ("affected", "services"),
    ("affected_services", "services"),
    ("alias", "aliases"),
    ("author", "authors"),
    ("categories", "tags"),
    ("category", "root_cause"),
    ("cause", "root_cause"),
    ("components", "services"),
    ("description", "summary"),
    ("detected_at", "detected"),
    ("draft", "status"),
    ("end", "resolved"),
    ("end_time", "resolved"),
    ("ended", "resolved"),
    ("ended_at", "resolved"),
    ("excerpt", "summary"),
    ("heading", "title"),
    ("headline", "title"),
    ("keywords", "tags"),
    ("owners", "teams"),
    ("permalink", "slug"),
    ("publishdate", "published"),
    ("redirect_from", "aliases"),
    ("resolved_at", "resolved"),
    ("resolved_on", "resolved"),
    ("resolvedwhen", "resolved"),
    ("reviewer", "reviewers"),
    ("sev", "severity"),
    ("service", "services"),
    ("start", "started"),
    ("start_time", "started"),
    ("started_at", "started"),
    ("started_on", "started"),
    ("tag", "tags"),
    ("team", "teams"),
];

/// The key of ours that a name means, in any letter case; None where it means none.
pub(crate) fn key_of(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase().replace(['-', ' '], "_");
    let ours = KEYS.iter().map(|key| (key.name, key.name));
    ours.chain(NAMES.iter().copied())
        .find(|&(theirs, _)| theirs == name)
        .map(|(_, ours)| ours)
}

/// The entries of front matter, each with what it says by a key of ours; None where that is nothing, or where the key is
/// ours already. Zola's tables of own keys are no keys but what is in them.
pub(crate) fn translated(entries: &[Entry]) -> impl Iterator<Item = (&Entry, Option<Entry>)> {
    let names = ["affected", "resolvedWhen"];
    let status_page = entries.iter().any(|entry| names.contains(&&*entry.key));
    entries.iter().flat_map(flat).map(move |entry| {
        let said = status_page.then(|| of_status_page(entry)).flatten();
        (entry, said.or_else(|| renamed(entry)))
    })
}

fn flat(entry: &Entry) -> &[Entry] {
    match (&*entry.key, &entry.value.value) {
        ("taxonomies" | "extra", Value::Map(inner)) => inner,
        _ => std::slice::from_ref(entry),
    }
}

fn renamed(entry: &Entry) -> Option<Entry> {
    // Most keys are ours.
    if KEYS.iter().any(|key| key.name == entry.key) {
        return None;
    }
    let name = key_of(&entry.key)?;
    match (name, &entry.value.value) {
        ("status", Value::Bool(true)) => Some(said(entry, "status", text(entry, "draft"))),
        // `end: false`, `draft: false`
        (_, Value::Bool(_)) => None,
        _ => Some(said(entry, name, entry.value.clone())),
    }
}

/// What keys of ours mean on a status page made with cState, where `date` is the start.
fn of_status_page(entry: &Entry) -> Option<Entry> {
    let node = |value| Node {
        value,
        ..text(entry, "")
    };
    let level = |name| {
        let level = said(entry, "level", text(entry, name));
        said(entry, "impact", node(Value::Map(vec![level])))
    };
    match (&*entry.key, entry.value.text().unwrap_or_default()) {
        ("date", time) if time.contains(':') => Some(said(entry, "started", entry.value.clone())),
        ("severity", "down") => Some(level("down")),
        ("severity", "disrupted") => Some(level("degraded")),
        ("resolved", _) if entry.value.value == Value::Bool(false) => {
            Some(said(entry, "ongoing", node(Value::Bool(true))))
        }
        _ => None,
    }
}

fn said(entry: &Entry, key: &str, value: Node) -> Entry {
    Entry {
        key: key.to_owned(),
        key_span: entry.key_span,
        value,
    }
}

fn text(entry: &Entry, raw: &str) -> Node {
    Node {
        span: entry.value.span,
        value: Value::Text,
        raw: raw.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_means_a_key_and_is_none() {
        for (theirs, ours) in NAMES {
            assert!(KEYS.iter().any(|key| key.name == *ours), "{ours}");
            assert!(KEYS.iter().all(|key| key.name != *theirs), "{theirs}");
        }
    }

    #[test]
    fn names_of_others() {
        for (name, key) in [
            ("resolvedWhen", Some("resolved")),
            ("Start Time", Some("started")),
            ("root-cause", Some("root_cause")),
            ("layout", None),
        ] {
            assert_eq!(key_of(name), key);
        }
    }
}
