//! The timeline says what ended it.

use super::{Example, FileContext, Judge, Rule, Verdict, brief};
use crate::config::Profile;
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::prose::Step;
use crate::text::phrases::Phrases;
use crate::vocabulary::EntryKind::{
    Acknowledged, Action, Communicated, Detected, Escalated, FollowUp, Hypothesis, Identified, Investigating,
    Mitigated, Note, Resolved,
};
use std::sync::LazyLock;

/// `how-resolved`
pub(super) static RULE: Rule = Rule {
    name: RuleName::HowResolved,
    summary: "the timeline says how the incident was resolved",
    requires: "an entry tells the change that ended it (restarted, rolled back, corrected, …); \"fixed\" or \"service restored\" \
               without any change before it is a question",
    why: "\"how the incident was resolved\" (the assignment). In the next outage this is the first thing to try.",
    fix: "Add the entry: `- 11:00 UTC - Rolled back the configuration; logins recovered`.",
    bad: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Timeline\n\n- 10:05 UTC - An alert fired\n- 10:15 UTC - Looked at the logs\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Timeline\n\n- 10:05 UTC - An alert fired\n- 11:00 UTC - Rolled back the configuration; logins recovered\n",
    }],
    levels: brief::LEVELS,
    judge: Judge::File(judge),
};

const HINT: &str = "add the entry: `- 11:00 UTC - Rolled back the configuration; logins recovered`";

/// Changes that may end an outage.
static CHANGED: LazyLock<Phrases> = LazyLock::new(|| Phrases::new([CHANGES]));

/// The same for what tells of fixes elsewhere.
pub(super) const CHANGES: &str = "put in place, put more, put the, put a|, put in|, put back, puts back, set back, set to, restored from, from backup, from the backup, raised the, raised its, raises the, raising, lowered, lowers, rolled back, rolling back, roll back, rolls back, rolled out, rollback, revert, \
     restart, reboot, redeploy, re-deploy, deploy, corrected, correcting, correct the, corrects, renam, replac, \
     updated, updates the, update the, updating, upgrade, upgrading, downgrad, patched, patches, patching, patch the, added, adding, adds, add the, add a|, remov, delet, increas, decreas, reduc, adjust, reconfigur, re-configur, \
     configured, configures, configuring, changed, changes the, change the, changing, modif, renew, cleared, clears, clear the, clearing, scale, scaling, switch, failover, failed over, fail over, reset, edited, edits, edit the, editing, \
     enable, enabling, disable, disabling, installed, installs, install the, installing, reinstall, moved, moves, move the, moving, migrat, optimi, kill, freed, frees, freeing, stopped, stops, stop the, stopping, started the, starts the, start the, starting the, terminat, \
     rebuild, rebuilt, recreat, reindex, index, rerout, redirect, redistribut, re-enabled, rewrote, refactor, implement, applied, applies, apply the, applying, ran|, puppet, script, granted, granting, permission, chmod, \
     allocated, allocating, expanded, extend, bypass, blocked, blocks the, blocking, unblock, limit, tuned, tuning, cleaned, cleaning, clean up, cleans up, flush, purge, whitelist, allowing, resolved the dependency, by fixing, takes action, took action, typo, \
     semicolon, \
     we block, we stop, we start, we remove, we add, we change, we move, we set, we put, we edit, we run, we create, we push, we pull, we open, we apply, we fix, \
     we kill, we correct, we disable, we delete, i block, i stop, i start, i remove, i add, i change, i move, i set, i put, i edit, i run, i create, i push, i pull, i open, i apply, i fix, i kill, i correct, i disable, i delete, and block, and stop, and start, and remove, and add, and change, and move, and set, and put, and edit, and run, and create, and push, and pull, and open, and apply, and fix, and kill, and correct, and disable, and delete, \
     deactivat, reactivat, hotfix, workaround, provision, replicat, rotate, regenerat, reissu, retri, reconnect, reload, appended, released, turned off, turns off, turn off, turned on, turns on, turned it off, turned it on, \
     switched off, switched on, pulled the, unplugged, plugged, drained, uncordon, paused, halted, resumed, synchroni, pointed to, pointed back, promoted, recycled, resized, \
     fixed with, fixed by, fixed using, solved with, solved by, solved using, resolved by, resolved with, resolved using, repaired by, by making, by putting, by using, by creating, by running, by setting";

/// That it was mended, and not how.
static FIXED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "fix, resolv, solved, solution, repaired, mended, back online, back up, back to normal, returned to normal, recover, \
         operational, restored, functional, functioning, stable, stabili, mitigated, up again, up and running, working, works, \
         normal operation, normaliz, normalis, cleared, closed, corrective action, in place, came back, is back, are back, was back, \
         were back, accessible again, available again, accessible, healthy, success, succeed, errors stopped, no more errors, \
         stopped appearing, responding again, status 200, 200 ok, brought back, brought up, all clear, dropped to, as expected, gone|, disappeared, normal|, loads|, load again, loads again, responds, answers, delivered, complete|, completed, came up, comes up, is up|, was up|, are up|, site up, again|, established, reachable, connected, play|, plays, flows, smooth, passes|, pass again, green|",
    ])
});

