//! The day of each entry: its own, its heading's, that of the entry before it, or the start's; the next day where
//! that is the only short step; and whether the entries are in order.

use super::days::{DAY, Last, STEP, count, date, local, nearest, of_day, resolve, stated, time};
use super::draft_entry::{DraftEntry, StatedDate, ZoneLabel};
use super::entry_halves::with_half;
use super::year_slip::Slip;
use crate::diagnostic::{Diagnostic, RuleName};
use crate::moment::zone;
use crate::postmortem::timeline::context::Context;
use crate::source::Source;
use crate::span::Span;
use crate::text::clock::{Clock, Day, Hours};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use std::collections::BTreeSet;

/// In days: what is later than the day that the text names is told of another time.
const GAP: i64 = 31;

/// A day, as a count since 1970, and a time of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) day: i64,
    pub(super) time: Time,
}

/// When an entry happened, as far as that is known. Days count from 1970 where `Dates::known`, else from
/// the first entry.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct When {
    pub(super) day: Option<i64>,
    pub(super) at: Option<Point>,
    pub(super) until: Option<Point>,
    /// The offset of the second time, where clocks showed this one twice and the first does not fit.
    pub(super) second: Option<Offset>,
    /// Whether its date has two meanings, or follows from one that has; its day is then only a position.
    pub(super) dropped: bool,
}

/// The days of all entries, and whether they are those of the calendar.
pub(super) struct Dates {
    pub(super) known: bool,
    pub(super) entries: Vec<When>,
}

pub(super) fn dates(
    source: &Source,
    entries: &[DraftEntry],
    zones: &[Option<ZoneLabel>],
    context: &Context,
    diagnostics: &mut Vec<Diagnostic>,
) -> Dates {
    let mut days = Days {
        source,
        context,
        reference: context.reference().or_else(|| {
            entries
                .iter()
                .find_map(|entry| stated(entry).or(entry.usual)?.day.full())
                // Only where the first of them names its day: what stands before it would be of no day.
                .or_else(|| context.near.filter(|_| entries.first().is_some_and(names_day)))
        }),
        last: None,
        newest_first: Days::told_newest_first(entries),
        month_first: None,
        slip: Slip::of(entries, context.reference()),
        dropped: false,
        at: 0,
        last_stated: entries
            .iter()
            .rposition(|entry| stated(entry).is_some())
            .unwrap_or(0),
        told: BTreeSet::new(),
        diagnostics,
    };
    days.month_first = days.order_of_numbers(entries);
    let mut found = Vec::with_capacity(entries.len());
    for (at, (entry, zone)) in entries.iter().zip(zones).enumerate() {
        days.at = at;
        let later = entries.get(at..).unwrap_or_default();
        let mut when = days.entry(entry, zone.as_ref(), later);
        when.dropped = days.dropped;
        found.push(when);
    }
    days.anchor_oldest(entries, &mut found);
    let known = days.reference.is_some();
    Dates {
        known,
        entries: found,
    }
}

/// Whether an entry states day and month.
fn names_day(entry: &DraftEntry) -> bool {
    stated(entry).is_some_and(|stated| matches!(stated.day, Day::Date { .. }))
}

pub(super) struct Days<'a> {
    pub(super) source: &'a Source,
    pub(super) context: &'a Context,
    pub(super) reference: Option<Date>,
    pub(super) last: Option<Last>,
    /// Whether each entry is earlier than the one before it.
    pub(super) newest_first: bool,
    /// The order of day and month in dates of numbers, where others of them show it.
    pub(super) month_first: Option<bool>,
    /// The year that is written for another.
    pub(super) slip: Option<Slip>,
    /// Whether the date of the last entry that states one has two meanings.
    dropped: bool,
    /// The index of the entry that is read.
    pub(super) at: usize,
    /// The index of the last entry that states a date.
    pub(super) last_stated: usize,
    /// Ambiguous dates that were reported, as written.
    pub(super) told: BTreeSet<String>,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
}

