//! `--fix`: mends files before they are checked.

use super::files::Group;
use crate::cli::options::ProfileOption;
use crate::cli::replace::replace;
use anyhow::Context;
use nevertwice::config::{self, Settings};
use nevertwice::format::{harmless, harmless_text};
use nevertwice::source::{MAX_BYTES, Source};
use nevertwice::{disk, fix, project};
use rayon::prelude::*;
use similar::TextDiff;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A file that can be mended.
struct Mended {
    path: PathBuf,
    bytes: Vec<u8>,
    diff: String,
}

/// Mends the postmortems of some groups and writes what changed as a unified diff, in the order of their paths. How many
/// lines and files there were.
pub(super) fn run(
    groups: &[Group],
    profile: &ProfileOption,
    out: &mut dyn Write,
) -> anyhow::Result<(usize, usize)> {
    let mut done = (0, 0);
    for group in groups {
        let mut settings = match &group.site {
            Some(root) => project::settings(root)?.1,
            None => Settings::default(),
        };
        profile.hold(&mut settings)?;
        let files = postmortems(group)?;
        let mended = files
            .par_iter()
            .filter_map(|(path, shown)| mended(path, shown, &settings));
        for Mended { path, bytes, diff } in mended.collect::<Vec<_>>() {
            let shared = disk::has_other_names(&path);
            replace(&path, &bytes).with_context(|| format!("cannot write `{}`", path.display()))?;
            done.0 += diff.lines().skip(2).filter(|line| line.starts_with('+')).count();
            done.1 += 1;
            out.write_all(harmless_text(&diff).as_bytes())?;
            if shared {
                let path = harmless(&path.display().to_string());
                writeln!(
                    out,
                    "note: other names of `{path}` (hard links) keep the old text\n"
                )?;
            }
        }
    }
    Ok(done)
}

/// The postmortems of a group: where each is, without links, and how people know it. A link that takes its place from now
/// on is not followed.
fn postmortems(group: &Group) -> anyhow::Result<Vec<(PathBuf, String)>> {
    let pages = group.site.as_ref().map(|root| root.join(config::PAGES));
    if let (true, Some(root)) = (group.whole, &group.site) {
        let folder = root.canonicalize()?.join(config::POSTMORTEMS);
        let names = project::list(&folder, project::is_markdown)?;
        let shown = |name: &String| group.shown(&format!("{}/{name}", config::POSTMORTEMS));
        return Ok(names
            .iter()
            .map(|name| (folder.join(name), shown(name)))
            .collect());
    }
    let asked = group.files.iter();
    let posts = asked.filter(|asked| pages.as_ref().is_none_or(|pages| !asked.path.starts_with(pages)));
    Ok(posts
        .filter_map(|asked| Some((asked.path.canonicalize().ok()?, asked.shown.clone())))
        .collect())
}

/// A file mended; None where there is nothing to mend, or it cannot be read as it stands.
fn mended(path: &Path, shown: &str, settings: &Settings) -> Option<Mended> {
    let bytes = disk::read_own(path, MAX_BYTES).ok()?;
    let source = Source::new(shown, &bytes);
    if !source.problems.is_empty() {
        return None;
    }
    let text = fix::mend(&source, settings)?;
    let bytes = fix::with_text(&bytes, &source.text, &text)?;
    let after = Source::new(shown, &bytes);
    let diff = TextDiff::from_lines(&source.text, &after.text);
    let diff = diff
        .unified_diff()
        .header(&format!("a/{shown}"), &format!("b/{shown}"))
        .to_string();
    (!diff.is_empty()).then(|| Mended {
        path: path.to_path_buf(),
        bytes,
        diff,
    })
}
