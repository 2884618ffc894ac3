use super::*;
use crate::vocabulary::{ActionStatus, ImpactLevel, Status};

fn read_text(text: &str) -> FrontMatter {
    read(&Source::new("a.md", text.as_bytes()), &Settings::default())
}

fn messages(front: &FrontMatter) -> Vec<(&'static str, &str)> {
    front
        .diagnostics
        .iter()
        .map(|found| (found.rule.name(), found.message.as_str()))
        .collect()
}

#[test]
fn a_file_without_front_matter_is_all_body() {
    for text in ["", "# Title\n\n---\n\nwords\n", "----\nx\n", " ---\na: b\n---\n"] {
        let front = read_text(text);
        assert!(front.readable && front.diagnostics.is_empty());
        assert_eq!(front.body, Span::new(0, text.len()));
    }
}

#[test]
fn the_body_begins_after_the_closing_mark() {
    for text in [
        "---\ntitle: A\n---\nbody\n",
        "---  \ntitle: A\n...\nbody\n",
        "---\r\ntitle: A\r\n---\r\nbody\n",
    ] {
        let source = Source::new("a.md", text.as_bytes());
        let front = read(&source, &Settings::default());
        assert_eq!(source.slice(front.body), "body\n");
        let title = front.title.unwrap();
        assert_eq!((title.value.as_str(), source.slice(title.span)), ("A", "A"));
    }
}

#[test]
fn blank_lines_before_front_matter_are_passed_over() {
    let text = "\n \n---\ntitle: A\n---\nbody\n";
    let front = read_text(text);
    assert_eq!(front.title.unwrap().value, "A");
    assert_eq!(&text[front.body.start..], "body\n");
    for rule in [
        "\n---\n\nwords\n\n---\n",
        "\n---\nIt broke at 10:00: why?\n---\n",
        "\n---\na: b\n",
    ] {
        let front = read_text(rule);
        assert!(front.readable && front.diagnostics.is_empty());
        assert_eq!(front.body, Span::new(0, rule.len()), "{rule}");
    }
}

#[test]
fn toml_is_told_and_is_no_part_of_the_body() {
    for text in [
        "+++\ntitle = \"A\"\n+++\nbody\n",
        "\n+++  \n\n# why\n[extra]\n+++\nbody\n",
    ] {
        let front = read_text(text);
        assert_eq!(
            messages(&front),
            [("unreadable-file", "expected YAML front matter, found TOML")],
            "{text}"
        );
        assert!(!front.readable);
        assert_eq!(&text[front.body.start..], "body\n");
        // What it says where it has our keys is known all the same.
        assert_eq!(front.title.is_some(), text.contains("title"));
    }
    for text in [
        "+++ Sorry +++\n\n+++\n",
        "+++\nSorry for this.\n+++\n",
        "+++\na = 1\n",
    ] {
        let front = read_text(text);
        assert!(front.readable && front.diagnostics.is_empty(), "{text}");
        assert_eq!(front.body, Span::new(0, text.len()));
    }
}

#[test]
fn a_text_that_a_comment_cuts_is_told() {
    let cut = |line: &str| {
        let front = read_text(&format!("---\n{line}\n---\n"));
        let slices = front.diagnostics.iter();
        slices
            .map(|found| {
                assert!(found.message.contains("begins a comment"), "{line}");
                line[found.span.start - 4..found.span.end - 4].to_owned()
            })
            .collect::<Vec<_>>()
    };
    for (line, lost) in [
        ("title: Down, a repeat of #42 in March", "#42 in March"),
        ("summary: It fell\n  over # again", "# again"),
        ("symptoms: [a, b]\nimpact: {summary: all #1\n}", "#1"),
        ("actions:\n- task: Mend #7", "#7"),
    ] {
        assert_eq!(cut(line), [lost]);
    }
    for line in [
        "title: \"Down #42\" # quoted",
        "title: 'a' #b",
        "summary: issue#42",
        "severity: SEV2 # agreed",
        "title: A\n# a line of its own",
        "summary: |\n  Down #42",
    ] {
        assert_eq!(cut(line), [""; 0], "{line}");
    }
}

