//! The writer's checklist beside a page: the rules of the profile, and their verdicts on the newest reading.

use crate::diagnostic::RuleName;
use crate::rules::{Rule, Verdict};
use crate::serve::state::SiteState;
use crate::site::Route;
use crate::source::Source;
use crate::span::Span;
use serde::Serialize;

/// The most words that are shown for a rule that is met, and how many characters of each.
const MOST: usize = 8;
const LONGEST: usize = 120;

/// A rule and its verdict on a text.
#[derive(Debug, Serialize)]
struct Check {
    rule: RuleName,
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
    NotApplicable,
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
    let checks = state.site.shown_file(route).and_then(|path| checks(state, path));
    // Texts and numbers always serialise.
    checks.map_or_else(String::new, |checks| {
        serde_json::to_string(&checks).unwrap_or_default()
    })
}

/// The rules that are on, what is not met first.
fn checks(state: &SiteState, path: &str) -> Option<Vec<Check>> {
    let verdicts = state.verdicts(path)?;
    let postmortem = state.postmortem(path).map(|one| &one.document.source);
    let source = postmortem.or_else(|| state.page(path).map(|page| &page.source))?;
    let mut checks: Vec<Check> = verdicts
        .into_iter()
        .map(|(rule, verdict)| check(rule, verdict, source))
        .collect();
    checks.sort_by_key(|check| check.state);
    Some(checks)
}

fn check(rule: &Rule, verdict: Verdict, source: &Source) -> Check {
    let (state, found, met) = match verdict {
        Verdict::NotMet(found) => (State::NotMet, found, Vec::new()),
        Verdict::Question(found) => (State::Question, found, Vec::new()),
        Verdict::Met(met) => (State::Met, Vec::new(), met),
        Verdict::NotApplicable => (State::NotApplicable, Vec::new(), Vec::new()),
    };
    let met = met.into_iter().filter(|span| !span.is_empty()).take(MOST);
    let found = found.into_iter().map(|found| Found {
        at: words(source, found.span),
        message: found.message,
        hint: found.hint,
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
