//! The timeline says which track was wrong.

use super::{Example, FileContext, Judge, Rule, Verdict, brief};
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::prose::Step;
use crate::text::phrases::Phrases;
use crate::vocabulary::EntryKind::{Hypothesis, Misleading, Mitigated, Resolved};
use std::sync::LazyLock;

/// `misleading-paths`
pub(super) static RULE: Rule = Rule {
    name: RuleName::MisleadingPaths,
    summary: "the timeline says which investigation paths were misleading",
    requires: "an entry tells of an assumption that was wrong, or of a track that led nowhere: by a label (`Misleading:`), or by \
               words such as \"red herring\", \"ruled out\", \"no issue found\"; an assumption without its outcome is a question",
    why: "\"misleading investigation/debugging paths that were taken\" (the assignment). Hours are lost on the same wrong \
          track again, unless it is written down.",
    fix: "Add the entry: `- 10:20 UTC - Suspected the network; no issue found`. If there was none, say so.",
    bad: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Timeline\n\n- 10:05 UTC - An alert fired\n- 11:00 UTC - Restarted nginx\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Timeline\n\n- 10:05 UTC - An alert fired\n- 10:20 UTC - Suspected the network; no issue found\n\
               - 11:00 UTC - Restarted nginx\n",
    }],
    levels: brief::ASKED_OF_ARCHIVES,
    judge: Judge::File(judge),
};

const HINT: &str =
    "add the entry: `- 10:20 UTC - Suspected the network; no issue found`; if there was none, say so";

/// What was wrong or led nowhere, by words.
static WRONG: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "mislead, misled, red herring, false lead, false trail, false positive, wrong track, wrong path, wrong direction, wrong lead, \
         wrong assumption, wrong suspect, wrongly, incorrectly assum, incorrect assum, mistakenly, erroneously, dead end, dead-end, \
         rabbit hole, ruled out, rule out, ruling out, eliminated as, exonerat, no issue, no issues, no problem, no fault, no anomal, \
         no abnormal, no significant, no errors found, no errors were, no evidence, no sign, no clue, no glaring, no root cause, no indication, \
         no improvement, no luck, no effect, no avail, no success, no difference, no progress, no correlation, no link, \
         nothing unusual, nothing wrong, nothing suspicious, nothing abnormal, nothing out of, nothing obvious, found nothing, \
         revealed nothing, showed nothing, nothing was found, nothing helpful, \
         not the cause, not the root, not the issue, not the culprit, not the problem, not the source, not the case, not the reason, \
         not related, not help, not fix, not solve, not resolve the, not improve, not reveal, not yield, not find any, not at fault, not to blame, \
         it wasn't, this wasn't, wasn't the, weren't the, didn't help, didn't fix, didn't solve, didn't resolve the, didn't find any, \
         without success, without result, unsuccessful, in vain, fruitless, inconclusive, persist, still failing, still down, \
         still crash, kept crash, kept on crash, kept failing, proved wrong, proven wrong, turned out wrong, turned out to be wrong, \
         turned out to be healthy, turned out to be fine, turned out to be normal, turned out to be unrelated, turned out to be false, \
         turned out to be a false, turned out to be innocent, turned out to be ok, \
         innocent, off-course, off course, wild goose, wasted, unrelated, disproved, disproven, distract, sidetrack, contrary to, \
         unnecessar, were normal, was normal, looked normal, appeared normal, seemed normal, were fine, was fine, looked fine, seemed fine, \
         looked healthy, were healthy, was healthy, was operational, were operational, was clean, were clean, deeper issue, still the same, same error, all correct, all healthy, all normal, all fine, for nothing, showed nothing",
    ])
});

/// An assumption, in words of which reading makes nothing.
static GUESS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "assum, suspect, suspicion, initially, initial theory, initial focus, initial investigation, initial thought, first thought, thought it, thought that, thought the, believed, hypothes, theory, theoris, theoriz, \
         focused on, focusing on, presum, guess, considered, pointed to, pointing to, appeared to be, seemed to be, working properly, working correctly, running properly, \
         running correctly, up and running, was running, were running, sufficient",
    ])
});

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let steps: Vec<&Step> = brief::steps(reading).collect();
    let last = steps.len().saturating_sub(2);
    let wrong = steps.iter().enumerate().find(|(at, step)| {
        // `No errors since` at the end is no wrong track.
        let ended = *at >= last
            && step
                .kind()
                .is_some_and(|kind| [Resolved, Mitigated].contains(&kind));
        !ended && WRONG.matches(&step.lower).next().is_some() || step.tells(&[Misleading])
    });
    if let Some((_, step)) = wrong {
        return Verdict::Met(vec![step.span]);
    }
    let guess = brief::steps(reading).find(|step| brief::says(step, &GUESS) || step.tells(&[Hypothesis]));
    if let Some(step) = guess {
        let message = "this was a wrong track: its outcome is not told";
        return brief::ask(&RULE, reading, step.span, message, HINT);
    }
    match brief::steps(reading).next() {
        Some(step) => brief::unmet(
            &RULE,
            reading,
            step.span,
            "the timeline tells of no misleading path",
            HINT,
        ),
        None => brief::without_timeline(&RULE, reading, context.profile, HINT),
    }
}
