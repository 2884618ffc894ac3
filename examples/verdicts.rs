//! How rightly the rules of the `assignment` profile judge, held against what careful readers say.
//!
//! `cargo run --example verdicts -- FOLDER [--part tuned|aside] [--wrong]` reads the files that `tests/verdicts/labels.tsv` names,
//! wherever in the folder they are. A label is `y` (met), `n` (not met), `d` (readers differ) or `-` (the text has nothing that the
//! rule is about). The part `aside` was labelled with the rest and is never looked at while rules are changed: `--wrong` lists only
//! the files of the other part.

#![expect(clippy::print_stdout, reason = "the table is what it is for")]
#![expect(clippy::disallowed_methods, reason = "it reads the folder that it is given")]

use nevertwice::config::{Profile, Settings};
use nevertwice::diagnostic::{Diagnostic, Level};
use nevertwice::postmortem;
use nevertwice::rules::{self, FileContext, ProfileLevels};
use nevertwice::source::Source;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

const LABELS: &str = include_str!("../tests/verdicts/labels.tsv");

/// What the verdicts of one rule come to.
#[derive(Default)]
struct Count {
    all: usize,
    asked: usize,
    /// Found to be not met: of those that are not, and of those that are.
    right: usize,
    wrong: usize,
    /// What is not met, and was found met or asked about.
    missed: usize,
    asked_of_missing: usize,
}

impl Count {
    fn add(&mut self, other: &Self) {
        self.all += other.all;
        self.asked += other.asked;
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
        self.asked_of_missing += other.asked_of_missing;
    }

    fn line(&self, name: &str) -> String {
        let share = |part: usize, whole: usize| match whole {
            0 => "-".to_owned(),
            _ => format!("{:.2}", part as f64 / whole as f64),
        };
        let missing = self.right + self.missed + self.asked_of_missing;
        format!(
            "{name:24} {:>4} not met, precision {:>4}; {missing:>3} missing, recall {:>4}; questions {:>4} of {:>4}",
            self.right + self.wrong,
            share(self.right, self.right + self.wrong),
            share(self.right, missing),
            share(self.asked, self.all),
            self.all,
        )
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (mut folder, mut part, mut list) = (None, None, false);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--part" => part = arguments.next(),
            "--wrong" => list = true,
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    let Some(folder) = folder else {
        println!("usage: verdicts FOLDER [--part tuned|aside] [--wrong]");
        return;
    };
    let files: BTreeMap<String, PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .map(|entry| {
            (
                entry.file_name().to_string_lossy().into_owned(),
                entry.into_path(),
            )
        })
        .collect();
    let settings = Settings::default();
    let levels = ProfileLevels::new(&settings, Profile::Assignment);
    let context = FileContext {
        settings: &settings,
        profile: Profile::Assignment,
        levels: &levels,
    };
    let mut rows = LABELS.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let head = rows.next().unwrap_or_default();
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    for row in rows {
        let (Some(name), Some(of)) = (row.first(), row.get(1)) else {
            continue;
        };
        if part.as_ref().is_some_and(|part| part != of) {
            continue;
        }
        let Some(bytes) = files.get(*name).and_then(|path| std::fs::read(path).ok()) else {
            println!("{name}: not in the folder");
            continue;
        };
        let reading = postmortem::read(Arc::new(Source::new(*name, &bytes)), &settings);
        let found = rules::check_file(&reading, &context);
        for (rule, label) in head.iter().zip(&row).skip(2) {
            let count = counts.entry(rule).or_default();
            count.all += 1;
            let verdict = judged(&found, rule);
            let told = verdict.map(|finding| finding.level);
            count.asked += usize::from(told == Some(Level::Question));
            let wrong = match (*label, told) {
                ("n", Some(Level::Warn | Level::Error)) => {
                    count.right += 1;
                    false
                }
                ("n", Some(Level::Question)) => {
                    count.asked_of_missing += 1;
                    true
                }
                ("n", None) => {
                    count.missed += 1;
                    true
                }
                ("y", Some(Level::Warn | Level::Error)) => {
                    count.wrong += 1;
                    true
                }
                (_, told) => told == Some(Level::Question),
            };
            if list && wrong && *of == "tuned" {
                let (line, message) = verdict.map_or((0, "met"), |finding| {
                    let before = reading.postmortem.document.source.text.get(..finding.span.start);
                    (
                        1 + before.map_or(0, |text| text.matches('\n').count()),
                        finding.message.as_str(),
                    )
                });
                println!("{name}:{line} {rule} is {label}: {message}");
            }
        }
    }
    let mut all = Count::default();
    for (rule, count) in &counts {
        all.add(count);
        println!("{}", count.line(rule));
    }
    println!("{}", all.line("all"));
}

/// The gravest finding of a rule.
fn judged<'a>(found: &'a [Diagnostic], rule: &str) -> Option<&'a Diagnostic> {
    let of = found.iter().filter(|finding| finding.rule.name() == rule);
    of.max_by_key(|finding| finding.level)
}
