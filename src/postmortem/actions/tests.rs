mod lists;
mod tables;

use super::*;
use crate::config::Settings;
use crate::postmortem::sections;
use crate::span::Span;
use crate::text::blocks;
use crate::vocabulary::{ActionKind, ActionStatus};
use jiff::civil::date;

fn actions_with(text: &str, stated: Vec<Action>) -> (Source, Vec<Action>) {
    let source = Source::new("a.md", text.as_bytes());
    let body = Span::new(0, source.text.len());
    let scan = blocks::scan(&source, body);
    let sections = sections::read(&source, body, &scan.blocks, &Settings::default());
    let actions = read(&source, &scan, &sections.list, stated, "a");
    (source, actions)
}

fn tasks(text: &str) -> Vec<String> {
    actions_with(text, Vec::new())
        .1
        .into_iter()
        .map(|action| action.task)
        .collect()
}

/// One action under a heading of measures, in a form without blanks around it.
fn one(item: &str) -> Action {
    let (_, mut actions) = actions_with(&format!("## Action items\n\n{item}\n"), Vec::new());
    assert_eq!(actions.len(), 1, "{item}: {actions:?}");
    actions.remove(0)
}

#[test]
fn what_a_task_says_of_itself() {
    let action = one("- [ ] Add a canary (@ana, due 2025-01-31, prevent, https://tracker/123)");
    assert_eq!(action.task, "Add a canary");
    assert_eq!(action.owner.as_deref(), Some("ana"));
    assert_eq!(action.due, Some(date(2025, 1, 31)));
    assert_eq!(action.kind, Some(ActionKind::Prevent));
    assert_eq!(action.link.as_deref(), Some("https://tracker/123"));
    assert_eq!(action.status, ActionStatus::Open);
    assert_eq!(action.id.len(), 10);
    for (item, owner, due) in [
        (
            "- Add a canary (Web Team, 31 January 2025)",
            Some("Web Team"),
            Some(date(2025, 1, 31)),
        ),
        ("- @ana: Add a canary", Some("ana"), None),
        ("- Add a canary @ana", Some("ana"), None),
        (
            "1. Add a canary - owner: Ana B., due: 2025-01-31",
            Some("Ana B"),
            Some(date(2025, 1, 31)),
        ),
        ("- Add a canary (owner: Ana)", Some("Ana"), None),
        ("- Add a canary, due 2025-01-31", None, Some(date(2025, 1, 31))),
        (
            "- Add a canary — R. Osei — by 2025-01-31",
            Some("R. Osei"),
            Some(date(2025, 1, 31)),
        ),
        ("- Add a canary — Ana — done", Some("Ana"), None),
        (
            "- Add a canary. Owner: ana. Status: in progress",
            Some("ana"),
            None,
        ),
        (
            "- Add a canary\n  - Owner: Ana\n  - Due: Jan 31, 2025",
            Some("Ana"),
            Some(date(2025, 1, 31)),
        ),
    ] {
        let action = one(item);
        assert_eq!(
            (action.task.as_str(), action.owner.as_deref(), action.due),
            ("Add a canary", owner, due),
            "{item}"
        );
    }
}

#[test]
fn how_far_a_task_is() {
    for (item, status) in [
        ("- [x] Add a canary", ActionStatus::Done),
        ("- [ x ] Add a canary", ActionStatus::Done),
        ("- (x) Add a canary", ActionStatus::Done),
        ("- ☑️ Add a canary", ActionStatus::Done),
        ("- [_] Add a canary", ActionStatus::Open),
        ("- ( ) Add a canary", ActionStatus::Open),
        ("- [ ] Add a canary", ActionStatus::Open),
        ("- [] Add a canary", ActionStatus::Open),
        ("- Add a canary (DONE)", ActionStatus::Done),
        ("- DONE: Add a canary", ActionStatus::Done),
        ("- Add a canary (done on 2025-02-01)", ActionStatus::Done),
        ("- ~~Add a canary~~", ActionStatus::Done),
        ("- Add a canary (wontfix)", ActionStatus::Dropped),
        ("- [x] Add a canary (dropped)", ActionStatus::Done),
        ("- Add a canary **Done**", ActionStatus::Done),
        ("- Add a canary DONE", ActionStatus::Done),
        ("- Add a canary\n  - Status: done", ActionStatus::Done),
    ] {
        let action = one(item);
        assert_eq!(
            (action.task.as_str(), action.status),
            ("Add a canary", status),
            "{item}"
        );
    }
    assert_eq!(
        one("- Add a canary (done on 2025-02-01)").done_on,
        Some(date(2025, 2, 1))
    );
}

