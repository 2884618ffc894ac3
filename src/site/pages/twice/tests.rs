use crate::archive::fixtures::{action, fact, record};
use crate::record::{Action, Record};
use crate::site::Site;
use crate::site::tests::{rendered, site};
use crate::vocabulary::ActionStatus::{self, Done, Dropped, Open};
use crate::vocabulary::Outcome;
use jiff::civil::{Date, date};

fn task(words: &str, status: ActionStatus, done_on: Option<Date>) -> Action {
    Action {
        task: words.to_owned(),
        done_on,
        due: Some(date(2025, 2, 1)),
        ..action(&words.replace(' ', "-"), status)
    }
}

fn incident(id: &str, day: Date, of: &[&str], actions: Vec<Action>) -> Record {
    let mut record = record(id, "gates", day);
    record.facts.recurrence_of = fact(of.iter().map(|id| (*id).to_owned()).collect());
    record.actions = actions;
    record
}

fn gates() -> Site {
    let before = date(2025, 1, 20);
    let promised = vec![
        task("Renew by a job", Done, Some(before)),
        task("List them all", Open, None),
        task("Alert before", Done, Some(date(2025, 4, 1))),
        task("Buy longer ones", Dropped, None),
        task("Train everybody", Done, None),
        Action {
            outcome: Some(Outcome::Held),
            ..task("Pin the version", Done, Some(before))
        },
    ];
    let broke = Action {
        outcome: Some(Outcome::Caused),
        by: Some("again".to_owned()),
        ..task("Restart by a script", Done, Some(date(2024, 5, 5)))
    };
    let records = vec![
        incident("first", date(2025, 1, 1), &[], promised),
        incident(
            "again",
            date(2025, 3, 1),
            &["first"],
            vec![task("Rehearse it", Open, None)],
        ),
        incident("other", date(2024, 5, 1), &[], vec![broke]),
    ];
    site(records, crate::config::Settings::default())
}

#[test]
fn promises_are_told_by_why_they_prevented_nothing() {
    let page = rendered(&gates(), "twice/index.html");
    let list = |id: &str| {
        let from = page
            .find(&format!("id=\"page-{id}\""))
            .unwrap_or_else(|| panic!("{id}\n{page}"));
        let (list, _) = page[from..].split_once("</section>").unwrap();
        list.to_owned()
    };
    let holds = |id: &str, tasks: &[&str]| {
        let list = list(id);
        let all = [
            "Renew by a job",
            "List them all",
            "Alert before",
            "Buy longer ones",
            "Train everybody",
            "Pin the version",
            "Restart by a script",
            "Rehearse it",
        ];
        let found: Vec<&str> = all.into_iter().filter(|task| list.contains(task)).collect();
        assert_eq!(found, tasks, "{id}");
    };
    holds("kept", &["Renew by a job", "Restart by a script"]);
    holds("never", &["List them all", "Buy longer ones"]);
    holds("too-late", &["Alert before"]);
    holds(
        "chain-1",
        &[
            "Renew by a job",
            "List them all",
            "Alert before",
            "Buy longer ones",
            "Train everybody",
            "Pin the version",
            "Rehearse it",
        ],
    );
}

#[test]
fn the_page_says_what_came_back_and_what_it_cost() {
    let page = rendered(&gates(), "twice/index.html");
    for words in [
        "One failure came back once",
        "Coming back cost 47\u{a0}min.",
        "When it came back, an action promised before was still open.",
        "As of 1\u{a0}Mar\u{a0}2025.",
        "47 min lost again",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
}

#[test]
fn without_repeats_there_is_no_page() {
    let alone = vec![incident("first", date(2025, 1, 1), &["unknown"], Vec::new())];
    let site = site(alone, crate::config::Settings::default());
    assert!(site.route("twice/index.html").is_none());
    assert!(!rendered(&site, "index.html").contains("Twice"));
}
