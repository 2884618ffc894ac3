//! What strangers try: to read other files, to listen as pages of other sites, to hold the server up. Each attempt is
//! bounded by what the server promises: heads of 16 kB in 5 s, 128 connections and 256 streams, the oldest makes room.

use crate::client::{answer, get, open, status, stream};
use crate::server::Server;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

const SECRET: &str = "correct horse battery staple";
const PAGE: &str = "---\ntitle: Login down\nstatus: closed\nservices: [login]\nroot_cause: config-error\n\
    started: 2024-03-04T10:00:00Z\nresolved: 2024-03-04T11:00:00Z\n---\n\n\
    [graph](graph.txt) [way out](out.txt) [up](../../../secret.txt)\n";

/// A site beside a secret, to which a link of its content leads.
fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("site/content/postmortems/login-down");
    fs::create_dir_all(&page).unwrap();
    fs::write(folder.path().join("secret.txt"), SECRET).unwrap();
    fs::write(
        folder.path().join("site/site.yaml"),
        format!("title: Incidents\n# {SECRET}\n"),
    )
    .unwrap();
    fs::write(page.join("index.md"), PAGE).unwrap();
    fs::write(page.join("graph.txt"), "0123456789").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("../../../../secret.txt", page.join("out.txt")).unwrap();
    folder
}

fn still_answers(server: &Server) {
    assert_eq!(status(&get(&server.address, "/", "")), "200");
}

#[test]
fn no_path_leads_out_of_the_site() {
    let folder = site();
    let server = Server::of(&folder.path().join("site"));
    let ups = [
        "..",
        "%2e%2e",
        "%2E.",
        ".%2e",
        "%252e%252e",
        "..%00",
        "..;",
        "..\\",
        "%c0%ae%c0%ae",
        "%e0%80%ae",
        "\u{ff0e}\u{ff0e}",
        "....",
        ".../...",
    ];
    let slashes = ["/", "//", "%2f", "%2F", "%5c", "\\", "%252f", "%c0%af", "/./"];
    let bases = [
        "",
        "postmortems/login-down/",
        "assets/",
        "__nevertwice/",
        "__nevertwice/panel?page=",
    ];
    let mut tried = 0;
    for base in bases {
        for up in ups {
            for slash in slashes {
                for depth in [1, 4] {
                    for file in [
                        "site.yaml",
                        "secret.txt",
                        "etc/passwd",
                        "content/postmortems/login-down/index.md",
                    ] {
                        let way = format!("{up}{slash}").repeat(depth);
                        let answer = get(&server.address, &format!("/{base}{way}{file}"), "");
                        let found = answer.contains(SECRET)
                            || answer.contains("root:")
                            || answer.contains("[way out]");
                        assert!(!found, "{base}{way}{file}: {answer}");
                        tried += 1;
                    }
                }
            }
        }
    }
    assert!(tried > 4_000, "{tried}");
    for path in [
        "/etc/passwd",
        "//etc/passwd",
        "/file:///etc/passwd",
        "/site.yaml",
        "/content/",
        "/.git/config",
    ] {
        assert_eq!(status(&get(&server.address, path, "")), "404", "{path}");
    }
    let graph = get(&server.address, "/postmortems/login-down/graph.txt", "");
    assert!(status(&graph) == "200" && graph.ends_with("0123456789"));
    assert_eq!(
        status(&get(&server.address, "/postmortems/login-down/out.txt", "")),
        "404"
    );
}

/// A file that was there when the site was read is changed for a link to the outside before it is fetched.
#[cfg(unix)]
#[test]
fn a_file_that_becomes_a_link_to_the_outside_is_not_served() {
    let folder = site();
    let server = Server::of(&folder.path().join("site"));
    let graph = folder
        .path()
        .join("site/content/postmortems/login-down/graph.txt");
    fs::remove_file(&graph).unwrap();
    std::os::unix::fs::symlink(folder.path().join("secret.txt"), &graph).unwrap();
    let answer = get(&server.address, "/postmortems/login-down/graph.txt", "");
    assert!(status(&answer) == "404" && !answer.contains(SECRET), "{answer}");
}

