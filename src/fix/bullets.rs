//! The bullets of a timeline.

use crate::diagnostic::Edit;
use crate::postmortem::Postmortem;
use crate::span::Span;
use std::collections::BTreeSet;

/// Marks that people take for bullets and Markdown does not: their lines run together.
const MARKS: &[char] = &['•', '◦', '‣', '▪', '●', '∙', '·', '➢', '►', '–', '—'];

/// A `- ` for each entry whose line begins with another mark, or, where `plain` lines are to be mended, with its time.
pub(super) fn edits(postmortem: &Postmortem, plain: bool) -> Vec<Edit> {
    let source = &postmortem.document.source;
    let mut lines = BTreeSet::new();
    let entries = postmortem.record.entries.iter();
    let edits = entries.filter_map(|entry| {
        let time = entry.time_span.filter(|_| entry.at.is_some())?;
        let line_span = source.line_span(time.start);
        let (start, line) = (line_span.start, source.slice(line_span));
        let rest = line.trim_start_matches([' ', '\t']);
        let indent = start + line.len() - rest.len();
        if !lines.insert(start) {
            return None;
        }
        let after = rest.trim_start_matches(MARKS);
        let after = after
            .strip_prefix('-')
            .filter(|_| after.len() == rest.len())
            .unwrap_or(after);
        let marked = after.len() < rest.len();
        let blank = after.trim_start_matches([' ', '\t', '\u{a0}']);
        let old = rest.len() - blank.len();
        let is_right = rest.starts_with('-') && blank.len() < after.len();
        // What is between a mark and its time is markup: `**`, `[`.
        let lead = source.slice(Span::new(indent + old, time.start));
        let begins = !lead.contains(|char: char| char.is_alphanumeric() || "#|>-+<.)".contains(char));
        let mends = begins && !is_right && (marked || plain && !is_other(blank) && indent - start < 4);
        mends.then(|| Edit {
            span: Span::new(indent, indent + old),
            replacement: "- ".to_owned(),
        })
    });
    edits.collect()
}

/// Whether a line without one of our marks is a bullet all the same, or the row of a table.
fn is_other(line: &str) -> bool {
    line.starts_with("* ") || line.contains('|')
}
