//! The Issue Summary says how many of the users were hit.

mod counted;

use super::{Example, FileContext, Judge, Rule, Verdict, brief, impact_experience};
use crate::config::Profile;
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::prose::{Sentence, ahead, near};
use crate::rules::brief::PEOPLE;
use crate::text::phrases::Phrases;
use counted::{all_counted, number, ratio, words};
use std::ops::Range;
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
        "all requests, all incoming requests, all traffic, all of the traffic, every one of, all of them, all of us, whole school, entire school, whole company, entire company, whole office, \
         entire office, whole university, entire university, whole campus, entire campus, whole class, whole country, entire country, whole city, whole town, \
         not a single, not one user, not one customer, every user, every customer, every client, every visitor, every request, every single user, \
         entire user base, entire userbase, whole user base, entire customer base, nobody could, no one could, no user, no customer, none of the users, \
         none of our users, one in, one out of, out of every, all who, all those who, everyone who, everybody who",
        "half|, third|, thirds|, quarter|, quarters|, fifth|, fifths|, tenth|, tenths|",
        "nobody|, no one|, not one|, none of our|, none of the|, everyone|, everybody|",
    ])
});

/// Words for all and for none.
static ALL: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(["all|, every|, entire, whole|, full|, none of, no|"]));

/// What else a percentage is of.
static ANOTHER: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "cpu, memory, ram|, disk, storage, capacity, availab, uptime, up-time, engagement, revenue, sales, income, profit, load|, packet, \
         utiliz, utilis, usage, bandwidth, quota, accuracy, performance, degradation, error rate, error ratio, slower, faster, increase, \
         decrease, drop, rise, rose, discount, server, node, pod|, pods|, instance, replica, region, zone, cluster, datacenter, data cent, core|, cores|, shard, process, worker, container, attempt, hour, minute, second|, seconds|, day|, days|, week, month, feature, functionalit, data|, time|",
    ])
});

/// That all was down, and so everybody hit.
static TOTAL: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "total outage, complete outage, full outage, total service, complete service, total disruption, total loss, complete loss, entirely down, completely down, \
         entirely unavail, completely unavail, completely inaccessible, fully down, hard down",
    ])
});

