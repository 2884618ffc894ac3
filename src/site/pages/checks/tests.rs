//! The pages of the checks, of records made by hand.

use super::quoted;
use crate::archive::Archive;
use crate::archive::fixtures::{fact, person, record};
use crate::config::{Edition, Settings};
use crate::diagnostic::{Diagnostic, Level, RuleName};
use crate::record::Record;
use crate::rules;
use crate::site::judged::Judged;
use crate::site::{Inputs, Site};
use crate::span::Span;
use crate::theme::{Theme, UserTheme};
use crate::vocabulary::Status;
use jiff::civil::{Date, date};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

fn of(id: &str, service: &str, day: Date, status: Status) -> Record {
    let mut record = record(id, service, day);
    record.facts.status = fact(status);
    record
}

/// A site of a reviewed postmortem, one in review, and some of a status that are not built.
fn site(settings: Settings, drafts: usize, status: Status) -> Site {
    let built = [
        of("old", "gates", date(2024, 3, 1), Status::InReview),
        of("new", "locks", date(2024, 5, 1), Status::Reviewed),
    ];
    let draft = |number: usize| {
        let mut draft = of("draft", "cellar", date(2024, 4, 1), status);
        draft.facts.reviewers = fact(vec![person("Bo Lind")]);
        if number > 0 {
            draft.path = format!("content/postmortems/{number}.md");
        }
        Arc::new(draft)
    };
    Site::new(Inputs {
        archive: Archive::new(built.into_iter().map(Arc::new).collect(), &settings),
        postmortems: Vec::new(),
        left_out: (0..drafts).map(draft).collect(),
        pages: Vec::new(),
        files: BTreeSet::new(),
        sizes: BTreeMap::new(),
        theme: Arc::new(Theme::new(&settings, &UserTheme::default()).0),
        settings,
    })
}

fn judge(site: &Site) {
    let found = |id: &str, level, rule, message: &str| {
        Diagnostic::new(
            level,
            rule,
            &format!("content/postmortems/{id}.md"),
            Span::default(),
            message,
        )
    };
    let found = [
        found(
            "draft",
            Level::Warn,
            RuleName::RequiredFields,
            "missing `ticket`: <nothing>",
        ),
        found("new", Level::Question, RuleName::FactsDisagree, "which?"),
        found(
            "old",
            Level::Error,
            RuleName::LinksResolve,
            "broken link `a<b: c`",
        ),
        found("old", Level::Error, RuleName::LinksResolve, "broken link `d`"),
    ];
    site.judge(|| Judged::new(rules::ALL.to_vec(), &found));
}

fn page(site: &Site, path: &str) -> String {
    let route = site.route(path).unwrap();
    String::from_utf8(site.render(route).unwrap()).unwrap()
}

#[test]
fn rules_are_counted_and_the_queue_is_by_age() {
    let site = site(Settings::default(), 1, Status::Draft);
    judge(&site);
    let html = page(&site, "checks/index.html");
    for words in [
        "<h1>One of 3 postmortems has errors</h1>",
        "The longest wait for a review: 61 days, as of 1 May 2024.",
        "Two postmortems wait for review",
        "No findings: ",
        "invalid-value, ",
        "<a href=\"../services/gates/\">gates</a>&nbsp;1",
    ] {
        assert!(html.contains(words), "{words}\n{html}");
    }
    let at = |words: &str| html.find(words).unwrap_or_else(|| panic!("{words}\n{html}"));
    assert!(at("<code>links-resolve</code>") < at("<code>required-fields</code>"));
    assert!(at("<code>required-fields</code>") < at("<code>facts-disagree</code>"));
    assert!(site.route("checks/queue/index.html").is_none());
    assert!(
        at("61 days")
            < at("broken link <code>a&lt;b: c</code>; broken link <code>d</code>; no reviewer is named")
    );
    let states = page(&site, "checks/postmortems/index.html");
    // Of the draft that is not built nothing is told but that it is there.
    for page in [&html, &states] {
        assert!(
            page.contains("One unbuilt draft is counted but not named."),
            "{page}"
        );
        for words in ["draft</", "postmortems/draft", "ticket", "cellar", "30 days"] {
            assert!(!page.contains(words), "{words}\n{page}");
        }
    }
    let at = |words: &str| states.find(words).unwrap_or_else(|| panic!("{words}\n{states}"));
    assert!(at("<h1>3 postmortems, by what the checks found</h1>") < at("../../postmortems/old/"));
    assert!(at("../../postmortems/old/") < at("../../postmortems/new/"));
}

#[test]
fn long_lists_go_on() {
    let site = site(Settings::default(), 210, Status::InReview);
    judge(&site);
    let html = page(&site, "checks/index.html");
    assert!(
        html.contains("<a href=\"../checks/queue/\">All 211 that wait</a>"),
        "{html}"
    );
    for (path, rows) in [
        ("checks/queue/index.html", 100),
        ("checks/queue/page/3/index.html", 11),
        ("checks/postmortems/page/3/index.html", 12),
    ] {
        let html = page(&site, path);
        assert_eq!(html.matches("<tr><th scope=\"row\"").count(), rows, "{path}");
        assert!(
            html.contains(">Previous page</a>") || path.starts_with("checks/queue/index"),
            "{html}"
        );
    }
}

#[test]
fn an_edition_for_everybody_has_none() {
    let public = Settings {
        edition: Edition::Public,
        ..Settings::default()
    };
    assert!(
        site(public, 1, Status::Draft)
            .route("checks/index.html")
            .is_none()
    );
}

#[test]
fn quoted_words_are_code_and_a_lone_mark_is_none() {
    let html = |message: &str| serde_json::to_value(quoted(message)).unwrap();
    assert_eq!(html("a `b<` c `d` e"), "a <code>b&lt;</code> c <code>d</code> e");
    assert_eq!(html("a `b` c ` d"), "a <code>b</code> c ` d");
}
