//! Lists, paragraphs and sub-headings of actions.

use super::tables::told;
use super::*;

fn under(heading: &str, body: &str) -> Vec<String> {
    let (_, actions) = actions_with(&format!("## {heading}\n\n{body}\n"), Vec::new());
    actions.iter().map(told).collect()
}

#[test]
fn owners_dates_and_states_around_a_task() {
    for (item, expected) in [
        ("✅ Add a probe - @ann", "Add a probe / done / @ann"),
        (
            "Add a probe (Ann, by 1 March 2026)",
            "Add a probe / open / @Ann / due 2026-03-01",
        ),
        (
            "Add a probe (Ann by 2026-03-01)",
            "Add a probe / open / @Ann / due 2026-03-01",
        ),
        ("Add a probe [Ann]", "Add a probe / open / @Ann"),
        (
            "Add a probe (Ann, 10 Jan, done)",
            "Add a probe / done / @Ann / Date=10 Jan",
        ),
        (
            "Add a probe — Ann, 2026-03-01",
            "Add a probe / open / @Ann / due 2026-03-01",
        ),
        (
            "Add a probe -- Ann, due 1 March 2026",
            "Add a probe / open / @Ann / due 2026-03-01",
        ),
        (
            "Add a probe. Assigned to Web team",
            "Add a probe / open / @Web team",
        ),
        (
            "Add a probe. Owner: Ann. Due: 2026-03-01.",
            "Add a probe / open / @Ann / due 2026-03-01",
        ),
        (
            "@ann to add a probe by 2026-03-01",
            "add a probe / open / @ann / due 2026-03-01",
        ),
        (
            "Add a probe, by end of March 2026",
            "Add a probe / open / due 2026-03-31 / Due=end of March 2026",
        ),
        (
            "Add a probe (due: Q2 2026)",
            "Add a probe / open / due 2026-06-30 / Due=Q2 2026",
        ),
        (
            "Add a probe. Due: Feb 2028",
            "Add a probe / open / due 2028-02-29 / Due=Feb 2028",
        ),
        (
            "Add a probe (end of 2026-H1, @ann)",
            "Add a probe / open / @ann / due 2026-06-30 / Due=end of 2026-H1",
        ),
        (
            "Review the alerts (Q1 2026)",
            "Review the alerts (Q1 2026) / open",
        ),
        ("Add a probe by Q5 2026", "Add a probe by Q5 2026 / open"),
        (
            "Add a probe by mid-April 2026",
            "Add a probe by mid-April 2026 / open",
        ),
        ("Add a probe by next sprint", "Add a probe by next sprint / open"),
        (
            "Add a probe (due 2026-02-30)",
            "Add a probe (due 2026-02-30) / open",
        ),
        ("Add a probe @ann @bo", "Add a probe / open / @ann, bo"),
        (
            "Add a probe | Owner: Ann | Due: 2026-03-01 | Done",
            "Add a probe / done / @Ann / due 2026-03-01",
        ),
        (
            "Add a probe\n  Owner: Ann\n  Due: 2026-03-01",
            "Add a probe / open / @Ann / due 2026-03-01",
        ),
        ("[P1] Add a probe", "Add a probe / open / priority P1"),
        ("**HIGH** Add a probe", "Add a probe / open / priority HIGH"),
        (
            "Add a probe (priority: high) (owner: Ann)",
            "Add a probe / open / @Ann / priority high",
        ),
        (
            "Add a probe. DONE in #12",
            "Add a probe / done / Status=DONE in #12",
        ),
        (
            "Add a probe: fixed by Ann",
            "Add a probe / done / Status=fixed by Ann",
        ),
        (
            "Add a probe. Done (2026-03-01)",
            "Add a probe / done / on 2026-03-01",
        ),
        (
            "Add a probe - completed 2026-03-01",
            "Add a probe / done / on 2026-03-01",
        ),
        ("Add a probe (in progress, @ann)", "Add a probe / open / @ann"),
        ("Add a probe — Won't do", "Add a probe / dropped"),
        (
            "Add a probe (@ann, due 2026-03-01) dropped",
            "Add a probe / dropped / @ann / due 2026-03-01",
        ),
        (
            "Add a probe (superseded by OPS-3)",
            "Add a probe / superseded / Status=superseded by OPS-3",
        ),
        ("**[Done]** Add a probe", "Add a probe / done"),
        ("*Done:* Add a probe", "Add a probe / done"),
        ("In progress: add a probe", "add a probe / open"),
        ("TODO add a probe", "add a probe / open"),
        ("Add a probe :white_check_mark:", "Add a probe / done"),
        ("Add a probe (OPS-3)", "Add a probe / open / Ticket=OPS-3"),
        (
            "Add a probe ([PR 3](https://g.example/3), merged)",
            "Add a probe / done / https://g.example/3 / Ticket=PR 3",
        ),
        ("[x] Add a probe (verified)", "Add a probe / verified"),
        ("Proposed: add a probe", "add a probe / proposed"),
        ("We have added a probe", "We have added a probe / done"),
        ("Added a probe", "Added a probe / done"),
        (
            "Once a probe has been added, test it",
            "Once a probe has been added, test it / open",
        ),
        (
            "Add a probe when the review is completed",
            "Add a probe when the review is completed / open",
        ),
        (
            "Add a probe. Not done yet, see #12",
            "Add a probe. Not done yet, see #12 / open",
        ),
        (
            "Add a probe (due to the outage of 2026-03-01)",
            "Add a probe (due to the outage of 2026-03-01) / open",
        ),
        ("**Complete** the audit", "Complete the audit / open"),
    ] {
        assert_eq!(under("Action items", &format!("- {item}")), [expected], "{item}");
    }
}

