//! The files of a site's own theme, and its logo.

use super::change::{Change, How};
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::project::files::{shown, system, unreadable, visible};
use crate::source::MAX_BYTES;
use crate::theme::{ThemeFile, UserTheme, options};
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use walkdir::WalkDir;

/// The folder of themes, from the site's root.
const THEMES: &str = "themes";

/// Reads what a site brings to the theme that its settings name; `content` are the files of the content folder. What
/// cannot be read is reported and left out.
pub(super) fn read(
    root: &Path,
    settings: &Settings,
    content: &BTreeMap<String, PathBuf>,
) -> (UserTheme, Vec<Diagnostic>) {
    let themes = root.join(THEMES);
    let mut problems = Vec::new();
    let files = files(&themes, &settings.theme.value, &mut problems);
    let mut names: Vec<String> = std::fs::read_dir(&themes)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort_unstable();
    // A missing logo is reported with the options.
    let logo = options::logo_path(settings)
        .and_then(|path| content.get(path))
        .and_then(|path| disk::read_own(path, MAX_BYTES).ok());
    (UserTheme { files, names, logo }, problems)
}

/// The files of a theme that changed.
pub(super) fn differences(
    settings: &Settings,
    before: &UserTheme,
    now: &UserTheme,
    changes: &mut Vec<Change>,
) {
    let by_path = |theme: &'_ UserTheme| -> BTreeMap<String, ThemeFile> {
        let files = theme.files.iter();
        files.map(|file| (file.path.clone(), file.clone())).collect()
    };
    let (before, now) = (by_path(before), by_path(now));
    let mut push = |path: &String, how| {
        let path = format!("{THEMES}/{}/{path}", settings.theme.value);
        changes.push(Change::new(path, how));
    };
    for (path, file) in &now {
        match before.get(path) {
            None => push(path, How::Added),
            Some(before) if before != file => push(path, How::Changed),
            Some(_) => {}
        }
    }
    for path in before.keys().filter(|path| !now.contains_key(*path)) {
        push(path, How::Removed);
    }
}

fn files(themes: &Path, name: &str, problems: &mut Vec<Diagnostic>) -> Vec<ThemeFile> {
    let mut files = Vec::new();
    let folder = themes.join(name);
    let plain = matches!(
        Path::new(name).components().collect::<Vec<_>>()[..],
        [Component::Normal(_)]
    );
    if !plain || !folder.is_dir() {
        return files;
    }
    // Through a link, files of somebody else would be published.
    let outside = |folder: &Path| {
        let root = themes.parent().and_then(|root| root.canonicalize().ok());
        !root.is_some_and(|root| folder.canonicalize().is_ok_and(|real| real.starts_with(root)))
    };
    if outside(&folder) {
        let problem = unreadable(
            &format!("{THEMES}/{name}"),
            "this is a symbolic link that leads out of the site",
        );
        problems.push(problem.hint("replace the link with the folder itself"));
        return files;
    }
    for entry in WalkDir::new(&folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(visible)
    {
        let path = |path: &Path| format!("{THEMES}/{name}/{}", shown(&folder, path));
        match entry {
            Ok(entry) if entry.file_type().is_file() => match disk::read_own(entry.path(), MAX_BYTES) {
                Ok(bytes) => files.push(ThemeFile {
                    path: shown(&folder, entry.path()),
                    bytes,
                }),
                Err(error) => {
                    let message = format!("cannot read this file: {error}");
                    let problem = unreadable(&path(entry.path()), message);
                    problems.push(match error.kind() {
                        ErrorKind::FileTooLarge => {
                            problem.hint("make it smaller, or host it elsewhere and link to it")
                        }
                        _ => problem,
                    });
                }
            },
            Ok(_) => {}
            Err(error) => {
                let path = path(error.path().unwrap_or(&folder));
                let message = format!("cannot read this folder: {}", system(error));
                problems.push(unreadable(&path, message));
            }
        }
    }
    files
}
