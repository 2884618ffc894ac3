//! Numbers of small archives, counted by hand.

use super::*;
use crate::archive::days::Days;
use crate::archive::fixtures::{action, fact, on, record};
use crate::record::Action;
use crate::vocabulary::{ActionStatus, DetectedBy, EntryKind, Status};
use digest::{Digest, Selection};
use jiff::civil::date;

fn archive(records: Vec<Record>) -> Archive {
    Archive::new(records.into_iter().map(Arc::new).collect(), &Settings::default())
}

fn insights(records: Vec<Record>, left_out: Vec<Record>) -> Insights {
    let left_out: Vec<Arc<Record>> = left_out.into_iter().map(Arc::new).collect();
    Insights::new(&archive(records), &left_out, &Settings::default(), 0)
}

fn section(insights: &Insights, id: &str) -> Section {
    insights
        .sections
        .iter()
        .find(|section| section.id == id)
        .unwrap()
        .clone()
}

/// A row of a table in words, by the words of its first cell.
fn row(section: &Section, name: &str) -> Vec<String> {
    let rows = section.rows.iter().map(|row| {
        row.iter()
            .map(|value| value.words().replace('\u{a0}', " "))
            .collect()
    });
    let mut rows = rows.filter(|row: &Vec<String>| row[0] == name);
    rows.next()
        .unwrap_or_else(|| panic!("no row {name} in {section:?}"))
}

fn promise(id: &str, status: ActionStatus, due: Option<Date>, done_on: Option<Date>) -> Action {
    Action {
        due,
        done_on,
        task: id.to_owned(),
        ..action(id, status)
    }
}

#[test]
fn sections_come_in_the_order_in_which_they_matter() {
    let ids = |records| {
        let insights = insights(records, Vec::new());
        let ids: Vec<&str> = insights.sections.iter().map(|section| section.id).collect();
        ids
    };
    let expected = [
        "coverage",
        "promises",
        "repeats",
        "noticed",
        "false-leads",
        "near-misses",
        "times",
        "causes",
        "triggers",
        "availability",
    ];
    assert_eq!(ids(vec![record("a", "api", date(2026, 3, 10))]), expected);
    // Of nothing there is nothing to say, and nothing to draw.
    assert_eq!(ids(Vec::new()), expected);
    assert!(
        insights(Vec::new(), Vec::new())
            .sections
            .iter()
            .all(|section| section.figure.is_none())
    );
}

#[test]
fn coverage_counts_drafts_as_not_reviewed_and_near_misses_not_at_all() {
    let day = date(2026, 3, 10);
    let (mut late, mut near, mut draft) = (
        record("b", "api", day),
        record("c", "api", day),
        record("d", "api", day),
    );
    late.facts.published = fact(date(2026, 3, 15));
    near.facts.near_miss = fact(true);
    draft.facts.status = fact(Status::Draft);
    draft.facts.severity = None;
    let found = insights(vec![record("a", "api", day), late, near], vec![draft]);
    let coverage = section(&found, "coverage");
    assert_eq!(coverage.title, "2 of 3 incidents reviewed");
    assert_eq!(
        row(&coverage, "SEV2"),
        ["SEV2", "2", "2", "0", "2", "too few", "too few"]
    );
    assert_eq!(
        row(&coverage, "not recorded"),
        ["not recorded", "1", "0", "1", "1", "too few", "too few"]
    );
    assert!(
        coverage
            .notes
            .contains(&"One postmortem is still a draft.".to_owned()),
        "{:?}",
        coverage.notes
    );
    assert_eq!(
        section(&found, "near-misses").title,
        "One near miss, beside 2 incidents"
    );
}

