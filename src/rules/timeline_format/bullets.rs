//! What a reader takes for a bullet: also what Markdown does not, such as an emoji at the start of each line.

use crate::source::Source;
use crate::span::Span;

/// Whether a block begins as an item of a list: in Markdown, in HTML, or by a mark that looks like a bullet.
pub(in crate::rules) fn is_bullet(source: &Source, span: Span) -> bool {
    let mut text = source.slice(span).trim_start();
    while let Some(rest) = decoration(text) {
        text = rest.trim_start();
    }
    let numbered = text.trim_start_matches(|char: char| char.is_ascii_digit());
    let marked =
        text.starts_with(['-', '*', '+']) && text.get(1..).is_some_and(|rest| rest.starts_with([' ', '\t']));
    marked
        || text.starts_with(|char: char| !char.is_ascii() && !char.is_alphanumeric())
        || text.starts_with(':')
            && text
                .get(1..)
                .is_some_and(|rest| rest.starts_with(char::is_alphabetic))
        || text
            .get(..3)
            .is_some_and(|start| start.eq_ignore_ascii_case("<li"))
        || numbered.len() < text.len() && (numbered.starts_with(". ") || numbered.starts_with(") "))
}

/// The text after an HTML tag other than an item's, or after an entity, which bring blanks before a bullet.
fn decoration(text: &str) -> Option<&str> {
    match text.strip_prefix('&') {
        Some(entity) => entity
            .split_once(';')
            .filter(|(name, _)| name.len() < 10)
            .map(|(_, rest)| rest),
        None => {
            let tag = text.strip_prefix('<')?;
            let item = tag.get(..2).is_some_and(|name| name.eq_ignore_ascii_case("li"));
            tag.split_once('>').filter(|_| !item).map(|(_, rest)| rest)
        }
    }
}
