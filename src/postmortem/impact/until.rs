//! What ended when something is said to have been so `until` a time: the outage, or only what somebody did not know.

use super::TimeKey;
use super::words::{LASTED, Lists, TROUBLE};

/// Whether a word says that what is told lasted up to a time.
pub(super) fn is_until(word: &str) -> bool {
    matches!(word, "until" | "till" | "til")
}

/// What a time behind `until` is, by the words before that one in their sentence; none where it is of something else.
pub(super) fn key(clause: &[&str]) -> Option<TimeKey> {
    /// What goes on, whatever it is.
    const GOES_ON: &[&str] = &[
        "continued",
        "continuing",
        "persisted",
        "persisting",
        "remained",
        "remaining",
        "stayed",
        "ongoing",
    ];
    const NOT: &[&str] = &["no", "not", "nobody", "none", "never", "t"];
    const ABLE: &[&str] = &[
        "able",
        "available",
        "could",
        "couldn",
        "can",
        "cannot",
        "work",
        "working",
        "worked",
        "reachable",
        "possible",
    ];
    let any = |list: &[&str]| clause.iter().any(|word| list.contains(word));
    let begins = |stems: &[&str]| {
        let of = |word: &&str| stems.iter().any(|stem| word.starts_with(stem));
        clause.iter().any(of)
    };
    let denied = any(NOT);
    if denied && begins(&["notic", "detect", "aware", "alert", "report"]) {
        return Some(TimeKey::Detected);
    }
    // Who did not know, answer or act until then.
    if denied
        && begins(&[
            "find",
            "found",
            "know",
            "knew",
            "identif",
            "hear",
            "receiv",
            "understood",
            "understand",
            "realis",
            "realiz",
            "answer",
            "respond",
            "repl",
            "react",
            "look",
        ])
    {
        return None;
    }
    let is_trouble = |word: &&str| {
        let lists = Lists::of(word);
        lists.has(LASTED) || lists.has(TROUBLE) && !NOT.contains(word)
    };
    // `down from 10:05 and until 11:30` was told before.
    // The verb was told before: `down from 10:05 and until 11:30`, `one hub was down until 10:15, another until 12:33`.
    let bare = clause.len() < 2
        || clause
            .iter()
            .all(|word| matches!(*word, "and" | "then" | "it" | "to" | "lasted" | "on" | "went"));
    let is_range = !denied && any(&["from", "since"]);
    if bare
        || is_range
        || any(GOES_ON)
        || any(ABLE) && denied
        || any(&["cannot", "unable"])
        || clause.iter().any(is_trouble)
    {
        return Some(TimeKey::Resolved);
    }
    None
}
