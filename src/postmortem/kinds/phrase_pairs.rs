//! What two phrases of an entry tell together, where neither does alone.

use super::LOOKED_AT;
use crate::postmortem::kinds::phrase_table::{CALLED, MACHINES, PARTIES, PEOPLE, REFUTED, SUSPECTED, TOLD};
use crate::text::phrases::{Phrases, negated};
use crate::vocabulary::EntryKind;

/// The lists of what comes first in a pair.
pub(super) const FIRST: [&str; 3] = [SUSPECTED, CALLED, PEOPLE];

/// A suspicion and its end, somebody who was called and a team, users and what they did. Of each list of [`FIRST`] `after`
/// has the place after its first phrase in the text.
pub(super) fn together(text: &str, found: EntryKind, after: [Option<usize>; FIRST.len()]) -> EntryKind {
    use EntryKind::{
        Acknowledged, Action, Communicated, Detected, Escalated, Hypothesis, Identified, ImpactStarted,
        Investigating, Misleading, Note, Reported,
    };
    let weak = matches!(
        found,
        Note | Action | Investigating | Acknowledged | Communicated | Detected
    );
    let [suspected, called, people] = after;
    match found {
        Note | Hypothesis | Investigating | Communicated if follows(text, suspected, &REFUTED, LOOKED_AT) => {
            Misleading
        }
        _ if weak && follows(text, called, &PARTIES, 40) => Escalated,
        Note | Detected | ImpactStarted if follows(text, people, &TOLD, 30) && !MACHINES.any(text) => {
            Reported
        }
        Note | Action | Investigating if discovered(text) => Identified,
        _ => found,
    }
}

/// Whether a phrase follows, at most so many bytes after a place.
fn follows(text: &str, after: Option<usize>, phrases: &Phrases, apart: usize) -> bool {
    after.is_some_and(|at| {
        let rest = text.get(at..).unwrap_or_default();
        phrases.asserted(rest).next().is_some_and(|(at, _)| at <= apart)
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
        whole && (begins || ends) && !negated(before)
    })
}
