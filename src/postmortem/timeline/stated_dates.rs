//! Stated dates as days: the year where none is written, days of the week, dates with two meanings.

use super::draft_entry::StatedDate;
use crate::diagnostic::{Diagnostic, RuleName};
use crate::postmortem::timeline::entry_dates::{Days, count, date};
use crate::span::Span;
use crate::text::clock::Day;
use jiff::civil::Date;

impl Days<'_> {
    /// A stated date as a day; None where it cannot be resolved, which is reported.
    pub(super) fn day(&mut self, dated: StatedDate) -> Option<i64> {
        let reference = self
            .last
            .filter(|_| self.reference.is_some())
            .map(|last| last.day)
            .or(self.reference.map(count));
        match dated.day {
            Day::Next => self.last.map(|last| last.day + 1),
            Day::Numbered(number) => Some(self.day_one() + i64::from(number) - 1),
            Day::Weekday(weekday) => {
                let near = reference?;
                let from = i64::from(date(near)?.weekday().to_monday_zero_offset());
                let step = (i64::from(weekday.to_monday_zero_offset()) - from).rem_euclid(7);
                // Before any entry the nearest such day, after one the next.
                Some(
                    near + if self.last.is_none() && step > 3 {
                        step - 7
                    } else {
                        step
                    },
                )
            }
            Day::Date {
                year,
                month,
                day,
                ambiguous,
            } => {
                let plain = resolve(year, month, day, reference);
                if !ambiguous {
                    return plain;
                }
                let turned = resolve(year, day, month, reference);
                let by = self.context.reference().map(count);
                let distance = |choice: Option<i64>| Some((choice? - by?).abs());
                match (distance(plain), distance(turned)) {
                    (Some(one), Some(other)) if one.min(other) <= 31 && one != other => {
                        if one < other {
                            plain
                        } else {
                            turned
                        }
                    }
                    _ => {
                        self.drop_date(dated.span, plain, turned);
                        None
                    }
                }
            }
        }
    }

    /// What `Day 1` means: the day of the start, else the first day that is written.
    fn day_one(&self) -> i64 {
        self.context.reference().or(self.reference).map_or(0, count)
    }

    fn drop_date(&mut self, span: Span, plain: Option<i64>, turned: Option<i64>) {
        let words = self
            .source
            .slice(span)
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_owned();
        if !self.dropped.insert(words.clone()) {
            return;
        }
        let shown = |day: Option<i64>| {
            day.and_then(date)
                .map_or_else(|| "no date".to_owned(), |date| date.to_string())
        };
        self.diagnostics.push(
            Diagnostic::warn(
                RuleName::UnreadableTime,
                &self.source.path,
                span,
                format!(
                    "ambiguous date `{words}`: {} or {}; the date is ignored",
                    shown(plain),
                    shown(turned)
                ),
            )
            .hint("write the date as YYYY-MM-DD"),
        );
    }
}

/// A date with the year that brings it nearest to a reference; without one, of the year 1972.
fn resolve(year: Option<i16>, month: i8, day: i8, reference: Option<i64>) -> Option<i64> {
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
