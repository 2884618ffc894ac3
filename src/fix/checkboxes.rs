//! The checkboxes of tasks, as GitHub knows them: `- [ ]` and `- [x]`.

use crate::diagnostic::Edit;
use crate::postmortem::Postmortem;
use crate::span::Span;
use serde_json::Value;
use std::collections::BTreeSet;

/// What people write for an empty box and for one with a tick; the longer before those that they begin with.
const BOXES: &[(&str, &str)] = &[
    ("[ ]", "[ ]"),
    ("[x]", "[x]"),
    ("[X]", "[X]"),
    ("[]", "[ ]"),
    ("[  ]", "[ ]"),
    ("[_]", "[ ]"),
    ("( )", "[ ]"),
    ("☐", "[ ]"),
    ("[ x]", "[x]"),
    ("[x ]", "[x]"),
    ("[ x ]", "[x]"),
    ("[✓]", "[x]"),
    ("[✔]", "[x]"),
    ("(x)", "[x]"),
    ("☑", "[x]"),
];

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
        let (found, right) = BOXES.iter().find(|(found, _)| words.starts_with(found))?;
        let after = words.get(found.len()..)?;
        let task = after.trim_start_matches([' ', '\t', '\u{fe0f}']);
        // Brackets and a target are a link.
        let is_right = !marker.is_empty() && found == right && task.len() < after.len();
        if is_right || task.is_empty() || after.starts_with(['(', '[']) {
            return None;
        }
        let marker = if marker.is_empty() { "- " } else { marker };
        Some(Edit {
            span: Span::new(from, from + rest.len() - task.len()),
            replacement: format!("{marker}{right} "),
        })
    });
    edits.collect()
}

/// An action as `show` has it, where a box that was not read as one is no word of its task, and has its meaning.
pub(super) fn without_box(action: &mut Value) {
    // It is made of the words.
    action["id"].take();
    let task = action["task"].as_str().unwrap_or_default();
    let Some((found, right)) = BOXES.iter().find(|(found, _)| task.starts_with(found)) else {
        return;
    };
    let words = task.trim_start_matches(found).trim_start().to_owned();
    action["task"] = words.into();
    if *right == "[x]" && action["status"] == "open" {
        action["status"] = "done".into();
    }
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
