//! The order in which entries are told.

use super::days::{DAY, Last, STEP, count, date, local, of_day, stated};
use super::draft_entry::{DraftEntry, ZoneLabel};
use super::entry_dates::{Days, When};
use crate::diagnostic::{Diagnostic, RuleName};
use crate::span::Span;
use crate::text::clock::Clock;

impl Days<'_> {
    /// Whether each entry is told before an earlier one, as status pages do. A step of more than half a day is none: it is
    /// one over midnight.
    pub(super) fn told_newest_first(entries: &[DraftEntry]) -> bool {
        let mut date = None;
        let points = entries.iter().filter_map(|entry| {
            let own = stated(entry).and_then(|dated| dated.day.full()).map(count);
            date = own.or(date);
            let stamp = entry.stamp.as_ref()?;
            let Clock::Time(time) = stamp.clock? else {
                return None;
            };
            let clock = of_day(time);
            Some((
                own.is_some(),
                date,
                clock,
                stamp.zone.as_ref().map(|zone| zone.name.as_str()),
            ))
        });
        let (mut down, mut up) = (0, 0);
        let mut before = None;
        for (own, date, clock, zone) in points {
            if let Some((last_date, last_clock, last_zone)) = before.replace((date, clock, zone))
                && last_zone == zone
            {
                let step: i64 = match (last_date, date) {
                    (Some(last), Some(date)) if own => (date - last) * DAY + clock - last_clock,
                    _ if (clock - last_clock).abs() > DAY / 2 => 0,
                    _ => clock - last_clock,
                };
                down += usize::from(step < 0);
                up += usize::from(step > 0);
            }
        }
        // Two updates, each with its own date, are as those of a status page.
        let dated = |entry: &DraftEntry| stated(entry).is_some_and(|dated| dated.day.full().is_some());
        let two = || entries.len() == 2 && down == 1 && entries.iter().all(dated);
        up == 0 && (down >= 2 || two())
    }

    /// Where only the date of the start is known, the oldest entry is of that date, and not the newest.
    pub(super) fn anchor_oldest(&self, entries: &[DraftEntry], found: &mut [When]) {
        let timed = self.context.started.is_some() || self.context.start.is_some();
        let Some(day) = self.context.day.filter(|_| !timed) else {
            return;
        };
        let dated = |entry: &DraftEntry| stated(entry).or(entry.usual).is_some();
        if !self.newest_first || entries.iter().any(dated) {
            return;
        }
        let Some(oldest) = found.iter().rev().find_map(|when| when.day) else {
            return;
        };
        let step = count(day) - oldest;
        for when in found {
            when.day = when.day.map(|day| day + step);
            for point in when.at.iter_mut().chain(&mut when.until) {
                point.day += step;
            }
        }
    }

    /// The day of an entry without a date that follows another.
    pub(super) fn after(&mut self, last: Last, clock: i64, zone: Option<&ZoneLabel>, span: Span) -> i64 {
        let first = self.offset(zone, last.day, clock);
        let offset = self.fitting(first, zone, last.day, clock);
        // Both on the clock of this entry's zone.
        let before = last.clock.unwrap_or(clock) + last.shift(offset);
        if self.newest_first {
            return last.day - i64::from(clock > before);
        }
        if clock >= before {
            return last.day;
        }
        let step = clock + DAY - before;
        let next = last.day + 1;
        let passes = self.context.resolved.is_some_and(|resolved| {
            let end = local(resolved, offset);
            self.reference.is_some() && next * DAY + clock > end
        });
        if step < STEP && !passes {
            let confirmed = self.context.resolved.is_some()
                || self.reference.is_some() && self.context.last.map(count) == Some(next)
                || self.at < self.last_stated;
            if !confirmed {
                let words = self.source.slice(span);
                let day = self
                    .reference
                    .and_then(|_| date(next))
                    .map_or_else(String::new, |date| format!(", {date}"));
                let message =
                    format!("cannot tell whether `{words}` is on the next day; assuming it is{day}");
                self.diagnostics.push(
                    Diagnostic::question(RuleName::TimesInOrder, &self.source.path, span, message)
                        .hint("add the date where the day changes")
                        .label(last.span, "previous entry"),
                );
            }
            return next;
        }
        self.out_of_order(last, span);
        last.day
    }

    pub(super) fn out_of_order(&mut self, last: Last, span: Span) {
        let side = if self.newest_first { "later" } else { "earlier" };
        let message = format!(
            "`{}` is {side} than the previous entry, `{}`",
            self.source.slice(span),
            self.source.slice(last.span)
        );
        self.diagnostics.push(
            Diagnostic::warn(RuleName::TimesInOrder, &self.source.path, span, message)
                .hint("put the entries in order, or add the date where the day changes")
                .label(last.span, "previous entry"),
        );
    }
}
