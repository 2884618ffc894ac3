//! What the writer of one file does next, in a line.

use super::Report;
use crate::diagnostic::{Diagnostic, Level, RuleName};
use std::collections::BTreeMap;

/// What is mended first, since other findings follow from it.
const FIRST: [RuleName; 4] = [
    RuleName::UnreadableFile,
    RuleName::Sections,
    RuleName::TimelinePresent,
    RuleName::TimelineFormat,
];

/// The next step for the one file of a report, which is `path`; `reviewed` says whether somebody has reviewed it. None where
/// nothing is left to do.
#[must_use]
pub fn next_step(report: &Report, path: &str, reviewed: bool) -> Option<String> {
    let review = || format!("ready for a peer's review: nevertwice review {path}");
    // To find a reviewer comes last.
    let own = |found: &&Diagnostic| found.rule != RuleName::PeerReview;
    for level in [Level::Error, Level::Warn, Level::Question] {
        let mut counts: BTreeMap<RuleName, usize> = BTreeMap::new();
        for found in report
            .diagnostics
            .iter()
            .filter(own)
            .filter(|found| found.level == level)
        {
            *counts.entry(found.rule).or_default() += 1;
        }
        let place = |rule: RuleName| {
            FIRST
                .iter()
                .position(|first| *first == rule)
                .unwrap_or(FIRST.len())
        };
        let next = counts
            .iter()
            .min_by_key(|&(rule, count)| (place(*rule), std::cmp::Reverse(*count)));
        let Some((rule, count)) = next else { continue };
        let (word, many) = match level {
            Level::Error => ("error", "errors"),
            Level::Warn => ("warning", "warnings"),
            Level::Question if reviewed => ("question", "questions"),
            // Questions are for the reviewer.
            Level::Question => return Some(review()),
        };
        let word = if *count == 1 { word } else { many };
        return Some(format!(
            "start with {rule} ({count} {word}): nevertwice explain {rule}"
        ));
    }
    let asked = report
        .diagnostics
        .iter()
        .any(|found| found.rule == RuleName::PeerReview);
    (asked || !reviewed).then(review)
}

#[cfg(test)]
mod tests {
    use super::next_step;
    use crate::diagnostic::{Diagnostic, Level, RuleName};
    use crate::report::Report;
    use crate::span::Span;

    fn next(found: &[(Level, RuleName)], reviewed: bool) -> Option<String> {
        let mut report = Report::new(1);
        let found = found.iter();
        let found = found.map(|(level, rule)| Diagnostic::new(*level, *rule, "a.md", Span::default(), "x"));
        report.diagnostics = found.collect();
        next_step(&report, "a.md", reviewed)
    }

    #[test]
    fn what_others_follow_from_comes_first_then_what_is_found_most() {
        use Level::{Error, Question, Warn};
        use RuleName::{FactsDisagree, InvalidValue, PeerReview, Sections, UnknownKey, WordCount};
        let review = Some("ready for a peer's review: nevertwice review a.md".to_owned());
        let start = |words: &str| Some(format!("start with {words}"));
        let values = [(Error, InvalidValue), (Error, UnknownKey), (Error, InvalidValue)];
        assert_eq!(
            next(&values, false),
            start("invalid-value (2 errors): nevertwice explain invalid-value")
        );
        let sections = [values[0], values[2], (Error, Sections), (Error, PeerReview)];
        assert_eq!(
            next(&sections, false),
            start("sections (1 error): nevertwice explain sections")
        );
        let warned = [(Warn, WordCount), (Question, Sections), (Error, PeerReview)];
        assert_eq!(
            next(&warned, false),
            start("word-count (1 warning): nevertwice explain word-count")
        );
        assert_eq!(next(&[(Error, PeerReview)], true), review);
        assert_eq!(next(&[(Question, FactsDisagree)], false), review);
        assert_eq!(
            next(&[(Question, FactsDisagree)], true),
            start("facts-disagree (1 question): nevertwice explain facts-disagree")
        );
        assert_eq!((next(&[], false), next(&[], true)), (review, None));
    }
}
