use super::*;
use crate::config::Settings;
use crate::postmortem;
use crate::source::Source;
use serde_yaml::Mapping;

/// The formats of one Markdown file an incident.
const MARKDOWN: [&str; 2] = ["icco", "markdown"];

/// What a file of one incident becomes; None where it has no text.
fn import(format: &str, bytes: &[u8], name: Option<&str>) -> Option<Imported> {
    let path = "a.md";
    let mut drafts = (find(format).unwrap().read)(bytes, path).unwrap();
    assert_eq!(drafts.len(), 1);
    drafts.pop().unwrap().write(path, name, &Settings::default())
}

fn convert_text(format: &str, text: &str) -> (String, Imported) {
    let imported = import(format, text.as_bytes(), None).unwrap();
    (String::from_utf8(imported.bytes.clone()).unwrap(), imported)
}

/// The keys of what was written, comments left out.
fn keys(text: &str) -> Mapping {
    let yaml = text.split("---\n").nth(1).unwrap();
    serde_yaml::from_str(yaml).unwrap()
}

#[test]
fn formats_have_names_of_their_own_in_order() {
    let names: Vec<_> = ALL.iter().map(|format| format.name).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(names, sorted);
}

const HARBOUR: &str = "\
---
uuid: 7a0c9f52-0000-4000-8000-000000000001
url: https://harbour.example/blog/gates
archive_url: https://archive.example/gates
title: \"Gates: shut for an hour\"
start_time: 2021-05-04T06:10:00+02:00
end_time: 2021-05-04T07:15:00+02:00
categories:
- automation
- cloud
- config-change
keywords: [gates, ferries]
company: Harbour Ltd
product: Gate control
source_published_at: 2021-05-09T09:00:00Z
summary: A wrong timetable kept the gates shut.

---

The gates stayed shut.\r\n
";

#[test]
fn times_that_the_body_says_twice_alike_are_taken() {
    let text = |end: &str| {
        format!(
            "# Gates shut\n\n## Summary\n\nFrom 06:10 to 07:15 UTC on 4 May 2021 the gates stayed shut.\n\n\
             ## Timeline\n\n- 06:10 UTC - The gates do not open.\n- {end} UTC - Resolved: they open.\n"
        )
    };
    let (_, imported) = convert_text("markdown", &text("07:15"));
    assert_eq!(imported.todo, ["services"]);
    let (_, imported) = convert_text("markdown", &text("08:00"));
    assert_eq!(imported.todo, ["services", "resolved"]);
}

#[test]
fn what_was_utf16_is_written_as_utf8() {
    let units = "\u{feff}# Störung\n\nIt broke.\n".encode_utf16();
    let bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
    let imported = import("markdown", &bytes, None).unwrap();
    let text = String::from_utf8(imported.bytes).unwrap();
    assert!(text.ends_with("# Störung\n\nIt broke.\n"), "{text}");
}

#[test]
fn icco_front_matter_is_mapped_and_the_rest_kept() {
    let (text, imported) = convert_text("icco", HARBOUR);
    let keys = keys(&text);
    let get = |key: &str| keys.get(key).and_then(serde_yaml::Value::as_str);
    assert_eq!(get("title"), Some("Gates: shut for an hour"));
    assert_eq!(get("root_cause"), Some("config-error"));
    assert_eq!(get("started"), Some("2021-05-04T06:10:00+02:00"));
    assert_eq!(get("resolved"), Some("2021-05-04T07:15:00+02:00"));
    assert_eq!(get("published"), Some("2021-05-09"));
    assert_eq!(get("status"), Some("draft"));
    assert!(text.contains("services:\n- Gate control\n"));
    assert!(text.contains("contributing:\n- automation\n"));
    assert!(text.contains("x-categories:\n- cloud\n"));
    assert!(text.contains("  url: https://harbour.example/blog/gates\n  kind: source\n"));
    assert!(text.ends_with("---\n\nThe gates stayed shut.\r\n\n"));
    assert!(imported.todo.is_empty());
    assert_eq!(imported.unmapped, ["x-categories", "x-uuid", "x-company"]);
}

