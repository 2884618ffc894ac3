//! The timeline says who or what noticed.

use super::brief::PEOPLE;
use super::{Example, FileContext, Judge, Rule, Verdict, brief, who};
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::prose::{Step, ahead, denied, near};
use crate::text::phrases::{Phrase, Phrases};
use crate::vocabulary::EntryKind::{
    Action, Detected, Escalated, Hypothesis, Identified, Investigating, Mitigated, Reported, Resolved,
};
use std::sync::LazyLock;

/// `detected-how`
pub(super) static RULE: Rule = Rule {
    name: RuleName::DetectedHow,
    summary: "the timeline says how the issue was detected",
    requires: "an entry that tells of the detection, or one of the first two, names its source (monitoring, an engineer, \
               customers, a log, a test); \"the issue was detected\" alone, and what may be a source in other words, are a question",
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
        "monitor, alert, alarm, angry, phone rings, phone rang, ringing, phone of the, pager, paged, dashboard, datadog, new relic, newrelic, nagios, grafana, prometheus, pingdom, \
         cloudwatch, zabbix, sentry, uptime, logs show, log show, logs reveal, logs indicat, sends an, sends a, sends us, sent us, sends me, sent me, shouts that, shouted that, tells me, tells us, told me, told us, asks me, asks us, asks why, asking why, asked why, writes that, wrote that, wrote to us, wrote to me, writes to us, writes to me, says that, vibrat, explod, goes red, went red, turns red, turned red, goes off|, went off|, graph of, graph shows, graph goes, graphs show, sent an email, sent an alert, sent a mail, sent a message, email from, mail from, message from, sms from, call from, health check, healthcheck, live chat, chat message, group chat, in the chat, probe, notification, complain, ticket, report, tweet, twitter, \
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
        "sends, sent, forwards, forwarded, tells, told, calls, called, call us, call me, phones, phoned, phone, rings, rang, texts, texted, whatsapp, writes, wrote, notice|, notices, noticed, encounter, see|, sees|, saw|, spot|, spots, spotted, discover|, discovers, stumble, observe|, observes, observed, realizes, realises, mails, mailed, emails, emailed, \
         messaged, dms|, pings, pinged, asks, asked, wonder, wonders, wondered, shouts, shouted, complain, mentions, mentioned, contacts, contacted, informs, informed, notifies, notified",
        "posts, posted, say|, ask|, write|, reports, reported, report|, raises, raised, says, said, alerts, alerted, \
         finds, found, discovered, realized, realised, light up, lights up, lit up",
    ])
});

/// What others told those who run it, wherever it stands: a weakness may be old when it is disclosed.
static DISCLOSED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "disclosed to, disclosed by, disclosed the, reported by, reported to us, reported to our, reports their finding, report their finding, reporting this, reporting the, \
         bug report, vulnerability report, hackerone, bugcrowd, bug bounty, security researcher, were notified of, was notified of, notified us, informed us, alerted us, alerted our, told us, contacted us, \
         tipped, became aware by, became aware when, became aware from, became aware through, became aware via, became aware after, made aware, detected by, noticed by, discovered by, spotted by, detected through, detected via, detected when",
    ])
});

/// So many of the first steps may tell who saw it first; and so many until anybody looks into it.
const FIRST: usize = 3;
const UNTIL: usize = 8;

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
    // `A driver stands before our door`: somebody is there, and may have told it. So may what stands first, `A test fails`.
    let mut first = brief::steps(reading).take(FIRST).enumerate();
    if let Some((_, step)) = first.find(|(at, step)| {
        let seen = *at == 0 && sources(&step.lower).next().is_some() || noticed(&step.lower);
        let there = || !step.tells(&[Investigating]) && witness(&step.lower);
        !step.tells(&[Action, Escalated, Hypothesis]) && (seen || there())
    }) {
        let message = "this says how it was detected: it names no source";
        return brief::doubt(&RULE, reading, context.profile, step.span, message, HINT);
    }
    let message = "the timeline does not say how the issue was detected";
    brief::untold(&RULE, reading, context.profile, message, HINT)
}

