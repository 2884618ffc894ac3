//! One walk over the content folder, which separates postmortems, pages and assets.

use crate::config::{PAGES, POSTMORTEMS};
use crate::diagnostic::{Diagnostic, Level};
use crate::project::files::{is_markdown, shown, system, unreadable, visible};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

const CONTENT: &str = "content";

/// The files of a site by what they are, unread.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Sorted, as all paths here are.
    pub(super) postmortems: Vec<String>,
    pub(super) pages: Vec<String>,
    pub(super) files: BTreeMap<String, PathBuf>,
    pub(super) problems: Vec<Diagnostic>,
}

impl Found {
    /// Goes through the content folder once.
    pub(super) fn walk(root: &Path) -> Self {
        let mut found = Self::default();
        let content = root.join(CONTENT);
        // Asked for only when a link is met.
        let mut real = None;
        for entry in WalkDir::new(&content).into_iter().filter_entry(visible) {
            match entry {
                Ok(entry) if entry.path_is_symlink() => {
                    let real = real.get_or_insert_with(|| content.canonicalize().ok());
                    found.link(root, real.as_deref(), &entry);
                }
                Ok(entry) => found.entry(root, &entry),
                Err(error) => {
                    let name = shown(root, error.path().unwrap_or(&content));
                    let error = system(error);
                    found
                        .problems
                        .push(unreadable(&name, format!("cannot read this folder: {error}")));
                }
            }
        }
        found.postmortems.sort();
        found.pages.sort();
        found.part_cases();
        found
    }

    /// Of files whose names differ only in letter case the first one counts: on most disks they are one.
    fn part_cases(&mut self) {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        let problems = &mut self.problems;
        self.files
            .retain(|name, _| match seen.entry(name.to_lowercase()) {
                Entry::Vacant(free) => {
                    free.insert(name.clone());
                    true
                }
                Entry::Occupied(first) => {
                    let message = format!("this name and `{}` differ only in letter case", first.get());
                    problems.push(
                        unreadable(name, message)
                            .hint("rename one of the files: on most disks they would be one"),
                    );
                    false
                }
            });
    }

    /// The file that is alone in a folder, and the other files there, which it may link to: not the whole disk, where the
    /// folder is somebody's home.
    pub(super) fn alone(root: &Path, file: &str) -> Self {
        const DEPTH: usize = 3;
        const MOST: usize = 2_000;
        let walk = WalkDir::new(root).max_depth(DEPTH).sort_by_file_name();
        let entries = walk.into_iter().filter_entry(visible).flatten().take(MOST);
        let files = entries.filter(|entry| entry.file_type().is_file());
        let named = files.map(|entry| (name_alone(root, entry.path()), entry.into_path()));
        let text = name_alone(root, &root.join(file));
        Self {
            files: named.filter(|(name, _)| *name != text).collect(),
            postmortems: vec![text],
            ..Self::default()
        }
    }

    fn entry(&mut self, root: &Path, entry: &DirEntry) {
        let name = shown(root, entry.path());
        let kind = entry.file_type();
        let markdown = is_markdown(Path::new(&name));
        let within = |folder| name.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
        let postmortem = markdown && within(POSTMORTEMS).is_some();
        if kind.is_dir() {
            if postmortem {
                self.problems.push(
                    unreadable(&name, "this is a folder, but has the name of a Markdown file")
                        .hint("rename the folder without that ending, and name the text in it `index.md`"),
                );
            }
        } else if postmortem {
            if kind.is_file() {
                self.postmortems.push(name);
            } else {
                self.problems
                    .push(unreadable(&name, "this is not a regular file"));
            }
        } else if kind.is_file() {
            let page = within(PAGES).filter(|_| markdown);
            if page.is_some_and(|page| !page.contains('/')) {
                self.pages.push(name);
            } else {
                if page.is_some() {
                    let mut problem = unreadable(&name, "pages cannot be in subfolders");
                    problem.level = Level::Warn;
                    self.problems.push(problem.hint(format!("move it to {PAGES}")));
                }
                // Of names that are shown alike, since they are no UTF-8, the last one counts, in whatever order they come.
                let path = self.files.entry(name).or_default();
                if *path < *entry.path() {
                    *path = entry.path().to_path_buf();
                }
            }
        }
    }

    /// A symbolic link is an asset where it leads to a file inside `content`, and nothing else.
    fn link(&mut self, root: &Path, content: Option<&Path>, entry: &DirEntry) {
        let name = shown(root, entry.path());
        let target = entry.path().canonicalize().ok();
        let folder = target.as_deref().is_some_and(Path::is_dir);
        if folder || is_markdown(entry.path()) {
            let what = if folder { "folder" } else { "file" };
            let mut problem = unreadable(&name, "this is a symbolic link, which is not followed");
            // Without all of its postmortems an archive is no archive.
            if name != POSTMORTEMS {
                problem.level = Level::Warn;
            }
            self.problems
                .push(problem.hint(format!("replace the link with the {what} itself")));
            return;
        }
        if let (Some(target), Some(content)) = (target, content)
            && target.starts_with(content)
            && target.is_file()
        {
            self.files.insert(name, target);
        }
    }
}

/// The name that a file has beside one that is alone: as if both were postmortems of a site.
pub(super) fn name_alone(root: &Path, path: &Path) -> String {
    format!("{POSTMORTEMS}/{}", shown(root, path))
}