#[test]
fn a_list_whose_dashes_touch_their_words_is_told() {
    let front = read_text("---\nservices:\n  -login\n  -api\ntags: -a, -b\nsummary: -4 degrees\n---\n");
    assert_eq!(
        messages(&front),
        [
            ("invalid-value", "expected a list, found the text `-login -api`"),
            ("invalid-value", "expected a list, found the text `-a, -b`"),
        ]
    );
    assert_eq!(front.facts.summary.unwrap().value, "-4 degrees");
    assert_eq!(front.facts.services, None);
}

#[test]
fn curly_quotes_are_named_where_they_break_the_yaml() {
    let front = read_text("---\ntitle: “Down: all of it”\n---\n");
    assert_eq!(
        messages(&front),
        [(
            "unreadable-file",
            "invalid YAML: the curly quote `“` does not quote a text"
        )]
    );
    let front = read_text("---\ntitle: “Down” again\n---\n");
    assert_eq!(front.title.unwrap().value, "“Down” again");
    let front = read_text("---\ntitle: Down: all “of” it\n---\n");
    assert!(!front.diagnostics[0].message.contains("curly"));
}

#[test]
fn keys_of_other_programs_are_told_by_ours() {
    let front = read_text("---\nresolvedWhen: x\nStart-Time: y\nlayout: post\n---\n");
    let hints: Vec<_> = front
        .diagnostics
        .iter()
        .map(|found| found.hint.as_deref().unwrap())
        .collect();
    assert_eq!(
        hints,
        [
            "use `resolved` instead",
            "use `started` instead",
            "prefix custom keys with `x-`"
        ]
    );
}

#[test]
fn one_line_of_names_is_split_at_commas() {
    let text = "---\nservices: nginx, mysql\nreviewers: Ada Obi, Ben Li\ntags: \"a, b\"\nsymptoms: 502, then 504\n---\n";
    let front = read_text(text);
    assert!(front.diagnostics.is_empty());
    let services = front.facts.services.unwrap().value;
    let names: Vec<&str> = services.iter().map(|service| service.name.as_str()).collect();
    assert_eq!(names, ["nginx", "mysql"]);
    let reviewers = front.facts.reviewers.unwrap().value;
    let names: Vec<&str> = reviewers.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Ada Obi", "Ben Li"]);
    assert_eq!(front.facts.tags.unwrap().value, ["a, b"]);
    assert_eq!(front.facts.symptoms.unwrap().value, ["502, then 504"]);
    let wrong = read_text("---\naliases: old, ../x\n---\n");
    assert_eq!(wrong.aliases[0].value, "old");
    assert_eq!(wrong.diagnostics[0].span, Span::new(18, 22));
}

#[test]
fn front_matter_that_is_not_closed_is_an_error_and_still_read() {
    let text = "---\ntitle: A\n\n# Heading\n";
    let front = read_text(text);
    assert!(!front.readable);
    assert_eq!(front.diagnostics.len(), 1);
    assert_eq!(front.title.unwrap().value, "A");
    assert_eq!(&text[front.body.start..], "\n# Heading\n");
}

#[test]
fn broken_yaml_loses_the_facts_and_keeps_the_body() {
    let text = "---\ntitle: a: b\n---\nbody\n";
    let front = read_text(text);
    assert!(!front.readable);
    assert_eq!(&text[front.body.start..], "body\n");
    assert_eq!(front.diagnostics[0].span, Span::new(12, 13));
    let twice = read_text("---\ntags: a\ntags: b\n---\n");
    assert!(!twice.readable);
    assert_eq!(twice.diagnostics[0].labels.len(), 1);
    assert!(!read_text("---\nonly words\n---\n").readable);
    assert!(read_text("---\n---\n").readable);
}

