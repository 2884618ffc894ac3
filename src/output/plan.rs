//! What is checked before anything is written: the paths of the site, and what is there already.

use super::{Error, MANIFEST, Manifest, failed};
use crate::disk;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{fs, io};
use walkdir::WalkDir;

/// Whether a path stays in the output folder and is nobody else's: no part is empty, `.`, `..`, or ours.
pub(super) fn is_sound(path: &str) -> bool {
    let mut parts = path.split('/');
    !path.eq_ignore_ascii_case(MANIFEST)
        && !path.contains(['\\', '\0'])
        && (cfg!(not(windows)) || !path.contains(':'))
        && parts.all(|part| !matches!(part, "" | "." | ".."))
}

/// The folders that a path lies in, inner ones first.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').filter_map(|(at, _)| path.get(..at))
}

/// The folders that paths lie in, outer ones first.
pub(super) fn folders<'a>(paths: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut folders = BTreeSet::new();
    for path in paths {
        for folder in ancestors(path) {
            if !folders.insert(folder) {
                break;
            }
        }
    }
    folders
}

/// Checks sorted paths by themselves: each sound, none twice in any letter case, none the folder of another.
pub(super) fn check(paths: &[String]) -> Result<(), Error> {
    if let Some(path) = paths.iter().find(|path| !is_sound(path)) {
        return Err(Error::Unsound(path.clone()));
    }
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for path in paths {
        if let Some(other) = seen.insert(path.to_lowercase(), path) {
            return Err(Error::Collision(other.to_owned(), path.clone()));
        }
    }
    for (lower, path) in &seen {
        if let Some(file) = ancestors(lower).find_map(|folder| seen.get(folder)) {
            return Err(Error::Collision((*file).to_owned(), (*path).to_owned()));
        }
    }
    Ok(())
}

/// The length of each file that is there already and ours, in the order of the paths. A link, which no
/// build makes, is a stranger wherever it is, so that nothing is written through it.
pub(super) fn inspect(out: &Path, paths: &[String], old: &Manifest) -> Result<Vec<Option<u64>>, Error> {
    let mut strangers = Vec::new();
    let mut present = BTreeSet::new();
    if out.is_dir() {
        present.insert("");
    }
    for folder in folders(paths.iter().map(String::as_str)) {
        if !present.contains(ancestors(folder).next().unwrap_or_default()) {
            continue;
        }
        let path = out.join(folder);
        match look(&path)? {
            There::Nothing => {}
            There::Folder => {
                present.insert(folder);
            }
            There::File(_) if old.files.contains_key(folder) => {}
            There::File(_) | There::Other => strangers.push(path),
        }
    }
    let lower = LazyLock::new(|| -> BTreeMap<String, &String> {
        let paths = old.files.keys();
        paths.map(|path| (path.to_lowercase(), path)).collect()
    });
    // Ours under a name in other letters.
    let is_renamed = |name: &str, path: &Path| {
        let before = lower.get(&name.to_lowercase());
        before.is_some_and(|before| disk::is_one(&out.join(before), path))
    };
    let found: Vec<_> = paths
        .par_iter()
        .map(|name| {
            if !present.contains(ancestors(name).next().unwrap_or_default()) {
                return Ok(Ok(None));
            }
            let path = out.join(name);
            Ok(match look(&path)? {
                There::Nothing => Ok(None),
                There::File(length) if old.files.contains_key(name) => Ok(Some(length)),
                There::Folder if all_own(out, &path, old) => Ok(None),
                There::File(_) if is_renamed(name, &path) => Ok(None),
                _ => Err(path),
            })
        })
        .collect::<Result<_, Error>>()?;
    let mut lengths = Vec::with_capacity(found.len());
    for one in found {
        match one {
            Ok(length) => lengths.push(length),
            Err(stranger) => strangers.push(stranger),
        }
    }
    match strangers.is_empty() {
        true => Ok(lengths),
        false => Err(Error::Strangers(strangers)),
    }
}

