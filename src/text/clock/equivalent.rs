//! The same instant once more, in another zone: `10:00 PDT (17:00 UTC)`, `12:05 EDT / 16:05 UTC`.

use super::around::{approximate, zone_after, zone_before};
use super::cursor::{Cursor, is_dash, is_space};
use super::range::range;
use super::stamp::{day, day_after, joint};
use super::{Clock, Day, Stamp, time};
use crate::moment::zone::{self, Note};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use std::ops::Range;

const DAY: i32 = 86_400;

/// Moves past the other forms of a stamp's instant. Where they are in brackets and the stamp has no zone, its offset
/// follows from them. What is another instant stays.
pub(super) fn skip(cursor: &mut Cursor<'_>, stamp: &mut Stamp) {
    let mut offset = stamp.offset;
    while one(cursor, stamp).is_some() {
        offset = stamp.offset;
    }
    // What is no second form of it says nothing of its zone.
    stamp.offset = offset;
}

fn one(cursor: &mut Cursor<'_>, stamp: &mut Stamp) -> Option<()> {
    let Some(Clock::Time(own)) = stamp.clock else {
        return None;
    };
    let mut ahead = *cursor;
    ahead.spaces();
    let open = ahead.eat(|char| matches!(char, '(' | '['));
    let mark = ahead.eat(|char| matches!(char, '/' | '=' | '|' | ',' | '~'));
    ahead.spaces();
    if ahead.at == cursor.at || !(stamp.zone.is_some() || open.is_some() || mark == Some('/')) {
        return None;
    }
    ahead.word(&["or", "aka", "i.e.", "local time"]);
    ahead.eat_while(|char| is_space(char) || char == ':');
    // Mostly a dash and the text of an entry follow.
    if ahead.peek().is_some_and(is_dash) {
        return None;
    }
    let mut later = false;
    loop {
        let (clock, zone) = other(&mut ahead)?;
        if !later && stamp.zone.is_none() && stamp.offset.is_none() {
            stamp.offset = Some(implied(ahead.text, stamp.day, own, clock, zone)?);
        } else {
            stamp.offset = same(ahead.text, stamp, own, clock, zone)?.or(stamp.offset);
        }
        let Some(open) = open else { break };
        ahead.spaces();
        if ahead
            .eat(|char| char == if open == '(' { ')' } else { ']' })
            .is_some()
        {
            break;
        }
        ahead.eat(|char| matches!(char, '/' | ',' | '|' | ';'))?;
        ahead.spaces();
        later = true;
    }
    *cursor = ahead;
    Some(())
}

/// A clock time with its zone, perhaps with a date; the end of a range says nothing more.
fn other(cursor: &mut Cursor<'_>) -> Option<(Time, Range<usize>)> {
    let mut found = Stamp {
        range: cursor.at..cursor.at,
        ..Stamp::default()
    };
    if day(cursor, true, &mut found) {
        joint(cursor);
    }
    approximate(cursor);
    found.zone = zone_before(cursor);
    let read = time::time(cursor)?;
    found.clock = read.clock;
    let after = zone_after(cursor, false);
    found.zone = after.or(found.zone);
    range(cursor, Some(&read), true, &mut found);
    if found.day.is_none() {
        day_after(cursor, &mut found);
    }
    match found.clock? {
        Clock::Time(time) => Some((time, found.zone?)),
        Clock::Midnight => Some((Time::midnight(), found.zone?)),
        Clock::Relative(_) => None,
    }
}

/// Whether two clock times are the same instant: on the stamp's date, else in winter or in summer. The second may settle
/// what the stamp's zone means: `22:00 BST (21:00 UTC)`, or in summer `10:00 PST (17:00 UTC)`.
fn same(text: &str, stamp: &Stamp, own: Time, other: Time, zone: Range<usize>) -> Option<Option<Offset>> {
    let label = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    let step = seconds(own) - seconds(other);
    dates(stamp.day).into_iter().flatten().find_map(|date| {
        let local = |time: Time| Some(DateTime::from_parts(date, time));
        let first = |near| match (stamp.offset, &stamp.zone) {
            (Some(offset), _) => Some((offset, None)),
            (None, Some(range)) => {
                let found = zone::resolve(label(range), local(own), near);
                Some((found.zone.offset?, found.note))
            }
            (None, None) => None,
        };
        let second = |near| zone::offset_of(label(&zone), local(other), near);
        match (first(None), second(None)) {
            (None, Some(second)) => {
                let implied = normal(second.seconds() + step)?;
                let (offset, _) = first(Some(implied))?;
                (offset == implied).then_some(Some(offset))
            }
            (Some((offset, _)), None) => {
                let implied = normal(offset.seconds() - step)?;
                (second(Some(implied))? == implied).then_some(None)
            }
            (Some((offset, note)), Some(second)) => {
                let implied = normal(second.seconds() + step)?;
                match note {
                    _ if (offset.seconds() - implied.seconds()).rem_euclid(DAY) == 0 => Some(None),
                    Some(Note::Season(_, clocks)) if clocks == implied => Some(Some(clocks)),
                    _ => None,
                }
            }
            (None, None) => None,
        }
    })
}

/// The offset of a clock time that is said in another zone, too; whole quarters of hours.
fn implied(text: &str, day: Option<Day>, own: Time, other: Time, zone: Range<usize>) -> Option<Offset> {
    let label = text.get(zone)?;
    let mut offsets = dates(day)
        .into_iter()
        .flatten()
        .map(|date| zone::offset_of(label, Some(DateTime::from_parts(date, other)), None));
    let offset = offsets.next()??;
    let step = seconds(own) - seconds(other);
    // Without a date, not one that changes in the course of the year.
    (offsets.all(|other| other == Some(offset)) && step % 900 == 0)
        .then(|| normal(offset.seconds() + step))?
}

/// The offset that a difference of clocks means, from -12 to +12 hours.
fn normal(seconds: i32) -> Option<Offset> {
    let east = (seconds + DAY / 2).rem_euclid(DAY) - DAY / 2;
    Offset::from_seconds(east).ok()
}

/// The date of a stamp; where its year is not known, one in winter and one in summer.
fn dates(day: Option<Day>) -> [Option<Date>; 2] {
    match day {
        Some(Day::Date {
            year: Some(_),
            ambiguous: false,
            ..
        }) => [day.and_then(Day::full), None],
        _ => [1, 7].map(|month| Date::new(2024, month, 15).ok()),
    }
}

fn seconds(time: Time) -> i32 {
    i32::from(time.hour()) * 3600 + i32::from(time.minute()) * 60 + i32::from(time.second())
}
