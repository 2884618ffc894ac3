use crate::config::Settings;
use crate::record::lengths::{Part, StatedLength};
use crate::source::Source;
use std::sync::Arc;

/// The lengths of a text, and its words.
fn read(text: &str) -> (Arc<Source>, Vec<StatedLength>) {
    let source = Arc::new(Source::new("a.md", text.as_bytes()));
    let postmortem = crate::postmortem::parse(source.clone(), &Settings::default());
    (source, postmortem.record.lengths.clone())
}

/// What a line of the Issue Summary names, as `part: words`.
fn named(line: &str) -> Vec<String> {
    let (source, lengths) = read(&format!("# Café down\n\n## Issue Summary\n\n{line}\n"));
    let shown = lengths
        .iter()
        .map(|one| format!("{:?}: {}", one.part, source.slice(one.span)));
    shown.collect()
}

#[test]
fn numbers_are_read_by_their_names() {
    for (line, expected) in [
        ("Duration: 2 hours", "Total: 2 hours"),
        (
            "**Duration**: ~30 h silent + 50 min active",
            "Undetected: 30 h, Active: 50 min",
        ),
        (
            "Duration: 7 days degraded, 1 h 12 min down",
            "Degraded: 7 days, Down: 1 h 12 min",
        ),
        ("| Duration | 45 minutes (total) |", "Total: 45 minutes"),
        ("- Total downtime: 1h 47m", "Down: 1h 47m"),
        ("We had a two-hour outage of all sites.", "Down: two-hour"),
        ("Guests could not pay for about 40 minutes.", "Total: 40 minutes"),
        (
            "The till showed errors to all users for 40 minutes.",
            "Total: 40 minutes",
        ),
        ("- Time to detect: 12 min", "Undetected: 12 min"),
        ("- TTD: 4m", "Undetected: 4m"),
        ("- MTTR: 3 h 5 min", "Resolve: 3 h 5 min"),
        ("- Time to repair - 40 minutes", ""),
        ("- Time to mitigate (TTM): 25 minutes", "Mitigate: 25 minutes"),
        ("- Detection delay: 90 minutes", "Undetected: 90 minutes"),
        ("- Outage length: three hours", "Total: three hours"),
        ("- How long did it last? About 3 days.", "Total: 3 days"),
        (
            "Checkout was down for roughly an hour and a half.",
            "Down: an hour and a half",
        ),
        (
            "Checkout was unavailable for 38 minutes on Tuesday.",
            "Down: 38 minutes",
        ),
        ("We had 38 minutes of total downtime.", "Down: 38 minutes"),
        ("A 2-hour outage hit the shop.", "Down: 2-hour"),
        ("A 95-minute outage of the shop.", "Down: 95-minute"),
        ("The leak went unnoticed for 9 days.", "Undetected: 9 days"),
        ("The incident lasted just over 4 hours.", "Total: 4 hours"),
        (
            "Nothing was written, silently, for a week. It lasted 7 days.",
            "Undetected: a week, Total: 7 days",
        ),
        ("It took 3 hours until anybody noticed.", "Undetected: 3 hours"),
        ("It was 40 minutes before we realised.", "Undetected: 40 minutes"),
        (
            "For about 13 minutes, between 12:17 and 12:30 UTC, nobody could pay.",
            "Total: 13 minutes",
        ),
        (
            "From 10:00 to 12:00 UTC (2 hours) nobody could pay.",
            "Total: 2 hours",
        ),
    ] {
        assert_eq!(named(line).join(", "), expected, "{line}");
    }
}

#[test]
fn most_lengths_of_a_text_measure_something_else() {
    for line in [
        "The proxy has a timeout of 30 seconds.",
        "Users waited up to 45 minutes for their mails.",
        "Some users could not pay for up to 45 minutes.",
        "Users stay logged in for 45 minutes.",
        "Users have to wait for 45 minutes before they can try again.",
        "A previous outage lasted 24 hours.",
        "These outages usually lasted 20 minutes.",
        "A restart would have lasted 5 minutes.",
        "Every batch is down for 10 minutes.",
        "There were periodic outages of 10-30 minutes.",
        "It was down for 5-10 minutes.",
        "Backups are kept for 30 days.",
        "The deploy took 20 minutes.",
        "Planned downtime: 2 hours",
        "Cache duration: 15 minutes",
        "Session length: 2 h",
        "The certificate is valid for 90 days.",
        "The migration lasted 3 hours, twice as long as the test.",
        "The investigation spanned 9 hours.",
        "He came online 2 hours later.",
        "The metric `down for 5 minutes` fired.",
        "Maintenance duration: 4 hours",
        "A fix was deployed within 10 minutes.",
        "> It was down for 2 hours.",
    ] {
        assert_eq!(named(line), Vec::<String>::new(), "{line}");
    }
}

