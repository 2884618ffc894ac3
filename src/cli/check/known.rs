//! `--baseline` and `--write-baseline`: the list of known findings on disk.

use crate::cli::counted;
use crate::cli::replace::replace;
use anyhow::Context;
use nevertwice::format::harmless;
use nevertwice::report::baseline::{Baseline, Compared, Paths};
use nevertwice::report::{Report, Sources};
use nevertwice::{disk, path};
use std::io::Write;
use std::path::{Component, Path, PathBuf};

/// What the list is called where nobody says it.
pub(super) const NAME: &str = "nevertwice-baseline.json";
/// The most findings that are named of those that are gone.
const MOST: usize = 20;
/// The most bytes of a baseline: there may be some for each of a hundred thousand findings.
const LARGEST: usize = 64 << 20;

/// A list on disk: all paths in it are from its folder.
struct Folder(PathBuf);

/// Writes the list of all that was found. How many findings it has.
pub(super) fn write(file: &Path, report: &Report, sources: &Sources<'_>) -> anyhow::Result<usize> {
    let cannot = || format!("cannot write `{}`", file.display());
    let folder = Folder::of(file)?;
    is_ours(file).with_context(cannot)?;
    let list = Baseline::new(report, sources, |path| folder.listed(path));
    replace(file, list.json().as_bytes()).with_context(cannot)?;
    Ok(list.count())
}

/// The list in a file.
fn stored(file: &Path) -> anyhow::Result<Baseline> {
    Ok(Baseline::read(&disk::read_named(file, LARGEST)?)?)
}

/// Refuses what would be lost: a file of somebody else, and whatever a link leads to.
fn is_ours(file: &Path) -> anyhow::Result<()> {
    let Ok(there) = file.symlink_metadata() else {
        return Ok(());
    };
    anyhow::ensure!(!there.is_symlink(), "it is a link");
    anyhow::ensure!(
        stored(file).is_ok(),
        "it holds no baseline; name another file, or delete it"
    );
    Ok(())
}

/// Drops from a report what is in a list. `asked` are the paths that were checked.
pub(super) fn subtract(
    file: &Path,
    report: &mut Report,
    sources: &Sources<'_>,
    asked: &[PathBuf],
) -> anyhow::Result<Compared> {
    let list = stored(file).with_context(|| format!("cannot use the baseline `{}`", file.display()))?;
    let folder = Folder::of(file)?;
    let asked: Vec<PathBuf> = asked.iter().filter_map(|path| path.canonicalize().ok()).collect();
    let paths = Paths {
        listed: &|path| folder.listed(path),
        exists: &|path| folder.0.join(path).exists(),
        checked: &|path| {
            let real = folder.0.join(path).canonicalize();
            real.is_ok_and(|real| asked.iter().any(|asked| real.starts_with(asked)))
        },
    };
    Ok(list.subtract(report, sources, &paths))
}

/// Says what is in a list and was not found any more.
pub(super) fn tell_gone(out: &mut impl Write, file: &Path, compared: &Compared) -> std::io::Result<()> {
    let all: usize = compared.gone.iter().map(|known| known.count).sum();
    if all == 0 {
        return Ok(());
    }
    writeln!(
        out,
        "note: {} in `{}` no longer occur{}:",
        counted(all, "finding"),
        harmless(&path::slashes(file)),
        if all == 1 { "s" } else { "" }
    )?;
    for known in compared.gone.iter().take(MOST) {
        let times = if known.count > 1 {
            format!(" ({} times)", known.count)
        } else {
            String::new()
        };
        // Anybody may have written the list.
        let line = format!("{}: {}: {}{times}", known.path, known.rule, known.message);
        writeln!(out, "  {}", harmless(&line))?;
    }
    if compared.gone.len() > MOST {
        writeln!(out, "  and {} more", compared.gone.len() - MOST)?;
    }
    writeln!(
        out,
        "Drop them from the baseline: nevertwice check --write-baseline={}",
        path::slashes(file)
    )
}

impl Folder {
    fn of(file: &Path) -> anyhow::Result<Self> {
        let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty());
        let folder = parent.unwrap_or(Path::new("."));
        let real = folder.canonicalize();
        Ok(Self(real.with_context(|| {
            format!("cannot find the folder `{}`", folder.display())
        })?))
    }

    /// The path of a file from here, where it is known from the working directory.
    fn listed(&self, path: &str) -> String {
        let path = Path::new(path);
        let real = path.canonicalize().or_else(|_| std::path::absolute(path));
        let real = real.unwrap_or_else(|_| path.to_path_buf());
        let shared = real
            .components()
            .zip(self.0.components())
            .take_while(|(one, other)| one == other);
        let shared = shared.count();
        let climb = std::iter::repeat_n(Component::ParentDir, self.0.components().count() - shared);
        path::slashes(&climb.chain(real.components().skip(shared)).collect::<PathBuf>())
    }
}
