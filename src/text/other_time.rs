//! Times within the words of an entry, which are not those at which it stands.

use super::clock;

/// Whether a text says of something that it was at another time: `Mail failed and was back by 14:40`, `… half an hour later`.
#[must_use]
pub fn has_other_time(text: &str) -> bool {
    const JOINTS: &[&str] = &["at", "by", "until", "till"];
    const UNITS: &[&str] = &["minute", "minutes", "min", "mins", "hour", "hours", "day", "days"];
    let one_of = |words: &[&str], word: &str| words.iter().any(|known| word.eq_ignore_ascii_case(known));
    let joined = |at: usize| {
        let before = text.get(..at).unwrap_or_default().trim_end();
        one_of(
            JOINTS,
            before.rsplit(char::is_whitespace).next().unwrap_or_default(),
        )
    };
    let mut times = clock::anywhere(text).into_iter();
    let words = || text.split_whitespace();
    let mut pairs = words().zip(words().skip(1));
    times.any(|stamp| stamp.clock.is_some() && joined(stamp.range.start))
        || pairs.any(|(word, next)| one_of(UNITS, word) && next.starts_with("later"))
}

#[cfg(test)]
mod tests {
    use super::has_other_time;

    #[test]
    fn times_in_words_are_told_from_other_numbers() {
        for (text, has) in [
            ("Mail failed and was back by 14:40", true),
            ("It recovered at 2:40 pm", true),
            ("It was back by 2 pm", true),
            ("Mail came back half an hour later", true),
            ("Mail is back", false),
            ("Latency is back at 1.25 s", false),
            ("Rolled back to 14.40", false),
            ("Up again at 100 %", false),
            ("Sooner or later it is back", false),
        ] {
            assert_eq!(has_other_time(text), has, "{text}");
        }
    }
}
