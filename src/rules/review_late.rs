//! A postmortem is published soon after the incident.

use super::{ArchiveContext, Example, Judge, Rule, Verdict};
use crate::config::Settings;
use crate::diagnostic::RuleName;
use crate::moment::days_since_epoch;
use crate::postmortem::Postmortem;
use crate::record::{Known, Record};
use crate::span::Span;
use crate::vocabulary::Status;
use jiff::civil::Date;

/// The days that a postmortem has where its severity states none.
const DAYS: u16 = 14;

/// `review-late`
pub(super) static RULE: Rule = Rule {
    name: RuleName::ReviewLate,
    summary: "a postmortem is reviewed soon after the incident",
    requires: "from `resolved` to `published`, or to today where it is not reviewed yet, there are no more days than `review_days` of its \
               severity in `site.yaml`, 14 where it states none; today is the latest day on which an incident with a published \
               postmortem started or ended, or one of its actions was done, or the date that `--as-of` gives",
    why: "After some weeks nobody remembers what the dashboards showed, and the actions compete with newer ones. How long is too long differs \
          between companies, so this rule is off until `site.yaml` switches it on: `rules: {review-late: warn}`.",
    fix: "Review and publish it, or state `published`, where it has been. Give severities other limits by `review_days`.",
    bad: &[
        Example {
            path: "site.yaml",
            text: "rules: {review-late: warn}\nseverities:\n  - {name: SEV1, review_days: 5}\n  - {name: SEV2, review_days: 10}\n",
        },
        Example {
            path: "content/postmortems/login.md",
            text: "---\nseverity: SEV1\nstatus: reviewed\nstarted: 2026-05-04 10:00 UTC\nresolved: 2026-05-04 11:00 UTC\n\
                   published: 2026-05-14\n---\n\n# Login down\n\nNobody could log in.\n",
        },
    ],
    good: &[
        Example {
            path: "site.yaml",
            text: "rules: {review-late: warn}\nseverities:\n  - {name: SEV1, review_days: 5}\n  - {name: SEV2, review_days: 10}\n",
        },
        Example {
            path: "content/postmortems/login.md",
            text: "---\nseverity: SEV1\nstatus: reviewed\nstarted: 2026-05-04 10:00 UTC\nresolved: 2026-05-04 11:00 UTC\n\
                   published: 2026-05-08\n---\n\n# Login down\n\nNobody could log in.\n",
        },
    ],
    levels: &[],
    judge: Judge::Archive(judge),
};

fn judge(postmortem: &Postmortem, context: &ArchiveContext<'_>) -> Verdict {
    let record = &postmortem.record;
    let resolved = record.facts.resolved.as_ref();
    let Some((resolved, span)) = resolved.and_then(|fact| Some((fact.value.date?, fact.span))) else {
        return Verdict::NotApplicable;
    };
    let Some((until, published)) = until(record, context.archive.as_of) else {
        return Verdict::NotApplicable;
    };
    let allowed = allowed(record, context.file.settings);
    let days = days_since_epoch(until) - days_since_epoch(resolved);
    if days <= i32::from(allowed) {
        return Verdict::Met(vec![span]);
    }
    let what = match published {
        Some(_) => format!("published {days} days after it was resolved"),
        None => format!("not reviewed {days} days after it was resolved, on {until}"),
    };
    let severity = record
        .facts
        .severity
        .text()
        .map_or_else(String::new, |severity| format!(" of {severity}"));
    let message = format!("{what}; incidents{severity} have {allowed} days");
    let found = RULE.warn(postmortem, published.unwrap_or(span), message);
    Verdict::NotMet(vec![
        found.hint("review and publish it, or state `published` where it has been"),
    ])
}

/// The day that counts as that of its review, and where it is stated; today where it is not reviewed.
fn until(record: &Record, today: Option<Date>) -> Option<(Date, Option<Span>)> {
    let published = record.facts.published.as_ref().filter(|fact| !fact.is_inferred());
    match (published, record.status()) {
        (Some(fact), _) => Some((fact.value, Some(fact.span))),
        (None, Status::Draft | Status::InReview) => Some((today?, None)),
        (None, _) => None,
    }
}

/// The days that it has.
fn allowed(record: &Record, settings: &Settings) -> u16 {
    let stated = record.facts.severity.text().and_then(|name| {
        let severities = settings.severities.iter();
        severities
            .filter(|severity| severity.name.eq_ignore_ascii_case(name))
            .find_map(|severity| severity.review_days)
    });
    stated.unwrap_or(DAYS)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Profile;
    use crate::rules::testing::findings;

    fn of(site: &str, front: &str) -> Vec<String> {
        let text = format!(
            "---\nstarted: 2026-05-04 10:00 UTC\nresolved: 2026-05-04 11:00 UTC\n{front}\n---\n\n# Down\n"
        );
        let newer = "---\nstatus: reviewed\nstarted: 2026-06-01 10:00 UTC\n---\n\n# Newer\n";
        let files = [
            ("site.yaml", site),
            ("content/postmortems/a.md", text.as_str()),
            ("content/postmortems/b.md", newer),
        ];
        let found = findings(&RULE, Profile::Archive, &files);
        found.into_iter().map(|(_, _, message)| message).collect()
    }

    const ON: &str = "rules: {review-late: warn}\nseverities:\n  - {name: SEV1, review_days: 5}\n  - SEV2\n";

    #[test]
    fn it_is_off_until_it_is_switched_on() {
        assert_eq!(of("title: A\n", "status: draft"), Vec::<String>::new());
    }

    #[test]
    fn each_severity_has_its_own_days() {
        assert_eq!(
            of(ON, "severity: SEV1\npublished: 2026-05-10"),
            ["published 6 days after it was resolved; incidents of SEV1 have 5 days"]
        );
        assert_eq!(
            of(ON, "severity: SEV1\npublished: 2026-05-09"),
            Vec::<String>::new()
        );
        assert_eq!(
            of(ON, "severity: SEV2\npublished: 2026-05-18"),
            Vec::<String>::new()
        );
        assert_eq!(
            of(ON, "severity: SEV2\npublished: 2026-05-19"),
            ["published 15 days after it was resolved; incidents of SEV2 have 14 days"]
        );
    }

    #[test]
    fn what_is_not_reviewed_counts_to_today() {
        assert_eq!(
            of(ON, "status: in-review"),
            ["not reviewed 28 days after it was resolved, on 2026-06-01; incidents have 14 days"]
        );
        // Reviewed on a day that nobody wrote down.
        assert_eq!(of(ON, "status: reviewed"), Vec::<String>::new());
    }
}
