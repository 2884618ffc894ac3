mod people;
mod told;

use super::*;
use crate::source::Source;
use crate::text::blocks;
use crate::vocabulary::ImpactLevel;

/// Reads a text as the Issue Summary of a file, after some other words so that places matter.
fn read_summary(text: &str) -> (Source, SummaryFacts) {
    let source = Source::new("a.md", format!("# Énd\n\n## Summary\n\n{text}\n").as_bytes());
    let start = source.text.find("\n\n## Summary").unwrap() + 2;
    let section = Section {
        kind: SectionKind::Summary,
        heading: Some("Summary".to_owned()),
        heading_span: Span::new(start, start + 10),
        span: Span::new(start + 11, source.text.len()),
        nested: false,
        guessed: false,
    };
    let blocks = blocks::read(&source, Span::new(0, source.text.len()));
    let stated = read(&blocks, &[section], &[]);
    (source, stated)
}

fn clock(when: Option<&When>) -> Option<String> {
    match when?.clock? {
        Clock::Time(time) => Some(format!("{:02}:{:02}", time.hour(), time.minute())),
        Clock::Midnight => Some("24:00".to_owned()),
        Clock::Relative(seconds) => Some(format!("T+{seconds}")),
    }
}

#[test]
fn a_label_is_as_long_in_every_script() {
    let (_, stated) = read_summary(
        "Impact:\n\nкакие пользователи и партнёры были затронуты этим: 500 users saw errors.\n\nSix words are enough for prose.",
    );
    assert_eq!(stated.impact.users.map(|fact| fact.value), Some(500));
    let summary = stated.impact.summary.map(|fact| fact.value);
    assert_eq!(
        summary.as_deref(),
        Some("какие пользователи и партнёры были затронуты этим: 500 users saw errors.")
    );
}

#[test]
fn a_short_sentence_is_a_summary() {
    let summary = |text| read_summary(text).1.summary.map(|fact| fact.value);
    assert_eq!(
        summary("The shop was down.").as_deref(),
        Some("The shop was down.")
    );
    assert_eq!(summary("Shop down").as_deref(), None);
    assert_eq!(summary("None.\n\nTBD").as_deref(), None);
}

#[test]
fn only_what_users_met_ends_with_until() {
    let ends = |text: &str| {
        let stated = read_summary(&format!("Guests could not book from 20:10 UTC. {text}")).1;
        (clock(stated.detected.as_ref()), clock(stated.resolved.as_ref()))
    };
    let at = |time: &str| Some(time.to_owned());
    for text in [
        "It lasted until 21:40 UTC.",
        "The site was down until 21:40 UTC.",
        "Nobody could pay until 21:40 UTC.",
        "Errors continued until 21:40 UTC.",
        "Reports could not be opened until 21:40 UTC.",
    ] {
        assert_eq!(ends(text), (None, at("21:40")), "{text}");
    }
    for text in [
        "We did not find the cause until 21:40 UTC.",
        "The vendor did not answer until 21:40 UTC.",
        "The nightly job ran until 21:40 UTC.",
    ] {
        assert_eq!(ends(text), (None, None), "{text}");
    }
    assert_eq!(ends("Nobody noticed until 21:40 UTC."), (at("21:40"), None));
}

#[test]
fn a_day_of_another_clause_is_not_that_of_the_outage() {
    let day = |text: &str| read_summary(text).1.started.and_then(|when| when.day);
    for text in [
        "Between 2:10pm and 3:25pm CET the gates were down. A log was switched off on 28 November 2026.",
        "Between 2:10pm and 3:25pm CET the gates were down because a log was switched off on 28 November 2026.",
    ] {
        assert_eq!(day(text), None, "{text}");
    }
    assert!(day("Between 2:10pm and 3:25pm CET the gates were down for all on 28 November 2026.").is_some());
}

