//! The sheet of a reviewer: what the rules say of a postmortem, with its words, and the questions that take a person.

mod questions;
#[cfg(test)]
mod tests;

use crate::config::Profile;
use crate::diagnostic::Diagnostic;
use crate::format::one_line;
use crate::postmortem::Postmortem;
use crate::rules::{Rule, Verdict};
use crate::source::Source;
use crate::span::Span;
use crate::view::words;
use std::fmt::Write;

/// The most places that are quoted for one rule.
const MOST: usize = 4;
/// The most characters of one quotation.
const LONGEST: usize = 160;

/// The sheet, in Markdown.
#[must_use]
pub fn sheet(postmortem: &Postmortem, profile: Profile, verdicts: &[(&Rule, Verdict)]) -> String {
    let record = &postmortem.record;
    let source = &postmortem.document.source;
    let mut out = format!("# Review: {}\n\n", one_line(&record.title.value));
    let counted = words::count(record.words, "word", "words");
    let _ = writeln!(
        out,
        "{}, {counted}, against the rules for {}.",
        code(&record.path),
        profile.label()
    );
    let unmet = verdicts.iter().filter_map(|(rule, verdict)| match verdict {
        Verdict::NotMet(found) => Some(item(rule, found, source)),
        _ => None,
    });
    part(&mut out, "Not met", unmet);
    let met = verdicts.iter().filter_map(|(rule, verdict)| match verdict {
        Verdict::Met(met) => Some(quoted(rule, met, source)),
        _ => None,
    });
    part(&mut out, "Met", met);
    let asked = verdicts.iter().filter_map(|(rule, verdict)| match verdict {
        Verdict::Question(found) => Some(item(rule, found, source)),
        _ => None,
    });
    part(&mut out, "For you to decide", asked);
    let questions = questions::of(postmortem);
    part(&mut out, "Questions to the author", questions.into_iter());
    signature(&mut out, postmortem);
    out
}

/// A heading and the items of a list, where there are any.
fn part(out: &mut String, title: &str, items: impl Iterator<Item = String>) {
    let items: String = items.collect();
    if !items.is_empty() {
        let _ = write!(out, "\n## {title}\n\n{items}");
    }
}

/// A rule and what it found.
fn item(rule: &Rule, found: &[Diagnostic], source: &Source) -> String {
    let mut out = format!("- [ ] **{}**: {}\n", rule.name, rule.requires);
    for found in found {
        let place = place(source, found.span);
        let hint = found
            .hint
            .as_ref()
            .map_or(String::new(), |hint| format!("; {hint}"));
        let _ = writeln!(out, "  - {place}{}{}", one_line(&found.message), one_line(&hint));
    }
    out
}

/// A rule and the words that met it.
fn quoted(rule: &Rule, met: &[Span], source: &Source) -> String {
    let mut out = format!("- **{}**: {}\n", rule.name, rule.summary);
    let mut places: Vec<&Span> = met.iter().filter(|span| !span.is_empty()).collect();
    places.sort();
    places.dedup();
    for span in places.iter().take(MOST) {
        let _ = writeln!(out, "  - {}", place(source, **span).trim_end_matches(": "));
    }
    if places.len() > MOST {
        let _ = writeln!(out, "  - and {} more", places.len() - MOST);
    }
    out
}

/// `line 12, "the words": `; nothing of the whole file.
fn place(source: &Source, span: Span) -> String {
    if span.is_empty() {
        return String::new();
    }
    format!("line {}, {}: ", source.line(span.start), code(source.slice(span)))
}

/// Words of a text as they are written, which nothing in them can make into something else.
fn code(text: &str) -> String {
    let text = words::shorten(one_line(text).trim(), LONGEST);
    let longest = text
        .split(|char| char != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let marks = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{marks}{pad}{text}{pad}{marks}")
}

/// The line of front matter that says who has reviewed it.
fn signature(out: &mut String, postmortem: &Postmortem) {
    let document = &postmortem.document;
    let facts = &postmortem.record.facts;
    let names = |fact: &Option<crate::record::Fact<Vec<crate::record::Person>>>| -> Vec<String> {
        let people = fact.iter().flat_map(|fact| &fact.value);
        people.map(|person| person.name.clone()).collect()
    };
    let (authors, reviewers) = (names(&facts.authors), names(&facts.reviewers));
    let stated = facts.reviewers.as_ref().filter(|_| !reviewers.is_empty());
    let list: Vec<String> = reviewers
        .iter()
        .map(|name| scalar(name))
        .chain(["YOUR NAME".to_owned()])
        .collect();
    let line = format!("reviewers: [{}]", list.join(", "));
    let has_front = document.source.text.starts_with("---\n");
    let (how, block) = match stated {
        Some(fact) => (
            format!("in place of line {}", document.source.line(fact.span.start)),
            line,
        ),
        None if has_front => ("into the front matter".to_owned(), line),
        None => ("above the first line".to_owned(), format!("---\n{line}\n---")),
    };
    let not = match authors.as_slice() {
        [] => String::new(),
        authors => format!(" A reviewer is not an author ({}).", authors.join(", ")),
    };
    let _ = write!(
        out,
        "\n## When you are done\n\nPaste this {how} of {}.{not}\n\n```yaml\n{block}\n```\n",
        code(&postmortem.record.path)
    );
}

/// A name as an item of a YAML list.
fn scalar(name: &str) -> String {
    let plain = |char: char| char.is_alphanumeric() || " .-'".contains(char);
    match name.chars().all(plain) && name.starts_with(char::is_alphabetic) {
        true => name.to_owned(),
        // JSON is YAML.
        false => serde_json::to_string(name).unwrap_or_default(),
    }
}
