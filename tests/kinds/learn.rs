//! Learns `odds.txt`: a softmax regression over the features that the program finds in entries.

use super::entries;
use nevertwice::kinds;
use nevertwice::vocabulary::EntryKind;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

const KINDS: usize = EntryKind::ALL.len();
const ROUNDS: usize = 60;
/// How much a weight shrinks with each step.
const SHRINK: f64 = 0.03;
/// What weighs no more with any kind is left out.
const LEAST: f64 = 1.0;
/// The units of the table.
const UNIT: f64 = 16.0;
/// The most that a character holds.
const MOST: f64 = 46.0;

/// An entry: what it may be taken for, and the places of its features.
type Sample = (Vec<EntryKind>, Vec<usize>);

/// Writes the table anew, from the tuned entries and those of the file that NEVERTWICE_LABELS names.
pub(super) fn table(tuned: &str) -> String {
    let more = std::env::var_os("NEVERTWICE_LABELS");
    let more = more.map_or_else(String::new, |path| {
        std::fs::read_to_string(path).expect("the labels can be read")
    });
    let tuned = entries(tuned);
    let count_of_own = tuned.len();
    let read: Vec<(Vec<EntryKind>, Vec<String>)> = tuned
        .into_iter()
        .chain(entries(&more))
        .map(|(kinds, text)| (kinds, kinds::features(text)))
        .collect();
    // Words that only other people's entries have, such as names, are theirs.
    let own = read.iter().take(count_of_own).flat_map(|(_, features)| features);
    let own: BTreeSet<&str> = own.map(String::as_str).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for feature in read.iter().flat_map(|(_, features)| features) {
        *counts.entry(feature).or_default() += 1;
    }
    let names: Vec<&str> = counts
        .iter()
        .filter(|(name, count)| **count > 1 && own.contains(**name))
        .map(|(name, _)| *name)
        .collect();
    let place = |name: &String| names.binary_search(&name.as_str()).ok();
    let samples: Vec<Sample> = read
        .iter()
        .map(|(kinds, features)| (kinds.clone(), features.iter().filter_map(place).collect()))
        .collect();
    let weights = learn(samples, names.len());
    let mut table = String::new();
    for (name, row) in names.iter().zip(&weights) {
        let row = row.map(|weight| (weight * UNIT).round().clamp(-MOST, MOST));
        if row.iter().any(|weight| weight.abs() > LEAST) {
            let row: String = row
                .iter()
                .map(|weight| char::from(b'P'.saturating_add_signed(*weight as i8)))
                .collect();
            let _ = writeln!(table, "{name}\t{row}");
        }
    }
    table
}

/// The weights of features with each kind, by stochastic descent.
fn learn(mut samples: Vec<Sample>, features: usize) -> Vec<[f64; KINDS]> {
    let mut weights = vec![[0.0_f64; KINDS]; features];
    let mut random = 1_u64;
    let mut rate = 0.4;
    for _ in 0..ROUNDS {
        for at in (1..samples.len()).rev() {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            samples.swap(at, (random >> 33) as usize % (at + 1));
        }
        for (kinds, features) in &samples {
            let errors = errors(kinds, features, &weights);
            let step = rate / (features.len() as f64 + 1.0).sqrt();
            for &feature in features {
                for (weight, error) in weights[feature].iter_mut().zip(errors) {
                    *weight -= step * (error + SHRINK * *weight);
                }
            }
        }
        rate *= 0.95;
    }
    weights
}

/// How much too likely each kind is. Of several that are right any will do: what is likelier already becomes more so.
fn errors(kinds: &[EntryKind], features: &[usize], weights: &[[f64; KINDS]]) -> [f64; KINDS] {
    let mut likely = [0.0_f64; KINDS];
    for &feature in features {
        for (sum, weight) in likely.iter_mut().zip(weights[feature]) {
            *sum += weight;
        }
    }
    let most = likely.iter().copied().fold(f64::MIN, f64::max);
    for sum in &mut likely {
        *sum = (*sum - most).exp();
    }
    let total: f64 = likely.iter().sum();
    let of_right: f64 = likely
        .iter()
        .zip(EntryKind::ALL)
        .filter(|(_, kind)| kinds.contains(kind))
        .map(|(likely, _)| likely)
        .sum();
    for (likely, kind) in likely.iter_mut().zip(EntryKind::ALL) {
        let right = f64::from(u8::from(kinds.contains(kind)));
        let wanted = right * *likely / of_right.max(1e-9);
        *likely = *likely / total - wanted;
    }
    likely
}
