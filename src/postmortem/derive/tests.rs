use super::*;
use crate::config::Service;
use crate::moment;
use crate::postmortem::front_matter;
use crate::postmortem::impact::When;
use crate::postmortem::metadata::Metadata;
use crate::source::Source;
use crate::text::clock::{Clock, Day};
use crate::vocabulary::{DetectedBy, EntryKind};

fn entry(at: &str, kind: EntryKind, labelled: bool, text: &str) -> Entry {
    let at = moment::stated(at, None).ok();
    Entry {
        date: at.as_ref().and_then(|at| at.date),
        dated: true,
        at,
        until: None,
        approximate: false,
        kind,
        labelled,
        text: text.to_owned(),
        span: Span::new(text.len(), text.len() + 1),
        content: Span::default(),
        hidden: Vec::new(),
        time_span: None,
        lost: None,
    }
}

fn when(hour: i8, minute: i8, zone: Option<&str>, day: Option<(i8, i8)>) -> Option<When> {
    Some(When {
        day: day.map(|(month, day)| Day::Date {
            year: None,
            month,
            day,
            ambiguous: false,
        }),
        own_day: day.is_some(),
        clock: Some(Clock::Time(jiff::civil::time(hour, minute, 0, 0))),
        zone: zone.map(str::to_owned),
        span: Span::new(500, 510),
    })
}

fn derived(
    front: &str,
    path: &str,
    stated: &SummaryFacts,
    entries: &[Entry],
    settings: &Settings,
) -> Derived {
    let source = Source::new(path, front.as_bytes());
    let mut front = front_matter::read(&source, settings);
    let titles: Vec<_> = front.title.iter().cloned().collect();
    let calendar = Calendar::new(&source, &[], &titles, &front.facts, stated);
    derive(
        &mut front,
        Body {
            lengths: &[],
            source: &source,
            titles: &titles,
            stated,
            metadata: &Metadata::default(),
            calendar: &calendar,
            entries,
        },
        settings,
    )
}

fn shown(fact: Option<&Fact<crate::moment::Moment>>) -> String {
    fact.map_or_else(|| "unknown".to_owned(), |fact| fact.value.to_string())
}

#[test]
fn front_matter_wins_and_keeps_what_else_was_said() {
    let stated = SummaryFacts {
        started: when(9, 0, Some("UTC"), None),
        ..SummaryFacts::default()
    };
    let entries = [entry(
        "2024-02-12T09:05:00Z",
        EntryKind::ImpactStarted,
        true,
        "errors rise",
    )];
    let facts = derived(
        "---\nstarted: 2024-02-12T08:55:00Z\n---\n",
        "a.md",
        &stated,
        &entries,
        &Settings::default(),
    )
    .facts;
    let started = facts.started.unwrap();
    assert_eq!((started.origin, started.others.len()), (Origin::FrontMatter, 2));
    assert_eq!(started.others[0].0.to_string(), "2024-02-12T09:00:00Z");
    assert_eq!(started.others[1].0.to_string(), "2024-02-12T09:05:00Z");
}

#[test]
fn what_is_ongoing_is_ended_by_no_text() {
    let entries = [entry(
        "2024-02-12T09:30:00Z",
        EntryKind::Resolved,
        true,
        "all is well",
    )];
    let resolved = |front: &str| {
        let front = format!("---\nstarted: 2024-02-12T09:00:00Z\n{front}\n---\n");
        let stated = SummaryFacts::default();
        let facts = derived(&front, "a.md", &stated, &entries, &Settings::default()).facts;
        shown(facts.resolved.as_ref())
    };
    assert_eq!(resolved("ongoing: true"), "unknown");
    assert_eq!(resolved("ongoing: false"), "2024-02-12T09:30:00Z");
    assert_eq!(
        resolved("ongoing: true\nresolved: 2024-02-12T10:00:00Z"),
        "2024-02-12T10:00:00Z"
    );
}

#[test]
fn several_outages_span_the_incident() {
    let ends = |front: &str| {
        let front = format!(
            "---\noutages:\n  - {{started: 2024-02-12T14:00:00Z, resolved: 2024-02-12T15:00:00Z}}\n  - {{started: \
             2024-02-12T09:00:00Z{front}\n---\n"
        );
        let stated = SummaryFacts::default();
        let facts = derived(&front, "a.md", &stated, &[], &Settings::default()).facts;
        (shown(facts.started.as_ref()), shown(facts.resolved.as_ref()))
    };
    let start = || "2024-02-12T09:00:00Z".to_owned();
    let end = || "2024-02-12T15:00:00Z".to_owned();
    assert_eq!(ends(", resolved: 2024-02-12T10:00:00Z}"), (start(), end()));
    // One without an end leaves the end open.
    assert_eq!(ends("}"), (start(), "unknown".to_owned()));
    assert_eq!(
        ends("}\nresolved: 2024-02-12T16:00:00Z"),
        (start(), "2024-02-12T16:00:00Z".to_owned())
    );
}

