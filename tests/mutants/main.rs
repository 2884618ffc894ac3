//! Inputs that were cut, repeated, crossed and spoilt at random, held to the oracles of `fuzz/`: what the fuzzing finds in
//! hours, this finds again in seconds on any toolchain. The same inputs in every run; `NEVERTWICE_MUTANTS=100000` tries so
//! many of each kind, with `NEVERTWICE_SEED=7` others.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test looks at files and runs for some time"
)]

#[expect(unreachable_pub, reason = "the oracles are also those of another package")]
#[path = "../../fuzz/src/oracles.rs"]
mod oracles;

use std::fs;
use std::path::Path;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }
}

fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Bytes that mean something somewhere.
const PIECES: &[&str] = &[
    "<",
    ">",
    "</",
    "<!--",
    "-->",
    "<div>",
    "<b>",
    "</b>",
    "<p",
    "<script>",
    "</script>",
    " onload=x",
    "\"",
    "'",
    "&",
    "&lt;",
    "&#0;",
    "\u{0}",
    "\u{ffff}",
    "\u{fffd}",
    "\r",
    "\r\n",
    "\n\n",
    "\n---\n",
    ": ",
    "- ",
    "  - ",
    "[",
    "](",
    ")",
    "![",
    "|",
    "|-|-|\n",
    "`",
    "```\n",
    "*",
    "**",
    "_",
    "~~",
    "# ",
    "## Timeline\n\n",
    "## Impact\n",
    "> ",
    "1. ",
    "- [ ] ",
    "@ada ",
    "10:00",
    "25:61",
    "2024-02-30",
    "2024-03-04T10:00:00Z",
    "UTC",
    "+14:30",
    "Mar 5",
    "javascript:",
    "http://",
    "data:text/html,",
    "é",
    "日本",
    "\u{202e}",
    "\u{301}",
    "🔥",
    ":fire:",
    "\\",
    "\t",
    "9999999999999999999",
    "-1",
    "{",
    "}",
    "&a",
    "*a",
    "!!str ",
    "null",
    "~",
    "'\n",
    "Content-Length: 0\r\n",
    "Transfer-Encoding: chunked\r\n",
    "%2e%2e/",
    "%00",
    "../",
    "/",
    "\\u0000",
    "\"files\"",
];

/// Another input, made of some.
fn mutant(seeds: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seeds[dice.below(seeds.len())].clone();
    for _ in 0..=dice.below(6) {
        let (one, other) = (dice.below(bytes.len() + 1), dice.below(bytes.len() + 1));
        let (from, to) = (one.min(other), one.max(other).min(one.min(other) + 400));
        match dice.below(7) {
            0 => drop(bytes.drain(from..to)),
            1 => {
                let part = bytes[from..to].to_vec();
                bytes.splice(to..to, part);
            }
            2 => {
                let piece = PIECES[dice.below(PIECES.len())].as_bytes();
                let many = if dice.below(8) == 0 {
                    1 + dice.below(200)
                } else {
                    1
                };
                bytes.splice(from..from, piece.repeat(many));
            }
            3 => {
                let piece = PIECES[dice.below(PIECES.len())].as_bytes();
                bytes.splice(from..to.min(from + 8), piece.iter().copied());
            }
            4 if from < bytes.len() => bytes[from] = u8::try_from(dice.below(256)).unwrap(),
            5 => {
                let other = &seeds[dice.below(seeds.len())];
                let begin = dice.below(other.len() + 1);
                let end = other.len().min(begin + 1 + dice.below(300));
                bytes.splice(from..from, other[begin..end].iter().copied());
            }
            _ => bytes.truncate(from.max(bytes.len() / 2)),
        }
    }
    bytes.truncate(16 << 10);
    bytes
}

/// Tries the hand-written cases of a target, then what becomes of them.
fn try_all(name: &str, oracle: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/seeds")
        .join(name);
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let seeds: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
    let count = asked("NEVERTWICE_MUTANTS").unwrap_or(60);
    let mut dice = Dice(asked("NEVERTWICE_SEED").unwrap_or(20_240_304));
    let kept = std::env::temp_dir().join(format!("nevertwice-{name}-{}.bin", std::process::id()));
    let mutants = (0..count).map(|_| mutant(&seeds, &mut dice)).collect::<Vec<_>>();
    for bytes in seeds.iter().chain(&mutants) {
        let tried = std::panic::catch_unwind(|| oracle(bytes));
        if tried.is_err() {
            fs::write(&kept, bytes).unwrap();
            panic!(
                "{name}: the input is in {}: {:?}",
                kept.display(),
                String::from_utf8_lossy(bytes)
            );
        }
    }
}

#[test]
fn documents() {
    try_all("document", oracles::document);
}

#[test]
fn front_matter() {
    try_all("front_matter", oracles::front_matter);
}

#[test]
fn timelines() {
    try_all("timeline", oracles::timeline);
}

#[test]
fn settings() {
    try_all("site_yaml", oracles::site_yaml);
}

#[test]
fn imports() {
    try_all("import", oracles::import);
}

#[test]
fn requests() {
    try_all("request", oracles::request);
}

#[test]
fn manifests() {
    try_all("manifest", oracles::manifest);
}
