//! Stated dates as days: the year where none is written, days of the week, dates with two meanings.

use super::days::{count, date, resolve, stated};
use super::draft_entry::{DraftEntry, StatedDate};
use super::year_slip::Slip;
use crate::diagnostic::{Diagnostic, RuleName};
use crate::postmortem::evidence::number_order::{is_ambiguous, is_month_first};
use crate::postmortem::timeline::entry_dates::Days;
use crate::span::Span;
use crate::text::clock::{Day, day_of_year};

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
            Day::OfYear(number) => day_of_year(date(reference?)?.year(), number).map(count),
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
                let year = self.year(year, dated.span);
                let plain = resolve(year, month, day, reference);
                if !ambiguous {
                    return plain;
                }
                let turned = resolve(year, day, month, reference);
                if let Some(month_first) = self.month_first {
                    return if month_first { turned } else { plain };
                }
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

    /// The year of a date; one that was written for another is told once.
    fn year(&mut self, year: Option<i16>, span: Span) -> Option<i16> {
        let Some(Slip { written, meant }) = self.slip.filter(|slip| year == Some(slip.written)) else {
            return year;
        };
        if self.told.insert(written.to_string()) {
            self.diagnostics.push(
                Diagnostic::warn(
                    RuleName::UnreadableTime,
                    &self.source.path,
                    span,
                    format!("the timeline is of {written}, the postmortem of the same day of {meant}: read as {meant}"),
                )
                .hint("write the same year in both"),
            );
        }
        Some(meant)
    }

    /// The day of a date with one meaning, for the entries before it.
    pub(super) fn unmistakable(&self, day: Day) -> Option<i64> {
        match day {
            Day::Date {
                year,
                month,
                day,
                ambiguous: false,
            } => resolve(year, month, day, self.reference.map(count)),
            _ => None,
        }
    }

    /// Whether the month comes first in the timeline's dates of numbers: `02-27-2024` can only be read so. None where
    /// no date shows it, or some show one and some the other order.
    pub(super) fn order_of_numbers(&self, entries: &[DraftEntry]) -> Option<bool> {
        let dates = || entries.iter().filter_map(stated);
        if !dates().any(|dated| is_ambiguous(dated.day)) {
            return None;
        }
        let mut orders = dates().filter_map(|dated| month_first(self.source.slice(dated.span)));
        let first = orders.next()?;
        orders.all(|order| order == first).then_some(first)
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
        if !self.told.insert(words.clone()) {
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

/// Whether the month comes first in a date of two or three numbers that can be read in one way only.
fn month_first(written: &str) -> Option<bool> {
    let from = written.find(|char: char| char.is_ascii_digit())?;
    let mut numbers = written.get(from..)?.splitn(3, ['-', '/']);
    let first = numbers.next()?;
    let second = numbers.next()?;
    let end = second
        .find(|char: char| !char.is_ascii_digit())
        .unwrap_or(second.len());
    is_month_first(first, second.get(..end)?)
}
