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

/// The paths that a text names from `crate` or `super` on, those of `use` groups one by one.
fn paths(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for root in ["crate::", "super::"] {
        for (at, _) in code.match_indices(root) {
            let before = code[..at].chars().next_back();
            if !before.is_some_and(|char| char.is_alphanumeric() || char == '_' || char == ':') {
                tree(&code[at..], &mut Vec::new(), &mut found);
            }
        }
    }
    found
}

/// Reads `a::{b, c::d}` at the start of a text; what follows it.
fn tree<'a>(text: &'a str, prefix: &mut Vec<String>, found: &mut Vec<Vec<String>>) -> &'a str {
    let length = prefix.len();
    let mut rest = text;
    loop {
        if let Some(group) = rest.strip_prefix('{') {
            rest = group.trim_start();
            while !rest.is_empty() && !rest.starts_with('}') {
                let after = tree(rest, prefix, found);
                let end = after.find([',', '}']).unwrap_or(after.len());
                rest = after[end..].trim_start_matches(',').trim_start();
            }
            rest = rest.strip_prefix('}').unwrap_or(rest);
            break;
        }
        let end = rest.find(|char: char| !char.is_alphanumeric() && char != '_');
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        if word.is_empty() {
            break;
        }
        prefix.push(word.to_owned());
        rest = after;
        match rest.strip_prefix("::") {
            Some(more)
                if more.starts_with(|char: char| char.is_alphabetic() || char == '{' || char == '_') =>
            {
                rest = more
            }
            _ => {
                found.push(prefix.clone());
                break;
            }
        }
    }
    prefix.truncate(length);
    rest
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
    let top = |module: &str| module.split("::").next().unwrap_or_default().to_owned();
    let mut wrong = BTreeSet::new();
    for (module, named) in graph() {
        let own = top(&module);
        if own == "cli" {
            continue;
        }
        let height = floor
            .get(own.as_str())
            .unwrap_or_else(|| panic!("src/lib.rs has no layer for `{own}`"));
        for other in named.iter().map(|named| top(named)).filter(|other| *other != own) {
            if floor.get(other.as_str()).is_some_and(|other| other >= height) {
                wrong.insert(format!("{module} names `{other}`, which is not below `{own}`"));
            }
        }
    }
    assert_eq!(wrong, BTreeSet::new());
}

#[test]
fn the_reader_of_imports_sees_them() {
    let text = "use crate::{a::{self, b}, c};\nuse super::d::E;\n// crate::f\n\
                fn g() { super::super::h::i() }\n#[cfg(test)]\nmod tests {\n    use crate::j;\n}\nuse crate::k;\n";
    let paths: BTreeSet<String> = paths(&code(text)).iter().map(|path| path.join("::")).collect();
    let expected = [
        "crate::a::b",
        "crate::a::self",
        "crate::c",
        "crate::k",
        "super::d::E",
        "super::super::h::i",
    ];
    assert_eq!(paths, expected.map(str::to_owned).into());
}

/// Files that name each other, since what they read holds itself: date in range in date, HTML in Markdown in HTML,
/// maps in lists in maps.
const GRAMMARS: [&[&str]; 3] = [
    &[
        "text::clock::after_date",
        "text::clock::date",
        "text::clock::equivalent",
        "text::clock::prose",
        "text::clock::range",
        "text::clock::stamp",
        "text::clock::year_first",
    ],
    &["text::blocks::html", "text::blocks::markdown"],
    &["yaml::fields", "yaml::value_kind"],
];

/// Some paths of a text, and those that go on from the last name of one: `pages::checks::KIND` after `use crate::pages`.
fn through_imports(code: &str, paths: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let mut all = paths.clone();
    for path in paths {
        let Some((last, before)) = path.split_last() else {
            continue;
        };
        for (at, _) in code.match_indices(&format!("{last}::")) {
            let goes_on = |char: char| char.is_alphanumeric() || char == '_' || char == ':';
            if !code[..at].ends_with(goes_on) {
                tree(&code[at..], &mut before.to_vec(), &mut all);
            }
        }
    }
    all
}

