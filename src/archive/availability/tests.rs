//! Tables of outages, and what must hold of any.

use super::*;
use crate::archive::fixtures::{fact, hit, on, record};
use crate::record::Record;
use jiff::civil::date;
use proptest::prelude::*;
use std::sync::Arc;

const MINUTE: i64 = 60;

fn moment(text: &str) -> Moment {
    crate::moment::stated(text, None).unwrap()
}

/// An incident of `api` on 10 March 2026, of a severity that weighs half, between two moments.
fn incident(id: &str, from: &str, to: Option<&str>, level: Option<ImpactLevel>) -> Record {
    let mut record = record(id, "api", date(2026, 3, 10));
    let facts = &mut record.facts;
    facts.started = fact(moment(&format!("2026-03-10 {from} UTC")));
    facts.mitigated = to.map(|to| fact(moment(&format!("2026-03-10 {to} UTC"))).unwrap());
    facts.resolved = None;
    facts.impact.level = level.and_then(fact);
    facts.ongoing = to.is_none().then(|| fact(true).unwrap());
    record
}

fn of(records: Vec<Record>, as_of: Date, service: &str) -> Availability {
    let settings = Settings::default();
    let archive = Archive::new(records.into_iter().map(Arc::new).collect(), &settings).as_of(Some(as_of));
    archive.availability(archive.group(FacetId::SERVICE, service).unwrap(), &settings)
}

/// Minutes down, degraded and lost of the first quarter of 2026.
fn minutes(records: Vec<Record>) -> (i64, i64, i64) {
    let found = of(records, date(2026, 3, 31), "api");
    let quarter = found.quarters[&date(2026, 1, 1)];
    (
        quarter.down / MINUTE,
        quarter.degraded / MINUTE,
        quarter.lost / MINUTE,
    )
}

#[test]
fn what_overlaps_counts_once_and_as_the_worst() {
    use ImpactLevel::{Degraded, Down};
    type Row<'a> = (&'a str, Option<&'a str>, Option<ImpactLevel>);
    let (down, degraded) = (Some(Down), Some(Degraded));
    type Case<'a> = (&'a str, &'a [Row<'a>], (i64, i64, i64));
    let table: &[Case<'_>] = &[
        ("one", &[("10:00", Some("10:30"), down)], (30, 0, 30)),
        (
            "apart",
            &[("10:00", Some("10:30"), down), ("12:00", Some("12:10"), down)],
            (40, 0, 40),
        ),
        (
            "overlapping",
            &[("10:00", Some("10:30"), down), ("10:20", Some("10:50"), down)],
            (50, 0, 50),
        ),
        (
            "nested",
            &[("10:00", Some("11:00"), down), ("10:20", Some("10:30"), down)],
            (60, 0, 60),
        ),
        (
            "touching",
            &[("10:00", Some("10:30"), down), ("10:30", Some("11:00"), down)],
            (60, 0, 60),
        ),
        (
            "the same twice",
            &[("10:00", Some("10:30"), down), ("10:00", Some("10:30"), down)],
            (30, 0, 30),
        ),
        (
            "degraded by half",
            &[("10:00", Some("10:30"), degraded)],
            (0, 30, 15),
        ),
        (
            "down within degraded",
            &[("10:00", Some("11:00"), degraded), ("10:20", Some("10:40"), down)],
            (20, 40, 40),
        ),
        (
            "degraded within down",
            &[("10:00", Some("11:00"), down), ("10:20", Some("10:40"), degraded)],
            (60, 0, 60),
        ),
        (
            "degraded after down",
            &[("10:00", Some("10:30"), down), ("10:20", Some("11:00"), degraded)],
            (30, 30, 45),
        ),
        (
            "a level that nobody recorded",
            &[("10:00", Some("10:30"), None)],
            (30, 0, 30),
        ),
        ("no time at all", &[("10:00", Some("10:00"), down)], (0, 0, 0)),
        // 10 March, 22:00, until the end of 31 March.
        (
            "open-ended",
            &[("22:00", None, down)],
            (21 * 1440 + 120, 0, 21 * 1440 + 120),
        ),
        (
            "open-ended over a short one",
            &[("22:00", None, degraded), ("23:00", Some("23:30"), down)],
            (30, 21 * 1440 + 90, 30 + (21 * 1440 + 90) / 2),
        ),
    ];
    for (name, rows, expected) in table {
        let records = rows.iter().enumerate();
        let records =
            records.map(|(index, &(from, to, level))| incident(&index.to_string(), from, to, level));
        assert_eq!(minutes(records.collect()), *expected, "{name}");
    }
}

