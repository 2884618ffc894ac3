//! Seconds since 1970, as programs stamp what they write: `1709500000`, `1709500000.250`, `1709500000123`.

use super::cursor::{Cursor, is_space};
use super::{Clock, Day, Stamp};
use jiff::Timestamp;
use jiff::tz::Offset;

/// Reads such a number at the start of a line and moves past it. Ten digits that begin with a 1 are of the years 2001 to
/// 2033; three more are milliseconds. Ten alone may count something, `1500000000 requests failed`, unless a mark or the end of
/// the line is after them.
pub(super) fn epoch(cursor: &mut Cursor<'_>) -> Option<Stamp> {
    if cursor.peek() != Some('1') {
        return None;
    }
    let mut ahead = *cursor;
    let digits = ahead.digits();
    let seconds = match digits.len() {
        10 => digits,
        13 => digits.get(..10)?,
        _ => return None,
    };
    let fraction = digits.len() == 10
        && ahead.peek() == Some('.')
        && ahead.second().is_some_and(|char| char.is_ascii_digit());
    if fraction {
        ahead.skip();
        ahead.digits();
    }
    let after = ahead.rest().trim_start_matches(is_space);
    let exact = fraction || digits.len() == 13;
    if !exact && after.starts_with(char::is_alphanumeric) {
        return None;
    }
    let at = Timestamp::from_second(seconds.parse().ok()?).ok()?;
    let local = Offset::UTC.to_datetime(at);
    let stamp = Stamp {
        range: cursor.at..ahead.at,
        day: Some(Day::of(local.date())),
        clock: Some(Clock::Time(local.time())),
        offset: Some(Offset::UTC),
        ..Stamp::default()
    };
    ahead.at_boundary().then(|| {
        *cursor = ahead;
        stamp
    })
}