#[test]
fn what_is_below_an_action_belongs_to_it() {
    for (body, expected) in [
        (
            "- Hold a review of it\n  - https://t.example/1\n  - https://t.example/2",
            vec!["Hold a review of it / open / https://t.example/1"],
        ),
        (
            "- Hold a review of it\n  - [#1](https://t.example/1)",
            vec!["Hold a review of it / open / https://t.example/1"],
        ),
        (
            "- Hold a review of it\n  - Owner: Ann\n  - Status: In review\n  - Ticket: [OPS-1](https://t.example/1)",
            vec!["Hold a review of it / open / @Ann / https://t.example/1 / Status=In review"],
        ),
        (
            "- Hold a review of it\n  - This has been done: see the wiki",
            vec!["Hold a review of it / done"],
        ),
        (
            "- Hold a review of it\n  - the team of the cloud too\n  - because it helps",
            vec!["Hold a review of it / open"],
        ),
        (
            "- Hold a review of it\n  - [ ] Invite the partners (@kim)",
            vec!["Hold a review of it / open", "Invite the partners / open / @kim"],
        ),
        (
            "- Improve the runbook:\n  - the chapter on failover\n  - the list of people",
            vec!["Improve the runbook: / open"],
        ),
        (
            "- Prevention:\n  - Cap the pool\n- Detection\n  - unit tests\n  - Page on age",
            vec![
                "Cap the pool / open / prevent",
                "unit tests / open / detect",
                "Page on age / open / detect",
            ],
        ),
        (
            "1. **Better paging**\n- a rota for each team\n- a second line\n2. **Page on age**\n- of the oldest mail",
            vec![
                "a rota for each team / open",
                "a second line / open",
                "Page on age / open",
            ],
        ),
    ] {
        assert_eq!(under("Action items", body), expected, "{body}");
    }
}

#[test]
fn what_asks_for_nothing_is_no_action() {
    for body in [
        "- None",
        "- N/A",
        "No action items.",
        "- No further actions were identified",
        "- Thanks to Ann",
        "- https://t.example/1\n- [#2](https://t.example/2)",
        "- Why did nobody notice?",
        "- Short term:",
        "- {{ summary }} [link to issue]",
    ] {
        assert_eq!(under("Action items", body), Vec::<String>::new(), "{body}");
    }
    let after = "- Page on age\n\nThanks everybody.\n\nReviewed-by: Ann\n\n/cc @web\n\nTest the relay again.\n\n- Test the relay";
    assert_eq!(
        under("Action items", after),
        ["Page on age / open", "Test the relay / open"]
    );
}

#[test]
fn headings_say_how_far_and_what_for() {
    let body = "### Immediate actions (completed)\n\n- Cap the pool\n- [ ] Page on age\n- Page on depth (in progress)\n\n### Later\n\n- Drill it\n\n**Done:**\n\n- Write it down\n\nMore:\n\n- Print it\n";
    assert_eq!(
        under("Action items", body),
        [
            "Cap the pool / done",
            "Page on age / open",
            "Page on depth / open",
            "Drill it / open",
            "Write it down / done",
            "Print it / open",
        ]
    );
    assert_eq!(
        under(
            "Action items (completed)",
            "### Network\n\n- Cap the pool\n\n### Process\n\n- Drill it"
        ),
        ["Cap the pool / done", "Drill it / done / process"]
    );
}

