//! The timeline says which track was wrong.

use super::words::{all, concrete, letters, stem, stems};
use super::{Example, FileContext, Judge, Rule, Verdict, brief};
use crate::config::Profile;
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::prose::{Step, ahead, denied, near};
use crate::text::phrases::Phrases;
use crate::vocabulary::EntryKind::{Action, Hypothesis, Investigating, Misleading, Mitigated, Resolved};
use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// `misleading-paths`
pub(super) static RULE: Rule = Rule {
    name: RuleName::MisleadingPaths,
    summary: "the timeline says which investigation paths were misleading",
    requires: "an entry tells of an assumption that was wrong, or of a track that led nowhere: by a label (`Misleading:`), or by \
               words such as \"red herring\", \"ruled out\", \"no issue found\", or where what was assumed is no part of the root cause; an \
               assumption without its outcome is a question, and in an archive a timeline that says nothing of it will do",
    why: "\"misleading investigation/debugging paths that were taken\" (the assignment). Hours are lost on the same wrong \
          track again, unless it is written down.",
    fix: "Add the entry: `- 10:20 UTC - Suspected the network; no issue found`. If there was none, say so.",
    bad: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Timeline\n\n- 10:05 UTC - An alert fired\n- 10:20 UTC - Suspected the network\n- 11:00 UTC - Restarted nginx\n",
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

/// What was wrong or led nowhere, by words; and health that speaks for a suspect.
static WRONG: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "mislead, misled, red herring, wrong track, wrong path, wrong direction, wrong lead, wrong turn, wrong place, wrong theory, wrong idea, \
         wrong guess, wrong conclusion, wrong diagnosis, wrong suspicion, wrong hypothes, wrong cause, \
         wrong assumption, wrong suspect, wrongly, incorrectly assum, incorrect assum, mistakenly, mistook, mistaken, erroneously, dead end, dead-end, \
         false lead, false trail, false positive, false track, false path, false assum, false hypothes, false suspicion, false clue, false conclusion, false alarm, \
         misdiagnos, misinterpret, misguided, misjudg, detour, guilty, blameless, not our fault, \
         rabbit hole, ruled out, rule out, rules out, ruling out, eliminated as, exonerat, no issue, no issues, no problem, no fault, no anomal, \
         no abnormal, no significant, no errors found, no errors were, no evidence, no sign, no clue, no glaring, no root cause, no indication, \
         no improvement, no luck, no effect, no avail, no success, no difference, no progress, no correlation, no useful, no help|, of little help, nothing useful, no link, no change|, no use|, no reaction, \
         nothing about, nothing special, nothing strange, nothing new|, nothing interesting, nothing relevant, nothing odd, nothing in the, nothing unusual, nothing wrong, nothing suspicious, nothing abnormal, nothing out of, nothing obvious, found nothing, \
         revealed nothing, showed nothing, shows nothing, nothing was found, nothing helpful, nothing changed, nothing changes, nothing improved, \
         change nothing, changes nothing, changed nothing, did nothing, does nothing, done nothing, but nothing, nothing to do with, \
         not the cause, not the root, not the issue, not the culprit, not the problem, not the source, not the case, not the reason, \
         not related, not help, not fix, not solve, not resolve the, not improve, not reveal, not yield, not find any, not at fault, not to blame, \
         but it was not, but it is not, but it's not, but that was not, but that wasn't, but this was not, but they were not, so it was not, \
         so it's not, so it is not, so that was not, therefore it's not, therefore it is not, therefore it was not, so not the, it was not the, it is not the, \
         it wasn't, this wasn't, wasn't the, weren't the, didn't help, doesn't help, didn't fix, didn't solve, didn't resolve the, didn't find any, \
         didn't change, doesn't change, not bring, didn't bring, doesn't bring, no relief, without success, without result, unsuccessful, in vain, fruitless, inconclusive, persist, still failing, still down, \
         still crash, kept crash, kept on crash, kept failing, proved wrong, proven wrong, turned out wrong, turned out to be wrong, turned out fine, turned out ok, \
         turned out to be healthy, turned out to be fine, turned out to be normal, turned out to be unrelated, turned out to be false, \
         turned out to be a false, turned out to be innocent, turned out to be ok, innocent, off-course, off course, wild goose, wasted, unrelated, disproved, disproven, distract, sidetrack, contrary to, \
         unnecessar, deeper issue, errors continue, error continue, problem continue, problems continue, issue continue, issues continue, outage continue, still there, still slow, still unavail, still unreach, still broken, still present, still occur, still appear, still happen, still not work, still not respond, still not load, still not resolved, still not fixed, \
         issue again, problem again, error again, errors again, fails again, failed again, crashed again, crashes again, froze again, same issue, no outage, still the same, same error, same problem, same result, same symptom, same behavio, all correct, for nothing, there was none, there were none, there is none, kept growing, keeps growing, still growing, went on growing, goes on growing, continued to grow, as before|, no part in, nothing of the kind, nothing of that kind, even so|, measure correctly, measured correctly, work correctly, works correctly, did not exist, didn't exist, was a mistake, went the wrong way, wrong way, without any effect, without effect, so not that, not that|, dropped this, dropped that, dropped the, works as it should, as it should|, as they should|, nothing there, nothing in it, disagree, contradict, says otherwise, said otherwise, proves otherwise, proved otherwise, nothing found, \
         back to square one, back to the start, found none, find none, finds none, none found, all along, doing its job, doing their job, was real|, were real|, is real|, no trace, denies any, denied any, not change any, excluded, wrong scent, wrong tree, wrong trail, not it|, not us|, not them|, dismissed, written off, wrote off, waved off, waved away, put it down to, put this down to, as normal|, being normal|",
        "fine|, ok|, okay|, good|, healthy, normal|, green|, clean|, in order|, unaffected, intact, innocent, operational",
    ])
});

