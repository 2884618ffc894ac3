//! Bad input: clear errors that name file and line, everything else still checked, nothing written that is
//! not the site.

use crate::support::{Ran, run, tree, write};
use std::path::Path;
use tempfile::TempDir;

const GOOD: &str = "\
---
title: Login failed for all
services: [accounts]
root_cause: config-error
started: 2024-02-12 01:00 UTC
resolved: 2024-02-12 01:30 UTC
reviewers: [Sam Okafor]
---

## Issue Summary

Nobody could log in from 01:00 to 01:30 UTC on 12 February 2024.

## Timeline

- 01:00 UTC - Detected: alert on failed logins.
- 01:30 UTC - Resolved: address corrected.

## Root cause and resolution

The address of the user store was wrong, and was put right.

## Corrective and preventative measures

- [ ] Check addresses before a rollout (@Platform, due 2024-03-01, prevent)
";

/// The good one with a line of its front matter replaced.
fn with(old: &str, new: &str) -> String {
    assert!(GOOD.contains(old));
    GOOD.replace(old, new)
}

/// Every kind of bad file: the name, the text, the line of the error, and words of its message.
fn bad() -> Vec<(&'static str, Vec<u8>, usize, &'static str)> {
    let services = "services: [accounts]";
    let text = |old: &str, new: &str| with(old, new).into_bytes();
    let slug = |slug: &str| with(services, &format!("{services}\n{slug}")).into_bytes();
    let mut bytes = GOOD.as_bytes().to_vec();
    let at = GOOD.find("Nobody").unwrap();
    bytes[at] = 0xff;
    vec![
        ("broken-yaml", text(services, "services: [accounts"), 4, ""),
        ("twice", text(services, "services: a\nservices: b"), 4, "services"),
        ("unclosed", text("\n---\n\n##", "\n\n##"), 1, "unclosed"),
        ("bad-utf8", bytes, 12, "0xFF"),
        (
            "no-zone",
            text("01:00 UTC\nres", "01:00\nres"),
            5,
            "2024-02-12 01:00",
        ),
        ("unknown-key", text("resolved:", "resovled:"), 6, "resovled"),
        ("bad-cause", text("config-error", "gremlins"), 4, "gremlins"),
        ("backwards", text("01:30 UTC\nrev", "00:30 UTC\nrev"), 6, ""),
        ("climbs", slug("slug: ../../evil"), 4, "../../evil"),
        ("alias-climbs", slug("aliases: [../evil]"), 4, "../evil"),
        ("duplicate", slug("slug: GOOD"), 4, ""),
    ]
}

/// A folder with a site in `site`: its settings, and the texts of its postmortems by name.
fn site(settings: &str, postmortems: &[(&str, &[u8])]) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    write(place.path(), "site/site.yaml", settings);
    for (name, text) in postmortems {
        add(place.path(), name, text);
    }
    place
}

fn add(place: &Path, name: &str, text: impl AsRef<[u8]>) {
    write(place, &format!("site/content/postmortems/{name}.md"), text);
}

fn bad_site() -> TempDir {
    let place = site(
        "title: Test\nbase_url: https://incidents.example/\n",
        &[("good", GOOD.as_bytes())],
    );
    for (name, text, ..) in bad() {
        add(place.path(), name, text);
    }
    place
}

/// Runs nevertwice in the site.
fn in_site(place: &TempDir, args: &[&str]) -> Ran {
    run(&place.path().join("site"), args, &[])
}

#[test]
fn each_bad_file_is_named_with_its_line_and_all_others_are_checked() {
    let place = bad_site();
    let ran = run(
        place.path(),
        &["check", "site/content/postmortems", "--format", "json"],
        &[],
    );
    assert_eq!(ran.code, 1, "{}", ran.err);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["files"], 12);
    for (name, _, line, words) in bad() {
        let found = report["findings"].as_array().unwrap().iter().any(|found| {
            let path = found["path"].as_str().unwrap();
            path.ends_with(&format!("/{name}.md"))
                && found["level"] == "error"
                && found["line"] == line
                && found["message"].as_str().unwrap().contains(words)
        });
        assert!(found, "{name} at line {line}: {}", ran.out);
    }
}

