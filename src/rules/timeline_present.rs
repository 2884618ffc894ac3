//! There is a timeline.

use super::{Example, FileContext, Judge, Rule, Verdict, brief};
use crate::config::Profile;
use crate::diagnostic::{Diagnostic, Level, RuleName};
use crate::postmortem::prose::Step;
use crate::postmortem::{Postmortem, Reading};
use crate::rules::places;
use crate::span::Span;
use crate::text::clock;
use crate::vocabulary::SectionKind;
use jiff::civil::Date;

/// `timeline-present`
pub(super) static RULE: Rule = Rule {
    name: RuleName::TimelinePresent,
    summary: "there is a timeline with at least one time",
    requires: "there is a timeline, under any of its accepted names, and at least one of its entries has a time",
    why: "The timeline is what readers learn from: who knew what and when, how long the problem went unnoticed, \
          which lead was false, what ended it (the assignment; Google SRE Workbook, chapter 10).",
    fix: "Add a section `## Timeline` with one entry per step: `- 10:05 UTC - what happened`.",
    bad: &[Example {
        path: "README.md",
        text: "# Login down\n\n## Issue Summary\n\nNobody could log in from 10:00 to 11:00 UTC.\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Login down\n\n## Timeline\n\n- 10:00 UTC - Alert: logins are failing\n- 11:00 UTC - Logins recovered\n",
    }],
    levels: &[
        (Profile::Archive, Level::Warn),
        (Profile::Assignment, Level::Error),
    ],
    judge: Judge::File(judge),
};

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let postmortem = &reading.postmortem;
    if postmortem.record.entries.is_empty() && brief::is_foreign(reading) {
        return Verdict::NotApplicable;
    }
    // Sentences tell it too.
    let told: Vec<&Step> = brief::steps(reading).collect();
    let has_time = |step: &&&Step| {
        clock::anywhere(step.text())
            .iter()
            .any(|time| time.clock.is_some())
    };
    if let Some(step) = told.iter().find(has_time) {
        return Verdict::Met(vec![step.span]);
    }
    // What took days is told in days.
    let entries = postmortem.record.entries.iter();
    let mut days: Vec<Date> = entries.filter_map(|entry| entry.date).collect();
    days.dedup();
    if context.profile == Profile::Archive && days.len() >= STEPS {
        return Verdict::Met(places::times(postmortem));
    }
    Verdict::of(
        missing(postmortem, &told, context.profile).into_iter().collect(),
        || places::times(postmortem),
    )
}

/// So many steps are a timeline, whatever its form.
const STEPS: usize = 3;

fn missing(postmortem: &Postmortem, told: &[&Step], profile: Profile) -> Option<Diagnostic> {
    let entries = &postmortem.record.entries;
    if entries.iter().any(|entry| entry.at.is_some()) {
        return None;
    }
    let section = postmortem
        .document
        .sections
        .iter()
        .find(|section| section.kind == SectionKind::Timeline);
    let hint = "write one entry per step: `- 10:05 UTC - what happened`";
    let finding = match (section, entries.first()) {
        (_, Some(first)) => {
            let message = match entries.iter().any(|entry| entry.date.is_some()) {
                true => "this timeline has days, and no times of day: does anybody know them?",
                false => "cannot tell whether this is a timeline: no entry has a time",
            };
            let at = section.map_or(first.span, |section| section.heading_span);
            RULE.question(postmortem, at, message).hint(hint)
        }
        (Some(section), None) if told.len() >= STEPS || !told.is_empty() && profile == Profile::Archive => {
            let message = "cannot tell whether this is a timeline: no entry has a time";
            RULE.question(postmortem, section.heading_span, message)
                .hint(hint)
        }
        (Some(section), None) => RULE
            .error(postmortem, section.heading_span, "the timeline is empty")
            .hint(hint),
        (None, None) => RULE
            .error(postmortem, Span::default(), "missing timeline")
            .hint("add a section `## Timeline` with one entry per step: `- 10:05 UTC - what happened`"),
    };
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::diagnostic::Level;
    use crate::rules::testing::{archive, assignment, levels, words};

    #[test]
    fn one_time_is_enough() {
        assert_eq!(
            assignment(
                &RULE,
                "# One\n\n## Timeline\n\n- It broke\n- 10:05 UTC - It worked again\n"
            ),
            []
        );
        assert_eq!(
            assignment(
                &RULE,
                "Chronology:\n\n| Time | What |\n|---|---|\n| 10:05 | It broke |\n"
            ),
            []
        );
    }

    #[test]
    fn a_heading_alone_is_no_timeline() {
        let findings = assignment(
            &RULE,
            "# One\n\n## Timeline\n\n## Root cause\n\nA key had expired.\n",
        );
        assert_eq!(words(&findings), ["## Timeline"]);
        assert_eq!(levels(&findings), [Level::Error]);
    }

    #[test]
    fn a_list_without_times_is_a_question_in_both_profiles() {
        let text = "# One\n\n## Timeline\n\n- It broke\n- It worked again\n";
        assert_eq!(levels(&assignment(&RULE, text)), [Level::Question]);
        assert_eq!(levels(&archive(&RULE, text)), [Level::Question]);
    }

    #[test]
    fn times_in_prose_and_code_are_none() {
        let findings = assignment(
            &RULE,
            "# One\n\nIt broke at 10:05 UTC.\n\n```\n10:05 error\n```\n",
        );
        assert_eq!(levels(&findings), [Level::Error]);
    }
}
