//! No person is the cause.

use super::people::{Word, is_people, is_person, listed, told, words};
use super::{Example, FileContext, Judge, Rule, Verdict};
use crate::config::Profile;
use crate::diagnostic::{Diagnostic, Level, RuleName};
use crate::postmortem::Reading;
use crate::postmortem::prose::Sentence;
use crate::text::phrases::Phrases;
use crate::text::words::ByLetters;
use std::sync::LazyLock;

/// `blame`
pub(super) static RULE: Rule = Rule {
    name: RuleName::Blame,
    summary: "no person is named as the cause",
    requires: "the text names no person's mistake as the cause: no \"human error\", no one who \"forgot\" or \"failed to check\", \
               no carelessness",
    why: "Whoever is blamed tells less the next time, and a cause that ends at a person leaves the trap in place for the next \
          one (Google, Site Reliability Engineering, chapter 15; Dekker, The Field Guide to Understanding 'Human Error'). \
          Found are \"human error\" and its like where a sentence gives it as the cause, carelessness and negligence, the fault or \
          mistake of a person, and a person (an engineer, an operator, someone) who forgot, neglected or failed to check, \
          follow, test. What somebody did \"accidentally\" or \"by mistake\" is a question. Not read are quotations, headings, \
          entries of the timeline, where people act, and what is to be done; owners and reviewers are no blame, nor is what \
          \"we\" forgot.",
    fix: "Say what made the act seem right at the time: which screen, which name, which missing check let it happen. Then fix \
          that.",
    bad: &[Example {
        path: "content/postmortems/login.md",
        text: "# Login down\n\nNobody could log in.\n\n## Root cause\n\nThe outage was caused by human error: an engineer forgot to renew \
               the certificate.\n",
    }],
    good: &[Example {
        path: "content/postmortems/login.md",
        text: "# Login down\n\nNobody could log in.\n\n## Root cause\n\nThe certificate expired. Its renewal was a note in one calendar, \
               and nothing warns before the last day.\n",
    }],
    levels: &[(Profile::Archive, Level::Warn)],
    judge: Judge::File(judge),
};

/// Nearly all sentences have none of these words.
static FIRST: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "human, operator error, manual error, fat, careless, neglig, incompet, forgot, fail, mistake, fault, accidental, inadvert, \
         sloppiness, inattention, laziness, ignored, did not, didn, unintentional, wrongly, erroneously, made a, made an, operator mistake, \
         personnel, oversight",
    ])
});

fn judge(reading: &Reading, _context: &FileContext<'_>) -> Verdict {
    let found = told(reading).filter_map(|sentence| finding(reading, sentence));
    Verdict::of(found.collect(), Vec::new)
}

fn finding(reading: &Reading, sentence: &Sentence) -> Option<Diagnostic> {
    FIRST.matches(&sentence.lower).next()?;
    let words = words(sentence);
    let at = |range: std::ops::Range<usize>| {
        let first = words.get(range.start)?.range.start;
        let last = words.get(range.end - 1)?.range.end;
        Some((sentence.text.get(first..last)?, sentence.span_of(&(first..last))))
    };
    let hypothetical = words.iter().position(|word| listed(HYPOTHETICAL, word.lower));
    for place in 0..words.len() {
        let Some((range, sure)) = blamed(&words, place) else {
            continue;
        };
        if hypothetical.is_some_and(|first| first < range.start) || denied(&words, range.start) {
            continue;
        }
        let (said, span) = at(range)?;
        let postmortem = &reading.postmortem;
        let hint = "what made the act seem right at the time, and what let it through? tell that instead";
        return Some(match sure {
            true => RULE
                .warn(postmortem, span, format!("`{said}` gives a person as the cause"))
                .hint(hint),
            false => RULE
                .question(
                    postmortem,
                    span,
                    format!("cannot tell whether `{said}` gives a person as the cause"),
                )
                .hint(hint),
        });
    }
    None
}

/// Words that make of a sentence what may be, or is asked.
const HYPOTHETICAL: &str = "if when whenever could might may can would should avoid avoids prevent prevents reduce reduces \
    eliminate eliminates minimize minimise risk chance prone against future unlikely possible \
    possibility potential susceptible room rule catch even instead whether likelihood error-prone \
    until protect easy protects unless always";

