//! Findings for people: rule, place, the source with the span underlined, and the hint.
//!
//! The text is coloured by escape sequences; whoever prints it strips them where they are not wanted.

use crate::diagnostic::{Diagnostic, Level};
use crate::format::harmless;
use crate::report::Report;
use crate::source::Source;
use crate::span::Span;
use annotate_snippets::{Annotation, AnnotationKind, Group, Origin, Renderer, Snippet};
use anstream::adapter::strip_str;
use std::collections::{BTreeMap, BTreeSet};

/// Columns that an excerpt may take.
const WIDTH: usize = 110;
/// The most bytes of one line that are handed on to be drawn; the drawing trims it further.
const LONGEST: usize = 400;
/// Bytes between a span and a label that one excerpt holds.
const NEAR: usize = 2000;
/// The most lines of one span that are drawn.
const LINES: usize = 4;

/// All findings, questions after them, each followed by an empty line; `sources` are the files by path.
#[must_use]
pub fn findings(report: &Report, sources: &BTreeMap<&str, &Source>) -> String {
    let mut out = String::new();
    let (questions, findings): (Vec<_>, Vec<_>) = report
        .diagnostics
        .iter()
        .partition(|diagnostic| diagnostic.level == Level::Question);
    for diagnostic in findings {
        out += &finding(diagnostic, sources.get(diagnostic.path.as_str()).copied());
        out += "\n\n";
    }
    if !questions.is_empty() {
        out += "\x1b[1mfor the reviewer\x1b[0m: only a person can answer these\n\n";
    }
    for diagnostic in questions {
        out += &finding(diagnostic, sources.get(diagnostic.path.as_str()).copied());
        out += "\n\n";
    }
    out
}

/// The last line: `Found 3 errors, 2 warnings, 1 question in 2 of 4 files`.
#[must_use]
pub fn summary(report: &Report) -> String {
    let counts: Vec<String> = [
        (Level::Error, "error"),
        (Level::Warn, "warning"),
        (Level::Question, "question"),
    ]
    .into_iter()
    .map(|(level, word)| (report.count(level), word))
    .filter(|&(count, _)| count > 0)
    .map(|(count, word)| counted(count, word))
    .collect();
    let files = counted(report.files, "file");
    if counts.is_empty() {
        return format!("No problems found in {files}");
    }
    let with: BTreeSet<&str> = report
        .diagnostics
        .iter()
        .map(|found| found.path.as_str())
        .collect();
    let found = counts.join(", ");
    if with.len() < report.files {
        format!("Found {found} in {} of {files}", with.len())
    } else {
        format!("Found {found} in {files}")
    }
}

/// One finding, without a line end after it.
#[must_use]
pub fn finding(diagnostic: &Diagnostic, source: Option<&Source>) -> String {
    use annotate_snippets::Level as Drawn;
    let level = match diagnostic.level {
        Level::Error => Drawn::ERROR,
        Level::Warn => Drawn::WARNING,
        Level::Question => Drawn::INFO.with_name("question"),
    };
    let message = harmless(&diagnostic.message);
    let title = level.primary_title(message).id(diagnostic.rule.name());
    let mut group = places(Group::with_title(title), diagnostic, source);
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Drawn::HELP.message(harmless(hint)));
    }
    let drawn = Renderer::styled()
        .term_width(WIDTH)
        .hyperlink(false)
        .render(&[group]);
    // An excerpt without a path of its own is drawn as that of another file, whose name would be here.
    let is_name = |line: &str| line.contains(":::") && strip_str(line).to_string().trim() == ":::";
    let lines = drawn.lines().filter(|line| !is_name(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// Adds the place and the excerpts: one for the span and the labels near it, one for each label far away.
fn places<'a>(group: Group<'a>, diagnostic: &'a Diagnostic, source: Option<&'a Source>) -> Group<'a> {
    let path = harmless(&diagnostic.path);
    let Some(source) = source else {
        return group.element(Origin::path(path));
    };
    let place = source.place(diagnostic.span);
    let origin = Origin::path(path.clone())
        .line(place.line)
        .char_column(place.column);
    if diagnostic.span.is_empty() {
        return group.element(origin);
    }
    // Of another file there is no text here: the message names it.
    let own = diagnostic.labels.iter().filter(|label| label.path.is_none());
    let (near, far): (Vec<_>, Vec<_>) = own.partition(|label| {
        let both = label.span.to(diagnostic.span);
        both.end - both.start <= NEAR
    });
    let mut marks = vec![(AnnotationKind::Primary, diagnostic.span, None)];
    for label in near {
        marks.push((AnnotationKind::Context, label.span, Some(&label.words)));
    }
    let main = excerpt(source, &marks);
    let mut group = if place.column > LONGEST / 4 {
        // The excerpt does not begin where its line does, so it cannot count the columns.
        group.element(origin).element(main)
    } else {
        group.element(main.path(path.clone()))
    };
    for label in far {
        let mark = (AnnotationKind::Context, label.span, Some(&label.words));
        group = group.element(excerpt(source, &[mark]).path(path.clone()));
    }
    group
}

