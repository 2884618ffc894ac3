//! The states of issues.

use crate::postmortem::actions;
use crate::vocabulary::ActionStatus;

/// What trackers call the state of an issue, and people do not in a postmortem.
const WORDS: &[(ActionStatus, &[&str])] = &[
    (ActionStatus::Done, &["accepted", "done done"]),
    (
        ActionStatus::Open,
        &[
            "opened",
            "new",
            "triage",
            "in triage",
            "needs triage",
            "unstarted",
            "assigned",
            "active",
            "ready",
            "ready for dev",
            "ready for development",
            "selected",
            "selected for development",
            "in development",
            "in testing",
            "testing",
            "in qa",
            "qa",
            "review",
            "waiting",
            "waiting for support",
            "waiting for customer",
        ],
    ),
    (
        ActionStatus::Dropped,
        &[
            "duplicate",
            "invalid",
            "declined",
            "obsolete",
            "cannot reproduce",
            "not a bug",
        ],
    ),
];

/// How far an issue of this state is; why it was closed, where that is said, tells what was done from what was not.
/// Of a state that only this tracker knows, the category says it.
pub(super) fn status(state: &str, reason: Option<&str>, category: Option<&str>) -> Option<ActionStatus> {
    let status = word(state).or_else(|| word(category?))?;
    let dropped = reason.and_then(word) == Some(ActionStatus::Dropped);
    Some(match status.is_done() && dropped {
        true => ActionStatus::Dropped,
        false => status,
    })
}

fn word(text: &str) -> Option<ActionStatus> {
    let text = text.trim().to_lowercase().replace(['_', '-'], " ");
    let known = WORDS.iter().find(|(_, words)| words.contains(&text.as_str()));
    known
        .map(|(status, _)| *status)
        .or_else(|| actions::status_in_words(&text))
}
