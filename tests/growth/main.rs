//! Time and output grow with the size of a text, whatever it is made of.
//!
//! `NEVERTWICE_GROWTH=250,500,1000,2000 cargo test --release --test growth -- --nocapture` prints the user time of `check`,
//! `show` and `build` for texts of so many kB of each kind; with `NEVERTWICE_GROWTH_ONLY=html` of some kinds alone, by a
//! part of their names.

mod kinds;

use kinds::Kind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

const COMMANDS: [&[&str]; 3] = [
    &["check"],
    &["show", "content/postmortems/c.md", "--format", "json"],
    &["build", "--keep-going"],
];
/// How long one command may take, in seconds.
const PATIENCE: &str = "30";

/// A site of one text, and what commands say of it.
struct Site(tempfile::TempDir);

impl Site {
    fn of(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let posts = folder.path().join("content/postmortems");
        fs::create_dir_all(&posts).unwrap();
        let settings = "title: T\nbase_url: https://a.example/\n";
        fs::write(folder.path().join("site.yaml"), settings).unwrap();
        fs::write(posts.join("c.md"), text).unwrap();
        // What else there is must be built, whatever is in that text.
        let other = "---\ntitle: Other\n---\n\nNothing.\n";
        fs::write(posts.join("other.md"), other).unwrap();
        Self(folder)
    }

    /// The bytes that a command writes: what it says, and what it builds.
    fn bytes(&self, arguments: &[&str]) -> usize {
        let run = Command::new(program())
            .args(arguments)
            .current_dir(self.0.path())
            .output()
            .unwrap();
        let code = run.status.code();
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(matches!(code, Some(0 | 1)), "{arguments:?}: {code:?} {said}");
        if arguments[0] == "build" {
            let other = self.0.path().join("public/postmortems/other/index.html");
            assert!(other.is_file(), "the rest is not built: {said}");
        }
        let _ = fs::remove_dir_all(self.0.path().join(".nevertwice"));
        run.stdout.len() + run.stderr.len() + size(&self.0.path().join("public"))
    }

    /// The seconds of user time that a command takes, on one core; None where it takes too long.
    fn seconds(&self, arguments: &[&str]) -> Option<f64> {
        let script = format!("timeout {PATIENCE} \"$0\" \"$@\" >/dev/null 2>&1; echo $?; times");
        let run = Command::new("bash")
            .args(["-c", &script])
            .arg(program())
            .args(arguments)
            .env("RAYON_NUM_THREADS", "1")
            .current_dir(self.0.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&run.stdout).into_owned();
        let mut lines = said.lines();
        let code = lines.next().unwrap();
        let user = lines.nth(1).unwrap().split(' ').next().unwrap().to_owned();
        let (minutes, seconds) = user.trim_end_matches('s').split_once('m').unwrap();
        let seconds = minutes.parse::<f64>().unwrap() * 60.0 + seconds.parse::<f64>().unwrap();
        matches!(code, "0" | "1").then_some(seconds)
    }
}

/// The program under test: another one, such as an optimised build, where the environment names it.
fn program() -> PathBuf {
    let named = env::var_os("NEVERTWICE_PROGRAM").map(PathBuf::from);
    named.unwrap_or_else(|| env!("CARGO_BIN_EXE_nevertwice").into())
}

fn size(path: &Path) -> usize {
    let files = walkdir::WalkDir::new(path).into_iter().flatten();
    let lengths = files.filter(|file| file.file_type().is_file());
    lengths
        .map(|file| usize::try_from(file.metadata().unwrap().len()).unwrap())
        .sum()
}

fn chosen() -> Vec<Kind> {
    let only = env::var("NEVERTWICE_GROWTH_ONLY").unwrap_or_default();
    kinds::all().filter(|(name, _)| name.contains(&only)).collect()
}

#[test]
fn output_grows_with_the_text() {
    let (small, large) = (8 << 10, 16 << 10);
    for (name, text) in chosen() {
        let sites = [small, large].map(|size| Site::of(&text(size)));
        for command in COMMANDS {
            let [once, twice] = [&sites[0], &sites[1]].map(|site| site.bytes(command));
            let more = twice.saturating_sub(once);
            // A text shows itself and the marks around it a few times; never more the larger it is.
            assert!(
                twice * 10 <= once * 23 && more <= 120 * (large - small),
                "{name}: {command:?} writes {once} bytes, and {twice} for twice the text"
            );
        }
    }
}

#[test]
fn user_time_grows_with_the_text() {
    let Ok(sizes) = env::var("NEVERTWICE_GROWTH") else {
        return;
    };
    let sizes: Vec<usize> = sizes
        .split(',')
        .map(|size| size.trim().parse().unwrap())
        .collect();
    println!(
        "| kind | command | {} kB |",
        sizes
            .iter()
            .map(usize::to_string)
            .collect::<Vec<_>>()
            .join(" kB | ")
    );
    println!("|---|---|{}", "--:|".repeat(sizes.len()));
    for (name, text) in chosen() {
        let mut times = [const { Vec::new() }; COMMANDS.len()];
        for size in &sizes {
            let site = Site::of(&text(size * 1000));
            for (command, times) in COMMANDS.iter().zip(&mut times) {
                // What took too long takes longer still.
                let known = !matches!(times.last(), Some(None));
                times.push(known.then(|| site.seconds(command)).flatten());
            }
        }
        for (command, times) in COMMANDS.iter().zip(&times) {
            let shown = times.iter().map(|time| match time {
                Some(time) => format!("{time:.2}"),
                None => format!("> {PATIENCE}"),
            });
            println!(
                "| {name} | {} | {} |",
                command[0],
                shown.collect::<Vec<_>>().join(" | ")
            );
        }
    }
}
