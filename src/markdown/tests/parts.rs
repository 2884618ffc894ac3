//! Entries and actions taken out where they are.

use super::*;

#[track_caller]
fn check(case: &Case<'_>, expected: &str) {
    assert_eq!(case.html(), expected, "{}", case.text);
}

#[test]
fn bullets_become_entries_and_those_without_a_time_stay() {
    check(
        &Case {
            text: "Before\n\n- **10:00 UTC**: Deploy of `api`\n- nobody noticed\n- 10:05 - Alert\n\nAfter\n",
            entries: &[
                ("- **10:00 UTC**: Deploy of `api`", "Deploy of `api`"),
                ("- 10:05 - Alert", "Alert"),
            ],
            ..Case::default()
        },
        "<p>Before</p>\n[entry 0: Deploy of <code>api</code>]<ul>\n<li>nobody noticed</li>\n</ul>\n[entry 1: Alert]<p>After</p>\n",
    );
}

#[test]
fn cells_that_are_empty_or_tell_the_time_are_not_shown() {
    check(
        &Case {
            text: "| a | b | c | d |\n|--|--|--|--|\n| it *broke* | **10:00** | | Ana |\n",
            entries: &[(
                "| it *broke* | **10:00** | | Ana |",
                "it *broke* | **10:00** | | Ana",
            )],
            hidden: Some("**10:00**"),
            ..Case::default()
        },
        "[entry 0: it <em>broke</em> · Ana]",
    );
}

#[test]
fn entries_of_one_paragraph_are_apart_and_its_other_lines_stay() {
    check(
        &Case {
            text: "All times UTC\n10:00 Deploy *now*\n10:05 Alert\nthen silence\n",
            entries: &[("10:00 Deploy *now*", "Deploy *now*"), ("10:05 Alert", "Alert")],
            ..Case::default()
        },
        "<p>All times UTC</p>\n[entry 0: Deploy <em>now</em>][entry 1: Alert]<p>then silence</p>\n",
    );
    check(
        &Case {
            text: "12:00pm EAT: *slow* pages 12:06pm EAT: gone\n",
            entries: &[
                ("12:00pm EAT: *slow* pages ", "*slow* pages "),
                ("12:06pm EAT: gone", "gone"),
            ],
            ..Case::default()
        },
        "[entry 0: <em>slow</em> pages][entry 1: gone]",
    );
}

#[test]
fn emphasis_and_links_around_time_and_text_stay_balanced() {
    check(
        &Case {
            text: "- **10:00 Deploy** done\n- [10:05 **Alert**](b.md)\n",
            entries: &[
                ("- **10:00 Deploy** done", "Deploy** done"),
                ("- [10:05 **Alert**](b.md)", "**Alert**](b.md)"),
            ],
            ..Case::default()
        },
        "[entry 0: <strong>Deploy</strong> done][entry 1: <a href=\"../b/\"><strong>Alert</strong></a>]",
    );
    check(
        &Case {
            text: "**10:00 one\n10:05 two** three\n",
            entries: &[("10:00 one", "one"), ("10:05 two** three", "two** three")],
            ..Case::default()
        },
        "[entry 0: <strong>one</strong>][entry 1: <strong>two</strong> three]",
    );
}

#[test]
fn code_is_never_cut() {
    check(
        &Case {
            text: "- 10:00 `curl /` failed\n- 10:05 `502`\n",
            entries: &[
                ("- 10:00 `curl /` failed", "curl /` failed"),
                ("- 10:05 `502`", "502`"),
            ],
            ..Case::default()
        },
        "[entry 0: <code>curl /</code> failed][entry 1: <code>502</code>]",
    );
}

#[test]
fn all_blocks_of_an_entry_go_with_it() {
    check(
        &Case {
            text: "- 10:00 Deploy:\n\n  more\n\n  ```\n  log\n  ```\n  - a\n  - b\n\n- 10:05 Alert\n",
            entries: &[
                (
                    "- 10:00 Deploy:\n\n  more\n\n  ```\n  log\n  ```\n  - a\n  - b\n",
                    "Deploy:\n\n  more\n\n  ```\n  log\n  ```\n  - a\n  - b",
                ),
                ("- 10:05 Alert", "Alert"),
            ],
            ..Case::default()
        },
        "[entry 0: <p>Deploy:</p>\n<p>more</p>\n<pre tabindex=\"0\"><code>log\n</code></pre>\n\
         <ul>\n<li>a</li>\n<li>b</li>\n</ul>][entry 1: Alert]",
    );
}

#[test]
fn an_entry_inside_an_item_of_another_is_its_own() {
    check(
        &Case {
            text: "- 10:00 Deploy\n  - 10:05 Alert\n  - noise\n",
            entries: &[
                (
                    "- 10:00 Deploy\n  - 10:05 Alert\n  - noise",
                    "Deploy\n  - 10:05 Alert\n  - noise",
                ),
                ("- 10:05 Alert", "Alert"),
            ],
            ..Case::default()
        },
        "[entry 0: <p>Deploy</p>\n<ul>\n<li>noise</li>\n</ul>][entry 1: Alert]",
    );
}

