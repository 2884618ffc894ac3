//! The writer's checklist beside a page: the rules of the profile, and what they say of the newest reading.

use crate::diagnostic::{Diagnostic, Level};
use crate::postmortem::Postmortem;
use crate::rules::{self, Rule};
use crate::serve::state::Preview;
use crate::site::Route;
use crate::source::Source;
use crate::span::Span;
use serde::Serialize;

/// The most words that are shown for a rule that is met, and how many characters of each.
const MOST: usize = 8;
const LONGEST: usize = 120;

/// One rule, and how a text stands to it.
#[derive(Debug, Serialize)]
struct Check {
    rule: &'static str,
    requires: &'static str,
    state: State,
    found: Vec<Found>,
    /// The words that meet it.
    met: Vec<Words>,
}

/// Some words of the text.
#[derive(Debug, Serialize)]
struct Words {
    line: usize,
    words: String,
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
    #[serde(flatten)]
    at: Words,
    message: String,
    hint: Option<String>,
}

/// What the panel says of the page of a postmortem, as JSON; empty for other pages.
pub(super) fn of(preview: &Preview, route: &Route) -> String {
    let Some(reading) = preview.reading(route) else {
        return String::new();
    };
    // Texts and numbers always have a form.
    serde_json::to_string(&checks(reading, preview)).unwrap_or_default()
}

/// All rules that are on, what is not met first.
fn checks(postmortem: &Postmortem, preview: &Preview) -> Vec<Check> {
    let (settings, profile) = (preview.settings(), preview.profile);
    let whole = preview.whole();
    let found = rules::check_one(postmortem, settings, profile, Some(&whole)).diagnostics;
    let on = rules::ALL.iter();
    // A theme is no text.
    let on = on.filter(|rule| rule.name != "theme" && rules::is_on(rule.name, settings, profile));
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
    let met = match state {
        State::Met => (rule.met)(postmortem),
        State::NotMet | State::Question => Vec::new(),
    };
    let source = &postmortem.document.source;
    let met = met.into_iter().filter(|span| !span.is_empty()).take(MOST);
    let found = own.into_iter().map(|found| Found {
        at: words(source, found.span),
        message: found.message.clone(),
        hint: found.hint.clone(),
    });
    Check {
        rule: rule.name,
        requires: rule.requires,
        state,
        found: found.collect(),
        met: met.map(|span| words(source, span)).collect(),
    }
}

fn words(source: &Source, span: Span) -> Words {
    Words {
        line: source.line(span.start),
        words: source.slice(span).chars().take(LONGEST).collect(),
    }
}