/// What stands before those of the second list: `the database is fine`, and not `a fine index`.
const IS: &[&str] = &[
    "is", "are", "was", "were", "looks", "look", "looked", "seems", "seem", "seemed", "appears", "appear",
    "appeared", "all",
];

/// What tells as a sentence of its own that a try led nowhere.
const NOTHING: &[&str] = &[
    "it did not",
    "it didn't",
    "this did not",
    "that did not",
    "it was not",
    "it wasn't",
    "it is not",
    "nothing",
    "no",
    "so no",
    "nope",
    "wrong",
    "no dice",
    "same",
    "false",
    "in vain",
    "for nothing",
];

/// An assumption, in words of which reading makes nothing.
static GUESS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "first bet, next bet, our bet, best bet, best guess, first idea, next idea, hunch, assum, suspect, suspicion, accus, blam, initial theory, initial thought, first thought, thought it, thought that, thought the, thought of, thought about, \
         thinks, think that, think it, think the, thinking, believ, belief, hypothes, theor, conject, took it for, take it for, convinced, sure that, reckon, maybe, perhaps, probabl, might be, may be, could be, must be, \
         concluded that, concludes that, presum, guess, for the cause, for the culprit, as the cause, as the culprit, looked like, looks like, seemed like",
        "stays|, stayed|, remains|, remained|, suggest, initially, consider, initial focus, initial investigation, focused on, focusing on, pointed to, pointing to, appeared to be, seemed to be, working properly, working correctly, running properly, \
         running correctly, up and running, was running, were running, sufficient",
    ])
});

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let steps: Vec<&Step> = brief::steps(reading).collect();
    let last = steps.len().saturating_sub(2);
    let ends = |step: &&Step| {
        step.kind()
            .is_some_and(|kind| [Resolved, Mitigated].contains(&kind))
    };
    let before_end = |end: Option<usize>| end.filter(|end| *end > 0).unwrap_or(steps.len());
    let end = before_end(steps.iter().rposition(ends));
    let first_end = before_end(steps.iter().position(ends));
    let archive = context.profile == Profile::Archive;
    let cause = LazyCell::new(|| cause(reading, archive));
    let wrong = steps.iter().enumerate().find(|(at, step)| {
        // `No errors since` at the end is no wrong track, nor is `all is fine` before or after the outage.
        let during = 0 < *at && *at < first_end.min(steps.len() - 1);
        !(*at >= last && ends(step)) && led_nowhere(&step.lower, during) || step.tells(&[Misleading])
    });
    if let Some((_, step)) = wrong {
        return Verdict::Met(vec![step.span]);
    }
    // What was looked at in vain is no part of the cause: `Wi-Fi: strong signal, no loss`, and not `netstat: nothing on port 80`.
    // After a change it may tell what that did.
    let changes = |step: &&&Step| {
        step.kind()
            .is_some_and(|kind| [Action, Mitigated, Resolved].contains(&kind))
    };
    let mut before_change = steps.iter().skip(1).take_while(|step| !changes(step));
    let looked = before_change.find(|step| {
        // That something was checked, a cause may say too.
        let named = || {
            stems(&step.lower)
                .filter(|stem| !["check", "look", "looks", "looke", "test", "tests", "teste"].contains(stem))
        };
        looks(&step.lower) && ended_well(&step.lower) && !named().any(|stem| cause.contains(stem))
    });
    if let Some(step) = looked {
        return Verdict::Met(vec![step.span]);
    }
    // What was believed and is no part of the cause was wrong; `it is supposed to take over` believes nothing.
    let believed = steps.iter().take(end).find(|step| {
        let guess = GUESS.matches(&step.lower).find(|(_, phrase)| phrase.list == 0);
        let at = guess.map(|(at, _)| at).or_else(|| supposes(step).then_some(0));
        let guess = at.and_then(|at| step.lower.get(at..));
        guess.is_some_and(|guess| differs(guess, &cause))
    });
    if let Some(step) = believed {
        return Verdict::Met(vec![step.span]);
    }
    // What was believed and is the cause was right.
    let right = |step: &Step| {
        let guess = GUESS.matches(&step.lower).find(|(_, phrase)| phrase.list == 0);
        let at = guess.map(|(at, _)| at).or_else(|| supposes(step).then_some(0));
        let guess = at.and_then(|at| step.lower.get(at..));
        // `Thinks that the bank is down, which the bank denies`
        guess.is_some_and(|guess| is_about(guess, &cause) && !guess.contains(" deni"))
    };
    // `Up and running` at the end is what it was restored to.
    let guess = brief::steps(reading).find(|step| {
        let told = GUESS.matches(&step.lower).any(|(at, phrase)| {
            let ended = phrase.list == 1 && ends(step);
            !ended && !denied(&step.lower, at)
        });
        // In an archive much is told of what machines think and may do, and beside the entries.
        let told = match archive {
            true => step.timed && supposes(step),
            false => told || supposes(step),
        };
        told && !right(step)
    });
    if let Some(step) = guess {
        let message = "this was a wrong track: its outcome is not told";
        return brief::ask(&RULE, reading, step.span, message, HINT);
    }
    // What was tried or looked at, with an outcome, and has nothing to do with the cause, may have been one.
    let parts = |lower: &str| {
        lower
            .split([',', ';', '.', ':', '–', '—'])
            .filter(|part| !part.trim().is_empty())
            .count()
    };
    let other = steps.iter().take(last.min(end)).skip(2).find(|step| {
        step.tells(&[Action, Hypothesis, Investigating])
            && !cause.is_empty()
            && parts(&step.lower) > 1
            && concrete(&step.lower).nth(1).is_some()
            && !stems(&step.lower).any(|stem| cause.contains(stem))
    });
    if let Some(step) = other.filter(|_| context.profile == Profile::Assignment) {
        let message = "this was a wrong track: its outcome is not told";
        return brief::ask(&RULE, reading, step.span, message, HINT);
    }
    // In an archive silence is no gap: not every incident has one.
    if context.profile == Profile::Archive {
        return Verdict::NotApplicable;
    }
    let message = "the timeline tells of no misleading path";
    brief::undone(&RULE, reading, context.profile, message, HINT)
}

