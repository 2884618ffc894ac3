//! The one place where findings get their final level: profile, settings, suppressions.

use super::find;
use crate::config::{Profile, Settings};
use crate::diagnostic::{Diagnostic, Level};
use crate::postmortem::document::Allow;
use std::collections::BTreeSet;

/// Findings at the level that profile and settings give each; those of rules that are off are dropped.
#[must_use]
pub fn levelled(
    found: impl IntoIterator<Item = Diagnostic>,
    settings: &Settings,
    profile: Profile,
) -> Vec<Diagnostic> {
    let found = found.into_iter().filter_map(|mut diagnostic| {
        diagnostic.level = level(&diagnostic, settings, profile)?;
        Some(diagnostic)
    });
    found.collect()
}

/// Drops what the file itself silences with a reason.
pub(super) fn suppress(found: &mut Vec<Diagnostic>, allowed: &[Allow]) {
    let allowed = allowed.iter();
    let silenced: BTreeSet<&str> = allowed
        .filter(|allow| !allow.reason.trim().is_empty())
        .map(|allow| allow.rule.as_str())
        .collect();
    found.retain(|found| !silenced.contains(found.rule));
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
