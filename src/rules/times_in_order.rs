//! What happened first comes first: started, detected, acknowledged, mitigated, resolved. The order of a timeline's
//! entries is looked at while it is read, since the days of its clock times hang on it.

use super::{Example, FileContext, Judge, Rule, Verdict};
use crate::config::Profile;
use crate::diagnostic::{Diagnostic, Level, RuleName};
use crate::moment::Moment;
use crate::postmortem::{Postmortem, Reading};
use crate::record::{Fact, Known, Origin};
use crate::rules::places;
use crate::span::Span;

/// `times-in-order`
pub(super) static RULE: Rule = Rule {
    name: RuleName::TimesInOrder,
    summary: "times are in chronological order",
    requires: "an incident is resolved after it started, and everything else happens in between; the entries of a \
               timeline are in chronological order",
    why: "A negative duration is left out of every median. The usual cause is am instead of pm, or a timeline \
          that passes midnight without a date.",
    fix: "Correct the time. Give the first entry after midnight its date.",
    bad: &[Example {
        path: "content/postmortems/login.md",
        text: "---\ntitle: Login down\nstarted: 2024-03-04T23:30:00Z\nresolved: 2024-03-04T00:10:00Z\n---\n\nNobody could log in.\n",
    }],
    good: &[Example {
        path: "content/postmortems/login.md",
        text: "---\ntitle: Login down\nstarted: 2024-03-04T23:30:00Z\nresolved: 2024-03-05T00:10:00Z\n---\n\nNobody could log in.\n",
    }],
    levels: &[(Profile::Archive, Level::Error)],
    judge: Judge::File(judge),
};

/// Most often one of the two has another half of the day, or another day.
const HINT: &str = "correct the time (am instead of pm?), or add the date after midnight";

fn judge(reading: &Reading, _context: &FileContext<'_>) -> Verdict {
    let postmortem = &reading.postmortem;
    let facts = &postmortem.record.facts;
    let stated = [
        &facts.started,
        &facts.detected,
        &facts.acknowledged,
        &facts.mitigated,
        &facts.resolved,
    ]
    .into_iter()
    .flatten()
    .map(|fact| fact.span);
    let mut times: Vec<Span> = stated.chain(places::times(postmortem)).collect();
    times.sort();
    times.dedup();
    let found = check(postmortem);
    // One time alone is in order.
    if found.is_empty() && times.len() < 2 {
        return Verdict::NotApplicable;
    }
    Verdict::of(found, || times)
}

fn check(postmortem: &Postmortem) -> Vec<Diagnostic> {
    let facts = &postmortem.record.facts;
    let mut found = Vec::new();
    if let (Some(started), Some(resolved)) = (&facts.started, &facts.resolved)
        && let Some(message) = before(("resolved", resolved), ("started", started))
    {
        let stated = started.origin == Origin::FrontMatter && resolved.origin == Origin::FrontMatter;
        let finding = if stated {
            RULE.error(postmortem, resolved.span, message)
        } else {
            // What the text says may have been read wrongly.
            let message = format!("cannot tell whether this is intended: {message}");
            RULE.question(postmortem, resolved.span, message)
        };
        found.push(finding.label(started.span, "started here").hint(HINT));
        // All others would lie outside of such an outage.
        return found;
    }
    let between = [
        ("detected", &facts.detected),
        ("acknowledged", &facts.acknowledged),
        ("mitigated", &facts.mitigated),
    ];
    for (name, fact) in between {
        let Some(fact) = fact.as_ref().filter(|fact| fact.origin == Origin::FrontMatter) else {
            continue;
        };
        if let Some(started) = &facts.started
            && let Some(message) = before((name, fact), ("started", started))
        {
            // An alarm may ring before anybody is hit, so only a person can tell.
            let message = format!("cannot tell whether this is intended: {message}");
            found.push(
                RULE.question(postmortem, fact.span, message)
                    .label(started.span, "started here"),
            );
        }
        if let Some(resolved) = &facts.resolved
            && let Some(message) = before(("resolved", resolved), (name, fact))
        {
            found.push(
                RULE.warn(postmortem, fact.span, message)
                    .label(resolved.span, "resolved here")
                    .hint(HINT),
            );
        }
    }
    if let (Some(ongoing), Some(resolved)) =
        (facts.ongoing.as_ref().filter(|fact| fact.value), &facts.resolved)
    {
        let message = "`ongoing` is true, and `resolved` says when it ended".to_owned();
        found.push(
            RULE.error(postmortem, ongoing.span, message)
                .label(resolved.span, "resolved here")
                .hint("remove the one that no longer holds"),
        );
    }
    found.extend(outages(postmortem));
    for service in postmortem.record.hits() {
        if let (Some(started), Some(resolved)) = (&service.started, &service.resolved)
            && started.until(resolved).is_some_and(|seconds| seconds < 0)
        {
            let message = format!(
                "`{}` was resolved at {resolved}, before it started at {started}",
                service.name
            );
            found.push(RULE.error(postmortem, service.span, message).hint(HINT));
        }
    }
    found
}

