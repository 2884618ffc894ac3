//! Changes of a text that mend what was found.

use crate::span::Span;
use serde::{Deserialize, Serialize};

/// Other words for a part of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What is replaced; empty where words are only put in.
    pub span: Span,
    /// The replacement.
    pub replacement: String,
}

/// A text after some edits. Of two that overlap only the first in the text is made, and none that would cut a
/// character.
#[must_use]
pub fn apply<'a>(text: &str, edits: impl IntoIterator<Item = &'a Edit>) -> String {
    let mut edits: Vec<&Edit> = edits.into_iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for Edit { span, replacement } in edits {
        let kept = text.get(done..span.start);
        if let (Some(kept), Some(_)) = (kept, text.get(span.start..span.end)) {
            out += kept;
            out += replacement;
            done = span.end;
        }
    }
    out + text.get(done..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Edit, apply};
    use crate::span::Span;

    fn edit(start: usize, end: usize, replacement: &str) -> Edit {
        Edit {
            span: Span::new(start, end),
            replacement: replacement.to_owned(),
        }
    }

    #[test]
    fn edits_are_made_where_the_text_was_whatever_their_order() {
        let edits = [edit(8, 11, "drei"), edit(0, 0, "- "), edit(0, 3, "eins")];
        assert_eq!(apply("one two thr", &edits), "- eins two drei");
        assert_eq!(apply("one", &[]), "one");
    }

    #[test]
    fn what_overlaps_or_cuts_a_character_is_left_out() {
        assert_eq!(apply("one two", &[edit(0, 5, "a"), edit(4, 7, "b")]), "awo");
        assert_eq!(apply("é", &[edit(1, 2, "x"), edit(2, 9, "y")]), "é");
    }
}
