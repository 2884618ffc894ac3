//! The one place where findings get their final level: profile, settings, suppressions.

pub mod human;
pub mod json;
use crate::config::{Profile, Settings};
use crate::diagnostic::{Diagnostic, Level};
use crate::postmortem::Postmortem;
use crate::rules::find;
use std::collections::BTreeSet;

/// What one run found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The findings by path, place and rule.
    pub diagnostics: Vec<Diagnostic>,
    /// How many files were read.
    pub files: usize,
}

impl Report {
    /// A report on a number of files, with nothing found yet.
    #[must_use]
    pub const fn new(files: usize) -> Self {
        Self {
            diagnostics: Vec::new(),
            files,
        }
    }

    /// Takes findings in, each at the level that profile and settings give it; those of rules that are off are dropped.
    pub fn add(
        &mut self,
        found: impl IntoIterator<Item = Diagnostic>,
        settings: &Settings,
        profile: Profile,
    ) {
        self.diagnostics
            .extend(found.into_iter().filter_map(|mut diagnostic| {
                diagnostic.level = level(&diagnostic, settings, profile)?;
                Some(diagnostic)
            }));
    }

    /// Drops what the file itself silences with a reason.
    pub(super) fn silence(&mut self, postmortem: &Postmortem) {
        let allowed = postmortem.document.allowed.iter();
        let silenced: BTreeSet<&str> = allowed
            .filter(|allow| !allow.reason.trim().is_empty())
            .map(|allow| allow.rule.as_str())
            .collect();
        self.diagnostics.retain(|found| !silenced.contains(found.rule));
    }

    /// Takes another report in.
    pub fn merge(&mut self, other: Self) {
        self.files += other.files;
        self.diagnostics.extend(other.diagnostics);
        self.sort();
    }

    /// Puts the findings in order; those of one rule at one place stay as they were found.
    pub fn sort(&mut self) {
        self.diagnostics
            .sort_by(|a, b| (&a.path, a.span, a.rule).cmp(&(&b.path, b.span, b.rule)));
    }

    /// How many findings are of a level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.level == level)
            .count()
    }

    /// Whether there is an error; with `strict`, a warning is enough.
    #[must_use]
    pub fn fails(&self, strict: bool) -> bool {
        let least = if strict { Level::Warn } else { Level::Error };
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.level >= least)
    }
}

/// Whether a rule is on.
#[must_use]
pub fn is_on(rule: &str, settings: &Settings, profile: Profile) -> bool {
    match settings.rules.get(rule) {
        Some(stated) => stated.is_some(),
        None => find(rule).is_none_or(|rule| rule.level(profile).is_some()),
    }
}

/// The level that counts: what `site.yaml` states, else the finding's own, but no more than the profile's. A
/// question stays one.
fn level(diagnostic: &Diagnostic, settings: &Settings, profile: Profile) -> Option<Level> {
    if !is_on(diagnostic.rule, settings, profile) {
        return None;
    }
    if diagnostic.level == Level::Question {
        return Some(Level::Question);
    }
    let highest = find(diagnostic.rule)
        .and_then(|rule| rule.level(profile))
        .unwrap_or(Level::Error);
    match settings.rules.get(diagnostic.rule) {
        Some(stated) => *stated,
        None => Some(diagnostic.level.min(highest)),
    }
}
