use super::*;
use crate::postmortem::sections;
use crate::text::blocks;

fn metadata(text: &str) -> Metadata {
    let source = Source::new("a.md", text.as_bytes());
    let body = Span::new(0, source.text.len());
    let blocks = blocks::read(&source, body);
    let settings = Settings::default();
    let sections = sections::read(&source, body, &blocks, &settings);
    let title = sections.title.as_ref().map(|title| title.span);
    read(&source, &blocks, &sections.list, title, &settings)
}

/// All that was read, in a line each.
fn shown(text: &str) -> Vec<String> {
    let metadata = metadata(text);
    let source = Source::new("a.md", text.as_bytes());
    let mut lines = Vec::new();
    let mut line =
        |name: &str, value: Option<String>| lines.extend(value.map(|value| format!("{name}: {value}")));
    line("severity", metadata.severity.map(|fact| fact.value));
    let services = |hits: Vec<ServiceHit>| {
        hits.into_iter()
            .map(|hit| hit.name)
            .collect::<Vec<_>>()
            .join(", ")
    };
    line("services", metadata.services.map(|fact| services(fact.value)));
    let people = |people: Vec<Person>| {
        people
            .into_iter()
            .map(|person| person.name)
            .collect::<Vec<_>>()
            .join(", ")
    };
    line("authors", metadata.authors.map(|fact| people(fact.value)));
    line("status", metadata.status.map(|fact| fact.value.name().to_owned()));
    line("teams", metadata.teams.map(|fact| fact.value.join(", ")));
    line("tags", metadata.tags.map(|fact| fact.value.join(", ")));
    line("symptoms", metadata.symptoms.map(|fact| fact.value.join(", ")));
    line("duration", metadata.duration.map(|fact| fact.value.to_string()));
    for (key, when) in metadata.labelled {
        let zone = when.zone.unwrap_or_default();
        let time = source.slice(when.span).trim_end_matches(&zone).trim_end();
        lines.push(format!("{key:?}: {time} [{zone}]"));
    }
    lines.extend(
        metadata
            .unknown_severity
            .map(|(words, _)| format!("unknown severity: {words}")),
    );
    lines
}

#[test]
fn lines_lists_and_boxes_at_the_top() {
    let all = [
        "severity: SEV2",
        "services: mill, flour shop",
        "authors: Jo Reed, @kim",
        "status: in-review",
        "Date: 6 May 2024 []",
        "Started: 10:05 [UTC]",
    ];
    for text in [
        "# Sails\n\nSeverity: Sev-2 (partial)\nServices: mill, flour shop\nAuthors: Jo Reed, @kim\nStatus: In review\nDate: 6 May 2024\nStart (UTC): 10:05\n",
        "# Sails\n\n- **Severity:** SEV2\n- **Affected services:**\n  - mill\n  - flour shop\n- **Authors**: Jo Reed (ops) and @kim\n- **Status** Under review\n- **Incident date**: 6 May 2024\n- **Start time**: 10:05 UTC\n",
        "# Sails\n\n> **Severity:** SEV2 | **Services:** mill, flour shop\n> **Written by:** Jo Reed, @kim\n> **Status:** in review\n> **Date:** 6 May 2024 · **Started at:** 10:05 UTC\n",
        "# Sails\n\n| | |\n|---|---|\n| **Severity** | SEV2 |\n| Services affected | mill, flour shop |\n| Authors | Jo Reed <jo@example.com>, @kim |\n| Status | In review |\n| Date | 6 May 2024 |\n| Start (UTC) | 10:05 |\n",
        "# Sails\n\n<table><tr><th>Severity</th><td>SEV2</td></tr><tr><th>Services</th><td>mill, flour shop</td></tr><tr><th>Authors</th><td>Jo Reed, @kim</td></tr><tr><th>Status</th><td>In review</td></tr><tr><th>Date</th><td>6 May 2024</td></tr><tr><th>Start</th><td>10:05 UTC</td></tr></table>\n",
        "# Sails\n\n## Severity\n\nSEV2\n\n## Services\n\n- mill\n- flour shop\n\n## Authors\n\n* Jo Reed\n* @kim\n\n## Status\n\nIn review\n\n## Date\n\n6 May 2024\n\n## Started\n\n10:05 UTC\n\n## Summary\n\nNo sail moved.\n",
        "# Sails\n\nSeverity\n: SEV2\n\nServices\n: mill, flour shop\n\nAuthors\n: Jo Reed, @kim\n\nStatus\n: In review\n\nDate\n: 6 May 2024\n\nStart\n: 10:05 UTC\n",
        "# Sails\n\n<dl><dt>Severity</dt><dd>SEV2</dd><dt>Services</dt><dd>mill, flour shop</dd><dt>Authors</dt><dd>Jo Reed, @kim</dd><dt>Status</dt><dd>In review</dd><dt>Date</dt><dd>6 May 2024</dd><dt>Start</dt><dd>10:05 UTC</dd></dl>\n",
    ] {
        assert_eq!(shown(text), all, "{text}");
    }
}