#[test]
fn start_end_and_zone_in_many_forms() {
    for (text, start, end, zone) in [
        (
            "- **Duration:** 09:10 - 11:40 UTC (2 hours 30 minutes)",
            "09:10",
            "11:40",
            "UTC",
        ),
        (
            "- **Duration:** First errors came at 1am UTC and it lasted until 1:30 am UTC",
            "01:00",
            "01:30",
            "UTC",
        ),
        (
            "- **Duration**: May 3, 2023, 09:00 AM - 11:30 AM (UTC)",
            "09:00",
            "11:30",
            "UTC",
        ),
        (
            "Duration: March 3, 2024, 10:30 AM - March 4, 2024, 1:00 AM (UTC)",
            "10:30",
            "01:00",
            "UTC",
        ),
        (
            "Start Time: March 3, 2024, 08:00 UTC\nEnd Time: March 3, 2024, 12:15 UTC",
            "08:00",
            "12:15",
            "UTC",
        ),
        (
            "- Duration:\n  - Start: June 2, 2024, 08:00 AM (UTC)\n  - End: June 2, 2024, 10:45 AM (UTC)",
            "08:00",
            "10:45",
            "UTC",
        ),
        (
            "The shop was down from 3:00 PM to 4:30 PM CAT on April 2nd.",
            "15:00",
            "16:30",
            "CAT",
        ),
        (
            "The outage lasted for 1 hour and 45 minutes, starting at 08:30 AM and ending at 10:15 AM UTC on June 9, 2024.",
            "08:30",
            "10:15",
            "UTC",
        ),
        (
            "Between 13:00 and 17:35 EAT our pages showed errors.",
            "13:00",
            "17:35",
            "EAT",
        ),
        (
            "The outage started at 5:00 AM GMT on June 2, 2024, and ended at 8:00 AM GMT on the same day.",
            "05:00",
            "08:00",
            "GMT",
        ),
        (
            "For 16 minutes on June 3, 2022 at 12:00 p.m. EAT the site was offline. At 12:16 p.m. EAT, service was restored.",
            "12:00",
            "12:16",
            "EAT",
        ),
        (
            "Down from 08.15 to 09.40 UTC for one in five users.",
            "08:15",
            "09:40",
            "UTC",
        ),
        (
            "It started around 10:10 AM, the release was rolled back at 10:30 AM, and all was back by 10:55 AM WAT.",
            "10:10",
            "10:55",
            "WAT",
        ),
        (
            "From noon to 17:35 EAT our pages showed errors.",
            "12:00",
            "17:35",
            "EAT",
        ),
        (
            "It was noticed at 9:15 UTC. The outage went from 9:00 UTC to 9:40 UTC.",
            "09:00",
            "09:40",
            "UTC",
        ),
    ] {
        let (_, stated) = read_summary(text);
        assert_eq!(clock(stated.started.as_ref()).as_deref(), Some(start), "{text}");
        assert_eq!(clock(stated.resolved.as_ref()).as_deref(), Some(end), "{text}");
        for when in [&stated.started, &stated.resolved] {
            assert_eq!(when.as_ref().unwrap().zone.as_deref(), Some(zone), "{text}");
        }
    }
}

#[test]
fn times_of_something_else_are_no_outage() {
    for text in [
        "The alert was noticed at 9:15 UTC.",
        "- **Root cause:** a job that ran from 2:00 UTC to 3:00 UTC filled the disk",
        "Nothing was written down.",
    ] {
        let (_, stated) = read_summary(text);
        assert_eq!(
            (stated.started.is_some(), stated.resolved.is_some()),
            (false, false),
            "{text}"
        );
    }
    let (_, stated) = read_summary("Start: 9:00 UTC");
    assert_eq!(
        (stated.started.is_some(), stated.resolved.is_some()),
        (true, false)
    );
}

#[test]
fn stated_lengths() {
    for (text, minutes) in [
        ("Duration: 30 mins (13:20 - 13:50 EAT)", Some(30)),
        ("Duration: 09:00 - 11:30 UTC (2 hours 30 minutes)", Some(150)),
        ("The outage lasted approximately 2 and a half hours.", Some(150)),
        ("The site was down for about 1h 47min.", Some(107)),
        ("Duration:\n\nabout 45 minutes", Some(45)),
        ("Backups are kept for 30 days.", None),
        ("A cache lives 5 minutes.", None),
    ] {
        let (_, stated) = read_summary(text);
        assert_eq!(stated.duration.map(|fact| fact.value / 60), minutes, "{text}");
    }
}

