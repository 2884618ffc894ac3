//! Verbs with which tasks begin: they tell a task from a topic (`Monitoring`), a reason and a sentence of a text.

use crate::moment::month;
use crate::text::words::ByLetters;
use std::sync::LazyLock;

/// In the form that asks for something, sorted.
static VERBS: LazyLock<ByLetters> = LazyLock::new(|| {
    ByLetters::of(
        "abandon abort accept adapt add address adjust adopt agree alert align allow analyse analyze announce \
     apply approve archive arrange ask assess assign attach audit automate avoid backfill backport backup \
     ban batch begin benchmark block book bring build bump buy cache calculate cap capture catch \
     centralise centralize change check choose clarify clean clear close collect communicate compare \
     complete configure confirm consider consolidate contact continue convert coordinate copy correct \
     cover create cut decide decommission decouple decrease define delete deploy deprecate design detect \
     determine develop diagnose disable disallow discuss display distribute document double downgrade \
     draft drill drop educate eliminate email emit enable encourage encrypt enforce enhance enlarge \
     ensure escalate establish estimate evaluate examine exclude expand explain explore export expose \
     extend extract fail figure file filter find finish fix follow force formalise formalize freeze gate \
     gather generate get give grant guard handle harden have hide hire hold host identify implement \
     import improve include incorporate increase inform inspect install instrument integrate introduce \
     inventory invest investigate invite isolate join keep label launch learn let limit link list load \
     lock log look lower maintain make map mark measure meet merge migrate minimise minimize mirror \
     mitigate modify monitor move name negotiate nominate note notify obtain offer onboard open optimise \
     optimize order organise organize overhaul own page parallelise parallelize patch pause perform pick \
     pin plan post practice practise prefer prepare present prevent prioritise prioritize probe procure \
     profile prohibit promote propose protect prototype provide provision prune publish purchase purge \
     push put raise reach read rebuild recommend reconfigure record recover recruit redesign reduce \
     reevaluate refactor refine refund reject relax release remind remove rename renew reorganise \
     reorganize repair replace replicate report request require research reset reshard resize resolve \
     restart restore restrict restructure retain rethink retire retrain retry return revert review revise \
     revisit revoke rework rewrite roll rotate route run sanitise sanitize save scale scan schedule \
     search secure send separate serve set setup shard share ship shorten show shut simplify simulate \
     skip slow solve spawn speed spin split spread stagger standardise standardize start stop store \
     streamline strengthen stress study subscribe support surface switch sync tag take talk teach tell \
     test throttle tidy tighten track train transfer translate treat triage trigger tune turn understand \
     unify uninstall update upgrade upload use validate verify version wait warn watch work wrap write",
    )
});

/// What somebody did, where the word is rarely anything else.
static DONE: LazyLock<ByLetters> = LazyLock::new(|| {
    ByLetters::of(
        "added backported built changed contacted created deleted deployed disabled fixed gave implemented \
     introduced issued made merged migrated moved notified patched published ran removed replaced \
     restarted restored reverted rewrote rolled rotated sent shipped stopped switched wrote",
    )
});

/// Words that stand before what something was done to.
static OBJECT: LazyLock<ByLetters> =
    LazyLock::new(|| ByLetters::of("a all an both each every her his its our the their these this those"));

/// Words that stand between `we` and the verb.
static BETWEEN: LazyLock<ByLetters> =
    LazyLock::new(|| ByLetters::of("already also has have just now since then"));

/// Words before `has been` that make it a condition, a wish or about something else.
static CONDITION: LazyLock<ByLetters> = LazyLock::new(|| {
    ByLetters::of(
        "after as because before could how if must never not once should since that unless until what when \
     where whether which while who would",
    )
});

/// What was done to something and is no cure.
static WORSE: LazyLock<ByLetters> = LazyLock::new(|| {
    ByLetters::of(
        "abandoned blocked deleted disabled dropped excluded failed halted held planned ordered postponed rejected \
     removed scheduled skipped slowed stopped throttled",
    )
});

/// How many words are looked at.
const LOOKED_AT: usize = 14;

/// The words of a text in small letters, apostrophes kept.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|char: char| !char.is_alphanumeric() && !matches!(char, '\'' | '’'))
        .filter(|word| !word.is_empty())
        .map(|word| word.replace('’', "'").to_lowercase())
}

fn is_verb(word: &str) -> bool {
    VERBS.contains(word)
}

/// Whether a text begins as a task does: `Add …`, `Adding …`, `To add …`.
pub(in crate::postmortem::actions) fn begins_task(text: &str) -> bool {
    let mut words = words(text).skip_while(|word| matches!(word.as_str(), "to" | "please" | "also" | "then"));
    let Some(word) = words.next() else { return false };
    is_verb(&word) || word.strip_suffix("ing").is_some_and(is_stem)
}

/// Whether a word is a verb without the `ing` behind it: `add`, `writ`, `sett`.
fn is_stem(stem: &str) -> bool {
    let single = || {
        let mut chars = stem.chars().rev();
        let last = chars.next();
        last.is_some() && last == chars.next()
    };
    is_verb(stem)
        || is_verb(&format!("{stem}e"))
        || single() && stem.get(..stem.len() - 1).is_some_and(is_verb)
}

/// Whether a text below a task only says that it comes later: `Moved to next quarter.`
pub(in crate::postmortem::actions) fn is_put_off(text: &str) -> bool {
    const PUT: &[&str] = &["moved", "changed", "postponed"];
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    PUT.iter().any(|put| first.eq_ignore_ascii_case(put))
        && words
            .next()
            .is_some_and(|word| matches!(word, "to" | "into" | "from" | "until"))
}

