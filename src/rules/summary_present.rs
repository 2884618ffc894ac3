//! There is an Issue Summary.

use super::{Example, FileContext, Judge, Rule, Verdict, brief};
use crate::config::Profile;
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::span::Span;
use crate::vocabulary::SectionKind;

/// `summary-present`
pub(super) static RULE: Rule = Rule {
    name: RuleName::SummaryPresent,
    summary: "there is an Issue Summary",
    requires: "an Issue Summary, under any of its accepted names, or lines such as `Duration:`, `Impact:` and `Root cause:`, \
               with at least one sentence; paragraphs before the first heading are a question",
    why: "\"Issue Summary (that is often what executives will read)\" (the assignment). It is the one part that \
          everybody reads.",
    fix: "Begin with a section `## Issue Summary`: when it was, who was hit and how, and why.",
    bad: &[Example {
        path: "README.md",
        text: "# Login down\n\n## Issue Summary\n\n## Timeline\n\n- 10:00 UTC - Alert: logins are failing\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Login down\n\n## Issue Summary\n\nFrom 10:00 to 11:00 UTC nobody could log in: a key had expired.\n",
    }],
    levels: brief::LEVELS,
    judge: Judge::File(judge),
};

const HINT: &str = "begin with a section `## Issue Summary`: when it was, who was hit and how, and why";

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let of = [SectionKind::Summary, SectionKind::Impact];
    let said: Vec<_> = brief::summary(reading).collect();
    let sections = &reading.postmortem.document.sections;
    let headed = sections
        .iter()
        .filter(|section| of.contains(&section.kind) && section.heading.is_some());
    let spans: Vec<Span> = headed.map(|section| section.heading_span).collect();
    let words: usize = said.iter().map(|said| said.text.split_whitespace().count()).sum();
    match (said.first(), spans.is_empty()) {
        (Some(_), false) => Verdict::Met(spans),
        // In an archive, `sections` says what is missing.
        (_, true) if context.profile == Profile::Archive => Verdict::NotApplicable,
        (Some(first), true) if words >= FEWEST => brief::ask(
            &RULE,
            reading,
            first.span(),
            "this is the Issue Summary: it has no heading",
            "add the heading `## Issue Summary` above it",
        ),
        (None, false) => {
            let at = spans.first().copied().unwrap_or_default();
            let hint = "say when it was, who was hit and how, and why";
            brief::unmet(&RULE, reading, at, "the Issue Summary is empty", hint)
        }
        _ => brief::absent(&RULE, reading, context.profile, "missing Issue Summary", HINT),
    }
}

/// With fewer words an opening is no summary.
const FEWEST: usize = 10;
