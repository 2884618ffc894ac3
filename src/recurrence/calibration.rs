//! From which likeness on two failures of an archive are likely one. A number of one archive means nothing in another, so
//! each is measured by itself: every postmortem is left out once and held against all others. Its nearest neighbour may
//! be the same failure; the next one rarely is, and tells how alike different failures are there.

/// What is below this is alike in no archive.
const LEAST: i32 = 18;
/// How far above what is usual a repeat is at least, where much is alike: reports of one template.
const ABOVE: i32 = 6;
/// How much it says at most against a repeat that the earlier failure is more like another one.
const ELSEWHERE: i32 = 10;
/// How many postmortems are left out in turn: more make no difference.
pub(super) const SAMPLE: usize = 128;

/// The least likeness of a repeat, from how alike each postmortem and its second neighbour are.
pub(super) fn threshold(mut second: Vec<i32>) -> i32 {
    let usual = median(&mut second);
    (LEAST + usual / 2).max(usual + ABOVE)
}

/// How alike two failures are, where the earlier one is so much like another: two that are one are mostly the nearest to
/// each other, and what is like many is like them by its subject.
pub(super) fn mutual(likeness: i32, elsewhere: i32) -> i32 {
    likeness - (elsewhere - likeness).clamp(0, ELSEWHERE)
}

fn median(of: &mut [i32]) -> i32 {
    of.sort_unstable();
    of.get(of.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_alike_different_failures_are_the_more_a_repeat_has_to_be() {
        assert_eq!(threshold(vec![12, 14, 16, 18, 99]), LEAST + 8);
        assert_eq!(threshold(vec![40; 20]), 40 + ABOVE);
        assert_eq!(threshold(Vec::new()), LEAST);
    }

    #[test]
    fn what_is_nearer_to_another_is_less_of_a_repeat() {
        assert_eq!(mutual(40, 12), 40);
        assert_eq!(mutual(40, 43), 37);
        // The third time is as much of one as the second.
        assert_eq!(mutual(60, 95), 60 - ELSEWHERE);
    }
}
