//! What ended when something is said to have been so `until` a time: the outage, or only what somebody did not know.

use super::TimeKey;
use super::words::{LASTED, Lists, TROUBLE};

const NOT: &[&str] = &["no", "not", "nobody", "none", "never", "t"];

/// With a denial: what users could not do. `t` is what is left of `couldn't`.
const ABLE: &[&str] = &[
    "able",
    "available",
    "can",
    "could",
    "couldn",
    "possible",
    "reachable",
    "work",
    "worked",
    "working",
];

/// With a denial: what nobody saw.
const SEEN: &[&str] = &["aware", "detect", "notic"];

/// With a denial: what nobody was told.
const TOLD: &[&str] = &["alert", "report"];

/// With a denial: what somebody did not know, hear or answer.
const KNOWN: &[&str] = &[
    "answer",
    "find",
    "found",
    "hear",
    "identif",
    "knew",
    "know",
    "look",
    "react",
    "realis",
    "realiz",
    "receiv",
    "replie",
    "reply",
    "respond",
    "understand",
    "understood",
];

/// What goes on, whatever it is.
const GOES_ON: &[&str] = &[
    "cannot",
    "continued",
    "continuing",
    "ongoing",
    "persisted",
    "persisting",
    "remained",
    "remaining",
    "stayed",
    "unable",
];

/// What may stand alone before `until`, where the verb was told before: `down from 10:05 and until 11:30`.
const BARE: &[&str] = &["and", "it", "lasted", "on", "then", "to", "went"];

/// Whether a word says that what is told lasted up to a time.
pub(super) fn is_until(word: &str) -> bool {
    matches!(word, "until" | "till" | "til")
}

/// What a time behind `until` is, by the words before that one in their sentence, in any order; none where it is of something else.
pub(super) fn key(clause: &[&str]) -> Option<TimeKey> {
    let any = |list: &[&str]| clause.iter().any(|word| list.contains(word));
    let begins = |stems: &[&str]| {
        let of = |word: &&str| stems.iter().any(|stem| word.starts_with(stem));
        clause.iter().any(of)
    };
    let is_trouble = |word: &&str| {
        let lists = Lists::of(word);
        lists.has(LASTED) || lists.has(TROUBLE) && !NOT.contains(word)
    };
    let denied = any(NOT);
    let unable = denied && any(ABLE);
    if denied && (begins(SEEN) || !unable && begins(TOLD)) {
        return Some(TimeKey::Detected);
    }
    if denied && begins(KNOWN) {
        return None;
    }
    // `one hub was down until 10:15, another until 12:33`
    let bare = clause.len() < 2 || clause.iter().all(|word| BARE.contains(word));
    let ranged = !denied && any(&["from", "since"]);
    let ends = bare || ranged || unable || any(GOES_ON) || clause.iter().any(is_trouble);
    ends.then_some(TimeKey::Resolved)
}
