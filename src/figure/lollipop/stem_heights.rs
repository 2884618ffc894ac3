//! How tall stems are: the square root of how long it took, on a scale that fits most of them.

/// The longest time of a scale and its lines, in minutes. The lines are far enough apart for their words.
const SCALES: [(i64, &[i64]); 11] = [
    (5, &[1, 5]),
    (15, &[1, 5, 15]),
    (60, &[5, 15, 60]),
    (180, &[15, 60, 180]),
    (480, &[15, 60, 180, 480]),
    (1_440, &[60, 180, 480, 1_440]),
    (4_320, &[180, 480, 1_440, 4_320]),
    (14_400, &[480, 1_440, 4_320, 14_400]),
    (43_200, &[1_440, 4_320, 14_400, 43_200]),
    (144_000, &[4_320, 14_400, 43_200, 144_000]),
    (525_600, &[14_400, 43_200, 144_000, 525_600]),
];
/// A scale that is longer than so many times the median would leave most stems without a height.
const MEDIANS: i64 = 25;
/// The least that can be seen.
const LEAST: i32 = 7;

/// A scale of heights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heights {
    /// What is longer is cut, in seconds.
    pub cap: i64,
    /// Times that get a line, in seconds, shortest first.
    pub lines: &'static [i64],
    /// How high the longest is, in pixels.
    pub most: i32,
}

impl Heights {
    /// The scale for times in seconds, of a height in pixels: the shortest that holds all; but where a few are far longer
    /// than the rest, the shortest that holds the rest. Its lines are in minutes.
    #[must_use]
    pub fn of(mut seconds: Vec<i64>, most: i32) -> Self {
        seconds.sort_unstable();
        let median = seconds.get(seconds.len() / 2).copied().unwrap_or(0);
        let above =
            |&(cap, _): &(i64, &[i64])| seconds.len() - seconds.partition_point(|&time| time <= cap * 60);
        let holds_all = SCALES.iter().find(|scale| above(scale) == 0);
        let of_median = SCALES.iter().rev().find(|(cap, _)| cap * 60 <= median * MEDIANS);
        let chosen = match (holds_all, of_median) {
            (Some(all), Some(median)) => all.min(median),
            (Some(all), None) => all,
            (None, Some(median)) => median,
            (None, None) => &SCALES[SCALES.len() - 1],
        };
        // A shorter one that cuts no more stems shows more of the rest.
        let shortest = SCALES.iter().find(|scale| above(scale) == above(chosen));
        let &(cap, lines) = shortest.unwrap_or(chosen);
        Self {
            cap: cap * 60,
            lines,
            most,
        }
    }

    /// How high a time is, in pixels.
    #[must_use]
    pub fn height(&self, seconds: i64) -> i32 {
        let square = i64::from(self.most) * i64::from(self.most);
        let height = (seconds.clamp(0, self.cap) * square / self.cap).isqrt();
        i32::try_from(height).unwrap_or(self.most).max(LEAST)
    }

    /// Whether a time is too long for the scale.
    #[must_use]
    pub const fn cuts(&self, seconds: i64) -> bool {
        seconds > self.cap
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(minutes: &[i64]) -> i64 {
        Heights::of(minutes.iter().map(|minutes| minutes * 60).collect(), 150).cap / 60
    }

    #[test]
    fn the_scale_fits_the_data() {
        assert_eq!(scale(&[]), 5);
        assert_eq!(scale(&[3]), 5);
        assert_eq!(scale(&[10, 20, 50]), 60);
        assert_eq!(scale(&[20, 40, 60, 1_380]), 1_440);
    }

    #[test]
    fn outliers_are_cut() {
        // Fourteen of a service, one of three days: the rest is seen on three hours.
        let service = [38, 52, 96, 31, 24, 71, 29, 44, 64, 33, 88, 11, 107, 4_320];
        assert_eq!(scale(&service), 180);
        assert_eq!(scale(&[30, 40, 40, 50, 23_040]), 60);
    }

    #[test]
    fn heights_keep_their_order_and_stay_inside() {
        let heights = Heights::of(vec![60, 600, 3_600, 30_000], 150);
        let tall: Vec<i32> = [0, 60, 600, 3_600, 30_000, i64::MAX]
            .map(|time| heights.height(time))
            .into();
        assert!(tall.windows(2).all(|pair| pair[0] <= pair[1]), "{tall:?}");
        assert!(tall.iter().all(|tall| (LEAST..=150).contains(tall)));
    }
}
