use super::*;
use crate::config::Settings;
use crate::source::Source;
use crate::yaml;

fn front_matter_is_valid(text: &str, settings: &Settings) -> (bool, bool) {
    let json = yaml::parse(text, 0).unwrap().json();
    let schema = jsonschema::draft202012::new(&front_matter(settings)).unwrap();
    let source = Source::new("a.md", format!("---\n{text}---\n").as_bytes());
    let read = crate::postmortem::front_matter::read(&source, settings);
    (schema.is_valid(&json), read.diagnostics.is_empty())
}

#[test]
fn schema_and_reader_agree() {
    let good = [
        "title: 2.10\nservices: [web, {name: db, level: down, started: 2024-02-12 01:00 UTC}]\n",
        "services: web\nroot_cause: capacity\ncontributing: [clock]\nauthors: {name: Ada, url: https://a.example}\n",
        "started: 2024-02-12T01:00:00Z\nresolved: 2024-02-12 01:00 Africa/Lagos\nnear_miss: true\nongoing:\n",
        "impact: {users_percent: 40%, users: '12,000', requests_failed: 3, level: degraded, revenue: 12}\n",
        "actions: [Ask, {task: x, due: 2024-02-01, status: done, kind: prevent}]\nx-any: [1, {a: b}]\n",
        "slug: a.b\naliases: old\ndate: 2024-02-12\nupdates: {date: 2024-02-12, note: n}\nlinks: [{url: /x, kind: ticket}]\n",
        "slug: a.-b_C\n",
        "{}\n",
    ];
    for text in good {
        assert_eq!(
            front_matter_is_valid(text, &Settings::default()),
            (true, true),
            "{text}"
        );
    }
    let bad = [
        "title: [a]\n",
        "titel: a\n",
        "severity: SEV9\n",
        "services: [{level: down}]\n",
        "services: [{name: a, bogus: 1}]\n",
        "status: finished\n",
        "started: 2024-02-12\n",
        "started: 2024-02-12 01:00\n",
        "near_miss: maybe\n",
        "impact: much\n",
        "impact: {users_percent: 140}\n",
        "slug: ../x\n",
        "slug: v1--x\n",
        "slug: _a-\n",
        "slug: a.\n",
        "date: yesterday\n",
        "actions: [{owner: a}]\n",
        "not_related: a\n",
    ];
    for text in bad {
        assert_eq!(
            front_matter_is_valid(text, &Settings::default()),
            (false, false),
            "{text}"
        );
    }
}

#[test]
fn the_schema_of_front_matter_follows_the_settings_of_its_site() {
    let site = "severities: [{name: 1, label: Höchste}, 2]\nfields: {region: {values: [North (EU), 7], required: 1}, \
                paged_teams: {type: list, values: [Edge, Data]}, loss: number, night: boolean, since: date, note: text}\n";
    let (settings, problems) = crate::config::read(&Source::new("site.yaml", site.as_bytes()));
    assert_eq!(problems, []);
    for (text, valid) in [
        (
            "severity: 1\nregion: north (eu)\nloss: 1.5\nnight: true\nsince: 2024-02-12\nnote: 3\n",
            true,
        ),
        ("severity: '2'\nregion: 7\npaged_teams: [edge, Data]\n", true),
        ("severity: Höchste\npaged_teams: data\nregion:\n", true),
        ("paged_teams: edge, data\n", true),
        ("severity: SEV1\n", false),
        ("severity: 3\n", false),
        ("region: South\n", false),
        ("paged_teams: [edge, ops]\n", false),
        ("loss: much\n", false),
        ("night: often\n", false),
        ("notes: x\n", false),
    ] {
        assert_eq!(front_matter_is_valid(text, &settings), (valid, valid), "{text}");
    }
    let region = &front_matter(&settings)["properties"]["region"];
    assert_eq!(region["description"], "Region, text, required from 1 on.");
}

#[test]
fn every_key_of_the_tables_is_documented() {
    let settings = Settings::default();
    for schema in [front_matter(&settings), site(&settings)] {
        for (name, key) in schema["properties"].as_object().unwrap() {
            assert!(
                key["description"]
                    .as_str()
                    .is_some_and(|words| words.ends_with(['.', '`'])),
                "{name}"
            );
        }
    }
}

#[test]
fn every_key_of_the_data_is_always_there() {
    for schema in [postmortems(), postmortem(), check()] {
        jsonschema::draft202012::meta::validate(&schema).unwrap();
        let mut objects = vec![&schema];
        objects.extend(schema["$defs"].as_object().unwrap().values());
        for object in objects {
            let Some(properties) = object["properties"].as_object() else {
                continue;
            };
            let required: std::collections::BTreeSet<_> = object["required"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(Value::as_str)
                .collect();
            for name in properties.keys() {
                assert!(required.contains(name.as_str()), "{name} of {}", object["title"]);
            }
        }
    }
}

#[test]
fn the_data_has_the_keys_of_its_contract() {
    let keys = |schema: &Value| -> Vec<String> {
        schema["properties"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect()
    };
    let mut facts = [
        "id",
        "slug",
        "url",
        "title",
        "summary",
        "services",
        "teams",
        "root_cause",
        "contributing",
        "trigger",
        "severity",
        "status",
        "near_miss",
        "visibility",
        "started",
        "detected",
        "detected_by",
        "acknowledged",
        "mitigated",
        "resolved",
        "outages",
        "published",
        "minutes",
        "inferred",
        "impact",
        "symptoms",
        "authors",
        "reviewers",
        "tags",
        "related",
        "recurrence_of",
        "entries",
        "actions_open",
        "actions_total",
        "recurrences",
    ];
    facts.sort_unstable();
    let mut listed = keys(&postmortems()["$defs"]["Postmortem"]);
    listed.sort_unstable();
    assert_eq!(listed, facts);
    let mut whole = keys(&postmortem());
    whole.retain(|key| !facts.contains(&key.as_str()));
    whole.sort_unstable();
    assert_eq!(whole, ["actions", "aliases", "links", "timeline", "updates"]);
}
