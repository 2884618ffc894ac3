//! A year that is written for another: that of last January, or of the report that was copied.

use super::days::stated;
use super::draft_entry::DraftEntry;
use super::entry_dates::Days;
use crate::diagnostic::{Diagnostic, RuleName};
use crate::span::Span;
use crate::text::clock::Day;
use jiff::civil::Date;

/// The year that all dates of a timeline have, and that of the postmortem, which has the same day of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slip {
    written: i16,
    meant: i16,
}

impl Slip {
    /// Where a timeline has dates of two years, something did happen a year before: a certificate was issued.
    pub(super) fn of(entries: &[DraftEntry], postmortem: Option<Date>) -> Option<Self> {
        let postmortem = postmortem?;
        let dates = entries
            .iter()
            .filter_map(stated)
            .filter_map(|dated| match dated.day {
                Day::Date { year, month, day, .. } => Some((year?, month, day)),
                _ => None,
            });
        let (mut written, mut is_its_day) = (None, false);
        for (year, month, day) in dates {
            if *written.get_or_insert(year) != year {
                return None;
            }
            is_its_day |= (month, day) == (postmortem.month(), postmortem.day());
        }
        let written = written?;
        let meant = postmortem.year();
        (is_its_day && written != meant).then_some(Self { written, meant })
    }
}

impl Days<'_> {
    /// The year of a date; one that was written for another is told once.
    pub(super) fn year(&mut self, year: Option<i16>, span: Span) -> Option<i16> {
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
}
