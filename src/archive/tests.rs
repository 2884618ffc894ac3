use super::facet::Facet;
use super::fixtures::{fact, hit, person, record};
use super::*;
use crate::vocabulary::Status;
use jiff::civil::date;

fn archive(records: Vec<Record>) -> Archive {
    let records = records.into_iter().map(Arc::new).collect();
    Archive::new(records, &Settings::default())
}

fn names(archive: &Archive, facet: Facet) -> Vec<(&str, usize)> {
    let groups = archive.facet(facet).iter();
    groups
        .map(|group| (group.slug.as_str(), group.members.len()))
        .collect()
}

fn three() -> Vec<Record> {
    let mut undated = record("lost", "nginx", date(2020, 1, 1));
    undated.facts.date = None;
    undated.facts.started = None;
    vec![
        record("old", "Nginx", date(2024, 2, 12)),
        undated,
        record("new", "Billing API", date(2026, 3, 10)),
    ]
}

#[test]
fn newest_come_first_and_what_has_no_date_last_in_any_order_of_files() {
    let mut records = three();
    let ids = |records: Vec<Record>| {
        let items = archive(records).items;
        items
            .iter()
            .map(|item| item.record.id.clone())
            .collect::<Vec<_>>()
    };
    let expected = ["new", "old", "lost"];
    assert_eq!(ids(records.clone()), expected);
    records.reverse();
    assert_eq!(ids(records), expected);
}

#[test]
fn aliases_find_their_postmortem_but_never_hide_another() {
    let mut records = three();
    let alias = |name: &str| fact(name.to_owned()).unwrap();
    records[0].aliases = vec![alias("Older"), alias("new")];
    let archive = archive(records);
    assert_eq!(archive.find("older"), archive.find("old"));
    assert_eq!(archive.find("new"), Some(0));
}

#[test]
fn periods_hold_their_postmortems() {
    let archive = archive(three());
    let years: Vec<_> = archive
        .years
        .iter()
        .map(|year| (year.first.year(), year.members.len()))
        .collect();
    assert_eq!(years, [(2026, 1), (2024, 1)]);
    assert_eq!(archive.months[1].first, date(2024, 2, 1));
    assert_eq!(archive.undated, [2]);
    assert_eq!(archive.span(), Some((date(2024, 2, 12), date(2026, 3, 10))));
    assert_eq!(archive.as_of, Some(date(2026, 3, 10)));
}

#[test]
fn names_that_differ_in_letter_case_are_one() {
    let archive = archive(three());
    assert_eq!(
        names(&archive, Facet::Service),
        [("nginx", 2), ("billing-api", 1)]
    );
    let service = &archive.facet(Facet::Service)[0];
    assert_eq!(service.name, "Nginx");
    let item = &archive.items[2];
    let groups: Vec<_> = archive.groups_of(item, Facet::Service).collect();
    assert_eq!(groups, [service]);
}

#[test]
fn root_and_contributing_causes_both_count_and_each_once() {
    let mut twice = record("a", "x", date(2024, 1, 1));
    twice.facts.contributing = fact(vec!["automation".into(), "config-error".into()]);
    let archive = archive(vec![twice, record("b", "x", date(2024, 1, 2))]);
    assert_eq!(
        names(&archive, Facet::Cause),
        [("automation", 2), ("config-error", 2)]
    );
    assert_eq!(archive.facet(Facet::Cause)[1].label, "Configuration");
}

#[test]
fn times_leave_out_near_misses_and_count_what_is_unknown() {
    let mut near = record("near", "x", date(2024, 1, 1));
    near.facts.near_miss = fact(true);
    let mut unknown = record("unknown", "x", date(2024, 1, 2));
    unknown.facts.detected = None;
    unknown.facts.mitigated = None;
    unknown.facts.resolved = None;
    let metrics = archive(vec![near, unknown, record("known", "x", date(2024, 1, 3))]).metrics;
    assert_eq!((metrics.count, metrics.near_misses), (3, 1));
    assert_eq!(
        (metrics.detect.n, metrics.detect.unknown, metrics.detect.median),
        (1, 1, Some(720))
    );
    assert_eq!((metrics.total, metrics.longest), (2_820, Some(2_820)));
}

