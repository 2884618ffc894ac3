//! Times of many postmortems: how many are known, the median, and what nine of ten stayed below.

use crate::record::accessors::Durations;

/// Of fewer values a median says nothing.
pub const FEWEST: usize = 3;

/// The times of some postmortems, all in seconds from `started`. Near misses hit nobody: they are counted
/// as postmortems and have no times.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metrics {
    /// How many postmortems.
    pub count: usize,
    /// How many of them hit nobody: near misses; of a service also those that left it alone.
    pub near_misses: usize,
    /// How long users were affected.
    pub user_impact: Times,
    /// Until somebody noticed.
    pub detect: Times,
    /// Until somebody took it on.
    pub acknowledge: Times,
    /// Until users were no longer affected.
    pub mitigate: Times,
    /// Until it was over.
    pub resolve: Times,
}

/// One kind of time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Times {
    /// In how many postmortems it is known.
    pub n: usize,
    /// In how many it is not, and should be.
    pub unknown: usize,
    /// How many of those that are known rest on a fact that is inferred.
    pub inferred: usize,
    /// The middle one; of two, what lies between them, rounded down.
    pub median: Option<i64>,
    /// The smallest one that nine of ten do not exceed.
    pub p90: Option<i64>,
}

impl Metrics {
    /// Of some postmortems, each with its times; None where nobody was hit.
    pub fn of(postmortems: impl Iterator<Item = Option<Durations>>) -> Self {
        let mut metrics = Self::default();
        let mut lists: [(Vec<i64>, usize, usize); 5] = Default::default();
        for times in postmortems {
            metrics.count += 1;
            let Some(times) = times else {
                metrics.near_misses += 1;
                continue;
            };
            let told = times.inferred;
            let times = [
                (times.impact, times.impact_inferred()),
                (times.detect, told.detect),
                (times.acknowledge, told.acknowledge),
                (times.mitigate, told.mitigate),
                (times.resolve, told.resolve),
            ];
            for ((known, unknown, inferred), (time, guessed)) in lists.iter_mut().zip(times) {
                match time {
                    Some(seconds) => {
                        known.push(seconds);
                        *inferred += usize::from(guessed);
                    }
                    None => *unknown += 1,
                }
            }
        }
        let [user_impact, detect, acknowledge, mitigate, resolve] =
            lists.map(|(known, unknown, inferred)| Times {
                inferred,
                ..Times::of(known, unknown)
            });
        Self {
            user_impact,
            detect,
            acknowledge,
            mitigate,
            resolve,
            ..metrics
        }
    }
}

impl Times {
    /// The median, where it is one of enough values to say something.
    #[must_use]
    pub fn telling_median(&self) -> Option<i64> {
        self.median.filter(|_| self.n >= FEWEST)
    }

    /// The median and more of some seconds.
    #[must_use]
    pub fn of(mut known: Vec<i64>, unknown: usize) -> Self {
        let n = known.len();
        // Only these ranks count: to sort all would take longer.
        let mut at = |rank: usize| (rank < n).then(|| *known.select_nth_unstable(rank).1);
        let lower = n.checked_sub(1).and_then(|last| at(last / 2));
        let median = lower.zip(at(n / 2)).map(|(low, high)| {
            // What lies between, without the sum that could overflow.
            low + (high - low) / 2
        });
        Self {
            n,
            unknown,
            inferred: 0,
            median,
            p90: (n * 9).div_ceil(10).checked_sub(1).and_then(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_lies_between_the_middle_two() {
        assert_eq!(
            Times::of(vec![], 3),
            Times {
                unknown: 3,
                ..Times::default()
            }
        );
        assert_eq!(Times::of(vec![5], 0).median, Some(5));
        assert_eq!(Times::of(vec![10, 1], 0).median, Some(5));
        assert_eq!(Times::of(vec![9, 1, 5], 0).median, Some(5));
    }

    #[test]
    fn nine_of_ten_do_not_exceed_p90() {
        assert_eq!(Times::of((1..=10).collect(), 0).p90, Some(9));
        assert_eq!(Times::of((1..=11).collect(), 0).p90, Some(10));
        assert_eq!(Times::of(vec![4], 0).p90, Some(4));
    }

    #[test]
    fn values_that_are_inferred_are_counted() {
        let times = |resolve, inferred| Durations {
            resolve: Some(resolve),
            impact: Some(resolve),
            inferred: crate::record::accessors::InferredTimes {
                resolve: inferred,
                detect: true,
                ..Default::default()
            },
            ..Durations::default()
        };
        let metrics = Metrics::of([times(5, true), times(9, false)].into_iter().map(Some));
        assert_eq!((metrics.resolve.n, metrics.resolve.inferred), (2, 1));
        assert_eq!(metrics.user_impact.inferred, 1);
        assert_eq!(metrics.detect.inferred, 0);
    }
}
