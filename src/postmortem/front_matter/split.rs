//! Finds the front matter: between a first line `---` and the next line `---` or `...`.

use crate::source::Span;

/// The two parts of a file.
pub(super) struct Parts {
    /// The lines between the marks; None where the file does not begin with one.
    pub yaml: Option<Span>,
    /// Whether the second mark stands there.
    pub closed: bool,
    /// What follows.
    pub body: Span,
}

pub(super) fn split(text: &str) -> Parts {
    let whole = Span::new(0, text.len());
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else {
        return Parts {
            yaml: None,
            closed: true,
            body: whole,
        };
    };
    let mut at = first.len();
    // Where the marks are not closed, the body begins where prose plainly does.
    let mut prose = None;
    for line in lines {
        let end = at + line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return Parts {
                yaml: Some(Span::new(first.len(), at)),
                closed: true,
                body: Span::new(end, whole.end),
            };
        }
        if prose.is_none() && (line.trim().is_empty() || line.starts_with("# ")) {
            prose = Some(at);
        }
        at = end;
    }
    let body = prose.unwrap_or(whole.end);
    Parts {
        yaml: Some(Span::new(first.len(), body)),
        closed: false,
        body: Span::new(body, whole.end),
    }
}
