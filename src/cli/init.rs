//! EDGE: `init`: make a site.

use super::{Exit, Global};
use anyhow::{Context, bail};
use nevertwice::{config, scaffold};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What `init` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Example:
  nevertwice init incidents && cd incidents && nevertwice build")]
pub(crate) struct Args {
    /// Folder for the new site
    dir: PathBuf,
}

/// Makes a site that builds at once. What is in the folder already is left as it is.
pub(crate) fn run(args: &Args, global: &Global) -> anyhow::Result<Exit> {
    if args.dir.is_file() {
        bail!("`{}` is a file, not a folder", args.dir.display());
    }
    let config = args.dir.join(config::CONFIG);
    if config.symlink_metadata().is_ok() {
        bail!(
            "`{}` is already a site: it contains `{}`",
            args.dir.display(),
            config::CONFIG
        );
    }
    fs::create_dir_all(&args.dir)
        .with_context(|| format!("cannot create the folder `{}`", args.dir.display()))?;
    for (name, text) in scaffold::SITE {
        let path = args.dir.join(name);
        let made =
            create(&args.dir, &path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
        if !made {
            writeln!(
                anstream::stderr(),
                "`{}` already exists and was not changed",
                path.display()
            )?;
        }
    }
    if !global.quiet {
        let dir = args.dir.display();
        let enter = if args.dir == Path::new(".") {
            String::new()
        } else {
            format!("cd {} && ", quoted(&dir.to_string()))
        };
        writeln!(
            anstream::stdout(),
            "Created a site in {dir}, with an example postmortem\nNext: {enter}nevertwice build"
        )?;
    }
    Ok(Exit::Clean)
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let plain = |char: char| char.is_alphanumeric() || "/._-\\:~".contains(char);
    if path.chars().all(plain) && !path.starts_with('-') {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}

/// Refuses a path in a site whose folders lead out of it by a link.
fn stays_within(site: &Path, path: &Path) -> io::Result<()> {
    let site = site.canonicalize()?;
    let path = std::path::absolute(path)?;
    let stands = |folder: &&Path| folder.symlink_metadata().is_ok();
    let there = path.ancestors().find(stands).map(Path::canonicalize);
    if there.is_some_and(|there| there.is_ok_and(|there| there.starts_with(&site))) {
        return Ok(());
    }
    Err(io::Error::other(
        "a link in its path leads out of the site; replace the link with the folder itself",
    ))
}

/// Makes a folder of a site, and those that it lies in.
pub(super) fn create_folder(site: &Path, folder: &Path) -> io::Result<()> {
    stays_within(site, folder)?;
    fs::create_dir_all(folder)
}

/// Writes a file of a site that is not there yet, and its folders. False where it is there already.
pub(super) fn create(site: &Path, path: &Path, text: impl AsRef<[u8]>) -> io::Result<bool> {
    create_folder(site, path.parent().unwrap_or(path))?;
    match fs::File::create_new(path) {
        Ok(mut file) => file.write_all(text.as_ref()).map(|()| true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn paths_are_quoted_where_a_shell_would_split_them() {
        for (path, shown) in [
            ("incidents", "incidents"),
            ("./a/b-c", "./a/b-c"),
            ("störung", "störung"),
            ("a b", "'a b'"),
            ("it's", r"'it'\''s'"),
            ("$HOME", "'$HOME'"),
        ] {
            assert_eq!(quoted(path), shown);
        }
    }
}
