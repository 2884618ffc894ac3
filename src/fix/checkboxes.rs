//! The checkboxes of tasks, as GitHub knows them: `- [ ]` and `- [x]`.

use crate::diagnostic::Edit;
use crate::postmortem::Postmortem;
use crate::postmortem::actions::boxed;
use crate::span::Span;
use std::collections::BTreeSet;

/// A bullet, a box and a blank for each task that has the box.
pub(super) fn edits(postmortem: &Postmortem) -> Vec<Edit> {
    let source = &postmortem.document.source;
    let mut lines = BTreeSet::new();
    let actions = postmortem
        .record
        .actions
        .iter()
        .filter(|action| action.content.is_some());
    let edits = actions.filter_map(|action| {
        let line_span = source.line_span(action.span.start);
        let (start, line) = (line_span.start, source.slice(line_span));
        if !lines.insert(start) {
            return None;
        }
        let rest = line.trim_start_matches([' ', '\t']);
        let from = start + line.len() - rest.len();
        let (marker, words) = marked(rest);
        let (ticked, after) = boxed(words)?;
        let task = after.trim_start_matches([' ', '\t']);
        let right: &[&str] = if ticked { &["[x]", "[X]"] } else { &["[ ]"] };
        let found = words.strip_suffix(after)?;
        // Brackets and a target are a link.
        let is_right = !marker.is_empty() && right.contains(&found) && task.len() < after.len();
        if is_right || task.is_empty() || after.starts_with(['(', '[']) {
            return None;
        }
        let marker = if marker.is_empty() { "- " } else { marker };
        Some(Edit {
            span: Span::new(from, from + rest.len() - task.len()),
            replacement: format!("{marker}{} ", right.first()?),
        })
    });
    edits.collect()
}

/// The mark of a list at the start of a line with the blanks behind it, and what follows.
fn marked(line: &str) -> (&str, &str) {
    let number = line.trim_start_matches(|char: char| char.is_ascii_digit());
    let after = if number.len() < line.len() {
        number.strip_prefix(['.', ')'])
    } else {
        line.strip_prefix(['-', '*', '+'])
    };
    let words = after.map(|after| after.trim_start_matches([' ', '\t']));
    match (after, words) {
        (Some(after), Some(words)) if words.len() < after.len() => line.split_at(line.len() - words.len()),
        _ => ("", line),
    }
}