#[test]
fn pages_of_other_sites_can_neither_read_nor_listen() {
    let folder = site();
    let server = Server::of(&folder.path().join("site"));
    let address = &server.address;
    let port = address.rsplit_once(':').unwrap().1;
    for path in [
        "/",
        "/postmortems.json",
        "/__nevertwice/events",
        "/__nevertwice/events?page=/",
        "/__nevertwice/panel?page=/",
    ] {
        for host in [
            "evil.example".to_owned(),
            format!("evil.example:{port}"),
            format!("127.0.0.1.evil.example:{port}"),
            "192.0.2.1".to_owned(),
        ] {
            let refused = answer(
                address,
                &format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"),
            );
            assert_eq!(status(&String::from_utf8_lossy(&refused)), "403", "{path} {host}");
        }
        for origin in [
            "null",
            "http://evil.example",
            &format!("https://{address}"),
            &format!("http://{address}.evil.example"),
            "http://127.0.0.1:1",
        ] {
            let refused = get(address, path, &format!("Origin: {origin}\r\n"));
            assert_eq!(status(&refused), "403", "{path} {origin}");
        }
    }
    let both = format!("Origin: http://{address}\r\nOrigin: http://evil.example\r\n");
    assert_eq!(status(&get(address, "/__nevertwice/events", &both)), "400");
    let own = get(address, "/", &format!("Origin: http://{address}\r\n"));
    assert!(status(&own) == "200" && !own.contains("Access-Control-Allow"));
    // Another port of this machine is the same site to a browser.
    for site in ["cross-site", "same-site"] {
        let other = get(
            address,
            "/__nevertwice/events",
            &format!("Sec-Fetch-Site: {site}\r\n"),
        );
        assert_eq!(status(&other), "403", "{site}");
    }
    assert!(own.contains("frame-ancestors 'self'"), "{own}");
    // A whole address is asked of proxies: the host in it counts.
    for (target, expected) in [
        (format!("http://{address}/"), "200"),
        (format!("http://{address}"), "200"),
        ("http://evil.example/".to_owned(), "403"),
        (format!("http://user@{address}/"), "403"),
    ] {
        assert_eq!(status(&get(address, &target, "")), expected, "{target}");
    }
}

#[test]
fn a_connection_ends_where_one_of_its_options_says_so() {
    let folder = site();
    let server = Server::of(&folder.path().join("site"));
    let head = format!(
        "GET / HTTP/1.1\r\nHost: {}\r\nConnection: keep-alive, close\r\n\r\n",
        server.address
    );
    let twice = answer(&server.address, &head.repeat(2));
    let twice = String::from_utf8_lossy(&twice);
    assert_eq!(
        twice.matches("HTTP/1.1 200").count(),
        1,
        "the second is not answered"
    );
}

/// Many who ask for a large page and never read it: others wait for nothing of theirs.
#[test]
fn readers_that_never_read_a_large_page_delay_nobody() {
    let folder = site();
    let large = format!(
        "{PAGE}\n```\n{}```\n",
        "A line of a log that somebody pasted.\n".repeat(90_000)
    );
    fs::write(folder.path().join("site/content/postmortems/large.md"), large).unwrap();
    let server = Server::of(&folder.path().join("site"));
    let address = &server.address;
    let whole = get(address, "/postmortems/large/", "");
    assert!(whole.len() > 3_000_000, "{}", whole.len());
    still_answers(&server);
    let waits = |server: &Server| {
        let begin = std::time::Instant::now();
        still_answers(server);
        begin.elapsed()
    };
    let mut alone: Vec<Duration> = (0..20).map(|_| waits(&server)).collect();
    let asked = format!("GET /postmortems/large/ HTTP/1.1\r\nHost: {address}\r\n\r\n");
    let deaf: Vec<TcpStream> = (0..120).map(|_| open(address, &asked)).collect();
    let mut beside: Vec<Duration> = (0..20).map(|_| waits(&server)).collect();
    drop(deaf);
    alone.sort_unstable();
    beside.sort_unstable();
    // The middle one, so that a busy machine tells nothing.
    assert!(
        beside[10] < alone[10] + Duration::from_millis(200),
        "{alone:?} {beside:?}"
    );
}