/// So many of the last steps, or a third of all, may be the end where reading does not know it.
const LAST: usize = 2;

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let steps: Vec<&Step> = brief::steps(reading).collect();
    let last = steps.len().saturating_sub((steps.len() / 3).max(LAST));
    let ends = |step: &Step| step.tells(&[Resolved, Mitigated]);
    let end = steps
        .iter()
        .enumerate()
        .filter(|(at, step)| ends(step) || *at >= last && brief::says(step, &FIXED))
        .map(|(_, step)| *step)
        .next_back();
    // `Alert: increased latency` changes nothing: what tells of finding or guessing counts only with a deed.
    let may = |step: &Step| {
        let deed = step.tells(&[Action, Mitigated, Resolved]);
        deed || step
            .kind()
            .is_some_and(|kind| [Note, FollowUp, Communicated, Acknowledged].contains(&kind))
    };
    // What is told last is the end, if it is a deed at all.
    let ended = |step: &Step| !step.tells(&[Detected, Escalated, Hypothesis, Identified, Investigating]);
    let changes = |(at, step): (usize, &&Step)| {
        brief::says(step, &CHANGED) && (may(step) || at + 1 == steps.len() && ended(step))
    };
    let changed = steps.iter().enumerate().rposition(changes);
    let change = changed.and_then(|at| steps.get(at)).copied();
    let late = changed.is_some_and(|at| at >= last);
    let deed = steps.iter().copied().rfind(|step| step.kind() == Some(Action));
    match (change, end, deed) {
        (Some(change), Some(end), _) if change.span == end.span => Verdict::Met(vec![change.span]),
        (Some(change), Some(end), _) => Verdict::Met(vec![change.span, end.span]),
        // The change that ended it is the last thing that is told.
        (Some(change), None, _)
            if steps.last().is_some_and(|last| last.span == change.span)
                && !change.tells(&[Communicated, FollowUp]) =>
        {
            Verdict::Met(vec![change.span])
        }
        (Some(change), None, _) if late => {
            let message = "this ended it: nothing says that it worked";
            brief::ask(&RULE, reading, change.span, message, HINT)
        }
        (None, Some(end), Some(deed)) if deed.span != end.span => Verdict::Met(vec![deed.span, end.span]),
        (None, Some(end), _) => brief::ask(&RULE, reading, end.span, "this says how it was resolved", HINT),
        (_, None, _) => match steps.last() {
            // An archive has reports of many forms, and a section for it.
            Some(step) if context.profile == Profile::Archive => {
                let message = "it was resolved: the timeline ends without it";
                brief::ask(&RULE, reading, step.span, message, HINT)
            }
            Some(step) if deed.is_none() && ended(step) && did(&step.lower) => brief::ask(
                &RULE,
                reading,
                step.span,
                "this ended it: nothing says that it worked",
                HINT,
            ),
            Some(step) => {
                let message = "the timeline ends without a resolution";
                brief::unmet(&RULE, reading, step.span, message, HINT)
            }
            None => brief::absent(
                &RULE,
                reading,
                context.profile,
                "there is no timeline that says this",
                HINT,
            ),
        },
    }
}

/// Whether a step tells of something that was done, in words that nobody foresees: `Plugin deregistered with the tool`.
fn did(lower: &str) -> bool {
    const OTHERWISE: &[&str] = &[
        "started",
        "failed",
        "crashed",
        "stopped",
        "affected",
        "confirmed",
        "continued",
        "experienced",
        "identified",
        "discovered",
        "checked",
        "analyzed",
        "analysed",
        "tested",
        "monitored",
        "observed",
        "verified",
        "reviewed",
        "escalated",
        "received",
        "suspected",
        "assumed",
        "realized",
        "realised",
        "determined",
        "looked",
        "asked",
        "needed",
    ];
    const LOOKING: &[&str] = &[
        "check",
        "see",
        "find",
        "look",
        "ask",
        "call",
        "notice",
        "think",
        "suspect",
        "investigate",
        "are",
        "is",
        "was",
        "were",
        "have",
        "had",
        "could",
        "can",
        "get",
        "got",
        "saw",
        "found",
    ];
    let words: Vec<&str> = lower
        .split(|char: char| !char.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    let past = words
        .iter()
        .any(|word| word.len() > 4 && word.ends_with("ed") && !OTHERWISE.contains(word));
    // `We mount the new disk`
    let mut pairs = words.windows(2);
    let now = pairs.any(|pair| matches!(pair, ["we" | "i" | "he" | "she" | "they", verb] if !LOOKING.contains(verb) && !OTHERWISE.contains(verb)));
    past || now
}
