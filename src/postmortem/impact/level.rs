//! How hard the services were hit, from words.

use crate::postmortem::phrases::Phrases;
use crate::vocabulary::ImpactLevel;
use std::sync::LazyLock;

/// The degraded ones that also win over those that say that it was down.
const NOT_ALL_THE_TIME: &str = "intermittent";
const DEGRADED: &str =
    "degraded, degradation, slow, latency, delay, sporadic, partial, sluggish, occasional, some users";
const DOWN: &str = "was down, were down, went down, is down, be down, offline, unavailable, inaccessible, unreachable, \
    not accessible, no longer accessible, complete outage, full outage, total outage, completely down, not operational, \
    crashed, brought down";

static WORDS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new([NOT_ALL_THE_TIME, DEGRADED, DOWN]));

/// Down or degraded, where words say one and not the other. Intermittent downtime is degraded.
pub(super) fn level(text: &str) -> Option<ImpactLevel> {
    let mut said = [false; 3];
    for (_, phrase) in WORDS.found(text) {
        if let Some(said) = said.get_mut(phrase.list) {
            *said = true;
        }
    }
    match said {
        [true, ..] | [false, true, false] => Some(ImpactLevel::Degraded),
        [false, false, true] => Some(ImpactLevel::Down),
        [false, true, true] | [false, false, false] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_told_only_where_words_agree() {
        for (text, read) in [
            ("the shop was down for everybody", Some(ImpactLevel::Down)),
            ("pages were slow to load", Some(ImpactLevel::Degraded)),
            (
                "the api was intermittently unavailable",
                Some(ImpactLevel::Degraded),
            ),
            ("pages were slow, then the site was down", None),
            ("people saw errors", None),
        ] {
            assert_eq!(level(text), read, "{text}");
        }
    }
}
