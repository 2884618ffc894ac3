//! A cache of preview images under `.nevertwice/cards/`, by what they show: to render one takes as long as to build a
//! hundred pages. The folder holds what the last build used and no more, and may be deleted at any time.

#![expect(
    clippy::disallowed_methods,
    reason = "an edge: what is cached between builds lies on disk"
)]

use nevertwice::disk;
use nevertwice::figure::png;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The most bytes of an image of ours.
const LARGEST: usize = 64 << 20;

/// The folder of rendered images, and which of them this build used.
#[derive(Debug)]
pub(super) struct OgImageCache {
    folder: PathBuf,
    used: Mutex<BTreeSet<String>>,
}

impl OgImageCache {
    /// The cache of the site whose `site.yaml` lies in `root`.
    pub(super) fn new(root: &Path) -> Self {
        Self {
            folder: root.join(".nevertwice/cards"),
            used: Mutex::default(),
        }
    }

    /// The PNG of a drawing, rendered unless it is cached. A folder that cannot be read or written only costs
    /// time.
    pub(super) fn png(&self, drawing: &str) -> Vec<u8> {
        let name = name(drawing);
        let file = self.folder.join(&name);
        let bytes = self.read(&file).unwrap_or_else(|| {
            let bytes = png::png(drawing);
            self.store(&file, &bytes);
            bytes
        });
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.insert(name);
        bytes
    }

    /// A cached image, unless a byte of it is another than was written.
    fn read(&self, file: &Path) -> Option<Vec<u8>> {
        let mut bytes = disk::read_own(file, LARGEST).ok().filter(|_| !self.is_linked())?;
        let hash = bytes.split_off(bytes.len().checked_sub(blake3::OUT_LEN)?);
        (blake3::hash(&bytes).as_bytes() == hash.as_slice()).then_some(bytes)
    }

    /// Whether the folder is a link, or lies in one: behind it are files of somebody else.
    fn is_linked(&self) -> bool {
        self.folder.is_symlink() || self.folder.parent().is_some_and(Path::is_symlink)
    }

    /// Writes beside the file and renames: a build that is killed leaves no half of an image. Behind it is the hash of it,
    /// which no viewer reads.
    fn store(&self, file: &Path, bytes: &[u8]) {
        if self.is_linked() {
            return;
        }
        let beside = file.with_extension("new");
        let hash = blake3::hash(bytes);
        let bytes = [bytes, hash.as_bytes()].concat();
        let write = || {
            fs::create_dir_all(&self.folder)?;
            let mut file = disk::open_own(&beside)?;
            file.set_len(0)?;
            file.write_all(&bytes)
        };
        if write().and_then(|()| fs::rename(&beside, file)).is_err() {
            // Nobody needs it: the next build renders it again.
            let _ = fs::remove_file(&beside);
        }
    }

    /// Removes the images that this build did not use.
    pub(super) fn prune(&self) {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return;
        };
        if self.is_linked() {
            return;
        }
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if is_ours(&name) && !used.contains(&*name) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// What a drawing is kept as.
fn name(drawing: &str) -> String {
    let mut hash = blake3::Hasher::new();
    hash.update(png::RENDERER.as_bytes());
    hash.update(&[0]);
    hash.update(drawing.as_bytes());
    format!("{}.png", hash.finalize().to_hex())
}

/// Whether a name is one that [`name`] gives, or that of an image not yet whole.
fn is_ours(name: &str) -> bool {
    let stem = name.strip_suffix(".png").or_else(|| name.strip_suffix(".new"));
    stem.is_some_and(|stem| stem.len() == 64 && stem.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
