//! The Issue Summary says why.

use super::words::{concrete, letters, stem};
use super::{Example, FileContext, Judge, Rule, Verdict, brief, cause_in_detail, impact_experience};
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::prose::{Sentence, near};
use crate::span::Span;
use crate::text::clock;
use crate::text::phrases::Phrases;
use crate::vocabulary::SectionKind;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// `root-cause-in-summary`
pub(super) static RULE: Rule = Rule {
    name: RuleName::RootCauseInSummary,
    summary: "the Issue Summary says what the root cause was",
    requires: "the Issue Summary has a sentence, or a line `Root cause:`, that says what caused the outage; it is known by a \
               label or by words such as \"caused by\", \"due to\", \"led to\", or by sharing \
               its words with the section on the root cause; a section of its own before the timeline is a question",
    why: "\"what was the root cause\" (the assignment): many readers stop after the summary.",
    fix: "Add one sentence: `Root cause: a certificate had expired`.",
    bad: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Issue Summary\n\nFrom 10:00 to 11:00 UTC users could not log in.\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Issue Summary\n\nFrom 10:00 to 11:00 UTC users could not log in, because a key had expired.\n",
    }],
    levels: brief::ASKED_OF_ARCHIVES,
    judge: Judge::File(judge),
};

const HINT: &str = "add one sentence to the Issue Summary: `Root cause: a certificate had expired`";

/// Words between an outage and its cause: before the cause, and after it; and causes by name.
static CAUSED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "root cause, root of, cause:, cause -, reason -, is what, was what, what took, what broke, what caused, the cause, main cause, primary cause, underlying cause, cause of, cause was, reason was, reason for, reason behind, \
         reason why, caused by, due to, owing to, because, since its, since it|, since nobody, since no one, since they, since there, since our, as a result of, result of, resulted from, resulting from, stemmed from, \
         stemming from, stems from, traced to, traced back to, triggered by, attributed to, came down to, comes down to, boiled down to, boils down to, was down to, lay in, lies in, mistake was, fault was, originated from, originating from, \
         arose from, arisen from, risen from, came from a, comes from a, thanks to, culprit, villain, trigger:, trigger was, reason:, why:, guilty, at fault, responsible for, was the reason, is the reason, is why|, was why|, behind it|, behind this, behind the outage, did it|, did this, brought it down, took it down, took us down, killed it, was enough, to blame, blame goes, blamed on, brought down by, brought on by, after an engineer, after a developer, \
         after a deploy, after a new, after a release, after an update, after an upgrade, after a migration, after a change, \
         after a config, after the deploy, after the update, after the upgrade, after the release, after the migration, \
         after deploy, after upgrad, after updat, following a deploy, following a release, following an update, following an upgrade, \
         following a migration, following a change, following a config, following the deploy, following the update, \
         main problem was, main issue was, problem was a|, problem was that, issue was a|, issue was an|, issue was that, turned out to be, turned out that",
        "caused, causing, led to, leading to, resulted in, resulting in, triggered, brought down, broke|, took down, knocked, \
         overwhelmed, overloaded, exhausted, prevented, crashed, blocked, introduced, filled, flooded, ate|, starved, lacked, lacks, pointed to, pointed at, evicted, throttled",
        "expired, misconfigur, misspel, mistyp, typo, bug|, bugs|, glitch, regression, race condition, null pointer, memory leak, expiration of, expiry of, syntax error, wrong config, incorrect config, invalid config, faulty, hardware failure, hardware fault, \
         power failure, power cut, human error, disk full, full disk, out of memory, ran out of, out of disk, deadlock, ddos, incompatib, \
         exhaustion, surge in, surge of, spike in traffic, traffic spike, traffic surge, unexpected traffic, accidental, inadvertent, by mistake, mistakenly, unintention, forgot, missing index, \
         missing semicolon, missing config, missing environment, missing file, missing permission, missing dependenc, backtracking, duplicate key, mistake, lapsed, leak|, leaked, overflow, dangling, unbounded, infinite loop, endless loop, swapped, wrong unit, wrong value, wrong setting, wrong version, wrong port, wrong address, wrong path, wrong rule, wrong permission, wrong credential, wrong key, a wrong, an incorrect, an invalid, the wrong, hard drive, hard disk, power supply, dropped the, deleted the, removed the, overwrote, wiped, truncated, unplugged, misread, mixed up, cut the, no space left, out of space, rolled out without, deployed without, run out|, was full|, were full, is full, filled up, ran full, reached its, reached the limit, exceeded its, exceeded the, hit the limit, quota, n+1, thundering herd, stampede, split brain, split-brain, partition full, full partition, corrupt index, zero-day",
    ])
});

/// What follows or precedes these words when they tell what the outage did, and not what did it.
const EFFECTS: &[&str] = &[
    "outage",
    "downtime",
    "incident",
    "disruption",
    "interruption",
    "inability",
    "unavailab",
    "inaccessib",
    "breakdown",
    "delays",
];

