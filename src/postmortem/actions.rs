//! The actions of a body: items, rows and lines under the measures, with what each says of itself.

mod boxes;
mod collect;
mod columns;
mod fields;
mod items;
mod nothing;
mod parts;
mod plain_lines;
#[cfg(test)]
mod tests;

pub use boxes::boxed;
pub use fields::status as status_in_words;
pub use plain_lines::begins_prose;

use super::document::Section;
use crate::record::Action;
use crate::source::Source;
use crate::text::blocks::Scan;
use std::collections::{BTreeMap, BTreeSet};

/// Reads the actions: those that the front matter alone states first, then those of the body, in the order of
/// the text. An action of the front matter with the same text is the same action; what it states wins.
///
/// `id` is the postmortem's, from which actions without an id get theirs.
#[must_use]
pub fn read(
    source: &Source,
    scan: &Scan,
    sections: &[Section],
    stated: Vec<Action>,
    id: &str,
) -> Vec<Action> {
    let mut body = collect::all(source, scan, sections);
    let mut places = BTreeMap::new();
    let compared = body.iter().enumerate().filter(|_| !stated.is_empty());
    for (index, action) in compared {
        places.entry(key(&action.task)).or_insert(index);
    }
    let mut all = Vec::with_capacity(stated.len() + body.len());
    for action in stated {
        match places
            .get(&key(&action.task))
            .and_then(|&index| body.get_mut(index))
        {
            Some(same) => merge(same, action),
            None => all.push(action),
        }
    }
    all.append(&mut body);
    name(&mut all, id);
    all
}

/// The words of a task, for comparing.
fn key(task: &str) -> String {
    let words = task
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Puts what the front matter says of an action over what the body says.
fn merge(same: &mut Action, stated: Action) {
    same.id = stated.id;
    same.owner = stated.owner.or(same.owner.take());
    same.due = stated.due.or(same.due);
    same.status = stated.status;
    same.done_on = stated.done_on.or(same.done_on);
    same.kind = stated.kind.or(same.kind);
    same.link = stated.link.or(same.link.take());
    same.priority = stated.priority.or(same.priority.take());
    same.outcome = stated.outcome;
    same.by = stated.by;
}

/// Gives an id to each action that states none: a hash of the postmortem's id and the task, and of how many
/// of the same words came before.
fn name(actions: &mut [Action], id: &str) {
    let mut seen: BTreeSet<String> = actions.iter().map(|action| action.id.clone()).collect();
    // How far those of the same words are counted.
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for action in actions.iter_mut().filter(|action| action.id.is_empty()) {
        action.id = hash(id, &action.task, 0);
        if seen.insert(action.id.clone()) {
            continue;
        }
        let again = counts.entry(action.task.clone()).or_default();
        while !seen.insert(action.id.clone()) {
            *again += 1;
            action.id = hash(id, &action.task, *again);
        }
    }
}

fn hash(id: &str, task: &str, again: usize) -> String {
    let mut hash = blake3::Hasher::new();
    hash.update(id.as_bytes()).update(b"\0").update(task.as_bytes());
    if again > 0 {
        hash.update(format!("\0{again}").as_bytes());
    }
    let hash = hash.finalize();
    let bytes = hash.as_bytes().iter().take(5);
    format!("{:010x}", bytes.fold(0, |id, byte| id << 8 | u64::from(*byte)))
}
