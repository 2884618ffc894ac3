//! Tables of actions, with the heads that teams give them.

use super::*;

/// The actions of a table under a heading of measures: task, owner, due, state, and the rest in words.
fn rows(head: &str, rows: &[&str]) -> Vec<String> {
    let rule = "|--".repeat(head.matches('|').count() - 1);
    let text = format!("## Action items\n\n{head}\n{rule}|\n{}\n", rows.join("\n"));
    let (_, actions) = actions_with(&text, Vec::new());
    actions.iter().map(told).collect()
}

pub(super) fn told(action: &Action) -> String {
    let mut parts = vec![action.task.clone(), action.status.name().to_owned()];
    parts.extend(action.owner.as_ref().map(|owner| format!("@{owner}")));
    parts.extend(action.due.map(|due| format!("due {due}")));
    parts.extend(action.done_on.map(|day| format!("on {day}")));
    parts.extend(action.kind.map(|kind| kind.name().to_owned()));
    parts.extend(
        action
            .priority
            .as_ref()
            .map(|priority| format!("priority {priority}")),
    );
    parts.extend(action.link.clone());
    parts.extend(
        action
            .extra
            .iter()
            .map(|extra| format!("{}={}", extra.label, extra.value)),
    );
    parts.join(" / ")
}

#[test]
fn heads_in_any_words_and_order() {
    for (head, row, expected) in [
        (
            "| Measure | Responsible | Until | Issue |",
            "| Add a probe | Ann | 2025-01-31 | lab/probe#12 (closed) |",
            "Add a probe / done / @Ann / due 2025-01-31 / Issue=lab/probe#12",
        ),
        (
            "| Action Item | Type | Owner | Bug |",
            "| Add a probe | prevent | ann | 1123 |",
            "Add a probe / open / @ann / prevent / Bug=1123",
        ),
        (
            "| Status | Task | Assignee | Deadline |",
            "| Done | Add a probe | @ann | 2024-03-01 |",
            "Add a probe / done / @ann / due 2024-03-01",
        ),
        (
            "| # | What | Who | By when | Prio |",
            "| 1 | Add a probe | Ann | 1 March 2024 | P1 |",
            "Add a probe / open / @Ann / due 2024-03-01 / priority P1",
        ),
        (
            "| Title | DRI | ETA | State | Tracking issue |",
            "| Add a probe | Ann | Q2 | In progress | [OPS-1](https://t.example/1) |",
            "Add a probe / open / @Ann / https://t.example/1 / ETA=Q2 / State=In progress / Tracking issue=OPS-1",
        ),
        (
            "| Description | Responsible team | Target date | Done? | Jira link |",
            "| Add a probe | Web team | 2024-03-01 | [x] | https://t.example/1 |",
            "Add a probe / done / @Web team / due 2024-03-01 / https://t.example/1",
        ),
        (
            "| ID | Follow-up | Owner | Due date | Status | Completed on |",
            "| AI-1 | Add a probe | Ann | 2024-03-01 | Closed | 2024-02-20 |",
            "Add a probe / done / @Ann / due 2024-03-01 / on 2024-02-20 / ID=AI-1",
        ),
        (
            "| Action | Owner | Title | Status |",
            "| Add a probe | Ann | Probes | To do |",
            "Add a probe / open / @Ann / Title=Probes",
        ),
        (
            "| Item | Action owner | Comments |",
            "| Add a probe | Ann | shipped with 2.3 |",
            "Add a probe / open / @Ann / Comments=shipped with 2.3",
        ),
        (
            "| Problem | Solution | Category |",
            "| Nobody was paged | Add a probe | Detection |",
            "Add a probe / open / detect / Problem=Nobody was paged",
        ),
        (
            "| Team | Corrective action | Owner | Priority | Progress |",
            "| Web | Add a probe | Ann | High | 80% |",
            "Add a probe / open / @Ann / priority High / Team=Web / Progress=80%",
        ),
        (
            "| Preventive idea | Owner |",
            "| Add a probe | Ann |",
            "Add a probe / open / @Ann",
        ),
    ] {
        assert_eq!(rows(head, &[row]), [expected], "{head}");
    }
}

