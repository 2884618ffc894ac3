use super::*;
use crate::config::{Profile, Settings};
use crate::diagnostic::RuleName;
use crate::postmortem;
use crate::rules::{self, FileContext, ProfileLevels};
use crate::source::Source;
use std::sync::Arc;

const TEXT: &str = "---
services: [shop]
severity: SEV2
authors: Ana
---
# Shop down

## Issue summary

From 10:00 to 10:45 UTC on 2024-05-06 about 40% of users saw errors.

## Timeline

- 10:00 UTC: the shop broke
- Detected: 10:05 UTC, an alert fired
- we looked around

## Action items

- [x] Add a probe (@bo, due 2024-06-01)
";

/// What people see, with the checks of an assignment.
fn text(text: &str) -> String {
    let settings = Settings::default();
    let source = Arc::new(Source::new("shop.md", text.as_bytes()));
    let reading = postmortem::read(source, &settings);
    let profile = Profile::Assignment;
    let levels = ProfileLevels::new(&settings, profile);
    let context = FileContext {
        settings: &settings,
        profile,
        levels: &levels,
    };
    let mut verdicts = rules::file_verdicts(&reading, &context);
    // A few say how all are shown.
    verdicts.retain(|(rule, _)| {
        let few = [
            RuleName::InvalidValue,
            RuleName::PeerReview,
            RuleName::TimelineFormat,
            RuleName::TimelinePresent,
        ];
        few.contains(&rule.name)
    });
    human(&reading.postmortem, profile, &verdicts)
}

fn parsed(text: &str) -> Postmortem {
    let source = Arc::new(Source::new("shop.md", text.as_bytes()));
    postmortem::parse(source, &Settings::default())
}

#[test]
fn the_json_says_what_is_known_and_from_where() {
    let shown: serde_json::Value = serde_json::from_str(&json(&parsed(TEXT))).expect("json");
    assert_eq!(shown["title"], "Shop down");
    assert_eq!(shown["facts"]["services"]["value"][0], "shop");
    assert_eq!(shown["facts"]["services"]["from"], "front-matter");
    assert_eq!(shown["facts"]["services"]["line"], 2);
    assert_eq!(shown["facts"]["title"]["from"], "body");
    assert_eq!(shown["facts"]["impact"]["value"]["users_percent"], 40.0);
    assert_eq!(shown["facts"]["started"]["value"], "2024-05-06T10:00:00Z");
    assert!(shown["facts"].get("root_cause").is_none());
    assert_eq!(shown["sections"][1]["kind"], "timeline");
    assert_eq!(shown["sections"][1]["line"], 12);
    assert_eq!(shown["timeline"].as_array().map(Vec::len), Some(3));
    assert_eq!(shown["timeline"][1]["kind_from"], "label");
    assert_eq!(shown["actions"][0]["status"], "done");
    assert_eq!(shown["actions"][0]["line"], 20);
    assert_eq!(shown["minutes"]["resolve"], 45);
}

#[test]
fn the_json_fits_its_schema() {
    let schema = jsonschema::draft202012::new(&crate::schema::show()).expect("a schema");
    for text in [TEXT, "", "# x\n\n- 25:00 y\n"] {
        let shown: serde_json::Value = serde_json::from_str(&json(&parsed(text))).expect("json");
        assert!(schema.is_valid(&shown), "{shown}");
    }
}

#[test]
fn people_read_aligned_columns() {
    let text = text(TEXT);
    let mut plain = String::new();
    let mut escape = false;
    for char in text.chars() {
        match char {
            '\x1b' => escape = true,
            'm' if escape => escape = false,
            char if !escape => plain.push(char),
            _ => {}
        }
    }
    let plain: String = plain
        .lines()
        .map(|line| line.trim_end().to_owned() + "\n")
        .collect();
    insta::assert_snapshot!(plain);
}

#[test]
fn any_text_is_shown_without_escapes_of_its_own() {
    for text in [
        "",
        "# \u{1b}[31mred\n",
        "```\n# x\n```\n",
        "---\nservices: [\n---\n\n- 25:00 x\n",
    ] {
        let postmortem = parsed(text);
        assert!(!json(&postmortem).is_empty());
        assert!(!human(&postmortem, Profile::Archive, &[]).contains("\u{1b}[31mred"));
    }
}

/// Each key of front matter with a value of its own.
const KEYS: &[(&str, &str)] = &[
    ("title", "Gates shut"),
    ("services", "[gates]"),
    ("root_cause", "capacity"),
    ("contributing", "[network]"),
    ("started", "2024-05-06T10:00:00Z"),
    ("resolved", "2024-05-06T11:00:00Z"),
    ("outages", "[{started: 2024-05-06T10:00:00Z}]"),
    ("severity", "SEV1"),
    ("status", "closed"),
    ("authors", "Ada"),
    ("reviewers", "Bo"),
    ("teams", "harbour"),
    ("detected", "2024-05-06T10:10:00Z"),
    ("acknowledged", "2024-05-06T10:20:00Z"),
    ("mitigated", "2024-05-06T10:50:00Z"),
    ("detected_by", "partner"),
    ("symptoms", "[no ferry]"),
    ("trigger", "expiry"),
    ("impact", "{users: 70}"),
    ("near_miss", "true"),
    ("ongoing", "true"),
    ("visibility", "public"),
    ("actions", "[Oil the gates]"),
    ("related", "[tide]"),
    ("recurrence_of", "[tide]"),
    ("not_related", "{id: storm, because: another gate}"),
    ("links", "{url: https://harbour.example}"),
    ("id", "gates"),
    ("slug", "gates"),
    ("aliases", "[old-gates]"),
    ("date", "2024-05-06"),
    ("published", "2024-05-09"),
    ("updates", "{date: 2024-05-10, note: oiled}"),
    ("tags", "[gates]"),
    ("summary", "The gates stayed shut."),
];

#[test]
fn every_key_of_front_matter_is_shown() {
    let known: Vec<&str> = postmortem::front_matter::KEYS
        .iter()
        .map(|key| key.name)
        .collect();
    let tried: Vec<&str> = KEYS.iter().map(|(key, _)| *key).collect();
    assert_eq!(tried, known, "each key has a line in the table above");
    for (key, value) in KEYS {
        let postmortem = parsed(&format!("---\n{key}: {value}\n---\nText.\n"));
        assert!(
            postmortem.diagnostics.is_empty(),
            "{key}: {:?}",
            postmortem.diagnostics
        );
        let shown: serde_json::Value = serde_json::from_str(&json(&postmortem)).expect("json");
        match *key {
            "actions" => assert_eq!(shown["actions"][0]["task"], "Oil the gates"),
            // Names by which the site knows it, and no facts: its page and its index.json tell them.
            "id" | "slug" | "aliases" => {}
            key => {
                assert_eq!(
                    shown["facts"][key]["from"], "front-matter",
                    "{key} in `show --format json`"
                );
                assert!(
                    human(&postmortem, Profile::Archive, &[]).contains(key),
                    "{key} in `show`"
                );
            }
        }
    }
}