/// The step that names what or who noticed.
pub(super) fn source(reading: &Reading) -> Option<&Step> {
    let mut told = brief::steps(reading).filter(|step| step.tells(&[Detected, Reported]));
    let named = told.find(|step| sources(&step.lower).next().is_some() || SOURCE.is_in(&step.label));
    // Of an early step that tells nothing else, only a word that means noticing counts.
    let later = [Action, Escalated, Identified, Investigating, Mitigated, Resolved];
    let early = || {
        let mut early = brief::steps(reading).take(FIRST).enumerate();
        let names = |(at, step): &(usize, &Step)| {
            let mut said = sources(&step.lower);
            let noticing = *at < FIRST - 1 || !step.tells(&later);
            said.any(|(_, phrase)| phrase.list == 0 && noticing || phrase.list == 2 && *at == 0)
        };
        early.find(names).map(|(_, step)| step)
    };
    // `A librarian phones the helpdesk`
    let by_people = || {
        let looks = |step: &Step| step.tells(&[Investigating, Hypothesis, Identified]);
        let first = brief::steps(reading).enumerate();
        let mut first = first.take_while(|(at, step)| *at < FIRST || *at < UNTIL && !looks(step));
        let other = |step: &Step| {
            // `An intern wonders why her basket is empty`
            let guess = || !brief::names_people(&step.lower);
            let kind = step.kind();
            kind == Some(Action) || kind == Some(Hypothesis) && guess()
        };
        let told = first.find(|(_, step)| !other(step) && !by_us(step) && tells_of_people(step));
        told.map(|(_, step)| step)
    };
    // `"Where is my game?" on Discord`
    let quoted = || {
        let mut first = brief::steps(reading).take(FIRST);
        first.find(|step| {
            step.text().contains(['"', '“'])
                && step.text().contains('?')
                && !step.tells(&[Action, Hypothesis])
        })
    };
    let disclosed =
        || brief::steps(reading).find(|step| !step.tells(&[Escalated]) && brief::says(step, &DISCLOSED));
    named
        .or_else(early)
        .or_else(by_people)
        .or_else(quoted)
        .or_else(disclosed)
}

/// What stands before a verb that names nobody: `the issue was noticed`.
const NOBODY: &[&str] = &[
    "was", "were", "is", "are", "been", "being", "be", "issue", "problem", "outage", "incident", "error",
    "errors", "first",
];

/// What names a source in a step: `noticed by a user`, and not `the problem was noticed`.
fn sources(lower: &str) -> impl Iterator<Item = (usize, &Phrase)> {
    const NOTICED: &[&str] = &[
        "noticed",
        "spotted",
        "observed",
        "discovered",
        "found",
        "flagged",
        "realized",
        "realised",
    ];
    SOURCE.matches(lower).filter(move |(at, phrase)| {
        let before = near(lower, *at).split_whitespace().next_back();
        let nobody = before.is_none_or(|before| NOBODY.contains(&before));
        let by = || ahead(lower, *at).contains(" by ");
        !denied(lower, *at) && (!NOTICED.contains(&phrase.words) || !nobody || by())
    })
}

/// Whether it was noticed, by nobody that is named: `The fault was realized when pages failed`.
pub(super) fn noticed(lower: &str) -> bool {
    static NOTICED: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::new([
            "noticed, realized, realised, spotted, observed, encountered, was discovered, came to light, came to our, became aware, became apparent, became clear",
        ])
    });
    NOTICED.matches(lower).any(|(at, _)| !denied(lower, at))
}

/// Whether people or we ourselves do something: `a driver stands before our door`, `I wanted to show the app`.
fn witness(lower: &str) -> bool {
    // `An error for anyone who opens it` tells whom it hit.
    let hit = |at: usize| {
        let before = near(lower, at).split_whitespace().rev();
        let mut before =
            before.skip_while(|word| ["the", "our", "all", "some", "many", "any"].contains(word));
        before
            .next()
            .is_some_and(|word| ["for", "to", "of", "by"].contains(&word))
    };
    let ourselves = ["i ", "we "].iter().any(|we| lower.starts_with(we));
    let mut people = PEOPLE.matches(lower).filter(|(_, phrase)| phrase.list == 0);
    ourselves || people.any(|(at, _)| !hit(at))
}

/// Whether those who run it call others: `We ring the vendor`, `The vendor was called`.
fn by_us(step: &Step) -> bool {
    let first = step.lower.split_whitespace().next().unwrap_or_default();
    step.tells(&[Escalated])
        && (["we", "i", "our", "escalated", "called", "contacted"].contains(&first)
            || step.lower.contains("escalat")
            || [
                " was called",
                " were called",
                " was contacted",
                " was informed",
                " was notified",
                " was told",
            ]
            .iter()
            .any(|passive| step.lower.contains(passive)))
}

/// Whether people, or somebody by name, see it or tell of it.
fn tells_of_people(step: &Step) -> bool {
    let people = PEOPLE.matches(&step.lower).find(|(_, phrase)| phrase.list == 0);
    let people = people.map(|(at, _)| at);
    let people = people.or_else(|| who::names(step.text(), &step.lower).then_some(0));
    let mut said = TOLD.matches(&step.lower);
    let somebody = |at: usize| {
        let before = near(&step.lower, at).split_whitespace().next_back();
        before.is_some_and(|word| !NOBODY.contains(&word) && !["it", "and"].contains(&word))
    };
    said.any(|(at, phrase)| {
        phrase.list == 0 && somebody(at) || at > 0 && people.is_some_and(|people| people < at)
    })
}
