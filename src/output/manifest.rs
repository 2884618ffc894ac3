//! The list of the files that are ours.

use super::{Error, failed, plan};
use crate::disk;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// Its name in the output folder.
pub const NAME: &str = ".nevertwice-manifest.json";
/// The most bytes of it: enough for a million files.
const LARGEST: usize = 256 << 20;

/// Every file that builds have put into an output folder, with its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    version: u32,
    /// Path, with `/` between its parts, to BLAKE3 in hexadecimal digits.
    pub(super) files: BTreeMap<String, String>,
    /// The same of what stands in their places while a build runs; a build that is killed leaves some of each.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    before: BTreeMap<String, String>,
}

impl Default for Manifest {
    fn default() -> Self {
        Self {
            version: 1,
            files: BTreeMap::new(),
            before: BTreeMap::new(),
        }
    }
}

impl Manifest {
    /// The manifest of an output folder; an empty one where there is none yet.
    pub(super) fn read(out: &Path) -> Result<Self, Error> {
        let path = out.join(NAME);
        let bytes = match disk::read_own(&path, LARGEST) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(failed("read", &path)(error)),
        };
        let broken = |why: String| Error::Manifest {
            path: path.clone(),
            why,
        };
        let manifest: Self = serde_json::from_slice(&bytes).map_err(|error| broken(error.to_string()))?;
        if manifest.version != 1 {
            return Err(broken(format!("unsupported version {}", manifest.version)));
        }
        // Files are removed by this list, so that a path that leads elsewhere must not be in it.
        if let Some(path) = manifest.files.keys().find(|path| !plan::is_sound(path)) {
            return Err(broken(format!("it lists the invalid path `{path}`")));
        }
        Ok(manifest)
    }

    /// Whether a build wrote these bytes to a path.
    pub(super) fn wrote(&self, path: &str, hash: blake3::Hash) -> bool {
        let hash = hash.to_hex();
        let mut listed = [&self.files, &self.before].into_iter();
        listed.any(|files| files.get(path).is_some_and(|listed| *listed == *hash))
    }

    /// Notes what stands at a path until the new file is there.
    pub(super) fn replaces(&mut self, path: &str, hash: blake3::Hash) {
        self.before.insert(path.to_owned(), hash.to_hex().to_string());
    }
}
