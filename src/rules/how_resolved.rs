//! The timeline says what ended it.

use super::{Example, FileContext, Judge, Rule, Verdict, brief};
use crate::config::Profile;
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::prose::Step;
use crate::text::phrases::Phrases;
use crate::vocabulary::EntryKind::{Acknowledged, Action, Communicated, FollowUp, Mitigated, Note, Resolved};
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
pub(super) const CHANGES: &str = "put in place, restored from, from backup, from the backup, raised the, raised its, raising, lowered, rolled back, rolling back, roll back, rolled out, rollback, revert, restart, reboot, redeploy, re-deploy, deployed, deploying, corrected, correcting, renam, replac, \
     updated, updating, upgraded, upgrading, downgrad, patched, patching, added, adding, remov, delet, increas, decreas, reduc, adjust, reconfigur, re-configur, \
     configured, configuring, changed, changing, modif, renewed, renewing, cleared, clearing, scaled, scaling, switched, switching, failover, failed over, fail over, reset, edited, editing, \
     enabled, enabling, disabled, disabling, installed, installing, reinstall, moved, moving, migrat, optimi, killed, killing, freed, freeing, stopped, stopping, started the, starting the, terminated, \
     rebuilt, rebuilding, recreat, reindex, index, rerout, redirect, redistribut, re-enabled, rewrote, refactor, implement, applied, applying, ran|, puppet, script, granted, granting, permission, chmod, \
     allocated, allocating, expanded, extend, bypass, blocked, blocking, unblocked, limit, tuned, tuning, cleaned, cleaning, flushed, purged, whitelist, allowing, resolved the dependency, by fixing, takes action, took action, typo, \
     semicolon, hotfix, workaround, provision, replicat, rotated, regenerat, reissu, retri, reconnect, reload, appended, released";

/// That it was mended, and not how.
static FIXED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "fix, resolv, solved, solution, repaired, mended, back online, back up, back to normal, returned to normal, recover, \
         operational, restored, functional, functioning, stable, stabili, mitigated, up again, up and running, working, works, \
         normal operation, normaliz, normalis, cleared, closed, corrective action, in place, came back, is back, are back, was back, \
         were back, accessible again, available again, accessible, healthy, success, succeed, errors stopped, no more errors, \
         stopped appearing, responding again, status 200, 200 ok, brought back, brought up, all clear, dropped to, as expected, gone|, disappeared, normal|",
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
    let changed = steps
        .iter()
        .rposition(|step| brief::says(step, &CHANGED) && may(step));
    let change = changed.and_then(|at| steps.get(at)).copied();
    let late = changed.is_some_and(|at| at >= last);
    let deed = steps.iter().copied().rfind(|step| step.kind() == Some(Action));
    match (change, end, deed) {
        (Some(change), Some(end), _) if change.span == end.span => Verdict::Met(vec![change.span]),
        (Some(change), Some(end), _) => Verdict::Met(vec![change.span, end.span]),
        (Some(change), None, _) if late => {
            let message = "this ended it: nothing says that it worked";
            brief::ask(&RULE, reading, change.span, message, HINT)
        }
        (None, Some(end), Some(deed)) if deed.span != end.span => Verdict::Met(vec![deed.span, end.span]),
        (None, Some(end), _) => brief::ask(&RULE, reading, end.span, "this says how it was resolved", HINT),
        (_, None, _) => match steps.last() {
            // An archive has reports of many forms, and a section for it.
            Some(step) if context.profile == Profile::Archive => brief::ask(
                &RULE,
                reading,
                step.span,
                "it was resolved: the timeline ends without it",
                HINT,
            ),
            Some(step) => {
                let message = "the timeline ends without a resolution";
                brief::unmet(&RULE, reading, step.span, message, HINT)
            }
            None => brief::without_timeline(&RULE, reading, context.profile, HINT),
        },
    }
}
