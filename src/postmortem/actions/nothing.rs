//! Words under the measures that ask for nothing: thanks, `No action items.`, what a template left to be filled in.

use crate::text::words::ByLetters;
use std::sync::LazyLock;

/// What a list says that has nothing in it.
const NONE: &[&str] = &[
    "nil",
    "none",
    "nothing",
    "n a",
    "na",
    "no",
    "not applicable",
    "tba",
    "tbd",
    "tbc",
    "todo",
];

/// Words that may stand in `No further action items were identified at this time`.
static NO: LazyLock<ByLetters> = LazyLock::new(|| {
    ByLetters::of(
        "action actions additional all and are at been below do far follow followups for from further have \
     here identified immediate improvements is item items left listed measures more necessary needed no \
     none nothing now open or other outstanding planned point present recorded remaining required so \
     specific task tasks there this time to todo todos up ups was were work yet",
    )
});

/// Words of a template that nobody filled in.
static TEMPLATE: LazyLock<ByLetters> = LazyLock::new(|| {
    ByLetters::of(
        "a action actions an as describe description details example fill for github here in insert issue \
     item items link lorem name needed of one owner placeholder summary task tasks tbd text the this \
     ticket title to todo two what your",
    )
});

/// Words with which a paragraph or an item begins that is about the report and its people.
static ABOUT: LazyLock<ByLetters> = LazyLock::new(|| {
    ByLetters::of(
        "author authors cc co-authored-by credits kudos reviewed-by reviewer reviewers signed-off-by \
     thank thanks thx",
    )
});

/// Words before thanks.
static BEFORE_THANKS: LazyLock<ByLetters> =
    LazyLock::new(|| ByLetters::of("a and big finally huge lastly many our special very with"));

/// Whether a text asks for nothing.
pub(super) fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    if !text.contains(char::is_alphanumeric) {
        return true;
    }
    let lower = text.to_lowercase();
    is_about(&lower) || is_none(&lower) || is_template(&lower) || is_question(&lower)
}

fn words(lower: &str) -> impl Iterator<Item = &str> {
    let words = lower.split(|char: char| !char.is_alphanumeric());
    words.filter(|word| !word.is_empty())
}

/// Thanks, and who wrote, read or is told of the report.
fn is_about(text: &str) -> bool {
    let mut first = text
        .split_whitespace()
        .map(|word| word.trim_matches(['*', '_', ':', ',', '!', '.']))
        .skip_while(|word| BEFORE_THANKS.contains(word));
    first
        .next()
        .is_some_and(|word| word == "/cc" || ABOUT.contains(word))
}

/// `Why did nobody notice?`
fn is_question(text: &str) -> bool {
    text.ends_with('?')
        && words(text)
            .next()
            .is_some_and(|first| matches!(first, "how" | "what" | "when" | "where" | "which" | "who" | "why"))
}

fn is_none(text: &str) -> bool {
    if text.len() > 90 {
        return false;
    }
    let Some(first) = words(text).next() else {
        return true;
    };
    // Most tasks begin with another word.
    if !matches!(first, "to" | "there") && !NONE.iter().any(|none| none.starts_with(first)) {
        return false;
    }
    let list: Vec<&str> = words(text).collect();
    let later = |last: &&str| {
        matches!(
            *last,
            "added" | "completed" | "decided" | "defined" | "determined" | "done" | "written"
        )
    };
    NONE.iter().any(|none| none.split(' ').eq(list.iter().copied()))
        || list.starts_with(&["to", "be"]) && (3..6).contains(&list.len()) && list.last().is_some_and(later)
        || matches!(first, "no" | "none" | "nothing" | "there")
            && list.iter().any(|word| matches!(*word, "no" | "none" | "nothing"))
            && list.iter().all(|word| NO.contains(word))
}

/// `{{ summary }} [link to issue]`, `<describe the action>`, `Action item 1`
fn is_template(text: &str) -> bool {
    if text.len() > 120 {
        return false;
    }
    let held = || text.contains(['{', '<', '[', '…']) || text.ends_with("...");
    let mut all = words(text);
    all.all(|word| TEMPLATE.contains(word) || word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'x'))
        && (words(text).nth(3).is_none() || held())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_ask_for_nothing() {
        for text in [
            "",
            "…",
            "None",
            "None.",
            "N/A",
            "n/a",
            "TBD",
            "No action items.",
            "None so far",
            "Nothing to do",
            "No further actions were identified at this time.",
            "There are no follow-ups.",
            "No follow-up needed",
            "To be determined",
            "Thanks everybody for the help.",
            "Many thanks to the storage team!",
            "A big thank you to all",
            "/cc @web-team",
            "cc: Ann",
            "Reviewed-by: Ann",
            "**Authors:** Ann",
            "Why did nobody notice?",
            "{{ summary }} [link to GitHub issue]",
            "<describe the action>",
            "Action item 1",
            "Task 2",
            "[Title]",
        ] {
            assert!(is_nothing(text), "{text}");
        }
        for text in [
            "No further deploys on Fridays",
            "Add a link",
            "Nothing pages on it yet",
            "None of the probes pages",
            "{{ Add a probe }} [link to GitHub issue]",
            "Link the runbooks",
            "Task queue: add a probe",
        ] {
            assert!(!is_nothing(text), "{text}");
        }
    }
}
