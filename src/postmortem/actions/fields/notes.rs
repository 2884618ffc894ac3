//! One note on an action: `Owner: Ann`, `due 2025-01-31`, `DONE in #12`, a ticket.

use super::spellings::{end_of_period, is_address, is_number, is_plain_ticket, priority, whole_date};
use super::{Fields, LinkIn, date, extra, kind, name, states};
use crate::text::blocks::Text;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) fn starts(words: &str, key: &str) -> bool {
    words
        .get(..key.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(key))
}

/// Remembers a ticket; its words stay where they say which one it is.
pub(super) fn track(words: &str, dest: &str, fields: &mut Fields) {
    if words != dest && !is_plain_ticket(words) {
        fields.extra.push(extra("Ticket", words, Some(dest)));
    }
    fields.link.get_or_insert_with(|| dest.to_owned());
}

/// Whether all that words around a link say is that it is one: `see #12`, `tracked in #12`.
pub(super) fn is_reference(plain: &str, words: &Range<usize>, link: &LinkIn) -> bool {
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
        .all(|word| LEADS.iter().any(|lead| lead.eq_ignore_ascii_case(word)))
}

/// Reads what an item or line below an action says of it: `Owner: Ana`, `Owner: Ana, due: 2025-01-31`, `Done in #12`, a
/// link alone. Gives whether it is such a note.
pub(in crate::postmortem::actions) fn attribute(text: &Text, links: &[LinkIn], fields: &mut Fields) -> bool {
    let plain = text.plain.trim();
    let whole = 0..text.plain.len();
    if let Some(link) = links.first() {
        let only = links.iter().all(|link| is_reference(&text.plain, &whole, link));
        if only
            || links.len() > 1
                && plain
                    .split_whitespace()
                    .all(|word| word.starts_with("http") || is_number(word))
        {
            track(
                text.plain.get(link.range.clone()).unwrap_or_default(),
                &link.dest,
                fields,
            );
            fields.extra.clear();
            return true;
        }
    }
    if is_address(plain) {
        fields.link.get_or_insert_with(|| plain.to_owned());
        return true;
    }
    if is_number(plain) {
        return true;
    }
    // `This has been done: see the list`
    let told = plain
        .split_once(':')
        .filter(|(told, _)| starts(told, "this ") || starts(told, "it "));
    if let Some(state) = states::note(told.map_or(plain, |(told, _)| told)) {
        fields.reach(state);
        return true;
    }
    let mut pieces = plain.split([',', ';', '|']);
    let keyed = plain.contains(':')
        && !plain.starts_with("http")
        && (note(plain, fields) || pieces.all(|piece| piece.contains(':') && note(piece.trim(), fields)));
    if let Some(link) = links.first().filter(|_| keyed) {
        fields.link.get_or_insert_with(|| link.dest.clone());
    }
    keyed
}

/// What the words behind the key of a note are.
#[derive(Clone, Copy)]
enum Key {
    Owner,
    Due,
    Priority,
    Status,
    Kind,
    Ticket,
}

static KEYS: LazyLock<Vec<(&str, Key)>> = LazyLock::new(|| {
    let keys = [
        (
            Key::Owner,
            "owner,owners,owned by,assignee,assignees,assigned to,assigned,responsible,dri,who",
        ),
        (
            Key::Due,
            "due,due date,due by,due on,deadline,target,target date,eta,by,when",
        ),
        (Key::Priority, "priority,prio"),
        (Key::Status, "status,state,progress"),
        (Key::Kind, "kind,type,category"),
        (Key::Ticket, "link,ticket,issue,tracker,tracking,pr,bug,jira"),
    ];
    let keys = keys
        .iter()
        .flat_map(|&(key, names)| names.split(',').map(move |name| (name, key)));
    keys.collect()
});

/// The longest key that a note begins with, and the words behind it.
fn key(words: &str) -> Option<(Key, &str)> {
    let first = words.bytes().next()?.to_ascii_lowercase();
    let alike = KEYS
        .iter()
        .filter(|(name, _)| name.as_bytes().first() == Some(&first));
    let found = alike
        .filter(|(name, _)| starts(words, name))
        .filter_map(|(name, key)| {
            let rest = words.get(name.len()..)?;
            rest.starts_with([':', ' ']).then_some((*key, rest))
        });
    let (key, rest) = found.min_by_key(|(_, rest)| rest.len())?;
    Some((key, rest.trim_start_matches([':', ' '])))
}

/// Reads one note; gives whether it is one.
pub(super) fn note(words: &str, fields: &mut Fields) -> bool {
    let (key, rest) = key(words).map_or((None, words), |(key, rest)| (Some(key), rest));
    match key {
        Some(Key::Owner) => {
            fields.owner = fields.owner.take().or_else(|| name(rest));
            // More than a few names is a sentence.
            return rest.split_whitespace().count() <= 8 && !rest.contains(". ");
        }
        Some(Key::Due) => {
            // `due to the outage of 2024-01-31` is no such date.
            let short =
                || date(rest).filter(|_| rest.split_whitespace().count() <= 4 && !starts(rest, "to "));
            let day = whole_date(rest).or_else(short);
            let end = day.is_none().then(|| end_of_period(rest)).flatten();
            if end.is_some() {
                fields.extra.push(extra("Due", rest, None));
            }
            fields.due = fields.due.or(day).or(end);
            return day.or(end).is_some();
        }
        Some(Key::Priority) => {
            fields.priority = fields.priority.take().or_else(|| name(rest));
            return true;
        }
        Some(Key::Status | Key::Kind | Key::Ticket) | None => {}
    }
    let (state, said) = match key {
        Some(Key::Status) => (states::cell(rest), rest),
        _ => (states::note(words), words),
    };
    if let Some(state) = state {
        if fields.reach(state) {
            fields.extra.push(extra("Status", said, None));
        }
        return true;
    }
    let named = match key {
        Some(Key::Kind) => rest,
        _ => words,
    };
    if let Some(kind) = kind(named) {
        fields.kind = fields.kind.or(Some(kind));
        return true;
    }
    if let Some(priority) = priority(words) {
        fields.priority.get_or_insert_with(|| priority.to_owned());
        return true;
    }
    let ticket = matches!(key, Some(Key::Ticket)).then_some(rest);
    let address = ticket.unwrap_or(words);
    if (address.starts_with("http://") || address.starts_with("https://"))
        && !address.contains(char::is_whitespace)
    {
        fields.link.get_or_insert_with(|| address.to_owned());
        return true;
    }
    if let Some(number) = ticket.filter(|ticket| is_number(ticket)) {
        fields.extra.push(extra("Ticket", number, None));
        return true;
    }
    if words.starts_with('@') && words.len() > 1 && words.split_whitespace().count() <= 3 {
        fields.owner = fields.owner.take().or_else(|| name(words));
        return true;
    }
    if is_number(words) {
        fields.extra.push(extra("Ticket", words, None));
        return true;
    }
    if starts(words, "end ")
        && let Some(end) = end_of_period(words)
    {
        fields.extra.push(extra("Due", words, None));
        fields.due = fields.due.or(Some(end));
        return true;
    }
    let day = whole_date(words);
    fields.due = fields.due.or(day);
    day.is_some()
}