/// The same for what stands before them.
const HIT: &[&str] = &[
    "affect",
    "impact",
    "the issue",
    "the problem",
    "unresponsive",
    "unreachable",
    "degraded",
    "timeout",
    "timed out",
    "unable",
    "could not",
    "couldn't",
    "can't",
    "cannot",
    "not able",
    "was down",
    "were down",
    "went down",
    "was slow",
    "were slow",
    "offline",
    "not operational",
    "experienced",
];

/// What people send or try: what it led to is what they saw.
const SENT: &[&str] = &["request", "requests", "attempt", "attempts", "visit", "visits"];

/// Words of a cause only where no people are named: they may see a wrong price.
const GUARDED: &[&str] = &["a wrong", "the wrong", "an incorrect", "an invalid"];

/// What summaries tell beside effects and cause.
const ELSE: &[&str] = &[
    "resol",
    "restor",
    "fixed",
    "recover",
    "mitigat",
    "postmortem",
    "post-mortem",
    "report",
    "summary",
    "lasted",
    "duration",
    "until",
    "impact",
    "downtime",
    "revenue",
    "reputation",
    "service level",
    "sla",
    "apolog",
    "sorry",
    "thank",
    "team",
    "data was lost",
    "error",
    "slow",
    "%",
    "delay",
    "do not ",
    "did not ",
    "worse",
    " died",
    "crashed",
    "stopped",
    "broke",
    "was gone",
    "were gone",
    "was empty",
    "were empty",
    "froze",
    "returned",
    "failed",
];

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let start = reading.parts().timeline_start.unwrap_or(usize::MAX);
    let all = &reading.prose().sentences;
    let labelled = all.iter().filter(|sentence| {
        sentence.span().start < start && !sentence.pasted && asks(brief::heading(reading, sentence))
    });
    let labelled: Vec<&Sentence> = labelled.collect();
    let own = labelled
        .iter()
        .find(|sentence| sentence.kind != SectionKind::Cause || nested(reading, sentence));
    if let Some(sentence) = own {
        return Verdict::Met(vec![sentence.span()]);
    }
    let summary: Vec<&Sentence> = brief::summary(reading).collect();
    let known = known(reading);
    if let Some(at) = summary.iter().find_map(|sentence| cause(sentence)) {
        return Verdict::Met(vec![at]);
    }
    // `| Because | the clock was wrong |`
    let row = summary.windows(2).find_map(|pair| match pair {
        [name, value] if name.listed && name.block == value.block && is_name(&name.lower) => {
            Some(value.span())
        }
        _ => None,
    });
    // `What went wrong? A cache key lost its prefix.`
    let answered = || {
        summary.windows(2).find_map(|pair| match pair {
            [asked, value] if asked.lower.ends_with('?') && asks_why(&asked.lower) => Some(value.span()),
            _ => None,
        })
    };
    if let Some(at) = row.or_else(answered) {
        return Verdict::Met(vec![at]);
    }
    // What stands above the summary is another part.
    let after = |sentence: &&&Sentence| {
        summary
            .first()
            .is_none_or(|first| first.span().start < sentence.span().start)
    };
    if let Some(sentence) = labelled.first().filter(after) {
        // The brief's own section follows later: this one is the summary's.
        let again = brief::sentences(reading, SectionKind::Cause).any(|later| later.span().start > start);
        if again {
            return Verdict::Met(vec![sentence.span()]);
        }
        let message = "this belongs to the Issue Summary: it is a section of its own";
        return brief::doubt(&RULE, reading, context.profile, sentence.span(), message, HINT);
    }
    let may_be = summary
        .iter()
        .filter(|sentence| may_be_cause(reading, sentence) || went_before(&sentence.lower))
        .filter(|_| !brief::is_foreign(reading));
    // What the cause is explained with, it is told with.
    let likely = may_be
        .map(|sentence| {
            let words: BTreeSet<&str> = named(&sentence.lower).collect();
            let seen = impact_experience::seen(&sentence.lower) && !went_before(&sentence.lower);
            let shared = words.intersection(&known).count();
            (
                shared.saturating_sub(usize::from(seen) * SEEN),
                words.len(),
                sentence,
            )
        })
        .max_by_key(|(shared, ..)| *shared);
    if let Some((shared, all, sentence)) =
        likely.filter(|(shared, ..)| *shared > 0 || known.len() < MECHANISM)
    {
        if shared > 1 && shared * 2 > all {
            return Verdict::Met(vec![sentence.span()]);
        }
        return brief::doubt(
            &RULE,
            reading,
            context.profile,
            sentence.span(),
            "this is the root cause",
            HINT,
        );
    }
    let message = "the Issue Summary does not say what the root cause was";
    brief::lacks(&RULE, reading, context.profile, message, HINT)
}

/// So many of its words go to what users saw, where it tells that too.
const SEEN: usize = 2;

/// With fewer words the root cause may be told with others in the summary.
const MECHANISM: usize = 12;

/// The words with which the root cause is explained.
fn known(reading: &Reading) -> BTreeSet<&str> {
    let explained = cause_in_detail::until_fix(&brief::cause(reading));
    explained.iter().flat_map(|said| named(&said.lower)).collect()
}

