//! What two phrases of an entry tell together, where neither does alone.

use super::phrases::Phrases;
use super::words::{CALLED, MACHINES, PARTIES, PEOPLE, REFUTED, SUSPECTED, TOLD};
use super::{LOOKED_AT, denied};
use crate::vocabulary::EntryKind;

/// A suspicion and its end, somebody who was
/// called and a team, users and what they did.
pub(super) fn together(text: &str, found: EntryKind) -> EntryKind {
    use EntryKind::{Acknowledged, Action, Communicated, Escalated, Hypothesis, Investigating};
    use EntryKind::{Detected, Identified, ImpactStarted, Misleading, Note, Reported};
    let weak = matches!(
        found,
        Note | Action | Investigating | Acknowledged | Communicated | Detected
    );
    match found {
        Note | Hypothesis | Investigating | Communicated if both(text, &SUSPECTED, &REFUTED, LOOKED_AT) => {
            Misleading
        }
        _ if weak && both(text, &CALLED, &PARTIES, 40) => Escalated,
        Note | Detected | ImpactStarted if both(text, &PEOPLE, &TOLD, 30) && !MACHINES.any(text) => Reported,
        Note | Action | Investigating if discovered(text) => Identified,
        _ => found,
    }
}

/// Whether a phrase of one list is followed by one of another, at most so many bytes after it.
fn both(text: &str, first: &Phrases, second: &Phrases, apart: usize) -> bool {
    let after = first.said(text).map(|(at, phrase)| at + phrase.words.len());
    after.min().is_some_and(|at| {
        let rest = text.get(at..).unwrap_or_default();
        second.said(rest).next().is_some_and(|(at, _)| at <= apart)
    })
}

/// Whether a clause begins with `found`, or ends so: `disk alarm: found a loop`, `wrong port found in the file`.
fn discovered(text: &str) -> bool {
    text.match_indices("found").any(|(at, word)| {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + word.len()..).unwrap_or_default();
        let first = before.trim_end();
        let begins =
            first.is_empty() || first.ends_with([',', '.', ':', ';', '-', '\u{2013}', '\u{2014}', '!']);
        let ends = ["", ".", ",", ";", " in ", " on ", " at ", " and ", " - "]
            .iter()
            .any(|mark| {
                if mark.is_empty() {
                    after.is_empty()
                } else {
                    after.starts_with(mark)
                }
            });
        let whole = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        whole && (begins || ends) && !denied(before)
    })
}
