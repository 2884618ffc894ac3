//! The timeline says what was looked at and assumed.

use super::{Example, FileContext, Judge, Rule, Verdict, brief, escalated_to};
use crate::config::Profile;
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::prose::Step;
use crate::span::Span;
use crate::text::phrases::Phrases;
use crate::vocabulary::EntryKind::{
    self, Action, Communicated, Detected, Escalated, Hypothesis, Identified, ImpactStarted, Investigating,
    Misleading, Mitigated, Reported, Resolved,
};
use std::sync::LazyLock;

/// `actions-taken`
pub(super) static RULE: Rule = Rule {
    name: RuleName::ActionsTaken,
    summary: "the timeline says what was investigated and assumed",
    requires: "at least one entry tells what was looked at or assumed, or what was tried between the first entry and the last; a timeline \
               that has only the start, who was called and the end does not",
    why: "\"actions taken (what parts of the system were investigated, what were the assumption on the root cause of the \
          issue)\" (the assignment). The next engineer starts where this one looked.",
    fix: "Add entries for what was looked at: `- 10:15 UTC - Checked the database: its connections were all in use`.",
    bad: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Timeline\n\n- 10:05 UTC - The website went down\n- 11:00 UTC - The website is back online\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Timeline\n\n- 10:05 UTC - The website went down\n- 10:15 UTC - Checked the logs of nginx\n\
               - 11:00 UTC - The website is back online\n",
    }],
    levels: brief::LEVELS,
    judge: Judge::File(judge),
};

const HINT: &str = "add entries for what was looked at: `- 10:15 UTC - Checked the database: its connections were all in use`";

/// Looking, trying and assuming, in words of which reading makes nothing.
static DONE: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "check, investigat, look, inspect, debug, analy, examin, review, trac, test, tried, try|, trying, attempt, verif, diagnos, \
         troubleshoot, search, read|, ran|, run|, running, strace, opened, logged in, logged into, ssh, restart, reboot, assum, suspect, \
         suppos, hypothes, thought, believ, theor, explor, consider, compar, isolat, reproduc, discover, found, figured, \
         roll, revert, redeploy, scaled, rerout, reconfigur, edited, changed, fix, patch, updated, added, removed, replaced, \
         consult, research, switched, adjusted, created, optimi, focus, confirm, eliminat, ruled out, dug, dive, dove",
    ])
});

/// What reading knows for looking and assuming.
const LOOKING: [EntryKind; 4] = [Investigating, Hypothesis, Misleading, Identified];

/// A step of no more words says nothing of what was done in it: `Still on it`.
const FEW: usize = 4;

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let steps: Vec<&Step> = brief::steps(reading).collect();
    // What began it and what ended it are no search: `Raised the limit, all is well`. In an archive any deed will do.
    let inner = match context.profile {
        Profile::Archive => steps.as_slice(),
        Profile::Assignment => steps.get(1..steps.len().saturating_sub(1)).unwrap_or_default(),
    };
    let looked = steps.iter().filter(|step| step.tells(&LOOKING));
    let tried = inner.iter().filter(|step| {
        step.kind()
            .is_some_and(|kind| [Action, Mitigated].contains(&kind))
    });
    let mut spans: Vec<Span> = looked.chain(tried).map(|step| step.span).take(3).collect();
    let elsewise = |step: &Step| {
        let kind = step.kind();
        kind.is_some_and(|kind| {
            [
                ImpactStarted,
                Detected,
                Reported,
                Resolved,
                Escalated,
                Communicated,
            ]
            .contains(&kind)
        })
    };
    if spans.is_empty() {
        let done = inner
            .iter()
            .find(|step| !elsewise(step) && brief::says(step, &DONE));
        spans.extend(done.map(|step| step.span));
    }
    if !spans.is_empty() {
        return Verdict::Met(spans);
    }
    let unknown = inner.iter().find(|step| {
        !elsewise(step) && !escalated_to::passes(step) && step.lower.split_whitespace().count() > FEW
    });
    if let Some(step) = unknown {
        return brief::ask(
            &RULE,
            reading,
            step.span,
            "this says what was looked at or assumed",
            HINT,
        );
    }
    // A single entry tells when something was reported, and no more.
    if context.profile == Profile::Archive && steps.len() < 2 && !steps.is_empty() {
        return Verdict::NotApplicable;
    }
    let message = "the timeline does not say what was looked at or assumed";
    brief::undone(&RULE, reading, context.profile, message, HINT)
}
