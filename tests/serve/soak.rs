//! Ten edits a second: saves of all kinds, renames, deletions, broken files, templates and settings. What is served in
//! the end is what a build makes, byte for byte, and open pages have heard of all that concerned them.
//!
//! `NEVERTWICE_SOAK=600 cargo test --test serve soak` goes on for ten minutes; without it, for 80 edits.

use crate::client::{body, event, get, stream};
use crate::edits::{Dice, Work, picture, text};
use crate::server::{Server, build};
use std::fs;
use std::io::BufReader;
use std::net::TcpStream;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// The pages that are open all the time.
const OPEN: [&str; 4] = [
    "/",
    "/postmortems/incident-0/",
    "/postmortems/incident-1/",
    "/services/login/",
];
/// How many postmortems there are at first.
const COUNT: usize = 40;

/// The version that a page says it has.
fn version(page: &str) -> Option<&str> {
    page.split_once("data-version=\"")?.1.split('"').next()
}

/// A page in a browser: fetched again whenever it is told that it is another. Its newest version.
fn listen(address: &str, page: &'static str) -> Arc<Mutex<String>> {
    let seen = version(&get(address, page, "")).unwrap().to_owned();
    let mut events: BufReader<TcpStream> = stream(address, &format!("?page={page}&version={seen}"));
    let newest = Arc::new(Mutex::new(seen));
    let (address, kept) = (address.to_owned(), newest.clone());
    std::thread::spawn(move || {
        loop {
            if event(&mut events).contains("\"change\":\"page\"")
                && let Some(seen) = version(&get(&address, page, ""))
            {
                seen.clone_into(&mut kept.lock().unwrap());
            }
        }
    });
    newest
}

/// A page without what the preview adds to it.
fn bare(page: &[u8]) -> Vec<u8> {
    let page = String::from_utf8_lossy(page).into_owned();
    let Some((before, rest)) = page.split_once("<script src=\"/__nevertwice/") else {
        return page.into_bytes();
    };
    let after = rest.split_once("</script>").map_or("", |(_, after)| after);
    format!("{before}{after}").into_bytes()
}

/// What differs between what is served and what a build makes.
fn unlike(address: &str, out: &Path) -> Vec<String> {
    let mut unlike = Vec::new();
    for entry in walkdir::WalkDir::new(out) {
        let entry = entry.unwrap();
        let path = entry
            .path()
            .strip_prefix(out)
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        if !entry.file_type().is_file() || path.starts_with('.') {
            continue;
        }
        let head = format!("GET /{path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        let answer = crate::client::answer(address, &head);
        let built = fs::read(entry.path()).unwrap();
        if body(&answer) != built && bare(body(&answer)) != built {
            unlike.push(path);
        }
    }
    unlike
}

#[test]
fn after_many_edits_it_serves_what_a_build_makes_and_has_grown_by_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut work = Work {
        site: folder.path().join("site"),
        dice: Dice(20_240_304),
        next: 1000,
    };
    fs::create_dir_all(work.site.join("content/postmortems")).unwrap();
    for number in 0..COUNT {
        fs::write(work.path(&format!("incident-{number}.md")), text(number, number)).unwrap();
    }
    fs::write(work.path("graph.svg"), picture(0)).unwrap();
    work.mend();
    let server = Server::of(&work.site);
    let open: Vec<_> = OPEN
        .iter()
        .map(|page| (page, listen(&server.address, page)))
        .collect();

    let seconds = std::env::var("NEVERTWICE_SOAK")
        .ok()
        .and_then(|seconds| seconds.parse().ok());
    let end = Instant::now() + Duration::from_secs(seconds.unwrap_or(0));
    let mut early = None;
    let mut edits = 0;
    while edits < 80 || Instant::now() < end {
        work.change();
        edits += 1;
        std::thread::sleep(Duration::from_millis(100));
        // By now all that is made once is there.
        if edits == 40 {
            early = Some(Size::of(&server));
        }
    }
    work.mend();
    let out = folder.path().join("public");
    build(&work.site, &out);

    // The last look at all files comes a moment after the last change, and on a busy machine some minutes: pages that were
    // asked for before it are of the state before. What counts is what stays unlike.
    let mut differing = unlike(&server.address, &out);
    let mut since = Instant::now();
    while !differing.is_empty() && since.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(200));
        let now = unlike(&server.address, &out);
        if now != differing {
            (differing, since) = (now, Instant::now());
        }
    }
    assert_eq!(differing, Vec::<String>::new(), "after {edits} edits");
    let deadline = Instant::now() + Duration::from_secs(30);
    for (page, seen) in &open {
        let now = get(&server.address, page, "");
        let mut told = seen.lock().unwrap().clone();
        while Some(told.as_str()) != version(&now) && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(50));
            told = seen.lock().unwrap().clone();
        }
        assert_eq!(
            Some(told.as_str()),
            version(&now),
            "{page} was not told of its last change"
        );
    }
    let (early, late) = (early.unwrap(), Size::of(&server));
    assert!(
        late.threads <= early.threads + 2 && late.handles <= early.handles + 4,
        "{early:?} {late:?}"
    );
    assert!(late.memory <= early.memory * 3 / 2 + 20_000, "{early:?} {late:?}");
}

/// What must not grow: threads, handles, and kB of memory.
#[derive(Debug)]
struct Size {
    threads: usize,
    handles: usize,
    memory: usize,
}

impl Size {
    #[cfg(target_os = "linux")]
    fn of(server: &Server) -> Self {
        Self {
            threads: server.status("Threads"),
            handles: server.handles(),
            memory: server.status("VmRSS"),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn of(_server: &Server) -> Self {
        Self {
            threads: 0,
            handles: 0,
            memory: 0,
        }
    }
}