#[test]
fn promises_are_kept_in_time_late_or_not() {
    use ActionStatus::{Done, Dropped, Open};
    let may = |day| Some(date(2026, 5, day));
    let mut one = record("a", "api", date(2026, 3, 10));
    one.actions = vec![
        promise("in time", Done, may(10), may(10)),
        promise("late", Done, may(10), may(14)),
        promise("undated", Done, None, may(3)),
        promise("overdue", Open, may(1), None),
        promise("ahead", Open, may(30), None),
        promise("no day", Open, None, None),
        promise("dropped", Dropped, may(1), None),
    ];
    let archive = archive(vec![one]).as_of(may(20));
    let promises = promises::section(&archive);
    assert_eq!(promises.title, "1 of 3 actions done on time, 1 overdue");
    for (name, count) in [
        ("Done on time", "1"),
        ("Done late", "1"),
        ("Overdue", "1"),
        ("Open, not due yet", "1"),
        ("Open, without a due date", "1"),
        ("Dropped or superseded", "1"),
    ] {
        assert_eq!(row(&promises, name)[1], count, "{name}");
    }
    assert!(
        promises
            .notes
            .contains(&"3 due dates have passed: too few to compare.".to_owned()),
        "{:?}",
        promises.notes
    );
}

#[test]
fn few_values_have_no_median_and_say_so() {
    let of = |count: i16| {
        let records = (0..count).map(|index| {
            let mut record = record(&format!("r{index}"), "api", date(2026, 3, 10));
            record.facts.detected = fact(on(date(2026, 3, 10), 420 + index + 1));
            record.facts.detected_by = fact(DetectedBy::Customer);
            record
        });
        insights(records.collect(), Vec::new())
    };
    let detect = |found: &Insights| row(&section(found, "times"), "To detect");
    assert_eq!(detect(&of(2)), ["To detect", "2", "0", "0", "too few", "too few"]);
    assert_eq!(detect(&of(3)), ["To detect", "3", "0", "0", "2 min", "too few"]);
    assert_eq!(detect(&of(10)), ["To detect", "10", "0", "0", "6 min", "9 min"]);
    let notes = |count| section(&of(count), "times").notes.join(" ");
    assert!(
        notes(3).contains("To detect (3 values), To mitigate (3)")
            && notes(3).ends_with("too few to compare.")
    );
    assert_eq!(notes(10), "");
    assert_eq!(section(&of(3), "times").title, "How long it took");
    assert_eq!(
        section(&of(10), "times").title,
        "Half affected users for no more than 47 min"
    );
    let noticed = section(&of(3), "noticed");
    assert_eq!(noticed.title, "Customers noticed 3 of 3 first");
    assert_eq!(row(&noticed, "Customer").last().unwrap(), "6 min");
}

#[test]
fn false_leads_of_one_incident_that_overlap_count_once() {
    let day = date(2026, 3, 10);
    let mut one = record("a", "api", day);
    let mut entry = |minutes, kind| {
        let mut entry = one.entries[0].clone();
        (entry.at, entry.kind, entry.labelled) = (Some(on(day, minutes)), kind, true);
        one.entries.push(entry);
    };
    entry(435, EntryKind::Misleading);
    entry(440, EntryKind::Misleading);
    entry(450, EntryKind::Identified);
    let leads = section(
        &insights(vec![one, record("b", "api", day)], Vec::new()),
        "false-leads",
    );
    assert_eq!(leads.title, "1 of 2 timelines tell of a false lead: 15 min lost");
    assert_eq!(row(&leads, "All").last().unwrap(), "15 min");
}

#[test]
fn causes_and_triggers_are_counted_by_year_and_what_is_unknown_too() {
    let (old, mut new) = (
        record("a", "api", date(2024, 3, 10)),
        record("b", "api", date(2026, 3, 10)),
    );
    new.facts.root_cause = None;
    let found = insights(vec![old, record("c", "api", date(2026, 4, 1)), new], Vec::new());
    let causes = section(&found, "causes");
    let keys: Vec<&str> = causes.columns.iter().map(|column| &*column.key).collect();
    assert_eq!(keys, ["cause", "2024", "2026", "total"]);
    assert_eq!(row(&causes, "Configuration"), ["Configuration", "1", "1", "2"]);
    assert_eq!(row(&causes, "not recorded"), ["not recorded", "0", "1", "1"]);
    assert_eq!(section(&found, "triggers").title, "No trigger is recorded");
}

