//! What other places than the timeline tell of times and of who noticed.

use crate::config::Settings;
use crate::postmortem::{Postmortem, parse};
use crate::source::Source;
use crate::vocabulary::DetectedBy::{self, Customer, Engineer, Monitoring};
use std::sync::Arc;

fn read(text: &str) -> Postmortem {
    parse(
        Arc::new(Source::new("content/postmortems/a.md", text.as_bytes())),
        &Settings::default(),
    )
}

fn started(text: &str) -> String {
    let found = read(text).record.facts.started.clone();
    found.map_or_else(|| "-".to_owned(), |fact| fact.value.to_string())
}

#[test]
fn a_section_on_the_detection_says_who_noticed() {
    let by = |words: &str| -> Option<DetectedBy> {
        let text = format!(
            "# Gates\n\n## Summary\n\nNo gate opened.\n\n## Detection\n\n{words}\n\n## Root cause\n\nA key.\n"
        );
        read(&text)
            .record
            .facts
            .detected_by
            .as_ref()
            .map(|fact| fact.value)
    };
    assert_eq!(by("We noticed that all gates were shut."), Some(Engineer));
    assert_eq!(
        by("The crew was told late. A driver noticed it and rang us."),
        Some(Customer)
    );
    assert_eq!(by("We were soon alerted to it in Grafana."), Some(Monitoring));
    assert_eq!(by("No alert fired, and nobody noticed."), None);
    assert_eq!(by("*Report when the team noticed it*"), None);
}

#[test]
fn nobody_reported_what_was_not_reported() {
    let text = "# Gates\n\n## Impact\n\nGates were shut. Not reported by customers.\n";
    assert!(read(text).record.facts.detected_by.is_none());
}

#[test]
fn what_is_experienced_at_a_time_began_then() {
    for (sentence, start) in [
        (
            "On 3 March 2024 at 10:05 UTC we experienced a short outage of the gates.",
            "2024-03-03T10:05:00Z",
        ),
        (
            "On 3 March 2024 at 10:05 UTC the gates halted.",
            "2024-03-03T10:05:00Z",
        ),
        ("On 3 March 2024 at 10:05 UTC we experienced no errors.", "-"),
    ] {
        assert_eq!(started(&format!("# Gates\n\n{sentence}\n")), start, "{sentence}");
    }
    let text = "# Gates\n\nOn 3 March 2024 at 10:05 UTC we experienced slow gates. They seemed to recover until 15:00 UTC, when they failed again.\n";
    assert!(read(text).record.facts.resolved.is_none());
}

#[test]
fn a_date_of_incident_with_a_time_is_the_start() {
    let text = "# Gates\n\n**Date of incident:** 3 March 2024, 10:05 UTC\n\n**Authors:** Ines\n";
    assert_eq!(started(text), "2024-03-03T10:05:00Z");
    assert_eq!(
        started("# Gates\n\n**Date:** 3 March 2024, 10:05 UTC\n\n**Authors:** Ines\n"),
        "-"
    );
}

#[test]
fn a_title_far_from_all_entries_names_another_day() {
    let entries = "- 2024-10-24 04:00 UTC the gates fail\n- 2024-10-24 05:00 UTC the gates work again\n";
    let found = read(&format!("# 2024-09-30 Gates\n\n## Timeline\n\n{entries}"));
    let date = found
        .record
        .facts
        .date
        .as_ref()
        .map(|fact| fact.value.to_string());
    assert_eq!(date.as_deref(), Some("2024-10-24"));
}

/// When it began and was over.
fn lasted(text: &str) -> [String; 2] {
    let facts = &read(text).record.facts;
    [&facts.started, &facts.resolved].map(|fact| {
        fact.as_ref()
            .map_or_else(|| "-".to_owned(), |fact| fact.value.to_string())
    })
}

#[test]
fn a_labelled_window_gives_both_ends() {
    let both = ["2024-05-12T21:40:00+02:00", "2024-05-13T00:15:00+02:00"].map(str::to_owned);
    for row in [
        "| Outage window | 12 May 2024, 21:40 - 13 May 2024, 00:15 CEST |",
        "| Period (CEST) | 2024-05-12 21:40 until 2024-05-13 00:15 |",
        "| Time | 2024-05-12 21:40 – 00:15 CEST |",
        "| Date and time | 12 May 2024 21:40 to 00:15 (CEST) |",
    ] {
        let text = format!("# Gates shut\n\n{row}\n|---|---|\n| Severity | high |\n\nNo gate opened.\n");
        assert_eq!(lasted(&text), both, "{row}");
    }
    // One time may be that of anything.
    let one = "# Gates shut\n\n| Date | 12 May 2024 |\n|---|---|\n| Time | 21:40 CEST |\n\nNo gate opened.\n";
    assert_eq!(lasted(one), ["-", "-"].map(str::to_owned));
}

#[test]
fn a_day_after_the_whole_timeline_is_that_of_writing() {
    let day = |date: &str| {
        let text = format!(
            "# Gates shut\n\n**Date:** {date}\n\n## Timeline\n\n- 2024-05-12 21:40 No gate opened\n\
             - 2024-05-13 00:15 All gates opened again\n"
        );
        let found = read(&text).record.facts.date.clone();
        found.map(|fact| fact.value.to_string())
    };
    assert_eq!(day("2024-05-20").as_deref(), Some("2024-05-12"));
    assert_eq!(day("2024-05-13").as_deref(), Some("2024-05-13"));
}

#[test]
fn a_label_on_the_next_line_says_nothing_of_the_time_before_it() {
    let text = "# Gates shut\n\n**Found:** A key was lost, at 10:15 on 12 May 2024.\n**Resolved:** All gates open again.\n";
    assert_eq!(lasted(text)[1], "-");
}

#[test]
fn where_nothing_else_names_the_day_a_labelled_detection_does() {
    let text = "# Gates shut\n\n- Date detected: 2024-05-12 14:32 UTC\n- Date resolved: 2024-05-12 15:10 UTC\n\n## Timeline\n\n- 14:32 No gate opens\n";
    let record = read(text).record;
    let date = record
        .facts
        .date
        .as_ref()
        .map(|fact| (fact.value.to_string(), fact.origin));
    assert_eq!(
        date,
        Some(("2024-05-12".to_owned(), crate::record::Origin::Inferred))
    );
    assert_eq!(
        record.entries[0].date,
        date.and_then(|(date, _)| date.parse().ok())
    );
}
