//! The section on the resolution says what was changed.

use super::words::{concrete, letters};
use super::{Example, FileContext, Judge, Rule, Verdict, brief, cause_in_detail, how_resolved, who};
use crate::config::Profile;
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::prose::{Sentence, ahead, denied};
use crate::text::phrases::Phrases;
use crate::vocabulary::EntryKind::{Action, Mitigated, Resolved};
use crate::vocabulary::SectionKind;
use std::sync::LazyLock;

/// `fix-in-detail`
pub(super) static RULE: Rule = Rule {
    name: RuleName::FixInDetail,
    summary: "the fix is explained in detail",
    requires: "the section on root cause and resolution says what was changed to fix it; \"it was fixed\" or \"resolved by the team\" is not enough, and a fix \
               that is only in the timeline is a question",
    why: "\"explain in detail how the issue was fixed\" (the assignment). The same fix may be needed again.",
    fix: "Say what was changed, where and how: `The fix was to set worker_connections to 4096 in nginx.conf and to reload`.",
    bad: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Root cause\n\nThe key that signs sessions had expired, so every new session was rejected.\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Root cause and resolution\n\nThe key that signs sessions had expired, so every new session was \
               rejected. We issued a new key and restarted the login service.\n",
    }],
    levels: brief::LEVELS,
    judge: Judge::File(judge),
};

const HINT: &str = "say what was changed, where and how";

static CHANGED: LazyLock<Phrases> = LazyLock::new(|| Phrases::new([how_resolved::CHANGES, DEEDS]));

/// Deeds that only a text on the fix tells.
const DEEDS: &str = "pointing, solution was to, solution is to, fix was to, fix is to, decided to, we paid, manually, issued, we start, with a script, by using, by making, by creating, by writing, by running, by setting, we set, was set to, were set to, we used, \
     by increasing, by providing, by giving, releasing, balanced, balancing, rewritten, refund, reached out, redistributed, upgrade the, opened the file, saved, quick edit, \
     created a, wrote the, wrote it, went back to, gave the, took the, took out, wrote a, created the, we made, replaced, introduced, brought back, put back, turned on, turned off, merged, pushed, unplugged, plugged, resized, recycl";

/// That there was a fix.
static FIXED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "fix, resolv, resolution, solved, solution, repaired, mended, restored, recovered, mitigat, hotfix, corrective action, addressed, remed, ended it, ended the, did the trick, worked again, works again, back online, back to normal",
    ])
});

