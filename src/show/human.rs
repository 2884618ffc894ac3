//! What was read, for people: aligned columns, and behind each fact where it comes from.

use super::checks;
use super::facts::{self, Known};
use super::lines::{BOLD, DIM, RESET, WIDTH, body, cut, head};
use crate::config::Profile;
use crate::format::harmless;
use crate::kinds;
use crate::moment::Moment;
use crate::postmortem::Postmortem;
use crate::record::{Action, Entry, Origin};
use crate::report::human::finding;
use crate::rules::{Rule, Verdict};
use crate::view::words;
use crate::vocabulary::{ActionStatus, EntryKind};
use std::fmt::Write;

/// What was read, in words, with escape codes for a terminal.
#[must_use]
pub fn human(postmortem: &Postmortem, profile: Profile, verdicts: &[(&Rule, Verdict)]) -> String {
    let record = &postmortem.record;
    let mut out = String::new();
    let _ = writeln!(out, "{BOLD}{}{RESET}", harmless(&record.title.value));
    let counted = words::count(record.words, "word", "words");
    let _ = writeln!(out, "{DIM}{} · {counted}{RESET}", harmless(&record.path));
    facts(&mut out, postmortem);
    sections(&mut out, postmortem);
    timeline(&mut out, postmortem);
    actions(&mut out, postmortem);
    checks::write(&mut out, &postmortem.document.source, profile, verdicts);
    unread(&mut out, postmortem);
    out
}

fn facts(out: &mut String, postmortem: &Postmortem) {
    head(out, "Facts", "");
    let known = facts::known(postmortem);
    for fact in &known {
        row(out, fact.key, &fact.text, &whence(fact));
        for (other, line) in &fact.others {
            row(out, "", &format!("also stated: {other}"), &format!("line {line}"));
        }
    }
    let times = postmortem.record.counted_times().telling();
    for (name, seconds) in [
        ("to detect", times.detect),
        ("to acknowledge", times.acknowledge),
        ("to mitigate", times.mitigate),
        ("to resolve", times.resolve),
    ] {
        if let Some(seconds) = seconds {
            row(out, name, &words::duration(seconds), "computed");
        }
    }
    if let Some(seconds) = times.impact.filter(|_| times.impact_stated()) {
        row(out, "lasted", &words::duration(seconds), "as stated");
    }
    let missing: Vec<&str> = facts::WANTED
        .iter()
        .filter(|key| !known.iter().any(|fact| fact.key == **key))
        .copied()
        .collect();
    if !missing.is_empty() {
        row(out, "not recorded", &missing.join(", "), "");
    }
}

/// A name, where it comes from, and what it is.
fn row(out: &mut String, name: &str, text: &str, whence: &str) {
    let lead = format!("  {name:<14}  {DIM}{whence:<22}{RESET}  ");
    body(out, &lead, 42, text);
}

fn whence(fact: &Known<'_>) -> String {
    let from = match fact.origin {
        Origin::FrontMatter => "front matter, ",
        Origin::Body => "",
        Origin::Inferred => "inferred, ",
    };
    match fact.line {
        Some(line) => format!("{from}line {line}"),
        None => from.trim_end_matches(", ").to_owned(),
    }
}

fn sections(out: &mut String, postmortem: &Postmortem) {
    let document = &postmortem.document;
    head(
        out,
        "Sections",
        if document.sections.is_empty() {
            "none"
        } else {
            "line, kind, heading"
        },
    );
    let first = document
        .sections
        .iter()
        .position(|section| section.heading.is_some());
    for (at, section) in document.sections.iter().enumerate() {
        let line = document.source.line(section.heading_span.start);
        let none = match first {
            Some(first) if at > first => "(no heading)",
            _ => "(before the first heading)",
        };
        let heading = section
            .heading
            .as_deref()
            .map_or_else(|| none.to_owned(), harmless);
        let indent = if section.nested { "  " } else { "" };
        let kind = format!("{indent}{}", section.kind.name());
        let _ = writeln!(
            out,
            "  {DIM}{line:>5}{RESET}  {kind:<13}{indent}{}",
            cut(&heading, WIDTH - 24)
        );
    }
}