/// Whether somebody believes something in a step; what `is supposed to take over` only should.
fn supposes(step: &Step) -> bool {
    step.tells(&[Hypothesis]) && !step.lower.contains("supposed to")
}

/// The words of what the text says of the root cause; in an archive the summary may be all that says it.
fn cause(reading: &Reading, archive: bool) -> BTreeSet<&str> {
    let summary = brief::summary(reading).filter(|_| archive);
    let cause = brief::cause(reading).into_iter().chain(summary);
    cause.flat_map(|said| all(&said.lower)).map(stem).collect()
}

/// Whether what was believed speaks of other things than the cause does. A cause in a few words may leave them out.
fn differs(guess: &str, cause: &BTreeSet<&str>) -> bool {
    const FEWEST: usize = 25;
    let words: Vec<&str> = stems(guess).skip(1).collect();
    let known = words.iter().filter(|word| cause.contains(*word)).count();
    cause.len() >= FEWEST && words.len() > 1 && known * 3 < words.len()
}

/// Whether what was believed names what the cause is told with.
fn is_about(guess: &str, cause: &BTreeSet<&str>) -> bool {
    let named: BTreeSet<&str> = stems(guess).skip(1).collect();
    let known = named.iter().filter(|word| cause.contains(*word)).count();
    known > 0 && known * 2 >= named.len()
}

