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
        "Repeats affected users for 47\u{a0}min.",
        "When it happened again, an earlier action was still open.",
        "As of 1\u{a0}Apr\u{a0}2025.",
        "47 min lost again",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
}

#[test]
fn a_likely_repeat_is_told_with_the_lines_that_confirm_and_reject_it() {
    let failed = |id: &str, day, actions| {
        let mut record = incident(id, day, &[], actions);
        record.facts.symptoms = fact(vec![
            "ERR_HANDSHAKE 7731: certificate of gw-locker-3 is not yet valid".to_owned(),
        ]);
        record
    };
    let records = vec![
        failed("first", date(2025, 1, 1), vec![task("List them all", Open, None)]),
        failed("again", date(2025, 3, 1), Vec::new()),
    ];
    let page = rendered(
        &site(records, crate::config::Settings::default()),
        "twice/index.html",
    );
    for words in [
        "No failure is known to have come back",
        "Likely repeats that nobody confirmed",
        "recurrence_of: [first]",
        "not_related: [{id: first, because: WHY}]",
        "List them all",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
}

#[test]
fn without_repeats_the_page_says_so() {
    let one = || incident("first", date(2025, 1, 1), &["unknown"], Vec::new());
    let alone = site(vec![one()], crate::config::Settings::default());
    assert!(alone.route("twice/index.html").is_none());
    let two = vec![one(), incident("other", date(2025, 2, 1), &[], Vec::new())];
    let page = rendered(&site(two, crate::config::Settings::default()), "twice/index.html");
    assert!(page.contains("none is likely to repeat an earlier one"), "{page}");
}
