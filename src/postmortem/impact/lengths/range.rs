//! The range of clock times that stands in the sentence of a length: `2 h (10:00 - 12:00)`.

use crate::text::blocks::Text;
use crate::text::clock::{Clock, Day, Stamp};
use jiff::civil::Time;
use std::ops::Range;

const HALF_DAY: i64 = 43_200;
const DAY: i64 = 2 * HALF_DAY;

/// From one time to another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beside {
    seconds: i64,
    /// Whether both have a date of their own.
    dated: bool,
}

impl Beside {
    /// Its seconds; where the half of the day or the day is open, those that fit best into `room`.
    pub(super) fn seconds(self, room: (i64, i64)) -> i64 {
        let fits = |seconds: &i64| (room.0..=room.1).contains(seconds);
        if self.dated {
            return self.seconds;
        }
        let same = self.seconds.rem_euclid(DAY);
        let others = [same, (same + HALF_DAY) % DAY, same + DAY];
        others.into_iter().find(fits).unwrap_or(same)
    }
}

/// The times in a part of a text.
pub(super) fn within(text: &Text, part: Range<usize>) -> impl Iterator<Item = &Stamp> {
    let stamps = text.stamps();
    let first = stamps.partition_point(|stamp| stamp.range.start < part.start);
    let inside = stamps.iter().skip(first);
    inside.take_while(move |stamp| stamp.range.start < part.end)
}

/// The only range in a part of a text, which has no other times.
pub(super) fn beside(text: &Text, part: Range<usize>) -> Option<Beside> {
    let clocked = within(text, part).filter(|stamp| stamp.clock.is_some());
    let clocked: Vec<&Stamp> = clocked.collect();
    match clocked.as_slice() {
        [one] => {
            let until = one.until?;
            between((time(one.clock?)?, one.day), (time(until.clock)?, until.day))
        }
        [first, last] if first.until.is_none() && last.until.is_none() => {
            let zone = |stamp: &Stamp| stamp.zone.clone().and_then(|zone| text.plain.get(zone));
            let joint = text.plain.get(first.range.end..last.range.start)?.to_lowercase();
            let joint = joint.trim().trim_matches(['(', ')', ',', '*']).trim();
            let joined = matches!(
                joint,
                "to" | "until" | "till" | "-" | "–" | "—" | "~" | "through" | "and"
            );
            let differ = matches!((zone(first), zone(last)), (Some(one), Some(other)) if one != other);
            if !joined || differ {
                return None;
            }
            between((time(first.clock?)?, first.day), (time(last.clock?)?, last.day))
        }
        _ => None,
    }
}

const fn time(clock: Clock) -> Option<Time> {
    match clock {
        Clock::Time(time) => Some(time),
        Clock::Midnight => Some(Time::midnight()),
        Clock::Relative(_) => None,
    }
}

fn between(start: (Time, Option<Day>), end: (Time, Option<Day>)) -> Option<Beside> {
    let clock = start.0.duration_until(end.0).as_secs();
    let days = match (start.1, end.1) {
        (None | Some(_), None) | (None, Some(_)) => None,
        (Some(first), Some(last)) => Some(days_between(first, last)?),
    };
    let seconds = clock + days.unwrap_or(0) * DAY;
    (days.is_none() || seconds >= 0).then_some(Beside {
        seconds,
        dated: days.is_some(),
    })
}

/// The days between two dates; a year that one of them lacks is that of the other. None where they tell no number.
fn days_between(first: Day, last: Day) -> Option<i64> {
    // Any year is as good as another for two dates without one, but for the end of February.
    const ANY: i16 = 2_023;
    let of = |day: Day, other: Day| {
        let Day::Date {
            year,
            month,
            day,
            ambiguous: false,
        } = day
        else {
            return None;
        };
        let other = match other {
            Day::Date { year, .. } => year,
            _ => None,
        };
        jiff::civil::Date::new(year.or(other).unwrap_or(ANY), month, day).ok()
    };
    let (start, end) = (of(first, last)?, of(last, first)?);
    Some(i64::from(start.until(end).ok()?.get_days()))
}