#[test]
fn brackets_that_are_words_stay_and_tickets_are_links() {
    let action = one("- Add a canary (one for each zone)");
    assert_eq!(action.task, "Add a canary (one for each zone)");
    for item in [
        "- Add a canary ([issue](https://x.y/issues/1))",
        "- Add a canary. [Issue](https://x.y/issues/1)",
        "- Add a canary https://x.y/issues/1",
        "- Add a canary [#1](https://x.y/issues/1).",
    ] {
        let action = one(item);
        assert_eq!(action.task.trim_end_matches('.'), "Add a canary", "{item}");
        assert_eq!(action.link.as_deref(), Some("https://x.y/issues/1"), "{item}");
    }
    let action = one("- Read [the guide](https://x.y/guide) again");
    assert_eq!(
        (action.task.as_str(), action.link),
        ("Read the guide again", None)
    );
}

#[test]
fn an_item_that_only_introduces_others_is_no_action() {
    assert_eq!(
        tasks(
            "## Corrective and preventative measures\n\nWe met and talked.\n\n- improve the alerts\n- Todos\n  - add a probe\n  - page the team\n- **Improvements/Fixes:**\n  1. Alerts: page on errors\n- Keep the list of hosts in one place\n  - Task: write the list\n"
        ),
        [
            "improve the alerts",
            "add a probe",
            "page the team",
            "Alerts: page on errors",
            "Keep the list of hosts in one place",
            "write the list",
        ]
    );
}

#[test]
fn lessons_other_sections_and_code_hold_no_actions() {
    assert!(
        tasks("## Lessons learned\n\n- [ ] be nice\n\n## Timeline\n\n- 10:00 x\n\n## Thanks\n\n- Ana\n")
            .is_empty()
    );
    assert_eq!(
        tasks(
            "## Action items\n\n> - no\n\n```\n- no\n```\n\n- yes, this\n\n### What went well\n\n- luck\n\n## End\n\n- no\n"
        ),
        ["yes, this"]
    );
}

#[test]
fn rows_of_a_table_with_tasks_are_actions() {
    let text = "## Follow-ups\n\n| # | Action item | Owner | Due | Status | Ticket |\n|--|--|--|--|--|--|\n| 1 | Add **a canary** | @ana | 2025-01-31 | Done | [OPS-1](https://t/1) |\n| 2 | Page the team | TBD | - | in progress | |\n| | | | | | |\n\n| Host | Load |\n|--|--|\n| web | 1 |\n";
    let (_, actions) = actions_with(text, Vec::new());
    assert_eq!(actions.len(), 2);
    assert_eq!(actions[0].task, "Add a canary");
    assert_eq!(actions[0].owner.as_deref(), Some("ana"));
    assert_eq!(actions[0].due, Some(date(2025, 1, 31)));
    assert_eq!(actions[0].status, ActionStatus::Done);
    assert_eq!(actions[0].link.as_deref(), Some("https://t/1"));
    assert_eq!(
        (actions[1].owner.as_deref(), actions[1].due, actions[1].status),
        (None, None, ActionStatus::Open)
    );
}

