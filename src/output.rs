//! EDGE: puts a rendered site on disk as a transaction.
//!
//! ```text
//! plan      all paths are checked: nothing is written when one is unsound or a stranger's file is in the way
//! put, copy in parallel, into the staging folder; a file that is already right is left alone
//! finish    manifest of old and new; pages, then indexes, renamed into place; stale files removed; manifest of new
//! ```
//!
//! Until `finish` nothing in the output folder has changed, and whenever the program is killed every file
//! there is the old or the new one, whole. What the manifest lists is ours; all else is never touched.

#![expect(
    clippy::disallowed_methods,
    reason = "an edge: this is where sites are written"
)]

mod folder;
mod manifest;
mod plan;
mod staging;

pub use folder::resolve;
pub use manifest::NAME as MANIFEST;

use crate::disk;
use manifest::Manifest;
use staging::Staging;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A build on its way to disk. Dropped before [`Output::finish`], it leaves no trace.
#[derive(Debug)]
pub struct Output {
    out: PathBuf,
    staging: Staging,
    old: Manifest,
    /// Sorted by path.
    slots: Vec<Slot>,
}

/// One file of the site.
#[derive(Debug)]
struct Slot {
    path: String,
    /// The bytes of the file that is there already.
    length: Option<u64>,
    done: OnceLock<Done>,
}

#[derive(Debug)]
struct Done {
    hash: blake3::Hash,
    /// Whether the staging folder holds it; otherwise the file in place is right.
    staged: bool,
    bytes: u64,
}

/// What a build did to the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Files that are new or have other bytes than before.
    pub written: usize,
    /// Files that were right already.
    pub unchanged: usize,
    /// Files that are no longer part of the site.
    pub removed: usize,
    /// How large the site is.
    pub size: Size,
}

/// How large a site is: what hosts limit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Size {
    /// How many files it has.
    pub files: usize,
    /// The bytes of all.
    pub bytes: u64,
    /// The bytes of the largest.
    pub largest: u64,
    /// The path of the largest.
    pub largest_path: String,
}