#[test]
fn an_entry_tells_of_itself_and_other_sections_only_of_what_went_unseen() {
    let (_, lengths) = read(
        "# Down\n\n## Timeline\n\n- 10:00 UTC - The site is down for 5 minutes\n- 10:20 UTC - Over\n\n## Root cause\n\n\
         The disk was offline for 3 hours.\n\n## Lessons learned\n\n- It went unnoticed for 20 minutes\n",
    );
    let parts: Vec<_> = lengths.iter().map(|one| (one.part, one.seconds)).collect();
    assert_eq!(parts, [(Part::Undetected, 1_200)]);
}

#[test]
fn a_heading_is_the_label_of_what_is_below_it() {
    let (_, lengths) =
        read("# Down\n\n## Issue Summary\n\n### Duration\n\n2 h 30 min\n\n### Impact\n\n40 min of pain\n");
    assert_eq!(lengths.len(), 1);
    assert_eq!((lengths[0].seconds, lengths[0].labelled), (9_000, true));
}

#[test]
fn the_times_beside_a_length_are_its_own() {
    for (line, minutes) in [
        ("Duration: 2 hours (09:00 - 11:00 UTC)", Some(120)),
        ("Duration: 21:45 to 23:28 UTC (103 minutes)", Some(103)),
        (
            "Duration: 3 May 23:00 UTC to 4 May 01:30 UTC (2.5 hours)",
            Some(150),
        ),
        ("Duration: 2 hours, from 23:00 until 01:00", Some(120)),
        ("Duration: 2 hours, from 11:00 to 1:00", Some(120)),
        ("Duration: 30 minutes (13:20 ~ 13:30 EAT)", Some(10)),
        (
            "Duration: 7 hours 9 minutes, 22:30 UTC on October 29 to 05:39 UTC on October 30",
            Some(429),
        ),
        ("Duration: 2 hours. It began at 10:00.", None),
        ("Duration: 2 hours (support hours, 10:00-17:00)", None),
        ("Duration: 1 h down, 2 h degraded, 10:00 - 13:00", None),
    ] {
        let (_, lengths) = read(&format!("# Down\n\n## Issue Summary\n\n{line}\n"));
        assert_eq!(lengths[0].beside.map(|seconds| seconds / 60), minutes, "{line}");
    }
}

#[test]
fn support_hours_are_read_where_they_stand() {
    let (_, lengths) = read(
        "# Down\n\n## Issue Summary\n\nDuration: 3 h (during support hours 10:00-17:00 M-F)\n\nImpact: down for 2 days.\n",
    );
    let hours = lengths[0].hours.clone().unwrap();
    assert_eq!((hours.from.hour(), hours.to.hour()), (10, 17));
    assert_eq!(hours.days, crate::config::hours::WORKDAYS);
    assert!(lengths[0].support && !lengths[1].support);
    // What they are holds for the whole text.
    assert_eq!(lengths[1].hours, lengths[0].hours);
}

#[test]
fn a_round_number_leaves_more_room() {
    let room = |line: &str| {
        let (_, lengths) = read(&format!("# Down\n\n## Issue Summary\n\n{line}\n"));
        let (least, most) = lengths[0].room;
        (least / 60, most / 60)
    };
    assert_eq!(room("Duration: 47 minutes"), (45, 49));
    assert_eq!(room("Duration: 45 minutes"), (40, 50));
    assert_eq!(room("Duration: an hour"), (30, 90));
    assert_eq!(room("Duration: 2 hours"), (80, 160));
    assert_eq!(room("Duration: ~2 hours"), (40, 200));
    assert_eq!(room("Duration: 2.5 hours"), (135, 165));
    assert_eq!(room("Duration: more than 2 hours"), (80, 280));
    assert_eq!(room("Duration: less than 2 hours"), (0, 160));
}
