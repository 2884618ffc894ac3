//! Whether a heading begins with a date or a time: it is an entry of a timeline then, and names no section.

const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const DAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Whether a text begins with a date or a time, placeholders for unknown digits included.
pub(super) fn begins(text: &str) -> bool {
    let text = text
        .trim_start_matches(|char: char| !char.is_alphanumeric())
        .to_lowercase();
    let text = [
        "ca. ",
        "ca ",
        "circa ",
        "about ",
        "around ",
        "approx. ",
        "approximately ",
        "at ",
    ]
    .iter()
    .find_map(|word| text.strip_prefix(word))
    .unwrap_or(&text)
    .trim_start_matches('~');
    let digits = text
        .find(|char: char| !char.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, rest) = text.split_at(digits);
    if number.is_empty() {
        return named_date(text) || text.starts_with("t+") || is_placeholder(text);
    }
    is_placeholder(text) || clock(number, rest) || date(number, rest)
}

/// `Feb 20`, `Thursday, May 9`.
fn named_date(text: &str) -> bool {
    let letters = text
        .find(|char: char| !char.is_alphabetic())
        .unwrap_or(text.len());
    let (word, rest) = text.split_at(letters);
    let rest = rest.trim_start_matches(['.', ',', ' ']);
    if is_name(word, DAYS) {
        return named_date(rest) || rest.starts_with(|char: char| char.is_ascii_digit());
    }
    is_name(word, MONTHS) && rest.starts_with(|char: char| char.is_ascii_digit())
}

fn is_name(word: &str, names: &[&str]) -> bool {
    const LONG: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "sept",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "tues",
        "thur",
        "thurs",
    ];
    names.contains(&word) || word.get(..3).is_some_and(|start| names.contains(&start)) && LONG.contains(&word)
}

/// `2X:XX`, `HH:mm`, `14:??`.
fn is_placeholder(text: &str) -> bool {
    let unknown = |char: char| char.is_ascii_digit() || matches!(char, 'x' | 'h' | 'm' | '?');
    let Some((hours, rest)) = text.split_once(':') else {
        return false;
    };
    let minutes: Vec<char> = rest.chars().take(2).collect();
    (1..=2).contains(&hours.len())
        && hours.chars().all(unknown)
        && minutes.len() == 2
        && minutes.into_iter().all(unknown)
}

fn clock(number: &str, rest: &str) -> bool {
    let digit_after = |mark: char| {
        rest.strip_prefix(mark)
            .is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_digit()))
    };
    let spoken = rest.trim_start();
    let half = ["am", "pm", "a.m", "p.m"].iter().any(|half| {
        spoken
            .strip_prefix(half)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    let zone = ["utc", "gmt", "hrs", "hours", "pst", "cet", "est"]
        .iter()
        .any(|zone| spoken.starts_with(zone));
    number.len() <= 2 && (digit_after(':') || digit_after('.') || half)
        || matches!(number.len(), 3 | 4) && zone
}

fn date(number: &str, rest: &str) -> bool {
    let digit_after = |mark: char| {
        rest.strip_prefix(mark)
            .is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_digit()))
    };
    if digit_after('-') || digit_after('/') {
        return true;
    }
    let rest = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| rest.strip_prefix(end))
        .unwrap_or(rest);
    let rest = rest.trim_start_matches(['.', ',', ' ']);
    let letters = rest
        .find(|char: char| !char.is_alphabetic())
        .unwrap_or(rest.len());
    number.len() <= 2 && rest.get(..letters).is_some_and(|word| is_name(word, MONTHS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times_are_told_from_numbered_headings() {
        for stamp in [
            "4:27",
            "22:52 (maybe earlier?)",
            "2018-02-20 14:17",
            "Feb 20 2018 14:17",
            "Feb 21, 13:00",
            "~13:30-13:45",
            "19. April, 11:00",
            "1am: down",
            "12/02/2024",
            "2X:XX (not sure)",
            "HH:mm",
            "T+5m",
            "Thursday, May 9",
            "1315 UTC",
            "ca. 18:30",
            "**10:00",
        ] {
            assert!(begins(stamp), "{stamp}");
        }
        for other in [
            "1. Issue Summary",
            "0x19. Postmortem",
            "504 Error",
            "2 Timeline",
            "Marching on",
            "Summary",
            "3 days of pain",
            "Sunset 2",
        ] {
            assert!(!begins(other), "{other}");
        }
    }
}
