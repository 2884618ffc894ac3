//! A build that is killed in the middle: every file is old or new, never half, and the next build heals.

use crate::support::{run, tree, write};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const POSTMORTEMS: usize = 120;

/// A site whose every page says a word.
fn site(folder: &Path, word: &str) {
    write(folder, "site.yaml", format!("title: {word}\n"));
    for number in 0..POSTMORTEMS {
        let (month, day) = (number / 28 % 12 + 1, number % 28 + 1);
        let text = format!(
            "---\ntitle: {word} {number}\nservices: [web]\nroot_cause: capacity\nstatus: closed\n\
             started: 2024-{month:02}-{day:02} 01:00 UTC\nresolved: 2024-{month:02}-{day:02} 02:00 UTC\n---\n\n\
             {word} happened.\n"
        );
        write(folder, &format!("content/postmortems/{number}.md"), text);
    }
}

fn built(folder: &Path, out: &Path) -> BTreeMap<String, Vec<u8>> {
    let ran = run(folder, &["build", "--out", out.to_str().unwrap()], &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    tree(out)
}

/// Starts a build and kills it as soon as the page of some postmortem is another: in the middle of putting pages in
/// place. Whether it was caught there.
fn kill_midway(folder: &Path, out: &Path, old: &BTreeMap<String, Vec<u8>>, watched: usize) -> bool {
    let page = format!("postmortems/{watched}/index.html");
    let mut build = Command::new(env!("CARGO_BIN_EXE_nevertwice"))
        .args(["build", "--quiet", "--out", out.to_str().unwrap()])
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begin = Instant::now();
    loop {
        let ended = build.try_wait().unwrap().is_some();
        let changed = std::fs::read(out.join(&page)).ok().as_ref() != old.get(&page);
        if changed || ended || begin.elapsed() > Duration::from_secs(60) {
            // SIGKILL: nothing of the program runs after it.
            build.kill().unwrap();
            return !ended && build.wait().unwrap().code().is_none();
        }
    }
}

#[test]
fn a_killed_build_leaves_no_half_file_and_the_next_one_heals() {
    let place = tempfile::tempdir().unwrap();
    let (folder, out) = (place.path().join("site"), place.path().join("out"));
    site(&folder, "Before");
    let old = built(&folder, &out);
    site(&folder, "After");
    let new = built(&folder, &place.path().join("fresh"));
    let mut caught = false;
    // On a busy machine a build may end before it is caught.
    let rounds = [0, 60, 119, 30, 90, 15, 75, 105].into_iter().enumerate();
    for (round, watched) in rounds {
        if caught && round >= 2 {
            break;
        }
        site(&folder, "Before");
        assert!(built(&folder, &out) == old);
        site(&folder, "After");
        caught |= kill_midway(&folder, &out, &old, watched);
        for (path, bytes) in tree(&out) {
            let manifest = path.ends_with(nevertwice::output::MANIFEST);
            let known = old.get(&path) == Some(&bytes) || new.get(&path) == Some(&bytes);
            // What is being put in place stands in dot files until it is there.
            let temporary = path.rsplit('/').next().is_some_and(|name| name.starts_with('.'));
            assert!(known || manifest || temporary, "`{path}` is neither old nor new");
        }
        assert!(
            built(&folder, &out) == new,
            "the next build gives the bytes of a fresh one"
        );
    }
    assert!(caught, "no build was caught in the middle");
}
