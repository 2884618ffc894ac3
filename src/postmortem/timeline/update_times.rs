//! Times below the words of an update, or at their end.

use crate::text::blocks::{Block, BlockKind, Line, Text};
use crate::text::clock::{self, Leading, Stamp};
use crate::vocabulary::EntryKind;

/// A line that ends with a time and tells nothing after it.
pub(super) struct Tail<'t> {
    pub(super) stamp: &'t Stamp,
    /// Where the words before it end: 0 where there are none.
    pub(super) words: usize,
    /// Whether it is a day and a time in a short code.
    pub(super) coded: bool,
}

/// States that an update of a status page begins with.
const STATES: &[(&str, Option<EntryKind>)] = &[
    ("completed", Some(EntryKind::Resolved)),
    ("identified", Some(EntryKind::Identified)),
    ("investigating", Some(EntryKind::Investigating)),
    ("postmortem", None),
    // A fix is in place, and watched.
    ("monitoring", Some(EntryKind::Mitigated)),
    ("resolved", Some(EntryKind::Resolved)),
    ("update", None),
    ("verifying", None),
    ("ongoing", None),
    ("notified", None),
];

/// Whether a block is an update with its time at its end: in a short code, or alone on the last line where the first
/// begins with the state.
pub(in crate::postmortem) fn is_marked(block: &Block) -> bool {
    marked(block).is_some()
}

/// The time of such an update.
pub(super) fn marked(block: &Block) -> Option<Tail<'_>> {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Item { .. }) {
        return None;
    }
    let (line, before) = block.lines.split_last()?;
    if line.text.plain.contains("{{") {
        return coded(line);
    }
    state(&before.first()?.text.plain)?;
    tail(&line.text).filter(|found| found.stamp.day.is_some())
}

/// The time in a short code at the end of a line, `{{< track "2024-05-06 07:08:00" >}}`.
pub(super) fn coded(line: &Line) -> Option<Tail<'_>> {
    tail(&line.text).filter(|found| found.coded)
}

/// The state that a text begins with, what it tells, and where the words after it begin.
pub(super) fn state(text: &str) -> Option<(Option<EntryKind>, usize)> {
    let other = |char: char| !char.is_alphanumeric();
    let start = text.find(char::is_alphanumeric)?;
    let end = text
        .get(start..)?
        .find(other)
        .map_or(text.len(), |end| start + end);
    let (word, rest) = (text.get(start..end)?, text.get(end..)?.trim_start());
    let parted = rest.is_empty() || rest.starts_with([':', '-', '–', '—']);
    let known = STATES.iter().filter(|_| parted);
    let (_, kind) = known
        .copied()
        .find(|(state, _)| word.eq_ignore_ascii_case(state))?;
    Some((kind, text.len() - rest.trim_start_matches(other).len()))
}

/// The state that a text begins with, its time, and where that begins.
pub(super) fn head(text: &str) -> Option<(Option<EntryKind>, Leading, usize)> {
    let (kind, end) = state(text)?;
    let lead = clock::leading(text.get(end..)?)?;
    lead.stamp.clock.is_some().then_some((kind, lead, end))
}

/// Whether a paragraph is the head of an update, whose words follow: its state, date and time, and nothing else. After a colon
/// they are a label with its value.
pub(in crate::postmortem) fn is_head(block: &Block) -> bool {
    let [line] = block.lines.as_slice() else {
        return false;
    };
    let text = &line.text.plain;
    let alone = |(_, lead, from): (_, Leading, usize)| {
        let colon = text.get(..from).is_some_and(|state| state.contains(':'));
        !colon && lead.stamp.day.is_some() && from + lead.body >= text.len()
    };
    block.kind == BlockKind::Paragraph && head(text).is_some_and(alone)
}

/// Whether a block is an update with its time at its end, or the head of one.
pub(in crate::postmortem) fn is_update(block: &Block) -> bool {
    is_marked(block) || is_head(block)
}

/// Whether words end with what says when a text was changed: `Updated 2024-05-06 11:00 UTC` behind an older date.
pub(super) fn tells_of_an_edit(before: &str) -> bool {
    let mut words = before.split(|char: char| !char.is_alphanumeric());
    let last = words.rfind(|word| !word.is_empty());
    last.is_some_and(|last| POSTED.iter().any(|word| last.eq_ignore_ascii_case(word)))
}

/// Words before the time of an update: `Posted 3 years ago.`
const POSTED: &[&str] = &["posted", "updated", "published", "edited"];

/// The time that a line ends with, where it tells nothing after it.
pub(super) fn tail(text: &Text) -> Option<Tail<'_>> {
    let stamp = text.stamps().last().filter(|stamp| stamp.clock.is_some())?;
    let after = text.plain.get(stamp.range.end..)?;
    let before = text.plain.get(..stamp.range.start)?;
    if after.contains(char::is_alphanumeric) || text.is_code(stamp.range.start) {
        return None;
    }
    // A short code at the end of the words.
    if let Some(open) = before.rfind("{{") {
        let name = before.get(open..)?;
        let short = name.len() < 24 && !name.contains("}}");
        return (short && after.contains("}}")).then(|| Tail {
            stamp,
            words: before.get(..open).map_or(0, |words| words.trim_end().len()),
            coded: stamp.day.is_some(),
        });
    }
    let lower = before.to_ascii_lowercase();
    let lower = lower.trim_start_matches(|char: char| !char.is_alphanumeric());
    let posted = POSTED.iter().any(|word| lower.starts_with(word)) && lower.len() < 32;
    (lower.is_empty() || posted).then_some(Tail {
        stamp,
        words: 0,
        coded: false,
    })
}