/// What is wrong with the times of several outages: each in order, and inside the incident.
fn outages(postmortem: &Postmortem) -> Vec<Diagnostic> {
    let facts = &postmortem.record.facts;
    let Some(outages) = &facts.outages else {
        return Vec::new();
    };
    let early = |late: &Option<Moment>, early: Option<&Moment>| {
        let (late, early) = (late.as_ref()?, early?);
        let seconds = early.until(late)?;
        (seconds < 0).then(|| (late.clone(), early.clone()))
    };
    let mut found = Vec::new();
    for (number, outage) in (1..).zip(&outages.value) {
        let mut say = |message: String| found.push(RULE.error(postmortem, outages.span, message).hint(HINT));
        if let Some((resolved, started)) = early(&outage.resolved, outage.started.as_ref()) {
            say(format!(
                "outage {number} was resolved at {resolved}, before it started at {started}"
            ));
        }
        if let Some((began, started)) = early(&outage.started, facts.started.value()) {
            say(format!(
                "outage {number} started at {began}, before `started` at {started}"
            ));
        }
        if let Some((resolved, ended)) = early(&facts.resolved.value().cloned(), outage.resolved.as_ref()) {
            say(format!(
                "outage {number} was resolved at {ended}, after `resolved` at {resolved}"
            ));
        }
    }
    found
}

/// A message where the `late` of two times lies before the `early` one.
fn before(late: (&str, &Fact<Moment>), early: (&str, &Fact<Moment>)) -> Option<String> {
    let seconds = early.1.value.until(&late.1.value)?;
    (seconds < 0).then(|| {
        format!(
            "`{}` is {}, before `{}` at {}",
            late.0, late.1.value, early.0, early.1.value
        )
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::diagnostic::Level;
    use crate::rules::testing::{archive, levels};

    fn with(front: &str) -> Vec<Level> {
        levels(&archive(&RULE, &format!("---\n{front}\n---\n\nText.\n")))
    }

    #[test]
    fn instants_are_compared_and_not_clocks() {
        assert_eq!(
            with("started: 2024-03-04T10:00:00+02:00\nresolved: 2024-03-04T09:00:00Z"),
            []
        );
        assert_eq!(
            with("started: 2024-03-04T10:00:00Z\nresolved: 2024-03-04T10:30:00+02:00"),
            [Level::Error]
        );
    }

    #[test]
    fn what_the_text_says_is_asked_about() {
        let text = "# One\n\n## Issue Summary\n\nLogins failed from 6 pm UTC.\n\n## Timeline\n\n\
                    - 2024-03-04 04:19 UTC - Detected by an alert\n- 05:14 UTC - Resolved by a restart\n";
        assert_eq!(levels(&archive(&RULE, text)), [Level::Question]);
    }

    #[test]
    fn what_is_ongoing_has_no_end() {
        let front = "started: 2024-03-04T10:00:00Z\nongoing: ";
        assert_eq!(with(&format!("{front}true")), []);
        assert_eq!(with(&format!("{front}false\nresolved: 2024-03-04T11:00:00Z")), []);
        assert_eq!(
            with(&format!("{front}true\nresolved: 2024-03-04T11:00:00Z")),
            [Level::Error]
        );
    }

    #[test]
    fn each_outage_is_in_order_and_within_the_incident() {
        let of = |hours: &str, more: &str| {
            let outages = hours.split_whitespace().map(|pair| {
                let (start, end) = pair.split_once('-').unwrap();
                format!("  - {{started: 2024-03-04T{start}:00:00Z, resolved: 2024-03-04T{end}:00:00Z}}\n")
            });
            with(&format!("outages:\n{}{more}", outages.collect::<String>()))
        };
        assert_eq!(of("10-11 14-15", ""), []);
        assert_eq!(of("14-15 10-11", ""), []);
        assert_eq!(
            of("10-11 15-14", "resolved: 2024-03-04T16:00:00Z"),
            [Level::Error]
        );
        assert_eq!(of("10-11 14-15", "started: 2024-03-04T10:30:00Z"), [Level::Error]);
        assert_eq!(
            of("10-11 14-15", "resolved: 2024-03-04T14:30:00Z"),
            [Level::Error]
        );
    }

    #[test]
    fn what_lies_between_lies_between() {
        let outage = "started: 2024-03-04T10:00:00Z\nresolved: 2024-03-04T11:00:00Z";
        assert_eq!(with(&format!("{outage}\ndetected: 2024-03-04T10:30:00Z")), []);
        assert_eq!(
            with(&format!("{outage}\nmitigated: 2024-03-04T12:00:00Z")),
            [Level::Warn]
        );
        assert_eq!(
            with(&format!("{outage}\ndetected: 2024-03-04T09:30:00Z")),
            [Level::Question]
        );
    }
}