/// The paths of earlier builds that make room for new ones: where a folder is to be a file or a file a folder, and where only
/// letter case differs. On a disk that does not tell letter case both are one file, which would go after it was written.
pub(super) fn in_the_way<'a>(stale: Vec<&'a str>, new: &Manifest) -> (Vec<&'a str>, Vec<&'a str>) {
    if stale.is_empty() {
        return (stale, Vec::new());
    }
    let needed = folders(new.files.keys().map(String::as_str));
    let lower: BTreeSet<String> = new.files.keys().map(|path| path.to_lowercase()).collect();
    stale.into_iter().partition(|path| {
        needed.contains(path)
            || ancestors(path).any(|folder| new.files.contains_key(folder))
            || lower.contains(&path.to_lowercase())
    })
}

/// Whether a listed path is a file in folders that are no links, as builds make them.
pub(super) fn is_own_file(out: &Path, path: &str) -> bool {
    let folder = |name: &str| matches!(look(&out.join(name)), Ok(There::Folder));
    matches!(look(&out.join(path)), Ok(There::File(_))) && ancestors(path).all(folder)
}

/// Strangers in words: all of a few, a few of many.
pub(super) fn listed(paths: &[PathBuf]) -> String {
    let shown: Vec<_> = paths
        .iter()
        .take(3)
        .map(|path| format!("`{}`", path.display()))
        .collect();
    let more = match paths.len() - shown.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{more}", shown.join(", "))
}

enum There {
    Nothing,
    File(u64),
    Folder,
    /// A link, a device.
    Other,
}

fn look(path: &Path) -> Result<There, Error> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => Ok(There::Folder),
        Ok(found) if found.is_file() => Ok(There::File(found.len())),
        Ok(_) => Ok(There::Other),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(There::Nothing),
        Err(error) => Err(failed("inspect", path)(error)),
    }
}

/// Whether a folder where a file is to be holds only files of ours, which are stale then.
fn all_own(out: &Path, folder: &Path, old: &Manifest) -> bool {
    WalkDir::new(folder).into_iter().all(|entry| {
        entry.is_ok_and(|entry| {
            let name = entry.path().strip_prefix(out).map(crate::path::slashes);
            entry.file_type().is_dir() || name.is_ok_and(|name| old.files.contains_key(&name))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing(paths: &[&str]) -> Manifest {
        let mut listing = Manifest::default();
        for path in paths {
            listing.files.insert((*path).to_owned(), String::new());
        }
        listing
    }

    #[test]
    fn what_differs_in_letter_case_makes_room_first() {
        let new = listing(&["postmortems/login/index.html", "a/b", "c"]);
        let stale = vec![
            "postmortems/Login/index.html",
            "postmortems/gone/index.html",
            "a",
            "c/d",
        ];
        assert_eq!(
            in_the_way(stale, &new),
            (
                vec!["postmortems/Login/index.html", "a", "c/d"],
                vec!["postmortems/gone/index.html"]
            )
        );
    }

    /// A link to one file under both names is what a disk shows that does not tell letter case.
    #[test]
    fn a_file_of_ours_in_other_letters_is_no_stranger() {
        let out = tempfile::tempdir().unwrap();
        let at = |name: &str| out.path().join(name);
        fs::write(at("Login.html"), "a").unwrap();
        fs::hard_link(at("Login.html"), at("login.html")).unwrap();
        fs::write(at("Other.html"), "b").unwrap();
        let old = listing(&["Login.html", "Other.html"]);
        let inspected = |name: &str| inspect(out.path(), &[name.to_owned()], &old);
        assert_eq!(inspected("Login.html").unwrap(), [Some(1)]);
        // It is written anew, since the name in other letters goes.
        assert_eq!(inspected("login.html").unwrap(), [None]);
        #[cfg(target_os = "linux")]
        {
            fs::write(at("other.html"), "mine").unwrap();
            assert!(inspected("other.html").is_err());
        }
    }
}
