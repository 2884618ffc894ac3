//! The form of the timeline's entries.

use super::{Example, Rule, Scope};
use crate::config::{Profile, Settings};
use crate::diagnostic::{Diagnostic, Level};
use crate::postmortem::Postmortem;
use crate::postmortem::record::Entry;
use crate::source::{Source, Span};
use std::collections::BTreeSet;

/// `timeline-format`
pub(super) static RULE: Rule = Rule {
    name: "timeline-format",
    requires: "the timeline is a list of bullets, each `time - text`",
    why: "\"Timeline (format bullet point, format: time - keep it short, 1 or 2 sentences)\" (the brief). A step without \
          a time cannot be placed between the others, and no duration can be taken from it.",
    fix: "Begin each step with a bullet and a clock time: `- 10:05 UTC - what happened`.",
    bad: &[Example {
        path: "README.md",
        text: "# Login down\n\n## Timeline\n\n- 10:00 UTC - An alert told of failing logins\n\
               - The database team was called\n- 11:00 UTC - Logins worked again\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Login down\n\n## Timeline\n\n- 10:00 UTC - An alert told of failing logins\n\
               - 10:20 UTC - The database team was called\n- 11:00 UTC - Logins worked again\n",
    }],
    archive: Some(Level::Warn),
    assignment: Some(Level::Error),
    scope: Scope::File(check),
};

fn check(postmortem: &Postmortem, _settings: &Settings, profile: Profile) -> Vec<Diagnostic> {
    let source = &postmortem.document.source;
    let entries = &postmortem.record.entries;
    let brief = profile == Profile::Assignment;
    let mut found = Vec::new();
    // Entries, by their start, that reading has told of.
    let mut told = BTreeSet::new();
    for (entry, diagnostic) in in_timeline(postmortem) {
        told.insert(entry.span.start);
        if brief {
            // In an archive these stand under the names that reading gave them.
            found.push(Diagnostic {
                rule: RULE.name,
                level: Level::Error,
                ..diagnostic.clone()
            });
        }
    }
    for entry in entries {
        // A placeholder for a time, such as `14:??`, is honest.
        if entry.at.is_none() && entry.time_span.is_none() && !told.contains(&entry.span.start) {
            let span = first_line(source, entry.span);
            found.push(
                RULE.error(postmortem, span, "this entry has no time")
                    .hint(RULE.fix),
            );
        }
    }
    if brief && let Some(plain) = plain_entry(postmortem) {
        let message = "the entries are no bullets, and the brief asks for `- time - text`";
        let span = first_line(source, plain.span);
        found.push(RULE.warn(postmortem, span, message).hint(RULE.fix));
    }
    found
}

/// What reading found wrong with the times and the order of entries, each with its entry.
fn in_timeline(postmortem: &Postmortem) -> impl Iterator<Item = (&Entry, &Diagnostic)> {
    let entries = &postmortem.record.entries;
    postmortem.diagnostics.iter().filter_map(move |diagnostic| {
        let wrong = matches!(diagnostic.rule, "unreadable-time" | "times-in-order")
            && diagnostic.level > Level::Question;
        let after = entries.partition_point(|entry| entry.span.start <= diagnostic.span.start);
        let entry = entries.get(after.checked_sub(1)?)?;
        (wrong && entry.span.contains(diagnostic.span)).then_some((entry, diagnostic))
    })
}

/// The first timed entry, where none of them is a bullet.
fn plain_entry(postmortem: &Postmortem) -> Option<&Entry> {
    let source = &postmortem.document.source;
    let timed = || {
        postmortem
            .record
            .entries
            .iter()
            .filter(|entry| entry.at.is_some())
    };
    if timed().any(|entry| is_bullet(source, entry.span)) {
        return None;
    }
    timed().next()
}

/// Whether a block begins as an item of a list, in Markdown, in HTML or by a typed bullet.
fn is_bullet(source: &Source, span: Span) -> bool {
    let text = source.slice(span).trim_start();
    let numbered = text.trim_start_matches(|char: char| char.is_ascii_digit());
    text.starts_with(['-', '*', '+', '•', '◦', '▪', '·', '–'])
        && !text.starts_with("**")
        && !text.starts_with("---")
        || text
            .get(..3)
            .is_some_and(|start| start.eq_ignore_ascii_case("<li"))
        || numbered.len() < text.len() && (numbered.starts_with(". ") || numbered.starts_with(") "))
}

/// The first line of a span, without white space around it.
fn first_line(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    let start = span.start + (text.len() - text.trim_start().len());
    let line = text.trim_start().lines().next().unwrap_or_default();
    Span::new(start, start + line.trim_end().len())
}
