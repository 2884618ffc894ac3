//! Comments that Markdown ends before their end: those that begin within a line of HTML, and those that hold a blank
//! line inside other HTML. A browser hides all of them, and so do we.

use super::markdown::options;
use crate::span::Span;
use memchr::memmem;
use pulldown_cmark::{Event, Parser, Tag};
use std::borrow::Cow;
use std::ops::Range;

/// A text without such comments, each byte of theirs a line end, so that all else keeps its place; and where they are.
pub(super) fn hidden(text: &str) -> (Cow<'_, str>, Vec<Range<usize>>) {
    let found = match comments(text).any(|comment| is_split(text, &comment)) {
        true => split(text),
        false => Vec::new(),
    };
    if found.is_empty() {
        return (text.into(), found);
    }
    let mut out = String::with_capacity(text.len());
    for comment in &found {
        out.push_str(text.get(out.len()..comment.start).unwrap_or_default());
        out.extend(std::iter::repeat_n('\n', comment.len()));
    }
    out.push_str(text.get(out.len()..).unwrap_or_default());
    (out.into(), found)
}

/// The same as spans of the source.
pub(super) fn spans(found: &[Range<usize>], at: usize) -> impl Iterator<Item = Span> {
    found
        .iter()
        .map(move |comment| Span::new(at + comment.start, at + comment.end))
}

/// What has the marks of a comment, in order.
fn comments(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + memmem::find(text.get(from..)?.as_bytes(), b"<!--")?;
        from = start + 4 + text.get(start + 4..)?.find("-->")? + 3;
        Some(start..from)
    })
}

/// Whether Markdown may end a comment before its end.
fn is_split(text: &str, comment: &Range<usize>) -> bool {
    let words = text.get(comment.clone()).unwrap_or_default();
    // Looked at only where the comment ends the line: a line may hold any number of them.
    let first = || {
        let before = text.get(..comment.start).unwrap_or_default();
        before.rsplit('\n').next().unwrap_or_default().trim().is_empty()
    };
    let mut lines = words.lines().skip(1);
    let several = words.contains('\n');
    several && (!first() || lines.any(|line| line.trim_matches(['>', ' ', '\t']).is_empty()))
}

/// The comments that begin in a block of HTML and end after it.
fn split(text: &str) -> Vec<Range<usize>> {
    let last = text.rfind("-->").unwrap_or_default();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut done = 0;
    for (event, block) in Parser::new_ext(text, options()).into_offset_iter() {
        if event != Event::Start(Tag::HtmlBlock) || block.start < done {
            continue;
        }
        let (mut from, mut end) = (block.start, block.end);
        while let Some(at) = text.get(from..end).and_then(|rest| rest.find("<!--")) {
            let start = from + at;
            // Each search ends at a mark that is there, so that all of them are one pass.
            let Some(length) = text.get(start + 4..last + 3).and_then(|rest| rest.find("-->")) else {
                return found;
            };
            from = start + 4 + length + 3;
            if from > end {
                found.push(start..from);
                // What follows on its last line is HTML to a browser, too.
                let rest = text.get(from..).unwrap_or_default();
                end = from + rest.find('\n').unwrap_or(rest.len());
                done = end;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_markdown_would_show_is_hidden() {
        for (text, shown) in [
            ("<!-- a --> b <!-- c\nd\n--> e\n", "<!-- a --> b \n e\n"),
            (
                "<div>\n<!-- a\n\nb --><i>c</i><!-- d\n\n-->\n",
                "<div>\n<i>c</i>\n",
            ),
            ("<!-- a\n\nb --> c\n", "<!-- a\n\nb --> c\n"),
            ("a `<!--` b\n\nc -->\n", "a `<!--` b\n\nc -->\n"),
            ("```\nx <!-- a\n\nb -->\n```\n", "```\nx <!-- a\n\nb -->\n```\n"),
            ("<b>a <!-- b", "<b>a <!-- b"),
        ] {
            let (found, hidden) = hidden(text);
            assert_eq!(found.len(), text.len());
            let parts = found.split('\n').map(str::to_owned);
            let squeezed = match hidden.is_empty() {
                true => found.to_string(),
                false => parts
                    .filter(|line| !line.is_empty())
                    .fold(String::new(), |all, line| all + &line + "\n"),
            };
            assert_eq!(squeezed, shown, "{text}");
        }
    }
}
