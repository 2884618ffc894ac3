//! What the rules of the brief make of many people's wordings, and how rightly they judge whole answers.
//!
//! The answers in `verdicts/answers` are measured in every run, and must not get worse. Others are
//! measured where a folder has them, by its own `labels.tsv` or by ours; `NEVERTWICE_WRONG=1` lists what is judged wrongly, but for the part that is kept aside:
//!
//! ```sh
//! NEVERTWICE_ANSWERS=DIR cargo test --test verdicts answers -- --nocapture
//! ```

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test may look at the clock, read answers, and print what it measured"
)]

#[path = "verdicts/measure.rs"]
mod measure;

use nevertwice::config::{Profile, Settings};
use nevertwice::diagnostic::{Diagnostic, Level};
use nevertwice::postmortem::{self, Reading};
use nevertwice::rules::{self, FileContext, ProfileLevels};
use nevertwice::source::Source;
use std::fmt::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

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
        let found = findings(&reading, &settings, Profile::Assignment);
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

/// What all rules find under a profile.
fn findings(reading: &Reading, settings: &Settings, profile: Profile) -> Vec<Diagnostic> {
    let context = FileContext {
        settings,
        profile,
        levels: &ProfileLevels::new(settings, profile),
    };
    rules::check_file(reading, &context)
}

/// Judges a text by every rule, under both profiles.
fn judge(text: &[u8]) {
    let settings = Settings::default();
    let reading = postmortem::read(Arc::new(Source::new("README.md", text)), &settings);
    let length = reading.postmortem.document.source.text.len();
    for profile in [Profile::Archive, Profile::Assignment] {
        for finding in findings(&reading, &settings, profile) {
            assert!(
                finding.span.end <= length,
                "{}: {:?} of {length}",
                finding.rule,
                finding.span
            );
        }
    }
}

const ANSWER: &str = "# Login down \u{1F525}\n\nIssue Summary: Duration: 2 hours (10:00 - 12:00 UTC)\n\n**Impact:** the *login* \
    p\u{e4}ge was slow; 40% of users couldn\u{2019}t log in.\nRoot Cause: it was **caused** by a\nfull disk.\n\n## Timeline\n\n\
    - 10:00 UTC - Alert: logins fail\n- 10:20 UTC - Suspected `DNS`; no issue found\n- 10:30 UTC: <b>Escalated</b> to the \
    database team\n- 12:00 UTC - Freed 20 GB; logins work\n\n## Root cause and resolution\n\nLogs filled the disk, so MySQL \
    stopped. We deleted them.\n\n## Corrective measures\n\n- [ ] Rotate logs of nginx\n";

#[test]
fn an_answer_may_be_cut_anywhere() {
    for end in 0..=ANSWER.len() {
        judge(&ANSWER.as_bytes()[..end]);
    }
    const CUTS: usize = 5;
    for text in measure::own_answers() {
        for cut in 1..=CUTS {
            // Not always at the same part of a word.
            judge(&text[..(text.len() * cut / CUTS).saturating_sub(cut * 7 % 11)]);
        }
    }
}

/// Four times the text takes about four times as long, and not sixteen times: on request, since a busy machine has times of
/// its own.
#[test]
fn time_is_linear_in_the_size_of_a_text() {
    if std::env::var_os("NEVERTWICE_GROWTH").is_none() {
        return;
    }
    let heads = [
        "## Issue Summary\n\n",
        "## Timeline\n\n- 10:00 ",
        "## Root cause and resolution\n\n",
        "## Corrective measures\n\n",
    ];
    let words = [
        "status page in order to ",
        "the outage caused downtime, which led to ",
        "not slow, no errors. ",
        "Impact: Duration: 10:00 ",
        "**Root cause:** due to ",
        "Fixed. We fixed it! ",
        "[[[[",
        "because,because,",
        "20% of availability ",
        "escalated to the team; ",
    ];
    for head in heads {
        for words in words {
            let took = |size: usize| {
                let text = head.to_owned() + &words.repeat(size / words.len());
                let start = Instant::now();
                judge(text.as_bytes());
                start.elapsed()
            };
            let (small, large) = (took(8_000), took(32_000));
            let most = small * 9 + Duration::from_millis(300);
            assert!(large < most, "{head:?} {words:?}: {small:?}, {large:?}");
        }
    }
}