#[test]
fn icco_without_product_title_or_times_leaves_them_open() {
    let (text, imported) = convert_text(
        "icco",
        "---\ncompany: Harbour Ltd\nproduct: \"\"\ncategories: []\n---\nThe gates stayed shut.\n",
    );
    assert!(text.contains("title: Incident at Harbour Ltd\nservices:\n- Harbour Ltd\nroot_cause: unknown\n"));
    assert!(text.contains("# started: TODO\n# resolved: TODO\n---\n"));
    assert_eq!(imported.todo, ["started", "resolved"]);
}

#[test]
fn an_end_before_the_start_is_kept_aside() {
    let (text, imported) = convert_text(
        "icco",
        "---\ncompany: Harbour\nstart_time: 2021-05-04T06:00:00Z\nend_time: 2021-05-03T06:00:00Z\n---\nText.\n",
    );
    assert!(text.contains("started: 2021-05-04T06:00:00Z\n"));
    assert_eq!(imported.todo, ["resolved"]);
    assert!(imported.unmapped.contains(&"x-end_time".to_owned()));
}

#[test]
fn bare_markdown_is_untouched_below_what_is_open() {
    let body = "Something failed.\r\n\r\nIt was mended.  \n\n";
    let (text, imported) = convert_text("markdown", body);
    assert!(text.starts_with("---\nroot_cause: unknown\nstatus: draft\n# title: TODO\n"));
    assert!(text.ends_with(&format!("---\n{body}")));
    assert_eq!(imported.todo, ["title", "services", "started", "resolved"]);
}

#[test]
fn keys_of_others_are_renamed_where_they_fit_and_kept_where_not() {
    let (text, imported) = convert_text(
        "markdown",
        "---\nTitle: Gates shut\nauthor: Isla\nlayout: post\nroot-cause: people\nseverity: P1\nstatus: published\nstarted: 6 am\ntags: [a]\nx-own: 1\n---\nText.\n",
    );
    assert!(
        text.contains("title: Gates shut\nroot_cause: unknown\nstatus: draft\nauthors: Isla\ntags:\n- a\n")
    );
    assert_eq!(
        imported.unmapped,
        [
            "x-layout",
            "x-own",
            "x-root_cause",
            "x-severity",
            "x-status",
            "x-started"
        ]
    );
    assert_eq!(imported.todo, ["services", "started", "resolved"]);
}

#[test]
fn what_is_written_is_read_without_a_finding_of_the_front_matter() {
    for text in [
        HARBOUR,
        "---\nservices: {a: 1}\nid: [1, 2]\n2: two\nnote: |\n  a\n  b\n---\nText.\n",
    ] {
        for format in MARKDOWN {
            let imported = import(format, text.as_bytes(), Some("a-2")).unwrap();
            let source = Source::new("a.md", &imported.bytes);
            let read = postmortem::front_matter::read(&source, &Settings::default());
            assert!(read.diagnostics.is_empty(), "{format}: {:?}", read.diagnostics);
            assert_eq!(read.slug.map(|slug| slug.value).as_deref(), Some("a-2"));
        }
    }
}

#[test]
fn a_file_without_text_is_no_postmortem() {
    for text in ["", "\n\n", "---\ntitle: x\n---\n", "---\n---\n***\n"] {
        assert_eq!(import("markdown", text.as_bytes(), None), None);
    }
}

#[test]
fn what_is_no_yaml_stays_in_the_text_and_is_told() {
    let (text, imported) = convert_text("markdown", "---\njust words: [\n---\nText.\n");
    assert!(text.ends_with("---\njust words: [\n---\nText.\n"));
    assert!(imported.notes[0].contains("not valid YAML"));
    let (text, imported) = convert_text("markdown", "---\n\nA rule above, and no front matter.\n");
    assert!(text.ends_with("---\n---\n\nA rule above, and no front matter.\n"));
    assert!(imported.notes.is_empty());
}

