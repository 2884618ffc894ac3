//! The words of [`super::nouns`] and [`super::verbs`] in all their forms, to be looked up.

use super::class::Class;
use super::nouns::NOUNS;
use super::verbs::VERBS;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Forms of verbs, as a set: `cut` is several.
pub(super) type Forms = u8;
pub(super) const BASE: Forms = 1;
pub(super) const THIRD: Forms = 2;
pub(super) const PAST: Forms = 4;
pub(super) const GERUND: Forms = 8;

/// A word in one form.
#[derive(Debug, Clone, Default)]
pub(super) struct Word {
    pub(super) class: Class,
    /// Its classes as a verb; none for words that are none.
    pub(super) verb: Class,
    pub(super) forms: Forms,
    /// Set phrases that begin with it: the other words, and the class.
    pub(super) phrases: Vec<(Vec<&'static str>, Class)>,
    /// Particles that make another verb of it: `take` and `down`.
    pub(super) particles: Vec<(&'static str, Class)>,
}

pub(super) fn find(word: &str) -> Option<&'static Word> {
    WORDS.get(word)
}

static WORDS: LazyLock<HashMap<String, Word, FixedState>> = LazyLock::new(|| {
    let mut words: HashMap<String, Word, FixedState> =
        HashMap::with_capacity_and_hasher(4096, FixedState::default());
    for &(class, list) in NOUNS {
        for phrase in list.split_whitespace() {
            let mut parts = phrase.split('_');
            let first = words
                .entry(parts.next().unwrap_or_default().to_owned())
                .or_default();
            let rest: Vec<&str> = parts.collect();
            if rest.is_empty() {
                first.class = first.class | class;
            } else {
                first.phrases.push((rest, class));
            }
        }
    }
    let entries = || {
        let lists = VERBS.iter();
        lists.flat_map(|&(class, list)| list.split_whitespace().map(move |entry| (class, entry)))
    };
    // The forms that are not regular may stand at any entry of a verb.
    let mut irregular: HashMap<&str, Vec<&str>> = HashMap::new();
    for (_, entry) in entries() {
        let mut forms = entry.split('/');
        let (base, _) = base(forms.next().unwrap_or_default());
        irregular.entry(base).or_default().extend(forms);
    }
    for (class, entry) in entries() {
        let (base, particle) = base(entry.split('/').next().unwrap_or_default());
        let others = irregular.get(base).map_or(&[][..], Vec::as_slice);
        for (form, word) in forms(base, others) {
            let word = words.entry(word).or_default();
            word.forms |= form;
            match particle {
                Some(particle) => word.particles.push((particle, class)),
                None => word.verb = word.verb | class,
            }
        }
    }
    words
});

/// The first form of an entry, with its `+`, and its particle.
fn base(entry: &'static str) -> (&'static str, Option<&'static str>) {
    match entry.split_once('_') {
        Some((base, particle)) => (base, Some(particle)),
        None => (entry, None),
    }
}

/// All forms of a verb.
fn forms(base: &str, irregular: &[&str]) -> Vec<(Forms, String)> {
    let doubled = base.ends_with('+');
    let base = base.trim_end_matches('+');
    let stem = match (doubled, base.chars().next_back()) {
        (true, Some(last)) => [base, last.encode_utf8(&mut [0; 4])].concat(),
        _ => base.to_owned(),
    };
    let silent = base.ends_with('e');
    let consonant_y = base.ends_with('y') && !["ay", "ey", "oy", "uy"].iter().any(|end| base.ends_with(end));
    let hissing = ["s", "x", "z", "ch", "sh", "o"]
        .iter()
        .any(|end| base.ends_with(end));
    let cut = |by: usize| base.get(..base.len() - by).unwrap_or_default();
    let third = match (consonant_y, hissing) {
        (true, _) => [cut(1), "ies"].concat(),
        (_, true) => [base, "es"].concat(),
        _ => [base, "s"].concat(),
    };
    let mut all = vec![(BASE, base.to_owned()), (THIRD, third)];
    let mut past = Vec::new();
    let mut gerund = Vec::new();
    for &form in irregular {
        if form.ends_with("ing") {
            gerund.push(form.to_owned())
        } else {
            past.push(form.to_owned())
        }
    }
    if past.is_empty() {
        past.push(match (silent, consonant_y) {
            (true, _) => [base, "d"].concat(),
            (_, true) => [cut(1), "ied"].concat(),
            _ => [stem.as_str(), "ed"].concat(),
        });
    }
    if gerund.is_empty() {
        let drops = silent && !base.ends_with("ee") && base.len() > 2;
        gerund.push(if drops {
            [cut(1), "ing"].concat()
        } else {
            [stem.as_str(), "ing"].concat()
        });
    }
    all.extend(past.into_iter().map(|form| (PAST, form)));
    all.extend(gerund.into_iter().map(|form| (GERUND, form)));
    all
}
