//! What the words of one action say beside the task: owner, date, state, kind and ticket.

mod spellings;

use crate::text::blocks::Text;
use crate::text::clock;
use crate::vocabulary::{ActionKind, ActionStatus};
use jiff::civil::Date;
pub(super) use spellings::{date, kind, name, status};
use spellings::{is_name, is_ticket, is_tracker};
use std::ops::Range;

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
    pub(super) link: Option<String>,
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
            && agree(self.link.as_ref(), other.link.as_ref());
        if fits {
            if let (Some(owner), Some(second)) = (&mut self.owner, &other.owner) {
                owner.push_str(", ");
                owner.push_str(second);
            }
            merge(self, other);
        }
        fits
    }

    /// Whether they tell what only a task has: who does it, by when, what for, where it is tracked.
    pub(super) const fn tell(&self) -> bool {
        self.owner.is_some()
            || self.due.is_some()
            || self.done_on.is_some()
            || self.kind.is_some()
            || self.link.is_some()
    }
}

/// How many notes are taken off the end of a task.
const MAX_NOTES: usize = 12;

/// Reads the words of an action.
pub(super) fn read(text: &Text, links: &[LinkIn]) -> Fields {
    let mut fields = Fields::default();
    let mut rest = 0..text.plain.trim_end().len();
    front(&text.plain, &mut rest, &mut fields);
    for _ in 0..MAX_NOTES {
        if !back(&text.plain, &mut rest, links, &mut fields) {
            break;
        }
    }
    if fields.link.is_none() {
        let tracker = links
            .iter()
            .find(|link| rest.contains(&link.range.start) && is_tracker(&link.dest));
        fields.link = tracker.map(|link| link.dest.clone());
    }
    if fields.status.is_none() && text.all_struck(rest.clone()) {
        fields.status = Some(ActionStatus::Done);
    }
    fields.task = rest;
    fields
}

/// Takes a box, a state or an owner off the front: `[x] …`, `DONE: …`, `@ana: …`, `Task: …`.
fn front(plain: &str, rest: &mut Range<usize>, fields: &mut Fields) {
    loop {
        let text = plain.get(rest.clone()).unwrap_or_default();
        let start = text.trim_start_matches([' ', '-', '–', '—', ':', '*', '•']);
        rest.start += text.len() - start.len();
        let boxes = [
            ("[ ]", false),
            ("[]", false),
            ("☐", false),
            ("[x]", true),
            ("[X]", true),
            ("☑", true),
            ("✅", true),
        ];
        if let Some((mark, done)) = boxes.iter().find(|(mark, _)| start.starts_with(mark)) {
            rest.start += mark.len();
            fields.status = Some(if *done {
                ActionStatus::Done
            } else {
                ActionStatus::Open
            });
            continue;
        }
        let end = start.find([':', ' ']).unwrap_or(start.len());
        let word = start.get(..end).unwrap_or_default();
        let marked = start.get(end..).unwrap_or_default().starts_with(':');
        if word.len() > 1 && word.starts_with('@') {
            fields.owner = name(word);
        } else if marked && let Some(status) = status(word) {
            fields.status = Some(status);
        } else if !marked || !["task", "action", "action item"].contains(&word.to_lowercase().as_str()) {
            return;
        }
        rest.start += end;
    }
}