/// So many words tell more than that it was fixed.
const ENOUGH: usize = 8;

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let (cause, fix) = (brief::cause(reading), brief::fix(reading));
    let place = brief::place(reading, SectionKind::Cause);
    if place.is_empty() && cause.is_empty() && fix.is_empty() {
        let message = "there is no section on the resolution";
        return brief::unnamed(&RULE, reading, context.profile, message, HINT, brief::elsewhere);
    }
    // Under a heading of its own each change is the fix; among the causes only what is told as one.
    let own = |sentence: &Sentence| !brief::heading(reading, sentence).contains("cause");
    let told = fix.iter().find(|sentence| {
        let changed = changes(sentence);
        changed && (own(sentence) || sentence.says(&FIXED).is_some() || tells(&sentence.text))
    });
    let beside = || {
        let mut told = cause.iter();
        let first = told
            .next()
            .filter(|sentence| sentence.says(&FIXED).is_some() && changes(sentence));
        let mut rest = told.filter(|sentence| changes(sentence));
        let told = rest.find(|sentence| sentence.says(&FIXED).is_some() || tells(&sentence.text));
        // What was done is told last: `We bought a licence and uploaded it`.
        let last = || {
            let last = cause.last().filter(|_| cause.len() > 1)?;
            let why = last.says(&cause_in_detail::WHY).is_some();
            // `The report now reads a copy`
            let told = how_resolved::did(&last.lower) && !follows(&last.lower) || does_now(&last.lower);
            (!why && told && last.says(&FIXED).is_none()).then_some(last)
        };
        first.or(told).or_else(last)
    };
    // What stands under a heading of its own and is no `It was fixed` tells what was done, in words that nobody foresees.
    let alone = || {
        let mut own = fix.iter().filter(|sentence| {
            own(sentence) && sentence.says(&FIXED).is_none() && sentence.says(&brief::OPEN).is_none()
        });
        own.find(|sentence| sentence.text.split_whitespace().count() >= ENOUGH)
    };
    // So does a later paragraph that speaks of no cause, and a change that is told last.
    let later = || {
        let (first, last) = (fix.first()?, fix.last()?);
        let no_cause = |sentence: &Sentence| sentence.says(&cause_in_detail::WHY).is_none();
        let mut rest = fix
            .iter()
            .filter(|sentence| sentence.block > first.block && no_cause(sentence));
        let paragraph = rest.find(|sentence| {
            let long = sentence.text.split_whitespace().count() >= ENOUGH;
            long && sentence.says(&FIXED).is_none() && sentence.says(&brief::OPEN).is_none()
        });
        let change = || {
            Some(last).filter(|last| {
                let did = || how_resolved::did(&last.lower) && !follows(&last.lower);
                fix.len() > 1 && no_cause(last) && (changes(last) || last.says(&FIXED).is_none() && did())
            })
        };
        paragraph.or_else(change)
    };
    if let Some(sentence) = told.or_else(beside).or_else(alone).or_else(later) {
        return Verdict::Met(vec![sentence.span()]);
    }
    // `Remediation and prevention`: what was done stands there too.
    let mut measures = brief::sentences(reading, SectionKind::Measures).filter(|sentence| {
        let heading = brief::heading(reading, sentence);
        ["resol", "remed", "recover"]
            .iter()
            .any(|word| heading.contains(word))
    });
    if let Some(sentence) = measures.find(|said| changes(said) && how_resolved::did(&said.lower)) {
        return Verdict::Met(vec![sentence.span()]);
    }
    // Nothing is mended yet.
    if context.profile == Profile::Archive && brief::first(fix.iter().copied(), &brief::OPEN).is_some() {
        return Verdict::NotApplicable;
    }
    // `The issue was resolved by the team` names nothing that was changed.
    let says = |sentence: &Sentence, things: usize| concrete(&sentence.lower).nth(things).is_some();
    // So may a last sentence that names no reason: `Line two is no more`.
    let last = fix
        .last()
        .filter(|last| fix.len() > 1 && last.says(&cause_in_detail::WHY).is_none());
    let last = last.filter(|last| says(last, 0) && last.says(&FIXED).is_none());
    let mut named = fix.iter().chain(&cause);
    let named = named.find(|sentence| own(sentence) || sentence.says(&FIXED).is_some());
    if let Some(sentence) = named.filter(|sentence| says(sentence, THINGS)).or(last) {
        return brief::ask(
            &RULE,
            reading,
            sentence.span(),
            "this says what was changed",
            HINT,
        );
    }
    let deed = brief::steps(reading)
        .filter(|step| {
            step.kind()
                .is_some_and(|kind| [Action, Mitigated, Resolved].contains(&kind))
        })
        .filter(|step| brief::says(step, &CHANGED) || how_resolved::did(&step.lower))
        .last();
    match deed {
        // In an archive the timeline is as good a place.
        Some(step) if context.profile == Profile::Archive => Verdict::Met(vec![step.span]),
        Some(step) => {
            let message = "the fix is explained: it stands in the timeline alone";
            brief::ask(&RULE, reading, step.span, message, HINT)
        }
        None => brief::unmet(
            &RULE,
            reading,
            place,
            "this section does not say how it was fixed",
            HINT,
        ),
    }
}

/// Things, more than which may tell of a change in words that nobody foresees.
const THINGS: usize = 2;

/// Whether a sentence tells of a change; `fixed by the team` tells of none.
fn changes(sentence: &Sentence) -> bool {
    let mut changes = CHANGED.matches(&sentence.lower);
    !follows(&sentence.lower)
        && changes.any(|(at, phrase)| {
            let after = ahead(&sentence.lower, at + phrase.len());
            let by_people = || who::acts(after.split([',', ';', '.']).next().unwrap_or_default());
            !(denied(&sentence.lower, at) || phrase.words.ends_with(" by") && by_people())
        })
}

/// Whether words tell what followed from the cause: `It therefore deleted the points`, and not `We therefore …`.
fn follows(lower: &str) -> bool {
    const THUS: &[&str] = &["therefore", "thus", "hence", "consequently"];
    let mut words = letters(lower);
    let ours = words
        .next()
        .is_some_and(|first| ["we", "i", "our"].contains(&first));
    !ours && words.any(|word| THUS.contains(&word))
}

/// Whether words tell what something does from now on: `The report now reads a copy`, and not `is now right`.
fn does_now(lower: &str) -> bool {
    let words: Vec<&str> = letters(lower).collect();
    words.windows(2).any(|pair| {
        matches!(pair, ["now", does] if does.len() > 3 && does.ends_with('s') && !does.ends_with("ss"))
    })
}

/// Whether words tell of something that was done or that ended it.
fn tells(text: &str) -> bool {
    let kinds = crate::kinds::all(text);
    kinds
        .iter()
        .any(|kind| [Action, Mitigated, Resolved].contains(kind))
}
