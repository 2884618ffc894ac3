//! Ten edits a second: saves of all kinds, renames, deletions, broken files, templates and settings. What is served in
//! the end is what a build makes, byte for byte, and open pages have heard of all that concerned them.
//!
//! `NEVERTWICE_SOAK=600 cargo test --test serve soak` goes on for ten minutes; without it, for 80 edits.

use crate::client::{body, event, get, stream};
use crate::server::{Server, build};
use std::fs;
use std::io::BufReader;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
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

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

fn text(number: usize, salt: usize) -> String {
    let (service, cause) = (
        ["login", "billing", "search"][salt % 3],
        ["config-error", "capacity"][salt % 2],
    );
    let day = 1 + number % 28;
    format!(
        "---\ntitle: Incident {number} of {salt}\nstatus: {}\nservices: [{service}]\nroot_cause: {cause}\nseverity: SEV{}\n\
         tags: [t{}]\nstarted: 2024-03-{day:02}T10:00:00Z\nresolved: 2024-03-{day:02}T11:{:02}:00Z\n---\n\n\
         Nobody could log in, {salt} times.\n\n## Timeline\n\n- 10:00 Requests fail.\n- 10:{:02} An alert.\n- 11:00 Over.\n\n\
         ![graph](graph.svg)\n\n[The one before](incident-0.md)\n",
        if salt.is_multiple_of(7) { "draft" } else { "closed" },
        1 + salt % 3,
        salt % 5,
        salt % 60,
        1 + salt % 50,
    )
}

/// A site that is worked on.
struct Work {
    site: PathBuf,
    dice: Dice,
    next: usize,
}

impl Work {
    fn path(&self, name: &str) -> PathBuf {
        self.site.join("content/postmortems").join(name)
    }

    fn any(&mut self) -> PathBuf {
        let mut files: Vec<PathBuf> = walkdir::WalkDir::new(self.site.join("content/postmortems"))
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .map(walkdir::DirEntry::into_path)
            .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
            .collect();
        files.sort();
        let place = self.dice.below(files.len());
        files.swap_remove(place)
    }

    fn number(path: &Path) -> usize {
        let digits: String = path
            .to_string_lossy()
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        digits.parse::<usize>().unwrap_or_default() % 1000
    }

    /// One change, as somebody makes it.
    fn change(&mut self) {
        let file = self.any();
        let (number, salt) = (Self::number(&file), self.dice.below(1000));
        let new = text(number, salt);
        match self.dice.below(24) {
            20 => self.garbage(&file, salt),
            21 => self.odd(salt),
            22 => self.moved(&file, salt),
            23 => self.settings(salt),
            // Most saves are of words alone.
            0..=4 => {
                let old = fs::read(&file).unwrap();
                let words = format!("\nAnd then {salt}.\n");
                fs::write(&file, [&old, words.as_bytes()].concat()).unwrap();
            }
            // As VS Code writes.
            5..=6 => fs::write(&file, new).unwrap(),
            // As vim writes: the old file goes aside, a new one comes, the old one is removed.
            7..=8 => {
                let aside = file.with_extension("md~");
                fs::rename(&file, &aside).unwrap();
                fs::write(&file, new).unwrap();
                fs::remove_file(&aside).unwrap();
            }
            // As emacs and `sed -i` write: a file beside takes its place.
            9..=10 => {
                let beside = file.with_file_name(format!(".#{salt}.tmp"));
                fs::write(&beside, new).unwrap();
                fs::rename(&beside, &file).unwrap();
            }
            11 => fs::write(&file, new.replace("title: ", "title: [")).unwrap(),
            12 => fs::write(&file, new.replace("started: ", "started: never ")).unwrap(),
            13 => {
                self.next += 1;
                fs::write(
                    self.path(&format!("incident-{}.md", self.next)),
                    text(self.next, salt),
                )
                .unwrap();
            }
            14 if number > 1 => fs::remove_file(&file).unwrap(),
            15 if number > 1 => {
                self.next += 1;
                fs::rename(&file, self.path(&format!("incident-{}.md", self.next))).unwrap();
            }
            // A checkout of another branch and back.
            16 => {
                for number in 0..20 {
                    fs::write(self.path(&format!("incident-{number}.md")), text(number, salt)).unwrap();
                }
            }
            // A folder that goes away and comes again, with what lies in it.
            17 => {
                let folder = self.path("year");
                let _ = fs::remove_dir_all(&folder);
                if salt.is_multiple_of(2) {
                    fs::create_dir_all(folder.join("deep")).unwrap();
                    fs::write(folder.join("deep/incident-900.md"), text(900, salt)).unwrap();
                    fs::write(folder.join("deep/graph.svg"), picture(salt)).unwrap();
                }
            }
            18 => fs::write(self.path("graph.svg"), picture(salt)).unwrap(),
            _ => self.shared(salt),
        }
    }

    /// Bytes that are no text.
    fn garbage(&mut self, file: &Path, salt: usize) {
        let bytes: Vec<u8> = (0..salt * 3)
            .map(|_| u8::try_from(self.dice.below(256)).unwrap())
            .collect();
        let old = fs::read(file).unwrap();
        let middle = old.len() / 2;
        let crossed = [&old[..middle], &bytes[..], &old[middle..]].concat();
        fs::write(file, if salt.is_multiple_of(2) { crossed } else { bytes }).unwrap();
    }

