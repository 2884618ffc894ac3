//! EDGE: opens files so that nothing waits and nothing else is read: a pipe, a device or a link that stands in the place of a
//! file is refused, also where it takes that place a moment before. What counts is what was opened, never what its name
//! meant before.

#![expect(
    clippy::disallowed_methods,
    reason = "an edge: this is where files are opened"
)]

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// Opens a regular file; a link to one is followed, as a person who names a file means it.
///
/// # Errors
/// Where it is none, or the system refuses.
pub fn open(path: &Path) -> io::Result<File> {
    regular(options(false).read(true).open(path)?)
}

/// Opens a regular file that is no link.
///
/// # Errors
/// Where it is none, or the system refuses.
pub fn open_itself(path: &Path) -> io::Result<File> {
    regular(options(true).read(true).open(path)?)
}

/// Opens a regular file that lies in a folder, whose real place is known, whatever became of the folders on the way.
///
/// # Errors
/// Where it is none, lies elsewhere, or the system refuses.
pub fn open_inside(path: &Path, folder: &Path) -> io::Result<File> {
    let file = open_itself(path)?;
    let real = path.canonicalize()?;
    if real.starts_with(folder) && is_same(&file, &real)? {
        Ok(file)
    } else {
        Err(io::Error::other("it lies outside the folder"))
    }
}

/// The bytes of such a file, where they are no more than so many.
///
/// # Errors
/// As [`open_inside`], and of a file that is larger.
pub fn read_inside(path: &Path, folder: &Path, most: usize) -> io::Result<Vec<u8>> {
    bounded(open_inside(path, folder)?, most)
}

/// Opens a file of ours for writing: what it holds stays, and a link is not followed.
///
/// # Errors
/// Where it is no regular file, or the system refuses.
pub fn open_own(path: &Path) -> io::Result<File> {
    regular(
        options(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?,
    )
}

/// The bytes of a file of ours, which is no link, where they are no more than so many.
///
/// # Errors
/// As [`open_itself`], and of a file that is larger.
pub fn read_own(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    bounded(open_itself(path)?, most)
}

/// The bytes of a file that a person named, where they are no more than so many.
///
/// # Errors
/// As [`open()`], and of a file that is larger.
pub fn read_named(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    bounded(open(path)?, most)
}

/// The bytes of a file, which may be one without end, or grow while it is read.
fn bounded(file: File, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(most as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > most {
        let message = format!("it is larger than {most} bytes");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

/// Whether two paths lead to one file, as names do that differ only in letters which the disk does not tell apart.
#[cfg(unix)]
#[must_use]
pub fn is_one(path: &Path, other: &Path) -> bool {
    open_itself(path).is_ok_and(|file| is_same(&file, other).unwrap_or(false))
}

/// The disks of other systems do not tell letter case.
#[cfg(not(unix))]
#[must_use]
pub fn is_one(path: &Path, other: &Path) -> bool {
    path.exists() && other.exists()
}

/// Whether a file has other names (hard links), from which one that is put in its place parts it.
#[cfg(unix)]
#[must_use]
pub fn has_other_names(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    path.symlink_metadata().is_ok_and(|file| file.nlink() > 1)
}

/// Other systems do not tell without being asked in ways of their own.
#[cfg(not(unix))]
#[must_use]
pub fn has_other_names(_: &Path) -> bool {
    false
}

fn regular(file: File) -> io::Result<File> {
    match file.metadata()?.is_file() {
        true => Ok(file),
        false => Err(io::Error::other("not a regular file")),
    }
}

/// Options under which a pipe without a writer keeps nobody waiting.
#[cfg(unix)]
fn options(itself: bool) -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    let links = if itself { libc::O_NOFOLLOW } else { 0 };
    let mut options = File::options();
    options.custom_flags(libc::O_NONBLOCK | links);
    options
}

#[cfg(not(unix))]
fn options(_: bool) -> OpenOptions {
    File::options()
}

/// Whether an open file is the one of a path.
#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let (one, other) = (file.metadata()?, path.symlink_metadata()?);
    Ok((one.dev(), one.ino()) == (other.dev(), other.ino()))
}

#[cfg(not(unix))]
fn is_same(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::process::Command;

    #[test]
    fn only_what_is_a_file_is_opened_and_nothing_waits() {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().canonicalize().unwrap();
        let at = |name: &str| real.join(name);
        fs::create_dir_all(at("site/sub")).unwrap();
        fs::write(at("site/a"), "a").unwrap();
        fs::write(at("secret"), "b").unwrap();
        symlink(at("secret"), at("site/link")).unwrap();
        symlink(&real, at("site/folder")).unwrap();
        let made = Command::new("mkfifo").arg(at("site/pipe")).status().unwrap();
        assert!(made.success());
        assert!(open(&at("site/a")).is_ok() && open(&at("site/link")).is_ok());
        assert!(open(&at("site/pipe")).is_err() && open(&at("site/sub")).is_err());
        assert!(open_itself(&at("site/a")).is_ok());
        assert!(open_itself(&at("site/link")).is_err() && open_itself(&at("site/pipe")).is_err());
        assert!(open_inside(&at("site/a"), &at("site")).is_ok());
        assert!(open_inside(&at("site/folder/secret"), &at("site")).is_err());
        assert!(open_own(&at("site/link")).is_err() && open_own(&at("site/pipe")).is_err());
        assert_eq!(fs::read(at("secret")).unwrap(), b"b");
        open_own(&at("site/new")).unwrap();
        assert_eq!(read_own(&at("site/a"), 1).unwrap(), b"a");
        assert_eq!(read_named(&at("site/link"), 1).unwrap(), b"b");
        assert!(read_named(&at("site/pipe"), 1).is_err());
        for device in ["/dev/zero", "/dev/null"] {
            assert!(read_named(Path::new(device), 1).is_err(), "{device}");
        }
        // A file of holes takes no room on the disk, and as much as any in memory.
        let holes = File::create(at("site/holes")).unwrap();
        holes.set_len(1 << 40).unwrap();
        let refused = read_own(&at("site/holes"), 9).unwrap_err();
        assert_eq!(refused.to_string(), "it is larger than 9 bytes");
        assert!(read_inside(&at("site/holes"), &at("site"), 9).is_err());
    }
}
