//! Links to every page that a site has, and the addresses that it gives to its files.

use crate::support::{run, write};
use std::fs;
use tempfile::TempDir;

/// A published postmortem with these lines of front matter, and this text in its summary.
fn postmortem(front: &str, text: &str) -> String {
    format!(
        "---\ntitle: Login down\nservices: [accounts]\nroot_cause: config-error\nstatus: reviewed\n\
         started: 2024-02-12 01:00 UTC\nresolved: 2024-02-12 01:30 UTC\n{front}---\n\n## Issue Summary\n\n{text}\n"
    )
}

/// A site of these files.
fn site(files: &[(&str, String)]) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    write(
        place.path(),
        "site.yaml",
        "title: Test\nbase_url: https://incidents.example/\n",
    );
    for (name, text) in files {
        write(place.path(), &format!("content/{name}"), text);
    }
    place
}

#[test]
fn every_page_of_a_site_can_be_linked_to() {
    let addresses = [
        "/",
        "/about-us/",
        "/archive/2024/02/",
        "/causes/config-error/",
        "/feed.xml",
        "/postmortems/old-name/",
        "/postmortems/login/",
        "/postmortems.json",
        "/services/accounts",
        "/timeline/2024/",
    ];
    let links: String = addresses
        .iter()
        .map(|address| format!("[x]({address})\n"))
        .collect();
    let place = site(&[
        (
            "postmortems/login.md",
            postmortem("aliases: [old-name]\n", &links),
        ),
        ("pages/about us.md", format!("# About us\n\n{links}")),
    ]);
    let ran = run(place.path(), &["build"], &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for page in ["postmortems/login", "about-us"] {
        let html = fs::read_to_string(place.path().join(format!("public/{page}/index.html"))).unwrap();
        assert_eq!(html.matches(">x</a>").count(), addresses.len(), "{page}: {html}");
    }
}

#[test]
fn a_page_that_only_drafts_would_have_is_warned_of_and_no_error() {
    let draft = postmortem("", "Text.")
        .replace("accounts", "billing")
        .replace("reviewed", "draft");
    let place = site(&[
        ("postmortems/login.md", postmortem("", "[x](/services/billing/)")),
        ("postmortems/pay.md", draft),
        (
            "pages/about.md",
            "# About\n\n[x](../postmortems/pay.md)\n".to_owned(),
        ),
    ]);
    let ran = run(place.path(), &["build"], &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.contains("warning[links-resolve]: 2 findings in 2 files"),
        "{}",
        ran.err
    );
    let ran = run(place.path(), &["build", "--drafts"], &[]);
    assert!(!ran.err.contains("links-resolve"), "{}", ran.err);
    let html = fs::read_to_string(place.path().join("public/about/index.html")).unwrap();
    assert!(html.contains("../postmortems/pay/"), "{html}");
}
