//! The phrases and signs that are states.

use crate::postmortem::actions::boxes::{boxed, boxed_at_end};
use crate::vocabulary::ActionStatus;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Signs that are no boxes, each with the state that it is.
const SIGNS: &[(&str, ActionStatus)] = &[
    ("✅", ActionStatus::Done),
    ("✔", ActionStatus::Done),
    ("✓", ActionStatus::Done),
    ("⬜", ActionStatus::Open),
    ("🔲", ActionStatus::Open),
    ("❌", ActionStatus::Open),
    ("✗", ActionStatus::Open),
    ("✘", ActionStatus::Open),
    ("⏳", ActionStatus::Open),
    ("🚧", ActionStatus::Open),
];

/// The phrases in small letters that are states.
const PHRASES: &[(ActionStatus, &[&str])] = &[
    (
        ActionStatus::Done,
        &[
            "done",
            "all done",
            "now done",
            "already done",
            "complete",
            "completed",
            "accomplished",
            "finished",
            "closed",
            "merged",
            "implemented",
            "fixed",
            "resolved",
            "shipped",
            "released",
            "deployed",
            "delivered",
            "landed",
            "rolled out",
            "live",
            "already live",
            "in force",
            "in effect",
            "in place",
            "addressed",
            "achieved",
            "erledigt",
            "abgeschlossen",
            "umgesetzt",
            "behoben",
            "fait",
            "terminé",
            "terminée",
        ],
    ),
    (
        ActionStatus::Verified,
        &[
            "verified",
            "validated",
            "done and verified",
            "completed and verified",
            "fixed and verified",
        ],
    ),
    (
        ActionStatus::Open,
        &[
            "open",
            "todo",
            "to do",
            "not done",
            "not done yet",
            "not yet done",
            "not started",
            "not yet started",
            "not yet",
            "not fixed",
            "not completed",
            "not complete",
            "incomplete",
            "undone",
            "unresolved",
            "pending",
            "planned",
            "in progress",
            "inprogress",
            "work in progress",
            "ongoing",
            "started",
            "underway",
            "under way",
            "wip",
            "doing",
            "in review",
            "under review",
            "in flight",
            "blocked",
            "on hold",
            "paused",
            "deferred",
            "postponed",
            "delayed",
            "scheduled",
            "backlog",
            "in backlog",
            "outstanding",
            "reopened",
            "queued",
            "to be done",
            "accepted",
            "requested",
            "offen",
            "geplant",
            "in arbeit",
            "en cours",
            "à faire",
        ],
    ),
    (
        ActionStatus::Proposed,
        &[
            "proposed",
            "suggested",
            "proposal",
            "under consideration",
            "under discussion",
            "to be discussed",
            "to be decided",
        ],
    ),
    (
        ActionStatus::Dropped,
        &[
            "dropped",
            "wontfix",
            "won't fix",
            "wont fix",
            "will not fix",
            "won't do",
            "wont do",
            "will not do",
            "will not be done",
            "won't be done",
            "not doing",
            "not planned",
            "not pursued",
            "not needed",
            "not needed after all",
            "not applicable",
            "no longer needed",
            "no longer relevant",
            "no longer applicable",
            "cancelled",
            "canceled",
            "rejected",
            "declined",
            "obsolete",
            "abandoned",
            "discarded",
            "withdrawn",
            "wontdo",
            "not worth it",
            "skipped",
        ],
    ),
    (
        ActionStatus::Superseded,
        &["superseded", "replaced", "duplicate", "superseeded", "overtaken"],
    ),
];

/// The words of a phrase, and the state that it is.
type Phrase = (Vec<&'static str>, ActionStatus);

/// The phrases by their first letters.
static STATES: LazyLock<BTreeMap<u8, Vec<Phrase>>> = LazyLock::new(|| {
    let mut states = BTreeMap::<_, Vec<_>>::new();
    for &(status, phrases) in PHRASES {
        for phrase in phrases {
            let alike = states
                .entry(phrase.bytes().next().unwrap_or_default())
                .or_default();
            alike.push((phrase.split(' ').collect(), status));
        }
    }
    states
});

/// The phrases that begin with a word, in any letter case.
pub(super) fn beginning(word: &str) -> impl Iterator<Item = &'static Phrase> {
    let first = word.bytes().next().map(|first| first.to_ascii_lowercase());
    let alike = first.and_then(|first| STATES.get(&first));
    let alike = alike.map_or(&[][..], Vec::as_slice).iter();
    alike.filter(move |(phrase, _)| {
        phrase
            .first()
            .is_some_and(|first| first.eq_ignore_ascii_case(word))
    })
}

const fn of_box(ticked: bool) -> ActionStatus {
    match ticked {
        true => ActionStatus::Done,
        false => ActionStatus::Open,
    }
}

/// The sign that a text begins with, and what follows it.
pub(in crate::postmortem::actions::fields) fn sign(text: &str) -> Option<(ActionStatus, &str)> {
    // Most texts begin with a letter, which no sign does.
    if text.starts_with(|char: char| char.is_ascii() && !matches!(char, '[' | '(')) {
        return None;
    }
    if let Some((ticked, rest)) = boxed(text) {
        return Some((of_box(ticked), rest));
    }
    let (mark, state) = SIGNS.iter().find(|(mark, _)| text.starts_with(mark))?;
    let rest = text.get(mark.len()..)?.trim_start_matches('\u{fe0f}');
    Some((*state, rest))
}

/// The sign that a text ends with, and what is before it.
pub(in crate::postmortem::actions::fields) fn sign_at_end(text: &str) -> Option<(ActionStatus, &str)> {
    let bare = text.trim_end_matches('\u{fe0f}');
    if bare.ends_with(|char: char| char.is_ascii()) {
        return None;
    }
    if let Some((ticked, rest)) = boxed_at_end(bare) {
        return Some((of_box(ticked), rest));
    }
    let (mark, state) = SIGNS.iter().find(|(mark, _)| bare.ends_with(mark))?;
    let rest = bare.get(..bare.len() - mark.len())?;
    Some((*state, rest))
}