#[test]
fn what_could_be_better_is_no_promise_where_a_section_has_the_promises() {
    let ideas = "## Possible improvements\n\n### To find it sooner\n\n- Probes in each region\n\n";
    assert_eq!(
        tasks(&format!("{ideas}## Actions\n\n- Add a probe to the pool\n")),
        ["Add a probe to the pool"]
    );
    assert_eq!(tasks(ideas), ["Probes in each region"]);
}

#[test]
fn plain_lines_are_actions_where_each_is_a_line_of_its_own() {
    assert_eq!(
        tasks(
            "Corrective Measures:\nImprovements:\nAdd a probe to the pool.\nPage the team.\n\nTasks:\nPatch the pool\n\nIn the end we learned a lot.\n"
        ),
        ["Add a probe to the pool.", "Page the team.", "Patch the pool"]
    );
    for prose in [
        "A probe should watch the pool.",
        "We will add a probe to the pool\nand page the team when it is full.",
        "Adding a probe to the pool was long\noverdue, and we will do it now.",
        "Why was there no probe?",
    ] {
        assert!(
            tasks(&format!("## Corrective measures\n\n{prose}\n")).is_empty(),
            "{prose}"
        );
    }
    assert_eq!(
        tasks("<h2>Tasks</h2>\n<p>&emsp;:gear: Add a probe</p>\n<p>1, Page the team</p>\n"),
        ["Add a probe", "Page the team"]
    );
}

#[test]
fn a_task_of_few_words_with_items_in_it_is_a_task() {
    let text = "## Action items\n\n- [ ] Add alerting (@ana, due 2025-01-31)\n  - for queue depth\n- Probe disks (@bo)\n  - each minute\n- Alerting\n  - Alert on queue depth\n";
    let (_, actions) = actions_with(text, Vec::new());
    let list: Vec<_> = actions
        .iter()
        .map(|action| (action.task.as_str(), action.owner.as_deref()))
        .collect();
    assert_eq!(
        list,
        [
            ("Add alerting", Some("ana")),
            ("Probe disks", Some("bo")),
            ("Alert on queue depth", None),
        ]
    );
}

#[test]
fn notes_that_are_told_twice_are_kept() {
    let action = one("- [ ] Add a probe (prevent, @ana, @bo)");
    assert_eq!(action.task, "Add a probe");
    assert_eq!(action.owner.as_deref(), Some("ana, bo"));
    let action = one("- [ ] Add a probe (due 2025-01-31, due 2025-02-28)");
    assert_eq!(action.task, "Add a probe (due 2025-01-31, due 2025-02-28)");
    assert_eq!(action.due, Some(date(2025, 1, 31)));
    for item in ["- [ ] Add a probe[^1] (@ana)", "- [ ] Add a probe [^1] (@ana)"] {
        let (source, actions) = actions_with(&format!("## Tasks\n\n{item}\n\n[^1]: Soon.\n"), Vec::new());
        assert_eq!(actions[0].task, "Add a probe");
        let shown = source.slice(actions[0].content.unwrap_or_default());
        assert!(
            shown.starts_with("Add a probe") && shown.ends_with("[^1]"),
            "{shown}"
        );
    }
}

#[test]
fn places_hold_all_blocks_and_what_is_shown() {
    let (source, actions) = actions_with(
        "## Action items\n\n- [ ] Add *a* probe (@ana)\n- Page the team:\n\n  ```\n  page\n  ```\n- **Ask** Bo\n  - and Cy, who has the keys to it\n",
        Vec::new(),
    );
    let places: Vec<_> = actions
        .iter()
        .map(|action| {
            (
                source.slice(action.span),
                source.slice(action.content.unwrap_or_default()),
            )
        })
        .collect();
    assert_eq!(
        places,
        [
            ("- [ ] Add *a* probe (@ana)", "Add *a* probe"),
            (
                "- Page the team:\n\n  ```\n  page\n  ```",
                "Page the team:\n\n  ```\n  page\n  ```"
            ),
            (
                "- **Ask** Bo\n  - and Cy, who has the keys to it",
                "**Ask** Bo\n  - and Cy, who has the keys to it"
            ),
        ]
    );
}