#[test]
fn only_a_start_or_an_end_counts_as_today() {
    let mut later = record("later", "x", date(2026, 3, 10));
    later.facts.date = fact(date(2026, 4, 1));
    assert_eq!(archive(vec![later]).as_of, Some(date(2026, 3, 10)));
}

#[test]
fn drafts_do_not_move_the_day_that_counts_as_today() {
    let mut draft = record("draft", "x", date(2026, 5, 1));
    draft.facts.status = fact(Status::Draft);
    let archive = archive(vec![draft, record("a", "x", date(2026, 3, 10))]);
    assert_eq!(archive.as_of, Some(date(2026, 3, 10)));
    assert_eq!(
        archive.as_of(Some(date(2027, 1, 1))).as_of,
        Some(date(2027, 1, 1))
    );
}

#[test]
fn pages_never_share_a_slug() {
    let mut a = record("a", "日本", date(2024, 1, 3));
    a.slug = "Same".into();
    let mut b = record("b", "page", date(2024, 1, 2));
    b.slug = "same".into();
    let mut c = record("c", "中国", date(2024, 1, 1));
    c.slug = "../..".into();
    c.facts.services = fact(vec![hit("中国"), hit("feed.xml")]);
    c.facts.authors = fact(vec![person("Ada Obi"), person("ada obi")]);
    let archive = archive(vec![a, b, c]);
    let slugs: Vec<_> = archive.items.iter().map(|item| item.slug.as_str()).collect();
    assert_eq!(&slugs[..2], ["Same", "same-2"]);
    assert!(slugs[2].starts_with('x'));
    let services: Vec<_> = names(&archive, Facet::Service);
    assert!(services.contains(&("page-2", 1)) && services.contains(&("feed.xml-2", 1)));
    assert_eq!(services.len(), 4);
    assert_eq!(names(&archive, Facet::Author), [("ada-obi", 3)]);
    assert_eq!(archive.find("SAME"), Some(0));
    assert_eq!(archive.find("b"), Some(1));
}

#[test]
fn an_archive_with_newer_records_is_the_one_that_all_would_make() {
    type Change = fn(&mut Record);
    let (stays, moves) = (true, false);
    let changes: &[(bool, Change)] = &[
        (stays, |_| {}),
        (stays, |record| record.title.value.push('!')),
        (stays, |record| record.words = 7),
        (stays, |record| record.actions.clear()),
        (stays, |record| record.entries.clear()),
        (stays, |record| record.facts.summary = None),
        (stays, |record| record.facts.ongoing = fact(true)),
        (moves, |record| record.archive = Some("x".to_owned())),
        (moves, |record| record.path.push('x')),
        (moves, |record| record.id.push('x')),
        (moves, |record| record.slug.push('x')),
        (moves, |record| {
            record.aliases = fact("x".to_owned()).into_iter().collect()
        }),
        (moves, |record| record.facts.date = fact(date(2024, 2, 13))),
        (moves, |record| record.facts.started = None),
        (moves, |record| record.facts.detected = None),
        (moves, |record| record.facts.resolved = None),
        (moves, |record| record.facts.status = fact(Status::Draft)),
        (moves, |record| record.facts.near_miss = fact(true)),
        (moves, |record| record.facts.services = fact(vec![hit("NGINX")])),
        (moves, |record| {
            let mut spared = hit("Nginx");
            spared.level = Some(crate::vocabulary::ImpactLevel::None);
            record.facts.services = fact(vec![spared]);
        }),
        (moves, |record| record.facts.root_cause = None),
        (moves, |record| record.facts.contributing = None),
        (moves, |record| record.facts.severity = fact("SEV1".into())),
        (moves, |record| record.facts.teams = None),
        (moves, |record| record.facts.tags = fact(vec!["dns".into()])),
        (moves, |record| {
            record.facts.authors = fact(vec![person("Bo Lind")])
        }),
        (moves, |record| {
            record.facts.recurrence_of = fact(vec!["lost".into()])
        }),
    ];
    for (number, (stays, change)) in changes.iter().enumerate() {
        let mut records = three();
        let before = archive(records.clone());
        change(&mut records[0]);
        let renewed = before.renewed(&[Arc::new(records[0].clone())]);
        assert_eq!(renewed.is_some(), *stays, "change {number}");
        if let Some(renewed) = renewed {
            assert_eq!(
                format!("{renewed:?}"),
                format!("{:?}", archive(records)),
                "change {number}"
            );
        }
    }
}
