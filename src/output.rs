//! EDGE: puts a rendered site on disk as a transaction.
//!
//! ```text
//! plan      all paths are checked: nothing is written when one is unsound or a stranger's file is in the way
//! put, copy in parallel, into the staging folder; a file that is already right is left alone
//! finish    manifest of old and new; pages, then indexes, renamed into place; stale files removed; manifest of new
//! ```
//!
//! Until `finish` nothing in the output folder has changed, and whenever the program is killed every file
//! there is the old or the new one, whole. What the manifest lists is ours as long as it has the bytes that we wrote; all
//! else is never touched.

#![expect(
    clippy::disallowed_methods,
    reason = "an edge: this is where sites are written"
)]

mod error;
mod folder;
mod manifest;
mod plan;
mod staging;
mod standing;

pub use error::Error;
pub use folder::resolve;
pub use manifest::NAME as MANIFEST;

use crate::disk;
use error::failed;
use manifest::Manifest;
use rayon::prelude::*;
use staging::Staging;
use standing::{Standing, hash_of};
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
    /// What it replaces.
    before: Standing,
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
    /// Files that are no longer part of the site, and stay, since somebody changed them.
    pub kept: Vec<String>,
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
        let mut before = Standing::Nothing;
        if !same {
            fs::write(self.staging.file(index), bytes).map_err(failed("write", &target))?;
            before = self.standing(slot);
            // Half of what is written now is nobody's loss.
            let half = || disk::read_own(&target, bytes.len()).is_ok_and(|there| bytes.starts_with(&there));
            if before == Standing::Changed && half() {
                before = Standing::Nothing;
            }
        }
        slot.is(Done {
            hash: blake3::hash(bytes),
            staged: !same,
            bytes: bytes.len() as u64,
            before,
        });
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
        if slot.length == Some(length) {
            let hash = hash_of(&mut source).map_err(read())?;
            let there = disk::open_itself(&target).and_then(hash_of);
            if there.is_ok_and(|there| there == hash) {
                slot.is(Done {
                    hash,
                    staged: false,
                    bytes: length,
                    before: Standing::Nothing,
                });
                return Ok(());
            }
            // Somebody may be writing to it: what counts is what is copied.
            source.rewind().map_err(read())?;
        }
        let before = self.standing(slot);
        let staged = self.staging.file(index);
        let to = File::create(&staged).map_err(failed("write", &target))?;
        let mut copy = Hashing(to, blake3::Hasher::new());
        let bytes = io::copy(&mut source, &mut copy).map_err(failed("write", &target))?;
        slot.is(Done {
            hash: copy.1.finalize(),
            staged: true,
            bytes,
            before,
        });
        Ok(())
    }

    /// Puts everything in place.
    ///
    /// # Errors
    /// When a planned path was not given or somebody changed a file in its place: then nothing has changed. When the system
    /// refuses: every file is then the old or the new one, and the next build mends the rest.
    pub fn finish(self) -> Result<Summary, Error> {
        let mut new = Manifest::default();
        let mut both = Manifest::default();
        let mut staged = Vec::new();
        let mut changed = Vec::new();
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
            match done.before {
                Standing::Nothing => {}
                Standing::Ours(hash) => both.replaces(&slot.path, hash),
                Standing::Changed => changed.push(slot.path.as_str()),
            }
        }
        let (blocking, stale) = plan::in_the_way(self.stale(&new).collect(), &new);
        let [(blocking, strange), (stale, kept)] =
            [blocking, stale].map(|paths| self.parted(&paths, &mut both));
        changed.extend(strange);
        if !changed.is_empty() {
            return Err(Error::Changed(
                changed.into_iter().map(|path| self.out.join(path)).collect(),
            ));
        }
        both.files.extend(new.files.clone());
        let target = self.out.join(MANIFEST);
        // Both are staged before anything changes, so that a full disk is met now.
        let first = self.staging.manifest("before", &both, &target)?;
        let last = self.staging.manifest("after", &new, &target)?;

        fs::create_dir_all(&self.out).map_err(failed("create the folder", &self.out))?;
        if both != self.old {
            self.staging.place(&first, &target)?;
        }
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
            kept: kept.into_iter().map(str::to_owned).collect(),
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

    /// What stands in the place of a file that is to be another.
    fn standing(&self, slot: &Slot) -> Standing {
        match slot.length {
            Some(_) => Standing::of(&self.out, &slot.path, &self.old),
            None => Standing::Nothing,
        }
    }

    /// Parts what is to go from what somebody changed; the first is listed as ours until it is gone.
    fn parted<'a>(&self, paths: &[&'a str], both: &mut Manifest) -> (Vec<&'a str>, Vec<&'a str>) {
        let looked = paths.par_iter();
        let looked: Vec<_> = looked
            .map(|path| (*path, Standing::of(&self.out, path, &self.old)))
            .collect();
        let (mut ours, mut changed) = (Vec::new(), Vec::new());
        for (path, standing) in looked {
            match standing {
                Standing::Nothing => ours.push(path),
                Standing::Ours(hash) => {
                    both.files.insert(path.to_owned(), hash.to_hex().to_string());
                    ours.push(path);
                }
                Standing::Changed => changed.push(path),
            }
        }
        (ours, changed)
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
    fn is(&self, done: Done) {
        let _ = self.done.set(done);
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
