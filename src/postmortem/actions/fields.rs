//! What the words of one action say beside the task: owner, date, state, kind, priority and ticket.

mod back;
mod front;
mod notes;
mod spellings;
mod states;
mod verbs;

use crate::record::Extra;
use crate::text::blocks::Text;
use crate::vocabulary::{ActionKind, ActionStatus};
use jiff::civil::Date;
pub(super) use notes::attribute;
pub(super) use spellings::{
    date, end_of_period, is_address, is_number, is_plain_ticket, kind, kind_of_list, name, whole_date,
};
pub use states::status;
pub(super) use states::{State, aside, cell, heading};
use std::ops::Range;
pub(super) use verbs::{begins_task, is_put_off, tells_of_deed};

/// A link in the words of an action.
#[derive(Debug, Clone)]
pub(super) struct LinkIn {
    /// Where its words are in the text.
    pub(super) range: Range<usize>,
    pub(super) dest: String,
}

/// What the words say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Fields {
    /// Where the task itself is in the text.
    pub(super) task: Range<usize>,
    pub(super) owner: Option<String>,
    pub(super) due: Option<Date>,
    pub(super) status: Option<ActionStatus>,
    pub(super) done_on: Option<Date>,
    pub(super) kind: Option<ActionKind>,
    pub(super) priority: Option<String>,
    pub(super) link: Option<String>,
    pub(super) extra: Vec<Extra>,
}

impl Fields {
    /// Adds what one more note tells; owners are joined. Gives false, and adds nothing, where it contradicts.
    fn join(&mut self, other: Self) -> bool {
        fn agree<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> bool {
            one.is_none() || other.is_none() || one == other
        }
        let fits = agree(self.due.as_ref(), other.due.as_ref())
            && agree(self.status.as_ref(), other.status.as_ref())
            && agree(self.done_on.as_ref(), other.done_on.as_ref())
            && agree(self.kind.as_ref(), other.kind.as_ref())
            && agree(self.priority.as_ref(), other.priority.as_ref())
            && agree(self.link.as_ref(), other.link.as_ref());
        if fits {
            if let (Some(owner), Some(second)) = (&mut self.owner, &other.owner) {
                owner.push_str(", ");
                owner.push_str(second);
            }
            self.fill(other);
        }
        fits
    }

    /// Takes from others what is not known yet.
    pub(super) fn fill(&mut self, other: Self) {
        self.owner = self.owner.take().or(other.owner);
        self.due = self.due.or(other.due);
        self.status = self.status.or(other.status);
        self.done_on = self.done_on.or(other.done_on);
        self.kind = self.kind.or(other.kind);
        self.priority = self.priority.take().or(other.priority);
        self.link = self.link.take().or(other.link);
        self.extra.extend(other.extra);
    }

    /// Takes how far the action is; gives whether the words say more, and are to be kept.
    pub(super) fn reach(&mut self, state: State) -> bool {
        self.status = self.status.or(Some(state.status));
        self.done_on = self.done_on.or(state.done_on);
        state.more
    }

    /// Whether they tell what only a task has: who does it, by when, what for, where it is tracked.
    pub(super) const fn tell(&self) -> bool {
        self.owner.is_some()
            || self.due.is_some()
            || self.done_on.is_some()
            || self.kind.is_some()
            || self.priority.is_some()
            || self.link.is_some()
    }
}

/// Words that are kept beside the task.
pub(super) fn extra(label: &str, value: &str, link: Option<&str>) -> Extra {
    Extra {
        label: label.to_owned(),
        value: value.trim().to_owned(),
        link: link.map(str::to_owned),
    }
}

/// How many notes are taken off the end of a task.
const MAX_NOTES: usize = 12;

/// Reads the words of an action.
pub(super) fn read(text: &Text, links: &[LinkIn]) -> Fields {
    let mut fields = Fields::default();
    let mut rest = 0..text.plain.trim_end().len();
    front::take(text, &mut rest, &mut fields);
    for _ in 0..MAX_NOTES {
        if !back::take_last(&text.plain, &mut rest, links, &mut fields) {
            break;
        }
    }
    if fields.link.is_none() {
        let tracker = links
            .iter()
            .find(|link| rest.contains(&link.range.start) && spellings::is_tracker(&link.dest));
        fields.link = tracker.map(|link| link.dest.clone());
    }
    // `Document the procedure **Done**`
    if fields.status.is_none()
        && let part = text.part(rest.clone())
        && let Some((state, at)) = states::aside(&part)
        && let before = part.plain.get(..at.start).unwrap_or_default()
        // In a sentence of capitals none stands out.
        && before.split_whitespace().next_back().is_some_and(|word| word.contains(char::is_lowercase))
        && part
            .plain
            .get(at.end..)
            .is_some_and(|after| !after.contains(char::is_alphanumeric))
    {
        fields.reach(state);
        rest.end = rest.start + before.trim_end().len();
    }
    // `~~Buy more hosts~~ not needed after all`
    if fields.status.is_none()
        && let Some(struck) = text.struck.first().filter(|struck| struck.start <= rest.start)
        && let Some(after) = text.plain.get(struck.end..rest.end)
        && let Some(state) = states::cell(after.trim())
    {
        fields.reach(state);
        rest.end = struck.end;
    }
    if fields.status.is_none() && text.all_struck(rest.clone()) {
        fields.status = Some(ActionStatus::Done);
    }
    fields.task = rest;
    fields
}
