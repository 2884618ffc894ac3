//! What must hold of the source tree itself: the order of its layers, the size of its files, and that nothing is left
//! over. See ARCHITECTURE.md.

#![expect(clippy::disallowed_methods, reason = "a test may read the source tree")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The most lines of one file; what is longer is two things.
const LONGEST: usize = 400;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder of the repository with an ending, sorted.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = walkdir::WalkDir::new(root().join(folder))
        .into_iter()
        .map(|entry| entry.expect("the tree can be read").into_path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{folder} has files");
    found
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("sources are text")
}

/// The modules of src/lib.rs, in layers: blank lines part them.
fn layers() -> Vec<BTreeSet<String>> {
    let text = read(&root().join("src/lib.rs"));
    let modules = |part: &str| {
        let lines = part.lines();
        let names = lines.filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
        names.map(str::to_owned).collect::<BTreeSet<_>>()
    };
    text.split("\n\n")
        .map(modules)
        .filter(|layer| !layer.is_empty())
        .collect()
}

/// The text of a file without its tests and comments: what follows `#[cfg(test)]` is a test.
fn code(text: &str) -> String {
    let mut out = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim() == "#[cfg(test)]" {
            let first = lines.next().unwrap_or_default();
            let indent = first.len() - first.trim_start().len();
            if first.ends_with('{') {
                let end = format!("{}}}", " ".repeat(indent));
                lines.by_ref().take_while(|line| *line != end).for_each(drop);
            }
            continue;
        }
        if !line.trim_start().starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// The top modules that a text names after `crate::`, in `use` groups too.
fn named(code: &str) -> BTreeSet<String> {
    let word = |text: &str| -> String {
        let end = text.find(|char: char| !char.is_alphanumeric() && char != '_');
        text[..end.unwrap_or(text.len())].to_owned()
    };
    let mut names = BTreeSet::new();
    for (at, prefix) in code.match_indices("crate::") {
        let rest = &code[at + prefix.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            names.insert(word(rest));
            continue;
        };
        let mut depth = 1;
        let mut start = 0;
        for (at, char) in group.char_indices() {
            match char {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 1 && char == ',' || depth == 0 {
                names.insert(word(group[start..at].trim_start()));
                start = at + 1;
            }
            if depth == 0 {
                break;
            }
        }
    }
    names.remove("");
    names
}

/// The tests of a file or folder of their own.
fn is_test(path: &Path) -> bool {
    let inside = path.strip_prefix(root()).unwrap_or(path);
    let mut parts = inside.iter().filter_map(|part| part.to_str());
    parts.any(|part| matches!(part.trim_end_matches(".rs"), "tests" | "testing" | "fixtures"))
}

#[test]
fn a_module_names_only_layers_below_it() {
    let layers = layers();
    let floor: BTreeMap<&str, usize> = layers
        .iter()
        .enumerate()
        .flat_map(|(floor, layer)| layer.iter().map(move |name| (name.as_str(), floor)))
        .collect();
    let mut wrong = Vec::new();
    for path in files("src", "rs") {
        let inside = path.strip_prefix(root().join("src")).unwrap();
        let top = inside.iter().next().and_then(|part| part.to_str()).unwrap();
        let top = top.trim_end_matches(".rs");
        if matches!(top, "lib" | "main" | "cli") || is_test(&path) {
            continue;
        }
        let own = floor
            .get(top)
            .unwrap_or_else(|| panic!("src/lib.rs has no layer for `{top}`"));
        for name in named(&code(&read(&path))) {
            let other = floor.get(name.as_str());
            if name != top && other.is_some_and(|other| other >= own) {
                wrong.push(format!(
                    "{} names `{name}`, which is not below `{top}`",
                    inside.display()
                ));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_reader_of_imports_sees_them() {
    let text = "use crate::{a::{self, b}, c};\nuse crate::d::E;\n// crate::f\n\
                fn g() { crate::h::i() }\n#[cfg(test)]\nmod tests {\n    use crate::j;\n}\nuse crate::k;\n";
    let names: Vec<String> = named(&code(text)).into_iter().collect();
    assert_eq!(names, ["a", "c", "d", "h", "k"]);
}

#[test]
fn no_file_is_longer_than_one_thing() {
    let all = files("src", "rs").into_iter().chain(files("tests", "rs"));
    let long = all.filter_map(|path| {
        let lines = read(&path).lines().count();
        (lines > LONGEST).then(|| format!("{}: {lines} lines", path.display()))
    });
    assert_eq!(long.collect::<Vec<_>>(), Vec::<String>::new());
}