/// Takes one note off the end: a bracket, a link, an owner, `due …` behind a comma or dash. Gives whether it did.
fn back(plain: &str, rest: &mut Range<usize>, links: &[LinkIn], fields: &mut Fields) -> bool {
    let text = plain.get(rest.clone()).unwrap_or_default().trim_end();
    let trimmed = text.trim_end_matches(['.', ',', ';', ' ', '-', '–', '—', '|', '/']);
    let end = rest.start + trimmed.len();
    if let Some(open) = bracket(trimmed) {
        let inner = rest.start + open + 1..end - 1;
        return match notes(plain, inner, links, fields) {
            true => cut(plain, rest, rest.start + open),
            false => false,
        };
    }
    if let Some(link) = links
        .iter()
        .rev()
        .find(|link| link.range.end == end && link.range.start >= rest.start)
    {
        let words = plain.get(link.range.clone()).unwrap_or_default();
        if link.range.start > rest.start && is_ticket(words, &link.dest) {
            fields.link.get_or_insert_with(|| link.dest.clone());
            return cut(plain, rest, link.range.start);
        }
    }
    let last = trimmed.rfind([' ', '\u{a0}']).map_or(0, |at| at + 1);
    let word = trimmed.get(last..).unwrap_or_default();
    if last > 0 && (word.starts_with('@') && word.len() > 1 && fields.owner.is_none() || is_tracker(word)) {
        note(word, None, fields);
        return cut(plain, rest, rest.start + last);
    }
    let marks = [" - ", " – ", " — ", "; ", ", ", " | ", ". ", " due "];
    // Looked for from the end, at the bytes with which they begin.
    let may = |at: &usize| matches!(trimmed.as_bytes().get(*at), Some(b' ' | b';' | b',' | b'.'));
    let last = (1..trimmed.len()).rev().filter(may).find_map(|at| {
        let rest = trimmed.get(at..)?;
        let mark = marks.iter().find(|mark| rest.starts_with(**mark))?;
        Some((at, *mark))
    });
    if let Some((at, mark)) = last {
        let from = if mark == " due " { at + 1 } else { at + mark.len() };
        let words = trimmed.get(from..).unwrap_or_default();
        let keyed = words.contains(':') || words.starts_with("due ") || words == "DONE";
        if keyed && !words.contains("://") && note(words, None, fields) {
            return cut(plain, rest, rest.start + at);
        }
    }
    false
}

/// Ends the task before a note.
fn cut(plain: &str, rest: &mut Range<usize>, at: usize) -> bool {
    let text = plain.get(rest.start..at).unwrap_or_default();
    rest.end = rest.start
        + text
            .trim_end_matches([' ', ',', ';', '-', '–', '—', '|', '(', ':'])
            .len();
    true
}