#[test]
fn headings_that_open_entries_go_with_their_blocks() {
    let case = Case {
        text: "## Timeline\n\n### 10:00 Deploy\n\nText.\n\n- a\n\n#### Detail\n\n### 10:05\n\nAlert\n\n## Fix\n",
        entries: &[
            (
                "### 10:00 Deploy\n\nText.\n\n- a\n\n#### Detail",
                "Deploy\n\nText.\n\n- a\n\n#### Detail",
            ),
            ("### 10:05\n\nAlert", "Alert"),
        ],
        sections: &[("## Timeline", false), ("## Fix", false)],
        ..Case::default()
    };
    let ids: Vec<String> = case
        .render()
        .headings
        .into_iter()
        .map(|heading| heading.id)
        .collect();
    assert_eq!(ids, ["timeline", "fix"]);
    let html = case.html();
    assert!(
        html.contains(
            "[entry 0: <p>Deploy</p>\n<p>Text.</p>\n<ul>\n<li>a</li>\n</ul>\n<p><strong>Detail</strong></p>]"
        ),
        "{html}"
    );
    assert!(html.contains("[entry 1: Alert]<h2 id=\"fix\">"), "{html}");
}

#[test]
fn rows_become_entries_and_a_table_that_is_empty_then_goes() {
    let text = "| Time | Who | What |\n|---|---|---|\n| 10:00 | Ada | *Deploy* |\n| 10:05 | | Alert |\n";
    check(
        &Case {
            text,
            entries: &[
                ("| 10:00 | Ada | *Deploy* |", "Ada | *Deploy* |"),
                ("| 10:05 | | Alert |", "| Alert |"),
            ],
            ..Case::default()
        },
        "[entry 0: Ada · <em>Deploy</em>][entry 1: Alert]",
    );
    let html = Case {
        text,
        entries: &[("| 10:05 | | Alert |", "Alert")],
        ..Case::default()
    }
    .html();
    assert!(
        html.contains("<td><em>Deploy</em></td></tr>\n</table></div>\n[entry 0: Alert]"),
        "{html}"
    );
}

#[test]
fn an_indented_block_under_a_label_is_text() {
    check(
        &Case {
            text: "Detected:\n\n    08:00 UTC an alert\n    fired\n",
            entries: &[(
                "Detected:\n\n    08:00 UTC an alert\n    fired",
                "an alert\n    fired",
            )],
            ..Case::default()
        },
        "[entry 0: an alert\nfired]",
    );
}

#[test]
fn a_fence_that_holds_entries_is_text_whose_marks_are_words() {
    check(
        &Case {
            text: "```\n09:41 <ann> dark *here*\n09:43 <bob> on my way\n```\n",
            entries: &[
                ("09:41 <ann> dark *here*", "<ann> dark *here*"),
                ("09:43 <bob> on my way", "<bob> on my way"),
            ],
            ..Case::default()
        },
        "[entry 0: &lt;ann&gt; dark *here*][entry 1: &lt;bob&gt; on my way]",
    );
}

#[test]
fn actions_lose_their_boxes_and_are_parts_too() {
    check(
        &Case {
            text: "- [ ] Alert on `disk` (@ada)\n- [x] Page\n- text\n",
            actions: &[
                ("- [ ] Alert on `disk` (@ada)", "Alert on `disk`"),
                ("- [x] Page", "Page"),
            ],
            ..Case::default()
        },
        "[action 0: Alert on <code>disk</code>][action 1: Page]<ul>\n<li>text</li>\n</ul>\n",
    );
}

#[test]
fn html_entries_are_cut_and_cleaned() {
    check(
        &Case {
            text: "<p>16:15 <b onclick=x>Deploy</b></p>\n<p>16:20 Alert</p>\n\n<ul>\n<li>17:00 Fix</li>\n<li>other</li>\n</ul>\n",
            entries: &[
                (
                    "<p>16:15 <b onclick=x>Deploy</b></p>",
                    "<b onclick=x>Deploy</b></p>",
                ),
                ("<p>16:20 Alert</p>", "Alert"),
                ("<li>17:00 Fix</li>", "Fix"),
            ],
            ..Case::default()
        },
        "[entry 0: <b>Deploy</b>][entry 1: Alert][entry 2: Fix]<ul><li>other</li></ul>",
    );
}

#[test]
fn nothing_is_lost_in_broken_html() {
    let case = Case {
        text: "<div title=\"\n\n- 10:00 Deploy\n\n\">\n\n- 10:05 Alert\n",
        entries: &[("- 10:00 Deploy", "Deploy"), ("- 10:05 Alert", "Alert")],
        ..Case::default()
    };
    let html = case.html();
    assert_eq!(html.matches("Deploy").count(), 1, "{html}");
    assert_eq!(html.matches("Alert").count(), 1, "{html}");
}

#[test]
fn a_heading_of_html_in_a_line_of_text_is_one_heading() {
    let case = Case {
        text: "Text <h2>Fix</h2> more.\n\n<h2>After</h2>\n\n**Then:**\n\nEnd.",
        sections: &[("Fix", false), ("After", false), ("Then:", true)],
        ..Case::default()
    };
    let headings = case.render().headings.into_iter();
    let words: Vec<String> = headings.map(|heading| heading.text).collect();
    assert_eq!(words, ["Fix", "After", "Then"]);
}
