//! The half of the day as headings name it.

use super::draft_entry::{Half, StatedDate};
use crate::text::blocks::Text;
use crate::text::clock::Leading;

/// The half of the day that a heading names.
pub(super) fn half_of(words: &str) -> Option<Half> {
    words
        .split(|char: char| !(char.is_alphanumeric() || char == '.'))
        .find_map(half_word)
}

/// Whether nothing but a half of the day follows a date: `5 March, afternoon`.
pub(super) fn half_alone(text: &Text, lead: &Leading) -> bool {
    only_half(text.plain.get(lead.body..).unwrap_or_default())
}

/// The date after a half of the day: `Afternoon of 5 March`.
pub(super) fn half_of_day(text: &Text) -> Option<StatedDate> {
    let [stamp] = text.stamps() else {
        return None;
    };
    let before = text.plain.get(..stamp.range.start)?;
    let day = stamp.day.filter(|_| stamp.clock.is_none() && only_half(before))?;
    let span = text.span(stamp.range.clone());
    Some(StatedDate { day, span })
}

fn only_half(words: &str) -> bool {
    let mut all = words
        .split(|char: char| !(char.is_alphanumeric() || char == '.'))
        .filter(|word| !word.is_empty())
        .peekable();
    all.peek().is_some()
        && all.all(|word| {
            half_word(word).is_some()
                || matches!(
                    word.to_ascii_lowercase().as_str(),
                    "in" | "the" | "of" | "on" | "night" | "overnight"
                )
        })
}

fn half_word(word: &str) -> Option<Half> {
    Some(match word.to_ascii_lowercase().as_str() {
        "am" | "a.m." | "a.m" | "morning" => Half::Am,
        "pm" | "p.m." | "p.m" => Half::Pm,
        "afternoon" => Half::Afternoon,
        "evening" => Half::Evening,
        _ => return None,
    })
}