/// Shares of anything.
static PERCENT: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "percent, per cent, percentage, majority, most users, most of, most customers, most people, anyone, any user, nearly every, almost every, nearly all, almost all",
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
    // Of an archive a count will do.
    let counted = [&facts.impact.users, &facts.impact.requests_failed]
        .into_iter()
        .flatten()
        .next();
    if let Some(count) = counted.filter(|_| context.profile == Profile::Archive) {
        return Verdict::Met(vec![count.span]);
    }
    let said = brief::impact(reading);
    let share = said.iter().find_map(|sentence| {
        let mut shares = SHARE.matches(&sentence.lower);
        let found = shares.find(|(at, phrase)| {
            is_share(&sentence.lower, at + phrase.len(), phrase.list)
                || phrase.words.starts_with("every") && phrase.list == 2 && is_for(&sentence.lower, *at)
        });
        let found = found.map(|(at, phrase)| at..at + phrase.len());
        let found = found.or_else(|| all_of(&sentence.lower));
        let counted = || {
            all_counted(&sentence.lower)
                .filter(|all| all.people)
                .map(|all| all.at)
        };
        Some(sentence.span_of(&found.or_else(counted)?))
    });
    // `Affected users: 35%`
    let share = share.or_else(|| {
        // `| Share of learners | 3 in 10 |`: what stands right before it in a row or a list, or its label.
        const BEFORE: usize = 3;
        let people = |at: usize, sentence: &Sentence| {
            let heading = brief::heading(reading, sentence);
            let mut row = said.iter().take(at + 1).skip(at.saturating_sub(BEFORE));
            let beside = |other: &&&Sentence| {
                std::ptr::eq(**other, sentence) || other.listed && other.block == sentence.block
            };
            PEOPLE.is_in(heading)
                || heading.contains("affected")
                || row.by_ref().filter(beside).any(|said| PEOPLE.is_in(&said.lower))
        };
        said.iter().enumerate().find_map(|(at, sentence)| {
            let found = percentage(&sentence.lower).filter(|found| {
                let after = sentence.lower.get(found.end..).unwrap_or_default();
                people(at, sentence) || after.trim_start_matches('s').trim_start().starts_with("of ")
            });
            let counted = || {
                let heading = brief::heading(reading, sentence);
                let asked = |text: &str| {
                    ["who", "scope", "share", "reach"]
                        .iter()
                        .any(|word| text.starts_with(word))
                };
                people(at, sentence)
                    || asked(heading)
                    || asked(&sentence.lower)
                    || sentence.lower.contains("of those who")
            };
            // `Nine in ten` are people; `3 of 10` may be anything.
            let of_ten = |found: &Range<usize>| {
                sentence
                    .lower
                    .get(found.clone())
                    .is_some_and(|ratio| ratio.contains(" in "))
            };
            let found = found.or_else(|| ratio(&sentence.lower).filter(|found| of_ten(found) || counted()));
            let found = found.or_else(|| answer(brief::heading(reading, sentence), &sentence.lower));
            Some(sentence.span_of(&found?))
        })
    });
    if let Some(at) = share {
        return Verdict::Met(vec![at]);
    }
    let sign = said.iter().find_map(|sentence| {
        let at = sentence.lower.find('%')?;
        Some(sentence.span_of(&(at..at + 1)))
    });
    // `All 6 services` are no people, and `all 84 growers` are.
    let counted = || {
        said.iter()
            .find_map(|sentence| Some(sentence.span_of(&all_counted(&sentence.lower)?.at)))
    };
    if let Some(at) = sign
        .or_else(|| brief::first(said.iter().copied(), &PERCENT))
        .or_else(counted)
    {
        return brief::doubt(
            &RULE,
            reading,
            context.profile,
            at,
            "this is the share of users that were hit",
            HINT,
        );
    }
    let total = brief::first(said.iter().copied(), &TOTAL);
    if let Some(at) = total.filter(|_| context.profile == Profile::Archive) {
        return Verdict::Met(vec![at]);
    }
    // An archive has reports of which nobody was hit.
    let people = || said.iter().any(|said| brief::names_people(&said.lower));
    if context.profile == Profile::Archive && !people() || brief::is_disclosure(reading, context.profile) {
        return Verdict::NotApplicable;
    }
    let message = "the Issue Summary does not say what share of the users was hit";
    brief::lacks(&RULE, reading, context.profile, message, HINT)
}

/// Whether words go on as a share of people does: `half of our riders`, `nobody on the planet could post`.
fn is_share(lower: &str, end: usize, list: usize) -> bool {
    const SO_MANY: usize = 6;
    let after = ahead(lower, end);
    let clause = after.split(['.', ';', ':', '!']).next().unwrap_or_default();
    let mut words = clause.split_whitespace().take(SO_MANY);
    match list {
        0 => true,
        1 => {
            let of = |word: &&str| ["of", "the", "our", "all", "its", "those", "them"].contains(word);
            // `A fifth gave up`
            let act = |word: &str| MEETS.contains(&word) || ["gave", "left", "had"].contains(&word);
            clause.trim_start().starts_with("of ")
                || words
                    .find(|word| !of(word))
                    .is_some_and(|word| PEOPLE.is_in(word) || act(word))
        }
        _ => {
            !clause.starts_with(" of us")
                && !clause.starts_with(" know")
                && words.any(|word| MEETS.contains(&word))
        }
    }
}

/// What `everybody` or `nobody` does who is hit; `everybody asleep` is not.
const MEETS: &[&str] = &[
    "could",
    "couldn't",
    "can",
    "can't",
    "cannot",
    "got",
    "managed",
    "reached",
    "saw",
    "lost",
    "received",
    "experienced",
    "waited",
    "who",
    "affected",
    "hit",
    "impacted",
    "able",
    "unable",
    "locked",
    "logged",
    "kicked",
    "stuck",
    "blocked",
    "cut",
    "without",
    "access",
    "shown",
    "redirected",
];