#[test]
fn states_in_any_cell() {
    let head = "| Action | Owner | Ticket | Comment |";
    for (row, expected) in [
        (
            "| Add a probe | Ann | OPS-1 **DONE** | |",
            "Add a probe / done / @Ann / Ticket=OPS-1",
        ),
        ("| Add a probe | Ann | n/a DONE | |", "Add a probe / done / @Ann"),
        (
            "| Add a probe | Ann | OPS-1 | Done 2024-03-01 |",
            "Add a probe / done / @Ann / on 2024-03-01 / Ticket=OPS-1",
        ),
        (
            "| Add a probe | Ann | ✅ OPS-1 | |",
            "Add a probe / done / @Ann / Ticket=OPS-1",
        ),
        (
            "| ✅ Add a probe | Ann | OPS-1 | |",
            "Add a probe / done / @Ann / Ticket=OPS-1",
        ),
        (
            "| Add a probe (WIP) | Ann | OPS-1 | |",
            "Add a probe / open / @Ann / Ticket=OPS-1",
        ),
        (
            "| ~~Add a probe~~ | Ann | OPS-1 | |",
            "Add a probe / done / @Ann / Ticket=OPS-1",
        ),
        (
            "| Add a probe | Ann | OPS-1 NOT DONE | |",
            "Add a probe / open / @Ann / Ticket=OPS-1",
        ),
        (
            "| Add a probe | Ann | OPS-1 | done by hand so far |",
            "Add a probe / open / @Ann / Ticket=OPS-1 / Comment=done by hand so far",
        ),
        (
            "| Add a probe | Ann | OPS-1 | Won't do |",
            "Add a probe / dropped / @Ann / Ticket=OPS-1",
        ),
    ] {
        assert_eq!(rows(head, &[row]), [expected], "{row}");
    }
    // A state in a column of its own counts more than one that stands elsewhere.
    assert_eq!(
        rows(
            "| Action | Status | Note |",
            &["| Add a probe (done) | Open | DONE |"]
        ),
        ["Add a probe / open"]
    );
}

#[test]
fn all_links_of_a_cell_are_kept() {
    let (_, actions) = actions_with(
        "## Tasks\n\n| Task | Tickets |\n|--|--|\n| Add a probe | [#1](https://t.example/1), [#2](https://t.example/2) |\n",
        Vec::new(),
    );
    assert_eq!(actions[0].link.as_deref(), Some("https://t.example/1"));
    let links: Vec<_> = actions[0]
        .extra
        .iter()
        .map(|extra| (extra.value.as_str(), extra.link.as_deref()))
        .collect();
    assert_eq!(
        links,
        [
            ("#1", Some("https://t.example/1")),
            ("#2", Some("https://t.example/2"))
        ]
    );
}

#[test]
fn rows_and_tables_without_tasks_are_none() {
    assert_eq!(
        rows(
            "| Action | Owner |",
            &["| TBD | |", "| N/A | Ann |", "| Action item 1 | Owner |", "| | |"]
        ),
        Vec::<String>::new()
    );
    assert_eq!(rows("| Host | Load |", &["| web | 1 |"]), Vec::<String>::new());
    assert_eq!(
        rows("| Person | Role |", &["| Ann | lead |"]),
        ["lead / open / @Ann"]
    );
}

#[test]
fn a_heading_says_how_far_its_table_is() {
    let text = "## Action items\n\n### Completed\n\n| Task | Owner |\n|--|--|\n| Add a probe | Ann |\n\n**In progress:**\n\n| Task | Owner |\n|--|--|\n| Page on age | Bo |\n";
    let (_, actions) = actions_with(text, Vec::new());
    let states: Vec<_> = actions.iter().map(|action| action.status).collect();
    assert_eq!(states, [ActionStatus::Done, ActionStatus::Open]);
}
