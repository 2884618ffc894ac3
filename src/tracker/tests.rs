use super::*;
use crate::archive::fixtures::{action, record};
use jiff::civil::date;

fn told(text: &str) -> (Tracker, Vec<(usize, String)>) {
    let source = Source::new("issues.csv", text.as_bytes());
    let (tracker, problems) = read(&source);
    let at = |found: Diagnostic| (source.line(found.span.start), found.message);
    (tracker, problems.into_iter().map(at).collect())
}

/// What an open action with this link or id becomes.
fn becomes(tracker: &Tracker, link: &str) -> (ActionStatus, Option<Date>) {
    let mut of = record("a", "b", date(2024, 1, 1));
    of.actions = vec![Action {
        link: link.contains('/').then(|| link.to_owned()),
        ..action(link, ActionStatus::Open)
    }];
    tracker.apply(&mut of);
    (of.actions[0].status, of.actions[0].done_on)
}

#[test]
fn exports_of_trackers_set_states() {
    use ActionStatus::{Done, Dropped, Open};
    let done = (Done, Some(date(2026, 2, 18)));
    let issue = "https://code.example/shop/web/issues/12";
    let browse = "https://jira.example/browse/OPS-12";
    let cases = [
        // (export, link or id of an action, what it becomes)
        (
            "url,state\nhttps://code.example/shop/web/issues/12,closed\n",
            issue,
            (Done, None),
        ),
        (
            "url;status\nhttp://CODE.example/shop/web/issues/12/;Open\n",
            issue,
            (Open, None),
        ),
        (
            "Issue key,Status,Resolved\nOPS-12,Done,2026-02-18 10:00\n",
            browse,
            done,
        ),
        (
            "Issue key,Status,Resolved\nOPS-12,Done,2026-02-18 10:00\n",
            "ops-12",
            done,
        ),
        (
            "Issue key,Status,Status Category\nOPS-12,Baking,Done\n",
            browse,
            (Done, None),
        ),
        (
            "Issue key,Status,Resolution\nOPS-12,Closed,Won't Do\n",
            browse,
            (Dropped, None),
        ),
        (
            r#"[{"url": "https://code.example/shop/web/issues/12", "state": "CLOSED", "stateReason": "NOT_PLANNED", "closedAt": "2026-02-18T09:00:00Z"}]"#,
            issue,
            (Dropped, None),
        ),
        (
            r#"[{"html_url": "https:\/\/code.example\/shop\/web\/issues\/12", "state": "closed", "closed_at": "2026-02-18T09:00:00Z"}]"#,
            issue,
            done,
        ),
        (
            r#"{"total": 1, "issues": [{"key": "OPS-12", "fields": {"status": {"name": "Resolved"}, "resolutiondate": "2026-02-18T09:00:00.000+0000"}}]}"#,
            browse,
            done,
        ),
        // A number alone is no key, and another one's address no match.
        ("id,state\n12,closed\n", issue, (Open, None)),
        (
            "url,state\nhttps://code.example/shop/web/issues/1,closed\n",
            issue,
            (Open, None),
        ),
    ];
    for (text, link, expected) in cases {
        assert_eq!(becomes(&told(text).0, link), expected, "{text}");
    }
}

#[test]
fn what_is_unknown_is_told_once_with_its_line() {
    let (tracker, problems) = told("key,state\nOPS-1,done\nOPS-2,Parked\nOPS-3,Parked\n\"OPS-4\",Nowhere\n");
    assert_eq!(
        problems,
        [
            (3, "unknown state `Parked` of 2 issues".to_owned()),
            (5, "unknown state `Nowhere` of 1 issue".to_owned()),
        ]
    );
    assert_eq!(becomes(&tracker, "OPS-2").0, ActionStatus::Open);
    assert_eq!(told("[\n{\"key\": \"OPS-1\",\n\"state\": \"Parked\"}]").1[0].0, 2);
    for text in ["", "a,b\n1,2\n", "[]", "name: x", "[{\"key\": \"OPS-1\"}]"] {
        assert_eq!(told(text).1.len(), 1, "{text}");
    }
    assert_eq!(told("{\"a\": 1}").1[0].1, "expected a list of issues");
}

#[test]
fn what_the_postmortem_knows_better_stays() {
    let tracker = told("key,state,closed at\nOPS-1,closed,2026-02-18\nOPS-2,reopened,\n").0;
    let mut of = record("a", "b", date(2024, 1, 1));
    let stated = |id: &str, status, done_on| Action {
        done_on,
        ..action(id, status)
    };
    of.actions = vec![
        stated("OPS-1", ActionStatus::Verified, None),
        stated("OPS-1", ActionStatus::Done, Some(date(2026, 2, 1))),
        stated("OPS-2", ActionStatus::Done, Some(date(2026, 2, 1))),
        stated("OPS-9", ActionStatus::Proposed, None),
    ];
    assert!(tracker.apply(&mut of));
    let all: Vec<_> = of.actions.iter().map(|one| (one.status, one.done_on)).collect();
    assert_eq!(
        all,
        [
            (ActionStatus::Verified, Some(date(2026, 2, 18))),
            (ActionStatus::Done, Some(date(2026, 2, 1))),
            (ActionStatus::Open, None),
            (ActionStatus::Proposed, None),
        ]
    );
}
