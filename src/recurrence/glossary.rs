//! The terms of a company: whoever uses a synonym means the same.

use crate::config::Settings;
use aho_corasick::AhoCorasick;

/// Finds terms of the glossary, and services, by any of their names.
#[derive(Debug, Default)]
pub(super) struct Glossary {
    names: Option<AhoCorasick>,
    /// The term of each name.
    terms: Vec<String>,
}

impl Glossary {
    pub(super) fn new(settings: &Settings) -> Self {
        let (mut names, mut terms) = (Vec::new(), Vec::new());
        for term in &settings.glossary {
            for name in term.names().filter(|name| !name.is_empty()) {
                names.push(name.to_owned());
                terms.push(term.name.clone());
            }
        }
        let names = (!names.is_empty()).then(|| {
            let mut builder = AhoCorasick::builder();
            builder.ascii_case_insensitive(true);
            builder.match_kind(aho_corasick::MatchKind::LeftmostLongest);
            builder.build(&names).ok()
        });
        Self {
            names: names.flatten(),
            terms,
        }
    }

    /// Gives the terms that a text uses, as often as it does.
    pub(super) fn each(&self, text: &str, mut found: impl FnMut(&str)) {
        let Some(names) = &self.names else { return };
        let is_word = |at: Option<&u8>| at.is_some_and(u8::is_ascii_alphanumeric);
        for at in names.find_iter(text) {
            let bytes = text.as_bytes();
            let before = at.start().checked_sub(1).and_then(|before| bytes.get(before));
            if is_word(before) || is_word(bytes.get(at.end())) {
                continue;
            }
            if let Some(term) = self.terms.get(at.pattern().as_usize()) {
                found(term);
            }
        }
    }
}