#[test]
fn facts_stand_where_they_are_written() {
    let (source, stated) = read_summary(
        "- **Duration:** 9:00 - 9:30 UTC\n- **Impact:** The *café* shop was slow; about **35%** of our users saw timeouts.\n\
         - **Root cause:** A full disk on 90% of servers, all users of it.",
    );
    let percent = stated.impact.users_percent.unwrap();
    assert_eq!(
        (percent.value, percent.origin, percent.others.len()),
        (35.0, Origin::Body, 0)
    );
    assert_eq!(source.slice(percent.span), "35%");
    assert_eq!(source.slice(stated.started.unwrap().span), "9:00 - 9:30 UTC");
    let level = stated.impact.level.unwrap();
    assert_eq!(
        (level.value, level.origin),
        (ImpactLevel::Degraded, Origin::Inferred)
    );
    let words = "The café shop was slow; about 35% of our users saw timeouts.";
    assert_eq!(stated.impact.summary.unwrap().value, words);
    assert_eq!(stated.summary.unwrap().value, words);
}

#[test]
fn the_summary_is_the_first_paragraph_of_prose() {
    for (text, summary) in [
        (
            "Backups were empty. Had a disk died, the bookings would\nbe gone. The root cause: a role lost its right, and nobody\ntook notice of it.",
            "Backups were empty. Had a disk died, the bookings would be gone. The root cause: a role lost its right, and nobody took notice of it.",
        ),
        (
            "Duration: 9:00 - 9:30 UTC\nImpact: nobody could pay for an hour\n\nA push broke\nthe cart of the shop.\n\nMore.",
            "A push broke the cart of the shop.",
        ),
        (
            "![picture](x.png)\n\nOn Monday, the *cart* of the shop: broken.",
            "On Monday, the cart of the shop: broken.",
        ),
        ("- **Duration:** 9:00 - 9:30 UTC", ""),
        (
            ":red_circle: All of the shop was gone for an hour.",
            "All of the shop was gone for an hour.",
        ),
    ] {
        let (_, stated) = read_summary(text);
        assert_eq!(
            stated.summary.map_or(String::new(), |fact| fact.value),
            summary,
            "{text}"
        );
    }
}

#[test]
fn a_number_counts_before_words() {
    let (_, stated) = read_summary(
        "It hit all users.\n\nWe think that 80% of users were affected, some 12,000 customers in total.",
    );
    let percent = stated.impact.users_percent.unwrap();
    assert_eq!((percent.value, percent.origin), (80.0, Origin::Body));
    assert_eq!(stated.impact.users.unwrap().value, 12_000);
    let (_, stated) = read_summary("The page was blank for all users.");
    let percent = stated.impact.users_percent.unwrap();
    assert_eq!((percent.value, percent.origin), (100.0, Origin::Inferred));
}

#[test]
fn the_cause_is_told_by_its_label_or_its_sentence() {
    for (text, cause) in [
        (
            "The queue was down for an hour.\n\nRoot Cause: a full disk on the second replica held it.",
            "a full disk on the second replica held it.",
        ),
        (
            "The shop was down for an hour. The root cause was a typo in the name of a queue.",
            "The root cause was a typo in the name of a queue.",
        ),
    ] {
        let (_, stated) = read_summary(text);
        assert_eq!(
            stated.cause.map(|fact| fact.value).as_deref(),
            Some(cause),
            "{text}"
        );
    }
}

#[test]
fn how_it_was_mended_is_not_why_it_broke() {
    let cause = |text: &str| {
        let source = Source::new("a.md".to_owned(), text.as_bytes());
        let postmortem = crate::postmortem::parse(source.into(), &crate::config::Settings::default());
        postmortem
            .record
            .facts
            .cause_summary
            .clone()
            .map(|fact| fact.value)
    };
    for heading in ["Resolution and recovery", "Recovery", "Mitigation"] {
        let text = format!("## {heading}\n\nWe moved the queue to another host and drained it.\n");
        assert_eq!(cause(&text), None, "{heading}");
    }
    let open = "## Summary\n\nThe pier was shut. We are still investigating its root cause.\n\n## Root cause\n\nA bolt broke in the gate.\n";
    assert_eq!(cause(open).as_deref(), Some("A bolt broke in the gate."));
    assert_eq!(
        cause("## Resolution\n\nThe disk was full because of a log. We removed it.\n").as_deref(),
        Some("The disk was full because of a log. We removed it.")
    );
    assert_eq!(
        cause("## Root cause\n\nIt took two faults to break the ferry site:\n\n1. a full disk on the primary\n2. a late alert\n").as_deref(),
        Some("It took two faults to break the ferry site: a full disk on the primary")
    );
}
