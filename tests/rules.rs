//! What holds for every rule: it is registered, its page is complete, and its examples show what it says.

#![expect(
    clippy::disallowed_methods,
    reason = "a test may read the sources of the rules"
)]

use nevertwice::archive::{Archive, Item};
use nevertwice::config::{self, Profile, Settings};
use nevertwice::diagnostic::{Diagnostic, Level, RuleName};
use nevertwice::markdown::links::Links;
use nevertwice::postmortem::{self, Reading};
use nevertwice::recurrence::Recurrences;
use nevertwice::rules::{
    self, Anchors, ArchiveContext, Example, FileContext, LinkTargets, Names, ProfileLevels, Rule, Verdict,
};
use nevertwice::source::Source;
use nevertwice::theme::{Theme, ThemeFile, UserTheme};
use std::path::Path;
use std::sync::Arc;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_file_with_a_rule_is_registered() {
    let registry = std::fs::read_to_string(root().join("src/rules.rs")).unwrap();
    let mut files = 0;
    for file in std::fs::read_dir(root().join("src/rules")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.is_dir()
            || !std::fs::read_to_string(&path)
                .unwrap()
                .contains("static RULE: Rule")
        {
            continue;
        }
        files += 1;
        for line in [format!("mod {name};"), format!("    &{name}::RULE,")] {
            assert!(
                registry.lines().any(|other| other == line),
                "src/rules.rs lacks the line `{line}` for {}",
                path.display()
            );
        }
        let rule = name.replace('_', "-");
        assert!(
            rules::find(&rule).is_some(),
            "the rule of {} is not called `{rule}`",
            path.display()
        );
    }
    assert_eq!(files, rules::ALL.len());
}

#[test]
fn every_name_has_its_rule() {
    for name in RuleName::ALL {
        assert!(
            rules::find(name.name()).is_some(),
            "no rule in `ALL` of src/rules.rs is called `{name}`, as src/diagnostic/rule_name.rs has it"
        );
        let json = serde_json::to_string(name).unwrap();
        assert_eq!(json, format!("\"{name}\""));
        assert_eq!(serde_json::from_str::<RuleName>(&json).unwrap(), *name);
    }
    let sorted = |names: Vec<&str>| assert!(names.is_sorted(), "sorted by name: {names:?}");
    sorted(RuleName::ALL.iter().map(|name| name.name()).collect());
    sorted(rules::ALL.iter().map(|rule| rule.name.name()).collect());
    assert_eq!(RuleName::ALL.len(), rules::ALL.len());
}

#[test]
fn every_page_is_complete() {
    for rule in rules::ALL {
        let name = rule.name;
        let kebab = |char: char| char.is_ascii_lowercase() || char == '-';
        assert!(name.name().chars().all(kebab), "{name}: the name is kebab-case");
        assert!(
            !rule.requires.is_empty() && !rule.requires.ends_with('.'),
            "{name}: `requires` is a sentence without a period"
        );
        assert!(
            !rule.summary.is_empty() && rule.summary.len() <= 80 && !rule.summary.ends_with('.'),
            "{name}: `summary` is a short clause without a period"
        );
        for (field, text) in [("why", rule.why), ("fix", rule.fix)] {
            assert!(
                text.len() > 20 && text.ends_with(['.', '`']),
                "{name}: `{field}` is there, in whole sentences"
            );
        }
        let switched = |example: &Example| example.path == "site.yaml" && example.text.contains(name.name());
        assert!(
            !rule.levels.is_empty() || rule.bad.iter().any(switched),
            "{name}: it is on somewhere, or its example says how to switch it on"
        );
        assert!(
            !rule.bad.is_empty() && !rule.good.is_empty(),
            "{name}: it has examples"
        );
    }
}

#[test]
fn bad_examples_are_found_and_good_ones_are_not() {
    for rule in rules::ALL {
        let bad = run(rule, rule.bad);
        assert!(
            bad.iter().any(|found| found.rule == rule.name),
            "{}: nothing is found in its bad example; others found: {bad:#?}",
            rule.name
        );
        let good: Vec<_> = run(rule, rule.good)
            .into_iter()
            .filter(|found| found.rule == rule.name)
            .collect();
        assert!(
            good.is_empty(),
            "{}: found in its good example: {good:#?}",
            rule.name
        );
    }
}

#[test]
fn messages_have_one_style() {
    for rule in rules::ALL {
        for found in run(rule, rule.bad) {
            let message = &found.message;
            assert!(
                message.starts_with(|char: char| char.is_lowercase() || char == '`'),
                "{}: `{message}` begins in lower case",
                found.rule
            );
            assert!(
                !message.ends_with(['.', '!']),
                "{}: `{message}` ends without a period",
                found.rule
            );
            assert!(!message.contains('\n'), "{}: `{message}` is one line", found.rule);
            assert!(
                found.level == Level::Question || found.hint.is_some(),
                "{}: `{message}` says the cure",
                found.rule
            );
        }
    }
}

