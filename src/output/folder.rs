//! Which folders may be written to.

use super::Error;
use std::env;
use std::path::{Component, Path, PathBuf};

/// The real place of an output folder that a user names, for the site at `root`.
///
/// # Errors
/// When it holds or lies in the sources, is the site's root, the root of the disk or the user's home, or is no folder.
pub fn resolve(out: &Path, root: &Path) -> Result<PathBuf, Error> {
    let refused = |why| Error::Refused {
        out: out.to_path_buf(),
        why,
    };
    let real = real(out).ok_or_else(|| refused("its location cannot be resolved"))?;
    let site = self::real(root).ok_or_else(|| refused("the location of the site cannot be resolved"))?;
    if real.parent().is_none() {
        return Err(refused("it is the root of the file system"));
    }
    if env::home_dir().and_then(|home| self::real(&home)).as_ref() == Some(&real) {
        return Err(refused("it is your home folder"));
    }
    if real == site {
        return Err(refused("it is the site's own folder, which contains the sources"));
    }
    // What is ours or the version control's counts where it is, whatever it may link to.
    let own = [".nevertwice", ".git"].map(|name| Some(site.join(name)));
    let sources = ["content", "themes", "site.yaml"].map(|name| self::real(&root.join(name)));
    for source in own.into_iter().chain(sources).flatten() {
        if real.starts_with(&source) {
            return Err(refused("it is inside the sources"));
        }
        if source.starts_with(&real) {
            return Err(refused("it contains the sources"));
        }
    }
    if real.exists() && !real.is_dir() {
        return Err(refused("it is a file"));
    }
    Ok(real)
}

/// The path without links; of what does not exist yet, the rest is taken as written.
fn real(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    let mut real = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            part => real.push(part),
        }
        if let Ok(found) = real.canonicalize() {
            real = found;
        }
    }
    Some(real)
}
