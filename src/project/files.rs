//! EDGE: finds the files of a site and reads them. After this, nothing of the sources is read from disk,
//! save the assets that the output copies.

#![expect(
    clippy::disallowed_methods,
    reason = "an edge: this is where sources are read"
)]

mod catalog;
mod change;
mod file_stamp;
pub mod tree;
mod user_theme;
mod walk;

pub use change::{Change, How};

use crate::config::{CONFIG, POSTMORTEMS, Settings};
use crate::diagnostic::{Diagnostic, RuleName};
use crate::disk;
pub use crate::path::is_markdown;
use crate::path::slashes;
use crate::picture::{self, Size};
use crate::project::files::tree::Tree;
use crate::source::{MAX_BYTES, Source};
use crate::span::Span;
use crate::theme::UserTheme;
use crate::tracker::Tracker;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use walkdir::{DirEntry, WalkDir};

/// Everything that a site is made from. All paths are from the site's root, with `/` between their parts,
/// so that nothing depends on where the site lies or where the program was started.
#[derive(Debug, Clone)]
pub struct Sources {
    /// The folder of the site.
    pub root: PathBuf,
    /// The folder that files are published from, and from nowhere else.
    pub content: PathBuf,
    /// `site.yaml`.
    pub config: Arc<Source>,
    /// What `site.yaml` says.
    pub settings: Settings,
    /// The files of the service catalogue that it names.
    pub catalog: Vec<Arc<Source>>,
    /// The postmortems, sorted by path.
    pub postmortems: Vec<Arc<Source>>,
    /// The files of `content/pages`, sorted by path.
    pub pages: Vec<Arc<Source>>,
    /// Every other file in `content`, and where it really is: always inside `content`.
    pub files: BTreeMap<String, PathBuf>,
    /// The sizes of the images among them, where known.
    pub sizes: BTreeMap<String, Size>,
    /// What is wrong with the settings, and files that could not be read: each such file counts as
    /// published, since nobody can tell.
    pub problems: Vec<Diagnostic>,
    /// What the site brings to the theme that its settings name.
    pub user_theme: UserTheme,
    /// What is wrong with the files of that theme.
    pub theme_errors: Vec<Diagnostic>,
    /// What an issue tracker says of the actions; nothing unless it is asked.
    pub tracker: Tracker,
}

impl Sources {
    /// Opens a file of `content` as it is now: never one that lies elsewhere, whatever took its place since it was found.
    ///
    /// # Errors
    /// Where it is gone or lies elsewhere, or the system refuses.
    pub fn open(&self, name: &str) -> io::Result<File> {
        let path = self.files.get(name).ok_or(io::ErrorKind::NotFound)?;
        disk::open_inside(path, &self.content.canonicalize()?)
    }
}

/// Why there is nothing to read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder that everything depends on cannot be read.
    #[error("cannot read `{path}`: {error}", path = path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// A site without a place for postmortems.
    #[error("the site in `{}` has no folder `{POSTMORTEMS}`: create it, with one Markdown file per postmortem", .0.display())]
    NoPostmortems(PathBuf),
    /// A command that needs a site was given outside of any.
    #[error(
        "could not find `{CONFIG}` in this folder or any parent folder: change to the folder of a site, or create one with `nevertwice init DIR`"
    )]
    NoSite,
}

/// The folder of the site that holds a path: the nearest one upwards with a `site.yaml`.
#[must_use]
pub fn site_of(path: &Path) -> Option<PathBuf> {
    // The real place, since the parts `..` of a path would lead to another site.
    let path = path.canonicalize().or_else(|_| std::path::absolute(path)).ok()?;
    path.ancestors()
        .find(|folder| folder.join(CONFIG).is_file())
        .map(Path::to_path_buf)
}

/// The folder of the site that holds the working directory.
///
/// # Errors
/// When none does.
pub fn here() -> Result<PathBuf, Error> {
    site_of(Path::new(".")).ok_or(Error::NoSite)
}

/// An absolute path as the user would type it: from the working directory, where it lies in there or near.
#[must_use]
pub fn beside_user(path: &Path) -> PathBuf {
    match std::env::current_dir() {
        Ok(here) => beside(path, &here),
        Err(_) => path.to_path_buf(),
    }
}

/// An absolute path as seen from a folder; as it is, where that is more than a few steps away.
fn beside(path: &Path, here: &Path) -> PathBuf {
    const STEPS: usize = 3;
    let (parts, from) = (path.components(), here.components());
    let shared = parts.zip(from).take_while(|(part, from)| part == from).count();
    let up = here.components().count() - shared;
    // What shares only the root of the disk is not near.
    if up > STEPS || up > 0 && shared <= 1 {
        return path.to_path_buf();
    }
    let climb = std::iter::repeat_n(Component::ParentDir, up);
    climb.chain(path.components().skip(shared)).collect()
}

