//! What an entry of a timeline tells: from a label, else from its words.

mod words;

use crate::vocabulary::EntryKind;
use std::sync::LazyLock;
use words::{BASES, LABELS, RESTORED, STILL, STRONG, WEAK};

/// A label at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// What it says the entry tells; None for one that says only that something was done.
    pub kind: Option<EntryKind>,
    /// The first byte after the label and what parts it from the text.
    pub end: usize,
}

/// The longest label in bytes; the longest question of the brief is shorter.
const LONGEST: usize = 80;
/// How much of an entry's text is looked through for words.
const LOOKED_AT: usize = 320;

/// Reads the label that a text begins with: `Misleading: …`, `[escalated] …`, `Detected - …`.
#[must_use]
pub fn label(text: &str) -> Option<Label> {
    let start = text.find(char::is_alphanumeric)?;
    let rest = text.get(start..)?;
    let bracket = text
        .get(..start)?
        .chars()
        .next_back()
        .filter(|char| matches!(char, '[' | '('));
    let close = match bracket {
        Some('[') => rest.find(']')?,
        Some(_) => rest.find(')')?,
        None => first_mark(rest)?,
    };
    let kind = find(rest.get(..close)?)?;
    let after = text.get(start + close..)?;
    let body = after.trim_start_matches(|char: char| {
        char.is_whitespace()
            || matches!(
                char,
                ':' | '-' | ']' | ')' | '?' | '=' | '\u{2013}' | '\u{2014}' | '\u{2192}'
            )
    });
    Some(Label {
        kind,
        end: text.len() - body.len(),
    })
}

/// Whether a whole line is a label, with or without a colon or a question mark after it.
#[must_use]
pub fn whole(text: &str) -> Option<Option<EntryKind>> {
    let text = text.trim_matches(|char: char| !char.is_alphanumeric());
    find(text)
}

/// A label before a time without a colon between them: `Detected at …`, `First identified at …`.
#[must_use]
pub fn before_time(text: &str) -> Option<Option<EntryKind>> {
    let text = text
        .trim()
        .trim_end_matches([':', '-', '(', ',', ' ', '\u{2013}', '\u{2014}']);
    let text = ["at", "on", "around", "time"].iter().fold(text, |text, word| {
        text.strip_suffix(word)
            .filter(|rest| rest.ends_with(' '))
            .map_or(text, str::trim_end)
    });
    find(text)
}

/// Concludes from the words of a text what it tells; `note` where no word says.
#[must_use]
pub fn infer(text: &str) -> EntryKind {
    let text = lower(text);
    let mut strong: Option<usize> = None;
    let mut weak = None;
    let mut inside = false;
    for (at, char) in text.char_indices() {
        let starts = char.is_alphanumeric() && !inside;
        inside = char.is_alphanumeric();
        let Some(phrases) = PHRASES
            .get(usize::try_from(u32::from(char)).unwrap_or(usize::MAX))
            .filter(|_| starts)
        else {
            continue;
        };
        for &(rank, phrase) in phrases {
            let better = strong.is_none_or(|strong| rank < strong) && (rank < STRONG.len() || weak.is_none());
            if better && begins(&text, at, phrase) && !denied(text.get(..at).unwrap_or_default()) {
                if rank < STRONG.len() {
                    strong = Some(rank);
                } else {
                    weak = Some(rank - STRONG.len());
                }
            }
        }
    }
    let strong = strong.and_then(|rank| STRONG.get(rank));
    let found = strong.or_else(|| WEAK.get(weak?));
    found.map_or(EntryKind::Note, |&(kind, _)| kind)
}

/// All phrases by their first letter, each with the place of its kind: the strong ones first, so that one
/// pass over a text finds what decides.
static PHRASES: LazyLock<Vec<Vec<(usize, &str)>>> = LazyLock::new(|| {
    let mut letters = vec![Vec::new(); 128];
    for (rank, (_, phrases)) in STRONG.iter().chain(WEAK).enumerate() {
        for phrase in split(phrases) {
            let first = phrase.bytes().next().map(usize::from);
            if let Some(letter) = first.and_then(|first| letters.get_mut(first)) {
                letter.push((rank, phrase));
            }
        }
    }
    letters
});

/// Whether a text tells that something works again.
#[must_use]
pub fn restored(text: &str) -> bool {
    let text = lower(text);
    let fails = split(STILL).any(|phrase| position(&text, phrase).is_some());
    !fails && split(RESTORED).any(|phrase| position(&text, phrase).is_some())
}