/// Whether the words before a place deny it.
fn denied(words: &[Word<'_>], place: usize) -> bool {
    const NOT: &str = "not no never nobody without nothing isn't wasn't rather neither nor blameless none";
    const NEAR: usize = 5;
    let before = words.get(place.saturating_sub(NEAR)..place).unwrap_or_default();
    before
        .iter()
        .any(|word| listed(NOT, word.lower) || word.lower.ends_with("n't"))
}

/// What is a blame wherever somebody else has it. Asked of every word.
static FAULTS: LazyLock<ByLetters> =
    LazyLock::new(|| ByLetters::of("carelessness negligence incompetence inattention sloppiness laziness"));

/// What may stand between a person and what the person did. Asked of every word.
static PASSED: LazyLock<ByLetters> = LazyLock::new(|| {
    ByLetters::of("had has have who also then simply just apparently on duty on-call call later of the team")
});

/// The blame that begins at a word, as a range of words; whether it is one for sure.
fn blamed(words: &[Word<'_>], place: usize) -> Option<(std::ops::Range<usize>, bool)> {
    let word = |at: usize| words.get(at).map_or("", |word| word.lower);
    let pair = (word(place), word(place + 1));
    match pair {
        (
            "human" | "operator" | "manual" | "personnel",
            "error" | "errors" | "mistake" | "mistakes" | "failure",
        ) => {
            return is_cause(words, place).then_some((place..place + 2, true));
        }
        ("fat", "finger" | "fingers" | "fingered" | "fingering") => return Some((place..place + 2, true)),
        ("fat-fingered" | "fat-finger" | "fat-fingering", _) => return Some((place..place + 1, true)),
        _ => {}
    }
    let owner = |at: usize| {
        let word = word(at);
        let whose = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
        whose.is_some_and(is_person) || matches!(word, "his" | "her")
    };
    // `in an act of laziness I …` is no blame of somebody else.
    let own = || {
        words
            .iter()
            .any(|word| matches!(word.lower, "i" | "my" | "we" | "our"))
    };
    if FAULTS.contains(word(place)) && !own() {
        return Some((place..place + 1, true));
    }
    // `the engineer's mistake`, `his fault`
    let fault = |at: usize| {
        matches!(
            word(at),
            "mistake" | "fault" | "negligence" | "carelessness" | "oversight"
        )
    };
    if owner(place) && fault(place + 1) {
        return Some((place..place + 2, true));
    }
    // `the fault of an engineer`
    if word(place) == "mistake"
        && matches!(word(place + 1), "of" | "by")
        && is_person(word(person_after(words, place + 2)?))
    {
        return Some((place..person_after(words, place + 2)? + 1, true));
    }
    subject(words, place)
}

/// A person who did wrong, beginning at the person: `engineer forgot`, `someone accidentally deleted`.
fn subject(words: &[Word<'_>], place: usize) -> Option<(std::ops::Range<usize>, bool)> {
    let word = |at: usize| words.get(at).map_or("", |word| word.lower);
    let who = words.get(place)?;
    let handle = who.lower.starts_with('@') && who.lower.len() > 1;
    let several = is_people(who.lower);
    // `Ada forgot`: only people do, but for those who write.
    let named = place > 0 || who.written.chars().skip(1).all(char::is_lowercase);
    let name = who.written.starts_with(char::is_uppercase) && named && who.written.chars().count() > 2;
    // `the employee training page failed`: the person has to be what acts.
    let person = is_person(who.lower) || several || handle;
    let mut at = place + 1;
    while at < place + 5 && PASSED.contains(word(at)) {
        at += 1;
    }
    if words
        .get(place + 1..=at)
        .is_some_and(|between| between.iter().any(|word| word.after_mark))
    {
        return None;
    }
    let verb = word(at);
    let next = word(at + 1);
    let sure = match verb {
        "forgot" | "forgotten" | "neglected" => person || name && !is_no_name(who.lower) && verb == "forgot",
        "failed" => {
            person && next == "to" && listed(DUTIES, word(at + 2)) && !(several && word(at + 2) == "notice")
        }
        "didn't" | "didn’t" => {
            person && (next == "bother" || matches!(next, "follow" | "check" | "verify" | "test" | "read"))
        }
        "did" => {
            person
                && next == "not"
                && matches!(
                    word(at + 2),
                    "bother" | "follow" | "check" | "verify" | "test" | "read"
                )
        }
        "made" => {
            person
                && matches!(
                    (next, word(at + 2)),
                    ("a", "mistake") | ("an", "error") | ("a", "typo")
                )
        }
        "carelessly" | "negligently" => person,
        "ignored" => {
            person
                && matches!(
                    (next, word(at + 2)),
                    (
                        "the",
                        "procedure"
                            | "warning"
                            | "runbook"
                            | "process"
                            | "checklist"
                            | "alert"
                            | "warnings"
                            | "alerts"
                    )
                )
        }
        "accidentally" | "mistakenly" | "inadvertently" | "unintentionally" | "wrongly" | "erroneously"
            if person =>
        {
            return Some((place..at + 2.min(words.len() - at), false));
        }
        _ => return None,
    };
    let end = match verb {
        "failed" | "did" | "made" | "ignored" => at + 3,
        "didn't" | "didn’t" => at + 2,
        _ => at + 1,
    };
    sure.then_some((place..end.min(words.len()), true))
}

/// What people are expected to do.
const DUTIES: &str = "follow check verify test read document communicate inform notify validate review update renew \
    realize realise understand consider run escalate respond confirm ask tell notice properly \
    double-check";

/// Words with a capital that are no names of a person.
fn is_no_name(word: &str) -> bool {
    const NONE: &str = "we they you nobody everyone everybody it this that the team support which and she he";
    listed(NONE, word)
}

/// The first word after articles and adjectives of a person: `an on-call engineer`.
fn person_after(words: &[Word<'_>], place: usize) -> Option<usize> {
    const MOST: usize = 4;
    (place..(place + MOST).min(words.len()))
        .find(|&at| words.get(at).is_some_and(|word| is_person(word.lower)))
}

/// Whether a sentence gives a noun at a place as the cause.
fn is_cause(words: &[Word<'_>], place: usize) -> bool {
    const CAUSE: &str = "caused cause due because result reason was were by attributed blame blamed stemmed resulted \
        from is simple pure through of to";
    const NEAR: usize = 4;
    let next = |at: usize| words.get(place + at).map_or("", |word| word.lower);
    if matches!(next(2), "is" | "was" | "isn't" | "wasn't") && (next(3) == "not" || next(2).ends_with("n't"))
    {
        return false;
    }
    if place == 0 || words.len() <= place + 2 && place <= 2 {
        return true;
    }
    let before = words.get(place.saturating_sub(NEAR)..place).unwrap_or_default();
    let after = words
        .get(place + 2..(place + 4).min(words.len()))
        .unwrap_or_default();
    before.iter().any(|word| listed(CAUSE, word.lower))
        || after
            .iter()
            .any(|word| matches!(word.lower, "caused" | "led" | "was"))
}

#[cfg(test)]
mod tests;
