//! The timeline says who or what noticed.

use super::{Example, FileContext, Judge, Rule, Verdict, brief};
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::prose::Step;
use crate::text::phrases::Phrases;
use crate::vocabulary::EntryKind::{Detected, Reported};
use std::sync::LazyLock;

/// `detected-how`
pub(super) static RULE: Rule = Rule {
    name: RuleName::DetectedHow,
    summary: "the timeline says how the issue was detected",
    requires: "an entry that tells of the detection, or one of the first two, names its source (monitoring, an engineer, \
               customers, a log, a test); \"the issue was detected\" alone is a question",
    why: "\"how was the issue detected (monitoring alert, an engineer noticed something, a customer complained…)\" (the \
          assignment). Outages that customers report first are outages that nobody watched for.",
    fix: "Name the source: `- 10:05 UTC - Customers reported error 502`.",
    bad: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Timeline\n\n- 10:05 UTC - The website was down\n- 11:00 UTC - Restarted nginx\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Timeline\n\n- 10:05 UTC - An alert on failed logins fired\n- 11:00 UTC - Logins recovered\n",
    }],
    levels: brief::LEVELS,
    judge: Judge::File(judge),
};

const HINT: &str = "name the source: `- 10:05 UTC - Customers reported error 502`";

/// What means that it was noticed; who or what may do so.
static SOURCE: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "monitor, alert, alarm, pager, paged, dashboard, datadog, new relic, newrelic, nagios, grafana, prometheus, pingdom, \
         cloudwatch, zabbix, sentry, uptime, health check, healthcheck, probe, notification, complain, ticket, report, tweet, twitter, \
         social media, noticed, noticing, spotted, observed, saw that, saw the, i saw, we saw, discovered while",
        "log|, logs, metric, slack, email, e-mail, phone, curl, ping|, status code, test, routine, inspection, review, audit, scan, script, \
         bot|, bots|, customer, user, client, student, employee, staff, colleague, visitor, member, reader, player, people, public, \
         engineer, developer, dev|, devs|, admin, sysadmin, sre|, devops, operator, operations, ops|, on-call, oncall, team, technician, \
         manager, support, helpdesk, help desk, analyst, intern, tester, qa|, owner, i|, we|, me|, my|, someone, somebody, \
         while|, when|",
        "told, calls|, called, discovered, found, saw|, sees|, sms, informed, flooded, realized, realised, receiv, flagged",
    ])
});

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    if let Some(by) = &reading.postmortem.record.facts.detected_by {
        return Verdict::Met(vec![by.span]);
    }
    let told = || brief::steps(reading).filter(|step| step.tells(&[Detected, Reported]));
    let named =
        told().find(|step| brief::says(step, &SOURCE) || SOURCE.matches(&step.label).next().is_some());
    // Of an early step that tells nothing else, only a word that means noticing counts.
    let early = || {
        let mut early = brief::steps(reading).take(2).enumerate();
        let names = |(at, step): &(usize, &Step)| {
            let mut said = SOURCE.matches(&step.lower);
            said.any(|(_, phrase)| phrase.list == 0 || phrase.list == 2 && *at == 0)
        };
        early.find(names).map(|(_, step)| step)
    };
    let source = named.or_else(early);
    if let Some(step) = source {
        return Verdict::Met(vec![step.span]);
    }
    if let Some(step) = told().next() {
        let message = "this says how it was detected: it names no source";
        return brief::ask(&RULE, reading, step.span, message, HINT);
    }
    if let Some((_, span)) = &reading.summary.noticed {
        let message = "this says how it was detected: the timeline does not";
        return brief::ask(&RULE, reading, *span, message, HINT);
    }
    match brief::steps(reading).next() {
        Some(step) => {
            let message = "the timeline does not say how the issue was detected";
            brief::unmet(&RULE, reading, step.span, message, HINT)
        }
        None => brief::without_timeline(&RULE, reading, context.profile, HINT),
    }
}
