//! Ticks of the time axis, at round local times, and the labels of days.

use super::scale::Scale;
use jiff::civil::{Date, DateTime};

const MINUTE: i64 = 60;
const HOUR: i64 = 3600;
/// A day in seconds.
pub const DAY: i64 = 86_400;

/// Steps between ticks, in seconds.
const STEPS: [i64; 20] = [
    1,
    2,
    5,
    10,
    15,
    30,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY,
];

/// Between two ticks at least this many pixels.
const APART: i64 = 90;
/// The same where labels show seconds.
const APART_SECONDS: i64 = 110;

/// How clock times are told on the axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// From UTC to the local clock, in seconds.
    pub offset: i64,
    /// Whether dates are known.
    pub dated: bool,
}

impl Clock {
    /// The local day, counted from 1970-01-01 or from the first day of an undated timeline.
    #[must_use]
    pub const fn day(self, seconds: i64) -> i64 {
        (seconds + self.offset).div_euclid(DAY)
    }

    /// `07:00`, or `07:00:30` with seconds.
    #[must_use]
    pub fn time(self, seconds: i64, with_seconds: bool) -> String {
        let local = (seconds + self.offset).rem_euclid(DAY);
        let (hour, minute, second) = (local / HOUR, local / MINUTE % 60, local % 60);
        if with_seconds {
            format!("{hour:02}:{minute:02}:{second:02}")
        } else {
            format!("{hour:02}:{minute:02}")
        }
    }

    /// `Tue 10 Mar`, with the year if asked for; `day 2` where no date is known.
    #[must_use]
    pub fn date(self, day: i64, with_year: bool) -> String {
        if !self.dated {
            return format!("day {}", day + 1);
        }
        let Some(date) = date(day) else {
            return String::new();
        };
        let style = if with_year { "%a %-d %b %Y" } else { "%a %-d %b" };
        date.strftime(style).to_string()
    }
}

fn date(day: i64) -> Option<Date> {
    let epoch = DateTime::constant(1970, 1, 1, 0, 0, 0, 0).date();
    epoch.checked_add(jiff::Span::new().try_days(day).ok()?).ok()
}

/// A tick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// When, in seconds.
    pub at: i64,
    /// Where, in pixels from the left.
    pub x: i32,
    /// Its label.
    pub label: String,
}

/// The ticks of all segments, in order.
#[must_use]
pub fn ticks(scale: &Scale, clock: Clock) -> Vec<Tick> {
    let step = step(scale);
    let mut ticks = Vec::new();
    for segment in &scale.segments {
        let mut at = (segment.start + clock.offset).div_euclid(step) * step - clock.offset;
        if at < segment.start {
            at += step;
        }
        while at <= segment.end {
            let label = if step < DAY {
                clock.time(at, step < MINUTE)
            } else {
                let day = clock.date(clock.day(at), false);
                day.split_once(' ')
                    .map_or(day.clone(), |(_, rest)| rest.to_owned())
            };
            ticks.push(Tick {
                at,
                x: scale.x(at),
                label,
            });
            at += step;
        }
    }
    ticks
}

/// The smallest step whose ticks are far enough apart, in seconds.
#[must_use]
pub fn step(scale: &Scale) -> i64 {
    let seconds: i64 = scale
        .segments
        .iter()
        .map(|segment| segment.end - segment.start)
        .sum();
    let pixels: i64 = scale
        .segments
        .iter()
        .map(|segment| i64::from(segment.right - segment.left))
        .sum();
    let seconds = seconds.max(1);
    let wide_enough = |step: &i64| {
        let apart = if *step < MINUTE { APART_SECONDS } else { APART };
        step * pixels >= apart * seconds
    };
    STEPS.into_iter().find(wide_enough).unwrap_or_else(|| {
        let needed = APART * seconds / pixels.max(1);
        (needed / (28 * DAY) + 1) * 28 * DAY
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_stand_at_round_local_times() {
        let clock = Clock {
            offset: 3600,
            dated: true,
        };
        // 2026-03-10T06:07Z to 07:53Z, an hour later by the local clock.
        let start = 20_522 * DAY + 6 * HOUR + 7 * MINUTE;
        let scale = Scale::new(&[start, start + 106 * MINUTE], 10, 1142);
        let labels: Vec<String> = ticks(&scale, clock).into_iter().map(|tick| tick.label).collect();
        assert_eq!(labels.first().map(String::as_str), Some("07:10"));
        assert_eq!(labels.last().map(String::as_str), Some("08:50"));
        assert_eq!(clock.date(clock.day(start), true), "Tue 10 Mar 2026");
    }

    #[test]
    fn ticks_are_apart_for_any_span() {
        for span in [30, 90, 3_000, 40_000, 900_000, 40_000_000, 4_000_000_000] {
            let scale = Scale::new(&[0, span], 10, 1142);
            let ticks = ticks(
                &scale,
                Clock {
                    offset: 0,
                    dated: true,
                },
            );
            assert!(ticks.len() <= 14, "{span}: {}", ticks.len());
            assert!(ticks.windows(2).all(|pair| pair[1].x - pair[0].x >= 89), "{span}");
        }
    }
}
