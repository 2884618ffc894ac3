//! How hard the services were hit, from words.

use crate::vocabulary::ImpactLevel;

const DOWN: &[&str] = &[
    "was down",
    "were down",
    "went down",
    "is down",
    "be down",
    "offline",
    "unavailable",
    "inaccessible",
    "unreachable",
    "not accessible",
    "no longer accessible",
    "complete outage",
    "full outage",
    "total outage",
    "completely down",
    "not operational",
    "crashed",
    "brought down",
];
const DEGRADED: &[&str] = &[
    "intermittent",
    "degraded",
    "degradation",
    "slow",
    "latency",
    "delay",
    "sporadic",
    "partial",
    "sluggish",
    "occasional",
    "some users",
];

/// Down or degraded, where words say one and not the other. Intermittent downtime is degraded.
pub(super) fn level(text: &str) -> Option<ImpactLevel> {
    let down = DOWN.iter().any(|words| text.contains(words));
    let degraded = DEGRADED.iter().any(|words| text.contains(words));
    match (down, degraded) {
        (true, false) => Some(ImpactLevel::Down),
        (false, true) => Some(ImpactLevel::Degraded),
        (true, true) if text.contains("intermittent") => Some(ImpactLevel::Degraded),
        _ => None,
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