/// What a sentence names, but for numbers.
fn named(lower: &str) -> impl Iterator<Item = &str> {
    concrete(lower)
        .filter(|word| word.starts_with(char::is_alphabetic))
        .map(stem)
}

/// Whether a few words are the name of a cause, and tell none.
fn is_name(lower: &str) -> bool {
    (asks(lower) || lower == "because") && lower.split_whitespace().count() <= 3
}

/// Whether a question asks for the cause.
fn asks_why(lower: &str) -> bool {
    asks(lower) || lower.contains("went wrong") || lower.contains("did it happen")
}

/// Whether the label of a sentence stands within another section.
fn nested(reading: &Reading, sentence: &Sentence) -> bool {
    let sections = &reading.postmortem.document.sections;
    let section = sentence.section.and_then(|at| sections.get(at));
    section.is_some_and(|section| section.nested)
}

/// Whether a label asks for the cause.
fn asks(label: &str) -> bool {
    ["cause", "why", "reason", "culprit"]
        .iter()
        .any(|word| label.contains(word))
}

/// Where a sentence tells a cause.
fn cause(sentence: &Sentence) -> Option<Span> {
    let lower = &sentence.lower;
    // `The cause is explained below`
    let elsewhere = lower.contains("below")
        && ["explained", "described", "see "]
            .iter()
            .any(|word| lower.contains(word));
    if elsewhere || sentence.says(&brief::OPEN).is_some() {
        return None;
    }
    let found = CAUSED.matches(lower).find(|(at, phrase)| {
        let after = lower.get(at + phrase.len()..).unwrap_or_default();
        let before = near(lower, *at);
        match phrase.list {
            // `Due to the outage` tells an effect, and `because` alone nothing.
            0 => {
                // `Because then one can understand it better`
                if phrase.words == "because" && after.trim_start().starts_with("then ") {
                    return false;
                }
                let mut words = after.split_whitespace().take(4).peekable();
                let said = words.peek().is_some() || phrase.words.contains("cause") && before.contains(' ');
                said && !words.any(|word| EFFECTS.iter().any(|effect| word.starts_with(effect)))
                    || phrase.words.ends_with(" cause")
            }
            // `The outage caused …` too; `A full disk caused …` tells the cause.
            1 => {
                // `A change, however, broke …`
                let mut clauses = before.rsplit([',', ';', ':']);
                let long = |clause: &&str| clause.split_whitespace().count() > 1;
                let clause = clauses.find(long).unwrap_or_default();
                let vague = [
                    "the issue",
                    "the problem",
                    "the incident",
                    "the outage",
                    "the service interruption",
                ];
                let named = !vague.iter().any(|vague| clause.trim_start().starts_with(vague))
                    && !clause.contains("affect");
                // `GET requests led to error 500`
                let led = ["led", "result"]
                    .iter()
                    .any(|word| phrase.words.starts_with(word));
                let sent = || letters(clause).take(2).any(|word| SENT.contains(&word));
                if led && sent() {
                    return false;
                }
                let mut words = after.split_whitespace().take(4);
                let outage = words.any(|word| word.starts_with("outage") || word.starts_with("downtime"));
                // `…, resulting in the outage` follows a cause, whatever it is.
                outage && named
                    || long(&clause) && !EFFECTS.iter().chain(HIT).any(|effect| clause.contains(effect))
            }
            // `Users saw a wrong price` tells what they saw.
            _ => !GUARDED.contains(&phrase.words) || !brief::names_people(lower),
        }
    });
    let (at, phrase) = found?;
    Some(sentence.span_of(&(at..at + phrase.len())))
}

/// Whether a sentence tells of what went before the outage: `nobody had paid the invoice of the domain`.
fn went_before(lower: &str) -> bool {
    let words: Vec<&str> = letters(lower).collect();
    let labelled = ["severity", "status", "priority"]
        .iter()
        .any(|label| lower.starts_with(label));
    let mut pairs = words.windows(2);
    !labelled && pairs.any(|pair| matches!(pair, ["had", next] if !["to", "no", "a", "the", "an", "problems", "trouble", "issues"].contains(next)))
}

/// Whether a sentence tells of none of what else a summary tells: so it may be the cause, in words that nobody foresees.
fn may_be_cause(reading: &Reading, sentence: &Sentence) -> bool {
    const FEWEST: usize = 7;
    let lower = &sentence.lower;
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let heading = brief::heading(reading, sentence);
    let labelled = [
        "impact",
        "duration",
        "time",
        "date",
        "experienc",
        "affected",
        "severity",
        "status",
        "priority",
    ];
    // `The gates stayed shut from 06:10 to 07:15` tells when.
    let times = clock::anywhere(&sentence.text);
    let range = times.len() > 1 || times.iter().any(|time| time.until.is_some());
    lower.split_whitespace().count() >= FEWEST
        && !range
        && lower.ends_with(['.', '!'])
        && !labelled
            .iter()
            .any(|label| heading.contains(label) || lower.starts_with(label))
        && !says(EFFECTS)
        && !says(HIT)
        && !says(ELSE)
        && !brief::names_people(lower)
}
