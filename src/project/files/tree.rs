//! The files of a site as they were last read, so that another look reads only what changed since.
//!
//! What there is follows from a walk over the folders, never from what a watcher tells: a watcher only says where to
//! look. So nothing that it leaves out, doubles or reorders can make the tree differ from the disk for long.

use super::change::{Change, How};
use super::stamp::Stamp;
use super::walk::Found;
use crate::config::Settings;
use crate::config::{CONFIG, PAGES, POSTMORTEMS};
use crate::diagnostic::Diagnostic;
use crate::picture::Size;
use crate::project::files::user_theme;
use crate::project::files::{Error, Sources, shown};
use crate::source::Source;
use crate::theme::{Own, options};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The files of a site, with what tells whether one of them is still as it was read.
#[derive(Debug)]
pub struct Tree {
    root: PathBuf,
    config: Arc<Source>,
    settings: Settings,
    unset: Vec<Diagnostic>,
    found: Found,
    texts: BTreeMap<String, Text>,
    files: BTreeMap<String, File>,
    own: (Own, Vec<Diagnostic>),
}

/// A postmortem or a page.
#[derive(Debug)]
struct Text {
    stamp: Option<Stamp>,
    read: Result<Arc<Source>, Box<Diagnostic>>,
}

/// Any other file.
#[derive(Debug)]
struct File {
    stamp: Stamp,
    size: Option<Size>,
}

impl Tree {
    /// Reads all of a site.
    ///
    /// # Errors
    /// When `site.yaml` cannot be read or there is no folder for postmortems.
    pub fn read(root: &Path) -> Result<Self, Error> {
        let mut tree = Self {
            root: root.to_path_buf(),
            config: Arc::new(Source::new(CONFIG, b"")),
            settings: Settings::default(),
            unset: Vec::new(),
            found: Found::default(),
            texts: BTreeMap::new(),
            files: BTreeMap::new(),
            own: <_>::default(),
        };
        tree.look(None)?;
        Ok(tree)
    }

    /// Reads what changed, and tells of it, sorted by path. `near` are the only paths that may have changed; None
    /// where all may have.
    ///
    /// # Errors
    /// As [`Tree::read`]; the tree is as it was then.
    pub fn look(&mut self, near: Option<&BTreeSet<PathBuf>>) -> Result<Vec<Change>, Error> {
        let mut changes = Vec::new();
        let (config, settings, unset) = crate::project::files::settings(&self.root)?;
        let walk = near.is_none_or(|near| near.iter().any(|path| self.moves(path)));
        if walk {
            if !self.root.join(POSTMORTEMS).is_dir() {
                return Err(Error::NoPostmortems(self.root.clone()));
            }
            self.found = Found::walk(&self.root);
            self.forget(&mut changes);
        }
        if config.text != self.config.text {
            changes.push(Change::new(CONFIG, How::Changed));
        }
        (self.config, self.settings, self.unset) = (config, settings, unset);
        let near = near.map(|near| near.iter().map(|path| shown(&self.root, path)).collect());
        let near: Option<&BTreeSet<String>> = near.as_ref();
        self.read_texts(near, walk, &mut changes);
        self.read_files(near, walk, &mut changes);
        let logo = options::logo_path(&self.settings);
        let of_theme = |path: &String| !path.starts_with("content/") || logo == Some(path.as_str());
        if near.is_none_or(|near| near.iter().any(of_theme)) {
            let own = user_theme::read(&self.root, &self.settings, &self.found.files);
            user_theme::differences(&self.settings, &self.own.0, &own.0, &mut changes);
            let unlike = own.1.iter().filter(|problem| !self.own.1.contains(problem));
            changes.extend(unlike.map(|problem| Change::new(&problem.path, How::Changed)));
            self.own = own;
        }
        changes.sort();
        changes.dedup();
        Ok(changes)
    }

    /// Whether a text that was there is gone, or empty: an editor may be in the midst of saving it.
    #[must_use]
    pub fn is_in_flux(&self, near: Option<&BTreeSet<PathBuf>>) -> bool {
        let (texts, root) = (&self.texts, &self.root);
        let gone = |(name, text): (&String, &Text)| {
            let stamp = Stamp::of(&root.join(name));
            let was = text.read.as_ref().is_ok_and(|source| !source.text.is_empty());
            was && stamp.is_none_or(|stamp| stamp.is_empty())
        };
        match near {
            None => texts.par_iter().any(gone),
            Some(near) => near.iter().any(|path| {
                let name = shown(root, path);
                let folder = format!("{name}/");
                let below = texts
                    .range(folder.clone()..)
                    .take_while(|(path, _)| path.starts_with(&folder));
                texts.get_key_value(&name).into_iter().chain(below).any(gone)
            }),
        }
    }

