//! The timeline says what ended it.

mod deeds;

use super::words::{concrete, letters};
use super::{Example, FileContext, Judge, Rule, Verdict, brief};
use crate::config::Profile;
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::prose::{Sentence, Step, ahead, denied, near};
use crate::text::phrases::Phrases;
use crate::vocabulary::EntryKind::{
    Acknowledged, Action, Communicated, Detected, Escalated, FollowUp, Hypothesis, Identified, ImpactStarted,
    Investigating, Misleading, Mitigated, Note, Reported, Resolved,
};
use crate::vocabulary::SectionKind;
pub(super) use deeds::did;
use deeds::is_command;
use std::cell::LazyCell;
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
pub(super) const CHANGES: &str = "was put|, were put|, put in place, put more, put the, put a|, put in|, put back, puts back, set back, set to, restored from, from backup, from the backup, raised the, raised its, raises the, raising, lowered, lowers, rolled back, rolling back, roll back, rolls back, rolled out, rollback, revert, \
     restart, reboot, redeploy, re-deploy, deploy, corrected, correcting, correct the, corrects, renam, replac, \
     updated, updates the, update the, updating, upgrade, upgrading, downgrad, patched, patches, patching, patch the, added, adding, adds, add the, add a|, remov, delet, increas, decreas, reduc, adjust, reconfigur, re-configur, \
     configured, configures, configuring, changed, changes the, change the, changing, modif, renew, cleared, clears, clear the, clearing, scale, scaling, switch, failover, failed over, fail over, reset, edited, edits, edit the, editing, \
     enable, enabling, disable, disabling, installed, installs, install the, installing, reinstall, moved, moves, move the, moving, migrat, optimi, kill, freed, frees, freeing, stopped, stops, stop the, stopping, started the, starts the, start the, starting the, terminat, \
     rebuild, rebuilt, recreat, reindex, index, rerout, redirect, redistribut, re-enabled, rewrote, refactor, implement, applied, applies, apply the, applying, ran|, puppet, script, granted, granting, permission, chmod, \
     allocated, allocating, expanded, extend, bypass, blocked, blocks the, blocking, unblock, limit, tuned, tuning, cleaned, cleaning, clean up, cleans up, flush, purge, whitelist, allowing, resolved the dependency, by fixing, takes action, took action, typo, \
     semicolon, \
     was run|, were run|, by hand, config set, alter table, sed -i, topped up, top up|, refill, swapped, cut over, undo|, \
     we block, we stop, we start, we remove, we add, we change, we move, we set, we put, we edit, we run, we create, we push, we pull, we open, we apply, we fix, \
     we kill, we correct, we disable, we delete, i block, i stop, i start, i remove, i add, i change, i move, i set, i put, i edit, i run, i create, i push, i pull, i open, i apply, i fix, i kill, i correct, i disable, i delete, and block, and stop, and start, and remove, and add, and change, and move, and set, and put, and edit, and run, and create, and push, and pull, and open, and apply, and fix, and kill, and correct, and disable, and delete, \
     deactivat, reactivat, hotfix, workaround, provision, replicat, rotate, regenerat, reissu, retri, reconnect, reload, appended, released, turned off, turns off, turn off, turned on, turns on, turned it off, turned it on, \
     switched off, switched on, pulled the, unplugged, plugged, drained, uncordon, paused, halted, resumed, synchroni, pointed to, pointed back, promoted, recycled, resized, \
     fixed with|, fixed by, fixed using, solved with|, solved by, solved using, resolved by, resolved with|, resolved using, repaired by, by making, by putting, by using, by creating, by running, by setting, \
     made the change, made change, made the correct, made correct, made the adjust, made adjust, making the correct, making the change, necessary change, necessary correct, \
     necessary adjust, necessary fix, corrections";