#[test]
fn a_near_miss_hits_nobody_whatever_its_text_counts() {
    let mut stated = SummaryFacts::default();
    stated.impact.users_percent = Some(Fact::new(35.0, Origin::Body, Span::default()));
    let percent = |front: &str| {
        let facts = derived(front, "a.md", &stated, &[], &Settings::default()).facts;
        facts.impact.users_percent.map(|fact| fact.value)
    };
    assert_eq!(percent("---\nnear_miss: true\n---\n"), None);
    assert_eq!(percent("---\nnear_miss: false\n---\n"), Some(35.0));
}

#[test]
fn times_of_the_summary_take_date_and_zone_from_their_document() {
    let stated = SummaryFacts {
        started: when(23, 30, None, None),
        resolved: when(1, 15, None, None),
        ..SummaryFacts::default()
    };
    let entries = [
        entry("2024-02-12 23:30 CET", EntryKind::Note, false, "it began"),
        entry("2024-02-13 01:15 CET", EntryKind::Note, false, "it ended"),
    ];
    let facts = derived("", "a.md", &stated, &entries, &Settings::default()).facts;
    assert_eq!(shown(facts.started.as_ref()), "2024-02-12T23:30:00+01:00");
    assert_eq!(shown(facts.resolved.as_ref()), "2024-02-13T01:15:00+01:00");
    assert_eq!(facts.started.unwrap().origin, Origin::Inferred);
    // Without any date the clock times alone still give the duration.
    let facts = derived("", "a.md", &stated, &[], &Settings::default()).facts;
    let (started, resolved) = (facts.started.unwrap().value, facts.resolved.unwrap().value);
    assert_eq!(
        (started.to_string().as_str(), started.until(&resolved)),
        ("23:30:00", Some(105 * 60))
    );
}

#[test]
fn dates_are_looked_for_in_order() {
    let summary = SummaryFacts {
        days: vec![(
            Day::Date {
                year: Some(2023),
                month: 5,
                day: 4,
                ambiguous: false,
            },
            Span::new(7, 9),
        )],
        ..SummaryFacts::default()
    };
    let none = SummaryFacts::default();
    let entries = [entry("2024-02-12T09:05:00Z", EntryKind::Note, false, "x")];
    let date = |front: &str, path: &str, stated: &SummaryFacts, entries: &[Entry]| {
        derived(front, path, stated, entries, &Settings::default())
            .facts
            .date
            .map(|date| date.value.to_string())
    };
    assert_eq!(
        date(
            "---\ndate: 2020-01-02\n---\n",
            "2021-01-01.md",
            &summary,
            &entries
        )
        .as_deref(),
        Some("2020-01-02")
    );
    assert_eq!(
        date("", "2024-02-20-x.md", &summary, &entries).as_deref(),
        Some("2024-02-12"),
        "the name of a file may say when it was written"
    );
    assert_eq!(
        date("", "2021-01-01-x.md", &summary, &[]).as_deref(),
        Some("2021-01-01")
    );
    assert_eq!(date("", "x.md", &summary, &[]).as_deref(), Some("2023-05-04"));
    assert_eq!(
        date("", "2021-01-01-x.md", &none, &[]).as_deref(),
        Some("2021-01-01")
    );
    assert_eq!(date("", "x.md", &none, &[]), None);
    let started = SummaryFacts {
        started: when(9, 0, Some("UTC"), Some((2, 11))),
        ..SummaryFacts::default()
    };
    let start = date("", "x.md", &started, &entries);
    assert_eq!(
        start.as_deref(),
        Some("2024-02-11"),
        "the date of the start goes before all others"
    );
}

#[test]
fn the_timeline_tells_what_the_summary_does_not() {
    let entries = [
        entry("2024-02-12T09:00:00Z", EntryKind::Note, false, "push"),
        entry(
            "2024-02-12T09:05:00Z",
            EntryKind::Detected,
            false,
            "An alert of Grafana woke the engineer",
        ),
        entry("2024-02-12T09:06:00Z", EntryKind::Acknowledged, true, "on it"),
        entry("2024-02-12T09:20:00Z", EntryKind::Mitigated, true, "rolled back"),
        entry("2024-02-12T09:30:00Z", EntryKind::Resolved, true, "all clear"),
        entry(
            "2024-02-12T10:00:00Z",
            EntryKind::Resolved,
            true,
            "all clear again",
        ),
    ];
    let facts = derived(
        "",
        "a.md",
        &SummaryFacts::default(),
        &entries,
        &Settings::default(),
    )
    .facts;
    assert_eq!(facts.started, None, "a push is no start");
    assert_eq!(shown(facts.detected.as_ref()), "2024-02-12T09:05:00Z");
    assert_eq!(shown(facts.acknowledged.as_ref()), "2024-02-12T09:06:00Z");
    assert_eq!(shown(facts.mitigated.as_ref()), "2024-02-12T09:20:00Z");
    assert_eq!(shown(facts.resolved.as_ref()), "2024-02-12T10:00:00Z");
    assert_eq!(facts.detected_by.unwrap().value, DetectedBy::Monitoring);
}