/// Where the bracket opens that a text ends with.
fn bracket(text: &str) -> Option<usize> {
    let (open, close) = match text.chars().last()? {
        ')' => ('(', ')'),
        ']' => ('[', ']'),
        _ => return None,
    };
    let mut depth = 0usize;
    for (at, char) in text.char_indices().rev() {
        if char == close {
            depth += 1;
        } else if char == open {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// Reads the notes in a bracket; gives whether all of it was understood.
fn notes(plain: &str, inner: Range<usize>, links: &[LinkIn], fields: &mut Fields) -> bool {
    let text = plain.get(inner.clone()).unwrap_or_default();
    if text.matches([',', ';', '|']).count() > MAX_NOTES {
        return false;
    }
    let mut read = Fields::default();
    let mut names = Vec::new();
    let mut unread = false;
    let mut at = inner.start;
    for piece in text.split([',', ';', '|']) {
        let range = at..at + piece.len();
        at = range.end + 1;
        let link = links
            .iter()
            .find(|link| link.range.start >= range.start && link.range.end <= range.end);
        let words = piece.trim().trim_end_matches('.');
        if let Some(link) = link.filter(|link| !is_reference(plain, &range, link)) {
            // The words say more than where the ticket is, and stay.
            read.link.get_or_insert_with(|| link.dest.clone());
            unread = true;
            continue;
        }
        let mut one = Fields::default();
        if !note(words, link, &mut one) || !read.join(one) {
            names.push(words);
        }
    }
    let has_fields =
        read.owner.is_some() || read.due.is_some() || read.link.is_some() || read.done_on.is_some();
    if let [only] = names.as_slice()
        && has_fields
        && read.owner.is_none()
        && is_name(only)
    {
        read.owner = name(only);
        names.clear();
    }
    let all = names.is_empty() && !unread && read != Fields::default();
    if all || has_fields {
        merge(fields, read);
    }
    all
}

/// Whether all that words around a link say is that it is one: `see #12`, `tracked in #12`.
fn is_reference(plain: &str, words: &Range<usize>, link: &LinkIn) -> bool {
    const LEADS: &[&str] = &[
        "see", "cf", "issue", "ticket", "bug", "jira", "link", "pr", "mr", "pull", "request", "tracked",
        "tracking", "tracker", "filed", "opened", "in", "as", "at", "the", "on", "github",
    ];
    let around = [words.start..link.range.start, link.range.end..words.end]
        .into_iter()
        .filter_map(|range| plain.get(range));
    around
        .flat_map(|text| text.split(|char: char| !char.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .all(|word| LEADS.contains(&word.to_lowercase().as_str()))
}

fn merge(fields: &mut Fields, read: Fields) {
    fields.owner = fields.owner.take().or(read.owner);
    fields.due = fields.due.or(read.due);
    fields.status = fields.status.or(read.status);
    fields.done_on = fields.done_on.or(read.done_on);
    fields.kind = fields.kind.or(read.kind);
    fields.link = fields.link.take().or(read.link);
}

/// Reads `Owner: Ana`, alone in an item below the action; gives whether it is such a note.
pub(super) fn attribute(text: &Text, links: &[LinkIn], fields: &mut Fields) -> bool {
    let link = links
        .first()
        .filter(|link| is_reference(&text.plain, &(0..text.plain.len()), link));
    text.plain.contains(':') && !text.plain.starts_with("http") && note(text.plain.trim(), link, fields)
}

/// Reads one note; gives whether it is one.
fn note(words: &str, link: Option<&LinkIn>, fields: &mut Fields) -> bool {
    let lower = words.to_lowercase();
    let after = |keys: &[&str]| {
        let key = keys.iter().filter(|key| {
            lower
                .strip_prefix(**key)
                .is_some_and(|rest| rest.starts_with([':', ' ']))
        });
        let length = key.map(|key| key.len()).max()?;
        Some(words.get(length..)?.trim_start_matches([':', ' ']))
    };
    if let Some(rest) = after(&["owner", "owners", "assignee", "assigned to", "responsible", "who"]) {
        fields.owner = fields.owner.take().or_else(|| name(rest));
        return true;
    }
    if let Some(rest) = after(&[
        "due",
        "due date",
        "due by",
        "due on",
        "deadline",
        "target date",
        "eta",
        "by",
        "when",
    ]) {
        let date = date(rest);
        fields.due = fields.due.or(date);
        return date.is_some();
    }
    if let Some(rest) = after(&[
        "done",
        "done on",
        "completed",
        "completed on",
        "closed",
        "closed on",
        "finished",
    ]) && let Some(date) = date(rest)
    {
        fields.status = Some(ActionStatus::Done);
        fields.done_on = fields.done_on.or(Some(date));
        return true;
    }
    if let Some(status) = after(&["status", "state"]).map_or_else(|| status(words), status) {
        fields.status = fields.status.or(Some(status));
        return true;
    }
    if let Some(kind) = after(&["kind", "type"]).map_or_else(|| kind(words), kind) {
        fields.kind = fields.kind.or(Some(kind));
        return true;
    }
    if let Some(link) = link {
        fields.link.get_or_insert_with(|| link.dest.clone());
        return true;
    }
    let address = after(&["link", "ticket", "issue", "tracker", "pr", "bug", "jira"]).unwrap_or(words);
    if (address.starts_with("http://") || address.starts_with("https://"))
        && !address.contains(char::is_whitespace)
    {
        fields.link.get_or_insert_with(|| address.to_owned());
        return true;
    }
    if words.starts_with('@') && words.len() > 1 && words.split_whitespace().count() <= 3 {
        fields.owner = fields.owner.take().or_else(|| name(words));
        return true;
    }
    let stamp = clock::leading(words).filter(|stamp| stamp.body == words.len());
    let day = stamp.and_then(|_| date(words));
    fields.due = fields.due.or(day);
    day.is_some()
}
