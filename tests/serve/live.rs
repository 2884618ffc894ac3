//! What a writer sees: the same pages as a build, events for what changed.

use crate::client::{answer, body, event, get, status, stream};
use nevertwice::serve::{self, Options, ServerEvent, Subject};
use std::fs;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

const LOGIN: &str = "content/postmortems/login-down.md";
const TEXT: &str = "---\ntitle: Login down\nstatus: closed\nservices: [login]\nroot_cause: config-error\n\
    started: 2024-03-04T10:00:00Z\nresolved: 2024-03-04T11:00:00Z\n---\n\nNobody could log in.\n";

/// A site with one postmortem, served; its folder and its address.
fn served() -> (tempfile::TempDir, String) {
    served_by(false)
}

/// The same, where a clock looks for changes.
fn served_by(poll: bool) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    file("site.yaml", "title: Incidents\n");
    file(LOGIN, TEXT);
    file("content/graph.txt", "0123456789");
    let options = Options {
        subject: Subject::Site(folder.path().canonicalize().unwrap()),
        host: "127.0.0.1".to_owned(),
        port: None,
        profile: None,
        as_of: None,
        tracker: nevertwice::tracker::Tracker::default(),
        poll,
    };
    let (sender, told) = mpsc::channel();
    std::thread::spawn(move || {
        serve::run(&options, |told| {
            if let ServerEvent::Ready { url, .. } = told {
                sender.send(url).unwrap();
            }
        })
    });
    let url = told.recv_timeout(Duration::from_secs(20)).unwrap();
    let address = url.trim_start_matches("http://").trim_end_matches('/');
    (folder, address.to_owned())
}

fn save(folder: &Path, text: &str) {
    fs::write(folder.join(LOGIN), text).unwrap();
}

#[test]
fn a_save_is_told_to_its_page_and_a_broken_file_stands_over_its_last_good_page() {
    let (folder, address) = served();
    let page = "/postmortems/login-down/";
    assert!(get(&address, page, "").contains("Nobody could log in."));
    let mut events = stream(&address, &format!("?page={page}"));

    save(folder.path(), &TEXT.replace("Nobody", "No customer"));
    let told = event(&mut events);
    assert!(
        told.contains("\"change\":\"page\"") && told.contains(page),
        "{told}"
    );
    assert!(get(&address, page, "").contains("No customer could log in."));

    save(
        folder.path(),
        &TEXT
            .replace("title: Login down", "title: [open")
            .replace("Nobody", "Broken"),
    );
    event(&mut events);
    let broken = get(&address, page, "");
    assert!(broken.contains("No customer could log in.") && !broken.contains("Broken could"));
    assert!(broken.contains("nevertwice-faults") && broken.contains("invalid YAML"));
    assert!(get(&address, "/postmortems.json", "").contains("Login down"));

    save(folder.path(), TEXT);
    event(&mut events);
    let mended = get(&address, page, "");
    assert!(mended.contains("Nobody could log in.") && !mended.contains("nevertwice-faults"));

    fs::remove_file(folder.path().join(LOGIN)).unwrap();
    event(&mut events);
    let gone = get(&address, page, "");
    assert_eq!(status(&gone), "404");
}

#[test]
fn who_would_write_is_told_that_nobody_can() {
    let (_folder, address) = served();
    let asked = |first: &str| {
        let sent = format!(
            "{first} HTTP/1.1\r\nHost: {address}\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc"
        );
        String::from_utf8_lossy(&answer(&address, &sent)).into_owned()
    };
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT"] {
        let refused = asked(&format!("{method} /"));
        assert!(
            status(&refused) == "405" && refused.contains("Allow: GET, HEAD"),
            "{refused}"
        );
    }
}

