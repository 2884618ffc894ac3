//! The marks around a label: numbers and signs before it, the colon or dash after it.

use crate::text::words::is_between_blanks;

/// How far the mark after a label may be, in bytes.
const LONGEST: usize = 91;

/// Words that say of what a label speaks, where all of the text speaks of the same.
pub(in crate::postmortem) const OF_INCIDENT: &[&str] = &[
    "the",
    "of",
    "for",
    "incident",
    "outage",
    "issue",
    "problem",
    "event",
    "disruption",
    "anomaly",
    "disturbance",
    "failure",
    "interruption",
];

/// The ends of what may be a label: before a colon, a question mark or a dash between blanks, with what is after it.
pub(super) fn separators(text: &str) -> impl Iterator<Item = (usize, usize)> {
    // Bytes that begin one of them are few.
    let may = |byte: u8| matches!(byte, b':' | b'?' | b';' | b'=' | b'-' | 0xe2 | 0xef);
    let near = text
        .bytes()
        .take(LONGEST)
        .enumerate()
        .filter(move |&(_, byte)| may(byte));
    near.filter_map(move |(at, _)| {
        let char = text.get(at..)?.chars().next()?;
        let after = at + char.len_utf8();
        let ends = match char {
            ':' | '：' | '?' | ';' | '=' => true,
            '-' | '–' | '—' => is_between_blanks(text, at..after),
            _ => false,
        };
        ends.then_some((at, after))
    })
}

/// How many bytes of emoji, shortcodes, bullets and numbers are before the words.
pub(super) fn decoration(text: &str) -> usize {
    let mut rest = text;
    loop {
        let before = rest.len();
        rest = rest.trim_start_matches(|char: char| !char.is_alphanumeric() && char != ':');
        if let Some((name, after)) = rest.strip_prefix(':').and_then(|rest| rest.split_once(':')) {
            let shortcode = !name.is_empty()
                && name
                    .chars()
                    .all(|char| char.is_ascii_alphanumeric() || "_+-".contains(char));
            if shortcode {
                rest = after;
            }
        }
        rest = rest.get(number(rest)..).unwrap_or_default();
        if rest.len() == before {
            return text.len() - rest.len();
        }
    }
}

/// How many bytes of a number of a list are at the start: `1. `, `IV. `, `b) `, `1.3 `.
pub(in crate::postmortem) fn number(text: &str) -> usize {
    // `Part 2: `, `Section 3 - `
    let part = ["Part ", "PART ", "Section ", "SECTION "]
        .iter()
        .find_map(|name| text.strip_prefix(name));
    if let Some(rest) = part {
        let after = rest.trim_start_matches(|char: char| char.is_ascii_digit());
        let marks = after.trim_start_matches([' ', ':', '.', ')', '-', '–', '—']);
        let counted = after.len() < rest.len() && marks.len() < after.len();
        return if counted { text.len() - marks.len() } else { 0 };
    }
    let end = text
        .find(|char: char| !char.is_ascii_alphanumeric())
        .unwrap_or(text.len());
    let (word, after) = text.split_at_checked(end).unwrap_or_default();
    // Most first words are seen to be none by this.
    if !after.starts_with(['.', ')']) {
        return 0;
    }
    let counts = |set: &str| word.bytes().all(|byte| set.as_bytes().contains(&byte));
    let fits = word.len() == 1 || word.len() <= 4 && (counts("IVX") || counts("ivx") || counts("0123456789"));
    let inner = after.find(|char: char| !char.is_ascii_digit() && char != '.');
    if counts("0123456789")
        && word.len() <= 2
        && let Some(inner) = inner.filter(|&inner| inner > 1)
        && after.starts_with('.')
        && after.get(inner..).is_some_and(|rest| rest.starts_with(' '))
    {
        return end + inner + 1;
    }
    let marked = after.get(1..).is_some_and(|after| after.starts_with(' '));
    if fits && marked && end > 0 { end + 2 } else { 0 }
}

/// Whether a text holds a clock time: two digits after a colon or a dot, or a half of the day.
pub(super) fn has_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(4).any(|window| {
        matches!(window, [a, b':', c, d] if a.is_ascii_digit() && c.is_ascii_digit() && d.is_ascii_digit())
    }) || text.split(|char: char| !char.is_alphanumeric()).any(|word| {
        let half = word.len() <= 4 && (word.ends_with("am") || word.ends_with("pm") || word.ends_with("AM") || word.ends_with("PM"));
        half && word.starts_with(|char: char| char.is_ascii_digit())
    })
}

/// Whether a line only says who wrote the text and when: `By Ada Obi, June 12, 2024`, `Posted on 3 May by the platform team`,
/// `3 May 2024 · 7 min read · Ada Obi`.
pub(in crate::postmortem) fn is_byline(text: &str) -> bool {
    const MOST_WORDS: usize = 14;
    const WRITTEN: &[&str] = &[
        "authored",
        "drafted",
        "edited",
        "posted",
        "prepared",
        "published",
        "reviewed",
        "written",
    ];
    const SMALL: &[&str] = &[
        "a", "am", "and", "at", "by", "for", "from", "in", "min", "minute", "of", "on", "pm", "read", "team",
        "the",
    ];
    let mut words = text
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let is = |word: &str, list: &[&str]| list.iter().any(|other| word.eq_ignore_ascii_case(other));
    let Some(first) = words.next() else { return false };
    if is(first, WRITTEN) {
        let short = words.clone().take(MOST_WORDS).count() < MOST_WORDS;
        return short && words.next().is_some_and(|word| is(word, &["by", "on"])) && !text.contains(". ");
    }
    // `By Friday all was well` tells something.
    let mut name = words.clone().take(MOST_WORDS).peekable();
    let named = name
        .peek()
        .is_some_and(|word| word.starts_with(char::is_uppercase));
    let formal =
        |word: &str| !word.starts_with(char::is_lowercase) || is(word, SMALL) || WRITTEN.contains(&word);
    let parted = [" · ", " • ", " | "].iter().any(|mark| text.contains(mark));
    if parted && !text.contains(": ") {
        let short = words.clone().take(MOST_WORDS).count() < MOST_WORDS;
        return short && std::iter::once(first).chain(words).all(formal);
    }
    first.eq_ignore_ascii_case("by") && named && name.all(formal)
}

#[cfg(test)]
mod tests {
    use super::is_byline;

    #[test]
    fn bylines_tell_nothing_of_the_incident() {
        for line in [
            "By Ada Obi, June 12, 2024",
            "by Ada Obi & Ben Li on 3 May 2024 at 10:00",
            "Published by the platform team on 20 May 2024.",
            "Posted on May 3rd",
            "3 May 2024 · 7 min read · Ada Obi",
        ] {
            assert!(is_byline(line), "{line}");
        }
        for line in [
            "By Friday all orders were printed",
            "By 10:05 all was well",
            "Posted messages were lost on 3 May",
            "Logins failed | 3 May 2024",
            "Written by a script, the file had no end. Nobody saw it",
            "",
        ] {
            assert!(!is_byline(line), "{line}");
        }
    }
}
