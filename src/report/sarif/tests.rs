use super::*;
use crate::source::Source;
use std::collections::BTreeMap;

/// What of the schema of SARIF 2.1.0 a log of ours may hold: every property that is used, what is required of it, and
/// none besides.
fn schema() -> Value {
    let object = |required: &[&str], properties: Value| {
        json!({
            "type": "object",
            "required": required,
            "properties": properties,
            "additionalProperties": false,
        })
    };
    let text = || object(&["text"], json!({ "text": { "type": "string", "minLength": 1 } }));
    let level = || json!({ "enum": ["none", "note", "warning", "error"] });
    let count = |least: u8| json!({ "type": "integer", "minimum": least });
    let region = object(
        &["startLine"],
        json!({ "startLine": count(1), "startColumn": count(1), "endLine": count(1), "endColumn": count(1) }),
    );
    // A reference that stays below the folder of the run.
    let uri = json!({ "type": "string", "format": "uri-reference", "pattern": "^[A-Za-z0-9._~%-][A-Za-z0-9._~%/-]*$" });
    let physical = object(
        &["artifactLocation", "region"],
        json!({ "artifactLocation": object(&["uri"], json!({ "uri": uri })), "region": region }),
    );
    let rule = object(
        &[
            "id",
            "shortDescription",
            "fullDescription",
            "help",
            "defaultConfiguration",
        ],
        json!({
            "id": { "type": "string" },
            "shortDescription": text(),
            "fullDescription": text(),
            "help": object(&["text", "markdown"], json!({ "text": { "type": "string" }, "markdown": { "type": "string" } })),
            "defaultConfiguration": object(&["level"], json!({ "level": level() })),
            "properties": {
                "type": "object",
                "properties": { "tags": { "type": "array", "uniqueItems": true, "items": { "type": "string" } } },
            },
        }),
    );
    let result = object(
        &[
            "ruleId",
            "ruleIndex",
            "level",
            "message",
            "locations",
            "partialFingerprints",
        ],
        json!({
            "ruleId": { "type": "string" },
            "ruleIndex": count(0),
            "level": level(),
            "message": text(),
            "locations": {
                "type": "array",
                "minItems": 1,
                "items": object(&["physicalLocation"], json!({ "physicalLocation": physical })),
            },
            "relatedLocations": {
                "type": "array",
                "items": object(
                    &["physicalLocation", "message"],
                    json!({ "physicalLocation": physical, "message": text() }),
                ),
            },
            "partialFingerprints": { "type": "object", "additionalProperties": { "type": "string" } },
        }),
    );
    let driver = object(
        &["name", "rules"],
        json!({
            "name": { "const": "nevertwice" },
            "semanticVersion": { "type": "string" },
            "rules": { "type": "array", "uniqueItems": true, "items": rule },
        }),
    );
    let run = object(
        &["tool", "results"],
        json!({
            "tool": object(&["driver"], json!({ "driver": driver })),
            "columnKind": { "enum": ["utf16CodeUnits", "unicodeCodePoints"] },
            "results": { "type": "array", "items": result },
        }),
    );
    object(
        &["version", "runs"],
        json!({
            "$schema": { "type": "string", "format": "uri" },
            "version": { "const": "2.1.0" },
            "runs": { "type": "array", "items": run },
        }),
    )
}

fn checked(report: &Report, sources: &Sources<'_>) -> Value {
    let log = log(report, sources);
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let problems: Vec<String> = validator
        .iter_errors(&log)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(problems, Vec::<String>::new());
    log
}

#[test]
fn a_run_without_findings_is_valid() {
    let log = checked(&Report::new(3), &BTreeMap::new());
    assert_eq!(log["runs"][0]["results"], json!([]));
}

#[test]
fn every_rule_and_level_is_valid_and_described_once() {
    let source = Source::new("post mortems/über.md", "🔥 one two\n".as_bytes());
    let levels = [Level::Error, Level::Warn, Level::Question];
    let all = RuleName::ALL.iter().zip(levels.into_iter().cycle());
    let found = all.flat_map(|(&rule, level)| {
        let at =
            |span| Diagnostic::new(level, rule, &source.path, span, "`one` is wrong").hint("write `two`");
        [
            at(Span::default()),
            at(Span::new(5, 8)).label(Span::new(9, 12), "as here"),
            at(Span::new(5, 8)).label_in("gone.md", Span::new(3, 4), "and there"),
        ]
    });
    let report = Report {
        diagnostics: found.collect(),
        files: 1,
    };
    let log = checked(&report, &BTreeMap::from([(source.path.as_str(), &source)]));
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), RuleName::ALL.len());
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), report.diagnostics.len());
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let prints: BTreeSet<&str> = results
        .iter()
        .map(|result| result["partialFingerprints"]["nevertwice/v1"].as_str().unwrap())
        .collect();
    assert_eq!(prints.len(), results.len());
    let place = &results[1]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "post%20mortems/%C3%BCber.md");
    assert_eq!(
        place["region"],
        json!({ "startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 7 })
    );
    assert_eq!(
        results[1]["message"]["text"],
        "`one` is wrong\nHow to fix: write `two`"
    );
}
