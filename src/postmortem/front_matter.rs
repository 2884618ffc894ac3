//! Front matter: the facts that a writer states above the body.
//!
//! Each key is read by itself, so that one bad value loses only itself and all problems of a file are told in one
//! run. The keys are declared in one table, `keys`, from which the JSON Schema comes too.

mod keys;
mod split;

use super::record::{Action, Fact, Facts};
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};
use crate::yaml::fields::{Reader, list, shorten};
use crate::yaml::{self, Node, Value};
pub use keys::KEYS;
pub(crate) use split::split;

/// What the front matter of a file says.
#[derive(Debug, Clone, Default)]
pub struct FrontMatter {
    /// The title.
    pub title: Option<Fact<String>>,
    /// The postmortem's name in the archive.
    pub id: Option<Fact<String>>,
    /// The name of its page; fit for an address.
    pub slug: Option<Fact<String>>,
    /// Old names of its page; each fit for an address.
    pub aliases: Vec<Fact<String>>,
    /// The facts by key.
    pub facts: Facts,
    /// The actions, without `content`; `id` is empty where none is stated.
    pub actions: Vec<Action>,
    /// What follows the front matter: all of the file where there is none.
    pub body: Span,
    /// Whether it could be read: false where the YAML is broken or not closed. A file without front matter is readable.
    pub readable: bool,
    /// What is wrong, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the front matter at the very start of a file.
#[must_use]
pub fn read(source: &Source, settings: &Settings) -> FrontMatter {
    let parts = split(&source.text);
    let mut front = FrontMatter {
        body: parts.body,
        readable: true,
        ..FrontMatter::default()
    };
    let Some(yaml) = parts.yaml else {
        return front;
    };
    let mut reader = Reader::new(&source.path);
    if !parts.closed {
        front.readable = false;
        reader.problems.push(
            Diagnostic::error(
                "unreadable-file",
                &source.path,
                Span::new(0, 3),
                "the front matter that begins here is not closed",
            )
            .hint("put a line with `---` alone after its last key"),
        );
    }
    match yaml::parse(source.slice(yaml), yaml.start) {
        Ok(node) => values(&node, &mut front, &mut reader),
        // What is not closed is told already, and its text is no YAML most of the time.
        Err(_) if !parts.closed => {}
        Err(error) => {
            front.readable = false;
            reader.problems.push(error.diagnostic(&source.path));
        }
    }
    services_by_name(&mut front.facts, settings);
    severity_by_name(&mut front.facts, settings, &mut reader);
    reader.problems.sort_by_key(|problem| problem.span.start);
    front.diagnostics = reader.problems;
    front
}

fn values(node: &Node, front: &mut FrontMatter, reader: &mut Reader<'_>) {
    match &node.value {
        Value::Null => {}
        Value::Map(entries) => reader.map_with(KEYS, entries, front, |front, entry| {
            let own = entry.key.starts_with("x-");
            if own {
                front.facts.extra.insert(entry.key.clone(), entry.value.json());
            }
            own
        }),
        _ if !front.readable => {}
        _ => {
            front.readable = false;
            reader.problems.push(
                Diagnostic::error(
                    "unreadable-file",
                    reader.path,
                    node.span,
                    "the front matter holds no keys with values",
                )
                .hint("write it as `key: value`, one on a line"),
            );
        }
    }
}

/// An alias of a service is its service; a service named twice counts once, as first written.
fn services_by_name(facts: &mut Facts, settings: &Settings) {
    let Some(services) = &mut facts.services else {
        return;
    };
    let mut seen = std::collections::BTreeSet::new();
    for service in &mut services.value {
        if let Some(known) = settings.service(&service.name) {
            service.name.clone_from(&known.name);
        }
    }
    services.value.retain(|service| seen.insert(service.name.clone()));
}

/// A severity is one of the site's, by name or label, in any ASCII letter case.
fn severity_by_name(facts: &mut Facts, settings: &Settings, reader: &mut Reader<'_>) {
    let Some(severity) = &mut facts.severity else {
        return;
    };
    let stated = &severity.value;
    let known = settings
        .severities
        .iter()
        .find(|known| known.name.eq_ignore_ascii_case(stated) || known.label.eq_ignore_ascii_case(stated));
    if let Some(known) = known {
        severity.value.clone_from(&known.name);
        return;
    }
    let names = list(settings.severities.iter().map(|known| known.name.as_str()));
    reader.invalid(
        severity.span,
        format!("`{}` is no severity of this site", shorten(stated)),
        format!("use one of: {names}"),
    );
    facts.severity = None;
}

#[cfg(test)]
mod tests;
