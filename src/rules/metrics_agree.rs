//! The lengths of time that the text states are those that follow from its times.

use super::{ArchiveContext, Example, Judge, Rule, Verdict};
use crate::config::Profile;
use crate::diagnostic::{Diagnostic, Level, RuleName};
use crate::format::duration;
use crate::postmortem::Postmortem;
use crate::record::lengths::{Compared, LengthDisagreement};

/// `metrics-agree`
pub(super) static RULE: Rule = Rule {
    name: RuleName::MetricsAgree,
    summary: "stated durations agree with the times",
    requires: "a duration that the text gives for the incident, or for a named part of it, agrees with the times of the \
               front matter, of the Issue Summary and of the timeline",
    why: "Medians and lists are computed from the times; people remember the number in the summary. Where the two differ, \
          one of them is wrong, often because the text began as a copy of another report. Teams count differently, \
          however, and a number is read by its name: `silent`, `undetected`, `time to detect` (from the start to detection), \
          `active` (from then on), `down`, `degraded`, `total`, `duration`, `lasted`, `time to mitigate`, `repair` or \
          `resolve`. It is compared with every span that this name can mean, with room for rounding; a range of times in \
          its own sentence counts first. What is counted within `support hours` is compared with that part of the incident, by \
          the hours in the text or `hours` in `site.yaml`.",
    fix: "Correct the number or the time that is wrong. If both are right, name what the number measures: \
          `30 h silent + 50 min active`, `2 h (support hours)`.",
    bad: &[Example {
        path: "content/postmortems/login.md",
        text: "# Login down\n\n## Issue Summary\n\nDuration: 30 minutes\n\nOn 2024-03-04 from 10:00 to 11:00 UTC nobody could \
               log in.\n",
    }],
    good: &[Example {
        path: "content/postmortems/login.md",
        text: "# Login down\n\n## Issue Summary\n\nDuration: 60 minutes\n\nOn 2024-03-04 from 10:00 to 11:00 UTC nobody could \
               log in.\n",
    }],
    levels: &[(Profile::Archive, Level::Warn)],
    judge: Judge::Archive(judge),
};

fn judge(postmortem: &Postmortem, context: &ArchiveContext<'_>) -> Verdict {
    let record = &postmortem.record;
    if record.lengths.is_empty() {
        return Verdict::NotApplicable;
    }
    let found = record.length_disagreements(context.file.settings.hours.as_ref());
    let told = found.iter().map(|found| finding(postmortem, found));
    Verdict::of(told.collect(), || {
        record.lengths.iter().map(|stated| stated.span).collect()
    })
}

fn finding(postmortem: &Postmortem, found: &LengthDisagreement<'_>) -> Diagnostic {
    let stated = found.stated;
    let words = postmortem.document.source.slice(stated.span);
    let computed = duration(found.computed);
    let message = match found.from {
        Compared::Beside => format!("the text says `{words}`, but the times beside it are {computed} apart"),
        Compared::Times => format!(
            "the text says `{words}`, but {} it is {computed}",
            stated.part.words()
        ),
        Compared::DoubtfulTimes => format!(
            "cannot tell whether `{words}` is right: {} it seems to be {computed}",
            stated.part.words()
        ),
        Compared::SupportHours => {
            format!("the text says `{words}`, but {computed} of the incident lie within support hours")
        }
    };
    match found.from {
        Compared::DoubtfulTimes => RULE.question(postmortem, stated.span, message),
        _ => RULE.warn(postmortem, stated.span, message),
    }
    .hint("correct the number or the times, or name what it measures: `… silent`, `… active`, `… (support hours)`")
}
