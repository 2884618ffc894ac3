//! Timeline lines in every form that people write, read through the public API; and what a time is printed
//! as, read back the same.
//!
//! The data file holds cases: lines of front matter (`@ `), of the file below it (`> `), the entries that
//! are read from them (`= at | date | until | zone | kind | text`; `!` marks a kind that a label states, `~` a time
//! that is approximate, `-` what is not known), and parts of the messages that are given (`! `).

use nevertwice::config::Settings;
use nevertwice::diagnostic::Diagnostic;
use nevertwice::postmortem::evidence::Calendar;
use nevertwice::postmortem::{front_matter, impact, sections, timeline};
use nevertwice::record::Entry;
use nevertwice::source::Source;
use nevertwice::text::{blocks, clock};
use proptest::prelude::*;

const CASES: &str = include_str!("timeline_lines.txt");

fn read(front: &str, body: &str) -> (Vec<Entry>, Vec<Diagnostic>) {
    let front = if front.is_empty() {
        String::new()
    } else {
        format!("---\n{front}---\n\n")
    };
    let text = if body.starts_with("## ") {
        format!("{front}{body}")
    } else {
        format!("{front}## Timeline\n\n{body}")
    };
    let source = Source::new("case.md", text.as_bytes());
    let settings = Settings::default();
    let front = front_matter::read(&source, &settings);
    let blocks = blocks::read(&source, front.body);
    let sections = sections::read(&source, front.body, &blocks, &settings);
    let summary = impact::read(&blocks, &sections.list, &[]);
    let calendar = Calendar::new(&source, &blocks, &[], &front.facts, &summary);
    let timeline = timeline::read(
        &source,
        &blocks,
        &sections.list,
        &[],
        &calendar,
        &front.facts,
        &settings,
    );
    (timeline.entries, timeline.doubts)
}

/// An entry as a line of the data file.
fn line(entry: &Entry) -> String {
    let shown = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
    let zone = entry.at.as_ref().and_then(|at| at.zone.as_ref());
    let parts = [
        format!(
            "{}{}",
            if entry.approximate { "~" } else { "" },
            shown(entry.at.as_ref().map(|at| at.json()))
        ),
        shown(entry.date.map(|date| date.to_string())),
        shown(entry.until.as_ref().map(|until| until.json())),
        shown(zone.map(|zone| zone.label.clone())),
        format!("{}{}", entry.kind.name(), if entry.labelled { "!" } else { "" }),
        entry.text.clone(),
    ];
    format!("= {}", parts.join(" | "))
}

#[test]
fn every_line_is_read_as_written_down() {
    let mut wrong = Vec::new();
    let mut entries = 0;
    let mut cases = 0;
    for case in CASES.split("\n\n").filter(|case| case.contains("> ")) {
        let part = |mark: &str| -> String {
            case.lines()
                .filter_map(|line| line.strip_prefix(mark))
                .map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line)))
                .collect()
        };
        let (found, diagnostics) = read(&part("@"), &part(">"));
        let found: Vec<String> = found.iter().map(line).collect();
        let expected: Vec<&str> = case.lines().filter(|line| line.starts_with('=')).collect();
        let messages: Vec<&str> = case.lines().filter_map(|line| line.strip_prefix("! ")).collect();
        let told = diagnostics.len() == messages.len()
            && messages.iter().all(|words| {
                diagnostics
                    .iter()
                    .any(|diagnostic| diagnostic.message.contains(words))
            });
        if found != expected || !told {
            let told: Vec<String> = diagnostics
                .iter()
                .map(|diagnostic| format!("! {}", diagnostic.message))
                .collect();
            let input: Vec<&str> = case
                .lines()
                .filter(|line| line.starts_with(['@', '>', '#']))
                .collect();
            wrong.push(
                [input.join("\n"), found.join("\n"), told.join("\n")]
                    .iter()
                    .filter(|part| !part.is_empty())
                    .cloned()
                    .collect::<Vec<_>>()
                    .join("\n"),
            );
        }
        entries += expected.len();
        cases += 1;
    }
    assert!(
        wrong.is_empty(),
        "{} of {cases} cases are read otherwise:\n\n{}\n",
        wrong.len(),
        wrong.join("\n\n")
    );
    assert!(entries >= 150, "only {entries} lines");
}

