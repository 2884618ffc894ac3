use super::*;
use std::fmt::Write;

fn parsed(text: &str) -> Postmortem {
    parse(
        Arc::new(Source::new("web/down at night.md", text.as_bytes())),
        &Settings::default(),
    )
}

#[test]
fn any_file_gives_a_postmortem() {
    for text in [
        "",
        "\n",
        "---",
        "---\na: [\n---\n",
        "\u{feff}# x\r\n",
        "```\n# Shop down\n\n## Timeline\n\n- 10:00 UTC a\n```\n",
    ] {
        let postmortem = parsed(text);
        assert_eq!(postmortem.record.id, "down at night");
        assert_eq!(postmortem.record.slug, "down-at-night");
    }
    let fenced = parsed("```\n# Shop down\n\n## Timeline\n\n- 10:00 UTC a\n```\n");
    assert_eq!(fenced.record.title.value, "Shop down");
    assert_eq!(fenced.record.entries.len(), 1);
}

#[test]
fn all_parts_are_put_together() {
    let postmortem = parsed(
        "---\nactions:\n  - {task: Add a probe, owner: bo}\n---\n# Shop down\n\n## Timeline\n\n- 10:00 UTC down\n\n## Action items\n\n- add a probe\n- [see](b.md)\n\n<!-- nevertwice: allow blame: quoted -->\n",
    );
    assert_eq!(postmortem.record.words, 12);
    assert_eq!(postmortem.record.actions.len(), 2);
    assert_eq!(postmortem.record.actions[0].owner.as_deref(), Some("bo"));
    assert_eq!(postmortem.document.links[0].dest, "b.md");
    assert_eq!(postmortem.document.allowed[0].rule, "blame");
    assert_eq!(
        postmortem
            .document
            .title
            .map(|title| postmortem.document.source.slice(title)),
        Some("# Shop down")
    );
}

#[test]
fn a_first_heading_beside_a_stated_title_stays_in_the_body() {
    for (body, removed) in [
        ("## Why\n\nText.\n", None),
        ("**Why it fell**\n\n## Timeline\n", None),
        ("## shop down\n\nText.\n", Some("## shop down")),
        ("# Down again, this time the shop\n\nText.\n", None),
        ("# Shop: down!\n\nText.\n", Some("# Shop: down!")),
    ] {
        let postmortem = parsed(&format!("---\ntitle: Shop down\n---\n{body}"));
        assert_eq!(postmortem.record.title.value, "Shop down", "{body}");
        let document = &postmortem.document;
        let title = document.title.map(|title| document.source.slice(title).trim());
        assert_eq!(title, removed, "{body}");
    }
}

#[test]
fn long_and_deep_texts_take_time_in_proportion() {
    let mut long = String::from("# x\n\n## Timeline\n\n");
    for minute in 0..10_000 {
        let _ = writeln!(
            long,
            "- {:02}:{:02} UTC: step {minute}",
            minute / 60 % 24,
            minute % 60
        );
    }
    assert_eq!(parsed(&long).record.entries.len(), 10_000);
    for unit in [
        "Impact: ",
        "**a** ",
        "~~a~~ ",
        "[a](b), ",
        "- ",
        "> ",
        "(a, ",
        "<p>",
        "Root cause: x\n",
        "- Tasks:\n",
        "&amp;",
        "a@b ",
    ] {
        let text = format!("## Action items\n\n- {}\n", unit.repeat(10_000));
        let _ = parsed(&text);
    }
}

#[test]
fn a_title_that_lists_cut_is_told() {
    let told = |length: usize| {
        let text = format!("---\ntitle: {}\n---\n", "a".repeat(length));
        let found = parsed(&text).diagnostics.into_iter();
        found
            .filter(|found| found.message.contains("300 characters"))
            .count()
    };
    assert_eq!((told(300), told(301)), (0, 1));
}

#[test]
fn a_date_anywhere_dates_the_timeline_and_is_said_to_stand_there() {
    let read = |path: &str, text: &str| {
        let source = Source::new(path, text.as_bytes());
        let record = parse(Arc::new(source), &Settings::default()).record;
        let date = record.facts.date.clone().unwrap();
        assert_eq!(record.entries[0].date, Some(date.value), "{path} {text}");
        (
            date.value.to_string(),
            date.origin,
            text[date.span.start..date.span.end].to_owned(),
        )
    };
    let found = |words: &str, origin| ("2024-02-12".to_owned(), origin, words.to_owned());
    let timeline = "## Timeline\n\n- 10:00 UTC Detected: x\n- 10:30 Resolved: y\n";
    assert_eq!(
        read("pm/nginx-2024-02-12.md", timeline),
        found("", Origin::Inferred)
    );
    assert_eq!(
        read(
            "a.md",
            &format!("---\ntitle: Outage of 2024-02-12\n---\n{timeline}")
        ),
        found("Outage of 2024-02-12", Origin::Inferred)
    );
    let title = format!("Author: Bo\n\n# Outage of 2024-02-12\n\n{timeline}");
    assert_eq!(read("a.md", &title).1, Origin::Inferred);
    let summary = format!("## Issue Summary\n\nOn 2024-02-12 the shop was down.\n\n{timeline}");
    assert_eq!(read("2023-01-01.md", &summary), found("2024-02-12", Origin::Body));
    let stated = timeline.replace("10:00", "2024-02-12 10:00");
    assert_eq!(read("2024-02-12.md", &stated).1, Origin::Body);
}

