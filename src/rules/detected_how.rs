//! The timeline says who or what noticed.

use super::brief::PEOPLE;
use super::{Example, FileContext, Judge, Rule, Verdict, brief, who};
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::prose::{Step, near};
use crate::text::phrases::Phrases;
use crate::vocabulary::EntryKind::{
    Action, Detected, Escalated, Hypothesis, Identified, Investigating, Mitigated, Reported, Resolved,
};
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
    levels: brief::ASKED_OF_ARCHIVES,
    judge: Judge::File(judge),
};

const HINT: &str = "name the source: `- 10:05 UTC - Customers reported error 502`";

/// What means that it was noticed; who or what may do so.
static SOURCE: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "monitor, alert, alarm, pager, paged, dashboard, datadog, new relic, newrelic, nagios, grafana, prometheus, pingdom, \
         cloudwatch, zabbix, sentry, uptime, logs show, log show, logs reveal, logs indicat, sends an, sends a, sends us, sent us, sends me, sent me, shouts that, shouted that, tells me, tells us, told me, told us, asks me, asks us, asks why, asking why, asked why, writes that, wrote that, wrote to us, wrote to me, writes to us, writes to me, says that, vibrat, graph of, graph shows, graph goes, graphs show, sent an email, sent an alert, sent a mail, sent a message, email from, mail from, message from, sms from, call from, health check, healthcheck, probe, notification, complain, ticket, report, tweet, twitter, \
         social media, noticed, noticing, spotted, observed, saw that, saw the, i saw, we saw, discovered while",
        "log|, logs, graph|, graphs|, chart|, metric, slack, email, e-mail, phone, curl, ping|, status code, test, routine, inspection, review, audit, scan, script, \
         bot|, bots|, customer, user, client, student, employee, staff, colleague, visitor, member, reader, player, people, public, \
         engineer, developer, dev|, devs|, admin, sysadmin, sre|, devops, operator, operations, ops|, on-call, oncall, team, technician, \
         manager, support, helpdesk, help desk, analyst, intern, tester, qa|, owner, i|, we|, me|, my|, someone, somebody, \
         while|, when|",
        "told, calls|, called, discovered, found, saw|, sees|, sms, informed, flooded, realized, realised, receiv, flagged",
    ])
});

/// What somebody does who saw it first: telling others, whoever it is; and seeing or saying it, which machines do too.
static TOLD: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "tells, told, calls, called, call us, call me, phones, phoned, phone, rings, rang, texts, texted, whatsapp, writes, wrote, notices, noticed, sees|, saw|, spots, spotted, discovers, observes, observed, realizes, realises, mails, mailed, emails, emailed, \
         messaged, dms|, pings, pinged, asks, asked, shouts, shouted, complain, mentions, mentioned, contacts, contacted, informs, informed, notifies, notified",
        "posts, posted, reports, reported, report|, raises, raised, says, said, alerts, alerted, notice|, \
         finds, found, discovered, realized, realised, light up, lights up, lit up",
    ])
});

/// What others told those who run it, wherever it stands: a weakness may be old when it is disclosed.
static DISCLOSED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "disclosed to, disclosed by, disclosed the, reported by, reported to us, reported to our, reports their finding, report their finding, reporting this, reporting the, \
         bug report, vulnerability report, hackerone, bugcrowd, bug bounty, security researcher, were notified of, was notified of, notified us, informed us, alerted us, alerted our, told us, contacted us, \
         tipped, became aware, made aware, detected by, noticed by, discovered by, spotted by, detected through, detected via, detected when",
    ])
});

/// So many of the first steps may tell who saw it first.
const FIRST: usize = 3;

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    if let Some(by) = &reading.postmortem.record.facts.detected_by {
        return Verdict::Met(vec![by.span]);
    }
    if let Some(step) = source(reading) {
        return Verdict::Met(vec![step.span]);
    }
    if let Some(step) = brief::steps(reading).find(|step| step.tells(&[Detected, Reported])) {
        let message = "this says how it was detected: it names no source";
        return brief::doubt(&RULE, reading, context.profile, step.span, message, HINT);
    }
    if let Some((_, span)) = &reading.summary.noticed {
        let message = "this says how it was detected: the timeline does not";
        return brief::doubt(&RULE, reading, context.profile, *span, message, HINT);
    }
    let message = "the timeline does not say how the issue was detected";
    brief::untold(&RULE, reading, context.profile, message, HINT)
}

/// The step that names what or who noticed.
pub(super) fn source(reading: &Reading) -> Option<&Step> {
    let mut told = brief::steps(reading).filter(|step| step.tells(&[Detected, Reported]));
    let named = told.find(|step| brief::says(step, &SOURCE) || SOURCE.matches(&step.label).next().is_some());
    // Of an early step that tells nothing else, only a word that means noticing counts.
    let later = [Action, Escalated, Identified, Investigating, Mitigated, Resolved];
    let early = || {
        let mut early = brief::steps(reading).take(FIRST).enumerate();
        let names = |(at, step): &(usize, &Step)| {
            let mut said = SOURCE.matches(&step.lower);
            let noticing = *at < FIRST - 1 || !step.tells(&later);
            said.any(|(_, phrase)| phrase.list == 0 && noticing || phrase.list == 2 && *at == 0)
        };
        early.find(names).map(|(_, step)| step)
    };
    // `A librarian phones the helpdesk`
    let by_people = || {
        let mut first = brief::steps(reading).take(FIRST);
        first.find(|step| !step.tells(&[Escalated, Action, Hypothesis]) && tells_of_people(step))
    };
    let disclosed =
        || brief::steps(reading).find(|step| !step.tells(&[Escalated]) && brief::says(step, &DISCLOSED));
    named.or_else(early).or_else(by_people).or_else(disclosed)
}

/// Whether people, or somebody by name, see it or tell of it.
fn tells_of_people(step: &Step) -> bool {
    let people = PEOPLE.matches(&step.lower).find(|(_, phrase)| phrase.list == 0);
    let people = people.map(|(at, _)| at);
    let people = people.or_else(|| who::names(step.text(), &step.lower).then_some(0));
    let mut said = TOLD.matches(&step.lower);
    // `The issue was noticed` names nobody.
    const NOBODY: &[&str] = &[
        "was", "were", "is", "are", "been", "be", "issue", "problem", "outage", "incident", "error",
        "errors", "first", "it", "and",
    ];
    let somebody = |at: usize| {
        let before = near(&step.lower, at).split_whitespace().next_back();
        before.is_some_and(|word| !NOBODY.contains(&word))
    };
    said.any(|(at, phrase)| {
        phrase.list == 0 && somebody(at) || at > 0 && people.is_some_and(|people| people < at)
    })
}