#[test]
fn the_documentation_is_that_of_the_rules() {
    let path = root().join("docs/rules.md");
    let pages = rules::pages();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &pages).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == pages,
        "docs/rules.md is not what the rules say: run `UPDATE_DOCS=1 cargo test --test rules`"
    );
}

#[test]
fn settings_have_the_last_word() {
    let text = "rules:\n  peer-review: off\n  word-count: warn\n  known-cause: off\n  peer-reviw: warn\n";
    let site = Source::new("site.yaml", text.as_bytes());
    let (settings, problems) = config::read(&site);
    assert_eq!(problems, []);
    let unknown = rules::unknown_names(&settings, "site.yaml");
    assert_eq!(unknown.len(), 1);
    assert_eq!(site.slice(unknown[0].span), "peer-reviw");
    assert_eq!(unknown[0].hint.as_deref(), Some("did you mean `peer-review`?"));
    let found = check(&[("a.md", "# Short\n")], &settings, Profile::Assignment);
    assert!(!found.iter().any(|found| found.rule == RuleName::PeerReview));
    let words = found
        .iter()
        .find(|found| found.rule == RuleName::WordCount)
        .unwrap();
    assert_eq!(words.level, Level::Warn);
}

#[test]
fn a_suppression_needs_a_rule_and_a_reason() {
    let settings = Settings::default();
    let silent = |comment: &str| {
        let text = format!("# Short\n\n<!-- nevertwice: allow {comment} -->\n\nText.\n");
        let found = check(&[("a.md", &text)], &settings, Profile::Assignment);
        !found.iter().any(|found| found.rule == RuleName::WordCount)
    };
    assert!(silent("word-count: the talk is about short ones"));
    assert!(!silent("word-count"));
    assert!(!silent("word-count:  "));
    assert!(!silent("peer-review: wrong rule"));
    let complaints = |comment: &str| {
        let text = format!("# Short\n\n<!-- nevertwice: allow {comment} -->\n\nText.\n");
        let found = check(&[("a.md", &text)], &settings, Profile::Archive);
        let invalid = found
            .into_iter()
            .filter(|found| found.rule == RuleName::InvalidValue);
        invalid.map(|found| found.message).collect::<Vec<_>>()
    };
    assert_eq!(
        complaints("word-count"),
        ["this comment allows `word-count` without a reason"]
    );
    assert_eq!(
        complaints("wordcount: short"),
        ["unknown rule `wordcount` in this comment"]
    );
}

#[test]
fn a_text_that_has_nothing_a_rule_speaks_of_does_not_meet_it() {
    let of = |text: &str| {
        let settings = Settings::default();
        among(
            &[("a.md", text)],
            &settings,
            Profile::Archive,
            |readings, context| {
                let verdicts = rules::verdicts(&readings[0], context).into_iter();
                let none = verdicts.filter(|(_, verdict)| *verdict == Verdict::NotApplicable);
                none.map(|(rule, _)| rule.name).collect::<Vec<_>>()
            },
        )
    };
    let names = "
        acronyms action-due action-overdue action-owner actions-taken cause-in-detail detected-how
        detected-when duration-agrees escalated-to fix-in-detail how-resolved improvements known-cause known-service
        links-resolve metrics-agree misleading-paths outage-times outage-timezone public-before-mended recurrence-acknowledged summary-present
        task-list timeline-format times-in-order vague-task
    ";
    let told = of("# Login down\n\nNobody could log in.\n");
    let told: Vec<_> = told.into_iter().map(RuleName::name).collect();
    assert_eq!(told, names.split_whitespace().collect::<Vec<_>>());
    let timeline = "## Timeline\n\n- 10:00 UTC - It broke\n- 10:05 UTC - [It](https://example.org) worked\n";
    assert_eq!(
        of(&format!("---\nroot_cause: capacity\n---\n\n{timeline}")),
        [
            RuleName::Acronyms,
            RuleName::ActionDue,
            RuleName::ActionOverdue,
            RuleName::ActionOwner,
            RuleName::CauseInDetail,
            RuleName::DurationAgrees,
            RuleName::EscalatedTo,
            RuleName::FixInDetail,
            RuleName::ImpactExperience,
            RuleName::ImpactPercent,
            RuleName::ImpactService,
            RuleName::Improvements,
            RuleName::KnownService,
            RuleName::MetricsAgree,
            RuleName::MisleadingPaths,
            RuleName::OutageTimes,
            RuleName::PublicBeforeMended,
            RuleName::RecurrenceAcknowledged,
            RuleName::RootCauseInSummary,
            RuleName::SummaryPresent,
            RuleName::TaskList,
            RuleName::VagueTask,
        ]
    );
    assert!(of("---\nservices: [open\n---\n").contains(&RuleName::RequiredFields));
}

