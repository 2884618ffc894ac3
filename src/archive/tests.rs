use super::facet::FacetId;
use super::fixtures::{changes, fact, hit, person, record};
use super::*;
use crate::vocabulary::{ActionStatus, Status};
use jiff::civil::date;

fn archive(records: Vec<Record>) -> Archive {
    let records = records.into_iter().map(Arc::new).collect();
    Archive::new(records, &Settings::default())
}

fn names(archive: &Archive, facet: FacetId) -> Vec<(&str, usize)> {
    let groups = archive.groups(facet).iter();
    groups
        .map(|group| (slug_of(group), group.members.len()))
        .collect()
}

fn slug_of(group: &Group) -> &str {
    let mut parts = group.url.split('/');
    parts.nth(1).unwrap()
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
        names(&archive, FacetId::SERVICE),
        [("nginx", 2), ("billing-api", 1)]
    );
    let service = &archive.groups(FacetId::SERVICE)[0];
    assert_eq!(service.name, "Nginx");
    let item = &archive.items[2];
    let groups: Vec<_> = archive.groups_of(item, FacetId::SERVICE).collect();
    assert_eq!(groups, [service]);
}

#[test]
fn root_and_contributing_causes_both_count_and_each_once() {
    let mut twice = record("a", "x", date(2024, 1, 1));
    twice.facts.contributing = fact(vec!["automation".into(), "config-error".into()]);
    let archive = archive(vec![twice, record("b", "x", date(2024, 1, 2))]);
    assert_eq!(
        names(&archive, FacetId::CAUSE),
        [("automation", 2), ("config-error", 2)]
    );
    assert_eq!(archive.groups(FacetId::CAUSE)[1].label, "Configuration");
}

#[test]
fn times_leave_out_near_misses_and_count_what_is_unknown() {
    let mut near = record("near", "x", date(2024, 1, 1));
    near.facts.near_miss = fact(true);
    let mut unknown = record("unknown", "x", date(2024, 1, 2));
    unknown.facts.detected = None;
    unknown.facts.mitigated = None;
    unknown.facts.resolved = None;
    let archive = archive(vec![near, unknown, record("known", "x", date(2024, 1, 3))]);
    let metrics = &archive.metrics;
    assert_eq!((metrics.count, metrics.near_misses), (3, 1));
    assert_eq!(
        (metrics.detect.n, metrics.detect.unknown, metrics.detect.median),
        (1, 1, Some(720))
    );
    assert_eq!(archive.total(archive.all(), None, None).seconds, 2_820);
}

#[test]
fn only_a_start_or_an_end_counts_as_today() {
    let mut later = record("later", "x", date(2026, 3, 10));
    later.facts.date = fact(date(2026, 4, 1));
    assert_eq!(archive(vec![later]).as_of, Some(date(2026, 3, 10)));
}

#[test]
fn drafts_that_were_asked_for_count_for_today_as_all_others() {
    let mut draft = record("draft", "x", date(2026, 5, 1));
    draft.facts.status = fact(Status::Draft);
    let archive = archive(vec![draft, record("a", "x", date(2026, 3, 10))]);
    assert_eq!(archive.as_of, Some(date(2026, 5, 1)));
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
    let services: Vec<_> = names(&archive, FacetId::SERVICE);
    assert!(
        services
            .iter()
            .all(|(slug, _)| !["page", "feed.xml"].contains(slug))
    );
    assert_eq!(services.len(), 4);
    assert_eq!(names(&archive, FacetId::AUTHOR), [("ada-obi", 3)]);
    assert_eq!(archive.find("SAME"), Some(0));
    assert_eq!(archive.find("b"), Some(1));
}

/// The indexes that a change makes anew, each by its kind; None where it makes all of them.
fn renewed(change: fn(&mut Record)) -> Option<Vec<Index>> {
    let mut records = three();
    let before = archive(records.clone());
    change(&mut records[0]);
    let newer = [Arc::new(records[0].clone())];
    let (updated, renewed) = before.try_update(&newer, &Settings::default())?;
    let anew = archive(records);
    // Both are made when they are first asked for.
    assert_eq!(updated.find("old"), anew.find("old"));
    assert_eq!(format!("{updated:?}"), format!("{anew:?}"));
    Some(renewed)
}

#[test]
fn an_updated_archive_is_the_one_that_all_records_would_make() {
    for (field, change) in changes() {
        let moves = ["archive", "path", "id", "slug", "facts", "started", "date"].contains(&field);
        assert_eq!(renewed(change).is_none(), moves, "{field}");
    }
}

#[test]
fn a_change_makes_only_those_indexes_anew_that_read_it() {
    let renewed = |change| renewed(change).unwrap();
    assert_eq!(renewed(|record| record.title.value.push('!')), []);
    assert_eq!(renewed(|record| record.entries.clear()), []);
    let tags = |record: &mut Record| record.facts.tags = fact(vec!["dns".into()]);
    assert_eq!(renewed(tags), [Index::Facet(FacetId::TAG)]);
    let causes = |record: &mut Record| record.facts.root_cause = fact("capacity".into());
    assert_eq!(renewed(causes), [Index::Facet(FacetId::CAUSE)]);
    let repeats = |record: &mut Record| record.facts.recurrence_of = fact(vec!["lost".into()]);
    // What is promised again follows from what came back.
    assert_eq!(renewed(repeats), [Index::Recurrence, Index::Actions]);
    let done = |record: &mut Record| record.actions[1].status = ActionStatus::Done;
    assert_eq!(renewed(done), [Index::Actions]);
    let draft = |record: &mut Record| record.facts.status = fact(Status::Draft);
    // What is ongoing lasts until today.
    assert_eq!(renewed(draft), []);
    // Outages are seen to overlap only where their zone is known.
    let zoneless = renewed(|record| {
        for fact in [&mut record.facts.started, &mut record.facts.mitigated] {
            fact.as_mut().unwrap().value.zone = None;
        }
        let times = &mut record.facts;
        (times.detected, times.resolved) = (None, None);
    });
    assert!(zoneless.contains(&Index::Facet(FacetId::SERVICE)));
    // All metrics count a near miss otherwise.
    let near_miss = renewed(|record| record.facts.near_miss = fact(true));
    assert_eq!((near_miss[0], near_miss.len()), (Index::Times, 8));
}

#[test]
fn a_stated_day_stays_what_counts_as_today() {
    let day = Some(date(2027, 1, 1));
    let mut records = three();
    let before = archive(records.clone()).as_of(day);
    records[2].facts.resolved = None;
    let newer = [Arc::new(records[2].clone())];
    let (updated, _) = before.try_update(&newer, &Settings::default()).unwrap();
    assert_eq!(updated.as_of, day);
}
