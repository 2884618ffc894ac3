//! The text tells what happened, and not what somebody should have done.

use super::people::{Word, is_people, is_person, listed, told, words};
use super::{Example, FileContext, Judge, Rule, Verdict};
use crate::config::Profile;
use crate::diagnostic::{Diagnostic, Level, RuleName};
use crate::postmortem::Reading;
use crate::postmortem::prose::Sentence;
use crate::text::phrases::Phrases;
use std::ops::Range;
use std::sync::LazyLock;

/// `counterfactual`
pub(super) static RULE: Rule = Rule {
    name: RuleName::Counterfactual,
    summary: "the text does not say what somebody should have done",
    requires: "the text tells what happened and why, not what somebody should have done, could have noticed, or what would have been \
               prevented if they had acted otherwise",
    why: "\"Should have\" describes a world that did not exist, and stops the question why the act seemed right in the one that did \
          (Dekker, The Field Guide to Understanding 'Human Error'; Allspaw, Blameless PostMortems and a Just Culture). Found are a person, \
          a team or \"we\" with \"should have\" and a past act, with \"could have\" noticed, prevented or tested, \"would have been\" avoided \
          \"if we had\", and a step of people's work that \"should have been\" tested, reviewed or communicated. What a machine should have done says how it was meant \
          to work, and is no finding; nor are quotations, headings, questions, entries of the timeline, or what is to be done.",
    fix: "Tell what people knew and saw at the time, and why they did what they did. What should change becomes an action: \
          \"Alert on lag\" in place of \"we should have noticed the lag\".",
    bad: &[Example {
        path: "content/postmortems/login.md",
        text: "# Login down\n\nNobody could log in.\n\n## Lessons learned\n\n- We should have tested the rollback.\n",
    }],
    good: &[Example {
        path: "content/postmortems/login.md",
        text: "# Login down\n\nNobody could log in.\n\n## Lessons learned\n\n- The rollback had never been tested: it needs a second cluster. \
               The cache should have served old sessions, and did not.\n",
    }],
    levels: &[(Profile::Archive, Level::Warn)],
    judge: Judge::File(judge),
};

/// Nearly all sentences have none of these words.
static FIRST: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "should have, could have, would have, should've, could've, shouldn't have, should not have, ought to have",
    ])
});

fn judge(reading: &Reading, _context: &FileContext<'_>) -> Verdict {
    let found = told(reading).filter_map(|sentence| finding(reading, sentence));
    Verdict::of(found.collect(), Vec::new)
}

fn finding(reading: &Reading, sentence: &Sentence) -> Option<Diagnostic> {
    if sentence.text.ends_with('?') || !FIRST.is_in(&sentence.lower) {
        return None;
    }
    let words = words(sentence);
    let range = (0..words.len()).find_map(|place| counterfactual(&words, place))?;
    let first = words.get(range.start)?.range.start;
    let last = words.get(range.end.min(words.len()) - 1)?.range.end;
    let said = sentence.text.get(first..last)?;
    let message = format!("`{said}` tells of what did not happen");
    let found = RULE.warn(&reading.postmortem, sentence.span_of(&(first..last)), message);
    Some(found.hint("tell why the act seemed right at the time, and make an action of what should change"))
}