/// Reads a whole site. One file that cannot be read is a problem, and all others are still read.
///
/// # Errors
/// When `site.yaml` cannot be read or there is no folder for postmortems.
pub fn load(root: &Path) -> Result<Sources, Error> {
    Ok(Tree::read(root)?.sources())
}

/// How large a picture is; None for other files, and where it does not say so.
pub(super) fn size(name: &str, path: &Path) -> Option<Size> {
    /// Enough for the markers of a photograph before its size.
    const HEAD: u64 = 256 * 1024;
    if !picture::is_picture(name) {
        return None;
    }
    let mut head = Vec::new();
    disk::open_itself(path)
        .ok()?
        .take(HEAD)
        .read_to_end(&mut head)
        .ok()?;
    picture::size(name, &head)
}

/// Reads `site.yaml` and the service catalogue that it names: the file, what it says, and what is wrong with it.
///
/// # Errors
/// When it cannot be read.
pub fn settings(root: &Path) -> Result<(Arc<Source>, Settings, Vec<Diagnostic>), Error> {
    let read = configured(root)?;
    Ok((read.config, read.settings, read.problems))
}

/// `site.yaml` as it was read, with the service catalogue that it names.
#[derive(Debug, Clone)]
pub(super) struct Configured {
    pub(super) config: Arc<Source>,
    pub(super) settings: Settings,
    pub(super) catalog: Vec<Arc<Source>>,
    pub(super) problems: Vec<Diagnostic>,
}

/// The same with the files of the catalogue.
pub(super) fn configured(root: &Path) -> Result<Configured, Error> {
    let path = root.join(CONFIG);
    let read = disk::open(&path).and_then(bytes);
    let bytes = read.map_err(|error| Error::Unreadable { path, error })?;
    let config = Source::new(CONFIG, &bytes);
    let (mut settings, mut problems) = crate::config::read(&config);
    settings.as_of = settings.as_of.map(|as_of| as_of.on(today()));
    let mut catalog = Vec::new();
    if !settings.catalog.is_empty() {
        let (files, unread) = catalog::read(root, &mut settings);
        catalog = files;
        problems.extend(unread);
    }
    Ok(Configured {
        config: Arc::new(config),
        settings,
        catalog,
        problems,
    })
}

/// The day on which the program runs, in UTC.
#[must_use]
pub fn today() -> Date {
    jiff::Timestamp::now()
        .to_zoned_datetime(jiff::tz::TimeZone::UTC)
        .date()
}

/// The wanted files below a folder, sorted, as paths from it with `/` between their parts; of a file, its name.
/// Dot files and links are left out.
///
/// # Errors
/// When a folder cannot be read.
pub fn list(path: &Path, wanted: impl Fn(&Path) -> bool) -> Result<Vec<String>, Error> {
    if path.is_file() {
        return Ok(path
            .file_name()
            .map(|name| slashes(Path::new(name)))
            .into_iter()
            .collect());
    }
    let mut names = Vec::new();
    for entry in WalkDir::new(path).into_iter().filter_entry(visible) {
        let entry = entry.map_err(|error| Error::Unreadable {
            path: error.path().unwrap_or(path).to_path_buf(),
            error: system(error),
        })?;
        if entry.file_type().is_file() && wanted(entry.path()) {
            names.push(shown(path, entry.path()));
        }
    }
    names.sort();
    Ok(names)
}

/// Reads one file, wherever it is, under the name that people know it by.
///
/// # Errors
/// A finding of `unreadable-file` when it cannot be read.
pub fn read_file(path: &Path, name: &str) -> Result<Source, Box<Diagnostic>> {
    source(disk::open(path).and_then(bytes), name)
}

/// The same for a file that a walk over the site found, which is no link.
fn read_found(path: &Path, name: &str) -> Result<Source, Box<Diagnostic>> {
    source(disk::open_itself(path).and_then(bytes), name)
}

fn source(read: io::Result<Vec<u8>>, name: &str) -> Result<Source, Box<Diagnostic>> {
    match read {
        Ok(bytes) => Ok(Source::new(name, &bytes)),
        Err(error) => Err(Box::new(unreadable(
            name,
            format!("cannot read this file: {error}"),
        ))),
    }
}

pub(super) fn visible(entry: &DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// What the system says, without the path, which our own messages name.
pub(super) fn system(error: walkdir::Error) -> io::Error {
    error
        .into_io_error()
        .unwrap_or_else(|| io::Error::other("symbolic links form a loop"))
}

/// The bytes of a file, at most one more than are ever used.
fn bytes(file: File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(8 << 10);
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

pub(super) fn unreadable(name: &str, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(RuleName::UnreadableFile, name, Span::default(), message)
}

/// A path from the folder `root`.
pub(super) fn shown(root: &Path, path: &Path) -> String {
    slashes(path.strip_prefix(root).unwrap_or(path))
}

#[cfg(test)]
mod tests;