/// That it was mended, and not how.
static FIXED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "now running, now serving, is running, are running, running again, running normal, running smooth, fix, resolv, solved, solution, repaired, mended, back online, back up, returned to normal, back to|, is empty, are empty, is fine, are fine, all fine, is zero, are zero, at zero, no more, are ready, is ready, is right, open again, comes in|, come in|, come through, is opened, confirmed, tested, verified, recover, \
         operational, restored, functional, functioning, stable, stabili, mitigated, up again, up and running, working, works, \
         normal operation, normaliz, normalis, cleared, closed, corrective action, in place, came back, is back, are back, was back, \
         were back, accessible again, available again, accessible, healthy, success, succeed, errors stopped, no more errors, \
         stopped appearing, responding again, status 200, 200 ok, brought back, brought up, all clear, dropped to, as expected, gone|, disappeared, normal|, loads|, load again, loads again, responds, visible, active|, opens|, answers, delivered, complete|, completed, came up, comes up, is up|, was up|, are up|, site up, again|, established, reachable, connected, play|, plays, flows, smooth, passes|, pass|, pass again, green|, flow|, vanish, show up, shows up, go through, goes through, went through, resolves|, end|, ends|, ended, run|, runs|, boots|, accepted, arrive, answer|",
    ])
});

/// So many of the last steps, or a third of all, may be the end where reading does not know it.
const LAST: usize = 2;

/// More things than this may tell of a change in words that nobody foresees.
const THINGS: usize = 1;

/// What a change did that ended nothing: `Restarted it, the errors stay`.
static FAILED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "not help, didn't help, did nothing, no effect, no difference, no change|, no improvement, in vain, to no avail, no luck, without result, without success, nothing changed, not fix, didn't fix, not work, \
         didn't work, still down, still fail, still broken, still slow, still there, still the same, still see, still unavail, still unreach, same error, same problem, crash again, crashes again, crashed again, fails again, failed again, down again, errors stay, \
         then the same, same again, went wrong, worse",
    ])
});

/// Whether a step tells that it is over, and not even that it was mended: `End of the incident`.
fn only_ends(lower: &str) -> bool {
    const OVER: &[&str] = &["end", "ends", "ended", "over", "closed"];
    let mut fixed = FIXED.matches(lower);
    letters(lower).any(|word| OVER.contains(&word))
        && concrete(lower).nth(THINGS).is_none()
        && fixed.all(|(_, phrase)| OVER.contains(&phrase.words.trim_end_matches('|')))
}

/// Whether a step goes on, after something else, with what is so now.
fn is_state(lower: &str) -> bool {
    let mut parts = lower.split([',', ';', '.']);
    let deed = parts
        .next()
        .is_some_and(|deed| concrete(deed).nth(THINGS).is_some() && !looks(deed));
    deed && parts.any(|part| letters(part).any(|word| ["is", "are", "works", "work"].contains(&word)))
}

/// What is only seen or found.
static FINDS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "i saw, we saw, saw that, sees that, see that, i see, we see, found, find that, finds, shows, showed, noticed, notice that, realis, realiz, \
         turns out, turned out",
    ])
});

/// Whether a step tells what somebody saw, and no deed after it: `I saw that the photos were not deleted`.
fn only_seen(step: &Step) -> bool {
    static SAW: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::new([
            "i saw, we saw, saw that, i see, we see, sees that, see that, find that, found that, shows that, showed that, noticed that, notice that",
        ])
    });
    let seen = SAW.matches(&step.lower).next();
    seen.is_some_and(|(at, _)| {
        let after = step.lower.get(at..).unwrap_or_default();
        ![" and ", ";", ", ", ". "]
            .iter()
            .any(|joint| after.contains(joint))
    })
}

/// Whether words tell of a change; `we fixed it` tells of none.
fn says_change(lower: &str) -> bool {
    const WHAT: &[&str] = &[
        "it",
        "this",
        "that",
        "the issue",
        "the problem",
        "the incident",
        "everything",
        "all",
    ];
    CHANGED.matches(lower).any(|(at, phrase)| {
        let after = lower.get(at + phrase.len()..).unwrap_or_default();
        let object = after.strip_prefix("ed").unwrap_or(after).trim_start();
        let nothing = phrase.words.ends_with(" fix") && WHAT.iter().any(|what| object.starts_with(what));
        !nothing && !denied(lower, at)
    })
}

