//! A build that is killed in the middle: every file is old or new, never half, and the next build heals.
//!
//! `NEVERTWICE_KILLS=200 cargo test --test site killed` kills at so many random moments; without it, at ten.

use crate::support::{run, tree, write};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const POSTMORTEMS: usize = 120;
/// How many there are where the moment is random.
const FEW: usize = 40;

/// A site whose every page says a word.
fn site(folder: &Path, word: &str, count: usize) {
    write(folder, "site.yaml", format!("title: {word}\n"));
    for number in 0..count {
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

fn start(folder: &Path, out: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_nevertwice"))
        .args(["build", "--quiet", "--out", out.to_str().unwrap()])
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// All that is in an output folder is as one of two builds wrote it.
fn assert_whole(out: &Path, old: &BTreeMap<String, Vec<u8>>, new: &BTreeMap<String, Vec<u8>>) {
    let now = tree(out);
    for (path, bytes) in &now {
        let manifest = path.ends_with(nevertwice::output::MANIFEST);
        let known = old.get(path) == Some(bytes) || new.get(path) == Some(bytes);
        // What is being put in place stands in dot files until it is there.
        let temporary = path.rsplit('/').next().is_some_and(|name| name.starts_with('.'));
        assert!(known || manifest || temporary, "`{path}` is neither old nor new");
    }
    let stays = old.keys().filter(|path| new.contains_key(*path));
    for path in stays {
        assert!(
            now.contains_key(path),
            "`{path}` is gone, though both builds have it"
        );
    }
}

/// Starts a build and kills it as soon as the page of some postmortem is another: in the middle of putting pages in
/// place. Whether it was caught there.
fn kill_midway(folder: &Path, out: &Path, old: &BTreeMap<String, Vec<u8>>, watched: usize) -> bool {
    let page = format!("postmortems/{watched}/index.html");
    let mut build = start(folder, out);
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
    site(&folder, "Before", POSTMORTEMS);
    let old = built(&folder, &out);
    site(&folder, "After", POSTMORTEMS);
    let new = built(&folder, &place.path().join("fresh"));
    let mut caught = false;
    // On a busy machine a build may end before it is caught.
    let rounds = [0, 60, 119, 30, 90, 15, 75, 105].into_iter().enumerate();
    for (round, watched) in rounds {
        if caught && round >= 2 {
            break;
        }
        site(&folder, "Before", POSTMORTEMS);
        assert!(built(&folder, &out) == old);
        site(&folder, "After", POSTMORTEMS);
        caught |= kill_midway(&folder, &out, &old, watched);
        assert_whole(&out, &old, &new);
        assert!(
            built(&folder, &out) == new,
            "the next build gives the bytes of a fresh one"
        );
    }
    assert!(caught, "no build was caught in the middle");
}

#[test]
fn a_build_that_is_killed_at_any_moment_leaves_the_old_site_or_the_new_one() {
    let place = tempfile::tempdir().unwrap();
    let (folder, out) = (place.path().join("site"), place.path().join("out"));
    site(&folder, "Before", FEW);
    let old = built(&folder, &out);
    site(&folder, "After", FEW);
    let begin = Instant::now();
    let new = built(&folder, &place.path().join("fresh"));
    let whole = begin.elapsed();
    let asked = std::env::var("NEVERTWICE_KILLS").ok();
    let rounds: u32 = asked.and_then(|rounds| rounds.parse().ok()).unwrap_or(10);
    let mut dice = 20_240_304_u64;
    for round in 0..rounds {
        let before = if round % 2 == 0 {
            (&old, &new, "After")
        } else {
            (&new, &old, "Before")
        };
        site(&folder, before.2, FEW);
        let mut build = start(&folder, &out);
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let part = u32::try_from(dice >> 44).unwrap() % 1100;
        std::thread::sleep(whole * part / 1000);
        build.kill().unwrap();
        build.wait().unwrap();
        assert_whole(&out, before.0, before.1);
        assert!(&built(&folder, &out) == before.1, "round {round} does not heal");
    }
}
