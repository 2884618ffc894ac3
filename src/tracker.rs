//! What an export of an issue tracker says of its issues: with it, the states of actions follow from their tickets, without
//! a network.

mod rows;
mod states;

use crate::diagnostic::{Diagnostic, RuleName};
use crate::postmortem::Postmortem;
use crate::record::{Action, Record};
use crate::source::Source;
use crate::span::Span;
use crate::vocabulary::ActionStatus;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The issues of an export.
#[derive(Debug, Clone, Default)]
pub struct Tracker {
    /// By key and by address, as [`key`] and [`address`] have them.
    issues: Arc<BTreeMap<String, Issue>>,
}

/// How far an issue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Issue {
    status: ActionStatus,
    closed: Option<Date>,
}

/// The names of the columns, without case, spaces and marks: what the exports of trackers call them.
const KEYS: &[&str] = &[
    "key",
    "issuekey",
    "issue",
    "identifier",
    "id",
    "reference",
    "ticket",
];
const ADDRESSES: &[&str] = &["url", "htmlurl", "weburl", "issueurl", "link", "permalink"];
const STATES: &[&str] = &["state", "status", "statename", "statusname"];
const REASONS: &[&str] = &["statereason", "resolution", "resolutionname"];
const CATEGORIES: &[&str] = &["statuscategory", "statusstatuscategoryname", "statetype"];
const CLOSED: &[&str] = &[
    "doneon",
    "closed",
    "closedat",
    "closedon",
    "closeddate",
    "resolved",
    "resolvedat",
    "resolutiondate",
    "completed",
    "completedat",
];

/// Reads an export: CSV with a head, or JSON with a list of objects. What cannot be read is told with its place.
#[must_use]
pub fn read(source: &Source) -> (Tracker, Vec<Diagnostic>) {
    let mut tracker = Tracker::default();
    let rows = match rows::read(source) {
        Ok(rows) => rows,
        Err(problem) => return (tracker, vec![*problem]),
    };
    let problem = |span, message: String, hint: &str| {
        Diagnostic::warn(RuleName::InvalidValue, &source.path, span, message).hint(hint)
    };
    let mut problems = Vec::new();
    // One finding for each word, and not one for each issue.
    let mut unknown: BTreeMap<&str, (Span, usize)> = BTreeMap::new();
    let mut named = false;
    for row in &rows {
        // An export may have several of each: addresses of a program's interface, bare numbers beside keys.
        let names = row.all(KEYS).filter_map(key);
        let names: Vec<String> = names.chain(row.all(ADDRESSES).map(address)).collect();
        let Some(state) = row.get(STATES) else { continue };
        named |= !names.is_empty();
        let Some(status) = states::status(state, row.get(REASONS), row.get(CATEGORIES)) else {
            unknown.entry(state).or_insert((row.span, 0)).1 += 1;
            continue;
        };
        let issue = Issue {
            status,
            closed: row.all(CLOSED).find_map(day),
        };
        for name in names {
            Arc::make_mut(&mut tracker.issues).insert(name, issue);
        }
    }
    if !named {
        let message = "found no issue with a key or URL and a state".to_owned();
        let hint = "it needs the columns `key` or `url`, and `state`";
        problems.push(problem(Span::default(), message, hint));
    }
    for (state, (span, count)) in unknown {
        let issues = if count == 1 { "issue" } else { "issues" };
        let message = format!("unknown state `{state}` of {count} {issues}");
        let hint =
            "their actions keep the state of the postmortem; use a state such as `open`, `done` or `dropped`";
        problems.push(problem(span, message, hint));
    }
    problems.sort_by_key(|found| found.span.start);
    (tracker, problems)
}

impl Tracker {
    /// A postmortem with the states that the issues say.
    #[must_use]
    pub fn applied(&self, mut postmortem: Postmortem) -> Postmortem {
        if !self.issues.is_empty() {
            self.apply(Arc::make_mut(&mut postmortem.record));
        }
        postmortem
    }

    /// Sets the states of the actions whose ticket, or whose id, is one of the issues; whether there was one.
    fn apply(&self, record: &mut Record) -> bool {
        let mut found = false;
        for action in &mut record.actions {
            if let Some(issue) = self.of(action) {
                found = true;
                issue.apply(action);
            }
        }
        found
    }

    fn of(&self, action: &Action) -> Option<Issue> {
        let links = action.extra.iter().filter_map(|extra| extra.link.as_ref());
        let mut links = action.link.iter().chain(links);
        let of_link = links.find_map(|link| {
            let whole = address(link);
            let last = whole.rsplit('/').next().and_then(key);
            let mut names = [Some(whole), last].into_iter().flatten();
            names.find_map(|name| self.issues.get(&name))
        });
        of_link.or_else(|| self.issues.get(&key(&action.id)?)).copied()
    }
}

impl Issue {
    /// The state of the ticket counts; that somebody verified the work, only the postmortem says.
    fn apply(self, action: &mut Action) {
        if self.status.is_done() && action.status.is_done() {
            action.done_on = action.done_on.or(self.closed);
            return;
        }
        action.status = self.status;
        action.done_on = self.closed.filter(|_| self.status.is_done());
    }
}

/// A key such as `OPS-12`, in capitals. A bare number is none: several repositories have it.
fn key(text: &str) -> Option<String> {
    let text = text.trim();
    let (project, number) = text.rsplit_once('-')?;
    let fits = project.starts_with(|char: char| char.is_ascii_alphabetic())
        && project
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || char == '_')
        && !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.to_ascii_uppercase())
}

/// An address as it is compared: without scheme, query, place in the page and slash at its end.
fn address(text: &str) -> String {
    let text = text.trim();
    let text = text.split_once("://").map_or(text, |(_, rest)| rest);
    let text = text.split(['?', '#']).next().unwrap_or_default();
    let text = text.trim_end_matches('/');
    match text.split_once('/') {
        Some((host, path)) => format!("{}/{path}", host.to_ascii_lowercase()),
        None => text.to_ascii_lowercase(),
    }
}

/// A day, or a time that begins with one: `2026-02-18T09:30:00Z`.
fn day(text: &str) -> Option<Date> {
    text.trim().get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests;