#[test]
fn one_bad_value_loses_only_itself_and_all_are_told() {
    let text = "---\ntitle: [x]\nstatus: finished\nnear_miss: maybe\nslug: ../up\ntags: [a, {b: c}, 7]\nresolvd: x\n\
        impact: {users_percent: 140, users: \"12,000\", bogus: 1}\npublished: 12/02/2024\nx-ours: {a: [1]}\n---\n";
    let front = read_text(text);
    assert!(front.readable);
    assert_eq!(
        messages(&front),
        [
            ("invalid-value", "expected text, found a list"),
            ("invalid-value", "unknown value `finished`"),
            ("invalid-value", "expected true or false, found `maybe`"),
            ("invalid-value", "`../up` cannot be part of a URL"),
            ("invalid-value", "expected text, found a map"),
            ("unknown-key", "unknown key `resolvd`"),
            (
                "invalid-value",
                "expected a percentage from 0 to 100, found `140`"
            ),
            ("unknown-key", "unknown key `bogus`"),
            (
                "invalid-value",
                "expected a date such as 2024-02-12, found `12/02/2024`"
            ),
        ]
    );
    assert_eq!(
        front.diagnostics[5].hint.as_deref(),
        Some("did you mean `resolved`?")
    );
    assert_eq!(front.facts.tags.unwrap().value, ["a", "7"]);
    assert_eq!(front.facts.impact.users.unwrap().value, 12_000);
    assert_eq!(front.facts.extra["x-ours"], serde_json::json!({"a": [1]}));
}

#[test]
fn one_value_is_a_list_and_a_number_is_text() {
    let front =
        read_text("---\ntitle: 2.10\nservices: nginx\nauthors: Ada\ntags: 2024-02-12\nid: 007\n---\n");
    assert!(front.diagnostics.is_empty());
    assert_eq!(front.title.unwrap().value, "2.10");
    assert_eq!(front.facts.services.unwrap().value[0].name, "nginx");
    assert_eq!(front.facts.authors.unwrap().value[0].name, "Ada");
    assert_eq!(front.facts.tags.unwrap().value, ["2024-02-12"]);
    assert_eq!(front.id.unwrap().value, "007");
}

#[test]
fn an_empty_value_is_absent() {
    let front =
        read_text("---\ntitle:\nstatus: ~\nservices: []\nimpact:\nseverity: \"\"\n# started: TODO\n---\n");
    assert_eq!(messages(&front), []);
    assert!(front.title.is_none() && front.facts.status.is_none() && front.facts.severity.is_none());
}

#[test]
fn maps_in_lists_are_read_whole() {
    let text = "---\nservices: [{name: web, level: down}, api, web]\nactions:\n  - {task: Add an alert, owner: Ada, due: 2024-03-01}\n  \
        - Ask why\n  - {task: x, done_on: 2024-01-02}\n  - {owner: Bo}\nnot_related: {id: a, because: other cause}\n\
        updates: {date: 2024-01-01, note: n}\nlinks: {url: \"javascript:x\"}\nreviewers: {name: Cy, url: https://c.example}\nstatus: In Review\n---\n";
    let source = Source::new("a.md", text.as_bytes());
    let front = read(&source, &Settings::default());
    assert_eq!(
        messages(&front),
        [
            ("invalid-value", "missing key `task`"),
            ("invalid-value", "`javascript:x` is not a web address"),
        ]
    );
    let services = front.facts.services.unwrap().value;
    assert_eq!(services.len(), 2);
    assert_eq!(
        (services[0].level, source.slice(services[0].span)),
        (Some(ImpactLevel::Down), "web")
    );
    assert_eq!(front.actions.len(), 3);
    assert_eq!(front.actions[1].task, "Ask why");
    assert_eq!(front.actions[2].status, ActionStatus::Done);
    assert_eq!(front.facts.not_related.unwrap().value[0].because, "other cause");
    assert_eq!(
        front.facts.reviewers.unwrap().value[0].url.as_deref(),
        Some("https://c.example")
    );
    assert_eq!(front.facts.status.unwrap().value, Status::InReview);
}

