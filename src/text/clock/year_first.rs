//! Dates that begin with the year: `2024-02-12`, `2024/2/12`, `2024 February 12`.

use super::Day;
use super::after_date;
use super::cursor::{Cursor, is_dash};
use super::date::{Read, bad_year, checked, month, ordinal};
use jiff::civil::Date;

/// The rest of a date after its year; None where it is none.
pub(super) fn rest(cursor: &mut Cursor<'_>, start: usize, year: &str, prose: bool) -> Option<Read> {
    if let Some(read) = year_month(cursor, start, year, prose) {
        return Some(read);
    }
    if let Some(read) = ordinal_date(cursor, year) {
        return Some(read);
    }
    let mark = cursor.eat(|char| matches!(char, '-' | '/' | '.') || is_dash(char))?;
    let blank = |char: char| char.is_ascii_digit() || matches!(char, '?' | 'X' | 'x');
    let months = cursor.eat_while(blank);
    cursor.eat(|char| char == mark)?;
    let days = cursor.eat_while(blank);
    if !(1..=2).contains(&months.len()) || !(1..=2).contains(&days.len()) {
        return None;
    }
    let ends = cursor.at_boundary() || matches!(cursor.peek(), Some('T' | 't' | '_'));
    if ends && !prose {
        after_date::second_number(cursor, days);
    }
    if !ends || cursor.peek() == Some(mark) && cursor.second().is_some_and(char::is_alphanumeric) {
        return None;
    }
    if year.len() == 5 {
        return Some(bad_year(cursor, start, year));
    }
    let (Ok(month), Ok(day)) = (months.parse(), days.parse()) else {
        return (!prose).then_some(Read {
            day: None,
            placeholder: true,
            problem: None,
        });
    };
    let year = year.parse().ok().filter(|year| (1970..2200).contains(year))?;
    Some(checked(cursor, start, Some(year), month, day, false))
}

/// `2024 February 12`, `2024-Feb-12`: the rest after the year.
fn year_month(cursor: &mut Cursor<'_>, start: usize, year: &str, prose: bool) -> Option<Read> {
    let mut ahead = *cursor;
    let mark = ahead.eat(|char| matches!(char, ' ' | '-' | '/'))?;
    let month = month(&mut ahead, prose)?;
    ahead.eat(|char| char == mark)?;
    let digits = ahead.digits();
    ordinal(&mut ahead);
    let clock = ahead.peek() == Some(':') && ahead.second().is_some_and(|char| char.is_ascii_digit());
    let year = year.parse().ok().filter(|year| (1970..2200).contains(year))?;
    let day = digits.parse().ok().filter(|_| digits.len() <= 2)?;
    if clock || !(ahead.at_boundary() || ahead.peek() == Some('T')) {
        return None;
    }
    *cursor = ahead;
    Some(checked(cursor, start, Some(year), month, day, false))
}

/// `2024-087T03:41Z`: the rest of an ordinal date, which only a clock time behind it tells from a number of anything else.
fn ordinal_date(cursor: &mut Cursor<'_>, year: &str) -> Option<Read> {
    let mut ahead = *cursor;
    ahead.eat(|char| char == '-')?;
    let digits = ahead.digits();
    let clock = ahead.peek() == Some('T') && ahead.second().is_some_and(|char| char.is_ascii_digit());
    if digits.len() != 3 || !clock {
        return None;
    }
    let day = Day::of(day_of_year(year.parse().ok()?, digits.parse().ok()?)?);
    *cursor = ahead;
    Some(Read {
        day: Some(day),
        placeholder: false,
        problem: None,
    })
}

/// The date of a day of that number in a year.
#[must_use]
pub fn day_of_year(year: i16, number: u16) -> Option<Date> {
    let first = Date::new(year, 1, 1).ok()?;
    first.with().day_of_year(i16::try_from(number).ok()?).build().ok()
}
