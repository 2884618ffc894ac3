//! The impact level of a text, from phrases.

use crate::text::phrases::Phrases;
use crate::vocabulary::ImpactLevel;
use std::sync::LazyLock;

/// Means degraded even beside phrases which say that it was down.
const NOT_ALL_THE_TIME: &str = "intermittent";
const DEGRADED: &str =
    "degraded, degradation, slow, latency, delay, sporadic, partial, sluggish, occasional, some users";
const DOWN: &str = "was down, were down, went down, is down, be down, offline, unavailable, inaccessible, unreachable, \
    not accessible, no longer accessible, complete outage, full outage, total outage, completely down, not operational, \
    crashed, brought down";

static WORDS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new([NOT_ALL_THE_TIME, DEGRADED, DOWN]));

/// The level that consecutive lines state together, and the index of the first line that states one by itself.
pub(super) fn level(lines: &[&str]) -> Option<(ImpactLevel, usize)> {
    let mut together = [false; 3];
    let mut alone = vec![[false; 3]; lines.len()];
    let (mut line, mut end) = (0, lines.first()?.len());
    // A phrase may cross the end of a line.
    for (at, phrase) in WORDS.matches(&lines.join(" ")) {
        while at > end {
            line += 1;
            end += 1 + lines.get(line).map_or(0, |line| line.len());
        }
        let in_line = alone.get_mut(line).filter(|_| at + phrase.len() <= end);
        for lists in in_line.into_iter().chain([&mut together]) {
            if let Some(matched) = lists.get_mut(phrase.list) {
                *matched = true;
            }
        }
    }
    let first = alone.iter().position(|&lists| level_of(lists).is_some());
    Some((level_of(together)?, first?))
}

/// The level from the lists that matched, where they do not contradict each other. Intermittent downtime is degraded.
fn level_of(matched: [bool; 3]) -> Option<ImpactLevel> {
    match matched {
        [true, ..] | [false, true, false] => Some(ImpactLevel::Degraded),
        [false, false, true] => Some(ImpactLevel::Down),
        [false, true, true] | [false, false, false] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_only_where_phrases_agree() {
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
            assert_eq!(level(&[text]), read.map(|level| (level, 0)), "{text}");
        }
    }

    #[test]
    fn the_first_line_with_a_level_is_returned() {
        let down = |line| Some((ImpactLevel::Down, line));
        assert_eq!(
            level(&["nothing", "the shop was", "down", "it was down"]),
            down(3)
        );
        assert_eq!(level(&["", "it went down", "and crashed"]), down(1));
        assert_eq!(level(&["the shop was", "down"]), None);
        assert_eq!(level(&["it was down", "it was slow"]), None);
        assert_eq!(level(&[]), None);
    }
}