#[test]
fn an_outage_over_the_end_of_a_quarter_counts_in_both() {
    let mut long = incident("a", "22:00", None, Some(ImpactLevel::Down));
    long.facts.ongoing = None;
    long.facts.mitigated = fact(moment("2026-04-02 01:00 UTC"));
    let found = of(vec![long], date(2026, 6, 30), "api");
    let down: Vec<(Date, i64)> = found.quarters.iter().map(|(&first, q)| (first, q.down)).collect();
    assert_eq!(
        down,
        [
            (date(2026, 1, 1), (21 * 24 + 2) * 3600),
            (date(2026, 4, 1), 25 * 3600)
        ]
    );
    let first = found.quarters[&date(2026, 1, 1)];
    assert_eq!((first.incidents, first.length), (1, 90 * DAY));
    // 506 of 2,160 hours.
    assert_eq!(first.available(), 76_574);
}

#[test]
fn a_quarter_ends_with_today() {
    let record = incident("a", "22:00", None, Some(ImpactLevel::Down));
    let found = of(vec![record], date(2026, 3, 10), "api");
    let quarter = found.quarters[&date(2026, 1, 1)];
    assert_eq!((quarter.down, quarter.length), (2 * 3600, 69 * DAY));
}

#[test]
fn an_evening_west_of_greenwich_counts_though_its_hours_are_of_the_next_day() {
    let evening = |level| {
        let mut record = incident("a", "10:00", Some("11:00"), Some(level));
        record.facts.started = fact(moment("2026-03-31 20:00 -08:00"));
        record.facts.mitigated = fact(moment("2026-03-31 22:00 -08:00"));
        record
    };
    let found = of(vec![evening(ImpactLevel::Down)], date(2026, 3, 31), "api");
    let quarter = found.quarters[&date(2026, 4, 1)];
    assert_eq!(
        (quarter.incidents, quarter.down, quarter.length),
        (1, 2 * 3600, 6 * 3600)
    );
}

#[test]
fn what_nobody_knows_is_counted_and_not_guessed() {
    let mut endless = incident("a", "22:00", None, None);
    endless.facts.ongoing = None;
    let mut undated = incident("b", "10:00", Some("11:00"), None);
    for moment in [&mut undated.facts.started, &mut undated.facts.mitigated] {
        moment.as_mut().unwrap().value.date = None;
    }
    let mut near = incident("c", "10:00", Some("11:00"), None);
    near.facts.near_miss = fact(true);
    let assumed = incident("d", "10:00", Some("10:05"), None);
    let found = of(
        vec![endless, undated, near, assumed.clone()],
        date(2026, 3, 31),
        "api",
    );
    assert_eq!((found.unknown, found.assumed_down), (2, 1));
    assert_eq!(found.quarters[&date(2026, 1, 1)].down, 5 * MINUTE);
    // Said to be ongoing, and left so for years.
    let forgotten = incident("a", "22:00", None, None);
    let found = of(vec![forgotten, assumed], date(2029, 3, 31), "api");
    assert_eq!(found.unknown, 1);
    assert_eq!(
        found.quarters.values().map(|quarter| quarter.down).sum::<i64>(),
        5 * MINUTE
    );
}

