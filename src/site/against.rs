//! The times of one postmortem beside those of the archive, on a scale of the logarithm of minutes.

use super::view::{Against, Html};
use super::words;
use crate::archive::metrics::Times;
use crate::archive::{Archive, Item};
use crate::figure::log::log2;

/// Of more incidents each hundredth one in order of length is shown: what a page needs to say.
const SINGLE: usize = 120;

/// What all postmortems of an archive are held against.
#[derive(Debug)]
pub(super) struct Scales([Scale; 4]);

/// One kind of time.
#[derive(Debug)]
struct Scale {
    /// What the label says, for what took no time and for what did.
    labels: (&'static str, &'static str),
    own: fn(&Item) -> Option<i64>,
    times: Times,
    /// One tick an incident, as the data of a path, and what it stands for.
    ticks: Html,
}

impl Scales {
    pub(super) fn new(archive: &Archive) -> Self {
        let all = &archive.metrics;
        let scale = |labels, own: fn(&Item) -> Option<i64>, times| Scale {
            labels,
            own,
            times,
            ticks: Html::new(&ticks(archive.items.iter().filter_map(own))),
        };
        Self([
            scale(
                ("Detected", "Detected after"),
                |item| felt(item, item.times.detect),
                all.detect,
            ),
            scale(
                ("Acknowledged", "Acknowledged after"),
                |item| felt(item, item.times.acknowledge),
                all.acknowledge,
            ),
            scale(
                ("Mitigated", "Mitigated after"),
                |item| felt(item, item.times.mitigate),
                all.mitigate,
            ),
            scale(
                ("Resolved", "Resolved after"),
                |item| felt(item, item.times.resolve),
                all.resolve,
            ),
        ])
    }

    /// The times of one postmortem that are known, in the order in which they are reached.
    pub(super) fn of(&self, item: &Item) -> Vec<Against> {
        let known = self.0.iter().filter_map(|scale| scale.of(item));
        known.collect()
    }
}

impl Scale {
    fn of(&self, item: &Item) -> Option<Against> {
        // One value beside itself says nothing.
        let median = self.times.median.filter(|_| self.times.n > 1)?;
        let mine = (self.own)(item)?;
        let (at_once, after) = self.labels;
        Some(Against {
            label: if mine == 0 { at_once } else { after },
            value: length(mine),
            median: format!("median {}", length(median)),
            n: self.times.n,
            ticks: self.ticks.clone(),
            x: words::percent(log(mine)),
            median_x: words::percent(log(median)),
        })
    }
}

/// Near misses hit nobody and have no times.
fn felt(item: &Item, time: Option<i64>) -> Option<i64> {
    time.filter(|_| !item.record.near_miss())
}

/// Strokes of a path in a box 1,000 wide; times at the same place share one.
fn ticks(times: impl Iterator<Item = i64>) -> String {
    let mut places: Vec<i64> = times.map(|seconds| log(seconds) / 10).collect();
    places.sort_unstable();
    let step = places.len().div_ceil(SINGLE).max(1);
    let mut places: Vec<i64> = places.into_iter().step_by(step).collect();
    places.dedup();
    places.iter().map(|x| format!("M{x} 9v10")).collect()
}

/// `12 min`, `at once`
fn length(seconds: i64) -> String {
    match seconds {
        0 => "at once".to_owned(),
        seconds => words::duration(seconds),
    }
}

/// Where seconds lie on a scale from 1 min to 6 h, in hundredths of a percent.
fn log(seconds: i64) -> i64 {
    let (low, high) = (log2(60), log2(21_600));
    (log2(seconds.clamp(60, 21_600)) - low) * 10_000 / (high - low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_goes_from_a_minute_to_six_hours_and_stays_in_its_box() {
        assert_eq!((log(0), log(60)), (0, 0));
        assert_eq!((log(21_600), log(i64::MAX)), (10_000, 10_000));
        assert!(log(600) > log(300) && log(3_600) > log(600));
    }

    #[test]
    fn many_times_share_their_ticks() {
        assert_eq!(ticks([60, 60, 21_600].into_iter()), "M0 9v10M1000 9v10");
        let many = ticks((0..10_000).map(|minute| 60 + minute));
        assert!(many.matches('M').count() <= SINGLE, "{many}");
    }
}
