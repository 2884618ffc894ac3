//! Lines for people: heads, and words below each other in columns.

use crate::format::harmless;
use std::fmt::Write;

pub(super) const BOLD: &str = "\x1b[1m";
pub(super) const DIM: &str = "\x1b[2m";
pub(super) const RESET: &str = "\x1b[0m";

/// How wide a line is at most.
pub(super) const WIDTH: usize = 100;

/// A head of a part, and what is said beside it.
pub(super) fn head(out: &mut String, words: &str, more: &str) {
    let _ = writeln!(
        out,
        "\n{BOLD}{words}{RESET}{}{DIM}{more}{RESET}",
        if more.is_empty() { "" } else { "  " }
    );
}

/// Words behind a lead of a width, with their next lines below them.
pub(super) fn body(out: &mut String, lead: &str, indent: usize, text: &str) {
    let text = harmless(text);
    let mut lines = wrapped(&text, WIDTH.saturating_sub(indent).max(30)).into_iter();
    let _ = writeln!(out, "{lead}{}", lines.next().unwrap_or_default());
    for line in lines {
        let _ = writeln!(out, "{:indent$}{line}", "");
    }
}

/// Breaks a text between words into lines of a width.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let more = word.chars().count();
        match lines.last_mut() {
            Some(line) if length + 1 + more <= width => {
                line.push(' ');
                line.push_str(word);
                length += 1 + more;
            }
            _ => {
                lines.push(word.to_owned());
                length = more;
            }
        }
    }
    lines
}

/// The begin of a text that is longer than a width.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let begin: String = text.chars().take(width - 1).collect();
    format!("{}…", begin.trim_end())
}
