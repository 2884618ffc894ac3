//! Findings for code hosts and editors: SARIF 2.1.0, as GitHub's code scanning reads it.

use crate::diagnostic::{Diagnostic, Level, RuleName};
use crate::report::{Report, Sources, fingerprints};
use crate::rules::{self, Rule};
use crate::span::Span;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The log of one run. Only rules that found something are described in it.
#[must_use]
pub fn log(report: &Report, sources: &Sources<'_>) -> Value {
    let names: BTreeSet<RuleName> = report.diagnostics.iter().map(|found| found.rule).collect();
    let names: Vec<RuleName> = names.into_iter().collect();
    let described = names.iter().filter_map(|name| {
        let found = report.diagnostics.iter().filter(|found| found.rule == *name);
        // What it is in another profile would be shown beside findings that it does not fit.
        let highest = found.map(|found| found.level).max()?;
        Some(descriptor(rules::find(name.name())?, highest))
    });
    let found = report.diagnostics.iter().zip(fingerprints(report, sources));
    let results = found.map(|(found, fingerprint)| {
        let index = names.binary_search(&found.rule).unwrap_or_default();
        result(found, index, &fingerprint, sources)
    });
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "nevertwice",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": described.collect::<Vec<_>>(),
            } },
            "columnKind": "utf16CodeUnits",
            "results": results.collect::<Vec<_>>(),
        }],
    })
}

/// A rule, with its page as help.
fn descriptor(rule: &Rule, highest: Level) -> Value {
    // The name of the rule stands above the help.
    let page = rules::page(rule);
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": format!("Requires: {}.", rule.requires) },
        "help": {
            "text": format!("Requires: {}.\n\n{}\n\nHow to fix: {}", rule.requires, rule.why, rule.fix),
            "markdown": page.trim_start_matches(&format!("## {}\n\n", rule.name)),
        },
        "defaultConfiguration": { "level": level(highest) },
        "properties": { "tags": ["postmortem"], "problem.severity": severity(highest) },
    })
}

fn result(found: &Diagnostic, index: usize, fingerprint: &str, sources: &Sources<'_>) -> Value {
    let hint = found.hint.iter().map(|hint| format!("\nHow to fix: {hint}"));
    let message: String = std::iter::once(found.message.clone()).chain(hint).collect();
    let mut result = json!({
        "ruleId": found.rule,
        "ruleIndex": index,
        "level": level(found.level),
        "message": { "text": message },
        "locations": [{ "physicalLocation": physical(&found.path, found.span, sources) }],
        "partialFingerprints": { "nevertwice/v1": fingerprint },
    });
    if !found.labels.is_empty() {
        let related = found.labels.iter().map(|label| {
            let path = label.path.as_deref().unwrap_or(&found.path);
            json!({
                "physicalLocation": physical(path, label.span, sources),
                "message": { "text": label.words },
            })
        });
        result["relatedLocations"] = related.collect();
    }
    result
}

fn physical(path: &str, span: Span, sources: &Sources<'_>) -> Value {
    let region = match sources.get(path).map(|source| source.utf16_place(span)) {
        Some(at) if !span.is_empty() => json!({
            "startLine": at.line,
            "startColumn": at.column,
            "endLine": at.end_line,
            "endColumn": at.end_column,
        }),
        Some(at) => json!({ "startLine": at.line, "startColumn": at.column }),
        None => json!({ "startLine": 1 }),
    };
    json!({ "artifactLocation": { "uri": uri(path) }, "region": region })
}

/// A path as the reference that it is in an address.
fn uri(path: &str) -> String {
    const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~')
        .remove(b'/');
    utf8_percent_encode(path, PLAIN).to_string()
}

/// A level as SARIF names it. A question is a note: results of the kind `review` are shown by no code host.
const fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warn => "warning",
        Level::Question => "note",
    }
}

/// The same as GitHub names it where it sorts alerts.
const fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warn => "warning",
        Level::Question => "recommendation",
    }
}

#[cfg(test)]
mod tests;
