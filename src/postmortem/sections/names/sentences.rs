//! Headings that ask or say something: `Why did it happen?`, `What we will do`, `Preventing a repeat`. What they are
//! about follows from classes of words and not from phrases, for every team asks in words of its own.

use crate::postmortem::sections::marks::OF_INCIDENT;
use crate::vocabulary::SectionKind;
use crate::vocabulary::SectionKind::{Cause, Detection, Impact, Lessons, Measures, Summary, Timeline};

/// The most words of a heading that is a sentence; a longer one is text.
const MOST_WORDS: usize = 12;

/// Words that a question or its answer begins with.
const ASK: &[&str] = &["how", "what", "when", "where", "which", "who", "why"];

const NOT: &[&str] = &["cannot", "never", "no", "not", "t"];

const AHEAD: &[&str] = &[
    "are", "can", "going", "gonna", "intend", "is", "ll", "need", "plan", "planned", "planning", "re",
    "should", "to", "will",
];

const DONE_SINCE: &[&str] = &["has", "have", "ve"];

const PAST: &[&str] = &["been", "did", "had", "was", "were"];

const PREVENT: &[&str] = &[
    "avoid",
    "avoided",
    "avoiding",
    "prevent",
    "prevented",
    "preventing",
    "stop",
    "stopping",
];

/// What a team does so that it does not happen again.
const IMPROVE: &[&str] = &[
    "address",
    "addressing",
    "change",
    "changed",
    "changing",
    "do",
    "doing",
    "done",
    "fix",
    "fixing",
    "improve",
    "improved",
    "improving",
    "mitigate",
    "reduce",
];

/// First words of a heading that promises: `Making sure that it stays up`.
const PROMISE: &[&str] = &["avoid", "avoiding", "prevent", "preventing"];

const HAPPEN: &[&str] = &[
    "break", "broke", "crash", "crashed", "down", "fail", "failed", "happen", "happened", "occur",
    "occurred", "wrong",
];

const RECUR: &[&str] = &["happen", "happening", "happens", "occur", "occurring"];

const CAUSE: &[&str] = &["cause", "caused", "causing", "led", "triggered"];

const FIX: &[&str] = &[
    "fix",
    "fixed",
    "mitigate",
    "mitigated",
    "recover",
    "recovered",
    "repaired",
    "resolve",
    "resolved",
    "restore",
    "restored",
    "solve",
    "solved",
];

const NOTICE: &[&str] = &[
    "alerted",
    "detect",
    "detected",
    "discover",
    "discovered",
    "find",
    "found",
    "notice",
    "noticed",
];

const HIT: &[&str] = &["affect", "affected", "hit", "impacted"];

const LEARN: &[&str] = &["learn", "learned", "learning", "learnt", "lucky"];

/// How well it went.
const WELL: &[&str] = &["badly", "better", "poorly", "right", "smoothly", "well"];

/// What a heading of lower-case words asks, describes or promises.
pub(super) fn heading(joined: &str) -> Option<SectionKind> {
    asked(joined)
        .or_else(|| describes_incident(joined).then_some(Summary))
        .or_else(|| {
            let words = words(joined)?;
            Sentence(&words).promised().then_some(Measures)
        })
}

/// Whether a heading says that the incident is described: `Description of the outage`.
fn describes_incident(joined: &str) -> bool {
    let what = joined.strip_prefix("description of ");
    what.is_some_and(|what| what.split(' ').all(|word| OF_INCIDENT.contains(&word)))
}

/// What a heading or a label asks: `Why did it happen?`
pub(super) fn asked(joined: &str) -> Option<SectionKind> {
    let first = joined.split(' ').next()?;
    let words = ASK.contains(&first).then(|| words(joined)).flatten()?;
    Sentence(&words).asked()
}

fn words(joined: &str) -> Option<Vec<&str>> {
    let words: Vec<&str> = joined.split(' ').take(MOST_WORDS + 1).collect();
    (words.len() <= MOST_WORDS).then_some(words)
}

/// The words that questions begin with.
pub(super) fn first_words() -> impl Iterator<Item = &'static str> {
    ASK.iter().copied()
}

