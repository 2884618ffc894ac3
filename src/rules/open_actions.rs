//! What the rules of actions share: how an action is named, and how it is told that all of them lack something.

use super::{Rule, Verdict};
use crate::diagnostic::Diagnostic;
use crate::postmortem::Postmortem;
use crate::postmortem::document::section_at;
use crate::record::Action;
use crate::span::Span;
use crate::yaml::fields::shorten;

/// The task, as messages quote it.
pub(super) fn task(action: &Action) -> String {
    let line = action.task.lines().next().unwrap_or_default();
    shorten(line.trim())
}

/// Where it is: its first line.
pub(super) fn place(at: &Postmortem, action: &Action) -> Span {
    let text = at.document.source.slice(action.span);
    let line = text.lines().next().unwrap_or_default().trim_end();
    Span::new(action.span.start, action.span.start + line.len())
}

/// The heading over it, as written, which may say something of all below it: `Next steps (by 1 March 2026)`.
fn heading<'a>(at: &'a Postmortem, action: &Action) -> &'a str {
    let sections = &at.document.sections;
    let section = section_at(sections, action.span.start).and_then(|section| sections.get(section));
    section.map_or("", |section| at.document.source.slice(section.heading_span))
}

/// Judges whether all open actions have something, which is kept in the ticket of those that have one. Where none of
/// several has it, that is one finding, and not one for each.
pub(super) fn all_have(
    rule: &Rule,
    at: &Postmortem,
    has: impl Fn(&Action, &str) -> bool,
    what: &str,
    hint: &str,
) -> Verdict {
    let open = at.record.actions.iter().filter(|action| action.status.is_open());
    let (mut with, mut without): (Vec<&Action>, Vec<&Action>) = (Vec::new(), Vec::new());
    for action in open.filter(|action| action.link.is_none()) {
        let heading = heading(at, action);
        if heading.contains("://") {
            continue;
        }
        if has(action, heading) {
            with.push(action);
        } else {
            without.push(action);
        }
    }
    let found: Vec<Diagnostic> = match (with.as_slice(), without.as_slice()) {
        ([], []) => return Verdict::NotApplicable,
        ([], [first, rest @ ..]) if !rest.is_empty() => {
            let message = format!("none of the {} open actions has {what}", rest.len() + 1);
            let found = rule.warn(at, place(at, first), message).hint(hint);
            let labelled = rest
                .iter()
                .fold(found, |found, action| found.label(place(at, action), "nor this"));
            vec![labelled]
        }
        (_, without) => without
            .iter()
            .map(|action| {
                let message = format!(
                    "the action `{}` has no {}",
                    task(action),
                    what.trim_start_matches("an ").trim_start_matches("a ")
                );
                rule.warn(at, place(at, action), message).hint(hint)
            })
            .collect(),
    };
    Verdict::of(found, || with.iter().map(|action| action.span).collect())
}
