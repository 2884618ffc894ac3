//! How rightly the rules of the `assignment` profile judge whole answers, held against what careful readers say.
//!
//! A label is `y` (met), `n` (not met), `d` (readers differ) or `-` (the text has nothing that the rule is about). The part
//! `aside` was labelled with the rest and is never looked at while rules are changed.

use super::findings;
use nevertwice::config::{Profile, Settings};
use nevertwice::diagnostic::{Diagnostic, Level};
use nevertwice::postmortem::{self, Reading};
use nevertwice::rules::{self, FileContext, ProfileLevels, Verdict};
use nevertwice::source::Source;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const LABELS: &str = include_str!("labels.tsv");

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
}

impl Count {
    fn add(&mut self, other: &Self) {
        self.all += other.all;
        self.asked += other.asked;
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    fn count(&mut self, label: &str, told: Option<Level>) {
        let not_met = told >= Some(Level::Warn);
        self.all += usize::from(label != "-");
        self.asked += usize::from(told == Some(Level::Question));
        match label {
            "n" if not_met => self.right += 1,
            "n" => self.missed += 1,
            "y" if not_met => self.wrong += 1,
            _ => {}
        }
    }

    fn precision(&self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    fn recall(&self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    fn line(&self, name: &str) -> String {
        format!(
            "{name:24} {:>4} not met, precision {:.2}; {:>3} missing, recall {:.2}; questions {:.2} of {}",
            self.right + self.wrong,
            self.precision(),
            self.right + self.missed,
            self.recall(),
            share(self.asked, self.all),
            self.all,
        )
    }
}

/// A part of a whole; of nothing it is all.
fn share(part: usize, whole: usize) -> f64 {
    let number = |count: usize| u32::try_from(count).map_or(f64::NAN, f64::from);
    if whole == 0 {
        1.0
    } else {
        number(part) / number(whole)
    }
}

/// The files in a folder and below, by name.
fn files(folder: &Path) -> BTreeMap<String, PathBuf> {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let named = entries.map(|entry| {
        (
            entry.file_name().to_string_lossy().into_owned(),
            entry.into_path(),
        )
    });
    named.collect()
}

/// The folder of the answers that are our own.
fn own() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verdicts/answers")
}

/// Their texts.
pub(crate) fn own_answers() -> Vec<Vec<u8>> {
    let markdown = files(&own())
        .into_values()
        .filter(|path| path.extension().is_some_and(|end| end == "md"));
    markdown.filter_map(|path| std::fs::read(path).ok()).collect()
}

/// The parts that labels have, in their order.
fn parts(labels: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = labels
        .lines()
        .skip(1)
        .filter_map(|row| row.split('\t').nth(1))
        .collect();
    parts.sort_unstable_by(|first, other| other.cmp(first));
    parts.dedup();
    parts
}

/// Measures one part of the answers that a folder has, and prints the table.
fn measure(folder: &Path, labels: &str, part: &str) -> Count {
    let files = files(folder);
    let settings = Settings::default();
    let list = part != "aside" && std::env::var_os("NEVERTWICE_WRONG").is_some();
    let mut rows = labels.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let head = rows.next().unwrap_or_default();
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    for row in rows.filter(|row| row.get(1) == Some(&part)) {
        let name = row.first().copied().unwrap_or_default();
        let Some(bytes) = files.get(name).and_then(|path| std::fs::read(path).ok()) else {
            continue;
        };
        let reading = postmortem::read(Arc::new(Source::new(name, &bytes)), &settings);
        let found = findings(&reading, &settings, Profile::Assignment);
        for (rule, label) in head.iter().zip(&row).skip(2) {
            let verdict = judged(&found, rule);
            let told = verdict.map(|finding| finding.level);
            counts.entry(rule).or_default().count(label, told);
            let right = match *label {
                "y" => told.is_none(),
                "n" => told >= Some(Level::Warn),
                _ => told != Some(Level::Question),
            };
            if list && !right {
                let said = verdict.map_or("met", |finding| finding.message.as_str());
                println!(
                    "{name}: {rule} is {label}: {said} {:?}",
                    decided(&reading, &settings, rule)
                );
            }
        }
    }
    let mut all = Count::default();
    println!("\n{part} answers of {}", folder.display());
    for (rule, count) in &counts {
        all.add(count);
        println!("{}", count.line(rule));
    }
    println!("{}", all.line("all"));
    all
}

/// The words that decided.
fn decided<'r>(reading: &'r Reading, settings: &Settings, rule: &str) -> Vec<&'r str> {
    let profile = Profile::Assignment;
    let context = FileContext {
        settings,
        profile,
        levels: &ProfileLevels::new(settings, profile),
    };
    let verdicts = rules::file_verdicts(reading, &context);
    let of = verdicts.into_iter().filter(|(of, _)| of.name.name() == rule);
    let spans = of.flat_map(|(_, verdict)| match verdict {
        Verdict::Met(spans) => spans,
        other => other.findings().into_iter().map(|found| found.span).collect(),
    });
    let source = &reading.postmortem.document.source;
    spans.map(|span| source.slice(span)).collect()
}

/// The gravest finding of a rule.
fn judged<'a>(found: &'a [Diagnostic], rule: &str) -> Option<&'a Diagnostic> {
    let of = found.iter().filter(|finding| finding.rule.name() == rule);
    of.max_by_key(|finding| finding.level)
}

#[test]
fn answers_are_judged_as_careful_readers_do() {
    let own = own();
    let count = measure(&own, LABELS, "tuned");
    assert!(count.all > 500, "{} verdicts", count.all);
    assert!(count.precision() >= 0.95, "precision {:.2}", count.precision());
    assert!(count.recall() >= 0.9, "recall {:.2}", count.recall());
    let asked = share(count.asked, count.all);
    assert!(asked <= 0.1, "questions {asked:.2}");
    // What nobody looked at is measured, and never mended.
    measure(&own, LABELS, "aside");
    if let Some(others) = std::env::var_os("NEVERTWICE_ANSWERS") {
        let others = Path::new(&others);
        let labels = std::fs::read_to_string(others.join("labels.tsv")).unwrap_or_else(|_| LABELS.to_owned());
        for part in parts(&labels) {
            measure(others, &labels, part);
        }
    }
}