#[test]
fn an_alias_of_a_service_is_its_service() {
    let mut settings = Settings::default();
    settings.services.push(crate::config::Service {
        name: "Nginx".to_owned(),
        aliases: vec!["web-01".to_owned()],
        ..crate::config::Service::default()
    });
    let source = Source::new("a.md", b"---\nservices: [WEB-01, nginx, db]\n---\n");
    let services = read(&source, &settings).facts.services.unwrap().value;
    let names: Vec<_> = services.iter().map(|service| service.name.as_str()).collect();
    assert_eq!(names, ["Nginx", "db"]);
    let stated: Vec<_> = services.iter().map(|service| service.stated.as_deref()).collect();
    assert_eq!(stated, [Some("WEB-01"), None]);
}

#[test]
fn every_slug_stays_in_the_site() {
    let bad = [
        "..", ".", ".x", "a/b", "a\\b", "é", "a b", "%2e", "", "v1--x", "_a-", "_a", "-a", "a.",
    ];
    for slug in bad {
        let front =
            read_text(&format!("---\nslug: \"{slug}\"\naliases: [\"{slug}\"]\n---\n").replace('\\', "\\\\"));
        assert!(front.slug.is_none() && front.aliases.is_empty(), "{slug}");
    }
    for slug in ["a.b_C-1", "page", "a_", "a.-b"] {
        assert!(
            read_text(&format!("---\nslug: {slug}\n---\n")).slug.is_some(),
            "{slug}"
        );
    }
}

#[test]
fn times_need_date_clock_and_zone() {
    let text = "---\nstarted: 2024-02-12 01:00 Africa/Lagos\nresolved: 2024-02-12T01:30:00+01:00\ndetected: 2024-02-12 01:10\n\
        mitigated: later\nservices: {name: a, started: 01:00 UTC}\n---\n";
    let front = read_text(text);
    assert_eq!(
        front.facts.started.unwrap().value.to_string(),
        "2024-02-12T01:00:00+01:00"
    );
    assert_eq!(
        front.facts.resolved.unwrap().value.to_string(),
        "2024-02-12T01:30:00+01:00"
    );
    let rules: Vec<_> = front.diagnostics.iter().map(|found| found.rule.name()).collect();
    assert_eq!(rules, ["unreadable-time"; 3]);
    assert!(front.diagnostics[0].message.contains("no time zone"));
    assert!(
        front.diagnostics[0]
            .hint
            .as_ref()
            .unwrap()
            .contains("Africa/Lagos")
    );
    assert!(front.facts.detected.is_none());
    assert_eq!(front.facts.services.unwrap().value[0].name, "a");
}

#[test]
fn a_severity_is_one_of_the_site() {
    assert_eq!(
        read_text("---\nseverity: sev2\n---\n")
            .facts
            .severity
            .unwrap()
            .value,
        "SEV2"
    );
    let front = read_text("---\nseverity: 2\n---\n");
    assert!(front.facts.severity.is_none());
    assert_eq!(
        front.diagnostics[0].hint.as_deref(),
        Some("use one of: SEV1, SEV2, SEV3, SEV4")
    );
}

#[test]
fn of_a_list_without_end_the_beginning_is_read_and_the_rest_is_told() {
    let tags = |count: usize| -> String { (0..count).map(|number| format!("t{number}, ")).collect() };
    for text in [
        format!("---\ntags: [{}]\n---\n", tags(501)),
        format!("---\ntags: {}t500\n---\n", tags(500)),
    ] {
        let front = read_text(&text);
        assert_eq!(front.facts.tags.unwrap().value.len(), LONGEST_LIST);
        let found: Vec<_> = front.diagnostics.iter().collect();
        assert_eq!(found[0].message, "only the first 500 of 501 values are read");
        assert_eq!(&text[found[0].span.start..found[0].span.end], "t500");
    }
    let front = read_text(&format!("---\ntags: [{}]\n---\n", tags(500)));
    assert_eq!(
        (front.facts.tags.unwrap().value.len(), front.diagnostics.len()),
        (500, 0)
    );
}
