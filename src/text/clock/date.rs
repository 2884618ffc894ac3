//! Dates in all their spellings.

use super::after_date;
use super::cursor::{Cursor, is_dash, is_space};
use super::foreign;
use super::prose::may_begin;
use super::year_first;
use super::{Day, Problem};
use crate::moment::month;
use jiff::civil::{Date, Weekday};

pub(super) const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// The fewest letters of a name.
const SHORTEST: usize = 3;

/// A date as written: read, or with what keeps it from being read.
pub(super) struct Read {
    pub(super) day: Option<Day>,
    pub(super) placeholder: bool,
    pub(super) problem: Option<Problem>,
}

/// Reads a date and moves past it; None, unmoved, where there is none. In prose a day of the week alone,
/// a date in digits without a year, and `may` in small letters are none.
pub(super) fn date(cursor: &mut Cursor<'_>, prose: bool) -> Option<Read> {
    let from = cursor.at;
    let mut read = one(cursor, prose)?;
    after_date::more(cursor, from, &mut read, prose);
    Some(read)
}

/// A date without what tells more about it.
pub(super) fn one(cursor: &mut Cursor<'_>, prose: bool) -> Option<Read> {
    let mut ahead = *cursor;
    if ahead.peek()?.is_ascii_digit() {
        let read = digits_first(&mut ahead, prose)?;
        *cursor = ahead;
        return Some(read);
    }
    let word = ahead.letters();
    if word.is_empty() || prose && !may_begin(word) {
        return None;
    }
    if !prose && ahead.word(&["next day", "the next day", "following day", "the following day"]) {
        *cursor = ahead;
        return Some(Read {
            day: Some(Day::Next),
            placeholder: false,
            problem: None,
        });
    }
    if !prose && let Some(read) = numbered(&mut ahead) {
        *cursor = ahead;
        return Some(read);
    }
    let weekday = weekday(&mut ahead, prose);
    if weekday.is_some() {
        while ahead.eat(|char| is_space(char) || char == ',').is_some() {}
        ahead.word(&["the"]);
        ahead.spaces();
    }
    let mut inner = ahead;
    let read = digits_first(&mut inner, prose).or_else(|| {
        inner = ahead;
        month_first(&mut inner, prose)
    });
    if let Some(mut read) = read {
        if let Some((_, weekday)) = weekday {
            after_date::fits(&inner, ahead.at, weekday, &mut read);
        }
        *cursor = inner;
        return Some(read);
    }
    let (end, weekday) = weekday.filter(|_| !prose)?;
    // `Monday 18th`: the day of the week says which month it is of.
    let digits = ahead.digits();
    let nth = matches!(digits.len(), 1 | 2) && ahead.word(&["st", "nd", "rd", "th"]) && ahead.at_boundary();
    cursor.at = if nth { ahead.at } else { end };
    Some(Read {
        day: Some(Day::Weekday(weekday)),
        placeholder: false,
        problem: None,
    })
}

/// `Day 2`, and `Day 2 (13 May 2024)`, whose date tells more.
fn numbered(cursor: &mut Cursor<'_>) -> Option<Read> {
    let mut ahead = *cursor;
    if !ahead.word(&["day"]) || ahead.spaces() == 0 {
        return None;
    }
    let digits = ahead.digits();
    let number: u8 = digits.parse().ok().filter(|&number| number > 0)?;
    if digits.len() > 2 || !ahead.at_boundary() {
        return None;
    }
    *cursor = ahead;
    ahead.eat_while(|char| is_space(char) || matches!(char, '(' | ',' | ':') || is_dash(char));
    if let Some(read) = date(&mut ahead, true)
        && matches!(read.day, Some(Day::Date { .. }))
    {
        ahead.eat(|char| char == ')');
        *cursor = ahead;
        return Some(read);
    }
    Some(Read {
        day: Some(Day::Numbered(number)),
        placeholder: false,
        problem: None,
    })
}

