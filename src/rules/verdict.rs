//! The verdict of a rule on a text.

use crate::diagnostic::{Diagnostic, Level};
use crate::span::Span;

/// What a rule says of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is met, by the words at these places; by none of them where the rule only forbids.
    Met(Vec<Span>),
    /// Only a person can tell.
    Question(Vec<Diagnostic>),
    /// It is not met.
    NotMet(Vec<Diagnostic>),
    /// The text has nothing that the rule is about.
    NotApplicable,
}

impl Verdict {
    /// What follows from findings: where there are none, the rule is met by the words that `met` gives.
    pub fn of(found: Vec<Diagnostic>, met: impl FnOnce() -> Vec<Span>) -> Self {
        match found.iter().map(|found| found.level).max() {
            None => Self::Met(met()),
            Some(Level::Question) => Self::Question(found),
            Some(Level::Warn | Level::Error) => Self::NotMet(found),
        }
    }

    /// What was found.
    #[must_use]
    pub fn findings(self) -> Vec<Diagnostic> {
        match self {
            Self::Question(found) | Self::NotMet(found) => found,
            Self::Met(_) | Self::NotApplicable => Vec::new(),
        }
    }

    /// What it comes to, where all that is `found` in the end is known: with what reading found, and without what the
    /// text silences. A rule that is silenced does not apply.
    #[must_use]
    pub fn settled(self, found: Vec<Diagnostic>) -> Self {
        match self {
            Self::Question(_) | Self::NotMet(_) | Self::NotApplicable if found.is_empty() => {
                Self::NotApplicable
            }
            Self::Met(met) => Self::of(found, || met),
            _ => Self::of(found, Vec::new),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Verdict;
    use crate::diagnostic::{Diagnostic, Level, RuleName};
    use crate::span::Span;

    fn found(level: Level) -> Diagnostic {
        Diagnostic::new(level, RuleName::Sections, "a.md", Span::default(), "x")
    }

    #[test]
    fn the_gravest_finding_decides() {
        let of = |levels: &[Level]| Verdict::of(levels.iter().copied().map(found).collect(), Vec::new);
        assert_eq!(of(&[]), Verdict::Met(Vec::new()));
        assert!(matches!(of(&[Level::Question, Level::Question]), Verdict::Question(all) if all.len() == 2));
        assert!(matches!(of(&[Level::Question, Level::Warn]), Verdict::NotMet(all) if all.len() == 2));
    }

    #[test]
    fn what_is_silenced_does_not_apply_and_what_reading_found_counts() {
        let met = Verdict::Met(vec![Span::new(0, 3)]);
        let unmet = Verdict::NotMet(vec![found(Level::Error)]);
        assert_eq!(met.clone().settled(Vec::new()), met);
        assert_eq!(unmet.clone().settled(Vec::new()), Verdict::NotApplicable);
        assert_eq!(met.settled(vec![found(Level::Error)]), unmet);
        assert_eq!(Verdict::NotApplicable.settled(vec![found(Level::Error)]), unmet);
    }
}
