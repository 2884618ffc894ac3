//! What no program can judge. Each question is asked only of a text that gives a reason to, with its words.

use super::{code, one_line};
use crate::postmortem::Postmortem;
use crate::record::phases::{timed, wrong_tracks};
use crate::record::{Entry, Record};
use crate::source::Source;
use crate::span::Span;
use crate::view::words;
use crate::vocabulary::{DetectedBy, EntryKind};
use std::fmt::Write;

/// The most entries that one question quotes.
const MOST: usize = 3;
/// A silence that is shorter needs no explanation, in seconds.
const SILENCE: i64 = 15 * 60;
/// Words of those who know that it could have been worse.
const LUCK: &[&str] = &[
    "luck",
    "fortunate",
    "by chance",
    "by accident",
    "coincidence",
    "happened to",
];

/// The questions, as items of a list.
pub(super) fn of(postmortem: &Postmortem) -> Vec<String> {
    let questions = [
        surprise(postmortem),
        wrong_track(postmortem),
        luck(postmortem),
        decisions(postmortem),
        silence(postmortem),
    ];
    questions.into_iter().flatten().collect()
}

/// A question and the places that it is about.
fn ask(question: &str, places: impl IntoIterator<Item = String>) -> Option<String> {
    let places: Vec<String> = places.into_iter().collect();
    let mut out = format!("- [ ] {question}\n");
    for place in places.iter().take(MOST) {
        let _ = writeln!(out, "  - {place}");
    }
    (!places.is_empty()).then_some(out)
}

/// Where the cause was found, people knew what they had not expected.
fn surprise(postmortem: &Postmortem) -> Option<String> {
    let found = of_kinds(postmortem, &[EntryKind::Identified]);
    ask(
        "What surprised the people who were there? Here the cause came to light: what had they expected instead, and why?",
        found,
    )
}

fn wrong_track(postmortem: &Postmortem) -> Option<String> {
    let record = &postmortem.record;
    let tracks = wrong_tracks(&timed(record));
    let misleading = record.entries.iter().enumerate();
    let misleading = misleading.filter(|(_, entry)| entry.kind == EntryKind::Misleading);
    let places = misleading.map(|(index, entry)| {
        let lost = tracks.iter().find(|track| track.entry == index);
        let lost = lost.map_or(String::new(), |track| {
            format!(
                " ({} until it was left)",
                words::duration(track.end - track.start)
            )
        });
        format!("{}{lost}", quote(postmortem, entry))
    });
    ask(
        "What made the wrong track seem right? It did to people who knew the system: which signal would have shown it sooner?",
        places,
    )
}

/// Where the text speaks of luck itself; else where the harm had a bound that it does not explain.
fn luck(postmortem: &Postmortem) -> Option<String> {
    let source = &postmortem.document.source;
    let mut at = postmortem.document.body.start;
    let mut said = Vec::new();
    for line in source.slice(postmortem.document.body).split_inclusive('\n') {
        let lower = line.to_lowercase();
        let is_heading = line.trim_start().starts_with('#');
        if !is_heading && LUCK.iter().any(|word| has_word(&lower, word)) {
            said.push(place(source, Span::new(at, at + line.trim_end().len())));
        }
        at += line.len();
    }
    if !said.is_empty() {
        return ask(
            "What would have happened without this luck, and which action makes it unnecessary next time?",
            said,
        );
    }
    let facts = &postmortem.record.facts;
    let share = facts
        .impact
        .users_percent
        .as_ref()
        .filter(|share| share.value < 100.0 && !share.is_inferred());
    if let Some(share) = share {
        let place = place(source, source.line_span(share.span.start));
        return ask(
            "Where were we lucky? Was it by design that no more was hit?",
            [place],
        );
    }
    let by_people = facts
        .detected_by
        .as_ref()
        .is_some_and(|by| by.value != DetectedBy::Monitoring);
    let detected = of_kinds(postmortem, &[EntryKind::Detected, EntryKind::Reported]);
    ask(
        "Where were we lucky? A person noticed it: would anybody have at night, or at a weekend?",
        detected.into_iter().filter(|_| by_people),
    )
}

fn decisions(postmortem: &Postmortem) -> Option<String> {
    ask(
        "Which decision is behind each of these steps, apart from what the log says: what was known then, and what else could have been done?",
        of_kinds(
            postmortem,
            &[EntryKind::Action, EntryKind::Mitigated, EntryKind::Escalated],
        ),
    )
}

/// The longest time of which the timeline says nothing, where it is a third of all of it.
fn silence(postmortem: &Postmortem) -> Option<String> {
    let record: &Record = &postmortem.record;
    let timed = timed(record);
    let all = timed.last()?.at - timed.first()?.at;
    let gaps = timed.windows(2).filter_map(|pair| match pair {
        [first, second] => Some((second.at - first.at, first.entry, second.entry)),
        _ => None,
    });
    let (gap, first, second) = gaps.max_by_key(|&(gap, first, _)| (gap, std::cmp::Reverse(first)))?;
    let ended = record.entries.get(first)?.kind == EntryKind::Resolved;
    let places =
        [record.entries.get(first)?, record.entries.get(second)?].map(|entry| quote(postmortem, entry));
    let question = format!(
        "The timeline is silent for {} here: what was done or decided in that time?",
        words::duration(gap)
    );
    ask(
        &question,
        places
            .into_iter()
            .filter(|_| gap >= SILENCE && gap * 3 >= all && timed.len() > 2 && !ended),
    )
}

/// Quotations of the entries of some kinds, in the order of the text.
fn of_kinds(postmortem: &Postmortem, kinds: &[EntryKind]) -> Vec<String> {
    let entries = postmortem.record.entries.iter();
    let wanted = entries.filter(|entry| kinds.contains(&entry.kind));
    wanted.map(|entry| quote(postmortem, entry)).collect()
}

fn quote(postmortem: &Postmortem, entry: &Entry) -> String {
    let line = postmortem
        .document
        .source
        .line(entry.time_span.unwrap_or(entry.span).start);
    let time = entry
        .at
        .as_ref()
        .map_or(String::new(), |at| format!("{} ", words::clock(at)));
    format!(
        "line {line}, {}",
        code(&format!("{time}{}", one_line(&entry.text)))
    )
}

fn place(source: &Source, span: Span) -> String {
    super::place(source, span).trim_end_matches(": ").to_owned()
}

/// Whether a text has a word, perhaps with an ending.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        !before.is_some_and(char::is_alphanumeric)
    })
}
