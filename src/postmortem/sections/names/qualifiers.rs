//! What may follow the name of a section without changing it: brackets, a date, a time, a zone.

use crate::moment::zone;

const MONTHS_AND_DAYS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue", "wed",
    "thu", "fri", "sat", "sun",
];

/// What the brief says after the name of each part, and writers leave standing.
const ASKED: &str = " must contain";

/// A heading without what is no part of its name, and that: `Events (all times UTC)`, `Timeline - 3 May 2024`.
pub(super) fn split(text: &str) -> (&str, &str) {
    text.split_at_checked(without(text).len()).unwrap_or((text, ""))
}

fn without(text: &str) -> &str {
    let mut rest = trimmed(text);
    loop {
        let shorter = rest.strip_suffix(ASKED).or_else(|| without_brackets(rest));
        let shorter = trimmed(shorter.unwrap_or_else(|| without_word(rest)));
        if shorter.len() == rest.len() || !shorter.contains(char::is_alphabetic) {
            return rest;
        }
        rest = shorter;
    }
}

fn trimmed(text: &str) -> &str {
    let is_mark = |char: char| char.is_whitespace() || ":;,-–—@|?!.：".contains(char);
    text.trim_end_matches(|char: char| !char.is_ascii_alphanumeric() && is_mark(char))
}

fn without_brackets(text: &str) -> Option<&str> {
    let open = match text.chars().next_back()? {
        ')' => '(',
        ']' => '[',
        _ => return None,
    };
    text.get(..text.rfind(open)?)
}

/// A text without its last word, where that is of a date or a time, or a zone.
fn without_word(text: &str) -> &str {
    let start = text.rfind(char::is_whitespace).map_or(0, |blank| blank + 1);
    let Some((before, word)) = text.split_at_checked(start) else {
        return text;
    };
    let bare = word.trim_matches(|char: char| !char.is_ascii_alphanumeric());
    let named = bare.len() >= 3
        && bare.get(..3).is_some_and(|start| {
            MONTHS_AND_DAYS
                .iter()
                .any(|name| name.eq_ignore_ascii_case(start))
        })
        && bare.starts_with(|char: char| char.is_ascii_uppercase());
    let zone = bare.bytes().all(|byte| !byte.is_ascii_lowercase()) && zone::prefix(bare) == Some(bare.len());
    let counted = bare.starts_with(|char: char| char.is_ascii_digit());
    if named || zone || counted || word.is_empty() {
        before
    } else {
        text
    }
}

/// Whether words name the document itself: `Outage resolution incident report`. Other reports are on what they name: `Root cause
/// report`.
pub(super) fn is_document(joined: &str) -> bool {
    let of = joined
        .strip_suffix(" report")
        .or_else(|| joined.strip_suffix(" document"));
    let whole = [
        "incident",
        "postmortem",
        "post mortem",
        "outage",
        "root cause analysis",
    ];
    of.is_some_and(|of| whole.iter().any(|whole| of.ends_with(whole)))
}

#[cfg(test)]
mod tests {
    #[test]
    fn brackets_dates_and_zones_are_no_part_of_a_name() {
        for (heading, name) in [
            ("Events (all times UTC)", "Events"),
            ("Timeline - 3 May 2024", "Timeline"),
            ("Key events, Tuesday May 3rd, 10:00 UTC:", "Key events"),
            ("Actions [done]", "Actions"),
            ("Timeline (format: bullets) must contain:", "Timeline"),
            ("Context", "Context"),
            ("Root cause in the API", "Root cause in the API"),
            ("2024-05-03", "2024-05-03"),
            ("", ""),
        ] {
            assert_eq!(super::without(heading), name, "{heading}");
        }
    }
}
