use super::*;
use crate::record::Origin;
use crate::text::blocks;

mod contents;

fn sections(text: &str) -> (Source, Sections) {
    let source = Source::new("a.md", text.as_bytes());
    let body = Span::new(0, source.text.len());
    let blocks = blocks::read(&source, body);
    let sections = read(&source, body, &blocks, &Settings::default());
    (source, sections)
}

/// `kind heading`, with a dot for each nested one.
fn outline(text: &str) -> Vec<String> {
    let (source, sections) = sections(text);
    let mut end = 0;
    for section in &sections.list {
        assert!(section.heading_span.start >= end, "{section:?}");
        assert!(section.span.end <= source.text.len() && section.span.start <= section.span.end);
        end = section.span.end;
    }
    let line = |section: &Section| {
        let dot = if section.nested { ". " } else { "" };
        format!(
            "{dot}{} {}",
            section.kind.name(),
            section.heading.as_deref().unwrap_or("-")
        )
    };
    sections.list.iter().map(line).collect()
}

fn title(text: &str) -> Option<(String, Origin)> {
    sections(text).1.title.map(|title| (title.text, title.origin))
}

#[test]
fn headings_of_any_form_open_sections() {
    assert_eq!(
        outline(
            "# Shop down\n\nhello\n\n## 1. Issue summary\n\na\n\nTimeline of events\n---\n\nb\n\n<h3>Root cause &amp; resolution</h3>\n\n**Action items:**\n\n- c\n\n## Thanks\n"
        ),
        [
            "other -",
            "summary 1. Issue summary",
            "timeline Timeline of events",
            "cause Root cause & resolution",
            "measures Action items",
            "other Thanks",
        ]
    );
}

#[test]
fn plain_lines_and_names_before_text_open_sections() {
    let (source, read) = sections(
        "Incident Summary: Duration: 2 hours\nImpact: all users\nTimeline\n10:00 it broke\n\nRoot Cause\nof course\n\nTasks:\nDo it.\n",
    );
    let starts: Vec<_> = read
        .list
        .iter()
        .map(|section| source.slice(section.span).trim())
        .collect();
    assert_eq!(
        starts,
        [
            "",
            "2 hours",
            "all users",
            "10:00 it broke",
            "of course",
            "Do it."
        ]
    );
    let kinds: Vec<_> = read
        .list
        .iter()
        .map(|section| (section.kind.name(), section.nested))
        .collect();
    assert_eq!(
        kinds,
        [
            ("summary", false),
            ("impact", true),
            ("impact", true),
            ("timeline", false),
            ("cause", false),
            ("measures", false)
        ]
    );
}

#[test]
fn a_word_in_a_sentence_is_no_label() {
    assert_eq!(
        outline(
            "## Timeline\n\nWe looked at\nthe root cause\nof the outage: a disk.\n\nThe resolution was simple: reboot.\n\n10:00 - Recovery: disks are back\n"
        ),
        ["timeline Timeline"]
    );
}

#[test]
fn headings_that_begin_with_a_date_or_time_open_no_section() {
    assert_eq!(
        outline(
            "## Timeline\n\n### 10:00 Summary sent\n\n## Feb 21, 13:00\n\n### 2024-02-21 fix\n\n## Fix\n"
        ),
        ["timeline Timeline", "cause Fix"]
    );
}

#[test]
fn a_sub_heading_belongs_to_its_parent_unless_it_names_another_of_the_four() {
    assert_eq!(
        outline(
            "## Timeline\n\n### Detection\n\n### First night\n\n### Root cause\n\n#### Why\n\n## Action items\n\n### Process improvements\n\n### Detection\n\n### Recovery\n\n## Lessons learned\n\n### What went well\n"
        ),
        [
            "timeline Timeline",
            ". detection Detection",
            ". timeline First night",
            "cause Root cause",
            ". cause Why",
            "measures Action items",
            ". measures Process improvements",
            ". measures Detection",
            ". measures Recovery",
            "lessons Lessons learned",
            ". lessons What went well",
        ]
    );
}

