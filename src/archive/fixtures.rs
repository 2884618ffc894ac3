//! Records for tests, made by hand.

use crate::moment::{Moment, Zone};
use crate::record::lengths::{Part, StatedLength};
use crate::record::{
    Action, Entry, Fact, Facts, Impact, Link, NotRelated, Origin, Outage, OwnValue, Person, Record,
    ServiceHit, Update,
};
use crate::span::Span;
use crate::vocabulary::{
    ActionStatus, DetectedBy, EntryKind, FieldType, ImpactLevel, Status, Trigger, Visibility,
};
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
        lengths: Vec::new(),
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

/// A value of a field of the site's own.
pub(crate) fn own(word: &str) -> OwnValue {
    OwnValue {
        kind: FieldType::Text,
        words: vec![word.into()],
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
        lost: None,
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
        priority: None,
        outcome: None,
        by: None,
        extra: Vec::new(),
        span: Span::default(),
        content: None,
    }
}

/// A length that is meant to the minute.
pub(crate) fn length(part: Part, seconds: i64) -> StatedLength {
    StatedLength {
        part,
        seconds,
        room: (seconds - 60, seconds + 60),
        span: Span::default(),
        labelled: true,
        beside: None,
        support: false,
        hours: None,
    }
}

/// What may change in a record: the field, and a change of it.
pub(crate) type Change = (&'static str, fn(&mut Record));

/// One change for every field that a struct has: one without a line does not compile.
macro_rules! changes {
    ($type:ident, |$record:ident| $of:expr, { $($field:ident => $value:expr,)+ }) => {{
        fn _all_fields(of: &$type) {
            let $type { $($field: _,)+ } = of;
        }
        [$((stringify!($field), (|$record: &mut Record| $of.$field = $value) as fn(&mut Record)),)+]
    }};
}

/// One change for every field of a record of [`record`].
pub(crate) fn changes() -> Vec<Change> {
    const DAY: Date = Date::constant(2024, 2, 13);
    let record = changes!(Record, |record| record, {
        archive => Some("x".into()),
        path => "content/postmortems/x.md".into(),
        id => "x".into(),
        slug => "x".into(),
        aliases => fact("x".to_owned()).into_iter().collect(),
        title => Fact::new("Another title".into(), Origin::FrontMatter, Span::default()),
        facts => Facts::default(),
        entries => Vec::new(),
        actions => Vec::new(),
        lengths => vec![length(Part::Total, 7_200)],
        words => 7,
    });
    let facts = changes!(Facts, |record| record.facts, {
        services => fact(vec![hit("NGINX"), hit("mail")]),
        root_cause => fact("capacity".into()),
        cause_summary => fact("The disk was full.".into()),
        contributing => None,
        started => fact(on(DAY, 400)),
        resolved => fact(on(DAY, 1_000)),
        outages => fact(vec![Outage { started: Some(on(DAY, 430)), ..Outage::default() }]),
        detected => None,
        acknowledged => fact(on(DAY, 450)),
        mitigated => None,
        detected_by => fact(DetectedBy::Customer),
        severity => fact("SEV1".into()),
        status => fact(Status::Draft),
        authors => fact(vec![person("Bo Lind")]),
        reviewers => fact(vec![person("Bo Lind")]),
        teams => None,
        symptoms => fact(vec!["502".into()]),
        trigger => fact(Trigger::Expiry),
        impact => Impact::default(),
        near_miss => fact(true),
        ongoing => fact(true),
        visibility => fact(Visibility::Public),
        related => fact(vec!["new".into()]),
        recurrence_of => fact(vec!["lost".into()]),
        not_related => fact(vec![NotRelated { id: "new".into(), because: "of chance".into() }]),
        links => fact(vec![Link { label: "Ticket".into(), url: "https://a.example/1".into(), kind: None }]),
        date => fact(DAY),
        published => fact(DAY),
        updates => fact(vec![Update { date: DAY, note: "More is known.".into() }]),
        tags => fact(vec!["dns".into()]),
        summary => None,
        own => [("region".to_owned(), Fact::new(own("north"), Origin::FrontMatter, Span::default()))].into(),
        extra => [("x-y".to_owned(), serde_json::Value::Null)].into(),
    });
    let impact = changes!(Impact, |record| record.facts.impact, {
        summary => fact("Nobody could log in.".into()),
        users_percent => fact(12.0),
        counted => Some("requests".into()),
        users => fact(1_200),
        requests_failed => fact(30),
        revenue => fact("12,000 EUR".into()),
        level => fact(ImpactLevel::Down),
    });
    record.into_iter().chain(facts).chain(impact).collect()
}
