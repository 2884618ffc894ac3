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
    for (entry, said) in front_matter::translated(&entries) {
        set(entry, said.as_ref(), &mut draft);
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

/// Sets what a key says, by our name for it where it has one.
fn set(entry: &Entry, said: Option<&Entry>, draft: &mut Draft) {
    let Entry { key, value, .. } = said.unwrap_or(entry);
    let flag = matches!(value.value, Value::Bool(_)) && matches!(&**key, "status" | "resolved");
    if flag || draft.has(key) {
        draft.keep(&entry.key, &entry.value);
    } else {
        draft.set(key, value);
    }
}
