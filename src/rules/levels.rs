//! The one place where findings get their final level: profile, settings, suppressions.

use super::{ALL, Rule};
use crate::config::{Profile, Settings};
use crate::diagnostic::{Diagnostic, Level, RuleName};
use crate::postmortem::document::Allow;
use std::collections::{BTreeMap, BTreeSet};

/// The highest level of a rule's findings in a profile; None where it is off.
pub(super) fn level(rule: &Rule, profile: Profile) -> Option<Level> {
    let stated = rule.levels.iter().find(|(of, _)| *of == profile);
    stated.map(|(_, level)| *level)
}

/// A profile as a site holds it: what becomes of the findings of each rule that is on.
#[derive(Debug, Clone)]
pub struct ProfileLevels(BTreeMap<RuleName, Effect>);

/// What becomes of findings. A question stays one.
#[derive(Debug, Clone, Copy)]
enum Effect {
    /// Each keeps its own level, where that is no higher.
    AtMost(Level),
    /// `site.yaml` gives them one.
    Exactly(Level),
}

impl ProfileLevels {
    /// The levels of a profile, over them those of `rules` in `site.yaml`, and over these those of the site's own
    /// profile.
    #[must_use]
    pub fn new(settings: &Settings, profile: Profile) -> Self {
        let effects = ALL.iter().filter_map(|rule| {
            let own = settings.own_profile.rules.get(rule.name.name());
            let effect = match own.or_else(|| settings.rules.get(rule.name.name())) {
                Some(stated) => stated.level.map(Effect::Exactly),
                None => level(rule, profile).map(Effect::AtMost),
            };
            Some((rule.name, effect?))
        });
        Self(effects.collect())
    }

    /// Whether a rule is on.
    #[must_use]
    pub fn is_on(&self, rule: RuleName) -> bool {
        self.0.contains_key(&rule)
    }

    /// Findings at their final level; those of rules that are off are dropped.
    #[must_use]
    pub fn apply(&self, found: impl IntoIterator<Item = Diagnostic>) -> Vec<Diagnostic> {
        let found = found.into_iter().filter_map(|mut diagnostic| {
            let effect = *self.0.get(&diagnostic.rule)?;
            diagnostic.level = match (diagnostic.level, effect) {
                (Level::Question, _) => Level::Question,
                (level, Effect::AtMost(highest)) => level.min(highest),
                (_, Effect::Exactly(stated)) => stated,
            };
            Some(diagnostic)
        });
        found.collect()
    }
}

/// Drops what the file itself silences with a reason.
pub(super) fn suppress(found: &mut Vec<Diagnostic>, allowed: &[Allow]) {
    let allowed = allowed.iter();
    let silenced: BTreeSet<&str> = allowed
        .filter(|allow| !allow.reason.trim().is_empty())
        .map(|allow| allow.rule.as_str())
        .collect();
    found.retain(|found| !silenced.contains(found.rule.name()));
}