fn lower(text: &str) -> String {
    let end = (0..=LOOKED_AT.min(text.len()))
        .rev()
        .find(|&end| text.is_char_boundary(end))
        .unwrap_or(0);
    text.get(..end)
        .unwrap_or_default()
        .to_lowercase()
        .replace(['\u{2019}', '\u{2011}'], "'")
}

/// The phrases of a list with commas between them.
fn split(phrases: &'static str) -> impl Iterator<Item = &'static str> {
    phrases.split(',').map(str::trim)
}

/// Where a phrase begins, as the beginning of a word.
fn position(text: &str, phrase: &str) -> Option<usize> {
    let words = phrase.trim_end_matches('|');
    text.match_indices(words).map(|(at, _)| at).find(|&at| {
        let before = text.get(..at).unwrap_or_default();
        !before.ends_with(char::is_alphanumeric) && begins(text, at, phrase) && !denied(before)
    })
}

/// Whether a phrase stands at a place. A `|` at its end asks for the end of a word there.
fn begins(text: &str, at: usize, phrase: &str) -> bool {
    let words = phrase.trim_end_matches('|');
    let rest = text.get(at..).and_then(|rest| rest.strip_prefix(words));
    rest.is_some_and(|rest| words.len() == phrase.len() || !rest.starts_with(char::is_alphanumeric))
}

/// Whether what follows is said not to be so, or not yet: `not resolved`, `until the error is resolved`.
fn denied(before: &str) -> bool {
    let clause = before
        .rsplit(['.', ';', ':', ',', '!', '?'])
        .next()
        .unwrap_or_default();
    let mut words = clause.rsplit(' ').filter(|word| !word.is_empty()).take(5);
    let near = |word: &str| matches!(word, "not" | "never" | "cannot" | "couldn't" | "wasn't" | "isn't");
    let far = |word: &str| matches!(word, "until" | "unless" | "unable");
    words.by_ref().take(2).any(|word| near(word) || far(word)) || words.any(far)
}

/// The end of the words before the first colon, dash with spaces or question mark.
fn first_mark(text: &str) -> Option<usize> {
    text.char_indices()
        .take_while(|&(at, _)| at <= LONGEST)
        .find_map(|(at, char)| match char {
            ':' | '?' | '\u{2014}' => Some(at),
            '-' | '\u{2013}' => {
                let spaced = text.get(..at).is_some_and(|before| before.ends_with(' '))
                    && text
                        .get(at + char.len_utf8()..)
                        .is_some_and(|after| after.starts_with(' '));
                spaced.then_some(at)
            }
            _ => None,
        })
}

/// Looks a label up: as it stands, and without the words that only surround it.
fn find(words: &str) -> Option<Option<EntryKind>> {
    if words.len() > LONGEST {
        return None;
    }
    let words: String = words
        .to_lowercase()
        .chars()
        .map(|char| {
            if char.is_alphanumeric() || char == '/' {
                char
            } else {
                ' '
            }
        })
        .collect();
    let words: Vec<&str> = words.split_whitespace().collect();
    let joined = words.join(" ");
    if let Some(&(_, kind)) = LABELS.iter().find(|(label, _)| *label == joined) {
        return Some(kind);
    }
    let front = words
        .iter()
        .take_while(|word| {
            matches!(
                **word,
                "issue" | "incident" | "problem" | "outage" | "the" | "initial" | "first" | "was" | "is"
            )
        })
        .count();
    let back = words
        .iter()
        .rev()
        .take_while(|word| {
            matches!(
                **word,
                "time"
                    | "method"
                    | "at"
                    | "to"
                    | "on"
                    | "taken"
                    | "path"
                    | "paths"
                    | "by"
                    | "process"
                    | "steps"
                    | "the"
                    | "issue"
                    | "incident"
                    | "outage"
                    | "problem"
            )
        })
        .count();
    let core = words.get(front..words.len().saturating_sub(back))?;
    let core = core
        .iter()
        .filter(|word| !matches!(**word, "was" | "were" | "is" | "issue" | "incident"))
        .copied()
        .collect::<Vec<_>>()
        .join(" ");
    BASES
        .iter()
        .find(|(_, bases)| split(bases).any(|base| base == core))
        .map(|&(kind, _)| Some(kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use EntryKind::*;

    #[test]
    fn labels_at_the_start() {
        for (text, kind, body) in [
            ("Misleading: the cache", Misleading, "the cache"),
            (
                "[escalated] to the network team",
                Escalated,
                "to the network team",
            ),
            ("Detected - an alarm", Detected, "an alarm"),
            ("Issue detected: Monitoring alert", Detected, "Monitoring alert"),
            ("\u{1f6a8} Issue Detected: alarm", Detected, "alarm"),
            ("Misleading Path: checked", Misleading, "checked"),
            ("Issue resolved \u{2013} pool mended", Resolved, "pool mended"),
            ("(mitigated) traffic moved", Mitigated, "traffic moved"),
            ("Root cause identified: a typo", Identified, "a typo"),
        ] {
            let found = label(text).unwrap_or_else(|| panic!("no label in {text:?}"));
            assert_eq!(found.kind, Some(kind), "{text:?}");
            assert_eq!(&text[found.end..], body, "{text:?}");
        }
        for text in [
            "The detected errors: 500",
            "Server log: empty",
            "Restarted nginx - no change",
            "detected the outage",
            "",
        ] {
            assert_eq!(label(text), None, "{text:?}");
        }
    }

    #[test]
    fn whole_lines_and_the_questions_of_the_brief() {
        assert_eq!(whole("When was the issue detected?"), Some(Some(Detected)));
        assert_eq!(whole("Escalation:"), Some(Some(Escalated)));
        assert_eq!(whole("Actions Taken:"), Some(None));
        assert_eq!(
            whole("Misleading investigation/debugging paths that were taken"),
            Some(Some(Misleading))
        );
        assert_eq!(
            whole("which team/individuals was the incident escalated to"),
            Some(Some(Escalated))
        );
        assert_eq!(whole("how the incident was resolved"), Some(Some(Resolved)));
        assert_eq!(whole("The servers were slow"), None);
        assert_eq!(before_time("First identified at "), Some(Some(Detected)));
        assert_eq!(before_time("Detected at "), Some(Some(Detected)));
        assert_eq!(before_time("We restarted nginx at "), None);
    }

    #[test]
    fn kinds_from_words() {
        for (text, kind) in [
            ("Monitoring alert: latency above two seconds", Detected),
            ("On-call was paged by the uptime probe", Detected),
            ("An engineer noticed failing logins", Detected),
            ("A customer complained that checkout shows an error", Reported),
            ("Users report blank pages", Reported),
            ("Support opened a ticket", Reported),
            ("On-call acknowledged the page", Acknowledged),
            ("Began investigating the web tier", Investigating),
            ("Checked the logs of the proxy", Investigating),
            ("Suspected a DDoS attack", Hypothesis),
            ("Initial theory was a memory leak", Hypothesis),
            ("We assumed the database was overloaded", Hypothesis),
            ("Suspected the network; no issue found", Misleading),
            ("The disk alarm was a red herring", Misleading),
            ("Network ruled out after all checks passed", Misleading),
            ("Escalated to the database team", Escalated),
            ("The storage vendor was called in", Escalated),
            ("Passed to the platform team", Escalated),
            ("Root cause identified: a wrong port", Identified),
            ("Discovered that the certificate had expired", Identified),
            ("Logs revealed a typo in the file name", Identified),
            ("Restarted nginx on both hosts", Action),
            ("Rolled back the release", Action),
            ("Deployed a hotfix", Action),
            ("Traffic partially restored", Mitigated),
            ("Services gradually recovered", Mitigated),
            ("Service fully restored", Resolved),
            ("Incident closed", Resolved),
            ("All systems back to normal", Resolved),
            ("Status page updated", Communicated),
            ("Outage begins", ImpactStarted),
            ("The site goes down", ImpactStarted),
            ("Postmortem scheduled", FollowUp),
            ("Lunch", Note),
            ("The error is not resolved; escalated to Ana", Escalated),
            ("Unresolved alarms remain", Detected),
            ("Servers were reverted until the error is resolved", Action),
            ("Assumed the root cause was a DDoS attack", Hypothesis),
            ("A restart did not restore traffic", Action),
        ] {
            assert_eq!(infer(text), kind, "{text}");
        }
    }

    #[test]
    fn phrases_are_written_as_they_are_looked_for() {
        for (_, phrases) in STRONG.iter().chain(WEAK) {
            for phrase in split(phrases) {
                assert_eq!(phrase, phrase.to_lowercase());
                assert!(!phrase.is_empty());
            }
        }
    }
}