fn timeline(out: &mut String, postmortem: &Postmortem) {
    let entries = &postmortem.record.entries;
    let timed = entries.iter().filter(|entry| entry.at.is_some()).count();
    let more = match (entries.len(), timed) {
        (0, _) => "none".to_owned(),
        (all, timed) if all == timed => words::count(all, "entry", "entries"),
        (all, timed) => format!("{}, {timed} with a time", words::count(all, "entry", "entries")),
    };
    head(out, "Timeline", &more);
    let whens: Vec<String> = entries
        .iter()
        .scan(None, |day, entry| Some(when(entry, day)))
        .collect();
    let width = whens
        .iter()
        .map(|when| when.chars().count())
        .max()
        .unwrap_or_default();
    for (entry, when) in entries.iter().zip(&whens) {
        let place = entry.time_span.unwrap_or(entry.span);
        let line = postmortem.document.source.line(place.start);
        let mark = if entry.labelled { " " } else { "?" };
        let kind = format!("{}{mark}", entry.kind.name());
        let pad = width - when.chars().count();
        let lead = format!(
            "  {DIM}{line:>5}{RESET}  {when}{:pad$}  {DIM}{kind:<16}{RESET}",
            ""
        );
        let indent = 9 + width + 2 + 16;
        body(out, &lead, indent, &entry.text);
        if let Some(word) = decided(entry) {
            out.truncate(out.trim_end().len());
            let _ = writeln!(out, " {DIM}“{}”{RESET}", cut(&harmless(word), 40));
        }
    }
    if entries.iter().any(|entry| !entry.labelled) {
        let _ = writeln!(
            out,
            "  {DIM}? kind inferred from the text: “words” are those that decided{RESET}"
        );
    }
}

/// The words of an entry that decided its kind; None where a label says it, and of a note.
fn decided(entry: &Entry) -> Option<&str> {
    let inferred = !entry.labelled && entry.kind != EntryKind::Note;
    let words = inferred.then(|| kinds::read(&entry.text).words)?;
    entry.text.get(words).filter(|word| !word.is_empty())
}

/// When an entry was: with its date where that is another than before.
fn when(entry: &Entry, day: &mut Option<jiff::civil::Date>) -> String {
    let date = entry
        .date
        .filter(|date| *day != Some(*date))
        .map(|date| format!("{date} "))
        .unwrap_or_default();
    *day = entry.date.or(*day);
    let about = if entry.approximate { "~" } else { "" };
    let zone = |at: &Moment| {
        at.zone
            .as_ref()
            .map(|zone| format!(" {}", zone.name()))
            .unwrap_or_default()
    };
    let until = entry
        .until
        .as_ref()
        .map(|until| format!("–{}", words::clock(until)))
        .unwrap_or_default();
    match &entry.at {
        Some(at) => format!("{date}{about}{}{until}{}", words::clock(at), zone(at)),
        None => format!("{date}no time"),
    }
}

fn actions(out: &mut String, postmortem: &Postmortem) {
    let actions = &postmortem.record.actions;
    let open = actions.iter().filter(|action| action.status.is_open()).count();
    let more = match actions.len() {
        0 => "none".to_owned(),
        all => format!("{}, {open} open", words::count(all, "action", "actions")),
    };
    head(out, "Actions", &more);
    for action in actions {
        let line = postmortem.document.source.line(action.span.start);
        let mark = match action.status {
            ActionStatus::Proposed | ActionStatus::Open => "[ ]",
            ActionStatus::Done | ActionStatus::Verified => "[x]",
            ActionStatus::Dropped | ActionStatus::Superseded => "[-]",
        };
        body(
            out,
            &format!("  {DIM}{line:>5}{RESET}  {mark} "),
            13,
            &action.task,
        );
        let notes = notes(action);
        if !notes.is_empty() {
            let _ = writeln!(out, "{:13}{DIM}{}{RESET}", "", harmless(&notes));
        }
    }
}

fn notes(action: &Action) -> String {
    let notes = [
        action.owner.clone(),
        action.due.map(|due| format!("due {due}")),
        (!matches!(action.status, ActionStatus::Open | ActionStatus::Done))
            .then(|| action.status.label().to_owned()),
        action.done_on.map(|day| format!("done on {day}")),
        action.kind.map(|kind| kind.name().to_owned()),
        action
            .priority
            .as_ref()
            .map(|priority| format!("priority {priority}")),
        action.outcome.map(|outcome| outcome.label().to_owned()),
        action.by.as_ref().map(|by| format!("by {by}")),
        action.link.clone(),
    ];
    let extra = action
        .extra
        .iter()
        .map(|extra| format!("{}: {}", extra.label, extra.value));
    notes
        .into_iter()
        .flatten()
        .chain(extra)
        .collect::<Vec<_>>()
        .join(" · ")
}

fn unread(out: &mut String, postmortem: &Postmortem) {
    if postmortem.diagnostics.is_empty() {
        return;
    }
    head(out, "Problems while reading", "");
    for diagnostic in &postmortem.diagnostics {
        let _ = writeln!(
            out,
            "{}\n",
            finding(diagnostic, Some(&postmortem.document.source)).trim_end()
        );
    }
}