#[test]
fn a_sub_heading_that_asks_for_something_is_an_action() {
    let body = "### 1. Improve paging on the queue\n\nNobody was paged.\n\n**Owner:** Ann\n\n### 2. Better runbook\n\n- **Owner:** Bo\n- **Status:** Done\n\n### Cap the pool of the client\n\nAt a hundred.\n\n### Background reading\n\nA book on queues.\n";
    let (source, actions) = actions_with(&format!("## Action items\n\n{body}"), Vec::new());
    let list: Vec<String> = actions.iter().map(told).collect();
    assert_eq!(
        list,
        [
            "Improve paging on the queue / open / @Ann",
            "Cap the pool of the client / open"
        ]
    );
    assert_eq!(
        source.slice(actions[1].content.unwrap_or_default()),
        "Cap the pool of the client\n\nAt a hundred."
    );
}

#[test]
fn paragraphs_with_a_title_are_actions() {
    let body = "**Retry limits.** We will cap retries\nso that the pool is not filled.\n\n**Runbook:** Ann writes it.";
    assert_eq!(
        under("Action items", body),
        [
            "Retry limits. We will cap retries so that the pool is not filled. / open",
            "Runbook: Ann writes it. / open",
        ]
    );
}

#[test]
fn a_sentence_announces_the_measures_that_no_heading_names() {
    let read = |sentence: &str| -> Vec<String> {
        let text = format!(
            "# Gates\n\nNo gate opened.\n\n{sentence}\n\n1. Keys are checked each night\n2. We added a bell\n\nSorry.\n"
        );
        let (_, actions) = actions_with(&text, Vec::new());
        actions.iter().map(told).collect()
    };
    assert_eq!(
        read("To avoid this in the future, we have made some changes:"),
        ["Keys are checked each night / open", "We added a bell / done"]
    );
    assert!(read("These are the gates that we know of:").is_empty());
    assert!(read("To avoid this in the future, guests have these keys:").is_empty());
}

#[test]
fn items_that_are_proposed_are_measures_whatever_their_heading() {
    let read = |last: &str| -> Vec<String> {
        let text = format!(
            "# Gates\n\nNo gate opened.\n\n## Mitigations\n\nKeys are what they are.\n\n* Suggested: Check the keys each night\n* {last}\n"
        );
        let (_, actions) = actions_with(&text, Vec::new());
        actions.iter().map(told).collect()
    };
    assert_eq!(
        read("Proposed: Add a bell"),
        ["Check the keys each night / proposed", "Add a bell / proposed"]
    );
    assert!(read("The gates were opened by hand").is_empty());
}

#[test]
fn a_heading_is_done_where_the_sentence_below_it_tells_of_the_deed() {
    let below = |words: &str| {
        under(
            "Action items",
            &format!("### 1) Add fewer workers `@ann`\n\n{words}\n"),
        )
    };
    assert_eq!(
        below("Reduced the workers from 16 to 12."),
        ["Add fewer workers / done / @ann"]
    );
    assert_eq!(
        below("We should have fewer of them."),
        ["Add fewer workers / open / @ann"]
    );
}

#[test]
fn boxes_that_markdown_does_not_know_are_tasks() {
    for (body, expected) in [
        (
            "-[ ] Add a probe\n-[x] Raise the limit",
            vec!["Add a probe / open", "Raise the limit / done"],
        ),
        ("[ ]Add a probe", vec!["Add a probe / open"]),
        (
            "[] add a probe\nto the pool",
            vec!["add a probe to the pool / open"],
        ),
        (
            "– [ ] Write a runbook (@ann)",
            vec!["Write a runbook / open / @ann"],
        ),
        (
            "- [x] Add a probe\n\n[ ] Raise the limit",
            vec!["Add a probe / done", "Raise the limit / open"],
        ),
        ("TODO: page on depth", vec!["page on depth / open"]),
        ("page on depth, as told", vec![]),
        ("[x]", vec![]),
        ("[the list](https://t.example/1) of what we do", vec![]),
    ] {
        assert_eq!(under("Action items", body), expected, "{body}");
    }
}
