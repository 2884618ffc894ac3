//! Entries before their dates and zones are resolved, with spans in the source instead of in a line.

use crate::diagnostic::{Diagnostic, RuleName};
use crate::moment::zone;
use crate::source::Source;
use crate::span::Span;
use crate::text::blocks::Text;
use crate::text::clock::{Clock, Day, End, Hours, Stamp};
use crate::vocabulary::EntryKind;
use std::ops::Range;

/// A zone as written, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ZoneLabel {
    pub(super) name: String,
    pub(super) span: Span,
}

/// A date as written, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct StatedDate {
    pub(super) day: Day,
    pub(super) span: Span,
}

/// A stamp with its spans in the source.
#[derive(Debug, Clone, Default)]
pub(super) struct SourceStamp {
    pub(super) span: Span,
    pub(super) day: Option<StatedDate>,
    pub(super) clock: Option<Clock>,
    pub(super) until: Option<End>,
    pub(super) zone: Option<ZoneLabel>,
    pub(super) approximate: bool,
    pub(super) hours: Hours,
    /// Whether a part of it cannot be read, so that its words have to be shown.
    pub(super) unread: bool,
}

/// A part of the day, as headings name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Am,
    Pm,
    Afternoon,
    Evening,
}

/// An entry before its date and zone are resolved.
#[derive(Debug, Clone, Default)]
pub(super) struct DraftEntry {
    pub(super) stamp: Option<SourceStamp>,
    /// The date in the heading above it; only the first entry below a heading has one.
    pub(super) heading: Option<StatedDate>,
    /// The date of a note on all times, which holds where nothing else gives a later one.
    pub(super) usual: Option<StatedDate>,
    /// The half of the day that its heading names.
    pub(super) half: Option<Half>,
    /// The zone in its heading, its table or a note nearby.
    pub(super) zone: Option<ZoneLabel>,
    /// The kind that its own label gives.
    pub(super) kind: Option<EntryKind>,
    /// The kind that the label above gives to all entries below it.
    pub(super) above: Option<EntryKind>,
    /// The number of the label above.
    pub(super) group: usize,
    /// Where its section begins.
    pub(super) section: usize,
    /// Whether its time stands in a short code.
    pub(super) coded: bool,
    /// Whether its label says only that something was done.
    pub(super) act: bool,
    pub(super) text: String,
    pub(super) span: Span,
    pub(super) content: Span,
    /// Parts of the content that are not shown.
    pub(super) hidden: Vec<Span>,
}

impl SourceStamp {
    /// Resolves the spans of a stamp, and reports what of it cannot be read. Its ranges count from `from`.
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
            day: stamp.day.map(|day| StatedDate { day, span }),
            clock: stamp.clock,
            until: stamp.until,
            zone: match (&stamp.zone, stamp.offset) {
                (Some(range), None) => Some(zone_label(text, moved(range))),
                (Some(range), Some(offset)) => {
                    let label = zone_label(text, moved(range));
                    let name = format!("{} (UTC{})", label.name, zone::written(offset));
                    Some(ZoneLabel { name, ..label })
                }
                (None, offset) => offset.map(|offset| ZoneLabel {
                    name: zone::written(offset),
                    span,
                }),
            },
            hours: stamp.hours,
            unread: !stamp.problems.is_empty() && (stamp.clock.is_none() || stamp.day.is_none())
                || stamp.placeholder && stamp.clock.is_none(),
            approximate: stamp.approximate,
        }
    }
}

impl DraftEntry {
    /// Whether it states its zone, or what is near it does.
    pub(super) fn has_zone(&self) -> bool {
        let own = self.stamp.as_ref().and_then(|stamp| stamp.zone.as_ref());
        own.or(self.zone.as_ref()).is_some()
    }
}

/// A zone's name; of words and an abbreviation in brackets, the abbreviation.
pub(super) fn zone_label(text: &Text, range: Range<usize>) -> ZoneLabel {
    let name = text.plain.get(range.clone()).unwrap_or_default();
    let signed = |part: &str| part.contains(['+', '-', '\u{2212}']);
    let name = match name.split_once('(') {
        // `UTC+1 (Zurich time)`
        Some((outer, _)) if signed(outer) => outer.trim_end(),
        Some((_, inner)) if !signed(inner) => inner.trim_end_matches(')').trim(),
        _ => name,
    };
    ZoneLabel {
        name: name.to_owned(),
        span: text.span(range),
    }
}