/// Whether a change follows in a part of its own what was found: `address found on the list, mail switched to the relay`.
fn acts_then(step: &Step) -> bool {
    let mut changes = CHANGED.matches(&step.lower);
    changes.any(|(at, phrase)| {
        // `I see that the rule is not there and add it`
        if phrase.words.starts_with("and ") {
            return true;
        }
        let before = near(&step.lower, at);
        let joints = [",", ";", ".", " and "].iter();
        let part = joints
            .filter_map(|joint| Some(before.rfind(joint)? + joint.len()))
            .max();
        let part = part.and_then(|end| before.get(end..));
        part.is_some_and(|part| {
            let rest = ahead(&step.lower, at);
            let rest = rest.split([',', ';', '.']).next().unwrap_or_default();
            // `The log shows errors, an index is missing` names things and no deed.
            !FINDS.is_in(part) && did(&format!("{part}{rest}"))
        })
    })
}

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let steps: Vec<&Step> = brief::steps(reading).collect();
    let last = steps.len().saturating_sub((steps.len() / 3).max(LAST));
    let failed = |step: &Step| brief::says(step, &FAILED) || step.kind() == Some(Misleading);
    let ends = |at: usize, step: &Step| {
        step.tells(&[Resolved, Mitigated]) || at >= last && brief::says(step, &FIXED)
    };
    let end = steps
        .iter()
        .enumerate()
        .rfind(|(at, step)| ends(*at, step) && !failed(step));
    // `Alert: increased latency` changes nothing: what tells of finding or guessing counts only with a deed.
    let may = |step: &Step| {
        let deed = step.tells(&[Action, Mitigated, Resolved]);
        deed || step.tells(&[Identified, Investigating]) && acts_then(step)
            || step
                .kind()
                .is_some_and(|kind| [Note, FollowUp, Communicated, Acknowledged].contains(&kind))
    };
    // What is told last is the end, if it is a deed at all.
    let elsewise = [
        Detected,
        Reported,
        Escalated,
        Hypothesis,
        Identified,
        Investigating,
    ];
    let ended = |step: &Step| !step.tells(&elsewise) && !brief::says(step, &FINDS);
    let changes = |(at, step): (usize, &&Step)| {
        let told = says_change(&step.lower) && (may(step) || at + 1 == steps.len() && ended(step));
        (told && !only_seen(step) || is_command(reading, step)) && !failed(step)
    };
    let changed = steps.iter().enumerate().rposition(changes);
    let last_failure = LazyCell::new(|| steps.iter().rposition(|step| failed(step)));
    let relapse = |at: usize| last_failure.is_some_and(|failure| failure > at);
    // What is changed late has ended it, if nothing says that it did not.
    let late = |at: usize| at >= last && !relapse(at);
    let told = changed.filter(|&at| late(at) || end.is_some());
    if let Some(change) = told.and_then(|at| steps.get(at)) {
        let end = end.map(|(_, step)| step.span).filter(|end| *end != change.span);
        return Verdict::Met([change.span].into_iter().chain(end).collect());
    }
    let deed = || {
        steps
            .iter()
            .enumerate()
            .rfind(|(_, step)| step.kind() == Some(Action) && !failed(step))
    };
    let done = || {
        let mut steps = steps.iter().enumerate().skip(last);
        steps.rfind(|(at, step)| ended(step) && !failed(step) && !relapse(*at) && did(&step.lower))
    };
    let before = |at: usize| {
        let step = at.checked_sub(1).and_then(|before| steps.get(before)).copied();
        step.filter(|step| {
            ended(step)
                && !step.tells(&[ImpactStarted])
                && !letters(&step.lower).any(|word| {
                    ["not", "still", "waiting", "waits", "wait", "working", "meeting"].contains(&word)
                })
                && !failed(step)
                && !looks(&step.lower)
                && concrete(&step.lower).nth(THINGS).is_some()
        })
    };
    // A timeline of named parts ends with one of its own: `Detection`, `Escalation`, `Resolution`.
    if let Some(told) = resolution(reading) {
        return Verdict::Met(vec![told.span()]);
    }
    let ends_well = || steps.last().is_some_and(|last| ended(last));
    match (end, deed().or_else(done)) {
        // `Cables checked`, and `It was over`: that ended nothing.
        (Some((_, end)), Some((_, deed)))
            if deed.span != end.span
                && !(only_ends(&end.lower) && looks(&deed.lower) && !says_change(&deed.lower)) =>
        {
            Verdict::Met(vec![deed.span, end.span])
        }
        // `A new key was laid in place, and values come in`
        (Some((_, end)), _) if did(&end.lower) || ended_it(end) => Verdict::Met(vec![end.span]),
        // `40 GB of dumps thrown away`, and `Writes go through`
        (Some((at, end)), _) if before(at).is_some() => Verdict::Met(
            before(at)
                .map(|step| step.span)
                .into_iter()
                .chain([end.span])
                .collect(),
        ),
        (Some((_, end)), _) if context.profile == Profile::Assignment && only_ends(&end.lower) => {
            let message = "the timeline says that it was over, but not how it was resolved";
            brief::unmet(&RULE, reading, end.span, message, HINT)
        }
        (Some((_, end)), _) => brief::ask(&RULE, reading, end.span, "this says how it was resolved", HINT),
        // What follows the deed says nothing else.
        (None, Some((at, deed))) if at >= last && (at + 1 == steps.len() || ends_well()) => {
            Verdict::Met(vec![deed.span])
        }
        _ => match steps.last() {
            // An archive has reports of many forms, and a section for it.
            Some(step) if context.profile == Profile::Archive => {
                let message = "it was resolved: the timeline ends without it";
                brief::ask(&RULE, reading, step.span, message, HINT)
            }
            // `ufw allow 443, site is to be seen`
            Some(step) if ended(step) && is_state(&step.lower) => {
                brief::ask(&RULE, reading, step.span, "this says how it was resolved", HINT)
            }
            Some(step) => {
                let message = "the timeline ends without a resolution";
                brief::unmet(&RULE, reading, step.span, message, HINT)
            }
            None => brief::untimed(&RULE, reading, context.profile, HINT),
        },
    }
}

