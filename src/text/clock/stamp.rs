//! Date, time, range and zone put together, in whatever order they are.

use super::around::{approximate, doubt, zone_after, zone_before};
use super::cursor::{Cursor, is_dash, is_space};
use super::epoch::epoch;
use super::range::{half_range, range};
use super::{Clock, Day, Stamp, date, equivalent, time};
use jiff::civil::Date;

/// Reads a stamp and moves past it; None, unmoved, where there is none.
pub(super) fn stamp(cursor: &mut Cursor<'_>, prose: bool) -> Option<Stamp> {
    let mut ahead = *cursor;
    if !prose && let Some(found) = epoch(&mut ahead) {
        return close(cursor, ahead, found);
    }
    let mut stamp = Stamp {
        range: cursor.at..cursor.at,
        ..Stamp::default()
    };
    stamp.approximate = approximate(&mut ahead);
    if !prose
        && ahead.word(&[
            "TBD",
            "TBC",
            "N/A",
            "???",
            "??",
            "tbd",
            "time unknown",
            "unknown time",
            "unknown",
        ])
    {
        stamp.placeholder = true;
        return close(cursor, ahead, stamp);
    }
    let dated = day(&mut ahead, prose, &mut stamp);
    if dated && ahead.rest().is_empty() {
        return close(cursor, ahead, stamp);
    }
    if dated {
        joint(&mut ahead);
    }
    let leading_zone = if dated || prose {
        None
    } else {
        zone_before(&mut ahead)
    };
    stamp.zone = leading_zone;
    let after_day = ahead;
    if !clock(&mut ahead, prose, dated, &mut stamp) {
        if !dated {
            return None;
        }
        ahead = after_day;
        ahead.at = stamp.range.end;
        if !prose && let Some(found) = zone_after(&mut ahead, false) {
            stamp.zone = Some(found);
        }
        return close(cursor, ahead, stamp);
    }
    let after_clock = ahead.at;
    equivalent::skip(&mut ahead, &mut stamp);
    let before = ahead.at;
    if stamp.day.is_none() && !stamp.placeholder {
        day_after(&mut ahead, &mut stamp);
    } else {
        year_after(&mut ahead, &mut stamp);
    }
    if ahead.at > before {
        equivalent::skip(&mut ahead, &mut stamp);
    }
    // Directly after a time of day the end of a range was looked for already.
    let relative = matches!(stamp.clock, Some(Clock::Relative(_)));
    if stamp.until.is_none() && stamp.clock.is_some() && (ahead.at > after_clock || relative) {
        range(&mut ahead, None, prose, &mut stamp);
    }
    doubt(&mut ahead, &mut stamp);
    close(cursor, ahead, stamp)
}

fn close<'a>(cursor: &mut Cursor<'a>, ahead: Cursor<'a>, mut stamp: Stamp) -> Option<Stamp> {
    stamp.range = cursor.at..ahead.at;
    *cursor = ahead;
    Some(stamp)
}

/// A date before the time. Leaves the end of the date in the stamp's range.
pub(super) fn day(cursor: &mut Cursor<'_>, prose: bool, stamp: &mut Stamp) -> bool {
    let Some(read) = date::date(cursor, prose) else {
        return false;
    };
    stamp.day = read.day;
    stamp.placeholder |= read.placeholder;
    stamp.problems.extend(read.problem);
    stamp.range.end = cursor.at;
    true
}

/// What may be between date and time: `T`, a comma, `at`, a dash, a bracket, `ca.`.
pub(super) fn joint(cursor: &mut Cursor<'_>) {
    if matches!(cursor.peek(), Some('T' | 't' | '_'))
        && cursor.second().is_some_and(|char| char.is_ascii_digit())
    {
        cursor.skip();
        return;
    }
    cursor.eat_while(|char| {
        is_space(char) || matches!(char, ',' | '|' | '(' | '[' | ':' | '@') || is_dash(char)
    });
    // `7. März um 8:10`, `le 7 mars à 8h10`
    let foreign = cursor
        .rest()
        .strip_prefix("à ")
        .map_or(0, |rest| cursor.rest().len() - rest.len());
    cursor.at += foreign;
    if cursor.word(&["at", "from", "between", "um"]) {
        cursor.spaces();
    }
}