/// Whether a text tells of something that somebody did: `Added a probe`, `We have moved …`, `A probe has been added`.
pub(in crate::postmortem::actions) fn tells_of_deed(text: &str) -> bool {
    let words: Vec<String> = words(text).take(LOOKED_AT).collect();
    let Some(first) = words.first() else { return false };
    let has = words
        .iter()
        .any(|word| word == "have" || word == "has" || word == "we've");
    let ours = matches!(first.as_str(), "we" | "we've" | "i" | "they");
    let mut rest = words.iter().skip(usize::from(ours)).skip_while(|word| {
        ours && (BETWEEN.contains(word.as_str()) || word.ends_with("ly")) || *word == "already"
    });
    let (Some(verb), next) = (rest.next(), rest.next()) else {
        return false;
    };
    let acts = next.is_some_and(|next| OBJECT.contains(next.as_str()));
    if is_past(verb) && (ours || acts) || DONE.contains(verb.as_str()) && next.is_some() {
        return true;
    }
    !is_verb(first) && (has && is_reached(&words) || OBJECT.contains(first.as_str()) && is_so_now(&words))
}

/// Whether words say that their subject was made better on some day, or what it does now: `The limit was raised on 3 May`,
/// `The job now checks it`.
fn is_so_now(words: &[String]) -> bool {
    let better = |word: &str| {
        let stem = |end: &str| word.strip_suffix(end).is_some_and(is_verb);
        (stem("ed") || stem("d") || DONE.contains(word)) && !WORSE.contains(word)
    };
    let at = words
        .iter()
        .position(|word| matches!(word.as_str(), "was" | "were" | "now"));
    let Some(at) = at else { return false };
    let before = words.get(..at).unwrap_or_default();
    if before.is_empty() || before.iter().any(|word| CONDITION.contains(word.as_str())) {
        return false;
    }
    let (Some(is), Some(verb)) = (words.get(at), words.get(at + 1)) else {
        return false;
    };
    match is.as_str() {
        "now" => {
            let verb = verb.strip_suffix('s').unwrap_or_default();
            is_verb(verb)
                || verb
                    .strip_suffix("ie")
                    .is_some_and(|stem| is_verb(&format!("{stem}y")))
        }
        _ => better(verb) && is_day(words.get(at + 2..).unwrap_or_default()),
    }
}

/// Whether words begin with a day: `on 3 May`, `on Monday`, `in May`; not `in 2.3`, `in production`.
fn is_day(words: &[String]) -> bool {
    let is_month = |word: &str| month::named(word).is_some();
    let is_number = |word: &str| word.starts_with(|char: char| char.is_ascii_digit());
    match words {
        [on, day, ..] if on == "on" => is_number(day) || is_month(day) || day.ends_with("day"),
        [r#in, day, ..] if r#in == "in" => is_month(day),
        _ => false,
    }
}

/// Whether words say `has been …ed` of their subject.
fn is_reached(words: &[String]) -> bool {
    let at = words.windows(2).position(
        |two| matches!(two, [has, been] if matches!(has.as_str(), "has" | "have") && been == "been"),
    );
    let Some(at) = at else { return false };
    let before = words.get(..at).unwrap_or_default();
    let mut after = words
        .iter()
        .skip(at + 2)
        .skip_while(|word| BETWEEN.contains(word.as_str()) || word.ends_with("ly"));
    !before.iter().any(|word| CONDITION.contains(word.as_str()))
        && after
            .next()
            .is_some_and(|word| is_past(word) || matches!(word.as_str(), "done" | "put" | "set"))
}

/// Whether a word is a verb of the past.
fn is_past(word: &str) -> bool {
    word.ends_with("ed") && !word.ends_with("eed") && !matches!(word, "embed" | "shed" | "shred")
        || DONE.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tasks_begin_with_a_verb() {
        for task in [
            "Add a probe",
            "adding a probe",
            "To write it down",
            "Setting a limit",
            "Please review",
            "Writing tests",
        ] {
            assert!(begins_task(task), "{task}");
        }
        for other in [
            "Queue depth",
            "The probe",
            "for each pool",
            "Spring cleaning",
            "",
            "Bring",
            "King",
        ] {
            assert_eq!(begins_task(other), other == "Bring", "{other}");
        }
    }

    #[test]
    fn what_was_done_is_told_in_the_past() {
        for deed in [
            "Added probes to the pool",
            "Raised the limit",
            "We've significantly tightened our reviews",
            "We have already moved the job",
            "we wrote a runbook",
            "A second probe has been added to the pool",
            "This has been done: see the list",
            "Switched to the other provider",
            "The template was corrected on October 6th",
            "All limits were raised in May",
            "The job now verifies connections before it goes on",
        ] {
            assert!(tells_of_deed(deed), "{deed}");
        }
        for plan in [
            "Add a probe",
            "Improved alerts for the pool",
            "Dedicated hosts for the queue",
            "Feed the queue",
            "We need to add a probe",
            "Once a probe has been added, page on it",
            "Ensure that all probes have been tested",
            "Alerts should have been added",
            "Have a probe that has been tested",
            "The alert was disabled on 3 May",
            "The backup was missing on that day",
            "The limit is now too low",
            "We will have moved the job by May",
            "Automated tests for the pool, which have been missing",
        ] {
            assert!(!tells_of_deed(plan), "{plan}");
        }
    }
}