pub(super) fn weekday(cursor: &mut Cursor<'_>, prose: bool) -> Option<(usize, Weekday)> {
    let word = cursor.letters();
    if word.len() < SHORTEST {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let own = WEEKDAYS.iter().find(|(name, _)| {
        *name == lower || lower.len() <= 5 && name.starts_with(&lower) && (!prose || word != lower)
    });
    let weekday = own
        .map(|(_, weekday)| *weekday)
        .or_else(|| if prose { None } else { foreign::weekday(word) })?;
    cursor.at += word.len();
    let bare = cursor.at;
    cursor.eat(|char| char == '.');
    cursor.at_boundary().then_some((bare, weekday))
}

pub(super) fn month(cursor: &mut Cursor<'_>, prose: bool) -> Option<i8> {
    let word = cursor.letters();
    if matches!(word, "mar" | "march") || word == "may" && prose {
        return None;
    }
    let number = month::named(word)?;
    cursor.at += word.len();
    if word.len() < 5 {
        cursor.eat(|char| char == '.');
    }
    Some(number)
}

/// `2024-02-12`, `12/02/2024`, `19. April`, `5th of June, 2024`, `12-Feb-2024`, `YYYY-MM-DD`.
fn digits_first(cursor: &mut Cursor<'_>, prose: bool) -> Option<Read> {
    let start = cursor.at;
    if !prose
        && (cursor.word(&[
            "YYYY-MM-DD",
            "YYYY/MM/DD",
            "DD/MM/YYYY",
            "MM/DD/YYYY",
            "DD-MM-YYYY",
        ]))
    {
        return Some(Read {
            day: None,
            placeholder: true,
            problem: None,
        });
    }
    let first = cursor.digits();
    match first.len() {
        1 | 2 => {}
        3 if !prose => return of_year(cursor, first),
        4 | 5 => return year_first::rest(cursor, start, first, prose),
        _ => return None,
    }
    // A colon makes it a time.
    cursor.peek().filter(|&mark| mark != ':')?;
    let number: i8 = first.parse().ok()?;
    after_date::second_day(cursor, number, true);
    let mark = cursor.peek().filter(|&mark| mark != ':')?;
    if matches!(mark, '/' | '-' | '.') && cursor.second().is_some_and(|char| char.is_ascii_digit()) {
        return numeric(cursor, start, number, mark, prose);
    }
    if matches!(mark, '/' | '-') {
        cursor.skip();
    } else {
        ordinal(cursor);
        cursor.eat(|char| char == '.');
        cursor.spaces();
        if cursor.word(&["of"]) {
            cursor.spaces();
        }
    }
    let month = month(cursor, prose && mark != '-' && mark != '/').or_else(|| foreign::month(cursor))?;
    let tied = matches!(mark, '/' | '-') && cursor.peek() == Some(mark);
    if tied {
        cursor.skip();
    }
    with_year(cursor, start, month, number, tied)
}

/// `February 12th, 2024`, `Feb 12`.
fn month_first(cursor: &mut Cursor<'_>, prose: bool) -> Option<Read> {
    let start = cursor.at;
    let month = month(cursor, prose)?;
    cursor.spaces();
    cursor.eat(|char| char == '-');
    if cursor.word(&["the"]) {
        cursor.spaces();
    }
    let digits = cursor.digits();
    if digits.is_empty() || digits.len() > 2 {
        return None;
    }
    // `May 10:05` is no date with a time, and `May 10%` is none at all.
    if matches!(cursor.peek(), Some(':' | '%')) && cursor.second().is_some_and(|char| char.is_ascii_digit()) {
        return None;
    }
    ordinal(cursor);
    let day = digits.parse().ok()?;
    after_date::second_day(cursor, day, false);
    with_year(cursor, start, month, day, false)
}

pub(super) fn ordinal(cursor: &mut Cursor<'_>) {
    cursor.word(&["st", "nd", "rd", "th"]);
}

/// The year after month and day, if there is one: `2024`, `, 2024`, `'24`; `20244` cannot be read. Where one mark ties
/// day, month and year, two digits are enough: `16/May/23`.
fn with_year(cursor: &mut Cursor<'_>, start: usize, month: i8, day: i8, tied: bool) -> Option<Read> {
    if !cursor.at_boundary() && !cursor.peek().is_some_and(|char| char.is_ascii_digit()) {
        return None;
    }
    let mut ahead = *cursor;
    ahead.spaces();
    ahead.eat(|char| matches!(char, '-' | '.'));
    let comma = ahead.eat(|char| char == ',').is_some();
    ahead.spaces();
    let short =
        ahead.eat(|char| matches!(char, '\'' | '\u{2019}')).is_some() || tied && ahead.at == cursor.at;
    let digits = ahead.digits();
    let whole = ahead.at_boundary() || ahead.peek() == Some('T');
    // `5 May 10:30` has no year, and `05/Mar/2024:10:30` has one.
    let mark = if digits.len() == 4 {
        ahead.peek() == Some('.')
    } else {
        matches!(ahead.peek(), Some(':' | '.'))
    };
    let clock = mark && ahead.second().is_some_and(|char| char.is_ascii_digit());
    match (digits.len(), short) {
        (4, _) if (tied || !short) && whole && !clock => {
            if let Some(year) = digits.parse().ok().filter(|year| (1970..2200).contains(year)) {
                *cursor = ahead;
                return Some(checked(cursor, start, Some(year), month, day, false));
            }
        }
        // `February 24th, 15, 9:21 PM`
        (2, _)
            if (short || comma && ahead.peek() == Some(',') && clock_follows(ahead)) && whole && !clock =>
        {
            *cursor = ahead;
            return Some(checked(cursor, start, short_year(digits), month, day, false));
        }
        (5, _) if (tied || !short) && whole && !clock => {
            *cursor = ahead;
            return Some(bad_year(cursor, start, digits));
        }
        _ => {}
    }
    (1..=31)
        .contains(&day)
        .then(|| checked(cursor, start, None, month, day, false))
}

/// `087T03:41`: the day of a year that is named elsewhere.
fn of_year(cursor: &Cursor<'_>, digits: &str) -> Option<Read> {
    let number: u16 = digits.parse().ok().filter(|number| (1..=366).contains(number))?;
    let clock = cursor.peek() == Some('T') && cursor.second().is_some_and(|char| char.is_ascii_digit());
    clock.then_some(Read {
        day: Some(Day::OfYear(number)),
        placeholder: false,
        problem: None,
    })
}

/// Two numbers with a mark between them, and perhaps a year.
fn numeric(cursor: &mut Cursor<'_>, start: usize, first: i8, mark: char, prose: bool) -> Option<Read> {
    cursor.skip();
    let second = cursor.digits();
    if second.len() > 2 {
        return None;
    }
    let (first_digits, second_digits) = (cursor.at - start - second.len() - 1, second.len());
    let second: i8 = second.parse().ok()?;
    let mut ahead = *cursor;
    let year = ahead.eat(|char| char == mark).map_or("", |_| ahead.digits());
    if !year.is_empty() {
        *cursor = ahead;
        // `_4/25/23_` is emphasis that Markdown did not take.
        let ends = cursor.at_boundary()
            || cursor.peek() == Some('T')
            || cursor.peek() == Some('_') && !cursor.second().is_some_and(char::is_alphanumeric);
        let more = matches!(cursor.peek(), Some('.' | '/' | '-'))
            && cursor.second().is_some_and(|char| char.is_ascii_digit());
        if !ends || more {
            return None;
        }
    }
    // Day and month alone, `3/26 02:50`, `03-26 02:50`, `26.03. 02:50`: only where a clock time follows.
    let marked = match mark {
        '-' => first_digits == 2 && second_digits == 2,
        '.' => cursor.eat(|char| char == '.').is_some(),
        mark => mark == '/',
    };
    let alone = year.is_empty() && (!marked || prose || !clock_follows(*cursor));
    let short = year.len() == 2;
    if alone || matches!(year.len(), 1 | 3 | 6..) || short && (mark == '.' || prose && mark != '/') {
        return None;
    }
    let dateable = (1..=31).contains(&first) && (1..=31).contains(&second);
    if year.len() == 5 {
        return dateable.then(|| bad_year(cursor, start, year));
    }
    if short && !(dateable && first.min(second) <= 12) {
        return None;
    }
    let year = if short {
        short_year(year)
    } else {
        year.parse().ok().filter(|year| (1970..2200).contains(year))
    };
    let (day, month, ambiguous) = match (first, second) {
        (day, month) if mark == '.' => (day, month, false),
        (month, day) if day > 12 && month <= 12 => (day, month, false),
        (day, month) => (day, month, month <= 12 && day <= 12 && day != month),
    };
    Some(checked(cursor, start, year, month, day, ambiguous))
}

/// `24`: the century of those who write postmortems.
fn short_year(digits: &str) -> Option<i16> {
    digits.parse().ok().map(|year: i16| 2000 + year)
}

fn clock_follows(mut cursor: Cursor<'_>) -> bool {
    while cursor.eat(|char| is_space(char) || char == ',').is_some() {}
    super::time::time(&mut cursor).is_some_and(|read| read.clock.is_some() && !read.bare)
}

pub(super) fn checked(
    cursor: &Cursor<'_>,
    start: usize,
    year: Option<i16>,
    month: i8,
    day: i8,
    ambiguous: bool,
) -> Read {
    let fits = Date::new(year.unwrap_or(2024), month, day).is_ok();
    Read {
        day: fits.then_some(Day::Date {
            year,
            month,
            day,
            ambiguous,
        }),
        placeholder: false,
        problem: (!fits).then(|| {
            let words = cursor.text.get(start..cursor.at).unwrap_or_default();
            Problem {
                range: start..cursor.at,
                message: format!("`{words}` is not a valid date"),
                hint: "write the date as YYYY-MM-DD".to_owned(),
            }
        }),
    }
}

pub(super) fn bad_year(cursor: &Cursor<'_>, start: usize, year: &str) -> Read {
    let words = cursor.text.get(start..cursor.at).unwrap_or_default();
    Read {
        day: None,
        placeholder: false,
        problem: Some(Problem {
            range: start..cursor.at,
            message: format!("the year in `{words}` has {} digits", year.len()),
            hint: "write the date as YYYY-MM-DD".to_owned(),
        }),
    }
}