#[test]
fn root_cause_stays_in_the_summary_in_a_bullet_or_before_one_that_names_both() {
    let bullets = "## Issue Summary\n\n- **Impact** none\n- **Root cause** a typo\n\n## Timeline\n\n- 10:00 a\n- Root cause: found\n- **Resolution:**\n  - reverted\n";
    assert_eq!(
        outline(bullets),
        [
            "summary Issue Summary",
            ". impact Impact",
            ". summary Root cause",
            "timeline Timeline",
            ". timeline Root cause",
            ". timeline Resolution",
        ]
    );
    let labels = "Issue Summary:\na\nRoot Cause:\nb\n\nTimeline:\n- 10:00 c\n\nResolution:\nd\n";
    assert_eq!(
        outline(&format!("{labels}\nRoot cause and resolution:\ne\n")),
        [
            "summary Issue Summary",
            ". summary Root Cause",
            "timeline Timeline",
            ". timeline Resolution",
            "cause Root cause and resolution",
        ]
    );
    assert_eq!(
        outline(labels),
        [
            "summary Issue Summary",
            "cause Root Cause",
            "timeline Timeline",
            "cause Resolution"
        ]
    );
}

#[test]
fn labels_of_items_stay_in_their_section_unless_they_name_one_in_full() {
    assert_eq!(
        outline(
            "- Issue Summary\n  - Duration: 1 h\n- Timeline\n  - 10:00 a\n- Corrective measures\n  - Improvements:\n    - b\n"
        ),
        [
            "summary Issue Summary",
            ". impact Duration",
            "timeline Timeline",
            "measures Corrective measures",
            ". measures Improvements",
        ]
    );
    assert_eq!(
        outline("## Measures to prevent it: corrective\n\n- Timeline checks: run them\n- Fix: the disk\n"),
        ["measures Measures to prevent it: corrective", ". measures Fix"]
    );
}

#[test]
fn a_text_that_is_one_list_has_its_sections_as_items() {
    assert_eq!(
        outline(
            "1. Issue Summary\n   - down\n2. Timeline\n   - 10:00 a\n3. Root Cause\n   - b\n4. Resolution\n   - c\n5. Next steps\n   - d\n"
        ),
        [
            "summary Issue Summary",
            "timeline Timeline",
            "cause Root Cause",
            "cause Resolution",
            "measures Next steps",
        ]
    );
}

#[test]
fn a_line_below_an_item_that_is_not_indented_is_no_part_of_it() {
    assert_eq!(
        outline("Issue Summary:\n- it broke\nTimeline:\n- 10:00 a\nRoot cause and resolution:\nb\n"),
        [
            "summary Issue Summary",
            "timeline Timeline",
            "cause Root cause and resolution"
        ]
    );
}

#[test]
fn the_questions_of_the_brief_are_labels() {
    assert_eq!(
        outline(
            "Summary\n\nWhat service was down/slow?\n\nthe shop\n\nTimeline\n\nwhen was the issue detected\n\n10:00\n\nhow the incident was resolved\n\nrollback\n\nRoot cause and resolution:\n\nhow the issue was fixed\n\nx\n"
        ),
        [
            "summary Summary",
            ". impact What service was down/slow",
            "timeline Timeline",
            ". detection when was the issue detected",
            ". timeline how the incident was resolved",
            "cause Root cause and resolution",
            ". cause how the issue was fixed",
        ]
    );
}

#[test]
fn a_second_set_is_other_with_a_warning() {
    let set = "## Issue Summary\n\na\n\n## Timeline\n\n- 10:00 b\n\n## Root cause and resolution\n\nc\n\n## Corrective measures\n\n- d\n\n";
    let (source, read) = sections(&format!("{set}# In rhyme\n\n{set}"));
    let kinds: Vec<_> = read.list.iter().map(|section| section.kind.name()).collect();
    assert_eq!(
        kinds,
        [
            "summary", "timeline", "cause", "measures", "other", "other", "other", "other", "other"
        ]
    );
    assert_eq!(read.diagnostics.len(), 1);
    assert_eq!(source.place(read.diagnostics[0].span).line, 19);
    assert!(sections(set).1.diagnostics.is_empty());
}