/// Whether a step tells of a suspect that was none, or of a try that changed nothing.
fn led_nowhere(lower: &str, during: bool) -> bool {
    let healthy = |at: usize| {
        let mut before = near(lower, at).split_whitespace().rev().take(2);
        during && before.any(|word| IS.contains(&word)) && !denied(lower, at)
    };
    // `Reinstalled PHP, same white page`, `an hour lost with the firewall`
    let same = || {
        let mut clauses = lower.split([',', ';', '.']).map(str::trim);
        clauses.any(|clause| {
            ["same ", "the same ", "still "]
                .iter()
                .any(|same| clause.starts_with(same))
        })
    };
    let lost = |at: usize| {
        let around = [near(lower, at), ahead(lower, at)];
        let mut words = around.iter().flat_map(|text| text.split_whitespace());
        words.any(|word| {
            ["minutes", "minute", "hour", "hours", "time"].contains(&word.trim_end_matches([',', '.', ';']))
        })
    };
    let mut sentences = lower.split(['.', '!', '?', ';', ',', ':', '–', '—']);
    // `We asked whether they had an incident: they had not`
    let denies = || {
        let mut clauses = lower.split(['.', '!', '?', ';', ',', ':', '–', '—']).skip(1);
        clauses.any(|clause| clause.trim_end().ends_with(" not") && clause.split_whitespace().count() <= WELL)
    };
    WRONG
        .matches(lower)
        .any(|(at, phrase)| phrase.list == 0 || healthy(at))
        || is_dropped(lower)
        // `Looked at the firewall first, but it let all through`
        || lower.contains(" first, but ")
        || sentences.any(|sentence| NOTHING.contains(&sentence.trim()))
        || during
            && (same()
                || denies()
                || looks(lower) && stays(lower)
                || LOST.matches(lower).any(|(at, _)| lost(at)))
}

/// Whether an idea is given up right after it is named: `Theory dropped`, `our first guess was wrong`.
fn is_dropped(lower: &str) -> bool {
    const GONE: &[&str] = &["dropped", "dead", "dies", "died", "discarded", "rejected"];
    const NEAR: usize = 3;
    let (mut left, mut before) = (0, "");
    letters(lower).any(|word| {
        let gone = left > 0 && (GONE.contains(&word) || before == "was" && word == "wrong");
        left = match word {
            "theory" | "idea" | "guess" => NEAR,
            _ => usize::saturating_sub(left, 1),
        };
        before = word;
        gone
    })
}

/// A result of so many words is told in brief.
const WELL: usize = 5;

/// Whether a step goes on to say that all is as it should be: `The heap, everything is flat`.
fn ended_well(lower: &str) -> bool {
    let mut clauses = lower.split([',', ';', ':', '–', '—', '.']).map(str::trim).skip(1);
    clauses.any(|clause| clause.split_whitespace().count() <= WELL && begins_well(clause))
}

/// Whether a clause says that all is as it should be.
fn begins_well(clause: &str) -> bool {
    const ALL: &[&str] = &[
        "all",
        "both",
        "everything",
        "no",
        "none",
        "nothing",
        "as",
        "correct",
        "fine",
        "healthy",
        "normal",
        "clean",
        "okay",
        "intact",
    ];
    let mut words = clause.split_whitespace();
    let first = words.next().unwrap_or_default();
    let then = words.next().unwrap_or_default();
    // `As it must be`, and not `as a test`.
    ALL.contains(&first)
        && (first != "as" || ["it", "they", "expected", "usual", "always", "normal"].contains(&then))
}

/// Whether a step tells that something was looked at, and not that it was found or mended.
fn looks(lower: &str) -> bool {
    static LOOKS: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::new([
            "look, check, test, measur, inspect, examin, verif, review, compar, ping, read|, studied, analy, investigat, suspect, thought, assum, believ, theory, idea, blam, restart, reboot, replac, rolled back, roll back, revert, empti, clear, doubl, scal, swap, chang, reinstall, reset, turn",
        ])
    });
    LOOKS.is_in(lower)
}

/// Whether something goes on as it was.
fn stays(lower: &str) -> bool {
    static STAYS: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::new([
            "stay|, stays|, stayed|, remain|, remains|, remained|, went on, goes on, kept|, keeps|",
        ])
    });
    STAYS.is_in(lower)
}

/// Time that is gone.
static LOST: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(["lost|, spent|, gone|, cost us"]));
