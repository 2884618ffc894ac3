//! Findings for programs: the document of `check --format json`, a versioned contract.

use crate::diagnostic::{Diagnostic, Level};
use crate::report::Report;
use crate::source::Source;
use crate::span::Place;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The result of one run of `check`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Check {
    /// The version of this format: 1.
    pub version: u8,
    /// Errors and warnings, by path and position.
    pub findings: Vec<Finding>,
    /// Questions that only a person can answer.
    pub questions: Vec<Finding>,
    /// The number of files checked.
    pub files: usize,
    /// The number of errors.
    pub errors: usize,
    /// The number of warnings.
    pub warnings: usize,
}

/// One finding. Lines and columns are 1-based, columns count characters; a finding about the whole file is at 1:1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Finding {
    /// The name of the rule.
    pub rule: &'static str,
    /// Its level.
    pub level: Level,
    /// The path of the file, with `/` as separator.
    pub path: String,
    /// The line of the first character.
    pub line: usize,
    /// The column of the first character.
    pub column: usize,
    /// The line of the character after the last one.
    pub end_line: usize,
    /// The column of the character after the last one.
    pub end_column: usize,
    /// What is wrong.
    pub message: String,
    /// How to fix it.
    pub hint: Option<String>,
}

/// The document of a report; `sources` are the files by path.
#[must_use]
pub fn document(report: &Report, sources: &BTreeMap<&str, &Source>) -> Check {
    let (questions, findings) = report
        .diagnostics
        .iter()
        .map(|diagnostic| finding(diagnostic, sources.get(diagnostic.path.as_str()).copied()))
        .partition(|finding| finding.level == Level::Question);
    Check {
        version: 1,
        findings,
        questions,
        files: report.files,
        errors: report.count(Level::Error),
        warnings: report.count(Level::Warn),
    }
}

fn finding(diagnostic: &Diagnostic, source: Option<&Source>) -> Finding {
    let place = source.map_or(
        Place {
            line: 1,
            column: 1,
            end_line: 1,
            end_column: 1,
        },
        |source| source.place(diagnostic.span),
    );
    Finding {
        rule: diagnostic.rule.name(),
        level: diagnostic.level,
        path: diagnostic.path.clone(),
        line: place.line,
        column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
        message: diagnostic.message.clone(),
        hint: diagnostic.hint.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::RuleName;
    use crate::span::Span;

    #[test]
    fn questions_stand_apart_and_places_count_characters() {
        let source = Source::new("a.md", "é one\ntwo".as_bytes());
        let report = Report {
            diagnostics: vec![
                Diagnostic::question(RuleName::Sections, "a.md", Span::default(), "cannot tell"),
                Diagnostic::error(RuleName::WordCount, "a.md", Span::new(3, 6), "too short")
                    .hint("write more"),
                Diagnostic::warn(
                    RuleName::UniqueId,
                    "b.md",
                    Span::new(3, 6),
                    "a file that was not read",
                ),
            ],
            files: 2,
        };
        let check = document(&report, &BTreeMap::from([("a.md", &source)]));
        assert_eq!((check.files, check.errors, check.warnings), (2, 1, 1));
        let places: Vec<_> = check
            .findings
            .iter()
            .map(|found| (found.line, found.column, found.end_line, found.end_column))
            .collect();
        assert_eq!(places, [(1, 3, 1, 6), (1, 1, 1, 1)]);
        assert_eq!(check.questions.len(), 1);
        let json = serde_json::to_string(&check.questions[0]).unwrap();
        insta::assert_snapshot!(json, @r#"{"rule":"sections","level":"question","path":"a.md","line":1,"column":1,"end_line":1,"end_column":1,"message":"cannot tell","hint":null}"#);
    }
}
