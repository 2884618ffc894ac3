//! The grammar of dates and clock times on plain text.
//!
//! [`leading()`] reads the stamp that a line of a timeline begins with, [`anywhere`] all stamps of a prose
//! text. Both are total and linear, and know nothing of the document: what a date without a year or a
//! clock time without a date means is settled by whoever knows the document.

mod after_date;
mod around;
mod cursor;
mod date;
mod epoch;
mod equivalent;
mod foreign;
mod leading;
mod prose;
mod range;
mod stamp;
#[cfg(test)]
mod tests;
mod time;
mod year_first;

pub use leading::{Leading, Separator, compact, leading};
pub use prose::anywhere;
pub use year_first::day_of_year;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::Offset;
use std::ops::Range;

/// A date, a clock time and a zone as far as they are written together; ranges are bytes of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stamp {
    /// All of it.
    pub range: Range<usize>,
    /// The date.
    pub day: Option<Day>,
    /// The clock time, or the start of a range of them.
    pub clock: Option<Clock>,
    /// The end of a range.
    pub until: Option<End>,
    /// Where the zone is, without brackets around it.
    pub zone: Option<Range<usize>>,
    /// The offset that only the same instant in another zone tells: `10:00 (17:00 UTC)`, `22:00 BST (21:00 UTC)`.
    pub offset: Option<Offset>,
    /// What the hour says of the half of its day.
    pub hours: Hours,
    /// Whether it says that it is not exact.
    pub approximate: bool,
    /// Whether a placeholder is where the time or the date should (`HH:mm`, `2X:XX`, `TBD`).
    pub placeholder: bool,
    /// What of it cannot be read, or only with doubt.
    pub problems: Vec<Problem>,
}

/// A date as far as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// Month and day, perhaps with the year.
    Date {
        /// The year.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
        /// Whether day and month may be the other way round, as in `12/02/2024`; the day is read first.
        ambiguous: bool,
    },
    /// The day after that of the entry before: `next day`.
    Next,
    /// A day of the week alone.
    Weekday(Weekday),
    /// The day of that number, counted from the first one of the incident: `Day 2`.
    Numbered(u8),
    /// The day of that number in its year: `087`.
    OfYear(u16),
}

impl Day {
    /// A date with its year.
    #[must_use]
    pub fn of(date: Date) -> Self {
        Self::Date {
            year: Some(date.year()),
            month: date.month(),
            day: date.day(),
            ambiguous: false,
        }
    }

    /// The date, where it is written with its year and can be read in one way only.
    #[must_use]
    pub fn full(self) -> Option<Date> {
        match self {
            Self::Date {
                year: Some(year),
                month,
                day,
                ambiguous: false,
            } => Date::new(year, month, day).ok(),
            _ => None,
        }
    }
}

/// A clock time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// A time of day.
    Time(Time),
    /// `24:00`, the end of its day.
    Midnight,
    /// Seconds after the start of the incident: `T+5m`.
    Relative(i64),
}

/// What an hour says of the half of its day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Hours {
    /// All: it is one of 24.
    #[default]
    Of24,
    /// All: am or pm is written.
    Of12,
    /// Perhaps nothing: `2:05`.
    Open,
}

/// The end of a range of times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// Its date, where it has one of its own.
    pub day: Option<Day>,
    /// The clock time.
    pub clock: Clock,
}

/// A part of a stamp that cannot be read, or only with doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it is.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// The cure.
    pub hint: String,
}
