//! Ranges of times: `13:30-13:45`, `6-7 PM`, `May 9, 17:30 - May 10, 01:00`.

use super::around::{approximate, zone_after};
use super::cursor::{Cursor, is_dash, is_space};
use super::prose::may_begin;
use super::stamp::{day, day_after, joint};
use super::time::{self, Read};
use super::{Clock, Day, End, Hours, Stamp};
use jiff::civil::Time;

/// `6-7 PM`, `6 to 7 PM`: an hour that is only one because of the end of its range.
pub(super) fn half_range(cursor: &mut Cursor<'_>, stamp: &mut Stamp) -> bool {
    let mut ahead = *cursor;
    let Some(hour) = ahead
        .digits()
        .parse::<i8>()
        .ok()
        .filter(|hour| (1..=12).contains(hour))
    else {
        return false;
    };
    let Some(clock) = Time::new(hour, 0, 0, 0).ok().map(Clock::Time) else {
        return false;
    };
    let start = Read {
        clock: Some(clock),
        bare: false,
        half: None,
        weak: true,
        open: true,
        placeholder: false,
        problem: None,
    };
    if !range_word(&mut ahead) {
        return false;
    }
    let mut end = ahead;
    if time::time(&mut end).is_none_or(|read| read.half.is_none()) {
        return false;
    }
    let mut whole = *cursor;
    whole.digits();
    stamp.clock = Some(clock);
    range(&mut whole, Some(&start), false, stamp);
    *cursor = whole;
    stamp.until.is_some()
}

/// The end of a range, with its own date or without. A start without am or pm takes that of the end.
pub(super) fn range(cursor: &mut Cursor<'_>, start: Option<&Read>, prose: bool, stamp: &mut Stamp) {
    let mut ahead = *cursor;
    if seconds_alone(cursor, stamp) || !range_word(&mut ahead) {
        return;
    }
    // Most times have a text after their dash.
    let word = ahead.letters();
    if !word.is_empty() && !may_begin(word) {
        return;
    }
    let mut end = Stamp::default();
    let dated = day(&mut ahead, true, &mut end);
    if dated {
        joint(&mut ahead);
    }
    approximate(&mut ahead);
    let Some(read) = time::time(&mut ahead) else {
        return;
    };
    let Some(clock) = read.clock else {
        return;
    };
    let iso = dated && matches!(cursor.before(), Some('T'));
    let found = zone_after(&mut ahead, iso);
    if read.bare && found.is_none() && stamp.zone.is_none() {
        return;
    }
    // `14:05 - 3:10 of the packets`: an end of one digit needs more to be a time.
    if prose && read.weak && found.is_none() && !start.is_some_and(|start| start.weak) {
        return;
    }
    stamp.until = Some(End { day: end.day, clock });
    stamp.problems.append(&mut end.problems);
    stamp.problems.extend(read.problem);
    if stamp.zone.is_none() {
        stamp.zone = found;
    }
    if let (Some(start), Some(second)) = (start, read.half)
        && start.half.is_none()
    {
        stamp.clock = stamp.clock.map(|clock| halved(clock, second, stamp.until));
        stamp.hours = Hours::Of12;
    }
    if end.day.is_none() && next_day(&mut ahead) {
        end.day = Some(Day::Next);
        stamp.until = Some(End { day: end.day, clock });
    }
    // `09:10 UTC on 3 March until 08:00 UTC on 5 March`: without a date of the start it is that of both.
    if stamp.day.is_some() && end.day.is_none() {
        let start = stamp.day.take();
        day_after(&mut ahead, stamp);
        if let (Some(until), found @ Some(_)) = (&mut stamp.until, stamp.day) {
            until.day = found;
        }
        stamp.day = start;
    }
    *cursor = ahead;
}

/// `10:30 UTC the next day`.
fn next_day(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    ahead.eat_while(|char| is_space(char) || matches!(char, ',' | '('));
    ahead.word(&["on"]);
    ahead.spaces();
    let found = ahead.word(&["the next day", "next day", "the following day", "the day after"]);
    if found {
        *cursor = ahead;
    }
    found
}

/// `9:00-11:00 AM`, `11:00 - 1:00 PM`: the start lies before the end, in the same half where it can.
pub(super) fn halved(clock: Clock, second: bool, until: Option<End>) -> Clock {
    let (
        Clock::Time(start),
        Some(End {
            clock: Clock::Time(end),
            ..
        }),
    ) = (clock, until)
    else {
        return clock;
    };
    if start.hour() > 12 || start.hour() == 0 {
        return clock;
    }
    let in_half = |second: bool| {
        let hour = start.hour() % 12 + if second { 12 } else { 0 };
        Time::new(hour, start.minute(), start.second(), 0).unwrap_or(start)
    };
    let same = in_half(second);
    Clock::Time(if same <= end { same } else { in_half(!second) })
}

/// `16:05:57-58`: only the seconds of the end are written.
fn seconds_alone(cursor: &mut Cursor<'_>, stamp: &mut Stamp) -> bool {
    let Some(Clock::Time(start)) = stamp.clock else {
        return false;
    };
    let written = cursor
        .text
        .get(..cursor.at)
        .and_then(|text| text.get(text.len().checked_sub(8)?..));
    let mut ahead = *cursor;
    if written.is_none_or(|text| text.bytes().filter(|&byte| byte == b':').count() != 2)
        || ahead.eat(is_dash).is_none()
    {
        return false;
    }
    let digits = ahead.digits();
    let end = digits
        .parse()
        .ok()
        .filter(|&second| digits.len() == 2 && second > start.second());
    let Some(end) = end.and_then(|second| Time::new(start.hour(), start.minute(), second, 0).ok()) else {
        return false;
    };
    let clock = ahead.peek() == Some(':') && ahead.second().is_some_and(|char| char.is_ascii_digit());
    let whole = ahead.at_boundary() && !clock;
    if whole {
        let clock = Clock::Time(end);
        stamp.until = Some(End { day: None, clock });
        *cursor = ahead;
        if stamp.zone.is_none() {
            stamp.zone = zone_after(cursor, false);
        }
    }
    whole
}

fn range_word(cursor: &mut Cursor<'_>) -> bool {
    let before = cursor.text.get(..cursor.at).unwrap_or_default();
    let spaces = cursor.spaces();
    // The word stands before the start, which has at most a sign, a half of the day and a zone.
    let between = || {
        let from = before.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
        let mut words = before
            .get(from..)
            .unwrap_or_default()
            .split_whitespace()
            .rev()
            .take(5);
        words.any(|word| word.eq_ignore_ascii_case("between"))
    };
    let marked = if cursor
        .eat(|char| is_dash(char) || matches!(char, '~' | '\u{2192}'))
        .is_some()
    {
        cursor.eat(|char| matches!(char, '-' | '>'));
        true
    } else {
        spaces > 0
            && (cursor.word(&["to", "until", "till", "through", "thru"])
                || cursor.word(&["and"]) && between())
    };
    cursor.spaces();
    marked
}
