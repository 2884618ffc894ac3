//! Findings as workflow commands, which GitHub shows beside the lines of a pull request.

use crate::diagnostic::{Diagnostic, Level};
use crate::format::harmless;
use crate::report::{Report, Sources};
use crate::source::Source;
use std::fmt::Write;

/// One command a line for each finding; questions are notices.
#[must_use]
pub fn annotations(report: &Report, sources: &Sources<'_>) -> String {
    let mut out = String::new();
    for found in &report.diagnostics {
        let source = sources.get(found.path.as_str()).copied();
        let _ = writeln!(out, "{}", annotation(found, source));
    }
    out
}

fn annotation(found: &Diagnostic, source: Option<&Source>) -> String {
    let command = match found.level {
        Level::Error => "error",
        Level::Warn => "warning",
        Level::Question => "notice",
    };
    let mut out = format!("::{command} file={}", property(&harmless(&found.path)));
    match source.map(|source| source.utf16_place(found.span)) {
        Some(at) if !found.span.is_empty() => {
            let _ = write!(out, ",line={},endLine={}", at.line, at.end_line);
            // Columns are only allowed within one line.
            if at.line == at.end_line {
                let _ = write!(out, ",col={},endColumn={}", at.column, at.end_column);
            }
        }
        Some(at) => {
            let _ = write!(out, ",line={}", at.line);
        }
        None => out += ",line=1",
    }
    let mut message = harmless(&found.message);
    if let Some(hint) = &found.hint {
        let _ = write!(message, "\nHow to fix: {}", harmless(hint));
    }
    let _ = write!(out, ",title={}::{}", property(found.rule.name()), data(&message));
    out
}

/// A message: the end of a line would end the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which `:` and `,` would end too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::RuleName;
    use crate::span::Span;
    use std::collections::BTreeMap;

    #[test]
    fn each_finding_is_one_line_that_nothing_in_it_can_end() {
        let source = Source::new("a, b.md", "🔥 one\ntwo\n".as_bytes());
        let at =
            |level, span, message: &str| Diagnostic::new(level, RuleName::Sections, "a, b.md", span, message);
        let report = Report {
            diagnostics: vec![
                at(Level::Error, Span::new(5, 8), "100 % of\n::error::`\u{202e}x`").hint("write: less, more"),
                at(Level::Warn, Span::new(5, 10), "two lines"),
                at(Level::Question, Span::default(), "the file"),
                Diagnostic::warn(RuleName::Theme, "gone.html", Span::new(4, 9), "unread"),
            ],
            files: 1,
        };
        let printed = annotations(&report, &BTreeMap::from([("a, b.md", &source)]));
        insta::assert_snapshot!(printed, @"
        ::error file=a%2C b.md,line=1,endLine=1,col=4,endColumn=7,title=sections::100 %25 of ::error::`�x`%0AHow to fix: write: less, more
        ::warning file=a%2C b.md,line=1,endLine=2,title=sections::two lines
        ::notice file=a%2C b.md,line=1,title=sections::the file
        ::warning file=gone.html,line=1,title=theme::unread
        ");
    }
}
