//! Sites in `tests/golden/`, each with its own small content for one purpose, built and held against what
//! lies in its `expected/` (whole files; of pages the `<main>` only, and of the figures in it the words; in `paths.txt`
//! the paths of all files), and crawled. How figures are drawn is read back from them in `src/figure/tests/`. `UPDATE=1 cargo test --test site golden` writes them anew; an empty file in `expected/` asks for
//! one more.

use crate::links;
use crate::support::{run, tree};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// The paths of the output, in `expected/`.
const PATHS: &str = "paths.txt";

#[test]
fn sites_are_built_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut sites: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    sites.sort();
    let wrong: String = std::thread::scope(|scope| {
        let runs: Vec<_> = sites
            .iter()
            .map(|site| scope.spawn(|| differences(site)))
            .collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "{wrong}");
}

/// Builds a site, and tells how its output differs from what is expected.
fn differences(site: &Path) -> String {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("public");
    let ran = run(site, &["build", "--out", out.to_str().unwrap()], &[]);
    let name = site.file_name().unwrap().to_string_lossy();
    assert_eq!(ran.code, 0, "{name}: {}", ran.err);
    let built: BTreeMap<String, Vec<u8>> = tree(&out)
        .into_iter()
        .filter(|(path, _)| out.join(path).is_file())
        .collect();
    let paths: String = built
        .keys()
        .fold(String::new(), |paths, path| paths + path + "\n");
    let folder = site.join("expected");
    let update = std::env::var_os("UPDATE").is_some();
    if update && !folder.exists() {
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join(PATHS), "").unwrap();
    }
    let settings = fs::read_to_string(site.join("site.yaml")).unwrap();
    let base = settings.lines().find_map(|line| line.strip_prefix("base_url: "));
    let base = base.unwrap_or("https://incidents.example");
    let mut wrong: String = links::faults(&out, &format!("{}/", base.trim_end_matches('/')))
        .lines()
        .map(|fault| format!("{name}: {fault}\n"))
        .collect();
    for (path, expected) in tree(&folder) {
        let file = folder.join(&path);
        if file.is_dir() {
            continue;
        }
        let found = match built.get(&path) {
            _ if path == PATHS => Some(paths.clone().into_bytes()),
            Some(bytes) if path.ends_with(".html") => Some(main(bytes)),
            found => found.cloned(),
        };
        match found {
            None if update => fs::remove_file(&file).unwrap(),
            None => writeln!(wrong, "{name}: `{path}` is expected, and was not built").unwrap(),
            Some(found) if update => fs::write(&file, found).unwrap(),
            Some(found) if found != expected => wrong += &difference(&name, &path, &expected, &found),
            Some(_) => {}
        }
    }
    assert!(folder.join(PATHS).is_file(), "{name} has no expected/{PATHS}");
    wrong
}

/// What is in the `<main>` of a page; all of it where it has none.
fn main(page: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(page).unwrap();
    let inner = text
        .split_once("<main")
        .and_then(|(_, rest)| rest.split_once("</main>"))
        .and_then(|(inner, _)| inner.split_once('>'));
    let lines = inner.map_or(text, |(_, inner)| inner).lines();
    // Which lines of a template leave nothing is no matter.
    let lines = lines.filter(|line| !line.trim().is_empty());
    figures_as_words(&lines.fold(String::new(), |lines, line| lines + line + "\n")).into_bytes()
}

/// The same with every SVG reduced to its words, one text a line: nobody reads coordinates in a difference.
fn figures_as_words(page: &str) -> String {
    let mut parts = page.split("<svg");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // One that holds another ends with that one.
        let (figure, rest) = part.split_once("</svg>").unwrap_or((part, ""));
        out += "<svg>\n";
        for text in figure.split("<text ").skip(1) {
            let text = text.split_once("</text>").map_or(text, |(text, _)| text);
            let words = text.split('<').filter_map(|piece| Some(piece.split_once('>')?.1));
            let words: String = words.collect();
            if !words.trim().is_empty() {
                out = out + words.trim() + "\n";
            }
        }
        out = out + "</svg>" + rest;
    }
    out
}

/// The first line that differs.
fn difference(site: &str, path: &str, expected: &[u8], found: &[u8]) -> String {
    let (expected, found) = (String::from_utf8_lossy(expected), String::from_utf8_lossy(found));
    let (mut old, mut new) = (expected.lines(), found.lines());
    for number in 1.. {
        match (old.next(), new.next()) {
            (None, None) => break,
            (old, new) if old == new => {}
            (old, new) => {
                let [old, new] = [old, new].map(|line| line.unwrap_or("(no such line)"));
                return format!("{site}: `{path}`, line {number}:\n  expected {old}\n  found    {new}\n");
            }
        }
    }
    format!("{site}: `{path}` differs in the ends of its lines\n")
}
