//! The writer's checklist beside a page: the rules of the profile, and what they say of the newest reading.

use super::preview::Preview;
use crate::diagnostic::{Diagnostic, Level};
use crate::postmortem::Postmortem;
use crate::rules::{self, Rule, Scope};
use crate::site::Route;
use serde::Serialize;

/// One rule, and how a text stands to it.
#[derive(Debug, Serialize)]
struct Check {
    rule: &'static str,
    requires: &'static str,
    state: State,
    found: Vec<Found>,
}

/// Whether a text meets a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
enum State {
    NotMet,
    Question,
    Met,
}

/// What a rule found.
#[derive(Debug, Serialize)]
struct Found {
    line: usize,
    message: String,
    hint: Option<String>,
    /// The words that it is about.
    words: String,
}

/// What the panel says of the page of a postmortem, as JSON; empty for other pages.
pub(super) fn of(preview: &Preview, route: &Route) -> String {
    let Some(reading) = preview.reading(route) else {
        return String::new();
    };
    // Texts and numbers always have a form.
    serde_json::to_string(&checks(reading, preview)).unwrap_or_default()
}

/// The rules that look at one file, what is not met first.
fn checks(postmortem: &Postmortem, preview: &Preview) -> Vec<Check> {
    let (settings, profile) = (preview.settings(), preview.profile);
    let found = rules::check_one(postmortem, settings, profile, None).diagnostics;
    let of_files = rules::ALL
        .iter()
        .filter(|rule| matches!(rule.scope, Scope::File(_)));
    let on = of_files.filter(|rule| rules::is_on(rule.name, settings, profile));
    let mut checks: Vec<Check> = on.map(|rule| check(rule, &found, postmortem)).collect();
    checks.sort_by_key(|check| check.state);
    checks
}

fn check(rule: &'static Rule, found: &[Diagnostic], postmortem: &Postmortem) -> Check {
    let own: Vec<&Diagnostic> = found.iter().filter(|found| found.rule == rule.name).collect();
    let state = match own.iter().map(|found| found.level).max() {
        None => State::Met,
        Some(Level::Question) => State::Question,
        Some(Level::Warn | Level::Error) => State::NotMet,
    };
    let source = &postmortem.document.source;
    let found = own.into_iter().map(|found| Found {
        line: source.line(found.span.start),
        message: found.message.clone(),
        hint: found.hint.clone(),
        words: source.slice(found.span).chars().take(120).collect(),
    });
    Check {
        rule: rule.name,
        requires: rule.requires,
        state,
        found: found.collect(),
    }
}