/// The clock time, its zone, and the end of its range.
fn clock(cursor: &mut Cursor<'_>, prose: bool, dated: bool, stamp: &mut Stamp) -> bool {
    stamp.approximate |= approximate(cursor);
    if !prose && let Some(relative) = time::relative(cursor) {
        stamp.clock = Some(relative);
        same_by_clock(cursor, stamp);
        return true;
    }
    let start = *cursor;
    let Some(read) = time::time(cursor) else {
        return half_range(cursor, stamp);
    };
    let iso = dated && matches!(start.before(), Some('T' | 't'));
    let named = cursor
        .text
        .get(start.at..cursor.at)
        .is_some_and(|word| word.starts_with(|char: char| char.is_ascii_alphabetic()));
    let unread = read.placeholder || read.clock.is_none() && !(dated && read.half.is_some());
    if prose && unread {
        return false;
    }
    stamp.approximate |= about(cursor);
    let found = zone_after(cursor, iso);
    if read.bare && found.is_none() && stamp.zone.is_none() {
        if bare_range(cursor, start, &read, prose, stamp) {
            return true;
        }
        let mut after = start;
        let same = time::time(&mut after).is_some();
        if !(same && !prose && is_beside_date(stamp, after)) {
            return false;
        }
        *cursor = after;
    }
    stamp.zone = found.or(stamp.zone.take());
    stamp.clock = read.clock;
    stamp.hours = read.hours();
    stamp.placeholder |= read.placeholder;
    stamp.problems.extend(read.problem.clone());
    if read.clock.is_some() {
        range(cursor, Some(&read), prose, stamp);
    }
    // In prose `noon` alone is a word; after `at` and the like, with an end or a zone it is a time.
    if prose
        && named
        && !dated
        && !is_announced(cursor.text, start.at)
        && stamp.until.is_none()
        && stamp.zone.is_none()
    {
        (stamp.clock, *cursor) = (None, start);
        return false;
    }
    true
}

/// Whether the word before says that a time follows: `from midnight`.
fn is_announced(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end();
    let word = before.rsplit([' ', '(', '\n']).next().unwrap_or_default();
    ["at", "from"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(word))
}

/// `T+5m (20:05 UTC)`: what the clock said tells more, unless the step alone tells the day, as in `T+26h (20:05 UTC)`.
fn same_by_clock(cursor: &mut Cursor<'_>, stamp: &mut Stamp) {
    const HALF_DAY: i64 = 12 * 3600;
    let mut ahead = *cursor;
    ahead.spaces();
    if ahead.eat(|char| matches!(char, '(' | '[')).is_none() {
        return;
    }
    ahead.eat_while(|char| is_space(char) || matches!(char, '=' | '~'));
    let Some(read) = time::time(&mut ahead).filter(|read| read.clock.is_some()) else {
        return;
    };
    let zone = zone_after(&mut ahead, false);
    if ahead.eat(|char| matches!(char, ')' | ']')).is_some() {
        let near = matches!(stamp.clock, Some(Clock::Relative(step)) if step.abs() < HALF_DAY);
        if near {
            stamp.clock = read.clock;
            stamp.hours = read.hours();
        }
        stamp.zone = zone;
        *cursor = ahead;
    }
}

/// `14:05~`, `14:05+`
fn about(cursor: &mut Cursor<'_>) -> bool {
    let marked = matches!(cursor.peek(), Some('~' | '+'));
    let ends = cursor
        .second()
        .is_none_or(|char| is_space(char) || matches!(char, ':' | ']' | ')'));
    if marked && ends {
        cursor.skip();
    }
    marked && ends
}

