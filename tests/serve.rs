//! The live preview over its sockets: the same bytes as a build, events for what changed, and nothing for strangers.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test of an edge: it writes files as an editor does, and may fail"
)]

use nevertwice::serve::{self, Options, Told};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

const LOGIN: &str = "content/postmortems/login-down.md";
const TEXT: &str = "---\ntitle: Login down\nstatus: closed\nservices: [login]\nroot_cause: config-error\n\
    started: 2024-03-04T10:00:00Z\nresolved: 2024-03-04T11:00:00Z\n---\n\nNobody could log in.\n";

/// A site with one postmortem, served; its folder and its address.
fn served() -> (tempfile::TempDir, String) {
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
        root: folder.path().canonicalize().unwrap(),
        host: "127.0.0.1".to_owned(),
        port: None,
        profile: None,
        as_of: None,
        poll: false,
    };
    let (sender, told) = mpsc::channel();
    std::thread::spawn(move || {
        serve::run(&options, |told| {
            if let Told::Ready { url, .. } = told {
                sender.send(url).unwrap();
            }
        })
    });
    let url = told.recv_timeout(Duration::from_secs(20)).unwrap();
    let address = url.trim_start_matches("http://").trim_end_matches('/');
    (folder, address.to_owned())
}

fn open(address: &str, head: &str) -> TcpStream {
    let mut socket = TcpStream::connect(address).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    socket.write_all(head.as_bytes()).unwrap();
    socket
}

/// The whole answer to a request.
fn answer(address: &str, head: &str) -> String {
    let mut bytes = Vec::new();
    open(address, head).read_to_end(&mut bytes).unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn get(address: &str, path: &str, more: &str) -> String {
    let head = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{more}\r\n");
    answer(address, &head)
}

fn status(answer: &str) -> &str {
    answer.get(9..12).unwrap_or_default()
}

/// The next event of a stream.
fn event(stream: &mut BufReader<TcpStream>) -> String {
    loop {
        let mut line = String::new();
        assert!(stream.read_line(&mut line).unwrap() > 0, "the stream ended");
        if let Some(event) = line.strip_prefix("data: ") {
            return event.trim().to_owned();
        }
    }
}

fn save(folder: &Path, text: &str) {
    fs::write(folder.join(LOGIN), text).unwrap();
}

#[test]
fn a_save_is_told_to_its_page_and_a_broken_file_stands_over_its_last_good_page() {
    let (folder, address) = served();
    let page = "/postmortems/login-down/";
    assert!(get(&address, page, "").contains("Nobody could log in."));
    let listen = format!("GET /__nevertwice/events?page={page} HTTP/1.1\r\nHost: {address}\r\n\r\n");
    let mut events = BufReader::new(open(&address, &listen));
    let mut first = String::new();
    while !first.starts_with("retry:") {
        first.clear();
        events.read_line(&mut first).unwrap();
    }

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
    assert!(broken.contains("nevertwice-faults") && broken.contains("cannot be read"));
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
fn strangers_and_writers_get_nothing() {
    let (_folder, address) = served();
    assert_eq!(status(&get(&address, "/", "")), "200");
    let asked = |first: &str, rest: &str| {
        answer(
            &address,
            &format!("{first} HTTP/1.1\r\nConnection: close\r\n{rest}\r\n"),
        )
    };
    let host = format!("Host: {address}\r\n");
    for (first, rest, expected) in [
        ("GET /", "Host: evil.example\r\n".to_owned(), "403"),
        ("GET /", String::new(), "400"),
        ("GET /", format!("{host}{host}"), "400"),
        ("GET /", format!("{host}Origin: http://evil.example\r\n"), "403"),
        (
            "GET /__nevertwice/events",
            format!("{host}Origin: null\r\n"),
            "403",
        ),
        (
            "GET /__nevertwice/events",
            format!("{host}Sec-Fetch-Site: cross-site\r\n"),
            "403",
        ),
        ("POST /", format!("{host}Content-Length: 3\r\n\r\nabc"), "405"),
        ("DELETE /", host.clone(), "405"),
        ("GET http://evil.example/", host.clone(), "400"),
        ("GET /../site.yaml", host.clone(), "404"),
        ("GET /%2e%2e/site.yaml", host.clone(), "404"),
        ("GET /..%2fsite.yaml", host.clone(), "404"),
        ("GET /..%5csite.yaml", host.clone(), "404"),
        ("GET //etc/passwd", host.clone(), "404"),
        ("GET /%00", host.clone(), "404"),
        ("GET /%ff", host.clone(), "400"),
    ] {
        let answer = asked(first, &rest);
        assert_eq!(status(&answer), expected, "{first} {rest}");
        assert!(
            !answer.contains("title: Incidents") && !answer.contains("root:"),
            "{first}"
        );
    }
    let long = format!("GET / HTTP/1.1\r\nX: {}\r\n\r\n", "a".repeat(40_000));
    assert_eq!(status(&answer(&address, &long)), "431");
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
    let head = answer(&address, &head);
    assert!(status(&head) == "200" && head.ends_with("\r\n\r\n"));
}

#[test]
fn idle_clients_and_many_streams_do_not_stop_others() {
    let (_folder, address) = served();
    let idle: Vec<TcpStream> = (0..100).map(|_| TcpStream::connect(&address).unwrap()).collect();
    let listen = format!("GET /__nevertwice/events HTTP/1.1\r\nHost: {address}\r\n\r\n");
    let streams: Vec<TcpStream> = (0..100).map(|_| open(&address, &listen)).collect();
    for _ in 0..20 {
        assert_eq!(status(&get(&address, "/", "")), "200");
    }
    drop((idle, streams));
}
