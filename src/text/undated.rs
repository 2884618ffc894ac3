//! A title without the day that it begins with.

use super::clock::{self, Day};

/// `2022-01-27, pod limit reached` is `pod limit reached`: pages tell the day beside the title. Where no words follow, all
/// of it.
#[must_use]
pub fn undated(title: &str) -> &str {
    let words = clock::leading(title)
        .filter(|lead| lead.stamp.range.start == 0 && lead.stamp.day.and_then(Day::full).is_some())
        .and_then(|lead| title.get(lead.body..))
        .map(|words| words.trim_start_matches([' ', ',', ':', '-', '\u{2013}', '\u{2014}']));
    words
        .filter(|words| words.chars().any(char::is_alphabetic))
        .unwrap_or(title)
}

#[cfg(test)]
mod tests {
    use super::undated;

    #[test]
    fn a_day_at_the_beginning_is_no_part_of_the_words() {
        for (title, words) in [
            ("2024-08-10, the map was empty", "the map was empty"),
            ("2024-08-10: Map \u{2013} empty", "Map \u{2013} empty"),
            ("2024-08-10 4:23 PM PST, the map was empty", "the map was empty"),
            (
                "August 10th, 2024 \u{2013} \"Map\" was empty",
                "\"Map\" was empty",
            ),
        ] {
            assert_eq!(undated(title), words);
        }
        for whole in [
            "2024-08-10",
            "2024-08-10, 502",
            "2024-18-10, no day",
            "10 August, an empty map",
            "Map empty on 10 August 2024",
            "\u{e9}t\u{e9}",
        ] {
            assert_eq!(undated(whole), whole);
        }
    }
}
