//! Times below the words of an update, or at their end.

use crate::text::blocks::{Block, BlockKind, Text};
use crate::text::clock::Stamp;

/// A line that ends with a time and tells nothing after it.
pub(super) struct Tail<'t> {
    pub(super) stamp: &'t Stamp,
    /// Where the words before it end: 0 where there are none.
    pub(super) words: usize,
}

/// Whether a paragraph is an update with its time in a short code.
pub(super) fn is_marked(block: &Block) -> bool {
    marked(block).is_some()
}

/// The time of such an update.
pub(super) fn marked(block: &Block) -> Option<Tail<'_>> {
    let line = block
        .lines
        .last()
        .filter(|line| block.kind == BlockKind::Paragraph && line.text.plain.contains("{{"))?;
    let found = tail(&line.text)?;
    let code = line.text.plain.get(found.words..found.stamp.range.start)?;
    (code.contains("{{") && found.stamp.day.is_some()).then_some(found)
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
        });
    }
    let lower = before.to_ascii_lowercase();
    let lower = lower.trim_start_matches(|char: char| !char.is_alphanumeric());
    let posted = POSTED.iter().any(|word| lower.starts_with(word)) && lower.len() < 32;
    (lower.is_empty() || posted).then_some(Tail { stamp, words: 0 })
}
