//! What the tests of the whole program share: files in folders, and the program run in one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use walkdir::WalkDir;

/// How a command ended.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs nevertwice in a folder.
pub(crate) fn run(folder: &Path, args: &[&str], environment: &[(&str, &str)]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_nevertwice"))
        .args(args)
        .current_dir(folder)
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Writes a file and makes its folders.
pub(crate) fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Everything below a folder: files with their bytes, folders without.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = WalkDir::new(folder).into_iter().map(|entry| entry.unwrap());
    entries
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap();
            let bytes = match entry.file_type().is_file() {
                true => fs::read(entry.path()).unwrap(),
                false => Vec::new(),
            };
            (name.display().to_string(), bytes)
        })
        .collect()
}

/// Copies the sample site of the repository.
pub(crate) fn copy_sample(to: &Path) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    write(to, "site.yaml", fs::read(sample.join("site.yaml")).unwrap());
    let content = sample.join("content");
    for (name, bytes) in tree(&content) {
        if content.join(&name).is_file() {
            write(&to.join("content"), &name, bytes);
        }
    }
}