#[test]
fn kinds_concluded_from_words_count_only_where_they_can_be_so() {
    let entries = [
        entry("2024-02-12T09:00:00Z", EntryKind::Detected, false, "an alert"),
        entry(
            "2024-02-12T09:10:00Z",
            EntryKind::ImpactStarted,
            false,
            "errors rise again",
        ),
        entry("2024-02-12T09:30:00Z", EntryKind::Resolved, false, "all is well"),
        entry(
            "2024-02-12T11:00:00Z",
            EntryKind::Mitigated,
            false,
            "a lasting fix",
        ),
    ];
    let facts = derived(
        "",
        "a.md",
        &SummaryFacts::default(),
        &entries,
        &Settings::default(),
    )
    .facts;
    assert_eq!(shown(facts.started.as_ref()), "2024-02-12T09:00:00Z");
    assert_eq!(facts.date.unwrap().origin, Origin::Body);
    assert!(facts.mitigated.is_none());
}

#[test]
fn words_of_the_first_of_several_entries_end_nothing() {
    let resolved = |labelled| {
        let note = |at, text| entry(at, EntryKind::Note, false, text);
        let (first, text) = ("2024-02-12T21:50:00Z", "first run out, all good");
        let entries = [
            entry(first, EntryKind::Resolved, labelled, text),
            note("2024-02-12T22:55:00Z", "the setter takes the elder file"),
            note("2024-02-12T23:20:00Z", "presses roll"),
        ];
        let (summary, settings) = (SummaryFacts::default(), Settings::default());
        derived("", "a.md", &summary, &entries, &settings).facts.resolved
    };
    assert!(resolved(false).is_none() && resolved(true).is_some());
}

#[test]
fn what_nobody_says_is_unknown() {
    let facts = derived("", "a.md", &SummaryFacts::default(), &[], &Settings::default()).facts;
    assert!(
        facts.started.is_none()
            && facts.resolved.is_none()
            && facts.date.is_none()
            && facts.detected_by.is_none()
    );
    assert_eq!(facts.status.unwrap().value, Status::Draft);
}

#[test]
fn status_is_that_of_who_read_it() {
    let status = |front: &str| {
        derived(front, "a.md", &SummaryFacts::default(), &[], &Settings::default())
            .facts
            .status
            .unwrap()
            .value
    };
    assert_eq!(status("---\nreviewers: Ada\n---\n"), Status::Reviewed);
    assert_eq!(
        status("---\nreviewers: Ada\nstatus: in-review\n---\n"),
        Status::InReview
    );
    assert_eq!(status("---\nreviewers: []\n---\n"), Status::Draft);
    assert_eq!(
        status("---\nstatus: draft\nstatus: draft\n---\n"),
        Status::Reviewed
    );
}

#[test]
fn teams_are_the_owners_of_the_services() {
    let service = |name: &str, owner: &str| Service {
        name: name.to_owned(),
        owner: Some(owner.to_owned()),
        ..Service::default()
    };
    let settings = Settings {
        services: vec![
            service("api", "edge"),
            service("web", "edge"),
            service("db", "data"),
        ],
        ..Settings::default()
    };
    let front = "---\nservices: [db, web, api, other]\n---\n";
    let facts = derived(front, "a.md", &SummaryFacts::default(), &[], &settings).facts;
    assert_eq!(facts.teams.unwrap().value, ["data", "edge"]);
}

#[test]
fn names_come_from_the_file_where_none_is_stated() {
    let of = |front: &str, path: &str| {
        let derived = derived(front, path, &SummaryFacts::default(), &[], &Settings::default());
        (derived.id, derived.slug, derived.title.value)
    };
    let text = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
    assert_eq!(of("", "p/web down.md"), text("web down", "web-down", "web down"));
    assert_eq!(
        of("---\nid: INC-7\nslug: seven\ntitle: Seven\n---\n", "p/x/index.md"),
        text("INC-7", "seven", "Seven")
    );
}
