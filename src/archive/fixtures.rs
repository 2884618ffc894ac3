//! Records for tests, made by hand.

use crate::moment::{Moment, Zone};
use crate::record::Record;
use crate::record::{Action, Entry, Fact, Facts, Origin, Person, ServiceHit};
use crate::span::Span;
use crate::vocabulary::{ActionStatus, EntryKind, Status};
use jiff::civil::Date;
use jiff::tz::Offset;

pub(crate) fn fact<T>(value: T) -> Option<Fact<T>> {
    Some(Fact::new(value, Origin::FrontMatter, Span::default()))
}

/// A moment in UTC, minutes after midnight.
pub(crate) fn on(date: Date, minutes: i16) -> Moment {
    Moment {
        date: Some(date),
        day: 0,
        time: jiff::civil::time((minutes / 60) as i8, (minutes % 60) as i8, 0, 0),
        zone: Some(Zone {
            label: "UTC".into(),
            offset: Some(Offset::UTC),
        }),
    }
}

/// A reviewed postmortem of one service on a day: from 07:00, noticed after 12 minutes, mitigated after
/// 47, over after 120.
pub(crate) fn record(id: &str, service: &str, day: Date) -> Record {
    Record {
        archive: None,
        path: format!("content/postmortems/{id}.md"),
        id: id.into(),
        slug: id.into(),
        aliases: Vec::new(),
        title: Fact::new(format!("{service} failed"), Origin::FrontMatter, Span::default()),
        facts: Facts {
            services: fact(vec![hit(service)]),
            root_cause: fact("config-error".into()),
            contributing: fact(vec!["automation".into()]),
            started: fact(on(day, 420)),
            detected: fact(on(day, 432)),
            mitigated: fact(on(day, 467)),
            resolved: fact(on(day, 540)),
            severity: fact("SEV2".into()),
            status: fact(Status::Reviewed),
            date: fact(day),
            published: fact(day),
            authors: fact(vec![person("Ada Obi")]),
            teams: fact(vec!["Platform".into()]),
            tags: fact(vec!["tls".into()]),
            summary: fact(format!("{service} answered nobody for 47 minutes.")),
            ..Facts::default()
        },
        entries: vec![
            entry(EntryKind::ImpactStarted, on(day, 420), "Requests fail."),
            entry(EntryKind::Detected, on(day, 432), "An alert."),
            entry(EntryKind::Mitigated, on(day, 467), "The old settings are back."),
            entry(EntryKind::Resolved, on(day, 540), "All clear."),
        ],
        actions: vec![action("a1", ActionStatus::Done), action("a2", ActionStatus::Open)],
        words: 120,
    }
}

pub(crate) fn hit(name: &str) -> ServiceHit {
    ServiceHit {
        name: name.into(),
        stated: None,
        span: Span::default(),
        level: None,
        started: None,
        resolved: None,
    }
}

pub(crate) fn person(name: &str) -> Person {
    Person {
        name: name.into(),
        url: None,
    }
}

pub(crate) fn entry(kind: EntryKind, at: Moment, text: &str) -> Entry {
    Entry {
        date: at.date,
        dated: true,
        at: Some(at),
        until: None,
        approximate: false,
        kind,
        labelled: false,
        text: text.into(),
        span: Span::default(),
        content: Span::default(),
        hidden: Vec::new(),
        time_span: None,
    }
}

pub(crate) fn action(id: &str, status: ActionStatus) -> Action {
    Action {
        id: id.into(),
        task: format!("Do {id}"),
        owner: None,
        due: None,
        status,
        done_on: None,
        kind: None,
        link: None,
        span: Span::default(),
        content: None,
    }
}
