use super::{Baseline, Compared, Paths};
use crate::diagnostic::{Diagnostic, RuleName};
use crate::report::Report;
use crate::source::Source;
use crate::span::Span;
use std::collections::BTreeMap;

/// A report on files: an error of `known-cause` at each `gremlins`, and one on each file without `Timeline`.
struct Run {
    sources: Vec<Source>,
    report: Report,
}

fn run(files: &[(&str, &str)]) -> Run {
    let sources: Vec<Source> = files
        .iter()
        .map(|(path, text)| Source::new(*path, text.as_bytes()))
        .collect();
    let mut report = Report::new(files.len());
    for source in &sources {
        let places = source.text.match_indices("gremlins").map(|(at, words)| {
            Diagnostic::error(
                RuleName::KnownCause,
                &source.path,
                Span::new(at, at + words.len()),
                "unknown `gremlins`",
            )
        });
        report.diagnostics.extend(places);
        if !source.text.contains("Timeline") {
            let message = format!(
                "missing section `Timeline` in {} lines",
                source.text.lines().count()
            );
            report.diagnostics.push(Diagnostic::warn(
                RuleName::Sections,
                &source.path,
                Span::default(),
                message,
            ));
        }
    }
    report.sort();
    Run { sources, report }
}

impl Run {
    fn sources(&self) -> BTreeMap<&str, &Source> {
        self.sources
            .iter()
            .map(|source| (source.path.as_str(), source))
            .collect()
    }

    fn list(&self) -> Baseline {
        let list = Baseline::new(&self.report, &self.sources(), str::to_owned);
        assert_eq!(Baseline::read(list.json().as_bytes()).unwrap(), list);
        list
    }

    /// How many findings are new, how many known, and the files and counts of those that are gone.
    fn against(
        mut self,
        list: &Baseline,
        checked: &dyn Fn(&str) -> bool,
    ) -> (usize, usize, Vec<(String, usize)>) {
        let exists = |path: &str| self.sources.iter().any(|source| source.path == path);
        let paths = Paths {
            listed: &str::to_owned,
            exists: &exists,
            checked,
        };
        let mut report = std::mem::take(&mut self.report);
        let Compared { known, gone } = list.subtract(&mut report, &self.sources(), &paths);
        let gone = gone.into_iter().map(|known| (known.path, known.count));
        (report.diagnostics.len(), known, gone.collect())
    }
}

#[test]
fn moved_lines_are_known_and_more_of_the_same_is_new() {
    let list = run(&[("a.md", "gremlins and gremlins\n")]).list();
    let all = |_: &str| true;
    let none = Vec::new();
    assert_eq!(
        run(&[("a.md", "gremlins and gremlins\n")]).against(&list, &all),
        (0, 3, none.clone())
    );
    assert_eq!(
        run(&[("a.md", "New\n\ngremlins\ngremlins\n")]).against(&list, &all),
        (0, 3, none.clone())
    );
    assert_eq!(
        run(&[("a.md", "gremlins gremlins gremlins\n")]).against(&list, &all),
        (1, 3, none)
    );
}

#[test]
fn what_no_longer_occurs_is_told_of_checked_and_of_lost_files() {
    let list = run(&[
        ("a.md", "gremlins gremlins\n"),
        ("b.md", "gremlins\n"),
        ("c.md", "x\n"),
    ])
    .list();
    let gone = |path: &str, count| (path.to_owned(), count);
    let now = || run(&[("a.md", "gremlins\n"), ("b.md", "Timeline\n")]);
    let all = |_: &str| true;
    let some = |path: &str| path == "a.md";
    assert_eq!(
        now().against(&list, &all),
        (
            0,
            2,
            vec![gone("a.md", 1), gone("b.md", 1), gone("b.md", 1), gone("c.md", 1)]
        )
    );
    assert_eq!(
        now().against(&list, &some),
        (0, 2, vec![gone("a.md", 1), gone("c.md", 1)])
    );
}

#[test]
fn a_file_that_moved_is_known_and_a_copy_is_new() {
    let list = run(&[("old/a.md", "gremlins\n"), ("old/b.md", "x\n")]).list();
    let all = |_: &str| true;
    assert_eq!(
        run(&[("new/a.md", "gremlins\n"), ("new/b.md", "x\n")]).against(&list, &all),
        (0, 3, Vec::new())
    );
    assert_eq!(
        run(&[("renamed.md", "gremlins\n"), ("old/b.md", "x\n")]).against(&list, &all),
        (0, 3, Vec::new())
    );
    assert_eq!(
        run(&[
            ("copy.md", "gremlins\n"),
            ("old/a.md", "gremlins\n"),
            ("old/b.md", "x\n")
        ])
        .against(&list, &all),
        (2, 3, Vec::new())
    );
}

#[test]
fn other_files_are_no_lists() {
    let error = |json: &str| Baseline::read(json.as_bytes()).unwrap_err().to_string();
    assert_eq!(
        error(r#"{"version": 2, "findings": []}"#),
        "it has version 2, and this program knows version 1"
    );
    assert_eq!(error("[]"), "it is no list of known findings");
}