/// A time of day in one of the forms that are read.
fn spelled(form: usize, hour: i8, minute: i8) -> String {
    let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
    let half = if hour < 12 { "am" } else { "pm" };
    match form {
        0 => format!("{hour:02}:{minute:02}"),
        1 => format!("{hour}:{minute:02}"),
        2 => format!("{twelve}:{minute:02} {half}"),
        3 => format!("{twelve}:{minute:02}{}", half.to_uppercase()),
        4 => format!("{twelve:02}:{minute:02} {}.m.", &half[..1]),
        5 => format!("{hour:02}{minute:02}hrs"),
        6 => format!("{hour:02}{minute:02} UTC"),
        7 => format!("{hour:02}.{minute:02} PST"),
        8 => format!("{hour:02}:{minute:02}:00"),
        9 => format!("~{hour:02}:{minute:02}"),
        10 => format!("**{hour:02}:{minute:02} (UTC)**"),
        _ => format!("{hour:02}:{minute:02} Africa/Lagos"),
    }
}

/// A date in one of the forms that are read, each without a second meaning.
fn dated(form: usize, year: i16, month: i8, day: i8) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let name = MONTHS[usize::try_from(month - 1).unwrap_or_default()];
    match form {
        0 => format!("{year}-{month:02}-{day:02} "),
        1 => format!("{name} {day}, {year}, "),
        2 => format!("{day} {name} {year} "),
        3 => format!("{} {day}th, {year} at ", &name[..3]),
        4 => format!("{year}/{month:02}/{day:02} "),
        _ => format!("{day}. {name} {year}, "),
    }
}

proptest! {
    #[test]
    fn a_printed_time_is_read_back(
        form in 0..12_usize,
        date_form in 0..6_usize,
        (hour, minute) in (0..24_i8, 0..60_i8),
        (year, month, day) in (1990..2100_i16, 1..=12_i8, 1..=28_i8),
        separator in prop::sample::select(vec![" - ", ": ", " \u{2013} ", " \u{2014} ", " :- ", " | ", " = ", "   "]),
    ) {
        let body = format!("- {}{}{separator}the cache was cold\n", dated(date_form, year, month, day), spelled(form, hour, minute));
        let (entries, _) = read("", &body);
        prop_assert_eq!(entries.len(), 1, "{}", body);
        let at = entries[0].at.as_ref();
        prop_assert_eq!(at.map(|at| (at.time.hour(), at.time.minute())), Some((hour, minute)), "{}", body);
        prop_assert_eq!(at.and_then(|at| at.date), jiff::civil::Date::new(year, month, day).ok(), "{}", body);
        prop_assert_eq!(entries[0].text.as_str(), "the cache was cold", "{}", body);
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,120}") {
        let _ = clock::leading(&text);
        let _ = clock::anywhere(&text);
        read("", &text);
    }

    #[test]
    fn any_mix_of_the_parts_of_times_is_read(parts in prop::collection::vec(prop::sample::select(vec![
        "12", "5", ":", "30", ".", " ", "am", "PM", "UTC", "+01:00", "-", "/", "May", "Feb 12", "2024", "(", ")", "T", "Z", "?", "XX", "~", "to", "\n- ", "\n", "**", "h", "é", "24:00",
        "2024-03-31", "at", "CET", "Europe/Paris", "`", "| ", "|\n", "### ", "Detected", "99", "20244", "th",
    ]), 0..24)) {
        let text: String = parts.concat();
        let (entries, _) = read("", &text);
        let mut end = 0;
        for entry in &entries {
            prop_assert!(entry.span.start >= end && entry.span.start <= entry.span.end, "{:?}", text);
            prop_assert!(entry.span.contains(entry.content), "{:?}: {:?}", text, entry);
            end = entry.span.end;
        }
    }
}
