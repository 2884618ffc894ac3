//! Entries as they are found, with places in the source instead of places in a line.

use crate::diagnostic::{Diagnostic, RuleName};
use crate::source::Source;
use crate::span::Span;
use crate::text::blocks::Text;
use crate::text::clock::{Clock, Day, End, Stamp};
use crate::vocabulary::EntryKind;
use std::ops::Range;

/// A zone as written, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) name: String,
    pub(super) span: Span,
}

/// A date as written, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) day: Day,
    pub(super) span: Span,
}

/// A stamp with its places in the source.
#[derive(Debug, Clone, Default)]
pub(super) struct Located {
    pub(super) span: Span,
    pub(super) day: Option<Dated>,
    pub(super) clock: Option<Clock>,
    pub(super) until: Option<End>,
    pub(super) zone: Option<Label>,
    pub(super) approximate: bool,
}

/// An entry before its date and zone are settled.
#[derive(Debug, Clone, Default)]
pub(super) struct Raw {
    pub(super) stamp: Option<Located>,
    /// The date of the heading that it is the first to stand under.
    pub(super) heading: Option<Dated>,
    /// The zone of its heading, its table or a note near it.
    pub(super) zone: Option<Label>,
    /// What a label says it tells.
    pub(super) kind: Option<EntryKind>,
    /// What the label above says of all entries under it.
    pub(super) above: Option<EntryKind>,
    /// Counts the labels above.
    pub(super) group: usize,
    /// Whether it stands under a label that says only that something was done.
    pub(super) act: bool,
    pub(super) text: String,
    pub(super) span: Span,
    pub(super) content: Span,
    /// What of the content is not shown.
    pub(super) hidden: Vec<Span>,
}

impl Located {
    /// Gives a stamp its places, and reports what of it cannot be read. Its ranges count from `from`.
    pub(super) fn new(
        stamp: &Stamp,
        from: usize,
        text: &Text,
        source: &Source,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let moved = |range: &Range<usize>| range.start + from..range.end + from;
        for problem in &stamp.problems {
            let span = text.span(moved(&problem.range));
            diagnostics.push(
                Diagnostic::warn(
                    RuleName::UnreadableTime,
                    &source.path,
                    span,
                    problem.message.as_str(),
                )
                .hint(problem.hint.as_str()),
            );
        }
        let span = text.span(moved(&stamp.range));
        Self {
            span,
            day: stamp.day.map(|day| Dated { day, span }),
            clock: stamp.clock,
            until: stamp.until,
            zone: stamp.zone.as_ref().map(|range| label(text, moved(range))),
            approximate: stamp.approximate,
        }
    }
}

/// A zone's name; of words and an abbreviation in brackets, the abbreviation.
pub(super) fn label(text: &Text, range: Range<usize>) -> Label {
    let name = text.plain.get(range.clone()).unwrap_or_default();
    let inner = name
        .split_once('(')
        .map(|(_, inner)| inner.trim_end_matches(')').trim());
    let name = inner
        .filter(|inner| !inner.contains(['+', '-', '\u{2212}']))
        .unwrap_or(name);
    Label {
        name: name.to_owned(),
        span: text.span(range),
    }
}
