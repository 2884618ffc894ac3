//! Known findings, which do not count: those of an old archive on the day when its checks began.
//!
//! A finding is known again by its rule, its file, and the words that it points at, never by its line or message. Of
//! several alike, as many are known as there were. A file that has moved is known again by what was found in it.

mod moves;

use super::{Report, Sources, identity};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A list of known findings, as it is on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u8,
    findings: Vec<Known>,
}

/// Findings that are alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The file, from the folder of the list.
    pub path: String,
    /// The rule, by its name.
    pub rule: String,
    /// What the first of them says, for people.
    pub message: String,
    /// A hash of the words that they point at: these may be secret, or long.
    words: String,
    /// How many there are.
    pub count: usize,
}

/// What findings of one file have in common that are alike: the rule, and the hash of the words.
type Key = (String, String);
/// How many findings there are of each kind, by file.
type Counts = BTreeMap<String, BTreeMap<Key, usize>>;

/// What became of the findings of a list.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// How many findings were known.
    pub known: usize,
    /// What is in the list and was not found, with the number of those.
    pub gone: Vec<Known>,
}

/// How findings and lists name files.
pub struct Paths<'a> {
    /// The path in the list of one in the report.
    pub listed: &'a dyn Fn(&str) -> String,
    /// Whether there is a file of a path in the list.
    pub exists: &'a dyn Fn(&str) -> bool,
    /// Whether such a file was checked.
    pub checked: &'a dyn Fn(&str) -> bool,
}

impl std::fmt::Debug for Paths<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Paths")
    }
}

/// Why a list is of no use.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is no such list.
    #[error("it is no list of known findings")]
    Unreadable(#[from] serde_json::Error),
    /// It was written by another version.
    #[error("it has version {0}, and this program knows version {VERSION}")]
    Version(u8),
}

const VERSION: u8 = 1;

impl Baseline {
    /// The list of all that was found.
    #[must_use]
    pub fn new(report: &Report, sources: &Sources<'_>, listed: impl Fn(&str) -> String) -> Self {
        let mut findings: BTreeMap<(String, Key), Known> = BTreeMap::new();
        for found in &report.diagnostics {
            let path = listed(&found.path);
            let (rule, words) = key(found, sources);
            let entry = findings.entry((path.clone(), (rule.clone(), words.clone())));
            let known = entry.or_insert_with(|| Known {
                path,
                rule,
                message: found.message.clone(),
                words,
                count: 0,
            });
            known.count += 1;
        }
        Self {
            version: VERSION,
            findings: findings.into_values().collect(),
        }
    }

    /// Reads a list.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(json: &[u8]) -> Result<Self, Error> {
        let list: Self = serde_json::from_slice(json)?;
        match list.version {
            VERSION => Ok(list),
            other => Err(Error::Version(other)),
        }
    }

    /// The list as it is written.
    #[must_use]
    pub fn json(&self) -> String {
        // Texts and numbers always serialise.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// How many findings are in it.
    #[must_use]
    pub fn count(&self) -> usize {
        self.findings.iter().map(|known| known.count).sum()
    }

    /// Drops from a report what is in the list.
    pub fn subtract(&self, report: &mut Report, sources: &Sources<'_>, paths: &Paths<'_>) -> Compared {
        let mut left = Counts::new();
        for known in &self.findings {
            let of_file = left.entry(known.path.clone()).or_default();
            *of_file
                .entry((known.rule.clone(), known.words.clone()))
                .or_default() += known.count;
        }
        let keys: Vec<(String, Key)> = report
            .diagnostics
            .iter()
            .map(|found| ((paths.listed)(&found.path), key(found, sources)))
            .collect();
        let moved = moves::find(&left, &keys, paths.exists);
        let mut keys = keys.iter();
        let before = report.diagnostics.len();
        report.diagnostics.retain(|_| {
            let Some((path, key)) = keys.next() else {
                return true;
            };
            let path = moved.get(path).unwrap_or(path);
            let count = left.get_mut(path).and_then(|of_file| of_file.get_mut(key));
            match count {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    false
                }
                _ => true,
            }
        });
        let mut gone = self.findings.clone();
        for known in &mut gone {
            let of_file = left.get(&known.path);
            let key = (known.rule.clone(), known.words.clone());
            known.count = of_file
                .and_then(|of_file| of_file.get(&key))
                .copied()
                .unwrap_or_default();
        }
        gone.retain(|known| {
            known.count > 0 && ((paths.checked)(&known.path) || !(paths.exists)(&known.path))
        });
        Compared {
            known: before - report.diagnostics.len(),
            gone,
        }
    }
}

fn key(found: &crate::diagnostic::Diagnostic, sources: &Sources<'_>) -> Key {
    (found.rule.name().to_owned(), hash(&identity(found, sources)))
}

/// Enough of a hash to tell the findings of one rule in one file apart.
fn hash(words: &str) -> String {
    let hash = blake3::hash(words.as_bytes()).to_hex();
    hash.chars().take(16).collect()
}

#[cfg(test)]
mod tests;
