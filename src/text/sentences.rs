//! Where the sentences of a text are.

use std::ops::Range;

/// Words whose full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "e.g", "i.e", "approx", "ca", "vs", "etc", "no", "mr", "mrs", "ms", "dr", "st", "a.m", "p.m", "incl",
    "est",
];

/// More bytes than a sentence has. Of words that go on without an end, as pasted ones do, every so many are one: whoever looks
/// around in a sentence never looks far.
const LONGEST: usize = 2_000;

/// The sentences of a text, without the blanks around them. A mark ends one where a blank and what may begin another follow.
#[must_use]
pub fn split(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut add = |from: usize, to: usize| {
        let part = text.get(from..to).unwrap_or_default();
        let from = from + (part.len() - part.trim_start().len());
        let range = from..from + part.trim().len();
        if !range.is_empty() {
            found.push(range);
        }
    };
    let mut push = |mut from: usize, to: usize| {
        while to - from > LONGEST {
            let most = (from + LONGEST..to).find(|&at| text.is_char_boundary(at));
            let part = text.get(from..most.unwrap_or(to)).unwrap_or_default();
            let blank = part.rfind(char::is_whitespace).filter(|&at| at > 0);
            let end = from + blank.unwrap_or(part.len());
            add(from, end);
            from = end;
        }
        add(from, to);
    };
    let bytes = text.as_bytes();
    let mut marks: Vec<usize> = memchr::memchr3_iter(b'.', b'!', b'?', bytes).collect();
    if text.contains('\u{2026}') {
        marks.extend(text.match_indices('\u{2026}').map(|(at, _)| at));
        marks.sort_unstable();
    }
    for at in marks {
        let end = at
            + text
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8);
        if ends(text, start, at, end) {
            push(start, end);
            start = end;
        }
    }
    push(start, text.len());
    found
}

/// Whether the mark at `at` ends the sentence that begins at `start`.
fn ends(text: &str, start: usize, at: usize, end: usize) -> bool {
    let after = text.get(end..).unwrap_or_default();
    if !after.starts_with(char::is_whitespace) {
        return false;
    }
    let begins = |char: char| char.is_uppercase() || !char.is_alphanumeric() || char.is_ascii_digit();
    if !after.trim_start().starts_with(begins) {
        return false;
    }
    let before = text.get(start..at).unwrap_or_default();
    // `ROOT . '/a.php'` joins two names in code.
    if before.ends_with(char::is_whitespace) && text.get(at..end) == Some(".") {
        return false;
    }
    let word = before
        .rsplit(|char: char| char.is_whitespace() || char == '(')
        .next()
        .unwrap_or_default();
    // `12:00 p.m. EAT`, `e.g. MySQL`; a list's number or an initial alone.
    let numbered = word.len() == before.trim_start().len() && word.chars().all(|char| char.is_ascii_digit());
    let initial = word.len() == 1 && word.chars().all(|char| char.is_uppercase() && char != 'I');
    let known = ABBREVIATIONS.iter().any(|short| word.eq_ignore_ascii_case(short));
    !(numbered || initial || known)
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, split};

    fn parts(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_end_at_marks() {
        assert_eq!(
            parts("It broke. Nobody knew why! 10 of us looked?  Yes"),
            ["It broke.", "Nobody knew why!", "10 of us looked?", "Yes"]
        );
        assert_eq!(
            parts("It was slow... Then it was down."),
            ["It was slow...", "Then it was down."]
        );
    }

    #[test]
    fn words_without_an_end_are_many_sentences() {
        for text in ["because it would have ", "a", "服务", "  "] {
            let text = text.repeat(10_000);
            let found = split(&text);
            assert!(
                found
                    .iter()
                    .all(|range| range.len() <= LONGEST + 2 && !range.is_empty())
            );
            let whole: String = found.iter().map(|range| &text[range.clone()]).collect();
            let words = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(words(&whole), words(&text));
        }
    }

    #[test]
    fn other_marks_end_none() {
        for text in [
            "At 12:00 p.m. EAT nginx 1.25 stopped",
            "1. Restart nginx, e.g. MySQL too",
            "See config.yaml. it was wrong",
            "From 10.05 to 11.30",
            "It loads ROOT . '/a.php' first",
            "",
        ] {
            assert_eq!(parts(text).len(), usize::from(!text.is_empty()), "{text}");
        }
    }
}
