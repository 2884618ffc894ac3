//! Writes a file whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Puts bytes in place of a file in one step, with its permissions; a program that is killed leaves the old file. A device,
/// a pipe or a link stays what it is: who means the file behind a link asks where that is before reading it, so that one
/// that takes its place later leads nowhere.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".nevertwice-temporary");
    let near = path.with_file_name(name);
    let old = fs::symlink_metadata(path).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        return Err(io::Error::other("not a regular file"));
    }
    let write = || {
        match fs::remove_file(&near) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = File::create_new(&near)?;
        if let Some(old) = &old {
            file.set_permissions(old.permissions())?;
        }
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&near, path)
    };
    write().inspect_err(|_| {
        let _ = fs::remove_file(&near);
    })
}
