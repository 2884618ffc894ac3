//! Code in colour.

use super::text::escaped;

/// Highlights code blocks.
#[derive(Debug, Default)]
pub struct Highlighter {}

impl Highlighter {
    /// One for a build.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The lines of a code block as HTML.
    #[must_use]
    pub fn lines(&self, _language: &str, text: &str) -> String {
        escaped(text)
    }
}

/// The name of the language in the words after a code fence: `rust`, `{.rust}`, `rust,ignore`, `yaml title=x`.
pub(super) fn language(info: &str) -> &str {
    let end = |char: char| char.is_whitespace() || matches!(char, ',' | ';' | '{' | '}' | ':');
    let info = info.trim_start_matches(|char: char| end(char) || char == '.');
    info.split(end).next().unwrap_or_default()
}
