//! A year that is written for another: that of last January, or of the report that was copied.

use super::days::stated;
use super::draft_entry::DraftEntry;
use crate::text::clock::Day;
use jiff::civil::Date;

/// The year that all dates of a timeline have, and that of the postmortem, which has the same day of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slip {
    pub(super) written: i16,
    pub(super) meant: i16,
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