#[test]
fn the_checklist_says_how_a_text_stands_to_each_rule() {
    let (folder, address) = served();
    let page = "/postmortems/login-down/";
    let state = |rule: &str| {
        let panel = answer(
            &address,
            &format!(
                "GET /__nevertwice/panel?page={page} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
            ),
        );
        let checks: Vec<serde_json::Value> = serde_json::from_slice(body(&panel)).unwrap();
        let check = checks.into_iter().find(|check| check["rule"] == rule).unwrap();
        (check["state"].as_str().unwrap().to_owned(), check)
    };
    assert_eq!(state("known-cause").1["met"][0]["words"], "config-error");
    assert_eq!(state("timeline-format").0, "not-applicable");
    assert_eq!(state("timeline-present").0, "not-met");
    let mut events = stream(&address, &format!("?page={page}"));
    let allowed =
        "Nobody\n\n<!-- nevertwice: allow timeline-present: a test -->\n\n## Timeline\n\n- It broke\n";
    save(folder.path(), &TEXT.replace("Nobody", allowed));
    event(&mut events);
    assert_eq!(state("timeline-present").0, "not-applicable");
    save(
        folder.path(),
        &TEXT.replace("Nobody", "Nobody\n\n## Timeline\n\n- It broke\n"),
    );
    event(&mut events);
    let (state, check) = state("timeline-present");
    assert_eq!(state, "question");
    assert_eq!(check["found"][0]["words"], "## Timeline");
}

#[test]
fn files_have_parts_and_tags_and_folders_have_slashes() {
    let (_folder, address) = served();
    let home = get(&address, "/", "");
    let tag = home.lines().find_map(|line| line.strip_prefix("ETag: ")).unwrap();
    assert_eq!(
        status(&get(&address, "/", &format!("If-None-Match: {tag}\r\n"))),
        "304"
    );
    assert!(get(&address, "/services", "").contains("Location: /services/"));
    let missing = get(&address, "/postmortems/login-dwn/", "");
    assert!(status(&missing) == "404" && missing.contains("href=\"/postmortems/login-down/\""));
    let head = format!("HEAD / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    let head = String::from_utf8_lossy(&answer(&address, &head)).into_owned();
    assert!(status(&head) == "200" && head.ends_with("\r\n\r\n"));
}

#[test]
fn a_clock_sees_what_the_system_does_not_tell() {
    let (folder, address) = served_by(true);
    let page = "/postmortems/login-down/";
    let mut events = stream(&address, &format!("?page={page}"));
    save(folder.path(), &TEXT.replace("Nobody", "No customer"));
    assert!(event(&mut events).contains("\"change\":\"page\""));
    assert!(get(&address, page, "").contains("No customer could log in."));
}

#[test]
fn what_nobody_listens_for_is_told_in_full_and_a_new_draft_opens() {
    let (folder, address) = served();
    let mut all = stream(&address, "");
    let mut home = stream(&address, "?page=/");
    let draft = folder.path().join("content/postmortems/mail-late.md");
    fs::write(draft, TEXT.replace("status: closed", "status: draft")).unwrap();
    let told = event(&mut all);
    assert!(
        told.contains("content/postmortems/mail-late.md") && told.contains("\"pages\":1"),
        "{told}"
    );
    assert!(event(&mut home).contains("\"change\":\"page\""));
    let opened = event(&mut home);
    assert!(
        opened.contains("\"change\":\"open\"") && opened.contains("/postmortems/mail-late/"),
        "{opened}"
    );
}

#[test]
fn a_port_that_is_asked_for_and_taken_is_an_error_and_else_the_next_one_is_taken() {
    let (folder, address) = served();
    let port: u16 = address.rsplit_once(':').unwrap().1.parse().unwrap();
    let options = Options {
        subject: Subject::Site(folder.path().canonicalize().unwrap()),
        host: "127.0.0.1".to_owned(),
        port: Some(port),
        profile: None,
        as_of: None,
        tracker: nevertwice::tracker::Tracker::default(),
        poll: false,
    };
    let refused = serve::run(&options, |_| {}).unwrap_err().to_string();
    assert!(refused.contains(&format!("port {port} is in use")), "{refused}");
    let (_other, next) = served();
    assert_ne!(next, address);
}
