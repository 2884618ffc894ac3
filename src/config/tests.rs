use super::*;
use crate::vocabulary::SectionKind;

mod own;

fn read_text(text: &str) -> (Settings, Vec<Diagnostic>) {
    read(&Source::new("site.yaml", text.as_bytes()))
}

#[test]
fn an_empty_file_has_the_defaults() {
    for text in ["", "# nothing\n", "title:\n"] {
        assert_eq!(read_text(text), (Settings::default(), Vec::new()));
    }
}

#[test]
fn every_key_is_read() {
    let text = "\
title: Lessons
base_url: https://example.com/pm
out: ../www
description: What we learned
language: pt-BR
timezone: Africa/Lagos
theme: print
theme_options: {accent: teal, wide: true}
menu: [services, about]
edition: internal
profile: assignment
rules: {blame: off, action-due: error, secrets: warn}
causes: {capacity: Too little, third-party: }
services: [api, {name: Nginx, aliases: web-01, owner: edge, url: https://n.example, depends_on: [api]}]
severities: [{name: P1, label: Everything, weight: 1}, P2]
teams: [edge, {name: data, url: /data/}]
fields: {region: {type: text}}
profiles: {ours: {base: assignment, sections: [timeline]}}
public_fields: [title, started, x-region]
redact: 'host-[0-9]+'
feeds: {limit: 20}
sections: {timeline: [Chronik, Was Geschah], measures: Wie Weiter}
cards: true
as_of: 2026-03-30
repository: https://git.example/pm
branch: trunk
";
    let (settings, problems) = read_text(text);
    let told: Vec<_> = problems.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(told, [""; 0]);
    assert_eq!((settings.fields.len(), settings.profiles.len()), (1, 1));
    assert_eq!(settings.base_url.as_deref(), Some("https://example.com/pm/"));
    assert_eq!(
        (settings.title.as_str(), settings.language.as_str()),
        ("Lessons", "pt-BR")
    );
    assert_eq!(settings.timezone.as_deref(), Some("Africa/Lagos"));
    assert_eq!(settings.as_of, Some(AsOf::Day(jiff::civil::date(2026, 3, 30))));
    assert_eq!(settings.theme.value, "print");
    assert_eq!(&text[settings.theme.span.start..settings.theme.span.end], "print");
    assert_eq!(settings.theme_options.as_ref().unwrap().json()["wide"], true);
    assert_eq!(
        (settings.edition, settings.profile),
        (Edition::Internal, Profile::Assignment)
    );
    let blame = settings.rules["blame"];
    assert_eq!(
        (blame.level, &text[blame.span.start..blame.span.end]),
        (None, "blame")
    );
    assert_eq!(settings.rules["action-due"].level, Some(Level::Error));
    let label = |name| {
        settings
            .causes
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, label)| label.as_str())
    };
    assert_eq!(
        (label("capacity"), label("third-party"), label("clock")),
        (Some("Too little"), Some("Third party"), Some("Clocks and time"))
    );
    assert_eq!(settings.services[0].name, "api");
    assert_eq!(
        settings.service("WEB-01").map(|service| service.owner.as_deref()),
        Some(Some("edge"))
    );
    assert_eq!(settings.severities.len(), 2);
    assert_eq!(
        (
            settings.severities[1].label.as_str(),
            settings.severities[1].weight
        ),
        ("P2", 0.5)
    );
    assert_eq!(settings.teams[1].url.as_deref(), Some("/data/"));
    assert_eq!(settings.public_fields.as_deref().map(<[_]>::len), Some(3));
    assert_eq!(
        (settings.feed_limit, settings.cards, settings.branch.as_str()),
        (20, true, "trunk")
    );
    assert_eq!(settings.out, "../www");
    assert_eq!(
        settings.menu.as_deref().map(|menu| menu[1].value.as_str()),
        Some("about")
    );
    assert_eq!(settings.redact, ["host-[0-9]+"]);
    assert_eq!(
        settings.sections[1],
        ("was geschah".to_owned(), SectionKind::Timeline)
    );
    assert_eq!(settings.sections[2].1, SectionKind::Measures);
}

#[test]
fn every_problem_is_told_in_one_run_and_costs_only_its_key() {
    let text = "\
title: {a: b}
base_url: example.com
language: English
timezone: Mars/Olympus
theme: ../x
edition: secret
rules: {blame: loud}
servces: [a]
services: [{nme: a}]
severities: [{name: P1, weight: 7}]
feeds: {limit: many}
sections: {chronology: x}
cards: maybe
description: kept
";
    let (settings, problems) = read_text(text);
    let lines: Vec<_> = problems
        .iter()
        .map(|found| text[..found.span.start].matches('\n').count() + 1)
        .collect();
    assert_eq!(lines, [1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 10, 11, 12, 13]);
    assert_eq!(settings.description, "kept");
    let hint = |line: usize| {
        problems[lines.iter().position(|&at| at == line).unwrap()]
            .hint
            .as_deref()
    };
    assert_eq!(hint(6), Some("use one of: internal, public"));
    assert_eq!(hint(8), Some("did you mean `services`?"));
    let (_, problems) = read_text("sections: {Folgen: impact}\n");
    assert_eq!(
        problems[0].hint.as_deref(),
        Some("swap the two: `impact: [Folgen]`")
    );
}

#[test]
fn a_file_that_is_no_map_is_an_error() {
    for text in ["- a\n", "words\n", "a: b: c\n", "a: 1\na: 2\n"] {
        let (settings, problems) = read_text(text);
        assert_eq!(settings, Settings::default());
        assert_eq!(problems[0].rule.name(), "unreadable-file", "{text}");
    }
}

#[test]
fn addresses_of_the_site_end_with_a_slash() {
    for (url, read) in [
        ("https://a.example", Some("https://a.example/")),
        ("http://a.example/b//", Some("http://a.example/b/")),
        (
            "https://a.example/störungen/2",
            Some("https://a.example/st%C3%B6rungen/2/"),
        ),
        (
            "https://a.example/st%C3%B6rungen",
            Some("https://a.example/st%C3%B6rungen/"),
        ),
        ("https:///b", None),
        ("https://a.example/?q", None),
        ("ftp://a.example", None),
    ] {
        assert_eq!(
            read_text(&format!("base_url: {url}\n")).0.base_url.as_deref(),
            read,
            "{url}"
        );
    }
}

#[test]
fn services_are_known_in_any_letter_case_of_any_script() {
    let source = Source::new(
        "site.yaml",
        "services:\n  - {name: Zürich, aliases: [Web]}\n".as_bytes(),
    );
    let settings = read(&source).0;
    for name in ["ZÜRICH", "zürich", "WEB"] {
        assert!(settings.service(name).is_some(), "{name}");
    }
    assert!(settings.service("Zurich").is_none());
}

#[test]
fn today_is_a_date_or_the_day_of_the_clock() {
    let clock = jiff::civil::date(2026, 4, 1);
    let day = |text: &str| read_text(text).0.as_of.and_then(|as_of| as_of.on(clock).day());
    assert_eq!(day("as_of: today\n"), Some(clock));
    assert_eq!(day("as_of: 2024-02-12\n"), Some(jiff::civil::date(2024, 2, 12)));
    for wrong in ["as_of: yesterday\n", "as_of: 2024-02-30\n"] {
        let (settings, problems) = read_text(wrong);
        assert_eq!(settings.as_of, None);
        assert!(problems[0].message.starts_with("invalid date `"), "{problems:?}");
    }
}
