//! The timeline says who was called in.

use super::{Example, FileContext, Judge, Rule, Verdict, brief, who};
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::prose::near;
use crate::text::phrases::Phrases;
use crate::vocabulary::EntryKind::{Detected, Escalated, Reported};
use std::sync::LazyLock;

/// `escalated-to`
pub(super) static RULE: Rule = Rule {
    name: RuleName::EscalatedTo,
    summary: "the timeline says which team or person the incident was escalated to",
    requires: "an entry tells to which team or person it was passed, or who was called in; \"the team was alerted\" and an alert \
               to whoever is on call are a question",
    why: "\"which team/individuals was the incident escalated to\" (the assignment). It says who can help next time.",
    fix: "Add the entry: `- 10:25 UTC - Escalated to the database team`. If nobody else was needed, say so.",
    bad: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Timeline\n\n- 10:05 UTC - An alert fired\n- 11:00 UTC - Restarted nginx\n",
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
         called in, calls in, call in|, calling in, called on, calls on, called the, calls the, called upon, called for help, brought in, brings in, bring in|, bringing in, brought the, \
         looped in, loops in, loop in|, looping in, pulled in, pulls in, pull in|, roped in, ropes in, drafted in, flew in, dragged, joined, joins us, joins the, join us, to join, \
         took over, takes over, take over|, taken over, taking over, took the case, takes the case, picked up by, involved, consulted, consults, consulting, forwarded to, forwards it, forwarded it, referred to, \
         raised to, raised with, raised the curtain, transferred to, transferred it, brought to, added to the call, added to the bridge, added to the incident, invited, sent an email to, sent email to, sent an e-mail to, sent a message to, sent a mail to, wrote to, writes to, delegated, enlisted, enlists, summoned, summons, mobili, engaged, engages, requested help, requested assistance, requests help, asked for help, asks for help, \
         asked the, asks the, sought help, seeks help, \
         reached out, reaches out, reaching out, got hold of, gets hold of, reinforcements, handled by, taken up by, got help, gets help, with the help of, with help from, stepped in, steps in, came in, \
         woke, wakes, waking, dispatched, opened a ticket with, ticket with, ticket to, assembled, convened, war room, bridge call, sent to the, came on board, comes on board, brought on board, \
         came to help, came to assist, to assist, to help us, to help me",
        "alerted, alerts the, notified, notifies, informed, informs, contacted, contacts, paged, pages the, pages mr, pages our, pinged, pings, told, tells, messaged, emailed, mailed, called, calls our, calls my, calls mr, calls in the, call our, call my, call mr, phoned, phones, phone my, phone our, phone the, \
         rang, rings, ring|, asked, asks, ask my, ask our, ask mr, ask the, texted, got in touch, gets in touch, communicat, \
         was alerted, were alerted, was notified, were notified, made aware, brought to the attention",
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

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let mut question = None;
    for (at, step) in brief::steps(reading).enumerate() {
        let labelled = step.labelled && step.kind() == Some(Escalated);
        let passed = PASSED.matches(&step.lower).filter(|(at, phrase)| {
            // `Traffic was forwarded to the database`
            let before = near(&step.lower, *at);
            phrase.words == "escalat" || !TRAFFIC.iter().any(|word| before.contains(word))
        });
        let list = passed.map(|(_, phrase)| phrase.list).min();
        let told = step.tells(&[Escalated]);
        if !told && list.is_none() {
            continue;
        }
        // So is a customer who calls.
        let customer = at < FIRST && CUSTOMER.iter().any(|word| step.lower.contains(word));
        if !told
            && (step.tells(&[Reported]) && list != Some(0) || customer && !step.lower.contains("escalat"))
        {
            continue;
        }
        let who = who::names(step.text(), &step.lower);
        // An alert that reaches whoever is on call is how it was detected.
        let alert = step.tells(&[Detected, Reported]) && list != Some(0) && !labelled;
        let nobody = [
            "n/a",
            "none",
            "not applicable",
            "no escalation",
            "not escalated",
            "nobody",
            "no one",
            "not needed",
            "not required",
        ];
        let denied = nobody.iter().any(|word| step.lower.contains(word));
        if !denied && !alert && (who || labelled && step.lower.split_whitespace().count() > 3) {
            return Verdict::Met(vec![step.span]);
        }
        question = question.or(Some(step.span));
    }
    if let Some(at) = question {
        let message = "this names a team or person that it was escalated to";
        return brief::ask(&RULE, reading, at, message, HINT);
    }
    let message = "the timeline does not say whom it was escalated to";
    brief::untold(&RULE, reading, context.profile, message, HINT)
}