#[test]
fn services_and_outages_say_how_they_were_hit() {
    let day = date(2026, 3, 10);
    let mut record = record("a", "api", day);
    let (mut mail, mut search) = (hit("mail"), hit("search"));
    (mail.level, mail.started) = (Some(ImpactLevel::Degraded), Some(on(day, 440)));
    search.level = Some(ImpactLevel::None);
    record.facts.services = fact(vec![hit("api"), mail, search, hit("shop")]);
    record.facts.impact.level = fact(ImpactLevel::Down);
    // From 07:00, mitigated 07:47; SEV2 weighs half.
    let lost = |service: &str| {
        let found = of(vec![record.clone()], day, service);
        found
            .quarters
            .get(&date(2026, 1, 1))
            .map(|q| (q.down, q.degraded, q.lost))
    };
    assert_eq!(lost("api"), Some((47 * MINUTE, 0, 47 * MINUTE)));
    assert_eq!(lost("mail"), Some((0, 27 * MINUTE, 27 * MINUTE / 2)));
    assert_eq!(lost("search"), None);

    let outage = |from, to: Option<i16>, services: &[&str], level| Outage {
        started: Some(on(day, from)),
        resolved: to.map(|to| on(day, to)),
        services: services.iter().map(|&name| name.to_owned()).collect(),
        level,
    };
    record.facts.outages = fact(vec![
        outage(420, Some(430), &[], None),
        outage(425, Some(460), &["shop"], Some(ImpactLevel::Degraded)),
        outage(500, Some(510), &[], Some(ImpactLevel::None)),
    ]);
    let lost = |service: &str| {
        let found = of(vec![record.clone()], day, service);
        found
            .quarters
            .get(&date(2026, 1, 1))
            .map(|q| (q.down, q.degraded, q.lost))
    };
    assert_eq!(lost("api"), Some((10 * MINUTE, 0, 10 * MINUTE)));
    assert_eq!(lost("shop"), Some((10 * MINUTE, 30 * MINUTE, 25 * MINUTE)));
}

fn any_hits() -> impl Strategy<Value = Vec<Hit>> {
    let one = (
        0_i64..400,
        0_i64..120,
        prop::option::of(prop::sample::select(vec![0, 200, 500, 1000])),
    );
    prop::collection::vec(
        one.prop_map(|(start, length, degraded)| Hit {
            when: Interval {
                start,
                end: start + length,
            },
            degraded,
        }),
        0..12,
    )
}

proptest! {
    /// Second by second, the worst of all hits: what the merging must come to.
    #[test]
    fn merging_is_the_worst_of_each_second(hits in any_hits(), from in 0_i64..300, length in 1_i64..300) {
        let within = Interval { start: from, end: from + length };
        let (mut down, mut degraded, mut lost) = (0, 0, 0);
        for second in within.start..within.end {
            let here = || hits.iter().filter(|hit| (hit.when.start..hit.when.end).contains(&second));
            lost += here().map(Hit::weight).max().unwrap_or(0);
            match here().any(|hit| hit.degraded.is_none()) {
                true => down += 1,
                false => degraded += i64::from(here().next().is_some()),
            }
        }
        prop_assert_eq!(loss(&hits, within), (down, degraded, (lost + 999) / 1000));
    }

    #[test]
    fn neither_order_nor_a_cut_changes_anything(hits in any_hits(), cut in 0_i64..500) {
        let within = Interval { start: 0, end: 600 };
        let mut other: Vec<Hit> = hits.iter().rev().flat_map(|hit| {
            let at = cut.clamp(hit.when.start, hit.when.end);
            let part = |start, end| Hit { when: Interval { start, end }, ..*hit };
            [part(at, hit.when.end), part(hit.when.start, at)]
        }).collect();
        other.extend(hits.first().copied());
        prop_assert_eq!(loss(&hits, within), loss(&other, within));
    }

    #[test]
    fn more_outages_never_make_a_service_more_available(hits in any_hits(), more in any_hits()) {
        let within = Interval { start: 50, end: 450 };
        let (down, degraded, lost) = loss(&hits, within);
        let all: Vec<Hit> = hits.into_iter().chain(more).collect();
        let (all_down, all_degraded, all_lost) = loss(&all, within);
        prop_assert!(down <= all_down && down + degraded <= all_down + all_degraded && lost <= all_lost);
        prop_assert!(all_lost <= all_down + all_degraded && all_down + all_degraded <= 400);
    }

    #[test]
    fn an_interval_touches_the_quarters_that_it_has_seconds_in(start in 0_i64..2_000_000_000, length in 1_i64..50_000_000) {
        let when = Interval { start, end: start + length };
        let touched: Vec<Date> = quarters(when).collect();
        let (mut sum, mut before) = (0, None);
        for &first in &touched {
            prop_assert!(before < Some(first));
            before = Some(first);
            let of = Days::quarter(first);
            sum += when.end.min(end_of(of.to)) - when.start.max(start_of(of.from));
        }
        prop_assert_eq!(sum, length);
    }
}
