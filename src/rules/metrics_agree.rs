//! The lengths of time that the text states are those that follow from its times.

use super::{ArchiveContext, Example, Judge, Rule, Verdict};
use crate::config::Profile;
use crate::diagnostic::{Diagnostic, Level, RuleName};
use crate::format::duration;
use crate::postmortem::Postmortem;
use crate::record::lengths::{Compared, LengthDisagreement, StatedLength};
use crate::span::Span;

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
    let told = found.iter().map(|found| finding(postmortem, context, found));
    Verdict::of(told.collect(), || {
        record.lengths.iter().map(|stated| stated.span).collect()
    })
}

fn finding(
    postmortem: &Postmortem,
    context: &ArchiveContext<'_>,
    found: &LengthDisagreement<'_>,
) -> Diagnostic {
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
    let told = match found.from {
        Compared::DoubtfulTimes => RULE.question(postmortem, stated.span, message),
        _ => RULE.warn(postmortem, stated.span, message),
    };
    match copied_from(postmortem, context, stated) {
        Some((path, span)) => told
            .label_in(path, span, "the same length, which is right here")
            .hint(format!("`{path}` states the same length, and rightly: was it copied from there?")),
        None => told.hint(
            "correct the number or the times, or name what it measures: `… silent`, `… active`, `… (support hours)`",
        ),
    }
}

/// The only other report that states just this length, where it is right. Round numbers are alike by chance.
fn copied_from<'a>(
    postmortem: &Postmortem,
    context: &ArchiveContext<'a>,
    stated: &StatedLength,
) -> Option<(&'a str, Span)> {
    const ROUND: i64 = 5 * 60;
    if stated.seconds % ROUND == 0 {
        return None;
    }
    let own = postmortem.record.source_id();
    let mut others = context
        .archive
        .stating(stated.seconds)
        .filter(|item| item.record.source_id() != own);
    let (other, None) = (others.next()?, others.next()) else {
        return None;
    };
    let record = &other.record;
    let same = record
        .lengths
        .iter()
        .find(|one| one.seconds == stated.seconds && one.part == stated.part)?;
    let wrong = record.length_disagreements(context.file.settings.hours.as_ref());
    let right = !wrong.iter().any(|wrong| wrong.stated == same);
    right.then_some((record.local_path()?, same.span))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Profile;
    use crate::diagnostic::Level;
    use crate::rules::testing::{Finding, archive, findings};

    fn text(duration: &str, end: &str) -> String {
        format!(
            "---\nstatus: reviewed\nstarted: 2024-03-04 10:00 UTC\nresolved: 2024-03-04 {end} UTC\n---\n\n# Down\n\n\
             ## Issue Summary\n\nDuration: {duration}\n"
        )
    }

    fn of(duration: &str, end: &str) -> Vec<Finding> {
        archive(&RULE, &text(duration, end))
    }

    #[test]
    fn both_numbers_are_quoted() {
        let found = of("47 minutes", "11:03");
        assert_eq!(found[0].0, Level::Warn);
        assert_eq!(found[0].1, "47 minutes");
        assert_eq!(
            found[0].2,
            "the text says `47 minutes`, but from start to end it is 1 h 3 min"
        );
        assert_eq!(of("about an hour", "11:03"), []);
        assert_eq!(of("63 minutes", "11:03"), []);
    }

    #[test]
    fn support_hours_are_those_of_the_text_or_the_site() {
        let weekend = |duration: &str| {
            format!(
                "---\nstarted: 2024-03-01 16:00 UTC\nresolved: 2024-03-04 11:00 UTC\n---\n\n# Down\n\n## Issue Summary\n\n\
                 Duration: {duration}\n"
            )
        };
        assert_eq!(
            archive(&RULE, &weekend("2 h (support hours, 10:00-17:00 M-F)")),
            []
        );
        let found = archive(&RULE, &weekend("5 h (support hours, 10:00-17:00 M-F)"));
        assert_eq!(
            found[0].2,
            "the text says `5 h`, but 2 h of the incident lie within support hours"
        );
        let site = ("site.yaml", "hours: {days: mon-fri, from: 10:00, to: 17:00}\n");
        let text = weekend("2 h");
        let files = [site, ("content/postmortems/a.md", text.as_str())];
        assert_eq!(findings(&RULE, Profile::Archive, &files), []);
        assert_eq!(findings(&RULE, Profile::Archive, &files[1..]).len(), 1);
    }

    #[test]
    fn a_length_of_another_report_is_told_as_such() {
        let (copy, model) = (text("47 minutes", "12:00"), text("47 minutes", "10:47"));
        let hints = |files: &[(&str, &str)]| -> Vec<String> {
            let found = crate::rules::testing::diagnostics(&RULE, Profile::Archive, files);
            found.into_iter().filter_map(|found| found.hint).collect()
        };
        let files = [
            ("content/postmortems/a.md", copy.as_str()),
            ("content/postmortems/b.md", model.as_str()),
        ];
        assert_eq!(
            hints(&files),
            ["`content/postmortems/b.md` states the same length, and rightly: was it copied from there?"]
        );
        // Of several nobody knows which.
        let third = ("content/postmortems/c.md", model.as_str());
        assert!(hints(&[files[0], files[1], third])[0].starts_with("correct"));
        let round = (text("45 minutes", "12:00"), text("45 minutes", "10:45"));
        let files = [
            ("content/postmortems/a.md", round.0.as_str()),
            ("content/postmortems/b.md", round.1.as_str()),
        ];
        assert!(hints(&files)[0].starts_with("correct"));
    }
}