    /// What is neither a text nor a picture, and comes and goes.
    fn odd(&mut self, salt: usize) {
        let odd = self.path("odd.md");
        let _ = fs::remove_file(&odd);
        let _ = fs::remove_dir_all(&odd);
        match salt % 4 {
            0 => fs::create_dir(&odd).unwrap(),
            #[cfg(unix)]
            1 => std::os::unix::fs::symlink("incident-0.md", &odd).unwrap(),
            #[cfg(unix)]
            2 => drop(std::process::Command::new("mkfifo").arg(&odd).status().unwrap()),
            _ => {}
        }
        // One that differs from another only in letter case.
        let other = self.path("Graph.svg");
        match salt % 3 {
            0 => fs::write(other, picture(salt)).unwrap(),
            _ => drop(fs::remove_file(other)),
        }
        let pages = self.site.join("content/pages");
        fs::create_dir_all(pages.join("deep")).unwrap();
        fs::write(
            pages.join("about.md"),
            format!("# About {salt}\n\n[a](../postmortems/incident-1.md)\n"),
        )
        .unwrap();
        match salt % 5 {
            0 => fs::write(pages.join("deep/lost.md"), "Words.\n").unwrap(),
            1 => fs::write(pages.join("services.md"), "Words.\n").unwrap(),
            _ => {
                let _ = fs::remove_file(pages.join("deep/lost.md"));
                let _ = fs::remove_file(pages.join("services.md"));
            }
        }
    }

    /// Names that change: two files change theirs, a folder goes away for a moment.
    fn moved(&mut self, file: &Path, salt: usize) {
        let other = self.any();
        let aside = file.with_extension("aside");
        if other != file {
            fs::rename(file, &aside).unwrap();
            fs::rename(&other, file).unwrap();
            fs::rename(&aside, &other).unwrap();
        }
        if salt.is_multiple_of(3) {
            let (here, there) = (
                self.site.join("content/postmortems"),
                self.site.join("content/.away"),
            );
            fs::rename(&here, &there).unwrap();
            std::thread::sleep(Duration::from_millis(30));
            fs::rename(&there, &here).unwrap();
        }
    }

    /// Settings that move pages, name fields and services, and judge otherwise.
    fn settings(&mut self, salt: usize) {
        let more = [
            "services: [{name: login, aliases: [billing]}]\n",
            "severities: [{name: SEV1, label: Worst}, {name: SEV2, label: Bad}]\n",
            "profile: assignment\n",
            "rules: {links-resolve: off, sections: error}\n",
            "fields: {tags2: {type: text, index: true}}\n",
            "aliases: {tags: {t1: [t2]}}\n",
            "theme: print\n",
            "theme_options: {footer: \"[a](content/postmortems/incident-1.md)\"}\n",
            "hours: nonsense\n",
        ][salt % 9];
        let text = format!("title: Incidents {salt}\nbase_url: https://a.example/\n{more}");
        fs::write(self.site.join("site.yaml"), text).unwrap();
    }

    /// A change of what all pages follow from.
    fn shared(&mut self, salt: usize) {
        let style = self.site.join("themes/default/assets/site.css");
        let foot = self.site.join("themes/default/templates/legend.html");
        let settings = self.site.join("site.yaml");
        match salt % 6 {
            0 => fs::write(
                settings,
                format!("title: Incidents {salt}\nbase_url: https://a.example/\n"),
            )
            .unwrap(),
            1 => fs::write(settings, "title: [").unwrap(),
            2 => {
                fs::create_dir_all(style.parent().unwrap()).unwrap();
                fs::write(style, format!("body {{ margin: {salt}px }}")).unwrap();
            }
            3 => {
                fs::create_dir_all(foot.parent().unwrap()).unwrap();
                fs::write(foot, "{% broken").unwrap();
            }
            _ => {
                let _ = fs::remove_dir_all(self.site.join("themes"));
            }
        }
    }

    /// Makes all sound again.
    fn mend(&self) {
        let _ = fs::remove_dir_all(self.site.join("themes"));
        let odd = self.path("odd.md");
        let _ = fs::remove_file(&odd);
        let _ = fs::remove_dir_all(&odd);
        let _ = fs::remove_file(self.path("Graph.svg"));
        let _ = fs::remove_file(self.site.join("content/pages/services.md"));
        fs::write(
            self.site.join("site.yaml"),
            "title: Incidents\nbase_url: https://a.example/\n",
        )
        .unwrap();
        for entry in walkdir::WalkDir::new(self.site.join("content/postmortems")) {
            let path = entry.unwrap().into_path();
            if path.extension().is_some_and(|extension| extension == "md") {
                let old = fs::read(&path).unwrap();
                // Garbage has a name, and says nothing else.
                let mended = match String::from_utf8(old) {
                    Ok(text) if text.starts_with("---\ntitle: ") => text,
                    _ => text(Self::number(&path), 7),
                };
                let mended = mended
                    .replace("title: [", "title: ")
                    .replace("started: never ", "started: ");
                fs::write(&path, mended).unwrap();
            }
        }
    }
}

fn picture(salt: usize) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"{}\"/>",
        10 + salt % 20
    )
}

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

    // The last look at all files comes a moment after the last change.
    let deadline = Instant::now() + Duration::from_secs(30);
    let mut differing = unlike(&server.address, &out);
    while !differing.is_empty() && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(200));
        differing = unlike(&server.address, &out);
    }
    assert_eq!(differing, Vec::<String>::new(), "after {edits} edits");
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
