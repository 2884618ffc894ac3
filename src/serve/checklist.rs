//! The writer's checklist beside a page: the rules of the profile, and what they say of the newest reading.

use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{self, Rule};
use crate::serve::state::SiteState;
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

/// What the panel says of the page of a postmortem or of the site's own, as JSON; empty for other pages.
pub(super) fn of(state: &SiteState, route: &Route) -> String {
    let Some(path) = state.site.shown_file(route) else {
        return String::new();
    };
    let found = state.check(state.profile, |wanted| wanted == path).findings;
    let checks = if let Some(postmortem) = state.postmortem(path) {
        // A theme is no text.
        let rules = rules::ALL.iter().filter(|rule| rule.name != "theme");
        checks(rules, &found, state, &postmortem.document.source, |rule| {
            (rule.met)(postmortem)
        })
    } else if let Some(page) = state.page(path) {
        checks(rules::OF_PAGES.iter(), &found, state, &page.source, |_| {
            Vec::new()
        })
    } else {
        return String::new();
    };
    // Texts and numbers always have a form.
    serde_json::to_string(&checks).unwrap_or_default()
}

/// The rules that are on, what is not met first.
fn checks<'a>(
    rules: impl Iterator<Item = &'a &'static Rule>,
    found: &[Diagnostic],
    state: &SiteState,
    source: &Source,
    met: impl Fn(&Rule) -> Vec<Span>,
) -> Vec<Check> {
    let on = rules.filter(|rule| rules::is_on(rule.name, &state.settings, state.profile));
    let mut checks: Vec<Check> = on.map(|rule| check(rule, found, source, || met(rule))).collect();
    checks.sort_by_key(|check| check.state);
    checks
}

fn check(rule: &'static Rule, found: &[Diagnostic], source: &Source, met: impl Fn() -> Vec<Span>) -> Check {
    let own = found
        .iter()
        .filter(|found| found.rule == rule.name && found.path == source.path);
    let own: Vec<&Diagnostic> = own.collect();
    let state = match own.iter().map(|found| found.level).max() {
        None => State::Met,
        Some(Level::Question) => State::Question,
        Some(Level::Warn | Level::Error) => State::NotMet,
    };
    let met = match state {
        State::Met => met(),
        State::NotMet | State::Question => Vec::new(),
    };
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
