//! The times of one postmortem beside those of the archive, on a scale of the logarithm of minutes that holds all of them.

use crate::archive::metrics::Times;
use crate::archive::{Archive, Item};
use crate::figure::log_axis::Axis;
use crate::record::accessors::Durations;
use crate::view::{Against, Html, words};

/// Of more incidents each hundredth one in order of length is shown: what a page needs to say.
const SINGLE: usize = 120;

/// How long until the one and the other, of one incident.
type Own = fn(&Durations) -> Option<i64>;

/// What is told, in the order in which it is reached: what the label says, for what took no time and for what did.
const KINDS: [(&str, &str, Own); 4] = [
    ("Detected", "Detected after", |times| times.detect),
    ("Acknowledged", "Acknowledged after", |times| times.acknowledge),
    ("Mitigated", "Mitigated after", |times| times.mitigate),
    ("Resolved", "Resolved after", |times| times.resolve),
];

/// What all postmortems of an archive are held against: of each kind its times, and one tick an incident, as the data of
/// a path.
#[derive(Debug)]
pub(super) struct Scales {
    kinds: Vec<(Times, Html)>,
    /// In hundredths of a percent.
    axis: Axis,
}

impl Scales {
    pub(super) fn new(archive: &Archive) -> Self {
        let all = &archive.metrics;
        let times = || archive.all().filter_map(Item::impact_times);
        let longest = KINDS
            .iter()
            .filter_map(|(.., duration)| times().filter_map(|times| duration(&times)).max());
        let axis = axis(longest.max().unwrap_or_default());
        let known = [all.detect, all.acknowledge, all.mitigate, all.resolve];
        let kinds = KINDS.iter().zip(known);
        Self {
            kinds: kinds
                .map(|((.., duration), known)| {
                    let ticks = ticks(axis, times().filter_map(|times| duration(&times)));
                    (known, Html::new(&ticks))
                })
                .collect(),
            axis,
        }
    }

    /// The times of one postmortem that are known, in the order in which they are reached.
    pub(super) fn of(&self, item: &Item) -> Vec<Against> {
        let Some(mut times) = item.impact_times() else {
            return Vec::new();
        };
        // The calm between several outages is no time that mending took.
        if item.record.outages().len() > 1 {
            (times.mitigate, times.resolve) = (None, None);
        }
        let kinds = KINDS.iter().zip(&self.kinds);
        kinds
            .filter_map(|(&(at_once, after, duration), (known, ticks))| {
                let median = known.telling_median()?;
                let seconds = duration(&times)?;
                Some(Against {
                    label: if seconds == 0 { at_once } else { after },
                    value: length(seconds),
                    median: match words::share_inferred(known.inferred, known.n) {
                        Some(inferred) => format!("median: {}, {inferred}", length(median)),
                        None => format!("median: {}", length(median)),
                    },
                    n: known.n,
                    ticks: ticks.clone(),
                    x: self.percent(seconds),
                    median_x: self.percent(median),
                })
            })
            .collect()
    }

    /// How the scale is to be read: `Log scale, 1 min to 6 h.`
    pub(super) fn scale(&self) -> String {
        let ends = self.axis.ticks();
        match (ends.first(), ends.last()) {
            (Some(first), Some(last)) => format!("Log scale, {} to {}.", first.text, last.text),
            _ => String::new(),
        }
    }

    fn percent(&self, seconds: i64) -> String {
        words::percent(i64::from(self.axis.x(seconds)))
    }
}

/// The axis from 1 min to 6 h, or to the round duration that holds the longest seconds.
fn axis(longest: i64) -> Axis {
    Axis::new(60, longest.max(6 * 3_600), 0, 10_000)
}

/// Strokes of a path in a box 1,000 wide; times at the same place share one.
fn ticks(axis: Axis, times: impl Iterator<Item = i64>) -> String {
    let mut places: Vec<i32> = times.map(|seconds| axis.x(seconds) / 10).collect();
    places.sort_unstable();
    let step = places.len().div_ceil(SINGLE).max(1);
    let mut places: Vec<i32> = places.into_iter().step_by(step).collect();
    places.dedup();
    places.iter().map(|x| format!("M{x} 9v10")).collect()
}

/// `12 min`, `immediately`
fn length(seconds: i64) -> String {
    match seconds {
        0 => "immediately".to_owned(),
        seconds => words::duration(seconds),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_goes_from_a_minute_to_six_hours_or_holds_the_longest() {
        let day = 86_400;
        for (longest, high) in [
            (0, day / 4),
            (day / 4, day / 4),
            (day / 4 + 1, day / 2),
            (5 * day, 7 * day),
        ] {
            let axis = axis(longest);
            assert_eq!((axis.x(0), axis.x(60), axis.x(high)), (0, 0, 10_000));
            assert!(axis.x(high - 3_600) < 10_000);
        }
    }

    #[test]
    fn many_times_share_their_ticks() {
        assert_eq!(ticks(axis(0), [60, 60, 21_600].into_iter()), "M0 9v10M1000 9v10");
        let many = ticks(axis(0), (0..10_000).map(|minute| 60 + minute));
        assert!(many.matches('M').count() <= SINGLE, "{many}");
    }
}
