//! Days and months in German and French.

use super::cursor::Cursor;
use crate::moment::month;
use jiff::civil::Weekday;

const DAYS: [(&str, &str, Weekday); 7] = [
    ("montag", "lundi", Weekday::Monday),
    ("dienstag", "mardi", Weekday::Tuesday),
    ("mittwoch", "mercredi", Weekday::Wednesday),
    ("donnerstag", "jeudi", Weekday::Thursday),
    ("freitag", "vendredi", Weekday::Friday),
    ("samstag", "samedi", Weekday::Saturday),
    ("sonntag", "dimanche", Weekday::Sunday),
];

/// Whether a word may be one of the days, told at once.
pub(super) fn may_be_day(word: &str) -> bool {
    ["tag", "woch", "di", "che"].iter().any(|end| word.ends_with(end))
}

/// The day of the week that a word names.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    let is = |name: &str| name.eq_ignore_ascii_case(word);
    let mut days = DAYS.iter().filter(|_| may_be_day(word));
    days.find(|(german, french, _)| is(german) || is(french))
        .map(|(.., day)| *day)
}

/// A month in another language, which stands after its day: `7. März`.
pub(super) fn month(cursor: &mut Cursor<'_>) -> Option<i8> {
    /// More than the longest name has.
    const LONGEST: usize = 12;
    let near = cursor
        .rest()
        .chars()
        .take(LONGEST)
        .take_while(|char| char.is_alphabetic());
    let length = near.map(char::len_utf8).sum();
    let (name, rest) = cursor.rest().split_at_checked(length)?;
    let number = month::foreign(name)?;
    // `3 Mars nodes` are no day of March.
    let goes_on = rest
        .trim_start()
        .starts_with(|char: char| char.is_ascii_alphabetic() && char != 'u');
    if name.eq_ignore_ascii_case("mars") && goes_on {
        return None;
    }
    cursor.at += length;
    Some(number)
}
