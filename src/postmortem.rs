//! One postmortem: what was read from one source, and where each part of it stands.
//!
//! [`parse`] is total: any text gives a postmortem and a list of diagnostics.

pub mod actions;
pub mod allow;
pub mod blocks;
pub mod clock;
pub mod derive;
pub mod document;
pub mod front_matter;
pub mod impact;
pub mod kinds;
pub mod known;
mod phrases;
pub mod record;
pub mod sections;
#[cfg(test)]
mod tests;
pub mod timeline;
pub mod words;

pub use document::Document;
pub use record::Record;

use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::source::Source;
use record::{Fact, Origin};
use std::sync::Arc;

/// Facts, text and findings of one source.
#[derive(Debug, Clone)]
pub struct Postmortem {
    /// The facts: owned, free of the text, shared with the archive.
    pub record: Arc<Record>,
    /// The text and the places of its parts.
    pub document: Document,
    /// What reading found to be wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads one source. Any text gives a postmortem; what is wrong with it is in `diagnostics`, in the order of reading.
#[must_use]
pub fn parse(source: Arc<Source>, settings: &Settings) -> Postmortem {
    let front = front_matter::read(&source, settings);
    let body = blocks::unfenced(&source, front.body);
    let scan = blocks::scan(&source, body);
    let sections = sections::read(&source, body, &scan.blocks, settings);
    // What only stands where a title would is one where nothing else says so, or where it says the same.
    let heading = sections.title.filter(|title| {
        let stated = front.title.as_ref();
        title.origin == Origin::Body
            || stated.is_none_or(|stated| stated.value.trim().eq_ignore_ascii_case(&title.text))
    });
    let heading_title = heading
        .as_ref()
        .map(|title| Fact::new(title.text.clone(), title.origin, title.span));
    let titles: Vec<_> = front.title.iter().cloned().chain(heading_title).collect();
    let (entries, told) = timeline::read(
        &source,
        &scan.blocks,
        &sections.list,
        &titles,
        &front.facts,
        settings,
    );
    let stated = impact::read(&scan.blocks, &sections.list);
    let said = derive::Body {
        path: &source.path,
        titles: &titles,
        stated: &stated,
        entries: &entries,
    };
    let derived = derive::derive(&front, said, settings);
    let actions = actions::read(&source, &scan, &sections.list, front.actions, &derived.id);
    let mut diagnostics = source.problems.clone();
    diagnostics.extend(front.diagnostics);
    diagnostics.extend(sections.diagnostics);
    diagnostics.extend(told);
    let record = Record {
        path: source.path.clone(),
        id: derived.id,
        slug: derived.slug,
        aliases: front.aliases,
        title: derived.title,
        facts: derived.facts,
        entries,
        actions,
        words: words::count(&scan.blocks),
    };
    let document = Document {
        body,
        title: heading.map(|title| title.span),
        sections: sections.list,
        links: scan.links,
        allowed: allow::read(&source, &scan.comments),
        source,
    };
    Postmortem {
        record: Arc::new(record),
        document,
        diagnostics,
    }
}
