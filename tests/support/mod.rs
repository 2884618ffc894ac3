//! What the tests of the whole program share: a folder, a site in it, the program run on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;
use walkdir::WalkDir;

/// A temporary folder that commands run in.
pub(crate) struct Place(TempDir);

/// How a command ended.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    /// A folder with some files.
    pub(crate) fn with(files: &[(&str, &[u8])]) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        for (name, bytes) in files {
            place.write(name, bytes);
        }
        place
    }

    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.at(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Runs nevertwice in the folder.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        ran(Command::new(env!("CARGO_BIN_EXE_nevertwice"))
            .args(args)
            .current_dir(self.0.path())
            .output()
            .unwrap())
    }

    /// Every file below a folder with its bytes; links and empty folders too.
    pub(crate) fn tree(&self, name: &str) -> BTreeMap<String, Vec<u8>> {
        tree(&self.at(name))
    }
}

pub(crate) fn ran(output: Output) -> Ran {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap().display().to_string();
            let bytes = match entry.file_type().is_file() {
                true => fs::read(entry.path()).unwrap(),
                false => Vec::new(),
            };
            (name, bytes)
        })
        .collect()
}
