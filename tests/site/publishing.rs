//! docs/publishing.md: its files can be copied as they are.

use serde_yaml::Value;
use std::path::Path;

/// The blocks of code of the guide in a language.
fn blocks(language: &str) -> Vec<String> {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/publishing.md");
    let guide = std::fs::read_to_string(guide).unwrap();
    let fence = format!("```{language}\n");
    let pieces = guide.split(fence.as_str()).skip(1);
    pieces
        .map(|piece| piece.split("```").next().unwrap().to_owned())
        .collect()
}

/// All texts of a value.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Sequence(values) => values.iter().for_each(|value| texts(value, found)),
        Value::Mapping(map) => map.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

#[test]
fn workflows_are_yaml_with_jobs_that_build_what_they_publish() {
    let files: Vec<Value> = blocks("yaml")
        .iter()
        .map(|text| serde_yaml::from_str(text).unwrap())
        .collect();
    let github = files.iter().find(|file| file.get("jobs").is_some()).unwrap();
    for (name, job) in github["jobs"].as_mapping().unwrap() {
        assert!(job["runs-on"].is_string(), "{name:?}");
        for step in job["steps"].as_sequence().unwrap() {
            assert!(
                step.get("run").is_some() != step.get("uses").is_some(),
                "{step:?}"
            );
        }
    }
    let gitlab = files
        .iter()
        .find(|file| file.get("before_script").is_some())
        .unwrap();
    for file in [github, gitlab] {
        let mut found = Vec::new();
        texts(file, &mut found);
        let built = found.iter().any(|text| text.starts_with("nevertwice build"));
        assert!(built && found.iter().any(|text| text == "public"), "{found:?}");
    }
}
