//! Time and output grow with the size of a text, whatever it is made of.
//!
//! `NEVERTWICE_GROWTH=250,500,1000,2000 cargo test --release --test growth -- --nocapture` prints the user time of `check`,
//! `show` and `build` for texts of so many kB of each kind; with `NEVERTWICE_GROWTH_ONLY=html` of some kinds alone, by a
//! part of their names.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test writes files, runs the program and measures it"
)]

mod kinds;

use kinds::Kind;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

const COMMANDS: [&[&str]; 3] = [
    &["check"],
    &["show", "content/postmortems/c.md", "--format", "json"],
    &["build", "--keep-going"],
];
/// How many seconds of a processor one command may take.
const PATIENCE: &str = "30";

/// A site with some texts, each by its name.
struct Site(tempfile::TempDir);

impl Site {
    fn of<'a>(texts: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let posts = folder.path().join("content/postmortems");
        fs::create_dir_all(&posts).unwrap();
        let settings = "title: T\nbase_url: https://a.example/\n";
        fs::write(folder.path().join("site.yaml"), settings).unwrap();
        for (name, text) in texts {
            fs::write(posts.join(format!("{name}.md")), text).unwrap();
        }
        Self(folder)
    }

    fn run(&self, arguments: &[&str]) -> String {
        let run = Command::new(program())
            .args(arguments)
            .current_dir(self.0.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(matches!(run.status.code(), Some(0 | 1)), "{arguments:?}: {said}");
        String::from_utf8(run.stdout).unwrap()
    }

    /// The bytes that are told of each text, and those that its page takes.
    fn bytes(&self) -> BTreeMap<String, (usize, usize)> {
        let report = self.run(&["check", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        let mut told: BTreeMap<String, usize> = BTreeMap::new();
        let lists = ["findings", "questions"].map(|list| report[list].as_array().unwrap());
        for finding in lists.into_iter().flatten() {
            let name = Path::new(finding["path"].as_str().unwrap()).file_stem().unwrap();
            *told.entry(name.to_string_lossy().into_owned()).or_default() += finding.to_string().len();
        }
        self.run(&["build", "--keep-going"]);
        let page = |name: &str| size(&self.0.path().join("public/postmortems").join(name));
        let names = kinds::all().map(|(name, _)| name);
        names
            .map(|name| {
                (
                    name.to_owned(),
                    (told.get(name).copied().unwrap_or(0), page(name)),
                )
            })
            .collect()
    }

    /// The seconds of user time that a command takes, on one core; None where it takes too long, however busy the machine is.
    fn seconds(&self, arguments: &[&str]) -> Option<f64> {
        let script = format!("ulimit -t {PATIENCE}; \"$0\" \"$@\" >/dev/null 2>&1; echo $?; times");
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
    let (small, large) = (4 << 10, 8 << 10);
    let [once, twice] = [small, large].map(|size| {
        let site = Site::of(chosen().into_iter().map(|(name, text)| (name, text(size))));
        site.bytes()
    });
    let mut pages = 0;
    for (name, _) in chosen() {
        let (once, twice) = (once[name], twice[name]);
        for (what, once, twice) in [("findings", once.0, twice.0), ("the page", once.1, twice.1)] {
            // A text shows itself and the marks around it some times, and no more times the larger it is.
            let more = twice.saturating_sub(once);
            assert!(
                more <= once.max(20_000) * 13 / 10 && more <= 120 * (large - small),
                "{name}: {what} take {once} bytes, and {twice} for twice the text"
            );
            assert!(
                what == "the page" || twice < 100_000,
                "{name}: {twice} bytes of findings"
            );
        }
        pages += usize::from(twice.1 > 0);
    }
    // Whatever is in one text, the others are built.
    assert!(pages * 10 > chosen().len() * 7, "{pages} pages");
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
            let site = Site::of([("c", text(size * 1000))]);
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
