//! Symptoms that a line of text quotes, be it in part: whoever is in an outage pastes what is on the screen.

use crate::archive::Archive;
use crate::record::Known;
use std::collections::{BTreeMap, HashSet};

/// How many words in a row are a quotation.
const ROW: usize = 3;
/// In how many postmortems a symptom stands at most that tells one failure from others.
const FEW: usize = 3;

/// The postmortems with a symptom of which a text has some words in a row, by position, each with that symptom.
pub(super) fn symptoms<'a>(archive: &'a Archive, text: &str) -> BTreeMap<usize, &'a str> {
    let text = words(text);
    let rows: HashSet<&[String]> = text.windows(ROW).collect();
    let mut found = BTreeMap::new();
    for item in archive.all() {
        let mut symptoms = item.record.facts.symptoms.list().iter();
        let quoted = symptoms.find(|symptom| words(symptom).windows(ROW).any(|row| rows.contains(row)));
        found.extend(quoted.map(|symptom| (item.index, symptom.as_str())));
    }
    if found.len() > FEW.max(archive.items.len() / 10) {
        found.clear();
    }
    found
}

/// The words of a text in lower case.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|char: char| !char.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