    /// All that was read, as a site is made from it.
    #[must_use]
    pub fn sources(&self) -> Sources {
        let read = self
            .texts
            .values()
            .filter_map(|text| text.read.as_ref().ok().cloned());
        let (pages, postmortems) = read.partition(|text| text.path.starts_with(PAGES));
        let unread = self.texts.values().filter_map(|text| text.read.as_ref().err());
        let unread = unread.map(|problem| (**problem).clone());
        let sizes = self.files.iter();
        let sizes = sizes.filter_map(|(name, file)| Some((name.clone(), file.size?)));
        let told = self.unset.iter().chain(&self.found.problems).cloned();
        let mut problems: Vec<Diagnostic> = told.chain(unread).collect();
        problems.sort_by(|a, b| (&a.path, a.span).cmp(&(&b.path, b.span)));
        Sources {
            root: self.root.clone(),
            config: self.config.clone(),
            settings: self.settings.clone(),
            postmortems,
            pages,
            files: self.found.files.clone(),
            sizes: sizes.collect(),
            problems,
            own: self.own.0.clone(),
            unthemed: self.own.1.clone(),
        }
    }

    /// Whether a path may mean that there are other files than before: it is not one of them, or it is no more.
    fn moves(&self, path: &Path) -> bool {
        let name = shown(&self.root, path);
        if !name.starts_with("content") || name.split('/').any(|part| part.starts_with('.')) {
            return false;
        }
        let known = self.texts.contains_key(&name) || self.files.contains_key(&name);
        let is = path.symlink_metadata().ok();
        match is {
            Some(is) => !(known && is.is_file()),
            // A name that editors write beside a file, for a moment, is none of ours.
            None => known || self.holds(&format!("{name}/")),
        }
    }

    /// Whether there are files below a folder.
    fn holds(&self, folder: &str) -> bool {
        let first = |path: Option<&String>| path.is_some_and(|path| path.starts_with(folder));
        first(self.texts.range(folder.to_owned()..).next().map(|(path, _)| path))
            || first(self.files.range(folder.to_owned()..).next().map(|(path, _)| path))
    }

    /// Drops what is no more.
    fn forget(&mut self, changes: &mut Vec<Change>) {
        let found = &self.found;
        let is_text = |name: &String| {
            found.postmortems.binary_search(name).is_ok() || found.pages.binary_search(name).is_ok()
        };
        let mut removed = |name: &String, stays: bool| {
            if !stays {
                changes.push(Change::new(name, How::Removed));
            }
            stays
        };
        self.texts.retain(|name, _| removed(name, is_text(name)));
        self.files
            .retain(|name, _| removed(name, found.files.contains_key(name)));
    }

    /// Reads the texts that are `near` and, after a walk, those that are new.
    fn read_texts(&mut self, near: Option<&BTreeSet<String>>, walk: bool, changes: &mut Vec<Change>) {
        let (root, texts) = (&self.root, &self.texts);
        let due = |name: &&String| {
            near.is_none_or(|near| near.contains(*name)) || walk && !texts.contains_key(*name)
        };
        let names = self.found.postmortems.iter().chain(&self.found.pages);
        let names: Vec<&String> = names.filter(due).collect();
        let read: Vec<(String, Text)> = names
            .into_par_iter()
            .filter_map(|name| {
                let path = root.join(name);
                // Before the file is read: a change in between shows the next time.
                let stamp = Stamp::of(&path);
                // What could not be read is tried again.
                let before = texts.get(name).filter(|before| before.read.is_ok());
                let before = before.and_then(|before| before.stamp.as_ref());
                if before.is_some_and(|before| before.holds(stamp.as_ref())) {
                    return None;
                }
                let read = crate::project::files::read_file(&path, name).map(Arc::new);
                Some((name.clone(), Text { stamp, read }))
            })
            .collect();
        for (name, mut text) in read {
            match self.texts.get(&name) {
                None => changes.push(Change::new(&name, How::Added)),
                Some(before) if before.says(&text) => text.read = before.read.clone(),
                Some(_) => changes.push(Change::new(&name, How::Changed)),
            }
            self.texts.insert(name, text);
        }
    }

    /// The same for all other files, of which only the sizes of pictures are read.
    fn read_files(&mut self, near: Option<&BTreeSet<String>>, walk: bool, changes: &mut Vec<Change>) {
        let (root, files) = (&self.root, &self.files);
        let due = |(name, path): &(&String, &PathBuf)| {
            // A link changes with the file that it leads to.
            near.is_none_or(|near| near.contains(*name) || near.contains(&shown(root, path)))
                || walk && !files.contains_key(*name)
        };
        let names: Vec<_> = self.found.files.iter().filter(due).collect();
        let read: Vec<(String, File)> = names
            .into_par_iter()
            .filter_map(|(name, path)| {
                let stamp = Stamp::of(path)?;
                let before = files.get(name);
                if before.is_some_and(|before| before.stamp.holds(Some(&stamp))) {
                    return None;
                }
                let size = crate::project::files::size(name, path);
                Some((name.clone(), File { stamp, size }))
            })
            .collect();
        for (name, file) in read {
            match self.files.get(&name) {
                None => changes.push(Change::new(&name, How::Added)),
                Some(before) if before.stamp.is(&file.stamp) => {}
                Some(_) => changes.push(Change::new(&name, How::Changed)),
            }
            self.files.insert(name, file);
        }
    }
}

impl Text {
    /// Whether two readings of a file gave the same.
    fn says(&self, other: &Self) -> bool {
        match (&self.read, &other.read) {
            (Ok(one), Ok(other)) => one.text == other.text && one.problems == other.problems,
            (Err(one), Err(other)) => one == other,
            _ => false,
        }
    }
}
