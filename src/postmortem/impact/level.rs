//! How hard the service was hit, from phrases.

use crate::postmortem::impact::claim;
use crate::postmortem::impact::passage::Passage;
use crate::postmortem::impact::tokens::{OPAQUE, Token, begins, word};
use crate::postmortem::impact::words::{NOT_THE_SERVICE, WORK};
use crate::record::{Fact, Origin};
use crate::span::Span;
use crate::text::phrases::Phrases;
use crate::vocabulary::ImpactLevel;
use std::sync::LazyLock;

/// Means degraded even beside phrases which say that it was down.
const NOT_ALL_THE_TIME: &str = "intermittent";
const DEGRADED: &str =
    "degraded, degradation, slow, latency, delay, sporadic, partial, sluggish, occasional, some users";
const DOWN: &str = "was down, were down, went down, is down, be down, been down, offline, unavailable, inaccessible, unreachable, \
    not accessible, no longer accessible, complete outage, full outage, total outage, completely down, not operational, \
    crashed, brought down";

static WORDS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new([NOT_ALL_THE_TIME, DEGRADED, DOWN]));

/// What a text says of the level: for each of the lists, where it matches first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Levels([Option<Span>; 3]);

impl Levels {
    /// Adds what a passage says, given its tokens too.
    pub(super) fn add(&mut self, passage: &Passage<'_>, tokens: &[Token<'_>]) {
        for (at, list) in said(passage.lower(), tokens) {
            if let Some(first @ None) = self.0.get_mut(list) {
                *first = Some(passage.line_span(at));
            }
        }
    }

    /// The level, where the lists do not contradict each other. Intermittent downtime is degraded.
    pub(super) fn level(self) -> Option<Fact<ImpactLevel>> {
        let (level, span) = match self.0 {
            [Some(span), ..] | [None, Some(span), None] => (ImpactLevel::Degraded, span),
            [None, None, Some(span)] => (ImpactLevel::Down, span),
            [None, Some(_), Some(_)] | [None, None, None] => return None,
        };
        Some(Fact::new(level, Origin::Inferred, span))
    }
}

/// The places in a text where it says how the service was, each with the index of its list.
fn said(text: &str, tokens: &[Token<'_>]) -> impl Iterator<Item = (usize, usize)> {
    let token = |at: usize| tokens.partition_point(|token| token.range.end <= at);
    WORDS
        .matches(text)
        .filter(move |(at, phrase)| is_said(tokens, token(*at), token(at + phrase.len() - 1) + 1))
        .map(|(at, phrase)| (at, phrase.list))
}

/// Whether a phrase, some tokens, says how the service was.
fn is_said(tokens: &[Token<'_>], start: usize, end: usize) -> bool {
    const FURTHEST: usize = 4;
    let Some(phrase) = tokens.get(start).filter(|token| token.word != OPAQUE) else {
        return false;
    };
    let before = tokens
        .get(start.saturating_sub(FURTHEST)..start)
        .unwrap_or_default();
    let before = before
        .iter()
        .rposition(|token| token.is_stop() || token.word == ",")
        .map_or(before, |stop| before.get(stop + 1..).unwrap_or_default());
    let of_another = before.iter().any(|token| token.is(NOT_THE_SERVICE));
    let denied = before.iter().rev().take(2).any(|token| {
        matches!(token.word, "no" | "not" | "never" | "without" | "zero") || token.word.ends_with("n't")
    });
    let work = |token: &Token<'_>| token.word == "we" || token.is(WORK);
    let after = if matches!(word(tokens, end), "in" | "to") {
        end + 1
    } else {
        end
    };
    let of_work = begins(phrase.word, &["slow", "delay", "partial"])
        && (before.iter().any(work) || tokens.get(after).is_some_and(work));
    !of_another && !denied && !of_work && claim::is_real(tokens, &(start..end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postmortem::impact::tokens::tokens;

    fn level(text: &str) -> Option<ImpactLevel> {
        let mut levels = Levels::default();
        for (_, list) in said(text, &tokens(text)) {
            levels.0[list] = Some(Span::default());
        }
        levels.level().map(|fact| fact.value)
    }

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
            assert_eq!(level(text), read, "{text}");
        }
    }
}
