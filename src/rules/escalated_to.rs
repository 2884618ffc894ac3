//! The timeline says who was called in.

use super::{Example, FileContext, Judge, Rule, Verdict, brief};
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
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
        "escalat, assigned to, assigned a, assigned an, assigned the, handed over, handed to, handed off, handed it, passed to, passed on, passed it, called in, called on, \
         called the, called upon, brought in, brought the, looped in, pulled in, roped in, joined, took over, taken over, involved, consulted, forwarded to, referred to, \
         raised to, raised with, raised the curtain, transferred to, delegated, enlisted, summoned, mobili, engaged, requested help, requested assistance, asked for help, asked the, sought help, \
         reached out, reinforcements, handled by, taken up by, got help, with the help of, with help from, stepped in, came in, dispatched, opened a ticket with, ticket with, assembled, convened, war room, sent to the",
        "alerted, alerts the, notified, notifies the, informed, contacted, contacts the, paged, pages the, pinged, told the, told our, told my, messaged, emailed, called, got in touch, communicat, \
         was alerted, were alerted, was notified, were notified, made aware, brought to the attention",
    ])
});

/// Teams and people, by what they do.
static WHO: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "engineer, developer, dev|, devs|, dev team, admin, sysadmin, dba|, dbas|, devops, sre|, sres|, ops|, operations, manager, management, \
         director, cto|, ceo|, vp|, executive, leadership, senior, lead|, leads|, specialist, expert, vendor, provider, supplier, support, security, \
         network, database, db team, backend, back-end, frontend, front-end, infrastructure, infra, platform team, web team, it team, it department, it support, cloud team, \
         technician, consultant, architect, department, on-call, oncall, colleague, teammate, supervisor, officer, analyst, programmer, instructor, mentor, \
         tech team, technical team, response team, incident team, hosting, isp|, aws|, google, azure, cloudflare, qa|, product team, application team, maintenance team, data team, owner, maintainer, me|, stakeholder, \
         teams, sales, customer service",
    ])
});

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let mut question = None;
    for step in brief::steps(reading) {
        let labelled = step.labelled && step.kind() == Some(Escalated);
        let list = PASSED.matches(&step.lower).map(|(_, phrase)| phrase.list).min();
        let told = step.tells(&[Escalated]);
        if !told && list.is_none() {
            continue;
        }
        // So is a customer who calls.
        if step.tells(&[Reported]) && !told && list != Some(0) {
            continue;
        }
        let who = brief::says(step, &WHO) || step.lower.contains('@');
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
    match brief::steps(reading).next() {
        Some(step) => brief::unmet(
            &RULE,
            reading,
            step.span,
            "the timeline does not say whom it was escalated to",
            HINT,
        ),
        None => brief::without_timeline(&RULE, reading, context.profile, HINT),
    }
}
