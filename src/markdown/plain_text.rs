//! What plain text holds besides words: bare addresses, labels.

/// Whether a line begins with a label: up to four words, the first with a capital, and a colon after them.
pub(super) fn opens_with_label(text: &str) -> bool {
    const MOST_WORDS: usize = 4;
    let line = text
        .lines()
        .next()
        .unwrap_or_default()
        .trim_start_matches(|char: char| char.is_whitespace() || matches!(char, '*' | '_'));
    let Some((label, rest)) = line.split_once(':') else {
        return false;
    };
    let apart = rest.trim_start_matches(['*', '_']);
    label.starts_with(char::is_uppercase)
        && label.split_whitespace().count() <= MOST_WORDS
        && !label.contains(['.', ',', ';', '(', '`'])
        && (apart.is_empty() || apart.starts_with(char::is_whitespace))
}

/// The bare web addresses in a text, in order.
pub(super) fn addresses(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + text.get(from..)?.find("://")?;
            let before = text.get(from..at)?;
            from = at + 3;
            let Some(scheme) = ["https", "http"].into_iter().find(|scheme| {
                before
                    .get(before.len().wrapping_sub(scheme.len())..)
                    .is_some_and(|end| end.eq_ignore_ascii_case(scheme))
            }) else {
                continue;
            };
            let start = at - scheme.len();
            let glued = text.get(..start)?.ends_with(|char: char| char.is_alphanumeric());
            let rest = text.get(from..)?;
            if glued || !rest.starts_with(|char: char| char.is_alphanumeric() || char == '[') {
                continue;
            }
            // Looked for only in what is one: glued together they have one end.
            let length = end(rest);
            if length == 0 {
                continue;
            }
            from += length;
            return Some(start..from);
        }
    })
}

/// How much of a text goes on an address: up to white space or a quote, without the punctuation of the
/// sentence around it and without a bracket that was opened before it.
fn end(text: &str) -> usize {
    let stop = |char: char| char.is_whitespace() || matches!(char, '<' | '>' | '"' | '`' | '|' | '\u{fffd}');
    let mut url = text
        .get(..text.find(stop).unwrap_or(text.len()))
        .unwrap_or_default();
    // Counted once: each bracket that is cut off is one less.
    let mut open = url.bytes().filter(|&byte| byte == b'(').count();
    let mut closed = url.bytes().filter(|&byte| byte == b')').count();
    while let Some(last) = url.chars().next_back() {
        match last {
            ')' if closed > open => closed -= 1,
            '(' => open -= 1,
            '.' | ',' | ':' | ';' | '!' | '?' | '\'' | '*' | '_' | '~' | ']' | '…' | '”' | '’' => {}
            _ => break,
        }
        url = url.get(..url.len() - last.len_utf8()).unwrap_or_default();
    }
    url.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_addresses_end_before_the_sentence_does() {
        for (text, found) in [
            (
                "see https://a.example/x_y?z=1&w=2.",
                vec!["https://a.example/x_y?z=1&w=2"],
            ),
            (
                "(https://a.example/b_(c)) and HTTP://b.example",
                vec!["https://a.example/b_(c)", "HTTP://b.example"],
            ),
            (
                "<https://a.example> \"http://b.example/\"",
                vec!["https://a.example", "http://b.example/"],
            ),
            ("xhttps://a.example ftp://b.example https:// ://", vec![]),
            ("https://é.example/ü!", vec!["https://é.example/ü"]),
            ("https://(((", vec![]),
        ] {
            let ranges: Vec<&str> = addresses(text).map(|range| &text[range]).collect();
            assert_eq!(ranges, found, "{text}");
        }
    }
}
