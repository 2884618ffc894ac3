//! The section on the root cause says what led to what.

use super::words::stems;
use super::{Example, FileContext, Judge, Rule, Verdict, brief};
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::prose::Sentence;
use crate::span::Span;
use crate::text::phrases::Phrases;
use crate::vocabulary::SectionKind;
use std::cell::LazyCell;
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
    let cause = brief::cause(reading);
    let unnamed = cause.is_empty();
    // Under a heading of its own nothing is about the fix; both ascend.
    let parts = reading.parts();
    let own = !parts.cause.iter().any(|at| parts.fix.binary_search(at).is_ok());
    let on_fix = |said: &Sentence| {
        !own && said.says(&FIX).is_some() && said.says(&WHY).is_none() && !is_when(&said.lower)
    };
    let told: Vec<&Sentence> = cause.iter().copied().filter(|said| !on_fix(said)).collect();
    let place = brief::place(reading, SectionKind::Cause);
    let Some(first) = told.first() else {
        if place.is_empty() || unnamed {
            let message = "there is no section on the root cause";
            return brief::unnamed(&RULE, reading, context.profile, message, HINT, brief::elsewhere);
        }
        let message = "this section does not explain the root cause";
        return brief::unmet(&RULE, reading, place, message, HINT);
    };
    let words = told.iter().map(|said| said.text.split_whitespace().count());
    let words: usize = words.sum();
    let open = || told.iter().any(|said| said.says(&brief::OPEN).is_some());
    // What follows the fix is about the fix, if it names no reason.
    let before_fix = if own { cause } else { until_fix(&cause) };
    let named = named(&before_fix, &told);
    // A cause that names much need not be held against all that was said before.
    let new = LazyCell::new(|| named.difference(&known(reading, &told)).count());
    if named.len() < MUCH && *new * 5 <= named.len() && *new < named.len() {
        let message = "this only repeats the sentence of the Issue Summary";
        return brief::unmet(&RULE, reading, first.span(), message, HINT);
    }
    if named.len() <= FEW
        && (*new <= 1 || *new < MECHANISM && (*new < named.len() || words >= LONG))
        && !open()
    {
        let message = "this names no mechanism: nobody can tell what went wrong";
        return brief::unmet(&RULE, reading, first.span(), message, HINT);
    }
    let joined = || told.iter().any(|said| said.says(&LED).is_some());
    if words >= LONG && (told.len() > 1 || named.len() > SAYS_MUCH || joined()) {
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
pub(super) fn until_fix<'r>(cause: &[&'r Sentence]) -> Vec<&'r Sentence> {
    let mut fixed = false;
    let told = cause.iter().copied().filter(|sentence| {
        let why = sentence.says(&WHY).is_some();
        fixed |= sentence.says(&FIX).is_some() && !why && !is_when(&sentence.lower);
        why || !fixed
    });
    told.collect()
}

/// Whether a sentence begins with what went before: `When the bank replaced its certificate, …`
fn is_when(lower: &str) -> bool {
    let first = lower.split(' ').next().unwrap_or_default();
    ["when", "since", "because", "whenever"].contains(&first)
}

/// Things, more than which in one sentence explain something, whatever joins them.
const SAYS_MUCH: usize = 5;

/// So many things are a mechanism, whatever the summary says of it.
const MUCH: usize = 8;

/// No more things than these tell what did what to what only if the summary does not name them.
const FEW: usize = 5;

/// So many of those are a mechanism.
const MECHANISM: usize = 3;

/// What the sentences before the fix name; where none does, all on the cause.
fn named<'r>(before_fix: &[&'r Sentence], told: &[&'r Sentence]) -> BTreeSet<&'r str> {
    let named = |said: &[&'r Sentence]| -> BTreeSet<&'r str> {
        said.iter().flat_map(|said| stems(&said.lower)).collect()
    };
    Some(named(before_fix))
        .filter(|named| !named.is_empty())
        .unwrap_or_else(|| named(told))
}

/// What the summary names, and all that stands before the timeline.
fn known<'r>(reading: &'r Reading, told: &[&Sentence]) -> BTreeSet<&'r str> {
    let start = reading.parts().body_start;
    let told: BTreeSet<*const Sentence> = told.iter().map(|said| std::ptr::from_ref(*said)).collect();
    let sentences = reading.prose().sentences.iter();
    let own = sentences.filter(|sentence| sentence.span().start < start);
    let before = brief::summary(reading)
        .chain(own)
        .filter(|sentence| !told.contains(&std::ptr::from_ref(*sentence)));
    before.flat_map(|said| stems(&said.lower)).collect()
}
