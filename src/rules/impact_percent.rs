//! The Issue Summary says how many of the users were hit.

use super::{Example, FileContext, Judge, Rule, Verdict, brief};
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::rules::brief::PEOPLE;
use crate::text::phrases::Phrases;
use std::sync::LazyLock;

/// `impact-percent`
pub(super) static RULE: Rule = Rule {
    name: RuleName::ImpactPercent,
    summary: "the Issue Summary states the share of users that were hit",
    requires: "the Issue Summary (or `impact` in the front matter) states a percentage or a fraction of users, customers or \
               requests: `about 40%`, `all users`, `one in five`; a percentage of something else is a question, and \
               \"many\" is none",
    why: "\"How many % of the users were affected?\" (the assignment). A number can be compared with other outages.",
    fix: "State the share, as an estimate where nobody counted: `about 40% of users`.",
    bad: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Issue Summary\n\nFrom 10:00 to 11:00 UTC many users could not log in.\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Issue Summary\n\nFrom 10:00 to 11:00 UTC about 40% of users could not log in.\n",
    }],
    levels: brief::ASKED_OF_ARCHIVES,
    judge: Judge::File(judge),
};

const HINT: &str = "state the share, as an estimate where nobody counted: `about 40% of users`";

/// Shares of people in words.
static SHARE: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "all users, all our users, all of our users, all of the users, all the users, all customers, all our customers, \
         all of our customers, all of the customers, all clients, all our clients, all visitors, all students, all employees, all members, all staff, \
         all end users, all active users, all website users, all website visitors, all requests, all incoming requests, all traffic, all of the traffic, \
         every user, every customer, every client, every visitor, every request, every single user, each user, everyone, everybody, \
         entire user base, entire userbase, whole user base, entire customer base, nobody could, no one could, no user, no customer, none of the users, \
         none of our users, one in, one out of, out of every, half of, half the users, half our users, a third of, one third of, one-third of, two thirds of, \
         two-thirds of, a quarter of, one quarter of, one-quarter of, three quarters of, three-quarters of, a fifth of, one fifth of, a tenth of",
    ])
});

/// Words for all and for none.
static ALL: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(["all|, every|, each|, entire, whole|, none of, no|"]));

/// Shares of anything.
static PERCENT: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "percent, per cent, percentage, majority, most users, most of, most customers, anyone, any user",
    ])
});

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let facts = &reading.postmortem.record.facts;
    if facts.near_miss.as_ref().is_some_and(|fact| fact.value) {
        return Verdict::NotApplicable;
    }
    if let Some(share) = &facts.impact.users_percent {
        return Verdict::Met(vec![share.span]);
    }
    let said = brief::impact(reading);
    let share = said.iter().find_map(|sentence| {
        let found = SHARE.matches(&sentence.lower).next();
        let found = found.map(|(at, phrase)| at..at + phrase.len());
        Some(sentence.span_of(&found.or_else(|| all_of(&sentence.lower))?))
    });
    // `Affected users: 35%`
    let share = share.or_else(|| {
        let labelled = said.iter().find(|sentence| {
            let heading = brief::heading(reading, sentence);
            sentence.text.contains('%') && (heading.contains("user") || heading.contains("customer"))
        });
        labelled.map(|sentence| sentence.span())
    });
    if let Some(at) = share {
        return Verdict::Met(vec![at]);
    }
    let sign = said.iter().find_map(|sentence| {
        let at = sentence.lower.find('%')?;
        Some(sentence.span_of(&(at..at + 1)))
    });
    if let Some(at) = sign.or_else(|| brief::first(said, &PERCENT)) {
        return brief::ask(
            &RULE,
            reading,
            at,
            "this is the share of users that were hit",
            HINT,
        );
    }
    let message = "the Issue Summary does not say what share of the users was hit";
    brief::lacks(&RULE, reading, context.profile, message, HINT)
}

/// Where all or none of the people, or of what they send, are named: `all of our 3,000 customers`.
fn all_of(lower: &str) -> Option<std::ops::Range<usize>> {
    const NEAR: usize = 28;
    let mut people = PEOPLE.matches(lower);
    let all = ALL.matches(lower);
    let all: Vec<_> = all.map(|(at, phrase)| at..at + phrase.len()).collect();
    people.find_map(|(at, phrase)| {
        let before = all.partition_point(|all| all.end <= at).checked_sub(1)?;
        let all = all.get(before)?;
        let between = lower.get(all.end..at)?;
        let joined = between.len() <= NEAR && !between.contains([';', ':', '.']);
        (joined && between.split_whitespace().count() <= 3).then(|| all.start..at + phrase.len())
    })
}
