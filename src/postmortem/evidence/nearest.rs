//! Dates that are not written in full: the days beside them tell the year, and which of two numbers is the month.

use super::entries::distance;
use crate::text::clock::Day;
use jiff::civil::Date;

/// A date in full, by the days that are known, the first of which counts most.
pub(super) fn near(written: Day, known: &[Date]) -> Option<Date> {
    /// In days: a date with two meanings has the one of a day that is not farther.
    const NEAR: i32 = 31;
    let Day::Date {
        year,
        month,
        day,
        ambiguous,
    } = written
    else {
        return None;
    };
    let nearest = |month, day| {
        let Some(year) = year else {
            let by = *known.first()?;
            let years = [by.year(), by.year() - 1, by.year() + 1];
            let dates = years
                .into_iter()
                .filter_map(|year| Date::new(year, month, day).ok());
            return dates.min_by_key(|&date| distance(date, by));
        };
        Date::new(year, month, day).ok()
    };
    let plain = nearest(month, day);
    if !ambiguous || month == day {
        return plain;
    }
    let turned = nearest(day, month);
    known.iter().find_map(|&by| {
        let far = |date: Option<Date>| date.map_or(i32::MAX, |date| distance(date, by));
        let (one, other) = (far(plain), far(turned));
        if one == other || one.min(other) > NEAR {
            return None;
        }
        if one < other { plain } else { turned }
    })
}
