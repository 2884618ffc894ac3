//! The text of a postmortem and the places of its parts.

use crate::source::Source;
use crate::span::Span;
use crate::text::blocks::LinkUse;
use crate::vocabulary::SectionKind;
use std::sync::Arc;

/// The text and where its parts are. Entries and actions keep their own places in the record.
#[derive(Debug, Clone)]
pub struct Document {
    /// The whole file.
    pub source: Arc<Source>,
    /// The Markdown after the front matter; inside the fence where the file is one code fence.
    pub body: Span,
    /// The heading that is the title, which pages leave out.
    pub title: Option<Span>,
    /// The sections, in the order of the text.
    pub sections: Vec<Section>,
    /// The links and images of the body, in the order of the text.
    pub links: Vec<LinkUse>,
    /// What would be one, but for the blanks in its address.
    pub unread_links: Vec<LinkUse>,
    /// Suppressions: the rule, the reason, and where the comment is.
    pub allowed: Vec<Allow>,
}

/// A part of the body under one heading or label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What it is about.
    pub kind: SectionKind,
    /// The words of its heading; None for text before the first one.
    pub heading: Option<String>,
    /// The heading or label itself; empty where there is none.
    pub heading_span: Span,
    /// What is under it, up to the next section.
    pub span: Span,
    /// Whether it is inside the section before it: a sub-heading or a label.
    pub nested: bool,
    /// Whether its place alone says what it is about, under a heading that names nothing known.
    pub guessed: bool,
}

/// The index of the section that a place stands in, its heading included; None before the first one.
#[must_use]
pub fn section_at(sections: &[Section], at: usize) -> Option<usize> {
    sections
        .partition_point(|section| section.heading_span.start.min(section.span.start) <= at)
        .checked_sub(1)
}

/// `<!-- nevertwice: allow RULE: reason -->`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    /// The rule that is silenced in this file.
    pub rule: String,
    /// Why; empty where none is given, which is a finding of its own.
    pub reason: String,
    /// The comment.
    pub span: Span,
}
