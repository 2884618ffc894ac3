//! Symptoms that a line of text quotes, be it in part: whoever is in an outage pastes what is on the screen.

use super::words::is_ordinary;
use crate::archive::Archive;
use crate::record::Known;
use std::collections::BTreeMap;

/// How many words in a row are a quotation, and how many of them are not of the words by which any incident is told.
const ROW: usize = 3;
const TELLING: usize = 2;
/// In how many postmortems such a row stands at most that tells one failure from others.
const FEW: usize = 5;

/// The postmortems with a symptom of which a text has some words in a row, by position, each with that symptom and whether
/// the text has all of it.
pub(super) fn symptoms<'a>(archive: &'a Archive, text: &str) -> BTreeMap<usize, (&'a str, bool)> {
    let text = words(text);
    let telling: Vec<bool> = text.iter().map(|word| !is_ordinary(word)).collect();
    let rows = text.windows(ROW).zip(telling.windows(ROW));
    let rows = rows.filter(|(_, telling)| telling.iter().filter(|tells| **tells).count() >= TELLING);
    // By row, the postmortems that have it.
    let mut found: BTreeMap<&[String], Vec<(usize, &str)>> = rows.map(|(row, _)| (row, Vec::new())).collect();
    for item in archive.all() {
        for symptom in item.record.facts.symptoms.list() {
            for row in words(symptom).windows(ROW) {
                if let Some(having) = found.get_mut(row)
                    && having.last().is_none_or(|(last, _)| *last != item.index)
                {
                    having.push((item.index, symptom));
                }
            }
        }
    }
    let few = found.into_values().filter(|having| having.len() <= FEW);
    let whole = |symptom: &str| {
        let symptom = words(symptom);
        text.windows(symptom.len()).any(|row| row == symptom)
    };
    let quoted: BTreeMap<usize, &str> = few.flatten().collect();
    quoted
        .into_iter()
        .map(|(position, symptom)| (position, (symptom, whole(symptom))))
        .collect()
}

/// The words of a text in lower case.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|char: char| !char.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
