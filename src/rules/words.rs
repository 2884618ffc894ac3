//! The words of a text, and which of them name something.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The words of a text in lower case, with their digits.
pub(super) fn all(lower: &str) -> impl Iterator<Item = &str> {
    lower
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// The words of a text that have only letters.
pub(super) fn letters(lower: &str) -> impl Iterator<Item = &str> {
    lower
        .split(|char: char| !char.is_alphabetic())
        .filter(|word| !word.is_empty())
}

/// So much of a word tells which it is, whatever its ending.
const STEM: usize = 5;

/// The beginning of a word.
pub(super) fn stem(word: &str) -> &str {
    let end = word.char_indices().nth(STEM).map(|(end, _)| end);
    end.and_then(|end| word.get(..end)).unwrap_or(word)
}

/// Words that build sentences, or say that there was an outage, and not of what.
static EMPTY: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "root cause caused causing causes issue issues problem problems outage incident this that these those with from have has had been were was \
     the and due into which who whom whose what when where why how made make makes our ours your their its his her they them for see above below table already said mentioned \
     described stated explained before after therefore because determined identified found not did does are but all any some more most very much many than then there \
     here also only just even still again about over under other another such same could would should can will may might must being \
     mistake mistakes error errors human fault faults failure failures failed fail bug bugs system systems service services server servers users user customers \
     customer people downtime during maintenance window led leading administrator engineer engineers developer developers employee member team teams junior someone person \
     unavailability unavailable down work working worked works went wrong happened happens happen website site main resulted result results technical network \
     configuration important understand understood lets continue continued occurred occur unexpected impact impacted affected affects solved solve fixed \
     resolved resolve resolution restored handled matter everything something nothing anything thing things normal good bad image company course reason reasons lot time \
     times while until since often every each one two you out now well necessary order need needs needed part way led lead new better newer old version versions afterwards fine attributed upon specific specifically particular particularly"
        .split_whitespace()
        .collect()
});

/// The words of a text that name more than an outage, a mistake and those who made it.
pub(super) fn concrete(lower: &str) -> impl Iterator<Item = &str> {
    all(lower).filter(|word| word.len() > 2 && !EMPTY.contains(word))
}

/// Their beginnings.
pub(super) fn stems(lower: &str) -> impl Iterator<Item = &str> {
    concrete(lower).map(stem)
}

#[cfg(test)]
mod tests {
    use super::{concrete, stem};

    #[test]
    fn words_of_any_outage_name_nothing() {
        let named = |text: &'static str| concrete(text).collect::<Vec<_>>();
        assert!(named("the root cause was a human error, which led to the outage of the system").is_empty());
        assert_eq!(named("the disk of db-01 was full"), ["disk", "full"]);
    }

    #[test]
    fn a_stem_ends_between_letters() {
        assert_eq!(stem("expired"), stem("expires"));
        assert_eq!(stem("évènement"), "évène");
        assert_eq!(stem("db"), "db");
    }
}
