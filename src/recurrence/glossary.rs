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

    /// Gives the terms that a text uses, each with the name that it uses for it, as often as it does.
    pub(super) fn each(&self, text: &str, mut found: impl FnMut(&str, &str)) {
        let Some(names) = &self.names else { return };
        let is_word = |at: Option<&u8>| at.is_some_and(u8::is_ascii_alphanumeric);
        for at in names.find_iter(text) {
            let bytes = text.as_bytes();
            let before = at.start().checked_sub(1).and_then(|before| bytes.get(before));
            if is_word(before) || is_word(bytes.get(at.end())) {
                continue;
            }
            if let Some(term) = self.terms.get(at.pattern().as_usize()) {
                found(term, text.get(at.range()).unwrap_or_default());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Term;

    #[test]
    fn a_term_is_found_by_any_of_its_names_as_whole_words() {
        let term = Term {
            name: "terminal".into(),
            synonyms: vec!["card machine".into()],
            meaning: None,
        };
        let settings = Settings {
            glossary: vec![term],
            ..Settings::default()
        };
        let glossary = Glossary::new(&settings);
        let found = |text: &str| {
            let mut found = Vec::new();
            glossary.each(text, |term, _| found.push(term.to_owned()));
            found
        };
        assert_eq!(
            found("Every Card Machine and each terminal"),
            ["terminal", "terminal"]
        );
        assert_eq!(found("terminals are interminable"), Vec::<String>::new());
    }
}
