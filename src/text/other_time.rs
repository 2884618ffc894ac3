//! Times within the words of an entry, which are not those at which it stands.

/// Whether a text says of something that it was at another time: `Mail failed and was back by 14:40`, `… half an hour later`.
#[must_use]
pub fn has_other_time(text: &str) -> bool {
    const JOINTS: &[&str] = &["at", "by", "until", "till"];
    const UNITS: &[&str] = &["minute", "minutes", "min", "mins", "hour", "hours", "day", "days"];
    let is_clock = |word: &str| {
        let (hours, minutes) = word.split_once([':', '.']).unwrap_or_default();
        let two =
            |minutes: &str| minutes.len() >= 2 && minutes.bytes().take(2).all(|byte| byte.is_ascii_digit());
        matches!(hours.len(), 1 | 2) && hours.bytes().all(|byte| byte.is_ascii_digit()) && two(minutes)
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    words.iter().zip(words.iter().skip(1)).any(|(word, next)| {
        JOINTS.iter().any(|joint| word.eq_ignore_ascii_case(joint)) && is_clock(next)
            || UNITS.iter().any(|unit| word.eq_ignore_ascii_case(unit)) && next.starts_with("later")
    })
}

#[cfg(test)]
mod tests {
    use super::has_other_time;

    #[test]
    fn times_in_words_are_told_from_other_numbers() {
        for (text, has) in [
            ("Mail failed and was back by 14:40", true),
            ("It recovered at 2:40 pm", true),
            ("Mail came back half an hour later", true),
            ("Mail is back", false),
            ("Rolled back to 14.40", false),
            ("Up again at 100 %", false),
            ("Sooner or later it is back", false),
        ] {
            assert_eq!(has_other_time(text), has, "{text}");
        }
    }
}