#[test]
fn toml_is_taken_over() {
    let (text, imported) = convert_text(
        "markdown",
        "+++\ntitle = \"Gates shut\"\ndate = 2024-05-06T07:08:00Z\nweight = 7\ndraft = true\n[taxonomies]\ntags = [\"a\"]\n\
         [extra]\nratio = 0.5\nauthor = \"Isla\"\n+++\nText.\n",
    );
    let keys = keys(&text);
    let get = |key: &str| keys.get(key).and_then(serde_yaml::Value::as_str);
    assert_eq!(
        (get("title"), get("authors"), get("date")),
        (Some("Gates shut"), Some("Isla"), Some("2024-05-06T07:08:00Z"))
    );
    assert!(text.contains("tags:\n- a\n") && text.ends_with("---\nText.\n"));
    assert_eq!(imported.unmapped, ["x-ratio", "x-weight"]);
    let (text, imported) = convert_text("markdown", "+++\na = \n+++\nText.\n");
    assert!(text.ends_with("---\n+++\na = \n+++\nText.\n"));
    assert!(imported.notes[0].contains("not valid TOML"));
}

#[test]
fn a_status_page_states_start_end_and_level() {
    let (text, imported) = convert_text(
        "markdown",
        "---\ntitle: Gates\ndate: 2024-01-19 22:08:00 +0100\nresolved: true\nresolvedWhen: 2024-01-20T09:30:00Z\n\
         affected: [Gates, Ferries]\nseverity: disrupted\n---\nShut.\n",
    );
    assert!(text.contains("started: 2024-01-19 22:08:00 +0100\nresolved: 2024-01-20T09:30:00Z\n"));
    assert!(text.contains("services:\n- Gates\n- Ferries\n") && text.contains("  level: degraded\n"));
    assert_eq!(
        (imported.todo, imported.unmapped),
        (vec![], vec!["x-resolved".to_owned()])
    );
    let (text, _) = convert_text(
        "markdown",
        "---\ntitle: Gates\ndate: 2024-01-19T22:08:00Z\nresolved: false\naffected: [Gates]\n---\nShut.\n",
    );
    assert!(text.contains("ongoing: true\n"));
    // The date of a post is the day of writing.
    let (_, imported) = convert_text(
        "markdown",
        "---\ndate: 2024-01-19T22:08:00Z\nlayout: post\n---\nShut.\n",
    );
    assert!(imported.todo.contains(&"started"));
}

#[test]
fn a_log_becomes_a_draft_for_each_incident() {
    let text = "# Incidents\n\nAll of them.\n\n## 2024-03-01: Gates shut\n\nShut.\n\n## 2024-05-06: Lamps dark\n\nDark.\n";
    let drafts = (find("markdown").unwrap().read)(text.as_bytes(), "log.md").unwrap();
    let names: Vec<_> = drafts.iter().map(|draft| draft.name.clone().unwrap()).collect();
    assert_eq!(names, ["2024-03-01: Gates shut", "2024-05-06: Lamps dark"]);
    let written = drafts.into_iter().next().unwrap();
    let imported = written.write("log.md", None, &Settings::default()).unwrap();
    let text = String::from_utf8(imported.bytes).unwrap();
    assert!(
        text.contains("title: Gates shut\n") && text.contains("date: 2024-03-01\n"),
        "{text}"
    );
    assert!(text.ends_with("Shut.\n\n"), "{text}");
    assert_eq!(
        imported.notes,
        ["incident 1 of 2 in log.md", "the text before it was left out"]
    );
}

#[test]
fn a_key_that_is_none_of_ours_is_kept_and_one_that_says_nothing_is_not() {
    let mut draft = Draft::new("The gates stayed shut.\n");
    draft.set("services", ["Gates", "Ferries"]);
    draft.set("services", "Piers");
    draft.set("ticket", serde_json::json!({"id": 7}));
    draft.set("impact", serde_json::json!({"users": 12}));
    draft.set("tags", Vec::<String>::new());
    draft.keep("note", None::<&str>);
    let imported = draft.write("a.json", None, &Settings::default()).unwrap();
    let text = String::from_utf8(imported.bytes).unwrap();
    assert_eq!(
        text,
        "---\nservices:\n- Gates\n- Ferries\nroot_cause: unknown\nstatus: draft\nimpact:\n  users: 12\n\
        # title: TODO\n# started: TODO\n# resolved: TODO\nx-ticket:\n  id: 7\n---\nThe gates stayed shut.\n"
    );
}

#[test]
fn a_format_takes_the_files_that_it_can_read() {
    for format in MARKDOWN {
        let format = find(format).unwrap();
        assert!((format.accepts)(Path::new("a/incident.MD")));
        assert!((format.accepts)(Path::new("b.markdown")));
        assert!(!(format.accepts)(Path::new("incidents.json")));
    }
}