#[test]
fn the_title_is_the_first_heading_that_names_no_section() {
    let body = |text: &str| title(text).map(|(text, _)| text);
    assert_eq!(
        title("# Shop down\n\n## Summary\n"),
        Some(("Shop down".to_owned(), Origin::Body))
    );
    // Front matter whose marks are missing.
    assert_eq!(
        title("\nlayout: post\nTitle: 'Shop down'\n\nWe were down at 10:00.\n"),
        Some(("Shop down".to_owned(), Origin::Body))
    );
    assert_eq!(
        title("### Shop down\n\n#### Summary\n"),
        Some(("Shop down".to_owned(), Origin::Inferred))
    );
    assert_eq!(
        body("**Postmortem: shop down**\n\n**Issue Summary:**\n\na\n").as_deref(),
        Some("Postmortem: shop down")
    );
    assert_eq!(
        body("Shop down for a night\nIssue Summary\na\n").as_deref(),
        Some("Shop down for a night")
    );
    assert_eq!(body("# Timeline of the outage\n\n## Summary\n").as_deref(), None);
    assert_eq!(
        body("# Overview of the great shop outage\n\n## Summary\n").as_deref(),
        Some("Overview of the great shop outage")
    );
    assert_eq!(
        body("## Incident report for the harbour gates\n\n## Mitigation\n\na\n").as_deref(),
        Some("Incident report for the harbour gates")
    );
    for none in [
        "# Issue Summary:\n\na\n",
        "## Incident report\n\n## Summary\n",
        "Issue Summary\n\na\n",
        "## Summary\n\na\n\n# Later\n",
        "Just a text.\n\n## Summary\n",
        "## Introduction\n\na\n\n## Summary\n",
    ] {
        assert_eq!(title(none), None, "{none}");
    }
}

#[test]
fn dates_and_times_are_told_from_numbered_headings() {
    let begins_with_stamp = |text: &str| crate::text::clock::leading(text).is_some();
    for stamp in [
        "4:27",
        "22:52 (maybe earlier?)",
        "2018-02-20 14:17",
        "Feb 20 2018 14:17",
        "Feb 21, 13:00",
        "~13:30-13:45",
        "19. April, 11:00",
        "1am: down",
        "12/02/2024",
        "2X:XX (not sure)",
        "HH:mm",
        "T+5m",
        "Thursday, May 9",
        "1315 UTC",
        "ca. 18:30",
        "**10:00",
    ] {
        assert!(begins_with_stamp(stamp), "{stamp}");
    }
    for other in [
        "1. Issue Summary",
        "0x19. Postmortem",
        "504 Error",
        "2 Timeline",
        "Marching on",
        "Summary",
        "3 days of pain",
        "Sunset 2",
    ] {
        assert!(!begins_with_stamp(other), "{other}");
    }
}

#[test]
fn sections_whose_line_ends_were_lost() {
    let text = "Issue Summary: Down from 3 PM to 4 PM UTC for half of the users, after a bad deploy. The fix is below. \
                Timeline: 3 PM UTC: alert. 4 PM UTC: rolled back. Root cause and resolution: A file was missing. \
                Corrective and preventative measures: test deploys.";
    assert_eq!(
        outline(text),
        [
            "summary Issue Summary",
            "timeline Timeline",
            "cause Root cause and resolution",
            "measures Corrective and preventative measures",
        ]
    );
}

#[test]
fn roman_numbers_stand_before_names() {
    let text = "I. Issue Summary\na\n\nII. Timeline\nb) 4 PM - down\n\nIII. Root Cause and Resolution\nc\n\nIV. Actionables\nd\n";
    assert_eq!(
        outline(text),
        [
            "summary I. Issue Summary",
            "timeline II. Timeline",
            "cause III. Root Cause and Resolution",
            "measures IV. Actionables",
        ]
    );
}

#[test]
fn a_heading_under_a_label_is_a_part_of_its_section() {
    assert_eq!(
        outline(
            "# T\n\n**Timeline**\n\n### Night\n\n- 10:00 UTC a\n\nAction items:\n\n#### Short term\n\n- [ ] b\n\n### References\n\n- c\n"
        ),
        [
            "timeline Timeline",
            ". timeline Night",
            "measures Action items",
            ". measures Short term",
            "other References",
        ]
    );
    // A heading as high as those above labels ends their sections.
    assert_eq!(
        outline("# T\n\nTimeline:\n\n- 10:00 UTC a\n\n### Impact\n\nb\n\n## Thanks\n\nc\n"),
        ["timeline Timeline", "impact Impact", "other Thanks"]
    );
}

#[test]
fn fields_of_a_tracker_open_no_section() {
    assert_eq!(
        outline(
            "# OPS-3: carts empty\n\n- Priority: High\n- Resolution: Fixed\n- Incident start: 10:05 UTC\n\n## Timeline\n\na\n"
        ),
        ["other -", "timeline Timeline"]
    );
    let told = "# Carts empty\n\n- Resolution: Fixed by a restart of the cache\n";
    assert_eq!(outline(told), ["cause Resolution"]);
}
