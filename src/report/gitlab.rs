//! Findings as a Code Quality report, which GitLab shows in merge requests.

use crate::diagnostic::{Diagnostic, Level};
use crate::report::{Report, Sources, fingerprints};
use serde::Serialize;

/// A finding as GitLab knows it.
#[derive(Debug, Serialize)]
pub struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Debug, Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Debug, Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// The report: one issue for each finding.
#[must_use]
pub fn issues(report: &Report, sources: &Sources<'_>) -> Vec<Issue> {
    let prints = fingerprints(report, sources);
    let found = report.diagnostics.iter().zip(prints);
    found
        .map(|(found, fingerprint)| issue(found, fingerprint, sources))
        .collect()
}

fn issue(found: &Diagnostic, fingerprint: String, sources: &Sources<'_>) -> Issue {
    let source = sources.get(found.path.as_str());
    let place = source.map(|source| source.place(found.span));
    let hint = found.hint.iter().map(|hint| format!("; {hint}"));
    Issue {
        description: std::iter::once(found.message.clone()).chain(hint).collect(),
        check_name: found.rule.name(),
        fingerprint,
        severity: match found.level {
            Level::Error => "major",
            Level::Warn => "minor",
            Level::Question => "info",
        },
        location: Location {
            path: found.path.clone(),
            lines: Lines {
                begin: place.map_or(1, |place| place.line),
                end: place.map_or(1, |place| place.end_line),
            },
        },
    }
}
