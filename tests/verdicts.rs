//! What the rules of the brief make of many people's wordings. `cargo run --example verdicts` measures them on whole files.

use nevertwice::config::{Profile, Settings};
use nevertwice::diagnostic::Level;
use nevertwice::postmortem;
use nevertwice::rules::{self, FileContext, ProfileLevels};
use nevertwice::source::Source;
use std::fmt::Write;
use std::sync::Arc;

/// A postmortem with a text in the section that a rule is about.
fn text(rule: &str, words: &str) -> String {
    let items = || -> String {
        words.split(" / ").fold(String::new(), |mut all, item| {
            let _ = writeln!(all, "- {item}");
            all
        })
    };
    let prose = words.strip_prefix('=');
    let body = prose.map_or_else(items, |prose| format!("{prose}\n"));
    match rule {
        "outage-times" | "outage-timezone" | "duration-agrees" if words.contains(" / ") => {
            format!("# Report\n\n## Issue Summary\n\n{body}")
        }
        "outage-times"
        | "outage-timezone"
        | "duration-agrees"
        | "impact-service"
        | "impact-experience"
        | "impact-percent"
        | "root-cause-in-summary" => format!("# Report\n\n## Issue Summary\n\n{words}\n"),
        "cause-in-detail" | "fix-in-detail" => {
            format!("# Report\n\n## Root cause and resolution\n\n{words}\n")
        }
        "improvements" | "task-list" => {
            format!("# Report\n\n## Corrective and preventative measures\n\n{body}")
        }
        _ => format!("# Report\n\n## Timeline\n\n{body}"),
    }
}

#[test]
fn wordings_are_judged_as_careful_readers_do() {
    let settings = Settings::default();
    let levels = ProfileLevels::new(&settings, Profile::Assignment);
    let context = FileContext {
        settings: &settings,
        profile: Profile::Assignment,
        levels: &levels,
    };
    let mut rule = "";
    let mut wrong = String::new();
    let mut count = 0;
    for line in include_str!("verdicts/wordings.txt").lines() {
        if let Some(name) = line.strip_prefix('[') {
            rule = name.trim_end_matches(']');
            assert!(rules::find(rule).is_some(), "no rule {rule}");
        }
        let Some((mark, words)) = line
            .split_once(' ')
            .filter(|(mark, _)| matches!(*mark, "+" | "-" | "?" | "~"))
        else {
            continue;
        };
        count += 1;
        let source = Source::new("README.md", text(rule, words).as_bytes());
        let reading = postmortem::read(Arc::new(source), &settings);
        let found = rules::check_file(&reading, &context);
        let of = found.iter().filter(|finding| finding.rule.name() == rule);
        let told = of.map(|finding| finding.level).max();
        let right = match mark {
            "+" => told.is_none(),
            "-" => told >= Some(Level::Warn),
            "?" => told == Some(Level::Question),
            _ => told.is_none() || told == Some(Level::Question),
        };
        if !right {
            let _ = writeln!(wrong, "{rule} {mark} {told:?}: {words}");
        }
    }
    assert!(count > 200, "only {count} wordings");
    assert!(wrong.is_empty(), "\n{wrong}");
}