#[test]
fn a_digest_holds_a_period_against_the_one_before() {
    let mut again = record("c", "Login", date(2026, 5, 2));
    again.facts.recurrence_of = fact(vec!["a".to_owned()]);
    again.actions = vec![promise("test", ActionStatus::Open, Some(date(2026, 5, 10)), None)];
    let mut other = record("b", "Mail", date(2026, 4, 20));
    other.facts.teams = fact(vec!["Field".to_owned()]);
    other.actions = vec![promise(
        "alert",
        ActionStatus::Done,
        Some(date(2026, 4, 25)),
        Some(date(2026, 4, 30)),
    )];
    let mut first = record("a", "Login", date(2026, 1, 5));
    first.actions = Vec::new();
    let archive = archive(vec![first, other, again]).as_of(Some(date(2026, 5, 20)));
    let of = |selection: &Selection| Digest::new(&archive, &[], &Settings::default(), selection);
    let quarter = Selection::of(Days::quarter(date(2026, 5, 1)));
    let digest = of(&quarter);
    assert_eq!(
        digest.title.replace('\u{a0}', " "),
        "2026-Q2: 2 incidents, users affected for 1 h 34 min"
    );
    assert_eq!(digest.lead, "1 Apr 2026 to 20 May 2026, so far.");
    let numbers: Vec<(String, &str)> = digest
        .numbers
        .iter()
        .map(|number| {
            (
                number.value.words().replace('\u{a0}', " "),
                number.before.as_str(),
            )
        })
        .collect();
    assert_eq!(numbers[0], ("2".to_owned(), "1 in the first 50 days of 2026-Q1"));
    assert_eq!(numbers[2], ("1".to_owned(), "0 on 19 Feb 2026"));
    assert!(digest.note.unwrap().starts_with("Fewer than ten incidents"));
    let ids: Vec<&str> = digest.sections.iter().map(|section| section.id).collect();
    assert_eq!(ids, ["incidents", "repeats", "late", "closed", "coverage"]);
    assert_eq!(digest.sections[3].title, "One action was done, late");
    // Nothing is recorded before the first.
    let first = of(&Selection::of(Days::quarter(date(2026, 1, 1))));
    assert_eq!(first.numbers[0].before, "no earlier period is recorded");
    let field = of(&Selection {
        team: Some("field".to_owned()),
        ..quarter.clone()
    });
    assert!(
        field.title.starts_with("2026-Q2 of the team field: 1 incident"),
        "{}",
        field.title
    );
    let nobody = of(&Selection {
        service: Some("nobody".to_owned()),
        ..quarter
    });
    assert!(nobody.title.ends_with("0 incidents"), "{}", nobody.title);
}

#[test]
fn evidence_traces_each_action() {
    let mut one = record("a", "api", date(2026, 3, 10));
    one.actions = vec![
        promise(
            "alert",
            ActionStatus::Done,
            Some(date(2026, 4, 1)),
            Some(date(2026, 4, 3)),
        ),
        promise("test", ActionStatus::Open, Some(date(2026, 3, 12)), None),
    ];
    let mut bare = record("b", "api", date(2026, 3, 20));
    bare.actions = Vec::new();
    let archive = archive(vec![one, bare]);
    let selection = Selection::of(Days::year(date(2026, 1, 1)));
    let table = evidence::table(&archive, &selection);
    assert_eq!(table.rows.len(), 3);
    assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
    let column = |key: &str| table.columns.iter().position(|column| column.key == key).unwrap();
    let cells =
        |key: &str| -> Vec<String> { table.rows.iter().map(|row| row[column(key)].words()).collect() };
    assert_eq!(cells("id"), ["b", "a", "a"]);
    assert_eq!(cells("kept"), ["", "late", "overdue"]);
    assert_eq!(cells("late_days"), ["", "2 days", "22 days"]);
    let cases = evidence::cases(&archive, &selection);
    assert_eq!(cases.len(), 2);
    assert_eq!(cases[1].actions.title, "1 of 2 actions done");
}