/// Whether it was down for those who follow: `down for everybody`, `errors for everyone`, and not `annoying for everyone at the desk`.
fn is_for(lower: &str, at: usize) -> bool {
    const DOWN: &[&str] = &[
        "down",
        "unavailable",
        "slow",
        "broken",
        "failed",
        "inaccessible",
        "unreachable",
        "offline",
        "affected",
        "affecting",
        "hit",
        "out",
        "impacted",
        "impacting",
        "unusable",
        "failing",
    ];
    let before = near(lower, at);
    let mut words = before.split_whitespace().rev();
    let clause = before.rsplit(['.', ',', ';', ':']).next().unwrap_or_default();
    words.next().is_some_and(|word| {
        let down = |word: &str| DOWN.contains(&word);
        ["for", "to", "by"].contains(&word)
            && (words.next().is_some_and(down) || impact_experience::seen(clause))
            || down(word)
    })
}

/// Where all or none of the people, or of what they send, are named: `all of our 3,000 customers`.
fn all_of(lower: &str) -> Option<Range<usize>> {
    const NEAR: usize = 28;
    let mut people = PEOPLE.matches(lower);
    let all = ALL.matches(lower);
    let all: Vec<_> = all.map(|(at, phrase)| at..at + phrase.len()).collect();
    people.find_map(|(at, phrase)| {
        let before = all.partition_point(|all| all.end <= at).checked_sub(1)?;
        let all = all.get(before)?;
        let between = lower.get(all.end..at)?;
        let joined = between.len() <= NEAR && !between.contains([';', ':', '.', '"', '”']);
        let words = between.split_whitespace().count();
        // `All of our 3,000 customers`, and not `all pages of the customers`.
        let named = between.split_whitespace().filter(|word| {
            !["of", "the", "our", "its", "your", "those", "these"].contains(word) && number(word).is_none()
        });
        // `They had no order list`, `no internet, and people …`
        let end = at + phrase.len();
        let none = || {
            let mut after = ahead(lower, end).split_whitespace();
            words == 0
                && (phrase.list == 0
                    || after.any(|word| MEETS.contains(&word) || ["went", "was", "were"].contains(&word)))
        };
        let no = lower.get(all.clone()) == Some("no");
        (joined && words <= 3 && named.count() <= 1 && (!no || none())).then_some(all.start..end)
    })
}

/// Where a percentage stands beside nothing else that it may be of: `45 percents of the drivers`, and not `90% CPU`.
fn percentage(lower: &str) -> Option<Range<usize>> {
    const NEAR: usize = 40;
    let others: Vec<usize> = ANOTHER.matches(lower).map(|(at, _)| at).collect();
    let signs = ["%", "percent", "per cent", "pct"];
    let mut signs = signs.iter().flat_map(|sign| lower.match_indices(sign));
    signs.find_map(|(at, sign)| {
        let end = at + sign.len();
        let number = near(lower, at)
            .trim_end()
            .ends_with(|char: char| char.is_ascii_digit());
        let beside = at.saturating_sub(NEAR)..end + NEAR;
        let first = others.partition_point(|other| *other < beside.start);
        let another = others.get(first).is_some_and(|other| *other < beside.end);
        let people = || {
            let words = ahead(lower, end).split_whitespace();
            let mut words = words.skip_while(|word| ["of", "the", "our", "all", "its"].contains(word));
            words.next().is_some_and(|word| PEOPLE.is_in(word))
        };
        (number && (!another || people())).then_some(at..end)
    })
}

/// The answer to a label that asks for a share: `Users affected: all`, `Percentage of users: 60`.
fn answer(heading: &str, lower: &str) -> Option<Range<usize>> {
    const LONGEST: usize = 6;
    let own = lower
        .split_once(':')
        .filter(|(label, _)| label.split_whitespace().count() <= LONGEST);
    let (label, value) = own.unwrap_or((heading, lower));
    let first = words(value).into_iter().next()?;
    let word = value.get(first)?;
    let asks = PEOPLE.is_in(label) || label.contains("affected") || label == "who";
    let share = value.contains('%')
        || matches!(
            word,
            "all" | "everyone" | "everybody" | "every" | "none" | "nobody"
        );
    let percents = label.contains("percent") || label.contains('%');
    (asks && share || percents && number(word).is_some()).then(|| lower.len() - value.len()..lower.len())
}
