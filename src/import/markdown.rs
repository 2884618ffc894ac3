//! Bare Markdown postmortems, with or without front matter of somebody else's making: that of Hugo, Zola, Jekyll, and of
//! status pages made with cState.

use super::foreign::{self, Foreign};
use super::{Draft, Drafts, Format};
use crate::config::Settings;
use crate::postmortem::{self, front_matter, incident_log};
use crate::source::Source;
use crate::yaml::{Entry, Value};
use std::sync::Arc;

pub(super) const FORMAT: Format = Format {
    name: "markdown",
    about: "Markdown files, with or without front matter",
    accepts: crate::path::is_markdown,
    read,
};

fn read(bytes: &[u8], path: &str) -> Drafts {
    let Foreign { entries, mut draft } = foreign::read(bytes);
    let incidents = split(&draft, path);
    if !incidents.is_empty() {
        return Ok(incidents);
    }
    let status_page = ["affected", "resolvedWhen"]
        .iter()
        .any(|key| foreign::get(&entries, key).is_some());
    for entry in entries.iter().flat_map(flat) {
        if !(status_page && of_status_page(entry, &mut draft)) {
            set(entry, &mut draft);
        }
    }
    Ok(vec![draft])
}

/// A draft for each incident of a log; none where the text tells of one.
fn split(draft: &Draft, path: &str) -> Vec<Draft> {
    let source = Arc::new(Source::new(path, draft.body()));
    let reading = postmortem::read(source.clone(), &Settings::default());
    let document = &reading.postmortem.document;
    let incidents = incident_log::incidents(&reading.blocks, &document.sections, document.body);
    let count = incidents.len();
    let drafts = incidents.into_iter().enumerate().map(|(at, incident)| {
        let mut draft = Draft::new(source.slice(incident.span));
        draft.name = Some(source.slice(incident.heading).trim_matches(['#', ' ']).to_owned());
        draft.set("title", &incident.title);
        draft.set("date", incident.date.map(|date| date.to_string()));
        draft
            .notes
            .push(format!("incident {} of {count} in {path}", at + 1));
        if at == 0
            && source.slice(document.body).trim_start().len() > source.text.len() - incident.heading.start
        {
            draft.notes.push("the text before it was left out".to_owned());
        }
        draft
    });
    drafts.collect()
}

/// A key by itself; Zola's tables of own keys are no keys but what is in them.
fn flat(entry: &Entry) -> &[Entry] {
    match (&*entry.key, &entry.value.value) {
        ("taxonomies" | "extra", Value::Map(inner)) => inner,
        _ => std::slice::from_ref(entry),
    }
}

fn set(Entry { key, value, .. }: &Entry, draft: &mut Draft) {
    match (front_matter::key_of(key), &value.value) {
        // Everything that is imported is a draft.
        (Some("status"), Value::Bool(true)) if key == "draft" => {}
        (Some("status" | "resolved"), Value::Bool(_)) => draft.keep(key, value),
        (Some(name), _) if !draft.has(name) => draft.set(name, value),
        _ => draft.keep(key, value),
    }
}

/// Keys that mean something else on a status page made with cState, where `date` is the start.
fn of_status_page(Entry { key, value, .. }: &Entry, draft: &mut Draft) -> bool {
    let text = value.text().unwrap_or_default();
    match (&**key, text) {
        ("date", time) if time.contains(':') => draft.set("started", time),
        ("severity", "down") => draft.set("impact", serde_json::json!({"level": "down"})),
        ("severity", "disrupted") => draft.set("impact", serde_json::json!({"level": "degraded"})),
        ("resolved", _) if value.value == Value::Bool(false) => draft.set("ongoing", true),
        _ => return false,
    }
    true
}