/// What could have been done, whose verb begins at a word.
fn counterfactual(words: &[Word<'_>], place: usize) -> Option<Range<usize>> {
    let word = |at: usize| words.get(at).map_or("", |word| word.lower);
    let modal = word(place);
    let mut at = place + 1;
    match modal {
        "should" | "could" | "would" | "shouldn't" | "shouldn’t" => {
            at += usize::from(matches!(
                word(at),
                "not" | "also" | "probably" | "really" | "never"
            ));
            if word(at) != "have" {
                return None;
            }
            at += 1;
        }
        "should've" | "could've" => {}
        "ought" if word(at) == "to" && word(at + 1) == "have" => at += 2,
        _ => return None,
    }
    at += usize::from(matches!(
        word(at),
        "also" | "probably" | "really" | "already" | "easily" | "immediately" | "simply"
    ));
    let verb = word(at);
    let range = place.saturating_sub(1)..at + 1;
    let by_person = place.checked_sub(1).is_some_and(|before| acts(words, before));
    match modal {
        "could" | "could've" if verb != "been" => (by_person && listed(NOTICED, verb)).then_some(range),
        "could" | "would" => {
            let averted = verb == "been" && listed(AVERTED, word(at + 1));
            let by_doing = word(at + 2) == "by" && listed(DOING, word(at + 3));
            let person = || {
                (at..words.len()).any(|at| {
                    let if_had = word(at) == "if"
                        && (at + 1..at + 4).any(|at| is_actor(word(at)) && word(at + 1) == "had");
                    if_had || word(at) == "had" && (at + 1..at + 4).any(|at| is_actor(word(at)))
                })
            };
            (averted && (person() || by_doing)).then_some(place..at + 2)
        }
        _ if verb == "been" => {
            // Who tests and reviews are people; a machine that does is named.
            let by = (word(at + 2) == "by")
                .then(|| (at + 3..at + 6).any(|at| is_actor(word(at)) || word(at) == "us"));
            let reviewed = word(at + 1) == "caught"
                && (at + 2..at + 5).any(|at| matches!(word(at), "review" | "reviewer" | "reviews"));
            let done = listed(DONE_BY_PEOPLE, word(at + 1)) && by != Some(false);
            (done || reviewed).then_some(place..at + 2)
        }
        _ => (by_person && is_past(words, at)).then_some(range),
    }
}

/// What people notice and do, where it did not happen.
const NOTICED: &str = "prevented caught avoided detected noticed found known seen tested checked escalated communicated asked stopped \
    mitigated responded reacted acted spotted discovered identified verified recognized recognised realized realised anticipated foreseen done \
    rolled recovered resolved";
const AVERTED: &str = "prevented avoided caught detected noticed averted spotted shorter discovered";
/// What people do, and no machine.
const DOING: &str = "deploying testing checking reviewing reading following asking rehearsing verifying communicating validating \
    documenting escalating";
const DONE_BY_PEOPLE: &str = "tested reviewed communicated escalated documented checked verified noticed considered discussed questioned \
    double-checked rehearsed announced anticipated investigated followed";

/// Whether somebody acts, by the word before a verb: `we`, `the on-call engineer`, `somebody from the team`.
fn acts(words: &[Word<'_>], at: usize) -> bool {
    let word = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or("", |word| word.lower);
    let before = word(at.checked_sub(1));
    // `a developer should have installed it first` tells what a guide asks of everybody.
    let anybody = matches!(before, "a" | "an" | "any" | "every" | "each" | "of" | "by" | "to");
    is_actor(word(Some(at))) && !anybody
}

fn is_actor(word: &str) -> bool {
    const ACTORS: &str = "we i they he she team teams someone somebody on-call oncall ops everyone anyone";
    listed(ACTORS, word) || is_person(word) || is_people(word)
}

/// Whether a word is the participle of an act that did not happen: `we should have tested it`, and not `we should have automated
/// tests`, which is a wish.
fn is_past(words: &[Word<'_>], at: usize) -> bool {
    const IRREGULAR: &str = "had done known seen caught found taken made given gone told asked kept left chosen run written sent thought \
        thrown gotten got begun held brought built bought paid read put set cut shut spoken understood paged";
    const FOLLOWS: &str = "a an the this that these those it its them us him her to for our their more in by when with before earlier \
        sooner about back up out on off from at and or as immediately first been down over into faster quicker than after better only \
        instead right here and/or but so if because all any both enough everything what how which whether directly properly correctly";
    let word = |at: usize| words.get(at).map_or("", |word| word.lower);
    let verb = word(at);
    let participle = listed(IRREGULAR, verb) || verb.len() > 4 && verb.ends_with("ed");
    let next = words.get(at + 1);
    let ends = next.is_none_or(|next| next.after_mark || listed(FOLLOWS, next.lower));
    // `we should have read replicas`: these are forms of other words too.
    participle
        && ends
        && !matches!(
            (verb, word(at + 1)),
            ("set" | "read" | "cut" | "run" | "put", "up" | "out")
        )
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::{archive, words};

    fn of(sentence: &str) -> Vec<String> {
        let found = archive(
            &RULE,
            &format!("# Down\n\nIt was down.\n\n## Lessons learned\n\n{sentence}\n"),
        );
        words(&found).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn what_people_should_have_done_is_found() {
        for (sentence, words) in [
            ("We should have tested the rollback.", "We should have tested"),
            ("We should have had an alert.", "We should have had"),
            ("We should've escalated earlier.", "We should've escalated"),
            (
                "The engineer should have checked the diff.",
                "engineer should have checked",
            ),
            (
                "The on-call should not have restarted it.",
                "on-call should not have restarted",
            ),
            ("Somebody should have noticed.", "Somebody should have noticed"),
            (
                "The team ought to have known about it.",
                "team ought to have known",
            ),
            ("I should have asked first.", "I should have asked"),
            ("They should have rolled back at once.", "They should have rolled"),
            ("We could have caught this in staging.", "We could have caught"),
            ("We could easily have noticed the lag.", ""),
            (
                "This should have been caught in code review.",
                "should have been caught",
            ),
            (
                "It could have been avoided by testing the rollback.",
                "could have been avoided",
            ),
            (
                "We could have easily noticed the lag.",
                "We could have easily noticed",
            ),
            (
                "This would have been avoided if we had read the notes.",
                "would have been avoided",
            ),
            (
                "The outage would have been prevented had the engineer asked.",
                "would have been prevented",
            ),
            (
                "The change should have been reviewed.",
                "should have been reviewed",
            ),
            (
                "This should have been tested before the sale.",
                "should have been tested",
            ),
            (
                "The incident should have been communicated to support.",
                "should have been communicated",
            ),
        ] {
            assert_eq!(of(sentence).join(""), words, "{sentence}");
        }
    }

    #[test]
    fn how_a_machine_was_meant_to_work_is_no_finding() {
        for sentence in [
            "The alert should have fired at 90%.",
            "A developer should have installed the plugin to use it.",
            "It would have been avoided by rate limiting.",
            "The timeout should have been 30 seconds.",
            "Traffic should have moved to the second region.",
            "The release should have been caught by the tests.",
            "It should have been a dry run.",
            "The attacker could have read the table.",
            "It could have been worse.",
            "The bug could have caused data loss.",
            "We could have lost all data.",
            "We should have automated tests.",
            "We should have a runbook.",
            "We should have detailed dashboards.",
            "We should have read replicas.",
            "We should have alerts on lag.",
            "Users should have received a mail by now.",
            "The page said \"we should have tested this\".",
            "What should we have done?",
            "Without the cache it would have been slower.",
            "This would have been prevented by a canary.",
            "The retry would have succeeded if the queue had been empty.",
            "The certificate should have been renewed by the cron job.",
        ] {
            assert_eq!(of(sentence), Vec::<String>::new(), "{sentence}");
        }
    }

    #[test]
    fn headings_and_actions_are_not_read() {
        let text = "# Down\n\n## What we should have done better\n\nIt was fine.\n\n## Action items\n\n- We should have tested it\n";
        assert_eq!(archive(&RULE, text), []);
    }
}
