//! What the first screen says, and that several pages tell the same alike.

use super::*;
use crate::archive::fixtures::{action, on};
use crate::config::{Service, Team};
use crate::record::Action;
use crate::vocabulary::ActionStatus::{Done, Open};
use jiff::civil::Date;

fn owned(id: &str, owner: &str, due: Date) -> Action {
    Action {
        owner: Some(owner.to_owned()),
        due: Some(due),
        ..action(id, Open)
    }
}

fn with(id: &str, service: &str, day: Date, actions: Vec<Action>) -> Record {
    let mut record = record(id, service, day);
    record.actions = actions;
    record
}

#[track_caller]
fn says(page: &str, words: &[&str]) {
    let page = page.replace(['\u{a0}', '\n'], " ");
    for words in words {
        assert!(page.contains(words), "{words}\n{page}");
    }
}

#[test]
fn an_action_is_its_owners_teams_and_as_late_on_each_page() {
    let first = with(
        "first",
        "gates",
        date(2025, 1, 10),
        vec![owned("Renew by a timer", "Ann (Ports)", date(2025, 2, 1))],
    );
    let mut again = with(
        "again",
        "gates",
        date(2025, 6, 1),
        vec![owned("Renew by a timer", "Ports", date(2025, 9, 1))],
    );
    again.facts.recurrence_of = fact(vec!["first".to_owned()]);
    again.facts.status = fact(Status::Closed);
    again.facts.teams = fact(vec!["Platform".into(), "Ports".into()]);
    let site = site(vec![first, again], settings());
    for (path, words) in [
        ("actions/index.html", "120 days overdue"),
        ("index.html", "120 days overdue"),
        ("postmortems/first/index.html", "120 days overdue"),
        ("postmortems/again/index.html", "120 days overdue"),
        ("postmortems/again/index.html", "promised again here"),
        ("postmortems/again/index.html", "closed, with 1 action open"),
        ("teams/ports/index.html", "of 1 action that it owns"),
        ("teams/index.html", "Most overdue actions: Ports, 1."),
    ] {
        says(&rendered(&site, path), &[words]);
    }
    let platform = rendered(&site, "teams/platform/index.html");
    assert!(!platform.contains("Open actions"), "{platform}");
}

#[test]
fn near_misses_stand_beside_incidents() {
    let day = |day| date(2026, 3, day);
    let mut near = record("near", "gates", day(5));
    near.facts.near_miss = fact(true);
    let records = vec![
        record("one", "gates", day(1)),
        record("two", "locks", day(9)),
        near,
    ];
    let site = site(records, settings());
    for (path, words) in [
        ("index.html", "2 incidents in the last twelve months"),
        ("index.html", "One near miss is not counted."),
        ("index.html", "1 of 2"),
        (
            "services/gates/index.html",
            "1 incident and one near miss in March 2026",
        ),
        (
            "services/index.html",
            "Near misses count as postmortems, not as incidents.",
        ),
        ("timeline/2026/index.html", "2 incidents and one near miss"),
        ("archive/2026/index.html", "2026: 3 postmortems"),
        ("archive/2026/index.html", "One of them is a near miss."),
        ("digest/2026/index.html", "2026: 2 incidents"),
        ("insights/index.html", "One near miss, beside 2 incidents"),
    ] {
        says(&rendered(&site, path), &[words]);
    }
}

#[test]
fn an_unknown_cause_is_none_and_marks_claim_no_length() {
    let because = |id: &str, cause: &str| {
        let mut record = record(id, "gates", date(2026, 3, 9));
        record.facts.root_cause = fact(cause.to_owned());
        record
    };
    let causes = [
        because("a", "unknown"),
        because("b", "unknown"),
        because("c", "capacity"),
    ];
    let site = site(causes.to_vec(), settings());
    says(
        &rendered(&site, "causes/index.html"),
        &[
            "Two causes, Automation most often",
            "Automation most often: in 3 of 3",
        ],
    );
    let page = rendered(&site, "timeline/index.html");
    says(&page, &["Each bar is one incident"]);
    assert_eq!(page.matches("drawn to scale").count(), 0, "{page}");
}

#[test]
fn ends_that_disagree_count_in_no_time() {
    let day = date(2026, 3, 9);
    let mut odd = record("odd", "gates", day);
    odd.facts.mitigated = fact(on(date(2026, 3, 11), 600));
    let site = site(vec![odd], settings());
    assert_eq!(site.archive.metrics.user_impact.n, 0);
    let page = rendered(&site, "postmortems/odd/index.html");
    says(&page, &["Unclear", "the times disagree: resolved 9 Mar 2026"]);
    assert!(!page.contains("to mitigate"), "{page}");
    says(&rendered(&site, "index.html"), &["As of ", "unclear"]);
    says(&rendered(&site, "digest/2026/index.html"), &["unclear"]);
}

