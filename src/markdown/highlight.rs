//! Code in colour: syntect's parser, its many scopes mapped to a dozen short classes.
//!
//! Parsing code is the most expensive part of a build, and postmortems repeat themselves: a line that was
//! met before in the same state of the parser is not parsed again. What a line looks like depends on
//! nothing else, so the output is the same whatever was highlighted before and in which thread.

mod classes;
mod console;
mod languages;
mod lines;

pub(super) use languages::language;

use crate::html::escape;
use classes::Class;
use std::sync::LazyLock;
use syntect::parsing::SyntaxSet;

/// Blocks beyond this are printed without colour: such are logs and dumps, where colour costs much and
/// says little.
pub const LONGEST_BLOCK: usize = 32 << 10;

/// Lines beyond this are printed without colour.
const LONGEST_LINE: usize = 2 << 10;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// The text of a code block as HTML, its parts in `<span class="k">` and the like; without them where
/// the language is not known.
#[must_use]
pub fn html(language: &str, text: &str) -> String {
    let mut out = Spans::new(text.len());
    match languages::find(language).filter(|_| text.len() <= LONGEST_BLOCK) {
        Some(languages::Language::Console) => console::write(text, &mut out),
        // Most people call a session `bash`.
        Some(language) if language.is_shell() && console::is_session(text) => console::write(text, &mut out),
        Some(languages::Language::Syntax(syntax)) => lines::highlight(syntax, text, &mut out),
        None => out.push(Class::None, text),
    }
    out.finish()
}

/// HTML of runs of text, neighbours of one class in one element.
#[derive(Debug)]
struct Spans {
    html: String,
    class: Class,
}

impl Spans {
    fn new(length: usize) -> Self {
        Self {
            html: String::with_capacity(length * 2),
            class: Class::None,
        }
    }

    fn push(&mut self, class: Class, text: &str) {
        if text.is_empty() {
            return;
        }
        // White space has no colour of its own.
        if class != self.class && !text.trim().is_empty() {
            self.end();
            self.html.push_str(class.start());
            self.class = class;
        }
        escape(&mut self.html, text);
    }

    fn end(&mut self) {
        if self.class != Class::None {
            self.html.push_str("</span>");
        }
    }

    fn finish(mut self) -> String {
        self.end();
        self.html
    }
}

#[cfg(test)]
mod tests;
