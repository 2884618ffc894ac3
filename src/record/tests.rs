use super::*;
use crate::moment::Zone;
use crate::vocabulary::FieldType;
use jiff::civil::{date, time};
use jiff::tz::Offset;
use proptest::prelude::*;

fn copy(record: &Record) -> Record {
    let json = serde_json::to_string(record).unwrap();
    serde_json::from_str(&json).unwrap()
}

/// A fact with every part that a fact can have.
fn fact<T: Clone>(value: T) -> Option<Fact<T>> {
    Some(Fact {
        others: vec![(value.clone(), Span::new(7, 9))],
        ..Fact::new(value, Origin::Inferred, Span::new(2, 5))
    })
}

fn moment(zone: Option<Zone>) -> Moment {
    Moment {
        date: Some(date(2024, 2, 12)),
        day: 0,
        time: time(1, 2, 3, 0),
        zone,
    }
}

/// A record of which nothing is empty, so that no field can be lost on the way unseen.
fn full() -> Record {
    let lagos = || {
        moment(Some(Zone {
            label: "Africa/Lagos".to_owned(),
            offset: Some(Offset::constant(1)),
        }))
    };
    let undated = Moment {
        date: None,
        day: 2,
        ..moment(None)
    };
    let words = || vec!["one".to_owned(), "two".to_owned()];
    let person = Person {
        name: "Ada".to_owned(),
        url: Some("https://ada.example".to_owned()),
    };
    let day = date(2024, 2, 13);
    Record {
        archive: Some("platform".to_owned()),
        path: "content/postmortems/a.md".to_owned(),
        id: "a".to_owned(),
        slug: "a-slug".to_owned(),
        aliases: fact("old".to_owned()).into_iter().collect(),
        title: Fact {
            origin: Origin::FrontMatter,
            ..fact("Gates shut".to_owned()).unwrap()
        },
        facts: Facts {
            outages: fact(vec![Outage {
                started: Some(lagos()),
                resolved: Some(lagos()),
                services: words(),
                level: Some(ImpactLevel::Down),
            }]),
            services: fact(vec![ServiceHit {
                name: "Gates".to_owned(),
                stated: Some("gate-01".to_owned()),
                span: Span::new(1, 2),
                level: Some(ImpactLevel::Degraded),
                started: Some(lagos()),
                resolved: Some(lagos()),
            }]),
            root_cause: fact("config-error".to_owned()),
            cause_summary: fact("A wrong timetable.".to_owned()),
            contributing: fact(words()),
            started: fact(lagos()),
            resolved: fact(lagos()),
            detected: fact(lagos()),
            acknowledged: fact(lagos()),
            mitigated: fact(lagos()),
            detected_by: fact(DetectedBy::Partner),
            severity: fact("SEV1".to_owned()),
            status: fact(Status::InReview),
            authors: fact(vec![person.clone()]),
            reviewers: fact(vec![person]),
            teams: fact(words()),
            symptoms: fact(words()),
            trigger: fact(Trigger::ManualOperation),
            impact: Impact {
                summary: fact("Nobody sailed.".to_owned()),
                users_percent: fact(33.3),
                counted: Some("ferries".to_owned()),
                users: fact(u64::MAX),
                requests_failed: fact(12),
                revenue: fact("10,000 EUR".to_owned()),
                level: fact(ImpactLevel::Down),
            },
            near_miss: fact(true),
            ongoing: fact(true),
            visibility: fact(Visibility::Public),
            related: fact(words()),
            recurrence_of: fact(words()),
            not_related: fact(vec![NotRelated {
                id: "b".to_owned(),
                because: "another gate".to_owned(),
            }]),
            links: fact(vec![Link {
                label: "Ticket".to_owned(),
                url: "https://t.example/1".to_owned(),
                kind: Some(LinkKind::Ticket),
            }]),
            date: fact(day),
            published: fact(day),
            updates: fact(vec![Update {
                date: day,
                note: "More was found.".to_owned(),
            }]),
            tags: fact(words()),
            summary: fact("Gates stayed shut.".to_owned()),
            own: BTreeMap::from([(
                "region".to_owned(),
                fact(OwnValue {
                    kind: FieldType::List,
                    words: words(),
                })
                .unwrap(),
            )]),
            extra: BTreeMap::from([("x-own".to_owned(), serde_json::json!({"a": [1, 2.5, null]}))]),
        },
        entries: vec![Entry {
            at: Some(lagos()),
            date: Some(day),
            dated: true,
            until: Some(undated),
            approximate: true,
            kind: EntryKind::FollowUp,
            labelled: true,
            text: "It was ~ noon.".to_owned(),
            span: Span::new(1, 9),
            content: Span::new(2, 8),
            hidden: vec![Span::new(3, 4)],
            time_span: Some(Span::new(1, 2)),
            lost: Some(60),
        }],
        actions: vec![Action {
            id: "a1".to_owned(),
            task: "Add an alert".to_owned(),
            owner: Some("Ada".to_owned()),
            due: Some(day),
            status: ActionStatus::Dropped,
            done_on: Some(day),
            kind: Some(ActionKind::Prevent),
            link: Some("https://t.example/2".to_owned()),
            priority: Some("P1".to_owned()),
            outcome: Some(Outcome::Held),
            by: Some("b".to_owned()),
            extra: vec![Extra {
                label: "Comment".to_owned(),
                value: "x".to_owned(),
                link: Some("https://t.example/3".to_owned()),
            }],
            span: Span::new(1, 2),
            content: Some(Span::new(1, 2)),
        }],
        lengths: vec![lengths::StatedLength {
            part: lengths::Part::Down,
            seconds: 60,
            room: (30, 90),
            span: Span::new(3, 8),
            labelled: true,
            beside: Some(61),
            support: true,
            hours: Some(crate::config::SupportHours {
                zone: Some("UTC".to_owned()),
                ..crate::config::SupportHours::default()
            }),
        }],
        words: 7,
    }
}