/// `08.15 to 09.40 UTC`: what is behind the end of a range makes its start a time, too.
fn bare_range<'a>(
    cursor: &mut Cursor<'a>,
    start: Cursor<'a>,
    read: &time::Read,
    prose: bool,
    stamp: &mut Stamp,
) -> bool {
    stamp.clock = read.clock;
    if read.clock.is_some() {
        range(cursor, Some(read), prose, stamp);
    }
    let found = stamp.until.is_some() && (stamp.zone.is_some() || !prose);
    if !found {
        (stamp.clock, stamp.until) = (None, None);
        *cursor = start;
    }
    found
}

/// Whether digits stand between a date with its year and what parts a time from its text: `2024-03-12 0616: the pool is empty`.
fn is_beside_date(stamp: &Stamp, mut after: Cursor<'_>) -> bool {
    let dated = stamp.day.and_then(Day::full).is_some();
    after.spaces();
    let parted = |char| matches!(char, ':' | '|') || is_dash(char);
    dated && after.peek().is_none_or(parted)
}

/// A date after the time: `15.25 PST 29 april 2022`, `17:30 PST - Friday, May 10, 2024`, `14:05 on May 10`.
pub(super) fn day_after(cursor: &mut Cursor<'_>, stamp: &mut Stamp) {
    let mut ahead = *cursor;
    ahead.eat_while(|char| is_space(char) || char == ',');
    let dash = ahead.eat(is_dash).is_some();
    ahead.spaces();
    let on = ahead.word(&["on"]);
    ahead.spaces();
    let bracket = ahead.eat(|char| char == '(').is_some();
    if ahead.at == cursor.at {
        return;
    }
    let Some(read) = date::date(&mut ahead, true) else {
        return;
    };
    if bracket && ahead.eat(|char| char == ')').is_none() {
        return;
    }
    let mut after = ahead;
    after.spaces();
    let ends = ends(&after);
    // After a dash it is the text that may begin with a date: `14:05 - May 10 was a holiday`.
    if dash && !ends && !on {
        return;
    }
    // What follows may be the end of a range with the date of its own.
    let mut time = after;
    joint(&mut time);
    if dash && time::time(&mut time).is_some_and(|read| read.clock.is_some()) {
        return;
    }
    stamp.day = read.day;
    stamp.placeholder |= read.placeholder;
    stamp.problems.extend(read.problem);
    *cursor = ahead;
    if stamp.zone.is_none() {
        stamp.zone = zone_after(cursor, false);
    }
}

/// Whether no words follow.
fn ends(cursor: &Cursor<'_>) -> bool {
    let mark = |char| matches!(char, ':' | ',' | ';' | '|' | ')' | ']' | '}') || is_dash(char);
    cursor.peek().is_none_or(mark)
}

/// The year after the time, as `date` prints it: `Tue Mar 11 16:56:00 UTC 2025`.
fn year_after(cursor: &mut Cursor<'_>, stamp: &mut Stamp) {
    let Some(Day::Date {
        year: year @ None,
        month,
        day,
        ..
    }) = &mut stamp.day
    else {
        return;
    };
    let exact = matches!(stamp.clock, Some(Clock::Time(time)) if time.second() > 0) || stamp.zone.is_some();
    let mut ahead = *cursor;
    ahead.eat_while(|char| is_space(char) || char == ',');
    let digits = ahead.digits();
    let found = digits
        .parse()
        .ok()
        .filter(|year| digits.len() == 4 && (1970..2200).contains(year) && ahead.at_boundary());
    let mut after = ahead;
    after.spaces();
    if let Some(found) = found.filter(|_| ahead.at > cursor.at + 4 && (ends(&after) || exact))
        && Date::new(found, *month, *day).is_ok()
    {
        *year = Some(found);
        *cursor = ahead;
    }
}
