//! What follows a date and tells the same or more: a day of the week, the last day of several.

use super::cursor::{Cursor, is_dash, is_space};
use super::date::{Read, month, one, ordinal, weekday};
use super::time::time;
use super::{Day, Problem};
use jiff::civil::Weekday;

/// Moves past a day of the week after a date, and past the last day of several; the first one is meant.
pub(super) fn more(cursor: &mut Cursor<'_>, from: usize, read: &mut Read, prose: bool) {
    if read.day.is_none() {
        return;
    }
    let end = *cursor;
    if let Some(weekday) = weekday_after(cursor) {
        fits(&end, from, weekday, read);
    } else {
        last_day(cursor, read, prose);
    }
}

/// `2024-07-26 Friday`, `2024-07-27 (Sat)`, `26 July 2024, Friday, 14:05`; `2024-07-26 Friday was quiet` goes on as text.
fn weekday_after(cursor: &mut Cursor<'_>) -> Option<Weekday> {
    let mut ahead = *cursor;
    ahead.eat_while(|char| is_space(char) || matches!(char, ',' | '.'));
    let open = ahead.eat(|char| matches!(char, '(' | '['));
    if ahead.at == cursor.at {
        return None;
    }
    let (_, found) = weekday(&mut ahead, true)?;
    match open {
        Some(open) => {
            ahead.eat(|char| char == if open == '(' { ')' } else { ']' })?;
        }
        None if !ends(ahead) => return None,
        None => {}
    }
    *cursor = ahead;
    Some(found)
}

/// Whether no words of a sentence follow: nothing, a mark, or a clock time.
fn ends(mut ahead: Cursor<'_>) -> bool {
    ahead.spaces();
    let mark =
        |char: char| is_dash(char) || matches!(char, ',' | ':' | ';' | '|' | ')' | ']' | '}' | '(' | '@');
    ahead.peek().is_none_or(mark) || ahead.word(&["at", "from"]) || time(&mut ahead).is_some()
}

/// Reports a day of the week that is not that of its date.
pub(super) fn fits(end: &Cursor<'_>, from: usize, weekday: Weekday, read: &mut Read) {
    let Some(date) = read
        .day
        .and_then(Day::full)
        .filter(|date| date.weekday() != weekday && read.problem.is_none())
    else {
        return;
    };
    let words = end.text.get(from..end.at).unwrap_or_default();
    read.problem = Some(Problem {
        range: from..end.at,
        message: format!("`{words}` is a {:?}, not a {weekday:?}", date.weekday()),
        hint: "correct the date, or the day of the week".to_owned(),
    });
}

/// `12-13 March`, `12 and 13 March`, `March 12-13`: moves past the second day.
pub(super) fn second_day(cursor: &mut Cursor<'_>, first: i8, before_month: bool) {
    let mut ahead = *cursor;
    ordinal(&mut ahead);
    let spaces = ahead.spaces() > 0;
    let mark = ahead
        .eat(|char| is_dash(char) || matches!(char, '/' | '&'))
        .is_some();
    if !(mark || spaces && ahead.word(&["and", "to"])) {
        return;
    }
    ahead.spaces();
    let digits = ahead.digits();
    let later = digits
        .parse::<i8>()
        .is_ok_and(|second| second > first && second <= 31);
    if digits.len() > 2 || !later {
        return;
    }
    ordinal(&mut ahead);
    let mut after = ahead;
    let whole = if before_month {
        after.eat(|char| char == '.');
        after.spaces() > 0 && {
            after.word(&["of"]);
            after.spaces();
            month(&mut after, true).is_some()
        }
    } else {
        let colon = after.peek() == Some(':') && after.second().is_some_and(|char| char.is_ascii_digit());
        after.at_boundary() && !colon && (!spaces || ends(after))
    };
    if whole {
        *cursor = ahead;
    }
}

/// `2024-03-12/13`: moves past the second day.
pub(super) fn second_number(cursor: &mut Cursor<'_>, first: &str) {
    let mut ahead = *cursor;
    if ahead.eat(|char| char == '/').is_some() {
        let second = ahead.digits();
        if second.len() == 2 && second > first && ahead.at_boundary() && ahead.peek() != Some('/') {
            *cursor = ahead;
        }
    }
}

/// `Feb 28 - Mar 1, 2024`, `2024-03-12 to 2024-03-13`: moves past the second date, which may give the first its year. In
/// prose it stays, as a date of its own.
fn last_day(cursor: &mut Cursor<'_>, read: &mut Read, prose: bool) {
    let Some(Day::Date {
        year,
        month,
        ambiguous,
        ..
    }) = &mut read.day
    else {
        return;
    };
    if prose && year.is_some() {
        return;
    }
    let mut ahead = *cursor;
    let spaces = ahead.spaces() > 0;
    let dash = ahead.eat(is_dash).is_some();
    if !(dash || spaces && ahead.word(&["to", "until", "through"])) {
        return;
    }
    ahead.spaces();
    let Some(Read {
        day:
            Some(Day::Date {
                year: last,
                month: last_month,
                ambiguous: second_ambiguous,
                ..
            }),
        ..
    }) = one(&mut ahead, true)
    else {
        return;
    };
    // With a time it is the end of a range, or belongs to what follows.
    let mut after = ahead;
    after.eat_while(|char| is_space(char) || char == ',');
    if after.word(&["at"]) || time(&mut after).is_some() || !ends(ahead) {
        return;
    }
    if year.is_none() {
        *year = last.map(|year| year - i16::from(*month > last_month));
    }
    *ambiguous &= second_ambiguous;
    if !prose {
        *cursor = ahead;
    }
}
