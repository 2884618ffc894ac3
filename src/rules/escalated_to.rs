//! The timeline says who was called in.

use super::words::letters;
use super::{Example, FileContext, Judge, Rule, Verdict, brief, who};
use crate::config::Profile;
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::prose::{Step, ahead, near};
use crate::text::phrases::Phrases;
use crate::vocabulary::EntryKind::{Detected, Escalated, Reported};
use std::sync::LazyLock;

/// `escalated-to`
pub(super) static RULE: Rule = Rule {
    name: RuleName::EscalatedTo,
    summary: "the timeline says which team or person the incident was escalated to",
    requires: "an entry tells to which team or person it was passed, or who was called in; \"the team was alerted\" is a question, and \
               neither an alert to whoever is on call nor \"it was escalated\" names anybody; in an archive a timeline that says nothing of it will do",
    why: "\"which team/individuals was the incident escalated to\" (the assignment). It says who can help next time.",
    fix: "Add the entry: `- 10:25 UTC - Escalated to the database team`. If nobody else was needed, say so.",
    bad: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Timeline\n\n- 10:05 UTC - An alert fired\n- 10:25 UTC - The incident was escalated\n- 11:00 UTC - Restarted nginx\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Timeline\n\n- 10:05 UTC - An alert fired\n- 10:25 UTC - Escalated to the database team\n\
               - 11:00 UTC - Restarted nginx\n",
    }],
    levels: brief::ASKED_OF_ARCHIVES,
    judge: Judge::File(judge),
};

const HINT: &str =
    "add the entry: `- 10:25 UTC - Escalated to the database team`; if nobody else was needed, say so";

/// Passing it on, and telling somebody of it.
static PASSED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "escalat, assigned to, assigned a, assigned an, assigned the, hand over, hands over, handed over, handed to, handed off, handed it, hands it, passed to, passed on, passed it, passes it, pass it, \
         called in, calls in, call in|, calling in, called on, calls on, called the, calls the, called upon, called for help, call for help, calls for help, brought in, brings in, bring in|, bringing in, brought the, \
         looped in, loops in, loop in|, looping in, pulled in, pulls in, pull in|, roped in, ropes in, drafted in, flew in, dragged, joined, joins|, join us, join me, to join, \
         took over, takes over, take over|, taken over, taking over, took the case, takes the case, picked up by, involved, consulted, consults, consulting, forwarded to, forwards it, forwarded it, referred to, \
         raised to, raised with, raised the curtain, transferred to, transferred it, brought to, added to the call, added to the bridge, added to the incident, invited, sent an email to, sent email to, sent an e-mail to, sent a message to, sent a mail to, wrote to, writes to, delegated, enlisted, enlists, summon, mobili, engaged, engages, requested help, requested assistance, requests help, asked for help, asks for help, \
         asked the, asks the, sought help, seeks help, \
         reached out, reaches out, reaching out, got hold of, gets hold of, reinforcements, handled by, taken up by, got help, gets help, with the help of, with help from, stepped in, steps in, stepped up, steps up, stepping in, stepping up, chain of command, came in, jumps in, jumped in, hops on, hopped on, dials in, dialled in, dialed in, fetch, \
         took a look with, looked with us, looks with us, came online, comes online, got the case, gets the case, on the case, take the case, conference call, conf call, queue of the, telephon, call with, meeting with, session with, talked to, talks to, spoke to, spoke with, discussed with, we needed, needed help, \
         emergency line, emergency number, connects remotely, on the call, onto the call, ticket moved, ticket passed, ticket sent, ticket forwarded, ticket reassigned, case passed, case moved, ticket goes, ticket went, ticket given, case goes, case went, call goes, call went, issue goes, issue went, given to the, \
         woke, wakes, waking, dispatched, opened a ticket with, ticket with, ticket to, assembled, convened, war room, bridge call, on the phone, on the line, out of bed, comes into the, came into the, takes the lead, took the lead, sent to the, sent over, sent out to, came on board, comes on board, brought on board, \
         came to help, came to assist, to assist, to help us, to help me",
        "alerted, alerts the, notified, notifies, informed, informs, contacted, contacts, paged, pages the, pages mr, pages our, pinged, pings, told, tells, messaged, emailed, mailed, called, calls our, calls my, calls mr, calls in the, call our, call my, call mr, phoned, phones, phone my, phone our, phone the, \
         rang, rings, ring|, asked, asks, ask my, ask our, ask mr, ask the, texted, got in touch, gets in touch, communicat, \
         was alerted, were alerted, was notified, were notified, made aware, brought to the attention",
    ])
});

