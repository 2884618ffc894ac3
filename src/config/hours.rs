//! Support hours: the part of the week in which the time of an outage counts.

use crate::moment::{Moment, zone};
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};

/// On which days, and from when to when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportHours {
    /// Whether each day of the week is one of them, from Monday on.
    pub days: [bool; 7],
    /// When they begin.
    pub from: Time,
    /// When they end; on the day after where that is no later than `from`.
    pub to: Time,
    /// The zone of these times; None for that of the times that are compared.
    pub zone: Option<String>,
}

/// From Monday to Friday.
pub const WORKDAYS: [bool; 7] = [true, true, true, true, true, false, false];

impl Default for SupportHours {
    fn default() -> Self {
        Self {
            days: WORKDAYS,
            from: Time::midnight(),
            to: Time::midnight(),
            zone: None,
        }
    }
}

impl SupportHours {
    /// The seconds from one moment to another that lie within these hours. None where the dates are not known, or lie
    /// so far apart that one of them is a slip.
    #[must_use]
    pub fn within(&self, start: &Moment, end: &Moment) -> Option<i64> {
        const MOST_DAYS: i32 = 400;
        start.until(end)?;
        let (start, end) = (self.local(start)?, self.local(end)?);
        let (first, last) = (start.date().yesterday().ok()?, end.date());
        if first.until(last).ok()?.get_days() > MOST_DAYS {
            return None;
        }
        let days = first.series(Span::new().days(1)).take_while(|day| *day <= last);
        let open = days.filter_map(|day| self.opened(day));
        let seconds = open.map(|(from, to)| {
            let (from, to) = (from.max(start), to.min(end));
            from.duration_until(to).as_secs().max(0)
        });
        Some(seconds.sum())
    }

    /// The clock of these hours at a moment.
    fn local(&self, at: &Moment) -> Option<DateTime> {
        let local = at.date?.to_datetime(at.time);
        let zone = self.zone.as_ref();
        let offset = zone.and_then(|zone| zone::offset_of(zone, Some(local), None));
        match (offset, at.offset()) {
            (Some(own), Some(stated)) => {
                let apart = i64::from(own.seconds()) - i64::from(stated.seconds());
                local.checked_add(apart.seconds()).ok()
            }
            _ => Some(local),
        }
    }

    /// When they begin and end on a day.
    fn opened(&self, day: Date) -> Option<(DateTime, DateTime)> {
        let index = usize::try_from(day.weekday().to_monday_zero_offset()).ok()?;
        let open = *self.days.get(index)?;
        let last = if self.to <= self.from {
            day.tomorrow().ok()?
        } else {
            day
        };
        open.then(|| (day.to_datetime(self.from), last.to_datetime(self.to)))
    }
}

/// The days of the week that words name: `M-F`, `Mon - Fri`, `Monday to Friday`, `weekdays`, `Sat`, `daily`.
#[must_use]
pub fn days(words: &str) -> Option<[bool; 7]> {
    let words = words.trim().to_lowercase();
    match words.as_str() {
        "weekdays" | "workdays" | "working days" | "business days" => return Some(WORKDAYS),
        "daily" | "every day" | "7 days" | "24/7" => return Some([true; 7]),
        _ => {}
    }
    let mut ends = ["-", "–", " to ", " through "]
        .iter()
        .find_map(|joint| words.split_once(joint))
        .map_or(vec![words.as_str()], |(first, last)| vec![first, last])
        .into_iter()
        .map(weekday);
    let first = ends.next()??;
    let last = ends.next().unwrap_or(Some(first))?;
    let mut days = [false; 7];
    for after in 0..=(last + 7 - first) % 7 {
        if let Some(day) = days.get_mut((first + after) % 7) {
            *day = true;
        }
    }
    Some(days)
}

/// A day of the week, from Monday on, by its name or the beginning of it.
fn weekday(name: &str) -> Option<usize> {
    const NAMES: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let name = name.trim().trim_end_matches(['.', 's']);
    // `T` and `S` begin two days each.
    let short = match name {
        "m" => Some(Weekday::Monday),
        "w" => Some(Weekday::Wednesday),
        "f" => Some(Weekday::Friday),
        _ => None,
    };
    match short {
        Some(day) => usize::try_from(day.to_monday_zero_offset()).ok(),
        None => NAMES
            .iter()
            .position(|full| name.len() > 1 && full.starts_with(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::stated;
    use jiff::civil::time;

    fn hours(zone: Option<&str>) -> SupportHours {
        SupportHours {
            from: time(10, 0, 0, 0),
            to: time(17, 0, 0, 0),
            zone: zone.map(str::to_owned),
            ..SupportHours::default()
        }
    }

    fn within(hours: &SupportHours, start: &str, end: &str) -> Option<i64> {
        let moment = |text| stated(text, None).unwrap();
        hours
            .within(&moment(start), &moment(end))
            .map(|seconds| seconds / 60)
    }

    #[test]
    fn only_the_open_hours_of_a_span_count() {
        let open = hours(None);
        // 2024-03-01 is a Friday.
        assert_eq!(
            within(&open, "2024-03-01 09:00 UTC", "2024-03-01 12:00 UTC"),
            Some(120)
        );
        assert_eq!(
            within(&open, "2024-03-01 16:00 UTC", "2024-03-04 11:30 UTC"),
            Some(150)
        );
        assert_eq!(
            within(&open, "2024-03-02 10:00 UTC", "2024-03-03 17:00 UTC"),
            Some(0)
        );
        assert_eq!(
            within(&open, "2024-03-01 11:00 UTC", "2024-03-01 10:00 UTC"),
            Some(0)
        );
        assert_eq!(
            within(&open, "0204-03-01 11:00 UTC", "2024-03-01 10:00 UTC"),
            None
        );
    }

    #[test]
    fn they_are_of_their_own_zone() {
        let berlin = hours(Some("Europe/Berlin"));
        assert_eq!(
            within(&berlin, "2024-03-01 09:00 UTC", "2024-03-01 10:00 UTC"),
            Some(60)
        );
        assert_eq!(
            within(&berlin, "2024-03-01 16:00 UTC", "2024-03-01 18:00 UTC"),
            Some(0)
        );
    }

    #[test]
    fn nights_reach_over_midnight() {
        let night = SupportHours {
            from: time(22, 0, 0, 0),
            to: time(6, 0, 0, 0),
            days: [true; 7],
            zone: None,
        };
        assert_eq!(
            within(&night, "2024-03-01 01:00 UTC", "2024-03-01 23:00 UTC"),
            Some(360)
        );
    }

    #[test]
    fn days_in_all_forms() {
        for (words, expected) in [
            ("M-F", "1111100"),
            ("Mon-Fri", "1111100"),
            ("Monday to Friday", "1111100"),
            ("mon – thu", "1111000"),
            ("Sat", "0000010"),
            ("Fri-Mon", "1000111"),
            ("weekdays", "1111100"),
            ("daily", "1111111"),
        ] {
            let read = days(words).unwrap();
            let shown: String = read.iter().map(|day| if *day { '1' } else { '0' }).collect();
            assert_eq!(shown, expected, "{words}");
        }
        for words in ["", "x-y", "Smonday", "noon"] {
            assert_eq!(days(words), None, "{words}");
        }
    }
}
