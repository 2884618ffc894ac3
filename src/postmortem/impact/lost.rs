//! How long a false lead took, by what its entry says: `37 minutes lost`, `it cost us 45 minutes`.

use super::duration;
use super::tokens::{tokens, word};

/// So many words may stand between a length and its verb: `an hour had been lost`, `cost us another 45 minutes`.
const BETWEEN: usize = 2;

/// The seconds that a text says were lost; None where it names no length or loses something else: `lost 5 minutes of data`.
#[must_use]
pub fn lost(text: &str) -> Option<i64> {
    let lower = text.to_ascii_lowercase();
    if !duration::has_unit(&lower) {
        return None;
    }
    let tokens = tokens(&lower);
    let spends = |at: usize| matches!(word(&tokens, at), "lost" | "wasted");
    let costs =
        |at: usize| spends(at) || matches!(word(&tokens, at), "cost" | "costing" | "wasting" | "losing");
    (0..tokens.len()).find_map(|at| {
        let (seconds, taken) = duration::length(tokens.get(at..)?)?;
        let end = at + taken;
        let auxiliary = |at: usize| matches!(word(&tokens, at), "was" | "were" | "had" | "been");
        let after = (0..=BETWEEN)
            .take_while(|&skipped| skipped == 0 || auxiliary(end + skipped - 1))
            .any(|skipped| spends(end + skipped));
        let before = || {
            let from = at.saturating_sub(BETWEEN + 1);
            let stop = (from..at)
                .rev()
                .find(|&at| tokens.get(at).is_some_and(|token| token.is_stop()));
            word(&tokens, end) != "of" && (stop.map_or(from, |stop| stop + 1)..at).any(costs)
        };
        (seconds > 0 && (after || before())).then_some(seconds)
    })
}

#[cfg(test)]
mod tests {
    use super::lost;

    #[test]
    fn a_length_that_was_lost_is_read_on_either_side_of_its_verb() {
        for (text, minutes) in [
            ("Looked at the router first; 25 minutes lost.", Some(25)),
            ("The cable was fine, two and a half hours were lost", Some(150)),
            ("It was the wrong host, which cost us an hour.", Some(60)),
            ("We wasted another 1 h 30 min on the driver.", Some(90)),
            ("We lost 5 minutes of orders", None),
            ("Connection lost. 20 minutes later it was back.", None),
            ("The job runs every 10 minutes", None),
            ("We lost our patience", None),
        ] {
            assert_eq!(lost(text), minutes.map(|minutes| minutes * 60), "{text}");
        }
    }
}
