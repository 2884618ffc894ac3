//! Files that have moved since a list was written, known again by what was found in them.

use super::{Counts, Key, hash};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What more files than so many have in common tells nothing of one of them.
const FEW: usize = 32;

/// The path in the list of each file that has moved. It is one that the list does not know, in place of one that is not
/// there any more, with at least half of what was found in that one; a file of the same name goes first.
pub(super) fn find(
    listed: &Counts,
    found: &[(String, Key)],
    exists: impl Fn(&str) -> bool,
) -> BTreeMap<String, String> {
    let mut fresh = Counts::new();
    for (path, key) in found.iter().filter(|(path, _)| !listed.contains_key(path)) {
        *fresh
            .entry(path.clone())
            .or_default()
            .entry(key.clone())
            .or_default() += 1;
    }
    let mut moved = BTreeMap::new();
    if fresh.is_empty() {
        return moved;
    }
    let nothing = hash("");
    let mut named: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut with: BTreeMap<&Key, Vec<&str>> = BTreeMap::new();
    for (path, keys) in &fresh {
        named.entry(name(path)).or_default().push(path);
        // Too short says of any file as much.
        for key in keys.keys().filter(|(_, words)| *words != nothing) {
            with.entry(key).or_default().push(path);
        }
    }
    for (old, keys) in listed.iter().filter(|(old, _)| !exists(old)) {
        let alike = keys
            .keys()
            .filter_map(|key| with.get(key))
            .chain(named.get(name(old)));
        let candidates: BTreeSet<&str> = alike
            .filter(|paths| paths.len() <= FEW)
            .flatten()
            .copied()
            .collect();
        let all: usize = keys.values().sum();
        let scored = candidates
            .into_iter()
            .filter(|path| !moved.contains_key(*path))
            .filter_map(|path| {
                let shared = shared(keys, fresh.get(path)?);
                (shared * 2 >= all).then_some((name(path) == name(old), shared, path))
            });
        // Of several as good the first by name.
        let best = scored.max_by_key(|&(same, shared, path)| (same, shared, std::cmp::Reverse(path)));
        if let Some((_, _, path)) = best {
            moved.insert(path.to_owned(), old.clone());
        }
    }
    moved
}

/// How many findings two files have in common.
fn shared(one: &BTreeMap<Key, usize>, other: &BTreeMap<Key, usize>) -> usize {
    let counts = one
        .iter()
        .filter_map(|(key, count)| Some(*other.get(key)?.min(count)));
    counts.sum()
}

fn name(path: &str) -> &str {
    Path::new(path)
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or(path)
}
