//! What stands in front of a task: a box, a state, a priority, a kind, an owner, a number.

use super::states::{sign, status};
use super::{Fields, name, notes, spellings};
use crate::text::blocks::Text;
use std::ops::Range;

/// Marks between what stands in front and the task.
const MARKS: [char; 7] = [' ', '-', '–', '—', ':', '*', '•'];
/// How many things are taken off the front.
const MAX: usize = 8;
/// How long a label may be.
const LONGEST: usize = 24;

/// Takes what stands in front off a task: `[x] …`, `DONE: …`, `[P1] …`, `@ana: …`, `Task 2: …`.
pub(super) fn take(text: &Text, rest: &mut Range<usize>, fields: &mut Fields) {
    for _ in 0..MAX {
        let plain = text.plain.get(rest.clone()).unwrap_or_default();
        let start = plain.trim_start_matches(MARKS);
        rest.start += plain.len() - start.len();
        let Some(length) = mark(start, fields)
            .or_else(|| bracket(start, fields))
            .or_else(|| word(text, start, rest.start, fields))
            .or_else(|| label(start, fields))
        else {
            return;
        };
        rest.start += length;
    }
}

/// A box or sign.
fn mark(start: &str, fields: &mut Fields) -> Option<usize> {
    let (status, after) = sign(start)?;
    fields.status = Some(status);
    Some(start.len() - after.len())
}

/// `[P1]`, `(done)`, `[Prevent]`
fn bracket(start: &str, fields: &mut Fields) -> Option<usize> {
    let close = match start.chars().next()? {
        '[' => ']',
        '(' => ')',
        _ => return None,
    };
    let end = start.find(close)?;
    let mut read = Fields::default();
    let known = notes::note(start.get(1..end)?, &mut read) && read.due.is_none() && start.len() > end + 1;
    known.then(|| {
        fields.fill(read);
        end + 1
    })
}

/// `@ana`, `DONE`, `P1`, **`HIGH`**: one word that stands out, or before a colon.
fn word(text: &Text, start: &str, at: usize, fields: &mut Fields) -> Option<usize> {
    let end = start.find([':', ' '])?;
    let word = start.get(..end)?;
    let after = start.get(end..)?;
    if word.len() > 1 && word.starts_with('@') {
        fields.owner = name(word);
        // `@ana to add …`
        let to = [" to ", " will "].iter().find(|to| after.starts_with(**to));
        return Some(end + to.map_or(0, |to| to.len()));
    }
    let capitals = || !word.contains(char::is_lowercase) && word.len() > 1;
    let strong = || text.part(at..at + end).all_strong();
    let dash = || [" - ", " – ", " — "].iter().any(|dash| after.starts_with(dash));
    let next = || after.trim_start_matches(MARKS).starts_with(char::is_uppercase);
    let stands_out = || capitals() || strong() && next() && !word.eq_ignore_ascii_case("complete");
    if let Some(status) = status(word).filter(|_| after.starts_with(':') || dash() || stands_out()) {
        fields.status = Some(status);
        return Some(end);
    }
    let priority = spellings::priority(word)?;
    let apart = after.starts_with(':') || dash() || (capitals() || strong()) && next();
    apart.then(|| {
        fields.priority = Some(priority.to_owned());
        end
    })
}

/// `In progress: …`, `Prevention: …`, `Task: …`, `Action item 2 - …`
fn label(start: &str, fields: &mut Fields) -> Option<usize> {
    let dash = || {
        start
            .as_bytes()
            .windows(3)
            .take(LONGEST + 1)
            .position(|mark| mark == b" - ")
    };
    let end = start.find(':').filter(|&end| end < LONGEST).or_else(dash)?;
    let words = start.get(..end)?;
    if let Some(status) = status(words) {
        fields.status = Some(status);
        return Some(end);
    }
    if let Some(kind) =
        spellings::kind(words).filter(|_| start.get(end..).is_some_and(|rest| rest.starts_with(':')))
    {
        fields.kind = Some(kind);
        return Some(end);
    }
    let lower = words.to_lowercase();
    let name = lower.trim_end_matches(|char: char| char.is_ascii_digit() || matches!(char, ' ' | '#' | '.'));
    matches!(
        name,
        "task" | "action" | "action item" | "ai" | "ai-" | "todo" | "follow-up" | "measure"
    )
    .then_some(end)
}
