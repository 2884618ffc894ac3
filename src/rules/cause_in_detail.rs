//! The section on the root cause says what led to what.

use super::{Example, FileContext, Judge, Rule, Verdict, brief};
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::prose::Sentence;
use crate::span::Span;
use crate::text::phrases::Phrases;
use crate::vocabulary::SectionKind;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// `cause-in-detail`
pub(super) static RULE: Rule = Rule {
    name: RuleName::CauseInDetail,
    summary: "the root cause is explained in detail",
    requires: "the section on the root cause explains what led to what: two sentences, or one of 15 words or more, that are not \
               about the fix alone; the words of the summary again are none, and one short sentence is a question",
    why: "\"explain in detail what was causing the issue\" (the assignment). Only a mechanism can be prevented.",
    fix: "Explain the mechanism: what was changed or grew, what that did to what, and why nobody saw it.",
    bad: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Issue Summary\n\nLogins failed, because a key had expired.\n\n## Root cause and resolution\n\n\
               The key was renewed.\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Issue Summary\n\nLogins failed, because a key had expired.\n\n## Root cause and resolution\n\n\
               The key that signs sessions is renewed by hand. Its reminder went to a colleague who had left, so it expired, \
               and every new session was rejected. The key was renewed.\n",
    }],
    levels: brief::LEVELS,
    judge: Judge::File(judge),
};

const HINT: &str =
    "explain the mechanism: what was changed or grew, what that did to what, and why nobody saw it";

/// One sentence of so many words says more than what.
const LONG: usize = 15;

/// What tells of the fix and not of the cause.
static FIX: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "resolv, fixed, fixing, the fix, to fix, fix the, and fix, temporary fix, permanent fix, quick fix, hotfix, was implemented, solution, was restored, were restored, rolled back, rolling back, reverted, \
         reverting, was corrected, correcting, was raised, were raised, was increased, was lowered, re-applied, reapplied, was reset, restarted, restarting, was renewed, were renewed, renewed, was replaced, replaced, was added, were added, back online, \
         to solve, to address, corrective action, in response, to restore, deleted, cleared, scaling up, scaled up, worked again, changed back, remedied, mitigated, updating the, updated the, adjusted, reconfigured",
    ])
});

/// What tells of a cause beside a fix.
pub(super) static WHY: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "caus, led to, leading to, because, due to, prevented, triggered, resulted in, resulting in, stemmed",
    ])
});

/// What joins a cause and its effect.
static LED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "caus, led to, leading to, lead to, leads to, result, because, due to, prevent, trigger, overwhelm, overload, exhaust, so that, so it, so the, which, when, \
         after, therefore, thus, hence, consequen, stem, introduc, allowed, allowing, made it, unable, could not, couldn't, failed, fail, \
         block, deplet, surpass, exceed, while, since, as a, broke, stopp, crash, was not, were not, did not, instead of, without",
    ])
});

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let (cause, _) = brief::cause_and_fix(reading);
    let unnamed = cause.is_empty();
    let told: Vec<&Sentence> = cause
        .iter()
        .copied()
        .filter(|sentence| sentence.says(&FIX).is_none() || sentence.says(&WHY).is_some())
        .collect();
    let place = brief::place(reading, SectionKind::Cause);
    let Some(first) = told.first() else {
        if place.is_empty() || unnamed {
            let message = "there is no section on the root cause";
            return brief::absent(&RULE, reading, context.profile, message, HINT);
        }
        let message = "this section does not explain the root cause";
        return brief::unmet(&RULE, reading, place, message, HINT);
    };
    let words = |told: &[&Sentence]| {
        let words = told.iter().map(|said| said.text.split_whitespace().count());
        words.sum::<usize>()
    };
    let all = words(&told);
    // What follows the fix is about the fix, if it names no reason.
    let fixed = until_fix(cause);
    if words(&fixed) < 2 * LONG + 6 && repeats(reading, &fixed) {
        let message = "this only repeats the sentence of the Issue Summary";
        return brief::unmet(&RULE, reading, first.span(), message, HINT);
    }
    let open = told.iter().any(|said| said.says(&brief::OPEN).is_some());
    if all < 3 * LONG
        && !open
        && !told
            .iter()
            .any(|said| concrete(&said.lower).nth(MECHANISM).is_some())
    {
        let message = "this names no mechanism: nobody can tell what went wrong";
        return brief::unmet(&RULE, reading, first.span(), message, HINT);
    }
    let detailed = all >= LONG
        && (told.len() > 1
            || told
                .iter()
                .any(|said| said.says(&LED).is_some() || concrete(&said.lower).nth(SAYS_MUCH).is_some()));
    if detailed {
        return Verdict::Met(told.iter().map(|said| said.span()).take(3).collect::<Vec<Span>>());
    }
    brief::ask(
        &RULE,
        reading,
        first.span(),
        "this explains the cause in detail: it is short",
        HINT,
    )
}