#[test]
fn a_table_with_its_names_in_the_head() {
    assert_eq!(
        shown(
            "# Sails\n\n| Severity | Start | End | Duration |\n|---|---|---|---|\n| SEV3 | 10:05 UTC | 11:20 UTC | 1h 15m |\n"
        ),
        [
            "severity: SEV3",
            "duration: 4500",
            "Started: 10:05 [UTC]",
            "Resolved: 11:20 [UTC]"
        ]
    );
}

#[test]
fn what_teams_call_the_rest() {
    for (line, read) in [
        ("Time to repair: 1h 15m", "duration: 4500"),
        ("Downtime: 2 hours", "duration: 7200"),
        ("Postmortem owner: Jo Reed", "authors: Jo Reed"),
        ("Time detected: 10:07 PST", "Detected: 10:07 [PST]"),
        ("Mitigated at (CET): 10:40", "Mitigated: 10:40 [CET]"),
        (
            "Resolved: 14 November 2024, 22:05",
            "Resolved: 14 November 2024, 22:05 []",
        ),
        ("Date published: 2024-05-09", "Published: 2024-05-09 []"),
        ("Error messages: 502 from the gate", "symptoms: 502 from the gate"),
        ("Owning team: mill", "teams: mill"),
        ("Tags: wind, bolts", "tags: wind, bolts"),
        ("Status: Final", "status: closed"),
        ("Priority: SEV3", "severity: SEV3"),
        ("Severity: Critical", "unknown severity: Critical"),
    ] {
        assert_eq!(
            shown(&format!("# Sails\n\n{line}\n\n## Timeline\n")),
            [read],
            "{line}"
        );
    }
}

#[test]
fn what_says_nothing() {
    for line in [
        "To be short: nobody got flour.",
        "Services: we should list them somewhere.",
        "Services: all",
        "Affected services: 40% of customers",
        "Authors: of alerts forget whom they wake",
        "Status: everything turns again",
        "Incident status: Resolved",
        "Status: Resolved",
        "Severity: nobody could tell it for an hour",
        "Severity: <SEV1 to SEV4>",
        "Authors: TBD",
        "Priority: P1",
        "Started: by the wind",
        "Incident commander: Jo Reed",
        "`Severity: SEV2`",
    ] {
        assert_eq!(
            shown(&format!("# Sails\n\n{line}\n\n## Timeline\n")),
            [""; 0],
            "{line}"
        );
    }
    // Far below the same words are text.
    for below in [
        "## Lessons learned\n\n**Severity:** SEV2\n\n**Authors:** Jo Reed\n",
        "## Root cause\n\n| Severity | Meaning |\n|---|---|\n| SEV1 | all |\n| Services | none |\n",
        "## Action items\n\n- **Status**: Closed\n- **Owner**: Jo Reed\n",
        "## Timeline\n\n- Detected: 10:05 UTC\n",
    ] {
        assert_eq!(shown(&format!("# Sails\n\n{below}")), [""; 0], "{below}");
    }
}

#[test]
fn the_first_counts_and_the_others_stay_beside_it() {
    let severity = metadata("# Sails\n\nSeverity: SEV2\n\n## Summary\n\nSeverity: SEV3\n").severity;
    let severity = severity.map(|fact| (fact.value, fact.others.into_iter().map(|other| other.0).collect()));
    assert_eq!(severity, Some(("SEV2".to_owned(), vec!["SEV3".to_owned()])));
}

#[test]
fn a_severity_is_told_in_a_sentence_or_on_a_line_of_its_own() {
    let told =
        |head: &str| metadata(&format!("# Sails\n\n{head}\n\n## Causes\n\nThis was a SEV1.\n")).severity;
    for (head, level) in [
        ("Sev 2", Some("SEV2")),
        ("SEV-3\nIn the harbour", Some("SEV3")),
        ("This was a SEV2 incident.", Some("SEV2")),
        (
            "Pages failed. The incident was classified as\na Sev 3. All is well.",
            Some("SEV3"),
        ),
        ("## Summary\n\nWe declared this a SEV-1 outage.", Some("SEV1")),
        ("This would have been a SEV1 incident.", None),
        ("This was nearly a SEV1 incident.", None),
        ("This was not a SEV1 incident.", None),
        ("This was a SEV2 incident until noon.", None),
        ("It was a SEV3, later a SEV2.", None),
        ("Our SEV1 process was not followed.", None),
        ("We had a SEV1 in May.", None),
        ("This was a major incident.", None),
    ] {
        let severity = told(head);
        assert_eq!(severity.as_ref().map(|fact| fact.value.as_str()), level, "{head}");
    }
}
