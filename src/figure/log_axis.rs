//! A logarithmic axis of durations, in whole numbers: no float may differ from machine to machine.

use crate::figure::text_width::{self, Weight};

const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;

/// Where an axis may begin and end, and which places it names, in seconds.
const ROUND: [(i64, &str); 16] = [
    (MINUTE, "1 min"),
    (2 * MINUTE, "2 min"),
    (5 * MINUTE, "5 min"),
    (10 * MINUTE, "10 min"),
    (20 * MINUTE, "20 min"),
    (HOUR / 2, "30 min"),
    (HOUR, "1 h"),
    (2 * HOUR, "2 h"),
    (6 * HOUR, "6 h"),
    (12 * HOUR, "12 h"),
    (DAY, "1 day"),
    (3 * DAY, "3 days"),
    (7 * DAY, "1 week"),
    (30 * DAY, "30 days"),
    (120 * DAY, "120 days"),
    (480 * DAY, "480 days"),
];
/// The same, those first that say most.
const FIRST: [i64; 16] = [
    MINUTE,
    HOUR,
    DAY,
    10 * MINUTE,
    6 * HOUR,
    7 * DAY,
    30 * DAY,
    HOUR / 2,
    2 * HOUR,
    5 * MINUTE,
    12 * HOUR,
    3 * DAY,
    2 * MINUTE,
    20 * MINUTE,
    120 * DAY,
    480 * DAY,
];
/// Between two names at least this many pixels.
const APART: i32 = 8;
/// Between powers of two a logarithm has so many steps.
const STEPS: i64 = 10_000;

/// The logarithm to base two, in ten thousandths; between powers of two it is straight. Less than 1 counts as 1.
#[must_use]
pub fn log2(number: i64) -> i64 {
    let number = number.max(1);
    let whole = i64::from(number.ilog2());
    let power = 1_i64 << whole;
    let rest = i128::from(number - power) * i128::from(STEPS) / i128::from(power);
    whole * STEPS + i64::try_from(rest).unwrap_or_default()
}

/// An axis from one round duration to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    low: i64,
    high: i64,
    left: i32,
    right: i32,
}

/// A named place of an axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// From the left, in pixels.
    pub x: i32,
    /// Where its name begins.
    pub text_x: i32,
    /// Its name.
    pub text: &'static str,
}

impl Axis {
    /// The axis from `left` to `right` that holds all durations from `shortest` to `longest` seconds. What is below a
    /// minute is at its left end, what is beyond 480 days at its right one.
    #[must_use]
    pub fn new(shortest: i64, longest: i64, left: i32, right: i32) -> Self {
        let round = ROUND.map(|(seconds, _)| seconds);
        let low = round
            .into_iter()
            .rev()
            .find(|&low| low <= shortest)
            .unwrap_or(MINUTE);
        let mut over = round
            .into_iter()
            .filter(|&high| high > low)
            .skip_while(|&high| high < longest);
        let last = 480 * DAY;
        let (low, high) = match over.next() {
            Some(high) => (low, high),
            None if low < last => (low, last),
            None => (120 * DAY, last),
        };
        Self {
            low,
            high,
            left,
            right,
        }
    }

    /// The shortest duration that has a place of its own, in seconds.
    #[must_use]
    pub const fn low(self) -> i64 {
        self.low
    }

    /// Where some seconds lie, in pixels: never outside the axis.
    #[must_use]
    pub fn x(self, seconds: i64) -> i32 {
        let (low, high) = (log2(self.low), log2(self.high));
        let at = (log2(seconds) - low) * i64::from(self.right - self.left) / (high - low).max(1);
        let x = i64::from(self.left) + at;
        i32::try_from(x).unwrap_or(i32::MAX).clamp(self.left, self.right)
    }

    /// Its ends and as many round durations between them as have room, in order.
    #[must_use]
    pub fn ticks(self) -> Vec<Tick> {
        let mut ticks: Vec<Tick> = Vec::new();
        let ends = [self.low, self.high].into_iter();
        for seconds in ends
            .chain(FIRST)
            .filter(|seconds| (self.low..=self.high).contains(seconds))
        {
            let Some(&(_, name)) = ROUND.iter().find(|&&(round, _)| round == seconds) else {
                continue;
            };
            let x = self.x(seconds);
            let width = text_width::width(name, 13, Weight::Regular);
            let text_x = (x - width / 2).clamp(self.left, (self.right - width).max(self.left));
            let free = ticks.iter().all(|other| {
                let end = other.text_x + text_width::width(other.text, 13, Weight::Regular);
                text_x >= end + APART || text_x + width + APART <= other.text_x
            });
            if free {
                ticks.push(Tick {
                    x,
                    text_x,
                    text: name,
                });
            }
        }
        ticks.sort_by_key(|tick| tick.x);
        ticks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn logarithms_grow_and_are_exact_at_powers_of_two() {
        assert_eq!([1, 2, 1 << 20].map(log2), [0, 10_000, 200_000]);
        assert!((1..100_000).all(|number| log2(number) <= log2(number + 1)));
        assert!(log2(i64::MAX) > log2(i64::MAX / 2));
    }

    proptest! {
        #[test]
        fn every_duration_lies_on_its_axis_and_names_keep_apart(a in 0_i64..100_000_000, b in 0_i64..100_000_000, width in 60_i32..1200) {
            let axis = Axis::new(a.min(b), a.max(b), 10, 10 + width);
            prop_assert!(axis.low < axis.high);
            for seconds in [a, b, 0, i64::MAX] {
                prop_assert!((10..=10 + width).contains(&axis.x(seconds)));
            }
            let ticks = axis.ticks();
            prop_assert!(!ticks.is_empty());
            for pair in ticks.windows(2) {
                prop_assert!(pair[0].text_x + text_width::width(pair[0].text, 13, Weight::Regular) + APART <= pair[1].text_x);
            }
        }
    }
}