/// The paths of what is empty in a JSON value.
fn empty(value: &serde_json::Value, path: &str, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Null => found.push(path.to_owned()),
        serde_json::Value::Array(items) if items.is_empty() => found.push(path.to_owned()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| empty(item, path, found)),
        serde_json::Value::Object(fields) => fields
            .iter()
            .for_each(|(key, value)| empty(value, &format!("{path}.{key}"), found)),
        _ => {}
    }
}

#[test]
fn a_full_record_comes_back_whole() {
    let record = full();
    assert_eq!(copy(&record), record);
    let mut found = Vec::new();
    empty(&serde_json::to_value(&record).unwrap(), "", &mut found);
    // No moment has a date and a day, nor does every one have a zone; what a theme brings may be null.
    let by_design = [
        ".facts.extra.x-own.a",
        ".entries.until.date",
        ".entries.until.zone",
    ];
    found.retain(|path| !by_design.contains(&path.as_str()));
    assert_eq!(found, [""; 0]);
}

#[test]
fn records_of_one_path_and_two_archives_are_two() {
    let there = full();
    let here = Record {
        archive: None,
        ..full()
    };
    assert_ne!(there.source_id(), here.source_id());
    assert_eq!(
        (there.local_path(), here.local_path()),
        (None, Some("content/postmortems/a.md"))
    );
    assert_eq!(
        there.source_id().to_string(),
        "content/postmortems/a.md of platform"
    );
}

proptest! {
    #[test]
    fn a_moment_keeps_its_instant_and_its_zone_as_written(
        days in prop::option::of(0_i64..40_000),
        day in 0_i16..9,
        clock in (0_i8..24, 0_i8..60, 0_i8..60),
        label in prop::option::of("\\PC{0,12}"),
        offset in prop::option::of(-93_599_i32..=93_599),
        percent in 0.0_f64..=100.0,
    ) {
        let moment = Moment {
            date: days.map(|days| date(1970, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap()),
            day,
            time: time(clock.0, clock.1, clock.2, 0),
            zone: label.map(|label| Zone { label, offset: offset.map(|offset| Offset::from_seconds(offset).unwrap()) }),
        };
        let mut record = full();
        record.facts.started = fact(moment.clone());
        record.facts.impact.users_percent = fact(percent);
        let back = copy(&record);
        prop_assert_eq!(&back, &record);
        prop_assert_eq!(back.facts.started.unwrap().value.seconds(), moment.seconds());
    }
}