/// Where a section on the resolution follows the other named parts of a timeline and tells a change.
fn resolution(reading: &Reading) -> Option<&Sentence> {
    let sections = &reading.postmortem.document.sections;
    let named = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| sections.get(before));
        let heading = sections.get(at).and_then(|section| section.heading.as_deref());
        let heading = heading.unwrap_or_default().to_lowercase();
        before.is_some_and(|before| before.kind == SectionKind::Detection)
            && heading.contains("resol")
            && !heading.contains("cause")
    };
    let mut said = reading.prose().sentences.iter();
    said.find(|said| said.section.is_some_and(named) && (says_change(&said.lower) || did(&said.lower)))
}

/// Whether what ended it stands before the end in one step: `vendor doubles the quota, uploads pass`.
fn ended_it(step: &Step) -> bool {
    let joints = [", ", "; ", ". ", ": ", " – ", " — ", " and "];
    let mut ends = FIXED.matches(&step.lower).filter(|(at, _)| {
        let before = near(&step.lower, *at);
        let part = joints.iter().filter_map(|joint| before.rfind(joint)).max();
        part.and_then(|end| before.get(..end))
            .is_some_and(|deed| concrete(deed).next().is_some() && !looks(deed))
    });
    ends.next().is_some()
}

/// Whether words tell of looking or finding.
fn looks(lower: &str) -> bool {
    static LOOKS: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::new([
            "look, see|, sees|, saw|, seen|, check, test, read|, inspect, examin, investigat, analy, compar, suspect, assum, thought, believ, alert, alarm, error, fail, slow, down|, call, inform, notif, escalat,              full, missing, complain, report, monitor",
        ])
    });
    LOOKS.is_in(lower) || FINDS.is_in(lower)
}
