//! The timeline says when somebody noticed.

use super::{Example, FileContext, Judge, Rule, Verdict, brief, detected_how};
use crate::config::Profile;
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::prose::Step;
use crate::text::clock;
use crate::vocabulary::EntryKind::{Acknowledged, Detected, Investigating, Reported};

/// `detected-when`
pub(super) static RULE: Rule = Rule {
    name: RuleName::DetectedWhen,
    summary: "the timeline says when the issue was detected",
    requires: "an entry with a time tells that somebody or something noticed, reported or began to look; its label or its words \
               say so. Where entries only tell that it broke, it is a question",
    why: "\"when was the issue detected\" (the assignment). How long it went unnoticed is often the larger half.",
    fix: "Add the entry: `- 10:05 UTC - Detected: an alert on failed logins fired`.",
    bad: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Timeline\n\n- The website was down\n- Restarted nginx, and it was back\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Timeline\n\n- 10:05 UTC - An alert on failed logins fired\n- 11:00 UTC - Logins recovered\n",
    }],
    levels: brief::LEVELS,
    judge: Judge::File(judge),
};

const HINT: &str = "add the entry: `- 10:05 UTC - Detected: an alert on failed logins fired`";

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    if let Some(detected) = &reading.postmortem.record.facts.detected {
        return Verdict::Met(vec![detected.span]);
    }
    let timed = || brief::steps(reading).filter(|step| step.timed);
    let noticed = [Detected, Reported, Acknowledged, Investigating];
    let source = detected_how::source(reading);
    if let Some(step) = timed()
        .find(|step| step.tells(&noticed) || detected_how::noticed(&step.lower))
        .or(source.filter(|step| step.timed))
    {
        return Verdict::Met(vec![step.span]);
    }
    let told = brief::steps(reading).find(|step| step.tells(&noticed)).or(source);
    // `An engineer met with it at 12:05`
    let says_when = |step: &&Step| {
        clock::anywhere(step.text())
            .iter()
            .any(|time| time.clock.is_some())
    };
    let mut noticing = brief::steps(reading)
        .filter(|step| step.tells(&noticed) || detected_how::noticed(&step.lower))
        .chain(source);
    if let Some(step) = noticing.find(|step| says_when(step) || is_after(&step.lower)) {
        return Verdict::Met(vec![step.span]);
    }
    // Of a timeline of days the day will do.
    let dated = |step: &Step| {
        // The number of an item is no date.
        let label = step.label.trim_start();
        let number = label.trim_start_matches(|char: char| char.is_ascii_digit());
        let label = number.strip_prefix(['.', ')']).unwrap_or(label);
        label.contains(|char: char| char.is_ascii_digit())
    };
    if let Some(step) = told.filter(|step| dated(step)) {
        return Verdict::Met(vec![step.span]);
    }
    let digits = |step: &Step| step.timed || dated(step) || says_when(&step);
    if let Some(step) = told.filter(|_| brief::steps(reading).any(digits)) {
        let message = "the entry that says it was detected has no time";
        return match context.profile {
            Profile::Archive => {
                let message = "this has a time: none stands beside it";
                brief::ask(&RULE, reading, step.span, message, HINT)
            }
            Profile::Assignment => brief::unmet(&RULE, reading, step.span, message, HINT),
        };
    }
    if let Some(step) = timed().next() {
        let message = "somebody noticed then: the entry only says what happened";
        return brief::doubt(&RULE, reading, context.profile, step.span, message, HINT);
    }
    let message = "the timeline does not say when it was detected";
    brief::untold(&RULE, reading, context.profile, message, HINT)
}

/// Whether words tell how long after something else: `noticed five minutes after the release`.
fn is_after(lower: &str) -> bool {
    const UNITS: &[&str] = &["second", "minute", "min", "hour", "day"];
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.windows(2).any(|pair| {
        let [unit, after] = pair else { return false };
        let unit = unit.trim_end_matches('s');
        let after = after.trim_end_matches(|char: char| !char.is_alphabetic());
        UNITS.contains(&unit) && ["after", "afterwards", "afterward", "later", "into"].contains(&after)
    })
}
