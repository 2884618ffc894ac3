//! A moment as a writer states it: a clock time with what is known of its date and zone.

mod abbreviations;
pub mod month;
mod places;
mod stated;
pub mod zone;

pub use stated::stated;

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// A zone as written, and the offset that it means at its moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// As written: `UTC`, `PST`, `GMT+1`, `+02:00`, `Africa/Lagos`.
    pub label: String,
    /// The offset from UTC. None where a name of the zone database comes without a date,
    /// or an ambiguous abbreviation could not be settled.
    #[serde(with = "offset_seconds")]
    pub offset: Option<Offset>,
}

/// A clock time, and as much of its date and zone as is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// The local date, where one is known.
    pub date: Option<Date>,
    /// Days after the first entry of its timeline, where no date is known; 0 otherwise.
    pub day: i16,
    /// The local clock time.
    pub time: Time,
    /// The zone, where one is known.
    pub zone: Option<Zone>,
}

/// An offset as seconds east of UTC.
mod offset_seconds {
    use jiff::tz::Offset;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(offset: &Option<Offset>, to: S) -> Result<S::Ok, S::Error> {
        offset.map(Offset::seconds).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Offset>, D::Error> {
        let seconds = Option::<i32>::deserialize(from)?;
        let offset = seconds.map(Offset::from_seconds).transpose();
        offset.map_err(D::Error::custom)
    }
}

impl Zone {
    /// Its name for people: as written, but for the letter of RFC 3339, and with `UTC` before a bare offset.
    #[must_use]
    pub fn name(&self) -> Cow<'_, str> {
        match self.label.as_str() {
            "Z" | "z" => "UTC".into(),
            // A minus, since lines may break after a hyphen.
            label if label.starts_with(['+', '-']) => format!("UTC{}", label.replace('-', "\u{2212}")).into(),
            label => label.into(),
        }
    }
}

impl Moment {
    /// A position on one axis, in seconds: since 1970 UTC where date and offset are known. Without an
    /// offset the local clock counts as UTC; without a date the first day is 1970-01-01. Only
    /// differences between moments of one postmortem mean something then.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        let days = match self.date {
            Some(date) => i64::from(days_since_epoch(date)),
            None => i64::from(self.day),
        };
        let time = i64::from(self.time.hour()) * 3600
            + i64::from(self.time.minute()) * 60
            + i64::from(self.time.second());
        let offset = self.offset().map_or(0, |offset| i64::from(offset.seconds()));
        days * 86_400 + time - offset
    }

    /// The offset from UTC, where it is known.
    #[must_use]
    pub fn offset(&self) -> Option<Offset> {
        self.zone.as_ref().and_then(|zone| zone.offset)
    }

    /// Seconds from `self` to `later`, where both are known alike: both with a date or both without,
    /// both with an offset or both without.
    #[must_use]
    pub fn until(&self, later: &Self) -> Option<i64> {
        let alike = self.date.is_some() == later.date.is_some()
            && self.offset().is_some() == later.offset().is_some();
        alike.then(|| later.seconds() - self.seconds())
    }
}

/// RFC 3339 with the offset as written (`2024-02-12T01:00:00+01:00`, `…Z` for UTC); without a date or
/// without an offset the part that is known: `01:00:00+01:00`, `2024-02-12T01:00:00`, `01:00:00`.
/// Data holds a time of day alone where date or zone are not known: see [`Moment::json`].
impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(date) = self.date {
            write!(out, "{date}T")?;
        }
        let time = self.time;
        write!(
            out,
            "{:02}:{:02}:{:02}",
            time.hour(),
            time.minute(),
            time.second()
        )?;
        match self.offset() {
            Some(offset) if offset.is_zero() => out.write_str("Z"),
            Some(offset) => write_offset(out, offset),
            None => Ok(()),
        }
    }
}

impl Moment {
    /// The form of the data contracts: RFC 3339 where date and offset are known, else the time of day.
    #[must_use]
    pub fn json(&self) -> String {
        if self.date.is_some() && self.offset().is_some() {
            return self.to_string();
        }
        Self {
            date: None,
            ..self.clone()
        }
        .to_string()
    }
}

fn write_offset(out: &mut fmt::Formatter<'_>, offset: Offset) -> fmt::Result {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    write!(out, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Days from 1970-01-01 to a date.
#[must_use]
pub fn days_since_epoch(date: Date) -> i32 {
    let since = date.duration_since(jiff::civil::date(1970, 1, 1));
    i32::try_from(since.as_hours() / 24).unwrap_or_default()
}