/// Those of whom nobody can tell who they are.
static GROUP: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(["team, staff, colleagues, everyone, everybody, group|, crew, all of us"]));

/// What notices by itself.
static MACHINES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "monitor, alert|, alerts|, alarm, pager, nagios, datadog, grafana, prometheus, zabbix, cloudwatch, new relic, uptime, sentry, dashboard, \
         probe, health check, notification, opsgenie, pingdom, statuscake",
    ])
});

/// What systems pass on.
const TRAFFIC: &[&str] = &[
    "traffic",
    "request",
    "load ",
    "connections",
    "queries",
    "writes",
    "reads",
];

/// Those who report it, in one of so many first steps.
const CUSTOMER: &[&str] = &[
    "user",
    "customer",
    "client",
    "visitor",
    "student",
    "shopper",
    "subscriber",
    "patient",
    "parent",
];
const FIRST: usize = 2;

/// With so few words `none` is the answer to whom.
const FEW: usize = 5;

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let mut question = None;
    for (at, step) in brief::steps(reading).enumerate() {
        let labelled = step.labelled && step.kind() == Some(Escalated);
        let matched: Vec<_> = PASSED.matches(&step.lower).collect();
        let passed = matched.iter().filter(|(at, phrase)| {
            // `Traffic was forwarded to the database`, `it should be escalated to the network team if it goes on`
            let before = near(&step.lower, *at);
            let traffic = phrase.words != "escalat" && TRAFFIC.iter().any(|word| before.contains(word));
            // `Limit raised to 10`
            let after = step.lower.get(at + phrase.len()..).unwrap_or_default();
            let after = after.trim_start();
            let oneself = ["myself", "ourselves"].iter().any(|word| after.starts_with(word));
            let counted = after.starts_with(|char: char| char.is_ascii_digit());
            let named = phrase.words == "called" && is_naming(before);
            !(traffic || oneself || counted || named || is_rule(before))
        });
        let passed: Vec<_> = passed.map(|(at, phrase)| (phrase.list, *at)).collect();
        let list = passed.iter().map(|(list, _)| *list).min();
        let told = step.tells(&[Escalated]) && (!passed.is_empty() || matched.is_empty());
        if !told && list.is_none() {
            continue;
        }
        // So is a customer who calls.
        let by_customer = || CUSTOMER.iter().any(|word| step.lower.contains(word));
        let customer = at < FIRST && by_customer();
        if !told
            && (step.tells(&[Reported]) && list != Some(0) || customer && !step.lower.contains("escalat"))
        {
            continue;
        }
        let who = who::names(step.text(), &step.lower)
            || escalated_to_some(&step.lower)
            || is_fetched(&step.lower)
            || passed
                .iter()
                .any(|(_, at)| is_person(step.text().get(..*at).unwrap_or_default()));
        // An alert that reaches whoever is on call is how it was detected.
        let noticed = step
            .kind()
            .is_some_and(|kind| [Detected, Reported].contains(&kind));
        let others = || brief::says(step, &MACHINES) || by_customer();
        let alert = noticed && list != Some(0) && !labelled && others();
        let nobody = [
            "n/a",
            "not applicable",
            "no escalation",
            "not escalated",
            "nobody",
            "no one",
            "not needed",
            "not required",
        ];
        let none = || step.lower.split_whitespace().count() < FEW && step.lower.contains("none");
        // `Escalated to the SRE team, since nobody else has access`
        let says_nobody = |word: &&str| {
            let mut found = step.lower.match_indices(*word);
            found.any(|(at, _)| !ahead(&step.lower, at + word.len()).starts_with(" else"))
        };
        let denied = nobody.iter().any(says_nobody) || none();
        if !denied && !alert && (who || labelled && step.lower.split_whitespace().count() > 3) {
            return Verdict::Met(vec![step.span]);
        }
        // `The team was alerted` may name somebody to those who know it; `it was escalated` names nobody.
        let some = || GROUP.is_in(&step.lower);
        let archive = context.profile == Profile::Archive;
        if denied || !alert && (archive || some()) {
            question = question.or(Some(step.span));
        }
    }
    if let Some(at) = question {
        let message = "this names a team or person that it was escalated to";
        return brief::ask(&RULE, reading, at, message, HINT);
    }
    // In an archive silence is no gap: not every incident needs others.
    if context.profile == Profile::Archive {
        return Verdict::NotApplicable;
    }
    let message = "the timeline does not say whom it was escalated to";
    brief::untold(&RULE, reading, context.profile, message, HINT)
}

