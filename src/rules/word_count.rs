//! The length that the brief asks for.

use super::{Example, FileContext, Judge, Rule, Verdict};
use crate::config::Profile;
use crate::diagnostic::{Level, RuleName};
use crate::postmortem::Reading;
use crate::span::Span;

/// The brief: "between 400 to 600 words".
const LEAST: usize = 400;
const MOST: usize = 600;

/// `word-count`
pub(super) static RULE: Rule = Rule {
    name: RuleName::WordCount,
    summary: "the body has 400 to 600 words",
    requires: "the body has 400 to 600 words; headings count, while front matter, code blocks, HTML tags, \
               comments and link targets do not; a word contains a letter or a digit",
    why: "\"Be brief and straight to the point, between 400 to 600 words\" (the assignment). A shorter text \
          leaves questions open, a longer one is not read. Within 5% of a limit counts as met, with a note.",
    fix: "Too long: move logs and configuration into code blocks, and cut whatever answers no question of the \
          assignment. Too short: usually the mechanism of the cause or the false leads are missing.",
    bad: &[Example {
        path: "README.md",
        text: "# Login down\n\n## Issue Summary\n\nNobody could log in from 10:00 to 11:00 UTC.\n",
    }],
    good: &[Example {
        path: "README.md",
        text: include_str!("examples/complete.md"),
    }],
    levels: &[(Profile::Assignment, Level::Error)],
    judge: Judge::File(judge),
};

fn judge(reading: &Reading, _context: &FileContext<'_>) -> Verdict {
    let postmortem = &reading.postmortem;
    let words = postmortem.record.words;
    let whole = Span::default();
    let finding = if (LEAST..=MOST).contains(&words) {
        return Verdict::Met(Vec::new());
    } else if (LEAST - LEAST / 20..=MOST + MOST / 20).contains(&words) {
        let message =
            format!("the body has {words} words: within 5% of {LEAST} to {MOST}, which counts as met");
        RULE.question(postmortem, whole, message)
    } else if words < LEAST {
        let message = format!("the body has {words} words; the assignment asks for {LEAST} to {MOST}");
        RULE.error(postmortem, whole, message).hint(format!(
            "add at least {} words; code blocks do not count",
            LEAST - words
        ))
    } else {
        let message = format!("the body has {words} words; the assignment asks for {LEAST} to {MOST}");
        RULE.error(postmortem, whole, message).hint(format!(
            "cut at least {} words; code blocks do not count",
            words - MOST
        ))
    };
    Verdict::of(vec![finding], Vec::new)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::diagnostic::Level;
    use crate::rules::testing::{assignment, levels};

    #[test]
    fn the_bounds_are_met_and_near_them_is_a_note() {
        let of = |count: usize| {
            levels(&assignment(
                &RULE,
                &format!("# One\n\n{}\n", "word ".repeat(count - 1)),
            ))
        };
        for (count, expected) in [
            (379, vec![Level::Error]),
            (380, vec![Level::Question]),
            (399, vec![Level::Question]),
            (400, vec![]),
            (600, vec![]),
            (601, vec![Level::Question]),
            (630, vec![Level::Question]),
            (631, vec![Level::Error]),
        ] {
            assert_eq!(of(count), expected, "{count} words");
        }
    }

    #[test]
    fn the_message_says_the_number() {
        let findings = assignment(
            &RULE,
            "---\ntitle: Not counted\n---\nOne - two.\n\n```\nthree four\n```\n",
        );
        assert_eq!(
            findings[0].2,
            "the body has 2 words; the assignment asks for 400 to 600"
        );
    }
}