#[test]
fn heads_without_end_are_refused_and_slow_ones_are_cut() {
    let folder = site();
    let server = Server::of(&folder.path().join("site"));
    let address = &server.address;
    let long = |line: &str| String::from_utf8_lossy(&answer(address, line)).into_owned();
    for endless in [
        format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(1 << 20)),
        format!("GET / HTTP/1.1\r\nX: {}\r\n\r\n", "a".repeat(1 << 20)),
        format!("GET / HTTP/1.1\r\n{}\r\n", "X: a\r\n".repeat(100_000)),
        "a".repeat(1 << 20),
    ] {
        let refused = long(&endless);
        assert!(refused.is_empty() || status(&refused) == "431", "{refused}");
    }
    for (sent, expected) in [
        ("\r\n\r\n", "400"),
        ("GET\r\n\r\n", "400"),
        ("\u{1}\u{2}\u{3}\r\n\r\n", "400"),
        ("GET / HTTP/9.9\r\n\r\n", "400"),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400"),
        (
            "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n",
            "400",
        ),
        (
            "GET / HTTP/1.1\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\nGET /",
            "400",
        ),
        (
            "GET / HTTP/1.1\r\nA: b\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "400",
        ),
        ("GET / HTTP/1.1\r\nA\u{1}: b\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nTransfer-Encoding : chunked\r\n\r\n", "400"),
        (
            "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
            "400",
        ),
    ] {
        assert_eq!(status(&long(sent)), expected, "{sent:?}");
    }
    // One byte, and then nothing; one byte after another: both end when the server's patience does.
    let silent = open(address, "G");
    let mut slow = open(address, "GET / HTTP/1.1\r\nX: ");
    let mut sent = 0;
    while slow.write_all(b"a").is_ok() && sent < 200 {
        sent += 1;
        std::thread::sleep(Duration::from_millis(100));
        if sent % 10 == 0 {
            still_answers(&server);
        }
    }
    assert!(sent < 200, "a slow head is read for ever");
    for mut socket in [silent, slow] {
        let mut cut = Vec::new();
        let _ = socket.read_to_end(&mut cut);
        let cut = String::from_utf8_lossy(&cut).into_owned();
        assert!(cut.is_empty() || status(&cut) == "408", "{cut}");
    }
}

#[test]
fn idle_half_open_and_listening_clients_stop_nobody() {
    let folder = site();
    let server = Server::of(&folder.path().join("site"));
    let address = &server.address;
    still_answers(&server);
    let idle: Vec<TcpStream> = (0..200).map(|_| TcpStream::connect(address).unwrap()).collect();
    let halves: Vec<TcpStream> = (0..200).map(|_| open(address, "GET / HTTP/1.1\r\n")).collect();
    let deaf: Vec<_> = (0..200).map(|_| stream(address, "?page=/")).collect();
    for _ in 0..20 {
        still_answers(&server);
    }
    // Readers that never read: an answer that finds no room goes no further, and holds nobody up.
    let asked = format!("GET /assets/site.css HTTP/1.1\r\nHost: {address}\r\n\r\n").repeat(100);
    let greedy: Vec<TcpStream> = (0..50).map(|_| open(address, &asked)).collect();
    for _ in 0..20 {
        still_answers(&server);
    }
    // Whoever made room is gone a moment later.
    #[cfg(target_os = "linux")]
    {
        let size = || (server.status("Threads"), server.handles());
        let bounded = |(threads, handles)| threads < 128 + 32 && handles < 128 + 256 + 40;
        let end = std::time::Instant::now() + Duration::from_secs(20);
        while !bounded(size()) && std::time::Instant::now() < end {
            std::thread::sleep(Duration::from_millis(50));
        }
        assert!(bounded(size()), "threads and handles: {:?}", size());
    }
    drop((idle, halves, deaf, greedy));
}

#[cfg(unix)]
#[test]
fn running_out_of_file_handles_ends_nothing() {
    let folder = site();
    let server = Server::with_handles(&folder.path().join("site"), 48);
    let address = &server.address;
    let streams: Vec<TcpStream> = {
        let listen = format!("GET /__nevertwice/events?page=/ HTTP/1.1\r\nHost: {address}\r\n\r\n");
        (0..60).map(|_| open(address, &listen)).collect()
    };
    let idle: Vec<TcpStream> = (0..60).map(|_| TcpStream::connect(address).unwrap()).collect();
    for _ in 0..10 {
        still_answers(&server);
    }
    drop((streams, idle));
    still_answers(&server);
    assert_eq!(
        server.end().code(),
        None,
        "a signal ends it at once, as any program"
    );
}
