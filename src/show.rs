//! What was read from one postmortem, and from where: the output of `show`.

mod checks;
mod facts;
mod human;
mod lines;
#[cfg(test)]
mod tests;

use crate::data;
use crate::postmortem::Postmortem;
use crate::record::Origin;
use crate::span::Span;
use crate::vocabulary::SectionKind;
pub use human::human;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The document of `show --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Show<'a> {
    /// The version of this format: 1.
    pub version: u8,
    /// The path of the file.
    pub path: &'a str,
    /// The title.
    pub title: &'a str,
    /// The known facts, by front-matter key.
    pub facts: BTreeMap<&'a str, Fact>,
    /// The sections, in document order.
    pub sections: Vec<Section<'a>>,
    /// The number of words in the body.
    pub words: usize,
    /// The entries of the timeline, in document order.
    pub timeline: Vec<data::Entry<'a>>,
    /// The action items.
    pub actions: Vec<data::Action<'a>>,
    /// Durations since `started`, in whole minutes.
    pub minutes: data::Minutes,
}

/// A fact and its source.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Fact {
    /// The value: a string, number, list or object, as in postmortems.json.
    pub value: serde_json::Value,
    /// Its source.
    pub from: From,
    /// The line it is on, from 1; null if it is on no line.
    pub line: Option<usize>,
}

/// The source of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum From {
    /// The front matter states it.
    FrontMatter,
    /// The body states it.
    Body,
    /// It was inferred from the text, names or settings.
    Inferred,
}

impl std::convert::From<Origin> for From {
    fn from(origin: Origin) -> Self {
        match origin {
            Origin::FrontMatter => Self::FrontMatter,
            Origin::Body => Self::Body,
            Origin::Inferred => Self::Inferred,
        }
    }
}

/// A section.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Section<'a> {
    /// The kind of the section.
    pub kind: SectionKind,
    /// Its heading or label; null for the text before the first one.
    pub heading: Option<&'a str>,
    /// The line it starts on, from 1.
    pub line: usize,
}

/// What was read, as data.
#[must_use]
pub fn read(postmortem: &Postmortem) -> Show<'_> {
    let record = &postmortem.record;
    let source = &postmortem.document.source;
    let line = |span: Span| Some(source.line(span.start));
    let facts = facts::known(postmortem).into_iter().map(|known| {
        let fact = Fact {
            value: known.value,
            from: known.origin.into(),
            line: known.line,
        };
        (known.key, fact)
    });
    let sections = postmortem.document.sections.iter().map(|section| Section {
        kind: section.kind,
        heading: section.heading.as_deref(),
        line: source.line(section.heading_span.start),
    });
    Show {
        version: 1,
        path: &record.path,
        title: &record.title.value,
        facts: facts.collect(),
        sections: sections.collect(),
        words: record.words,
        timeline: record
            .entries
            .iter()
            .map(|entry| data::entry(entry, line(entry.time_span.unwrap_or(entry.span))))
            .collect(),
        actions: record
            .actions
            .iter()
            .map(|action| data::action(action, line(action.span)))
            .collect(),
        minutes: data::minutes(&record.counted_times().telling()),
    }
}

/// What was read, as a JSON document with an end of line.
#[must_use]
pub fn json(postmortem: &Postmortem) -> String {
    // Text, numbers and maps with text keys always serialise.
    let mut json = serde_json::to_string_pretty(&read(postmortem)).unwrap_or_default();
    json.push('\n');
    json
}