/// The words of a heading.
struct Sentence<'t>(&'t [&'t str]);

impl Sentence<'_> {
    fn has(&self, class: &[&str]) -> bool {
        self.0.iter().any(|word| class.contains(word))
    }

    /// `from happening again`, `so that it does not recur`
    fn recurs(&self) -> bool {
        self.has(&["again"]) && self.has(RECUR) || self.has(&["recur", "recurrence", "recurring"])
    }

    fn asked(&self) -> Option<SectionKind> {
        let first = *self.0.first()?;
        if self.has(&["you", "your"]) {
            return None;
        }
        let ahead = self.has(AHEAD) && !self.has(PAST);
        let since = self.has(DONE_SINCE) && !self.has(&["been", "could", "should", "would"]);
        // `What could we have done better?`
        let judged =
            self.has(WELL) && (self.has(PAST) || self.has(&["could", "go", "goes", "went", "worked"]));
        let by_us = self.has(&["be", "being", "our", "us", "we"]);
        match first {
            "where" | "what" | "how" if self.has(LEARN) || judged => Some(Lessons),
            "what"
                if matches!(
                    self.0,
                    [_, "worked" | "didn"]
                        | [_, "didn", "t"]
                        | [_, "didn", "t" | "not", "work"]
                        | [_, "did", "not"]
                        | [_, "did", "not", "work"]
                ) =>
            {
                Some(Lessons)
            }
            // `What could be done`, and no `what could have been done`
            "what" if matches!(self.0, [_, "can" | "could" | "must" | "should", "be", rest @ ..] if rest.iter().any(|word| IMPROVE.contains(word))) => {
                Some(Measures)
            }
            "why" | "how" if self.caused() => Some(Cause),
            "how" | "what" if ahead && (self.has(PREVENT) || self.recurs()) => Some(Measures),
            // `How do we make this less likely?`
            "how" | "what" if by_us && self.has(&["less", "rarer"]) && !self.has(PAST) => Some(Measures),
            "what" if by_us && (ahead && self.future() || since) && self.has(IMPROVE) => Some(Measures),
            "how" if by_us && ahead && self.future() && (self.has(IMPROVE) || self.has(FIX)) => {
                Some(Measures)
            }
            "what" | "who" if self.has(CAUSE) && !self.has(NOT) => Some(Cause),
            "how" | "what" if self.fixed() => Some(Cause),
            "how" | "when" | "who" if self.noticed() => Some(Detection),
            "how" | "what" | "which" | "who" if self.has(HIT) => Some(Impact),
            "when" if self.has(&["happen", "happened"]) && !self.has(NOT) => Some(Timeline),
            "how" if self.has(&["played", "unfolded", "went"]) && !self.has(NOT) => Some(Timeline),
            _ => None,
        }
    }

    /// Something that is yet to be done, and no `what is a shard`.
    fn future(&self) -> bool {
        self.has(&[
            "going", "gonna", "intend", "ll", "plan", "planned", "planning", "should", "will",
        ]) || self.has(&["changing", "doing", "fixing", "improving", "addressing"])
            || self.has(&["can"]) && self.has(&["be", "we"])
    }

    /// `why it failed`, `how did this happen`; not `why did it take so long`, nor `how long was it down`.
    fn caused(&self) -> bool {
        let other = [
            "again", "early", "far", "long", "many", "much", "often", "over", "soon", "will",
        ];
        self.has(HAPPEN) && !self.has(NOT) && !self.has(&other)
    }

    /// `how it was fixed`, `what did we do to fix it`
    fn fixed(&self) -> bool {
        let told = self.0.first() == Some(&"how") && !self.has(&["to"])
            || self.has(PAST)
            || self.0.get(1).is_some_and(|word| FIX.contains(word));
        let other = ["can", "could", "long", "many", "much", "should", "will", "would"];
        told && self.has(FIX) && !self.has(NOT) && !self.has(&other)
    }

    /// `how did we notice`; not `how could we have noticed sooner`.
    fn noticed(&self) -> bool {
        let other = [
            "can", "could", "earlier", "faster", "have", "long", "should", "sooner", "will",
        ];
        self.has(NOTICE) && !self.has(NOT) && !self.has(&other)
    }

    /// `Preventing a repeat`, `Making sure that it does not happen again`, `Steps to avoid this`
    fn promised(&self) -> bool {
        let first = self.0.first().copied().unwrap_or_default();
        let purpose = self.0.windows(2).any(|pair| {
            pair.first() == Some(&"to") && pair.get(1).is_some_and(|word| PREVENT.contains(word))
        });
        let nouns = [
            "actions", "changes", "measures", "plan", "plans", "steps", "tasks", "things", "ways", "work",
        ];
        // `We'll do`, `Things that we are changing`
        let ours = self.has(&["we"]) && self.has(AHEAD) && self.future() && !self.has(PAST) && !self.has(NOT);
        PROMISE.contains(&first)
            || ours && self.has(IMPROVE) && (nouns.contains(&first) || first == "we")
            || purpose && (first == "to" || self.has(&nouns))
            || self.recurs() && !self.has(&["did", "happened", "why"]) && self.0.len() > 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_by_classes_of_words() {
        for (heading, kind) in [
            ("why did it happen", Some(Cause)),
            ("why the login broke", Some(Cause)),
            ("how did this happen", Some(Cause)),
            ("what caused it", Some(Cause)),
            ("what led to the outage", Some(Cause)),
            ("how was it resolved", Some(Cause)),
            ("what did we do to fix it", Some(Cause)),
            ("why we publish this", None),
            ("why did it take so long to answer", None),
            ("why did nobody notice", None),
            ("how long was the site down", None),
            ("what is a shard", None),
            ("how does the cache work", None),
            ("what we will do", Some(Measures)),
            ("what we re changing", Some(Measures)),
            ("what are we doing about it", Some(Measures)),
            ("what have we done since", Some(Measures)),
            ("how will we prevent this", Some(Measures)),
            ("how are we preventing it", Some(Measures)),
            ("how can we make sure this doesn t happen again", Some(Measures)),
            ("preventing this from happening again", Some(Measures)),
            ("steps to avoid a repeat", Some(Measures)),
            ("how do we make a repeat less likely or less bad", Some(Measures)),
            ("what we re gonna change", Some(Measures)),
            ("how can you make an outage less painful", None),
            ("making sure it does not happen again", Some(Measures)),
            ("what was preventing the logins", None),
            ("what should you do", None),
            ("how you can prevent this", None),
            ("who will review this", None),
            ("how to fix it", None),
            ("what is the vendor doing", None),
            ("why it happened again", None),
            ("how did we notice", Some(Detection)),
            ("when was it discovered", Some(Detection)),
            ("how could we have noticed sooner", None),
            ("who was hit", Some(Impact)),
            ("which services were affected", Some(Impact)),
            ("what did we learn", Some(Lessons)),
            ("what didn t go well", Some(Lessons)),
            ("what could have gone better", Some(Lessons)),
            ("where did we get lucky", Some(Lessons)),
        ] {
            assert_eq!(super::heading(heading), kind, "{heading}");
        }
    }
}
