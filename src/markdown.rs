//! Markdown to safe HTML: links that fit the site, headings with anchors, highlighted code, and the
//! entries and actions of a postmortem taken out where they are, so that a page can show them its way.
//!
//! The body is parsed anew each time that it is rendered: reading (`postmortem::blocks`) keeps no Markdown.
//! [`events`] joins texts and drops comments, [`regions`] says what is taken out, [`walk`] sends every event to
//! the [`buffer`] of the text or of the region that owns it, and [`writer`] writes elements only when something
//! is in them. A body with HTML of its own goes through [`sanitize`] before the [`placeholders`] of our own
//! markup become that markup.

mod buffer;
mod events;
mod footnotes;
mod headings;
pub mod highlight;
mod html;
pub mod links;
mod media;
mod nested;
mod placeholders;
mod plain_text;
mod regions;
mod sanitize;
mod walk;
mod writer;

#[cfg(test)]
mod tests;

pub use headings::{Heading, is_reserved};
use links::Links;

use crate::postmortem::Postmortem;
use crate::postmortem::document::Section;
use crate::record::{Action, Entry};
use crate::source::Source;
use crate::span::Span;
use std::collections::BTreeSet;

/// A rendered body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The parts, in the order of the text.
    pub parts: Vec<Part>,
    /// Its headings, in the order of the text.
    pub headings: Vec<Heading>,
    /// The places in it that links can lead to.
    pub anchors: BTreeSet<String>,
}

/// A part of a rendered body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// HTML. An element may go on after other parts: only all of them in a row are balanced.
    Html(String),
    /// Entries of the timeline that follow each other: the index in the record, and its content as HTML.
    Entries(Vec<(usize, String)>),
    /// Actions that follow each other: the index in the record, and its content as HTML.
    Actions(Vec<(usize, String)>),
}

/// A body and what is in it. All spans are those of the whole file.
#[derive(Debug, Clone, Copy)]
struct Body<'a> {
    /// The path of the source, from which its links lead.
    path: &'a str,
    /// The whole file.
    text: &'a str,
    /// The Markdown of it.
    span: Span,
    /// What is left out as the title.
    title: Option<Span>,
    sections: &'a [Section],
    entries: &'a [Entry],
    actions: &'a [Action],
}

/// The body of a postmortem as HTML, its entries and actions in parts of their own.
#[must_use]
pub fn render(postmortem: &Postmortem, links: &Links) -> Rendered {
    let (record, document) = (&postmortem.record, &postmortem.document);
    let body = Body {
        path: &record.path,
        text: &document.source.text,
        span: document.body,
        title: document.title,
        sections: &document.sections,
        entries: &record.entries,
        actions: &record.actions,
    };
    walk::render(&body, links)
}

/// A page of content/pages as HTML: its body, without the heading at `title`. One part at most.
#[must_use]
pub fn page(source: &Source, body: Span, title: Option<Span>, links: &Links) -> Rendered {
    let body = Body {
        path: &source.path,
        text: &source.text,
        span: body,
        title,
        sections: &[],
        entries: &[],
        actions: &[],
    };
    walk::render(&body, links)
}
