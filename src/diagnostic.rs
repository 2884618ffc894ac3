//! What is wrong with a source, as data. How it looks is the renderers' business.

mod edit;
mod fingerprint;
mod rule_name;

pub use edit::{Edit, apply};
pub use fingerprint::fingerprints;
pub use rule_name::RuleName;

use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Puts findings in order: by file, place and rule; those of one rule at one place stay as they were found.
pub fn sort(found: &mut [Diagnostic]) {
    found.sort_by(|a, b| (&a.path, a.span, a.rule).cmp(&(&b.path, b.span, b.rule)));
}

/// The most findings of one rule in one file that are told one by one.
const MOST: usize = 100;

/// The findings of one file, in order, without those beyond the first hundred of a rule: these are counted in one more.
/// What can be mended by itself stays.
#[must_use]
pub fn within_bounds(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if found.len() <= MOST {
        return found;
    }
    let mut told: BTreeMap<RuleName, usize> = BTreeMap::new();
    let mut counted: BTreeMap<RuleName, (usize, Diagnostic)> = BTreeMap::new();
    found.retain(|one| {
        let told = told.entry(one.rule).or_default();
        *told += usize::from(one.fix.is_none());
        if *told <= MOST || one.fix.is_some() {
            return true;
        }
        let (count, first) = counted.entry(one.rule).or_insert_with(|| (0, one.clone()));
        *count += 1;
        first.level = first.level.max(one.level);
        false
    });
    found.extend(counted.into_values().map(|(count, first)| {
        let message = format!("{count} more of `{}` from here on", first.rule);
        Diagnostic::new(first.level, first.rule, &first.path, first.span, message)
            .hint("mend those above and check again")
    }));
    sort(&mut found);
    found
}

/// Findings that many pages have, each once and in order.
#[must_use]
pub fn once(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let place = |one: &Diagnostic| (one.path.clone(), one.span, one.message.clone());
    found.sort_by_key(place);
    found.dedup_by_key(|one| place(one));
    found
}

/// The level of a finding. Ordered: question, warning, error.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Only a person can answer it; never a failure.
    Question,
    /// Worth fixing; does not stop a build.
    Warn,
    /// Stops the build if the postmortem is published.
    Error,
}

impl Level {
    /// The name in `site.yaml` and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Warn => "warn",
            Self::Error => "error",
        }
    }
}

/// One finding in one file.
///
/// Messages are lower-case, without a final period, and say what is wrong with the words quoted; the hint
/// says how to fix it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: RuleName,
    /// Its level, before `site.yaml` and suppressions have had their say.
    pub level: Level,
    /// The file, as its `Source` names it.
    pub path: String,
    /// Where in the file; the empty span at 0 means the whole file.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// How to fix it.
    pub hint: Option<String>,
    /// The change that fixes it, where there is just one.
    pub fix: Option<Edit>,
    /// Other places that matter.
    pub labels: Vec<Label>,
}

/// Another place that matters to a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// The file; None for that of the finding.
    pub path: Option<String>,
    /// Where in it; the empty span at 0 means the whole file.
    pub span: Span,
    /// A few words on it.
    pub words: String,
}

impl Diagnostic {
    /// A finding at a level.
    pub fn new(level: Level, rule: RuleName, path: &str, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            level,
            path: path.to_owned(),
            span,
            message: message.into(),
            hint: None,
            fix: None,
            labels: Vec::new(),
        }
    }

    /// A finding that stops a build.
    pub fn error(rule: RuleName, path: &str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Level::Error, rule, path, span, message)
    }

    /// A finding that stops nothing.
    pub fn warn(rule: RuleName, path: &str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Level::Warn, rule, path, span, message)
    }

    /// What only a person can judge.
    pub fn question(rule: RuleName, path: &str, span: Span, message: impl Into<String>) -> Self {
        Self::new(Level::Question, rule, path, span, message)
    }

    /// The same, with a hint how to fix it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same, with the change that fixes it.
    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Edit {
            span,
            replacement: replacement.into(),
        });
        self
    }

    /// The same, with another place of the file that matters.
    #[must_use]
    pub fn label(mut self, span: Span, words: impl Into<String>) -> Self {
        self.labels.push(Label {
            path: None,
            span,
            words: words.into(),
        });
        self
    }

    /// The same, with a place in another file that matters.
    #[must_use]
    pub fn label_in(mut self, path: &str, span: Span, words: impl Into<String>) -> Self {
        self.labels.push(Label {
            path: Some(path.to_owned()),
            span,
            words: words.into(),
        });
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{Diagnostic, Level, MOST, RuleName, within_bounds};
    use crate::span::Span;

    #[test]
    fn of_many_findings_the_first_are_told_and_the_rest_is_counted() {
        let at = |at: usize| Span::new(at, at + 1);
        let links = |count: usize| {
            (0..count).map(|place| Diagnostic::error(RuleName::LinksResolve, "a.md", at(place), "x"))
        };
        let other = Diagnostic::warn(RuleName::Sections, "a.md", at(2 * MOST), "y");
        let all: Vec<_> = links(MOST).chain([other.clone()]).collect();
        assert_eq!(within_bounds(all.clone()), all);
        let told = within_bounds(links(3 * MOST).chain([other.clone()]).collect());
        assert_eq!(told.len(), MOST + 2);
        assert_eq!(told[MOST].message, "200 more of `links-resolve` from here on");
        assert_eq!((told[MOST].level, told[MOST].span), (Level::Error, at(MOST)));
        assert_eq!(told[MOST + 1], other);
        let mended = links(3 * MOST).map(|one| one.fix(at(0), "z"));
        assert_eq!(within_bounds(mended.collect()).len(), 3 * MOST);
    }

    #[test]
    fn a_finding_is_the_same_after_writing_and_reading() {
        let found = Diagnostic::new(Level::Warn, RuleName::UniqueId, "a.md", Span::new(4, 9), "twice")
            .hint("rename it")
            .fix(Span::new(4, 9), "other")
            .label(Span::new(0, 3), "here")
            .label_in("b.md", Span::default(), "there");
        let json = serde_json::to_string(&found).unwrap();
        assert!(
            json.contains("\"rule\":\"unique-id\"") && json.contains("\"path\":\"b.md\""),
            "{json}"
        );
        assert_eq!(serde_json::from_str::<Diagnostic>(&json).unwrap(), found);
    }
}
