//! Durations and counts in words, as figures and their sentences use them.

/// A duration: `45 s`, `12 min`, `1 h 47 min`, `4 h`, `3 days`, `2 days 5 h`. Minutes round half up, and so
/// do hours from a day on; under a minute seconds count.
#[must_use]
pub fn duration(seconds: i64) -> String {
    let seconds = seconds.abs();
    if seconds < 60 {
        return format!("{seconds} s");
    }
    let minutes = (seconds + 30) / 60;
    if minutes < 60 {
        return format!("{minutes} min");
    }
    if minutes < 24 * 60 {
        return pair(minutes / 60, "h", minutes % 60, "min");
    }
    let hours = (minutes + 30) / 60;
    let days = hours / 24;
    pair(days, if days == 1 { "day" } else { "days" }, hours % 24, "h")
}

/// A text on one line, with single blanks.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `1,234`
#[must_use]
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn pair(large: i64, large_unit: &str, small: i64, small_unit: &str) -> String {
    let large = thousands(usize::try_from(large).unwrap_or_default());
    match small {
        0 => format!("{large} {large_unit}"),
        small => format!("{large} {large_unit} {small} {small_unit}"),
    }
}

/// Seconds as whole minutes, half a minute up: what data holds.
#[must_use]
pub const fn whole_minutes(seconds: i64) -> i64 {
    (seconds + 30).div_euclid(60)
}

/// A cell that no spreadsheet takes for a formula: what may begin one gets the mark of a text in front.
#[must_use]
pub fn no_formula(cell: &str) -> String {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}

/// Words of a file on one line, without what a terminal would obey.
#[must_use]
pub fn harmless(words: &str) -> String {
    harmless_text(words).replace(['\n', '\t'], " ")
}

/// The same of a text that keeps its lines.
#[must_use]
pub fn harmless_text(text: &str) -> String {
    text.chars()
        .map(|char| match char {
            '\n' | '\t' => char,
            char if char.is_control() => '\u{fffd}',
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            char => char,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{duration, harmless};

    #[test]
    fn words_on_one_line_command_no_terminal() {
        assert_eq!(
            harmless("a\n::error::b\u{1b}[31m\u{202e}c"),
            "a ::error::b\u{fffd}[31m\u{fffd}c"
        );
    }

    #[test]
    fn durations_read_as_people_say_them() {
        let cases = [
            (0, "0 s"),
            (59, "59 s"),
            (60, "1 min"),
            (90, "2 min"),
            (3_570, "1 h"),
            (6_420, "1 h 47 min"),
            (14_400, "4 h"),
            (86_400, "1 day"),
            (190_800, "2 days 5 h"),
            (1_536_591_600, "17,784 days 15 h"),
        ];
        for (seconds, words) in cases {
            assert_eq!(duration(seconds), words);
        }
    }
}