/// The lines that hold some marked spans, each cut to what fits on a screen.
fn excerpt<'a>(
    source: &'a Source,
    marks: &[(AnnotationKind, Span, Option<&'a String>)],
) -> Snippet<'a, Annotation<'a>> {
    let text = source.text.as_str();
    let first = marks.iter().map(|(_, span, _)| span.start).min().unwrap_or(0);
    let first = floor(text, first.min(text.len()));
    let furthest = floor(text, first.saturating_sub(LONGEST / 4));
    let line = text[furthest..first].rfind('\n');
    let from = line.map_or(furthest, |at| furthest + at + 1);
    let spans: Vec<Span> = marks.iter().map(|(_, span, _)| shortened(text, *span)).collect();
    let last = spans
        .iter()
        .map(|span| span.end)
        .max()
        .unwrap_or(first)
        .max(first);
    let furthest = floor(text, text.len().min(last + LONGEST));
    let to = text[last..furthest].find('\n').map_or(furthest, |at| last + at);
    let mut snippet = Snippet::source(&text[from..to]).line_start(source.line(from));
    for ((kind, _, words), span) in marks.iter().zip(&spans) {
        snippet = snippet.annotation(
            kind.span(span.start - from..span.end - from)
                .label(words.map(|words| harmless(words))),
        );
    }
    snippet
}

/// The beginning of a span, no longer than fits on a screen, without white space at its end.
fn shortened(text: &str, span: Span) -> Span {
    let start = floor(text, span.start.min(text.len()));
    let end = floor(text, span.end.clamp(start, text.len()).min(start + LONGEST));
    let shown: usize = text[start..end]
        .split_inclusive('\n')
        .take(LINES)
        .map(str::len)
        .sum();
    Span::new(start, start + text[start..start + shown].trim_end().len())
}

/// The nearest boundary of a character at or before a byte.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn counted(count: usize, word: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {word}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::RuleName;

    fn plain(diagnostic: &Diagnostic, source: &Source) -> String {
        anstream::adapter::strip_str(&finding(diagnostic, Some(source))).to_string()
    }

    #[test]
    fn a_finding_shows_its_place_and_the_hint() {
        let source = Source::new("posts/a.md", b"---\ntitle: One\nresolvd: 14:00\n---\n# One\n");
        let diagnostic = Diagnostic::error(
            RuleName::UnknownKey,
            "posts/a.md",
            Span::new(15, 22),
            "unknown key `resolvd`",
        )
        .label(Span::new(4, 9), "the keys begin here")
        .hint("did you mean `resolved`?");
        insta::assert_snapshot!(plain(&diagnostic, &source), @"
        error[unknown-key]: unknown key `resolvd`
         --> posts/a.md:3:1
          |
        2 | title: One
          | ----- the keys begin here
        3 | resolvd: 14:00
          | ^^^^^^^
          |
          = help: did you mean `resolved`?
        ");
    }

    #[test]
    fn a_finding_about_the_whole_file_has_no_excerpt() {
        let source = Source::new("a.md", b"text\n");
        let diagnostic = Diagnostic::warn(
            RuleName::Sections,
            "a.md",
            Span::default(),
            "missing section `Timeline`",
        );
        insta::assert_snapshot!(plain(&diagnostic, &source), @"
        warning[sections]: missing section `Timeline`
        --> a.md:1:1
        ");
    }

    #[test]
    fn what_a_terminal_would_obey_is_not_printed() {
        let source = Source::new("a.md", "one \u{202e}two\n".as_bytes());
        let diagnostic = Diagnostic::warn(
            RuleName::Sections,
            "a.md",
            Span::new(0, 3),
            "quoted: \x1b[31mred\x07\nline",
        )
        .hint("fix \x1b]0;title\x07");
        let shown = plain(&diagnostic, &source);
        assert!(
            !shown
                .chars()
                .any(|char| char.is_control() && char != '\n' || char == '\u{202e}'),
            "{shown:?}"
        );
    }

    #[test]
    fn a_long_line_and_a_long_span_are_trimmed() {
        let long = format!("{}wrong{}\n", "äb ".repeat(2000), " cd".repeat(2000));
        let source = Source::new("a.md", long.as_bytes());
        let at = long.find("wrong").unwrap_or_default();
        let one = plain(
            &Diagnostic::warn(RuleName::Sections, "a.md", Span::new(at, at + 5), "here"),
            &source,
        );
        assert!(one.contains("wrong") && one.contains("a.md:1:6001"), "{one}");
        assert!(!one.contains(":::"), "{one}");
        assert!(
            one.lines().all(|line| line.chars().count() <= WIDTH + 20),
            "{one}"
        );
        let whole = plain(
            &Diagnostic::warn(RuleName::Sections, "a.md", Span::new(0, long.len()), "all"),
            &source,
        );
        assert!(whole.len() < 2000, "{whole}");
    }

    #[test]
    fn the_summary_counts_in_words() {
        let mut report = Report {
            diagnostics: Vec::new(),
            files: 1,
        };
        assert_eq!(summary(&report), "No problems found in 1 file");
        let at = Span::default();
        report
            .diagnostics
            .push(Diagnostic::error(RuleName::Sections, "a.md", at, "x"));
        assert_eq!(summary(&report), "Found 1 error in 1 file");
        report
            .diagnostics
            .push(Diagnostic::warn(RuleName::Sections, "a.md", at, "x"));
        report
            .diagnostics
            .push(Diagnostic::question(RuleName::Sections, "a.md", at, "x"));
        report
            .diagnostics
            .push(Diagnostic::question(RuleName::Sections, "a.md", at, "x"));
        assert_eq!(
            summary(&report),
            "Found 1 error, 1 warning, 2 questions in 1 file"
        );
        report.files = 3;
        assert_eq!(
            summary(&report),
            "Found 1 error, 1 warning, 2 questions in 1 of 3 files"
        );
    }
}