/// Why a site was not written. Save for [`Error::Io`] during [`Output::finish`], nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A folder that must not be written to.
    #[error("cannot use `{path}` as the output folder: {why}", path = .out.display())]
    Refused {
        /// The folder.
        out: PathBuf,
        /// Why not.
        why: &'static str,
    },
    /// Files that the manifest does not list.
    #[error("refusing to overwrite {}: not created by nevertwice; move it, or build to another folder with `--out`", plan::listed(.0))]
    Strangers(Vec<PathBuf>),
    /// Two files of the site that would be one on a disk that does not tell letter case.
    #[error(
        "`{0}` and `{1}` collide: they differ only in letter case, or one is a folder in the path of the other"
    )]
    Collision(String, String),
    /// A path that does not stay in the output folder.
    #[error("invalid path `{0}` in the site")]
    Unsound(String),
    /// The list of our own files is of no use.
    #[error("cannot read `{path}`, the list of files created by nevertwice: {why}; delete the output folder and build again", path = .path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Another build is running.
    #[error("another build is writing to `{}`", .0.display())]
    Busy(PathBuf),
    /// A path that was planned and never given.
    #[error("`{0}` was planned but never rendered")]
    Unrendered(String),
    /// The system refuses.
    #[error("cannot {doing} `{path}`: {error}", path = .path.display())]
    Io {
        /// What was tried.
        doing: &'static str,
        /// On which file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

/// For `map_err`: what was tried, and on which file.
fn failed(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_path_buf();
    move |error| Error::Io { doing, path, error }
}

impl Output {
    /// The pages and feeds of the last build that this one does not have, sorted: what other sites may link to. Files
    /// beside a page that is gone, and the further pages of lists, are not named.
    #[must_use]
    pub fn gone(&self) -> Vec<&str> {
        let linked = |path: &&str| {
            let kinds = [".html", "feed.xml", "feed.json"];
            kinds.iter().any(|kind| path.ends_with(kind)) && !path.contains("/page/")
        };
        let is_kept = |path: &str| {
            let found = self.slots.binary_search_by(|slot| slot.path.as_str().cmp(path));
            found.is_ok()
        };
        let old = self.old.files.keys().map(String::as_str).filter(linked);
        let gone: Vec<&str> = old.filter(|path| !is_kept(path)).collect();
        let page_of = |path: &str| {
            let (folder, _) = path.rsplit_once('/')?;
            Some(format!("{folder}/index.html"))
        };
        let beside = |path: &&str| {
            page_of(path).is_some_and(|page| page != **path && gone.binary_search(&page.as_str()).is_ok())
        };
        gone.iter().copied().filter(|path| !beside(path)).collect()
    }

    /// Checks all paths of a site against the output folder, and opens the staging folder beside it.
    /// `out` is what [`resolve`] returned; the paths have `/` between their parts.
    ///
    /// # Errors
    /// When a path is unsound, two collide, a stranger's file is in the way, another build is running, or
    /// the system refuses. Nothing has been written then.
    pub fn plan(out: &Path, paths: impl IntoIterator<Item = String>) -> Result<Self, Error> {
        let mut paths: Vec<String> = paths.into_iter().collect();
        paths.sort_unstable();
        let old = Manifest::read(out)?;
        plan::check(&paths)?;
        let lengths = plan::inspect(out, &paths, &old)?;
        let slots = paths
            .into_iter()
            .zip(lengths)
            .map(|(path, length)| Slot {
                path,
                length,
                done: OnceLock::new(),
            })
            .collect();
        Ok(Self {
            out: out.to_path_buf(),
            staging: Staging::open(out)?,
            old,
            slots,
        })
    }

    /// Takes the bytes of one file. Fit to be called from many threads.
    ///
    /// # Errors
    /// When the path was not planned, or the system refuses.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let (index, slot) = self.slot(path)?;
        let target = self.out.join(path);
        let same = slot.length == Some(bytes.len() as u64)
            && disk::read_own(&target, bytes.len()).is_ok_and(|there| there == bytes);
        if !same {
            fs::write(self.staging.file(index), bytes).map_err(failed("write", &target))?;
        }
        slot.is(blake3::hash(bytes), bytes.len() as u64, !same);
        Ok(())
    }

    /// Takes one file as a copy of another, which is open, of any size. Fit to be called from many threads.
    ///
    /// # Errors
    /// When the path was not planned, or the system refuses.
    pub fn copy(&self, path: &str, mut source: File) -> Result<(), Error> {
        let (index, slot) = self.slot(path)?;
        let target = self.out.join(path);
        let read = || failed("read the source of", &target);
        let length = source.metadata().map_err(read())?.len();
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(&mut source).map_err(read())?;
        let (mut hash, mut bytes) = (hasher.finalize(), length);
        let there = || hash_of(disk::open_itself(&target)?);
        let same = slot.length == Some(length) && there().is_ok_and(|there| there == hash);
        if !same {
            // Somebody may be writing to it: what counts is what is copied.
            source.rewind().map_err(read())?;
            let staged = self.staging.file(index);
            let to = File::create(&staged).map_err(failed("write", &target))?;
            let mut copy = Hashing(to, blake3::Hasher::new());
            bytes = io::copy(&mut source, &mut copy).map_err(failed("write", &target))?;
            hash = copy.1.finalize();
        }
        slot.is(hash, bytes, !same);
        Ok(())
    }

    /// Puts everything in place.
    ///
    /// # Errors
    /// When a planned path was not given, or the system refuses. Every file is then the old or the new one,
    /// and the next build mends the rest.
    pub fn finish(self) -> Result<Summary, Error> {
        let mut new = Manifest::default();
        let mut staged = Vec::new();
        let mut size = Size::default();
        for (index, slot) in self.slots.iter().enumerate() {
            let done = slot
                .done
                .get()
                .ok_or_else(|| Error::Unrendered(slot.path.clone()))?;
            new.files
                .insert(slot.path.clone(), done.hash.to_hex().to_string());
            size.files += 1;
            size.bytes += done.bytes;
            if done.bytes > size.largest {
                size.largest = done.bytes;
                size.largest_path.clone_from(&slot.path);
            }
            if done.staged {
                staged.push((index, slot.path.as_str()));
            }
        }
        let mut both = self.old.clone();
        both.files.extend(new.files.clone());
        let target = self.out.join(MANIFEST);
        // Both are staged before anything changes, so that a full disk is met now.
        let first = self.staging.manifest("before", &both, &target)?;
        let last = self.staging.manifest("after", &new, &target)?;

        fs::create_dir_all(&self.out).map_err(failed("create the folder", &self.out))?;
        if both != self.old {
            self.staging.place(&first, &target)?;
        }
        let (blocking, stale) = plan::in_the_way(self.stale(&new).collect(), &new);
        self.remove(&blocking)?;
        // A page first, then what links to it.
        staged.sort_by_key(|&(_, path)| (rank(path), path));
        let mut made = BTreeSet::new();
        for &(index, path) in &staged {
            let target = self.out.join(path);
            if let Some((name, _)) = path.rsplit_once('/')
                && made.insert(name)
            {
                let folder = self.out.join(name);
                fs::create_dir_all(&folder).map_err(failed("create the folder", &folder))?;
            }
            self.staging.place(&self.staging.file(index), &target)?;
        }
        self.remove(&stale)?;
        if new != both {
            self.staging.place(&last, &target)?;
        }
        Ok(Summary {
            written: staged.len(),
            unchanged: self.slots.len() - staged.len(),
            removed: blocking.len() + stale.len(),
            size,
        })
    }

    fn slot(&self, path: &str) -> Result<(usize, &Slot), Error> {
        let found = self.slots.binary_search_by(|slot| slot.path.as_str().cmp(path));
        found
            .ok()
            .and_then(|index| Some((index, self.slots.get(index)?)))
            .ok_or_else(|| Error::Unsound(path.to_owned()))
    }

    /// What earlier builds wrote and this one has no more.
    fn stale<'a>(&'a self, new: &'a Manifest) -> impl Iterator<Item = &'a str> {
        self.old
            .files
            .keys()
            .map(String::as_str)
            .filter(|path| !new.files.contains_key(*path))
    }

    /// Removes files of ours, and the folders that hold nothing any more.
    fn remove(&self, paths: &[&str]) -> Result<(), Error> {
        for path in paths {
            if plan::is_own_file(&self.out, path) {
                let target = self.out.join(path);
                fs::remove_file(&target).map_err(failed("remove", &target))?;
            }
        }
        // The inner ones first. One that is not empty stays, and so does a link.
        for folder in plan::folders(paths.iter().copied()).into_iter().rev() {
            let _ = fs::remove_dir(self.out.join(folder));
        }
        Ok(())
    }
}

impl Slot {
    /// A path that is given twice keeps its first bytes: plans have no path twice.
    fn is(&self, hash: blake3::Hash, bytes: u64, staged: bool) {
        let _ = self.done.set(Done { hash, staged, bytes });
    }
}

/// What pages need, the pages of postmortems, then all that leads to them.
fn rank(path: &str) -> u8 {
    let page = [".html", ".json", ".xml", ".txt"];
    match path {
        _ if !page.iter().any(|ending| path.ends_with(ending)) => 0,
        _ if path.starts_with("postmortems/") => 1,
        _ => 2,
    }
}

fn hash_of(file: File) -> io::Result<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(file)?;
    Ok(hasher.finalize())
}

/// A file that is written, and the hash of what was written.
struct Hashing(File, blake3::Hasher);

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.0.write(bytes)?;
        self.1.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
