//! The texts that tell of a failure, and how much each counts.

use crate::postmortem::Postmortem;
use crate::record::{Fact, Known, Origin, Record};
use crate::vocabulary::SectionKind;

/// Where somebody says what broke and how it looked.
pub(super) const CAUSE: u8 = 6;
/// Everywhere else: what happened, what was done about it and what is to be done tell the failure too, and less so.
const ELSEWHERE: u8 = 4;

/// The texts of one failure, one behind the other: that is what places count in.
pub(super) struct Pieces<'t>(pub(super) Vec<Piece<'t>>);

/// One text.
pub(super) struct Piece<'t> {
    pub(super) text: &'t str,
    /// How much its place counts.
    pub(super) weight: u8,
    /// Whether all of it may be what a machine said.
    pub(super) message: bool,
}

impl<'t> Pieces<'t> {
    /// Those of a postmortem; without a text, as far as its record tells.
    pub(super) fn of(record: &'t Record, text: Option<&'t Postmortem>) -> Self {
        let facts = &record.facts;
        let mut pieces = Self(Vec::new());
        pieces.add(&record.title.value, CAUSE);
        for symptom in facts.symptoms.list() {
            pieces.add_message(symptom);
        }
        // Where the text is at hand, what comes from it is read there.
        let stated = |fact: &&Fact<String>| text.is_none() || fact.origin == Origin::FrontMatter;
        for fact in [&facts.summary, &facts.cause_summary] {
            let fact = fact.as_ref().filter(stated);
            pieces.add(fact.map_or("", |fact| &fact.value), CAUSE);
        }
        let Some(text) = text else {
            for entry in &record.entries {
                pieces.add(&entry.text, ELSEWHERE);
            }
            return pieces;
        };
        let document = &text.document;
        let names_cause = document
            .sections
            .iter()
            .any(|section| matches!(section.kind, SectionKind::Cause | SectionKind::Summary));
        for section in &document.sections {
            let weight = match section.kind {
                SectionKind::Cause | SectionKind::Summary => CAUSE,
                // Whose headings nobody knows tells the cause under one of them.
                SectionKind::Other if !names_cause => CAUSE,
                _ => ELSEWHERE,
            };
            pieces.add(document.source.slice(section.span), weight);
        }
        pieces
    }

    /// Words that are not in the archive: an alert, a line of a log.
    pub(super) fn of_text(text: &'t str) -> Self {
        let mut pieces = Self(Vec::new());
        pieces.add_message(text);
        pieces
    }

    fn add(&mut self, text: &'t str, weight: u8) {
        let message = false;
        self.0.push(Piece {
            text,
            weight,
            message,
        });
    }

    fn add_message(&mut self, text: &'t str) {
        let (weight, message) = (CAUSE, true);
        self.0.push(Piece {
            text,
            weight,
            message,
        });
    }

    /// The part of so many bytes that begins at a place.
    pub(super) fn part(&self, start: u32, length: u16) -> Option<&'t str> {
        let mut at = usize::try_from(start).ok()?;
        let piece = self.0.iter().find(|piece| {
            let inside = at < piece.text.len();
            if !inside {
                at -= piece.text.len();
            }
            inside
        })?;
        piece.text.get(at..at + usize::from(length))
    }
}
