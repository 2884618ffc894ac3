//! Days as counts since 1970, and what is known of the entry before.

use super::draft_entry::{DraftEntry, StatedDate};
use crate::moment::days_since_epoch;
use crate::postmortem::timeline::context::Anchor;
use crate::span::Span;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

pub(super) const DAY: i64 = 86_400;
/// The longest step over midnight that is taken without a question.
pub(super) const STEP: i64 = DAY / 2;

/// A day of the calendar from its count since 1970.
pub(super) fn date(day: i64) -> Option<Date> {
    let days = jiff::Span::new().try_days(day).ok()?;
    jiff::civil::date(1970, 1, 1).checked_add(days).ok()
}

/// The date that an entry states, or its heading for it.
pub(super) fn stated(entry: &DraftEntry) -> Option<StatedDate> {
    entry.stamp.as_ref().and_then(|stamp| stamp.day).or(entry.heading)
}

/// What is known of the entry before: its day, its clock, its offset.
#[derive(Clone, Copy)]
pub(super) struct Last {
    pub(super) day: i64,
    pub(super) clock: Option<i64>,
    pub(super) offset: Option<Offset>,
    /// Whether its date is written.
    pub(super) stated: bool,
    /// Whether its hour is one with am or pm.
    pub(super) of12: bool,
    /// Where its section begins.
    pub(super) section: usize,
    pub(super) span: Span,
}

impl Last {
    /// Whether it is later than a local time at an offset.
    pub(super) fn follows(self, local: i64, offset: Option<Offset>) -> bool {
        self.clock
            .is_some_and(|clock| local < self.day * DAY + clock + self.shift(offset))
    }

    /// Whether a local time is on the wrong side of it.
    pub(super) fn is_out_of_order(self, local: i64, offset: Option<Offset>, newest_first: bool) -> bool {
        if newest_first {
            self.clock
                .is_some_and(|clock| local > self.day * DAY + clock + self.shift(offset))
        } else {
            self.follows(local, offset)
        }
    }

    /// How much later a clock at another offset shows its time.
    pub(super) fn shift(self, offset: Option<Offset>) -> i64 {
        match (self.offset, offset) {
            (Some(last), Some(own)) => i64::from(own.seconds() - last.seconds()),
            _ => 0,
        }
    }
}

/// A date with the year that brings it nearest to a reference; without one, of the year 1972.
pub(super) fn resolve(year: Option<i16>, month: i8, day: i8, reference: Option<i64>) -> Option<i64> {
    if let Some(year) = year {
        return Date::new(year, month, day).ok().map(count);
    }
    let Some(reference) = reference.filter(|&day| date(day).is_some()) else {
        return Date::new(1972, month, day).ok().map(count);
    };
    let year = date(reference)?.year();
    [year, year - 1, year + 1]
        .into_iter()
        .filter_map(|year| Date::new(year, month, day).ok().map(count))
        .min_by_key(|day| (day - reference).abs())
}

/// An anchor in seconds on the clock of a zone.
pub(super) fn local(anchor: Anchor, offset: Option<Offset>) -> i64 {
    let shift = match (anchor.offset, offset) {
        (Some(from), Some(to)) => i64::from(to.seconds() - from.seconds()),
        _ => 0,
    };
    count(anchor.date) * DAY + of_day(anchor.time) + shift
}

/// The day on which a clock time is nearest to a moment.
pub(super) fn nearest(clock: i64, moment: i64) -> i64 {
    let day = moment.div_euclid(DAY);
    [day, day - 1, day + 1]
        .into_iter()
        .min_by_key(|day| (day * DAY + clock - moment).abs())
        .unwrap_or(day)
}

pub(super) fn count(date: Date) -> i64 {
    i64::from(days_since_epoch(date))
}

pub(super) fn of_day(time: Time) -> i64 {
    i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second())
}

pub(super) fn time(seconds: i64) -> Option<Time> {
    let part = |value: i64| i8::try_from(value).ok();
    Time::new(
        part(seconds / 3600)?,
        part(seconds / 60 % 60)?,
        part(seconds % 60)?,
        0,
    )
    .ok()
}