#[test]
fn a_build_with_errors_writes_nothing() {
    let place = bad_site();
    let before = tree(place.path());
    let ran = run(place.path(), &["build"], &[]);
    assert_eq!(ran.code, 2, "outside of a site");
    assert!(ran.err.contains("nevertwice init"), "{}", ran.err);
    let ran = in_site(&place, &["build"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    for (name, ..) in bad() {
        assert!(
            ran.err.contains(&format!("content/postmortems/{name}.md:")),
            "{name}: {}",
            ran.err
        );
    }
    assert!(ran.err.contains("Nothing was written"));
    assert_eq!(tree(place.path()), before);
}

#[test]
fn keep_going_builds_the_rest_and_stays_in_the_output_folder() {
    let place = bad_site();
    let before = tree(place.path());
    let ran = in_site(&place, &["build", "--keep-going"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("climbs.md"));
    let mut after = tree(place.path());
    after.retain(|name, _| name != "site/public" && !name.starts_with("site/public/"));
    assert_eq!(after, before);
    assert!(place.path().join("site/public/index.html").is_file());
    assert!(!place.path().join("site/public/postmortems/no-zone").exists());
}

#[test]
fn keep_going_leaves_out_pages_too() {
    let place = site("title: Test\n", &[("good", GOOD.as_bytes())]);
    let page = |name: &str, text: &str| write(place.path(), &format!("site/content/pages/{name}.md"), text);
    page("sound", "# Sound\n\nText.\n");
    page("dead", "# Dead\n\n[Nowhere](nowhere.md)\n");
    let ran = in_site(&place, &["build", "--keep-going"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(
        ran.err
            .contains("Skipped because of errors: content/pages/dead.md"),
        "{}",
        ran.err
    );
    assert!(place.path().join("site/public/sound/index.html").is_file());
    assert!(!place.path().join("site/public/dead").exists());
}

#[test]
fn settings_that_cannot_be_read_always_stop() {
    let place = site("edition: public\ntitle: [x\n", &[("good", GOOD.as_bytes())]);
    let before = tree(place.path());
    let ran = in_site(&place, &["build", "--keep-going"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains("Nothing was written: errors in site.yaml\n"),
        "{}",
        ran.err
    );
    assert_eq!(tree(place.path()), before);
}

#[test]
fn errors_in_drafts_are_printed_and_stop_nothing() {
    let draft = with("reviewers: [Sam Okafor]", "status: draft\nwrong: key");
    let place = site(
        "title: Test\n",
        &[("good", GOOD.as_bytes()), ("draft", draft.as_bytes())],
    );
    let ran = in_site(&place, &["build"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("content/postmortems/draft.md:8"), "{}", ran.err);
    assert!(ran.err.contains("skipped 1 draft: use `--drafts`"), "{}", ran.err);
    assert!(ran.out.starts_with("Built 1 postmortem, "), "{}", ran.out);
    assert!(!place.path().join("site/public/postmortems/draft").exists());
    let ran = in_site(&place, &["build", "--drafts"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        place
            .path()
            .join("site/public/postmortems/draft/index.html")
            .is_file()
    );
}

#[test]
fn a_good_site_stays_when_the_next_build_fails() {
    let place = site("title: Test\n", &[("good", GOOD.as_bytes())]);
    assert_eq!(in_site(&place, &["build"]).code, 0);
    let before = tree(&place.path().join("site/public"));
    add(place.path(), "bad", with("resolved:", "resovled:"));
    assert_eq!(in_site(&place, &["build"]).code, 1);
    assert_eq!(tree(&place.path().join("site/public")), before);
}

#[test]
fn the_public_edition_is_refused_from_flag_and_settings() {
    let place = site("edition: public\n", &[("good", GOOD.as_bytes())]);
    for args in [&["build"][..], &["build", "--edition", "public"]] {
        let ran = in_site(&place, args);
        assert_eq!(ran.code, 2);
        assert!(
            ran.err.contains("public edition is not implemented yet"),
            "{}",
            ran.err
        );
    }
    assert_eq!(in_site(&place, &["build", "--edition", "internal"]).code, 0);
}

#[test]
fn output_folders_that_hold_or_lie_in_the_sources_are_refused() {
    let place = site("title: Test\n", &[("good", GOOD.as_bytes())]);
    let before = tree(place.path());
    for out in [".", "..", "content", "content/postmortems/x", "/", "site.yaml"] {
        let ran = in_site(&place, &["build", "--out", out]);
        assert_eq!(ran.code, 2, "{out}: {}", ran.err);
        assert!(ran.err.contains("as the output folder"), "{out}: {}", ran.err);
    }
    assert_eq!(tree(place.path()), before);
}

#[test]
fn a_stranger_in_the_way_is_named_and_kept() {
    let place = site("title: Test\n", &[("good", GOOD.as_bytes())]);
    write(place.path(), "site/public/index.html", "mine");
    let before = tree(place.path());
    let ran = in_site(&place, &["build"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("index.html`: not created by nevertwice"),
        "{}",
        ran.err
    );
    assert_eq!(tree(place.path()), before);
}