#[test]
fn an_action_of_the_front_matter_with_the_same_text_is_the_same() {
    let stated = |id: &str, task: &str| Action {
        id: id.to_owned(),
        task: task.to_owned(),
        owner: Some("bo".to_owned()),
        due: None,
        status: ActionStatus::Done,
        done_on: None,
        kind: None,
        link: None,
        priority: None,
        outcome: None,
        by: None,
        extra: Vec::new(),
        span: Span::new(0, 1),
        content: None,
    };
    let (_, actions) = actions_with(
        "## Tasks\n\n- [ ] Add a *probe*. (@ana, due 2025-01-31)\n- Page the team\n- Page the team\n",
        vec![stated("", "add a probe"), stated("x-1", "Buy a clock")],
    );
    let list: Vec<_> = actions
        .iter()
        .map(|action| (action.task.as_str(), action.owner.as_deref(), action.status))
        .collect();
    assert_eq!(
        list,
        [
            ("Buy a clock", Some("bo"), ActionStatus::Done),
            ("Add a probe.", Some("bo"), ActionStatus::Done),
            ("Page the team", None, ActionStatus::Open),
            ("Page the team", None, ActionStatus::Open),
        ]
    );
    assert_eq!(actions[0].id, "x-1");
    assert_eq!(actions[1].due, Some(date(2025, 1, 31)));
    let ids: BTreeSet<_> = actions.iter().map(|action| &action.id).collect();
    assert_eq!(ids.len(), 4);
}

#[test]
fn what_could_be_better_in_one_item_is_no_task() {
    assert_eq!(
        tasks(
            "## Corrective measures\n\n- **Improvements:** reviews by two people\n- **Tasks:**\n  - Buy a probe\n  - Page on restarts\n"
        ),
        ["Buy a probe", "Page on restarts"]
    );
    assert_eq!(
        tasks("## Corrective measures\n\nImprovements:\n\n- Buy a probe\n- Page on restarts\n"),
        ["Buy a probe", "Page on restarts"]
    );
}

#[test]
fn only_addresses_of_the_web_lead_to_tickets() {
    for text in [
        "- Add a probe (see [x](javascript:alert(1)))\n",
        "- Add a probe [OPS-1](JavaScript:alert(1))\n",
        "- Add a probe ([OPS-1](other.md))\n",
        "| Task | Ticket |\n|--|--|\n| Add a probe | [OPS-1](javascript:x) |\n",
    ] {
        let (_, actions) = actions_with(&format!("## Action items\n\n{text}"), Vec::new());
        assert_eq!(actions.len(), 1, "{text}");
        assert_eq!(actions[0].link, None, "{text}");
    }
}

#[test]
fn words_around_a_link_that_say_more_than_where_the_ticket_is_stay() {
    for (item, task) in [
        ("Add a probe (see [#12](https://t/12))", "Add a probe"),
        (
            "Add a probe (tracked in [OPS-1](https://t/12), @ana)",
            "Add a probe",
        ),
        (
            "Add a probe (blocked by the new pool, [#12](https://t/12))",
            "Add a probe (blocked by the new pool, #12)",
        ),
        (
            "Add a probe (currently waiting for [#12](https://t/12))",
            "Add a probe (currently waiting for #12)",
        ),
        ("Add a probe\n  - Ticket: [#12](https://t/12)", "Add a probe"),
    ] {
        let (_, actions) = actions_with(&format!("## Action items\n\n- {item}\n"), Vec::new());
        let tasks: Vec<&str> = actions.iter().map(|action| action.task.as_str()).collect();
        assert_eq!(tasks.join(" "), task);
        let link = actions.iter().find_map(|action| action.link.as_deref());
        assert_eq!(link, Some("https://t/12"), "{item}");
    }
}
