//! Small things that several rules need: where a key or a word is.

use crate::postmortem::Postmortem;
use crate::span::Span;

/// The first line of `text` that states a key, as the span of the key; the empty span where none does.
pub(super) fn key(text: &str, key: &str) -> Span {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let inner = line.trim_start();
        let indent = line.len() - inner.len();
        let quote = usize::from(inner.starts_with(['"', '\'']));
        let after = inner
            .get(quote..)
            .and_then(|inner| inner.strip_prefix(key))
            .map(|after| after.trim_start_matches(['"', '\'']).trim_start());
        if after.is_some_and(|after| after.starts_with(':')) {
            let at = start + indent + quote;
            return Span::new(at, at + key.len());
        }
        start += line.len();
    }
    Span::default()
}

/// The text before the body.
pub(super) fn front_matter(postmortem: &Postmortem) -> &str {
    let document = &postmortem.document;
    document
        .source
        .text
        .get(..document.body.start)
        .unwrap_or_default()
}

/// Where the times of the entries are.
pub(super) fn times(postmortem: &Postmortem) -> Vec<Span> {
    let entries = postmortem.record.entries.iter();
    entries.filter_map(|entry| entry.time_span).collect()
}

/// A word inside a span, or the whole span where the word is written otherwise.
pub(super) fn within(postmortem: &Postmortem, span: Span, word: &str) -> Span {
    let text = postmortem.document.source.slice(span);
    match text.find(word) {
        Some(at) if !word.is_empty() => Span::new(span.start + at, span.start + at + word.len()),
        _ => span,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_where_it_is_stated() {
        let text = "title: rules\nrules:\n  \"word-count\": off\n  sections : warn\n";
        let at = |name: &str| {
            let span = key(text, name);
            text.get(span.start..span.end).unwrap_or_default()
        };
        assert_eq!(at("word-count"), "word-count");
        assert_eq!(at("sections"), "sections");
        assert_eq!(key(text, "rules").start, 13);
        assert!(key(text, "word").is_empty());
    }
}