#[test]
fn plans_in_a_story_are_no_entries() {
    let text = "# Gates\n\n## Timeline\n\nOn 3 March 2024 the gates stopped at 9:00.\n\nThe alert should have rung at 9:10 but did \
                not. A rebuild is due at 9:20. Ann found a full disk at 9:30. The new gates are expected by 18:00.\n";
    let found = parsed(text);
    let times = found.record.entries.iter().filter_map(|entry| entry.at.as_ref());
    let times: Vec<String> = times.map(|at| at.time.to_string()).collect();
    assert_eq!(times, ["09:00:00", "09:30:00"]);
}

#[test]
fn a_list_of_times_in_the_summary_is_the_timeline_where_nothing_else_is() {
    let items = "- 10:00 UTC - Alert\n- 10:10 UTC - Read the logs\n- 10:20 UTC - New key\n";
    let text = format!("# Down\n\nTL;DR:\n\nThe shop was down.\n\nThe story:\n\n{items}");
    assert_eq!(parsed(&text).record.entries.len(), 0);
    let text = format!("{text}- 10:30 UTC - All is well\n");
    assert_eq!(parsed(&text).record.entries.len(), 4);
}

#[test]
fn a_table_within_the_title_is_not_lost_with_it() {
    let postmortem = parsed("Gates <table>fell shut\n---\n\nNobody could board.\n");
    assert_eq!(postmortem.record.title.value, "Gates");
    assert_eq!(postmortem.document.title.map(Span::is_empty), Some(true));
}

#[test]
fn the_words_of_an_item_that_is_a_quotation_are_its_own() {
    let text = "# Gates\n\n## Timeline\n\n  - > At 10:05 UTC no gate\n    > opened.\n\n  - > At 10:20 UTC the key was renewed.\n\n## Action items\n\n  - > Renew keys\n";
    let record = parsed(text).record;
    assert_eq!(
        record.entries.first().map(|entry| entry.text.as_str()),
        Some("no gate opened.")
    );
    assert_eq!((record.entries.len(), record.actions.len()), (2, 1));
}

#[test]
fn times_in_short_codes_are_read_wherever_they_stand_and_take_no_zone_of_the_words() {
    let text = "# Gates\n\nNo gate opened from 10:05 to 11:00 CEST.\n\n- They open slowly. {{< track \"2024-03-03 08:10:00\" >}}\n\n**Update:** Half of them. {{< track \"2024-03-03 08:40:00\" >}}\\\n**Resolved:** All open. {{< track \"2024-03-03 09:00:00\" >}}\n";
    let zones: Vec<bool> = parsed(text)
        .record
        .entries
        .iter()
        .filter_map(|entry| Some(entry.at.as_ref()?.zone.is_some()))
        .collect();
    assert_eq!(zones, [false; 3]);
}

#[test]
fn a_summary_of_updates_alone_is_the_timeline() {
    let updates = "2024-03-03 10:05:00 - The gates do not open\n\n2024-03-04 08:00:00 - They open again\n";
    let entries = |front: &str, text: &str| {
        parsed(&format!("{front}# Gates\n\n## Summary\n\n{text}"))
            .record
            .entries
            .clone()
    };
    assert_eq!(entries("", updates).len(), 2);
    assert_eq!(
        entries("", &format!("No gate opened for a day.\n\n{updates}")).len(),
        0
    );
    // The zone of what a machine wrote is not the writer's.
    let zoned = |date: &str| {
        let front = format!("---\nstarted: {date}\n---\n");
        let entries = entries(&front, updates);
        entries
            .first()
            .and_then(|entry| Some(entry.at.as_ref()?.zone.is_some()))
    };
    assert_eq!(zoned("2024-03-03T10:00:00Z"), Some(true));
    assert_eq!(zoned("2024-03-03T10:00:00.746Z"), Some(false));
}

#[test]
fn the_time_of_an_edit_is_no_entry() {
    let text = "# Gates\n\n## Timeline\n\n3 March Updated 2024-03-09 11:00 UTC\n\nNo gate opened at 10:05 UTC that day.\n\nAt 11:00 UTC all opened.\n";
    let entries = &parsed(text).record.entries;
    assert!(
        entries.iter().all(|entry| !entry.text.contains("Updated")),
        "{entries:?}"
    );
}

#[test]
fn a_zone_beside_a_place_is_not_that_of_all_times() {
    let zone = |words: &str, action: &str| {
        let text = format!(
            "# Gates\n\n{words}\n\n## Timeline\n\n- 2024-03-03 10:05 Gates stop\n- 11:30 Gates work\n\n## Actions\n\n{action}\n"
        );
        let found = parsed(&text);
        let first = found.record.entries.first();
        first
            .and_then(|entry| entry.at.as_ref())
            .is_some_and(|at| at.zone.is_some())
    };
    assert!(zone("Here it is hour by hour (PDT, sorry).", "- Buy disks"));
    assert!(!zone("Our office in India (IST) saw it too.", "- Buy disks"));
    assert!(!zone("No gate opened.", "- Review it on 9 March at 14:00 PST"));
}
