//! Which files are asked for, and which site holds each.

use anyhow::{Context, bail};
use nevertwice::{config, path, project};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// One file to check.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// Where it really is.
    pub(super) path: PathBuf,
    /// How people know it.
    pub(super) shown: String,
}

/// Files that one site holds, or none.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// The folder of the site.
    pub(super) site: Option<PathBuf>,
    /// The files, by path.
    pub(super) files: Vec<Asked>,
    /// Whether all of the site was asked for.
    pub(super) whole: bool,
}

impl Asked {
    /// The path from the root of its site.
    pub(super) fn inside(&self, root: &Path) -> String {
        path::slashes(self.path.strip_prefix(root).unwrap_or(&self.path))
    }
}

impl Group {
    /// How people know a file of the site, from its path below the root.
    pub(super) fn shown(&self, path: &str) -> String {
        let root = self.site.as_deref().unwrap_or(Path::new(""));
        path::slashes(&project::beside_user(&root.join(path)))
    }
}

/// The files of the paths, by the site that holds them; without paths, all of the site that holds the working
/// directory.
///
/// # Errors
/// When a path is not there, a folder has no Markdown file, or there are no paths and no site.
pub(super) fn groups(paths: &[PathBuf]) -> anyhow::Result<Vec<Group>> {
    if paths.is_empty() {
        return Ok(vec![Group {
            site: Some(project::here()?),
            files: Vec::new(),
            whole: true,
        }]);
    }
    let mut sites: BTreeMap<Option<PathBuf>, Group> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for path in paths {
        for asked in expand(path)? {
            if seen.insert(asked.path.clone()) {
                let site = project::site_of(&asked.path);
                let group = sites.entry(site.clone()).or_default();
                group.site = site;
                group.files.push(asked);
            }
        }
    }
    Ok(sites.into_values().collect())
}

/// The paths that were asked for; without any, the folder of the site that holds the working directory.
pub(super) fn asked(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    Ok(match paths {
        [] => vec![project::here()?],
        paths => paths.to_vec(),
    })
}

/// The file itself, or the Markdown files of a folder.
fn expand(path: &Path) -> anyhow::Result<Vec<Asked>> {
    let cannot = || format!("cannot read `{}`", path.display());
    // The real place, since the parts `..` of a path would lead to another site.
    let real = path.canonicalize().with_context(cannot)?;
    if !real.is_dir() {
        return Ok(vec![Asked {
            path: real,
            shown: path::slashes(path),
        }]);
    }
    let mut found = Vec::new();
    let visible =
        |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
    for entry in WalkDir::new(&real)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(visible)
    {
        let entry = entry.with_context(cannot)?;
        if entry.file_type().is_file() && project::is_markdown(entry.path()) && counts(entry.path(), &real) {
            let inner = entry.path().strip_prefix(&real).unwrap_or(entry.path());
            found.push(Asked {
                path: entry.path().to_path_buf(),
                shown: path::slashes(&path.join(inner)),
            });
        }
    }
    if found.is_empty() {
        bail!("no Markdown files in `{}`", path.display());
    }
    Ok(found)
}

/// Whether a file of a site is one of its texts: a postmortem, or a page of its own.
pub(super) fn is_text(file: &Path, root: &Path) -> bool {
    let mut folders = [config::POSTMORTEMS, config::PAGES].into_iter();
    folders.any(|folder| file.starts_with(root.join(folder)))
}

/// Whether a file found below `folder` is one to check: of a site that the folder holds, or of whose content it holds
/// all, only the texts are.
fn counts(file: &Path, folder: &Path) -> bool {
    let Some(root) = project::site_of(file) else {
        return true;
    };
    is_text(file, &root) || !root.join("content").starts_with(folder)
}