#[test]
fn services_say_which_is_worst_and_whom_to_ask() {
    let late = || vec![owned("Alert before", "Ports", date(2026, 3, 1))];
    let mut long = with("long", "gates", date(2026, 3, 10), Vec::new());
    long.facts.mitigated = None;
    let records = vec![long, with("short", "locks", date(2026, 3, 8), late())];
    let settings = Settings {
        services: vec![Service {
            name: "gates".into(),
            owner: Some("Ports".into()),
            ..Service::default()
        }],
        teams: vec![Team {
            name: "ports".into(),
            contact: Some("ports@kestrel.example".into()),
            ..Team::default()
        }],
        ..settings()
    };
    let site = site(records, settings);
    says(
        &rendered(&site, "services/index.html"),
        &[
            "Longest in the 12 months to 10 Mar 2026: gates, users affected for 2 h. Most overdue actions: locks, 1.",
        ],
    );
    says(
        &rendered(&site, "services/gates/index.html"),
        &[
            "Ask Ports (<a href=\"mailto:ports@kestrel.example\">ports@kestrel.example</a>), or ",
            "the latest authors and reviewers: <a href=\"../../authors/ada-obi/\">Ada Obi</a>.",
        ],
    );
}

#[test]
fn related_postmortems_lead_both_ways() {
    let site = site(three(), settings());
    let old = rendered(&site, "postmortems/old/index.html");
    says(&old, &["Referred to by", "users affected for 47 min"]);
    let new = rendered(&site, "postmortems/new/index.html");
    assert!(
        new.contains(">Related</h2>") && !new.contains("Referred to by"),
        "{new}"
    );
}

#[test]
fn what_is_done_lies_before_the_day_that_counts_as_today() {
    let done = Action {
        done_on: Some(date(2026, 4, 28)),
        ..action("Ship it", Done)
    };
    let site = site(
        vec![with("one", "gates", date(2026, 4, 21), vec![done])],
        settings(),
    );
    says(
        &rendered(&site, "actions/index.html"),
        &["0 open actions, none overdue, 1 done", "as of 28 Apr 2026"],
    );
}

#[test]
fn a_postmortem_says_what_the_first_screen_must() {
    let site = site(three(), settings());
    let view = site
        .view(site.route("postmortems/new/index.html").unwrap())
        .unwrap();
    let view = serde_json::to_value(view).unwrap();
    let cards: Vec<(&str, String)> = view["cards"]
        .as_array()
        .unwrap()
        .iter()
        .map(|card| {
            (
                card["value"].as_str().unwrap(),
                card["note"].as_str().unwrap_or_default().replace('\u{a0}', " "),
            )
        })
        .collect();
    let cards: Vec<(&str, &str)> = cards
        .iter()
        .map(|(value, note)| (*value, note.as_str()))
        .collect();
    assert_eq!(
        cards,
        [
            (
                "Mitigated after 47\u{a0}min, resolved after 2\u{a0}h",
                "10 Mar 2026, 07:00 to 07:47 UTC, resolved 09:00"
            ),
            ("not recorded", ""),
            ("SEV2", ""),
            ("Configuration", "contributing: automation"),
            ("not recorded", "after 12 min"),
            ("Yes", "1 of 2 actions open"),
        ]
    );
    // A draft names the line that would settle what is not recorded.
    let missing: Vec<_> = view["cards"]
        .as_array()
        .unwrap()
        .iter()
        .map(|card| card["missing"].clone())
        .collect();
    assert_eq!(missing[1], serde_json::json!(["impact"]));
    assert_eq!(missing[4], serde_json::json!(["detected_by"]));
    assert_eq!(missing[0], serde_json::json!([]));
    assert!(view["banner"].as_str().unwrap().starts_with("Draft: "));
    assert_eq!(view["page"]["root"], "../../");
    assert_eq!(
        view["page"]["canonical"],
        "https://kestrel.example/pm/postmortems/new/"
    );
    assert_eq!(view["related"].as_array().unwrap().len(), 1);
    assert_eq!(view["related"][0]["url"], "postmortems/old/");
    assert_eq!(view["previous"]["url"], "postmortems/old/");
    assert!(view["next"].is_null());
    assert_eq!(view["contents"][0]["text"], "What happened");
    assert_eq!(view["actions"].as_array().unwrap().len(), 2);
    assert!(
        view["parts"][0]["html"]
            .as_str()
            .unwrap()
            .contains("href=\"../old/\"")
    );
}
