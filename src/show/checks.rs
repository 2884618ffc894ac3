//! The rules, each with the words that met it or what is missing.

use super::lines::{DIM, RESET, body, head};
use crate::config::Profile;
use crate::diagnostic::Diagnostic;
use crate::rules::{Rule, Verdict};
use crate::source::Source;
use crate::view::words;
use std::fmt::Write;

/// The most places that are shown for one rule.
const MOST: usize = 4;
/// The most characters of one.
const LONGEST: usize = 120;
/// Columns before the words.
const INDENT: usize = 39;

/// Writes the verdicts; rules that do not apply are only counted.
pub(super) fn write(out: &mut String, source: &Source, profile: Profile, verdicts: &[(&Rule, Verdict)]) {
    head(
        out,
        "Checks",
        &format!("{}: {}", profile.name(), counts(verdicts)),
    );
    let mut silent = Vec::new();
    for (rule, verdict) in verdicts {
        match verdict {
            Verdict::NotMet(found) => told(out, '✗', rule, source, found),
            Verdict::Question(found) => told(out, '?', rule, source, found),
            Verdict::Met(met) => {
                let mut places: Vec<_> = met.iter().filter(|span| !span.is_empty()).collect();
                places.sort();
                places.dedup();
                if places.is_empty() {
                    silent.push(rule.name.name());
                }
                let lines = places.iter().map(|span| {
                    let words = words::shorten(source.slice(**span).trim(), LONGEST);
                    (source.line(span.start), words)
                });
                rows(out, '✓', rule, lines.collect());
            }
            Verdict::NotApplicable => {}
        }
    }
    if !silent.is_empty() {
        let lead = format!("  ✓ {DIM}{:<35}{RESET}", "nothing found");
        body(out, &lead, INDENT, &silent.join(", "));
    }
}

/// `6 met, 2 not met, 1 question`
fn counts(verdicts: &[(&Rule, Verdict)]) -> String {
    let count = |wanted: fn(&Verdict) -> bool| verdicts.iter().filter(|(_, verdict)| wanted(verdict)).count();
    let questions = count(|verdict| matches!(verdict, Verdict::Question(_)));
    let counts = [
        (count(|verdict| matches!(verdict, Verdict::Met(_))), "met"),
        (count(|verdict| matches!(verdict, Verdict::NotMet(_))), "not met"),
        (questions, if questions == 1 { "question" } else { "questions" }),
        (
            count(|verdict| matches!(verdict, Verdict::NotApplicable)),
            "not applicable",
        ),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, word)| format!("{count} {word}")).collect();
    counts.join(", ")
}

fn told(out: &mut String, sign: char, rule: &Rule, source: &Source, found: &[Diagnostic]) {
    let lines = found
        .iter()
        .map(|found| (source.line(found.span.start), found.message.clone()));
    rows(out, sign, rule, lines.collect());
}

/// A rule, and lines of the text with words.
fn rows(out: &mut String, sign: char, rule: &Rule, lines: Vec<(usize, String)>) {
    let more = lines.len().saturating_sub(MOST);
    let mut name = rule.name.name();
    let mut sign = sign;
    for (line, words) in lines.into_iter().take(MOST) {
        let lead = format!("  {sign} {name:<24}  {DIM}{:<9}{RESET}", format!("line {line}"));
        body(out, &lead, INDENT, &words);
        (sign, name) = (' ', "");
    }
    if more > 0 {
        let _ = writeln!(out, "{:INDENT$}{DIM}and {more} more{RESET}", "");
    }
}
