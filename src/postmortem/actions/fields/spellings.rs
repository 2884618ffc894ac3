//! Single words and short phrases of an action: states, kinds, dates, names and tickets.

use crate::text::clock::{self, Day};
use crate::vocabulary::{ActionKind, ActionStatus};
use jiff::civil::Date;

/// A state in words.
pub(in crate::postmortem::actions) fn status(words: &str) -> Option<ActionStatus> {
    let words = words
        .trim()
        .trim_matches(['.', '!', '*', '[', ']', '(', ')'])
        .to_lowercase();
    match words.as_str() {
        "done" | "complete" | "completed" | "accomplished" | "finished" | "closed" | "merged"
        | "implemented" | "yes" | "✅" | "☑" | "✔" | "✓" => Some(ActionStatus::Done),
        "open" | "todo" | "to do" | "pending" | "planned" | "in progress" | "in-progress" | "ongoing"
        | "wip" | "not started" | "started" => Some(ActionStatus::Open),
        "dropped" | "wontfix" | "won't fix" | "won’t fix" | "cancelled" | "canceled" | "rejected"
        | "obsolete" | "abandoned" => Some(ActionStatus::Dropped),
        _ => None,
    }
}

/// A kind in words.
pub(in crate::postmortem::actions) fn kind(words: &str) -> Option<ActionKind> {
    match words.trim().to_lowercase().as_str() {
        "detect" | "detection" => Some(ActionKind::Detect),
        "mitigate" | "mitigation" => Some(ActionKind::Mitigate),
        "prevent" | "prevention" | "preventive" | "preventative" => Some(ActionKind::Prevent),
        "process" | "process improvement" | "process improvements" => Some(ActionKind::Process),
        _ => None,
    }
}

/// The first date with a year in a text; none where day and month may be the other way round.
pub(in crate::postmortem::actions) fn date(text: &str) -> Option<Date> {
    clock::anywhere(text)
        .into_iter()
        .find_map(|stamp| match stamp.day {
            Some(Day::Date {
                year: Some(year),
                month,
                day,
                ambiguous: false,
            }) => Date::new(year, month, day).ok(),
            _ => None,
        })
}

/// A name without its sign; None for a placeholder.
pub(in crate::postmortem::actions) fn name(words: &str) -> Option<String> {
    let words = words
        .trim()
        .trim_start_matches('@')
        .trim_matches(['*', '_', '.', ':', ' ']);
    let unknown =
        ["", "-", "–", "—", "tbd", "n/a", "none", "unassigned", "?"].contains(&words.to_lowercase().as_str());
    (!unknown).then(|| words.to_owned())
}

/// Whether words look like the name of a person or a team.
pub(super) fn is_name(words: &str) -> bool {
    let count = words.split_whitespace().count();
    (1..=4).contains(&count) && words.starts_with(char::is_uppercase) && !words.contains(['.', '/', '"'])
}

/// Whether the words of a link, or its address, say that it is a ticket.
pub(super) fn is_ticket(words: &str, dest: &str) -> bool {
    let lower = words.to_lowercase();
    let known = [
        "issue",
        "issues",
        "pr",
        "pull request",
        "ticket",
        "link",
        "link to issue",
        "bug",
        "tracker",
        "jira",
        "task",
    ];
    known.contains(&lower.trim()) || words.trim_start().starts_with('#') || words == dest && is_tracker(dest)
}

/// Whether a word is the address of a ticket.
pub(super) fn is_tracker(word: &str) -> bool {
    let parts = [
        "/issues/",
        "/issue/",
        "/pull/",
        "/pulls/",
        "/merge_requests/",
        "/browse/",
        "/ticket",
        "/tasks/",
        "tracker",
        "jira",
        "/bugs/",
        "show_bug",
    ];
    word.starts_with("http") && parts.iter().any(|part| word.contains(part))
}