impl Days<'_> {
    /// `later` begins with the entry itself.
    fn entry(&mut self, entry: &DraftEntry, zone: Option<&ZoneLabel>, later: &[DraftEntry]) -> When {
        let own = stated(entry).and_then(|dated| {
            let day = self.day(dated);
            self.dropped = day.is_none() && matches!(dated.day, Day::Date { .. });
            day
        });
        let own = own.or_else(|| self.usual(entry));
        let stamp = entry.stamp.as_ref();
        let Some(clock) = stamp.and_then(|stamp| self.seconds(stamp.clock?)) else {
            if let Some(stamp) = stamp.filter(|stamp| stamp.clock.is_some()) {
                self.no_start(stamp.span);
            }
            // What another section tells without a time may be of any day.
            let last = self.last.filter(|last| last.section == entry.section);
            let day = own.or(last.map(|last| last.day));
            if let Some(day) = own {
                self.last = Some(Last {
                    day,
                    clock: None,
                    offset: None,
                    stated: true,
                    of12: false,
                    section: entry.section,
                    span: entry.span,
                });
            }
            return When {
                day,
                ..When::default()
            };
        };
        let span = stamp.map_or(entry.span, |stamp| stamp.span);
        let hours = stamp.map_or(Hours::Of24, |stamp| stamp.hours);
        let before = self.last.as_ref().filter(|last| last.of12 || !self.newest_first);
        let clock = with_half(clock, hours, entry.half, before, own);
        let of12 = hours == Hours::Of12 || hours == Hours::Open && self.last.is_some_and(|last| last.of12);
        // `T+26h` changes the day by itself.
        let (carry, clock) = (clock.div_euclid(DAY), clock.rem_euclid(DAY));
        let relative = matches!(stamp.and_then(|stamp| stamp.clock), Some(Clock::Relative(_)));
        let base = match (own, self.last) {
            (Some(day), _) => day + carry,
            (None, _) if relative => self.base().map_or(0, |base| base.0) + carry,
            (None, Some(last)) if self.dropped && stated(entry).is_some() => last.day + carry,
            (None, Some(last)) if last.clock.is_some() => {
                self.after(last, clock + carry * DAY, zone, span) + carry
            }
            (None, Some(last)) => last.day + carry,
            (None, None) => self.first(clock, zone, later) + carry,
        };
        let first = self.offset(zone, base, clock);
        let offset = self.fitting(first, zone, base, clock);
        if let Some(last) = self.last
            && (own.is_some() || relative)
            && last.is_out_of_order(base * DAY + clock, offset, self.newest_first)
        {
            self.out_of_order(last, span);
        }
        self.last = Some(Last {
            day: base,
            clock: Some(clock),
            offset,
            stated: own.is_some(),
            of12,
            section: entry.section,
            span,
        });
        let at = time(clock).map(|time| Point { day: base, time });
        let until = stamp.and_then(|stamp| stamp.until).and_then(|end| {
            let end_clock = self.seconds(end.clock)?;
            let own = end.day.and_then(|day| self.day(StatedDate { day, span }));
            let mut day = own.unwrap_or(base) + end_clock.div_euclid(DAY);
            let end_clock = end_clock.rem_euclid(DAY);
            let step = (end_clock - clock).rem_euclid(DAY);
            if own.is_none() && day == base && end_clock < clock {
                if step < STEP {
                    day += 1;
                } else {
                    self.warn_order(
                        span,
                        format!("`{}` ends before it starts", self.source.slice(span)),
                    );
                }
            }
            Some(Point {
                day,
                time: time(end_clock)?,
            })
        });
        When {
            day: Some(base),
            at,
            until,
            second: offset.filter(|_| offset != first),
            dropped: false,
        }
    }

    /// The date of a note on all times: where no entry has a date yet, or the one before states an earlier one.
    fn usual(&self, entry: &DraftEntry) -> Option<i64> {
        let Day::Date { year, month, day, .. } = entry.usual?.day else {
            return None;
        };
        let usual = resolve(year, month, day, self.reference.map(count))?;
        self.last
            .is_none_or(|last| last.stated && last.day < usual)
            .then_some(usual)
    }

    /// The clock in seconds; a relative one counts from the start.
    fn seconds(&self, clock: Clock) -> Option<i64> {
        match clock {
            Clock::Time(time) => Some(of_day(time)),
            Clock::Midnight => Some(DAY),
            Clock::Relative(seconds) => Some(self.base()?.1 + seconds),
        }
    }

    /// Reports `T+5m` where `T` is unknown.
    fn no_start(&mut self, span: Span) {
        let message = format!(
            "`{}` is relative to a start that is not known",
            self.source.slice(span)
        );
        self.diagnostics.push(
            Diagnostic::warn(RuleName::UnreadableTime, &self.source.path, span, message)
                .hint("add `started` to the front matter, or write the clock time"),
        );
    }

    /// Day and second of what `T` stands for: the start, from front matter or the Issue Summary.
    fn base(&self) -> Option<(i64, i64)> {
        match self.context.started {
            Some(started) => Some((count(started.date), of_day(started.time))),
            None => Some((count(self.context.day?), of_day(self.context.start.as_ref()?.0))),
        }
    }

    /// The day of the first entry, where it states none.
    fn first(&mut self, clock: i64, zone: Option<&ZoneLabel>, later: &[DraftEntry]) -> i64 {
        if let Some(started) = self.context.started {
            let day = count(started.date);
            return nearest(clock, local(started, self.offset(zone, day, clock)));
        }
        /// So many entries on, a later day is that of an epilogue: `Mon 28 April, 10:00: refunds are through`.
        const EPILOGUE: usize = 4;
        let mut dated = later.iter().enumerate();
        let dated = dated.find_map(|(behind, entry)| Some((behind, stated(entry)?, entry)));
        // A day that is stated soon after is nearer than what the rest of the text says.
        let day = self.context.day.map(count);
        let apart = |behind: usize, told: i64, day: i64| match told - day {
            2..=GAP => behind < EPILOGUE,
            days => days.abs() > 1,
        };
        if let Some((behind, dated, entry)) = dated
            && let Some(told) = self.unmistakable(dated.day)
            && (self.newest_first || day.is_none_or(|day| apart(behind, told, day)))
        {
            let other = entry.stamp.as_ref().and_then(|stamp| self.seconds(stamp.clock?));
            let step = match (other, self.newest_first) {
                (Some(other), false) => -i64::from(other < clock),
                (Some(other), true) => i64::from(other > clock),
                (None, _) => 0,
            };
            return told + step;
        }
        // The day that is named is that of the entries: in another zone the start may be of the day before.
        let own = zone.map(|zone| zone.name.as_str());
        let start = self.context.start.as_ref();
        let start = start.filter(|(_, of)| zone::may_be_one(of.as_deref(), own));
        match (day, start) {
            (Some(day), Some(&(start, _))) => nearest(clock, day * DAY + of_day(start)),
            (day, _) => day.unwrap_or(0),
        }
    }

    /// The local time of an entry, where its date is known.
    fn local(&self, day: i64, clock: i64) -> Option<DateTime> {
        self.reference
            .and_then(|_| Some(DateTime::from_parts(date(day)?, time(clock.rem_euclid(DAY))?)))
    }

    /// The offset of an entry, or that of the second time where clocks showed its time twice, and only the
    /// second is not earlier than the previous entry.
    pub(super) fn fitting(
        &self,
        first: Option<Offset>,
        zone: Option<&ZoneLabel>,
        day: i64,
        clock: i64,
    ) -> Option<Offset> {
        let at = day * DAY + clock;
        let Some(last) = self
            .last
            .filter(|last| !self.newest_first && last.follows(at, first))
        else {
            return first;
        };
        self.local(day, clock)
            .and_then(|local| zone::second(&zone?.name, local))
            .filter(|&second| !last.follows(at, Some(second)))
            .or(first)
    }

    pub(super) fn offset(&self, zone: Option<&ZoneLabel>, day: i64, clock: i64) -> Option<Offset> {
        let local = self.local(day, clock);
        let near = self.context.started.and_then(|started| started.offset);
        zone::offset_of(&zone?.name, local, near)
    }

    fn warn_order(&mut self, span: Span, message: String) {
        self.diagnostics.push(
            Diagnostic::warn(RuleName::TimesInOrder, &self.source.path, span, message)
                .hint("add the date of the end"),
        );
    }
}
