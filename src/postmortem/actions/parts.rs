//! The parts of a body with measures in them, and what their headings say of all actions below.

use super::fields;
use crate::postmortem::document::Section;
use crate::postmortem::sections;
use crate::span::Span;
use crate::text::blocks::Line;
use crate::vocabulary::{ActionKind, ActionStatus, SectionKind};

/// What a heading, or a line above a list, says of all actions below it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Context {
    pub(super) status: Option<ActionStatus>,
    pub(super) kind: Option<ActionKind>,
}

impl Context {
    pub(super) fn of(words: &str) -> Self {
        Self {
            status: fields::heading(words),
            kind: fields::kind_of_list(words),
        }
    }

    /// What an inner heading says, and for the rest what the outer one does.
    pub(super) fn or(self, outer: Self) -> Self {
        Self {
            status: self.status.or(outer.status),
            kind: self.kind.or(outer.kind),
        }
    }
}

/// A part of the body with measures in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub(super) label: Span,
    pub(super) span: Span,
    /// Whether the label announces tasks.
    pub(super) tasks: bool,
    /// Whether the label announces what could be better, broadly.
    pub(super) broad: bool,
    /// Whether its whole section is about what could be better.
    pub(super) ideas: bool,
    /// Whether it is inside another one.
    pub(super) nested: bool,
    /// Whether its actions are in a list or table, so that its paragraphs are none.
    pub(super) listed: bool,
    pub(super) context: Context,
    /// The item that the label is in: what the label says holds for that one.
    pub(super) item: Option<Span>,
}

impl Part {
    /// What the label says of the actions at a place.
    pub(super) fn context(&self, place: Span) -> Context {
        match self.item {
            Some(item) if !item.contains(place) => Context::default(),
            _ => self.context,
        }
    }

    /// Whether a line is the label of the part, or before it.
    pub(super) const fn is_label(&self, line: &Line) -> bool {
        line.span.end <= self.label.end
    }
}

/// The parts, in the order of the text. Where one of them announces tasks, what could be better beside it is no promise.
pub(super) fn parts(sections: &[Section]) -> Vec<Part> {
    let (mut outer, mut around) = ("", Context::default());
    let mut parts = Vec::new();
    for section in sections {
        let heading = section.heading.as_deref().unwrap_or_default();
        let mut context = Context::default();
        if section.kind == SectionKind::Measures {
            context = Context::of(heading);
        }
        if !section.nested {
            outer = heading;
            // `Prevention` is the name of a whole section, whatever its actions are for.
            context.kind = None;
            around = context;
        }
        if section.kind != SectionKind::Measures {
            continue;
        }
        let broad = heading.to_lowercase().contains("improve");
        parts.push(Part {
            label: section.heading_span,
            span: section.span,
            tasks: sections::names_tasks(heading)
                || section.nested && sections::names_tasks(outer) && !sections::names_section(heading),
            broad,
            // `outer` is its own label where none is around it.
            ideas: outer.to_lowercase().contains("improve"),
            nested: section.nested,
            listed: false,
            context: context.or(around),
            item: None,
        });
    }
    if parts.iter().any(|part| part.tasks && !part.ideas) {
        parts.retain(|part| part.tasks || !part.ideas);
    }
    parts
}

/// The index of the part that a place lies in.
pub(super) fn at(parts: &[Part], place: usize) -> Option<usize> {
    let next = parts.partition_point(|part| part.label.start <= place);
    let index = next.checked_sub(1)?;
    let part = parts.get(index)?;
    (place < part.span.end || place <= part.label.end && part.label.start <= place).then_some(index)
}