#[test]
fn the_words_that_meet_a_rule_are_pointed_at() {
    let text =
        "---\nservices: [login]\nroot_cause: capacity\ncontributing: [network, clock]\n---\n\n# Login down\n";
    let settings = Settings::default();
    among(
        &[("a.md", text)],
        &settings,
        Profile::Archive,
        |readings, context| {
            let verdicts = rules::verdicts(&readings[0], context);
            let cause = verdicts
                .into_iter()
                .find(|(rule, _)| rule.name == RuleName::KnownCause);
            let Some((_, Verdict::Met(places))) = cause else {
                panic!("{cause:?}")
            };
            let source = &readings[0].postmortem.document.source;
            let words: Vec<_> = places.into_iter().map(|span| source.slice(span)).collect();
            assert_eq!(words, ["capacity", "network", "clock"]);
        },
    );
}

#[test]
fn a_name_that_another_file_has_leads_to_that_file() {
    let files = [
        ("a.md", "---\naliases: [old]\n---\n"),
        ("b.md", "---\naliases: [new, old]\n---\n"),
    ];
    let found = check(&files, &Settings::default(), Profile::Archive);
    let mut names = found.iter().filter(|found| found.rule == RuleName::UniqueId);
    let label = &names.next().unwrap().labels[0];
    assert_eq!(label.path.as_deref(), Some("b.md"));
    assert_eq!(&files[1].1[label.span.start..label.span.end], "old");
}

fn run(rule: &Rule, files: &[Example]) -> Vec<Diagnostic> {
    // One that is off is switched on by its examples.
    let profile = rule.levels.first().map_or(Profile::Archive, |level| level.0);
    let config = files.iter().find(|file| file.path == "site.yaml");
    let settings = config.map_or_else(Settings::default, |file| {
        config::read(&Source::new(file.path, file.text.as_bytes())).0
    });
    let (theme, rest): (Vec<_>, Vec<_>) = files
        .iter()
        .filter(|file| file.path != "site.yaml")
        .map(|file| (file.path, file.text))
        .partition(|(path, _)| path.starts_with("themes/"));
    let mut found = check(&rest, &settings, profile);
    found.extend(themed(&theme, &settings));
    found
}

/// What reading the theme finds.
fn themed(files: &[(&str, &str)], settings: &Settings) -> Vec<Diagnostic> {
    let folder = format!("themes/{}/", settings.theme.value);
    let files = files.iter().map(|(path, text)| ThemeFile {
        path: path.strip_prefix(&folder).unwrap_or(path).to_owned(),
        bytes: (*text).into(),
    });
    let own = UserTheme {
        files: files.collect(),
        ..UserTheme::default()
    };
    Theme::new(settings, &own).1
}

fn check(files: &[(&str, &str)], settings: &Settings, profile: Profile) -> Vec<Diagnostic> {
    among(files, settings, profile, |readings, context| {
        let mut all = Vec::new();
        for reading in readings {
            let source = &reading.postmortem.document.source;
            let mut found = rules::check_file(reading, &context.file);
            found.extend(rules::check_archive(&reading.postmortem, context));
            for found in &found {
                let inside = found.path == source.path && found.span.end <= source.text.len();
                assert!(inside, "{found:?} lies in its file");
            }
            all.extend(found);
        }
        all
    })
}

/// What is asked of the readings of files, each among all of them.
fn among<T>(
    files: &[(&str, &str)],
    settings: &Settings,
    profile: Profile,
    ask: impl FnOnce(&[Reading], &ArchiveContext<'_>) -> T,
) -> T {
    let sources = files
        .iter()
        .map(|(path, text)| Source::new(*path, text.as_bytes()));
    let readings: Vec<_> = sources
        .map(|source| postmortem::read(Arc::new(source), settings))
        .collect();
    let records = || readings.iter().map(|reading| &reading.postmortem.record);
    let postmortems = readings
        .iter()
        .map(|reading| Arc::new(reading.postmortem.clone()));
    let postmortems: Vec<_> = postmortems.collect();
    let pages = records().map(|record| (record.path.clone(), format!("postmortems/{}/", record.slug)));
    let archive = Archive::new(records().cloned().collect(), settings);
    let text = |item: &Arc<Item>| {
        let mut all = postmortems.iter();
        all.find(|postmortem| postmortem.record.path == item.record.path)
            .cloned()
    };
    let texts: Vec<_> = archive.items.iter().map(text).collect();
    let context = ArchiveContext {
        file: FileContext {
            settings,
            profile,
            levels: &ProfileLevels::new(settings, profile),
        },
        recurrences: &Recurrences::new(&archive, &texts, settings),
        archive: &archive,
        names: &Names::new(records()),
        links: &LinkTargets {
            all: Links::new("content", pages, [].into()).into(),
            built: None,
        },
        anchors: &Anchors::new(&postmortems, &[]),
    };
    ask(&readings, &context)
}
