//! From which likeness on two failures of an archive are likely one. A number of one archive means nothing in another, so
//! each is measured by itself: every postmortem is left out once and held against all others. Its nearest neighbour may
//! be the same failure; the next one rarely is, and tells how alike different failures are there.

/// How far above the usual likeness of different failures a repeat is, in deviations.
const DEVIATIONS: i32 = 4;
/// What is below this is alike in no archive.
const LEAST: i32 = 33;
/// How many postmortems are left out in turn: more make no difference.
pub(super) const SAMPLE: usize = 128;

/// The least likeness of a repeat, from how alike each postmortem and its second neighbour are.
pub(super) fn threshold(mut second: Vec<i32>) -> i32 {
    let middle = median(&mut second);
    let mut deviations: Vec<i32> = second.iter().map(|one| (one - middle).abs()).collect();
    (middle + DEVIATIONS * median(&mut deviations)).max(LEAST)
}

fn median(of: &mut [i32]) -> i32 {
    of.sort_unstable();
    of.get(of.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_far_from_the_rest_is_above_the_threshold() {
        assert_eq!(threshold(vec![32, 34, 36, 38, 99]), 36 + 4 * 2);
        assert_eq!(threshold(vec![40; 20]), 40);
        // Nothing is a repeat only because all else is still less alike.
        assert_eq!(threshold(vec![0, 0, 1, 2]), LEAST);
        assert_eq!(threshold(Vec::new()), LEAST);
    }
}