/// The sentences on the cause up to the fix, and those after it that name a reason.
fn until_fix(cause: Vec<&Sentence>) -> Vec<&Sentence> {
    let mut fixed = false;
    let told = cause.into_iter().filter(|sentence| {
        let why = sentence.says(&WHY).is_some();
        fixed |= sentence.says(&FIX).is_some() && !why;
        why || !fixed
    });
    told.collect()
}

/// More concrete words than these in one sentence explain something, whatever joins them.
const SAYS_MUCH: usize = 7;

/// More concrete words than these in one sentence tell what went wrong.
const MECHANISM: usize = 1;

/// The words of a text that carry its meaning and name more than an outage, a mistake and those who made it.
fn concrete(lower: &str) -> impl Iterator<Item = &str> {
    const VAGUE: &[&str] = &[
        "mistake",
        "error",
        "errors",
        "human",
        "fault",
        "failure",
        "bug",
        "system",
        "service",
        "server",
        "users",
        "user",
        "downtime",
        "during",
        "maintenance",
        "window",
        "led",
        "administrator",
        "engineer",
        "developer",
        "employee",
        "member",
        "team",
        "junior",
        "someone",
        "person",
        "unavailability",
        "unavailable",
        "down",
        "work",
        "working",
        "worked",
        "went",
        "wrong",
        "happened",
        "there",
        "some",
        "its",
        "website",
        "site",
        "main",
        "caused",
        "causing",
        "resulted",
        "result",
        "technical",
        "network",
        "configuration",
        "not",
        "did",
        "are",
    ];
    content(lower).filter(|word| !VAGUE.contains(word))
}

/// The words of a text that carry its meaning.
fn content(lower: &str) -> impl Iterator<Item = &str> {
    const EMPTY: &[&str] = &[
        "root",
        "cause",
        "caused",
        "issue",
        "problem",
        "outage",
        "incident",
        "this",
        "that",
        "with",
        "from",
        "have",
        "been",
        "were",
        "determined",
        "identified",
        "found",
        "the",
        "was",
        "and",
        "due",
        "into",
        "which",
        "made",
        "our",
        "for",
        "has",
        "had",
        "see",
        "above",
        "table",
        "already",
        "said",
        "mentioned",
        "described",
        "stated",
        "explained",
        "before",
        "therefore",
        "because",
    ];
    let words = lower.split(|char: char| !char.is_alphanumeric());
    words.filter(|word| word.len() > 2 && !EMPTY.contains(word))
}

/// Whether nearly all that is told stands in the summary too.
fn repeats(reading: &Reading, told: &[&Sentence]) -> bool {
    let words: usize = told.iter().map(|said| content(&said.lower).count()).sum();
    let summary = brief::summary(reading);
    let start = brief::body_start(reading);
    let own = reading
        .prose()
        .sentences
        .iter()
        .filter(|sentence| sentence.span().start < start);
    let before: BTreeSet<&str> = summary
        .iter()
        .copied()
        .chain(own)
        .filter(|sentence| !told.iter().any(|other| std::ptr::eq(*other, *sentence)))
        .flat_map(|sentence| content(&sentence.lower))
        .collect();
    let new = told
        .iter()
        .flat_map(|said| content(&said.lower))
        .filter(|word| !before.contains(word))
        .count();
    words > 0 && new * 5 <= words
}
