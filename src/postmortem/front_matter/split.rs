//! Finds the front matter: between a first line `---` and the next line `---` or `...`. Blank lines may be before
//! it where what follows can be nothing else, since a rule between paragraphs is written `---` as well. Between lines
//! `+++` is TOML, which other generators read.

use crate::span::Span;

/// What front matter is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    Yaml,
    Toml,
}

/// The two parts of a file.
pub(crate) struct Parts {
    /// The lines between the marks, and what they are written in; None where the file does not begin with a mark.
    pub front: Option<(Language, Span)>,
    /// Whether the second mark is there.
    pub closed: bool,
    /// What follows.
    pub body: Span,
}

pub(crate) fn split(text: &str) -> Parts {
    let whole = Span::new(0, text.len());
    let none = Parts {
        front: None,
        closed: true,
        body: whole,
    };
    let blank: usize = text
        .split_inclusive('\n')
        .take_while(|line| line.trim().is_empty())
        .map(str::len)
        .sum();
    let mut lines = text.get(blank..).unwrap_or_default().split_inclusive('\n');
    let Some(first) = lines.next() else {
        return none;
    };
    match first.trim_end() {
        "---" => {}
        "+++" => return toml(text, blank + first.len()).unwrap_or(none),
        _ => return none,
    }
    if blank > 0 && !lines.clone().next().is_some_and(is_key) {
        return none;
    }
    let start = blank + first.len();
    let mut at = start;
    for line in lines.clone() {
        let end = at + line.len();
        if line.starts_with(['-', '.']) && matches!(line.trim_end(), "---" | "...") {
            return Parts {
                front: Some((Language::Yaml, Span::new(start, at))),
                closed: true,
                body: Span::new(end, whole.end),
            };
        }
        at = end;
    }
    if blank > 0 {
        return none;
    }
    // The marks are not closed, and the body begins where prose plainly does.
    let yaml = lines.take_while(|line| !line.trim().is_empty() && !line.starts_with("# "));
    let body = start + yaml.map(str::len).sum::<usize>();
    Parts {
        front: Some((Language::Yaml, Span::new(start, body))),
        closed: false,
        body: Span::new(body, whole.end),
    }
}

/// What of front matter stands above its first line that is a heading of Markdown; None where none is. In YAML that is a comment.
pub(super) fn above_heading(text: &str, yaml: Span) -> Option<Span> {
    let inside = text.get(yaml.start..yaml.end)?;
    let mut blank = false;
    let mut at = yaml.start;
    for line in inside.split_inclusive('\n') {
        let marks = line.len() - line.trim_start_matches('#').len();
        if blank && (2..=6).contains(&marks) && line.get(marks..)?.starts_with(' ') {
            return Some(Span::new(yaml.start, at));
        }
        blank = line.trim().is_empty();
        at += line.len();
    }
    None
}

/// The parts of a file whose first line is `+++`; None where what follows is no TOML, or never ends.
fn toml(text: &str, start: usize) -> Option<Parts> {
    let mut at = start;
    for line in text.get(start..)?.split_inclusive('\n') {
        let end = at + line.len();
        let bare = line.trim();
        if bare == "+++" {
            return Some(Parts {
                front: Some((Language::Toml, Span::new(start, at))),
                closed: true,
                body: Span::new(end, text.len()),
            });
        }
        // The first line with words says whether this is TOML.
        let blank = text.get(start..at)?.trim().is_empty();
        if blank && !(bare.is_empty() || bare.starts_with(['#', '[']) || bare.contains('=')) {
            return None;
        }
        at = end;
    }
    None
}

/// Whether a line begins as `key:` does.
fn is_key(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, rest)| {
        !key.is_empty()
            && key
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
            && rest.starts_with([' ', '\r', '\n'])
    })
}