/// Whether a step tells that it was passed on, or that others were told of it.
pub(super) fn passes(step: &Step) -> bool {
    brief::says(step, &PASSED)
}

/// Words before what somebody does that name nobody.
const NAMELESS: &[&str] = &[
    "a",
    "after",
    "all",
    "an",
    "call",
    "everybody",
    "everyone",
    "finally",
    "i",
    "incident",
    "issue",
    "it",
    "meeting",
    "my",
    "one",
    "our",
    "problem",
    "somebody",
    "someone",
    "team",
    "the",
    "then",
    "they",
    "ticket",
    "we",
    "when",
    "whole",
];

/// Whether somebody is named who was called, by whatever he is: `The pastor's son is called`, and not `The team was called`.
fn is_fetched(lower: &str) -> bool {
    let called = [
        " is called",
        " was called",
        " is phoned",
        " was phoned",
        " is fetched",
        " was fetched",
    ];
    called.iter().any(|called| {
        let before = lower.find(called).and_then(|at| lower.get(..at));
        let words = before.into_iter().flat_map(|before| before.split_whitespace());
        before.is_some_and(|before| !before.contains(" that "))
            && words
                .into_iter()
                .any(|word| word.len() > 2 && !NAMELESS.contains(&word))
    })
}

/// Whether it was escalated to somebody of any calling: `escalated to the game designer`, and not `to the team`.
fn escalated_to_some(lower: &str) -> bool {
    const ANYBODY: &[&str] = &[
        "team",
        "whole",
        "entire",
        "highest",
        "higher",
        "next",
        "appropriate",
        "relevant",
        "right",
        "concerned",
        "necessary",
        "responsible",
        "respective",
        "level",
        "rest",
        "incident",
        "issue",
        "top",
        "people",
        "group",
        "staff",
    ];
    let mut rests = lower
        .match_indices("escalated to ")
        .filter_map(|(at, found)| lower.get(at + found.len()..));
    rests.any(|rest| {
        let mut words = letters(rest);
        let article = words
            .next()
            .is_some_and(|word| ["the", "our", "my", "a", "an"].contains(&word));
        article
            && words
                .next()
                .is_some_and(|word| word.len() > 2 && !ANYBODY.contains(&word))
    })
}

/// Whether what is called so only has that name: `a module called …`.
fn is_naming(before: &str) -> bool {
    let article = before.split_whitespace().rev().nth(1);
    article.is_some_and(|article| ["a", "an", "another"].contains(&article))
}

/// Whether words before a deed make a rule or a wish of it.
fn is_rule(before: &str) -> bool {
    const RULE: &[&str] = &[
        "must", "should", "would", "could", "may", "might", "if", "will", "shall", "needs", "need", "never",
        "not", "without", "unless",
    ];
    const NEAR: usize = 5;
    let clause = before.rsplit([',', ';', '.', ':']).next().unwrap_or_default();
    clause
        .split_whitespace()
        .rev()
        .take(NEAR)
        .any(|word| RULE.contains(&word))
}

/// Whether a step begins with somebody's name, who then does something: `Luis (platform) joins`.
fn is_person(before: &str) -> bool {
    const FEWEST: usize = 3;
    let words: Vec<&str> = before.split_whitespace().take(FEWEST + 1).collect();
    let first = words.first().copied().unwrap_or_default();
    first.starts_with(char::is_uppercase)
        && words.len() <= FEWEST
        && !NAMELESS.contains(&first.to_lowercase().as_str())
}
