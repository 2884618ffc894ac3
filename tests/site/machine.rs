//! Faults of the machine: a full disk, folders and files that cannot be read or written, or that vanish or change while a
//! build runs, several builds at once, a clock that jumps. Each time the old site is there or the new one, never half, and
//! the next build gives the bytes of a fresh one.

#![cfg(unix)]

use crate::support::{Ran, run, tree, write};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

const COUNT: usize = 30;

/// A site that was built, and then changed.
struct Place {
    folder: TempDir,
    old: BTreeMap<String, Vec<u8>>,
    new: BTreeMap<String, Vec<u8>>,
}

fn text(word: &str, number: usize) -> String {
    let day = number % 28 + 1;
    format!(
        "---\ntitle: {word} {number}\nservices: [web]\nroot_cause: capacity\nstatus: closed\n\
         started: 2024-03-{day:02} 01:00 UTC\nresolved: 2024-03-{day:02} 02:00 UTC\n---\n\n\
         {word} happened. ![graph](graph.svg)\n"
    )
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut place = Self {
            folder,
            old: BTreeMap::new(),
            new: BTreeMap::new(),
        };
        place.says("Before");
        place.old = place.built();
        place.says("After");
        let fresh = place.path("fresh");
        assert_eq!(place.build(&fresh).code, 0);
        place.new = tree(&fresh);
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn says(&self, word: &str) {
        let site = self.path("site");
        write(
            &site,
            "site.yaml",
            format!("title: {word}\nbase_url: https://a.example/\n"),
        );
        for number in 0..COUNT {
            write(
                &site,
                &format!("content/postmortems/{number}.md"),
                text(word, number),
            );
        }
        let picture = format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><title>{word}</title></svg>");
        write(&site, "content/postmortems/graph.svg", picture);
    }

    fn build(&self, out: &Path) -> Ran {
        run(
            &self.path("site"),
            &["build", "--out", out.to_str().unwrap()],
            &[],
        )
    }

    fn built(&self) -> BTreeMap<String, Vec<u8>> {
        let ran = self.build(&self.path("out"));
        assert_eq!(ran.code, 0, "{}", ran.err);
        tree(&self.path("out"))
    }

    fn start(&self) -> Child {
        Command::new(env!("CARGO_BIN_EXE_nevertwice"))
            .args(["build", "--quiet", "--out"])
            .arg(self.path("out"))
            .current_dir(self.path("site"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// Whether a site is the old one or the new one, file by file.
    fn assert_whole(&self, out: &Path) {
        for (path, bytes) in tree(out) {
            let own = path.rsplit('/').next().is_some_and(|name| name.starts_with('.'));
            let known = self.old.get(&path) == Some(&bytes) || self.new.get(&path) == Some(&bytes);
            assert!(
                own || known || out.join(&path).is_dir(),
                "`{path}` is neither old nor new"
            );
        }
    }

    /// Whether the old site is there as it was.
    fn assert_old(&self) {
        assert!(tree(&self.path("out")) == self.old, "the old site is another");
    }

    fn assert_heals(&self) {
        assert!(
            self.built() == self.new,
            "the next build gives other bytes than a fresh one"
        );
    }
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Whether permissions mean nothing to who runs the tests.
fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout == b"0\n"
}

#[test]
fn a_full_disk_changes_nothing() {
    let place = Place::new();
    let script = "ulimit -f 8; trap '' XFSZ; exec \"$0\" build --out \"$1\"";
    // No file may be larger than 8 kB, as if the disk had no more room.
    let ran = Command::new("bash")
        .args(["-c", script, env!("CARGO_BIN_EXE_nevertwice")])
        .arg(place.path("out"))
        .current_dir(place.path("site"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(2), "{said}");
    assert!(said.contains("cannot write"), "{said}");
    place.assert_old();
    place.assert_heals();
}

/// A real disk of a few pages, where the machine lets us make one.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_in_the_middle_leaves_the_old_site() {
    let place = Place::new();
    let disk = place.path("disk");
    fs::create_dir(&disk).unwrap();
    // A disk gives out whole pages, to folders too.
    let pages: usize = place
        .old
        .values()
        .map(|bytes| bytes.len().div_ceil(4096).max(1))
        .sum();
    let size = format!("size={}k", pages * 4 * 3 / 2);
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
        .arg(&disk)
        .output();
    if !mounted.is_ok_and(|mounted| mounted.status.success()) {
        eprintln!("skipped: only root can make a small disk");
        return;
    }
    let out = disk.join("out");
    place.says("Before");
    let first = place.build(&out);
    let old = tree(&out);
    place.says("After");
    fs::write(disk.join("filler"), vec![0; pages * 4096 * 2 / 5]).unwrap();
    let full = place.build(&out);
    let after = tree(&out);
    fs::remove_file(disk.join("filler")).unwrap();
    fs::remove_dir_all(&out).unwrap();
    let healed = place.build(&out);
    let new = tree(&out);
    assert!(Command::new("umount").arg(&disk).status().unwrap().success());
    assert_eq!((first.code, full.code, healed.code), (0, 2, 0), "{}", full.err);
    assert!(full.err.contains("No space left"), "{}", full.err);
    assert!(after == old && new == place.new);
}

#[test]
fn what_cannot_be_written_is_named_and_nothing_changes() {
    if is_root() {
        eprintln!("skipped: root may write everywhere");
        return;
    }
    let place = Place::new();
    let out = place.path("out");
    for (path, denied, allowed) in [
        (place.folder.path().to_path_buf(), 0o555, 0o755),
        (out.clone(), 0o555, 0o755),
    ] {
        mode(&path, denied);
        let ran = place.build(&out);
        mode(&path, allowed);
        assert!(ran.code == 0 || ran.err.contains("cannot"), "{}", ran.err);
        place.assert_whole(&out);
    }
    place.assert_heals();
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_built_on_request() {
    let place = Place::new();
    let file = place.path("site/content/postmortems/3.md");
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    let ran = run(
        &place.path("site"),
        &[
            "build",
            "--keep-going",
            "--out",
            place.path("out").to_str().unwrap(),
        ],
        &[],
    );
    assert!(ran.err.contains("content/postmortems/3.md"), "{}", ran.err);
    assert!(place.path("out/postmortems/4/index.html").is_file());
    assert!(!place.path("out/postmortems/3").exists());
    fs::remove_dir(&file).unwrap();
    place.says("After");
    place.assert_heals();
}

#[test]
fn folders_that_go_or_are_swapped_while_a_build_runs_cost_no_half_file() {
    let place = Place::new();
    let swap = |name: &str, other: &str| {
        let _ = fs::rename(place.path(name), place.path(other));
    };
    for (round, name) in [
        "out",
        "site/content",
        "site/content/postmortems",
        "out/postmortems",
    ]
    .into_iter()
    .cycle()
    .take(12)
    .enumerate()
    {
        place.says(if round % 2 == 0 { "Before" } else { "After" });
        let mut build = place.start();
        std::thread::sleep(Duration::from_millis(u64::try_from(round).unwrap() * 25));
        swap(name, "aside");
        std::thread::sleep(Duration::from_millis(20));
        build.wait().unwrap();
        // What the build made anew is no less whole.
        if place.path(name).exists() {
            let _ = fs::remove_dir_all(place.path("aside"));
        } else {
            swap("aside", name);
        }
        if place.path("out").exists() {
            place.assert_whole(&place.path("out"));
        }
    }
    // A folder that was put in place of the output is one of strangers: its files are never touched.
    fs::remove_dir_all(place.path("out")).unwrap();
    place.says("After");
    place.assert_heals();
}

#[test]
fn builds_at_once_give_one_site() {
    let place = Place::new();
    let builds: Vec<Child> = (0..4).map(|_| place.start()).collect();
    let codes: Vec<_> = builds
        .into_iter()
        .map(|mut build| build.wait().unwrap().code())
        .collect();
    assert!(codes.contains(&Some(0)), "{codes:?}");
    assert!(codes.iter().all(|code| matches!(code, Some(0 | 2))), "{codes:?}");
    place.assert_whole(&place.path("out"));
    place.assert_heals();
}

#[test]
fn a_clock_that_jumps_changes_no_byte() {
    let place = Place::new();
    let day = Duration::from_secs(24 * 60 * 60);
    let now = SystemTime::now();
    for time in [now + day * 4000, SystemTime::UNIX_EPOCH, now - day * 4000] {
        for number in 0..COUNT {
            let file = fs::File::options()
                .write(true)
                .open(place.path(&format!("site/content/postmortems/{number}.md")));
            file.unwrap().set_modified(time).unwrap();
        }
        place.assert_heals();
        place.says("Before");
        assert!(place.built() == place.old);
        place.says("After");
    }
}