/// The modules of the library by name, with those that each names. That a file names the ones above it is no arrow: it
/// is a part of them.
fn graph() -> BTreeMap<String, BTreeSet<String>> {
    let source = root().join("src");
    let module = |path: &Path| {
        let inside = path.strip_prefix(&source).unwrap_or(path).with_extension("");
        let parts: Vec<_> = inside.iter().filter_map(|part| part.to_str()).collect();
        parts.join("::")
    };
    let library = files("src", "rs").into_iter().filter(|path| !is_test(path));
    let library = library.filter(|path| !matches!(module(path).as_str(), "lib" | "main"));
    let texts: BTreeMap<String, String> = library.map(|path| (module(&path), code(&read(&path)))).collect();
    let arrows = |(name, text): (&String, &String)| {
        let named = through_imports(text, paths(text)).into_iter().filter_map(|path| {
            let mut place: Vec<&str> = name.split("::").collect();
            let mut rest = path.as_slice();
            match rest.split_first() {
                Some((first, after)) if first == "crate" => (place, rest) = (Vec::new(), after),
                _ => {
                    while let Some((_, after)) = rest.split_first().filter(|(first, _)| *first == "super") {
                        place.pop();
                        rest = after;
                    }
                }
            }
            place.extend(rest.iter().map(String::as_str));
            let mut found = (1..=place.len()).rev().map(|length| place[..length].join("::"));
            let found = found.find(|module| texts.contains_key(module))?;
            let above = *name == found || name.starts_with(&format!("{found}::"));
            (!above).then_some(found)
        });
        (name.clone(), named.collect())
    };
    texts.iter().map(arrows).collect()
}

/// All that a module names, and what those name, and so on.
fn reached<'a>(graph: &'a BTreeMap<String, BTreeSet<String>>, from: &'a str) -> BTreeSet<&'a str> {
    let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(module) = next.pop() {
        let named = graph.get(module).into_iter().flatten().map(String::as_str);
        next.extend(named.filter(|named| seen.insert(*named)));
    }
    seen
}

#[test]
fn files_name_each_other_only_where_a_grammar_does() {
    let graph = graph();
    let reach: BTreeMap<&str, BTreeSet<&str>> = graph
        .keys()
        .map(|module| (module.as_str(), reached(&graph, module)))
        .collect();
    let circles: BTreeSet<Vec<&str>> = reach
        .iter()
        .filter(|(module, reached)| reached.contains(*module))
        .map(|(module, reached)| {
            let back = |other: &&str| reach.get(*other).is_some_and(|back| back.contains(module));
            reached.iter().copied().filter(back).collect()
        })
        .collect();
    let allowed: BTreeSet<Vec<&str>> = GRAMMARS.iter().map(|grammar| grammar.to_vec()).collect();
    assert_eq!(circles, allowed);
}

/// A file that no `mod` names is compiled and tested by nobody.
#[test]
fn every_file_is_a_module() {
    let src = root().join("src");
    for path in files("src", "rs") {
        let name = path
            .file_stem()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let folder = path.parent().unwrap_or(&src);
        let parents = match folder == src {
            true => vec![src.join("lib.rs"), src.join("main.rs")],
            false => vec![folder.with_extension("rs")],
        };
        let line = format!("mod {name};");
        let declared = |parent: &PathBuf| {
            read(parent)
                .lines()
                .any(|other| other.trim_start().ends_with(&line))
        };
        assert!(
            parents.contains(&path) || parents.iter().any(declared),
            "{} is not compiled: {} lacks the line `{line}`",
            path.display(),
            parents[0].display()
        );
    }
}

#[test]
fn no_expectation_is_left_over() {
    let folder = root().join("tests/cli");
    let mut left = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("the folder of cases") {
        let path = entry.expect("a case").path();
        let case = |ending: &str| path.with_extension(ending).is_file();
        if !case("trycmd") && !case("toml") {
            left.push(path);
        }
    }
    let tests: String = files("src", "rs").iter().map(|path| read(path)).collect();
    for path in files("src", "snap") {
        let name = path
            .file_stem()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let test = name.rsplit("__").next().unwrap_or_default();
        if !tests.contains(&format!("fn {test}()")) {
            left.push(path);
        }
    }
    assert_eq!(left, Vec::<PathBuf>::new());
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

/// Each dependency is used, and docs/dependencies.md says what for.
#[test]
fn every_dependency_has_a_reason() {
    let manifest = read(&root().join("Cargo.toml"));
    let reasons = read(&root().join("docs/dependencies.md"));
    let sources: String = files("src", "rs").iter().map(|path| read(path)).collect();
    let (_, rest) = manifest.split_once("\n[dependencies]\n").unwrap();
    let (listed, _) = rest.split_once("\n[build-dependencies]\n").unwrap();
    let names = listed.lines().filter_map(|line| line.split_once(" = "));
    let mut count = 0;
    for (name, _) in names.filter(|(name, _)| !name.starts_with('[')) {
        let used = format!("{}::", name.replace('-', "_"));
        assert!(sources.contains(&used), "{name} is not used");
        let told = |row: &str| row.starts_with("| ") && row.split(['|', ',']).any(|cell| cell.trim() == name);
        assert!(
            reasons.lines().any(told),
            "docs/dependencies.md does not say why {name} is there"
        );
        count += 1;
    }
    assert!(count > 30, "{count}");
}
