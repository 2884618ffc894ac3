//! The files of a site as they were last read, so that a refresh reads only what changed since.
//!
//! The files follow from a walk over the folders, never from the events of a watcher, which only say where to look. So
//! no event that is lost, doubled or reordered can make the tree differ from the disk for long.

use super::change::{Change, How, told_anew};
use super::file_stamp::{FileStamp, HUGE};
use super::walk::{Found, name_alone};
use crate::config::{CONFIG, PAGES, POSTMORTEMS, Settings};
use crate::diagnostic::Diagnostic;
use crate::picture::Size;
use crate::project::files::{Configured, Error, Sources, configured, shown, unreadable, user_theme};
use crate::source::Source;
use crate::theme::{UserTheme, options};
use crate::tracker::Tracker;
use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The files of a site, with stamps that show whether one of them changed.
#[derive(Debug)]
pub struct Tree {
    root: PathBuf,
    /// The only text, where it is in no site: the root is its folder then.
    alone: Option<String>,
    config: Arc<Source>,
    settings: Settings,
    config_errors: Vec<Diagnostic>,
    catalog: Vec<Arc<Source>>,
    found: Found,
    texts: BTreeMap<String, Text>,
    files: BTreeMap<String, File>,
    user_theme: (UserTheme, Vec<Diagnostic>),
}

/// A postmortem or a page.
#[derive(Debug)]
struct Text {
    stamp: Option<FileStamp>,
    read: Result<Arc<Source>, Box<Diagnostic>>,
}

/// Any other file.
#[derive(Debug)]
struct File {
    stamp: FileStamp,
    size: Option<Size>,
}

impl Tree {
    /// Reads all of a site.
    ///
    /// # Errors
    /// When `site.yaml` cannot be read or there is no folder for postmortems.
    pub fn read(root: &Path) -> Result<Self, Error> {
        Self::start(root, None, Settings::default())
    }

    /// Reads one file that is in no site, as the only postmortem of one with these settings.
    ///
    /// # Errors
    /// As [`Tree::read`].
    pub fn alone(folder: &Path, file: &str, settings: Settings) -> Result<Self, Error> {
        Self::start(folder, Some(file.to_owned()), settings)
    }

    fn start(root: &Path, alone: Option<String>, settings: Settings) -> Result<Self, Error> {
        let mut tree = Self {
            root: root.to_path_buf(),
            alone,
            config: Arc::new(Source::new(CONFIG, b"")),
            settings,
            config_errors: Vec::new(),
            catalog: Vec::new(),
            found: Found::default(),
            texts: BTreeMap::new(),
            files: BTreeMap::new(),
            user_theme: <_>::default(),
        };
        tree.refresh(None)?;
        Ok(tree)
    }

    /// Reads the files that changed, and returns the changes, sorted by path. `candidates` are the only paths that may
    /// have changed; None where any may have.
    ///
    /// # Errors
    /// As [`Tree::read`]; the tree stays as it was.
    pub fn refresh(&mut self, candidates: Option<&BTreeSet<PathBuf>>) -> Result<Vec<Change>, Error> {
        let mut changes = Vec::new();
        let configured = match self.alone.is_some() || self.has_catalog_as_before(candidates) {
            true => Configured {
                config: self.config.clone(),
                settings: self.settings.clone(),
                catalog: self.catalog.clone(),
                problems: self.config_errors.clone(),
            },
            false => configured(&self.root)?,
        };
        let walk = candidates.is_none_or(|candidates| candidates.iter().any(|path| self.needs_walk(path)));
        if walk {
            let found = match &self.alone {
                Some(file) => Found::alone(&self.root, file),
                None if self.root.join(POSTMORTEMS).is_dir() => Found::walk(&self.root),
                None => return Err(Error::NoPostmortems(self.root.clone())),
            };
            // What is wrong with a folder or a link is told on pages too, and no text changes with it.
            told_anew(&self.found.problems, &found.problems, &mut changes);
            self.found = found;
            self.forget(&mut changes);
        }
        if configured.config.text != self.config.text
            || configured.settings.services != self.settings.services
        {
            changes.push(Change::new(CONFIG, How::Changed));
        }
        self.config = configured.config;
        self.settings = configured.settings;
        self.catalog = configured.catalog;
        self.config_errors = configured.problems;
        let candidates = candidates.map(|candidates| candidates.iter().map(|path| self.name(path)).collect());
        let candidates: Option<&BTreeSet<String>> = candidates.as_ref();
        self.read_texts(candidates, walk, &mut changes);
        self.read_files(candidates, walk, &mut changes);
        let logo = options::logo_path(&self.settings);
        let of_theme = |path: &String| !path.starts_with("content/") || logo == Some(path.as_str());
        if self.alone.is_none() && candidates.is_none_or(|candidates| candidates.iter().any(of_theme)) {
            let user_theme = user_theme::read(&self.root, &self.settings, &self.found.files);
            user_theme::differences(&self.settings, &self.user_theme.0, &user_theme.0, &mut changes);
            told_anew(&self.user_theme.1, &user_theme.1, &mut changes);
            if self.user_theme.0.names != user_theme.0.names {
                changes.push(Change::new("themes", How::Changed));
            }
            self.user_theme = user_theme;
        }
        if self.alone.is_some() {
            changes.retain(|change| self.names(&change.path));
        }
        changes.sort();
        changes.dedup();
        Ok(changes)
    }

    /// Whether a file is the lone one, or one that it names: a log that grows beside it is none of its business.
    fn names(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        let mut texts = self.texts.values().filter_map(|text| text.read.as_ref().ok());
        let says =
            |text: &str| text.contains(name) || percent_decode_str(text).decode_utf8_lossy().contains(name);
        self.alone.as_ref().is_some_and(|own| path.ends_with(own)) || texts.any(|source| says(&source.text))
    }

    /// Whether a text that was there is gone or empty: an editor may be in the middle of saving it.
    #[must_use]
    pub fn is_mid_save(&self, candidates: Option<&BTreeSet<PathBuf>>) -> bool {
        let texts = &self.texts;
        let gone = |(name, text): (&String, &Text)| {
            let stamp = FileStamp::of(&self.on_disk(name));
            let was = text.read.as_ref().is_ok_and(|source| !source.text.is_empty());
            was && stamp.is_none_or(|stamp| stamp.is_empty())
        };
        match candidates {
            None => texts.par_iter().any(gone),
            Some(candidates) => candidates.iter().any(|path| {
                let name = self.name(path);
                let folder = format!("{name}/");
                let below = texts
                    .range(folder.clone()..)
                    .take_while(|(path, _)| path.starts_with(&folder));
                texts.get_key_value(&name).into_iter().chain(below).any(gone)
            }),
        }
    }

    /// Everything that was read, as input for a site.
    #[must_use]
    pub fn sources(&self) -> Sources {
        let read = self
            .texts
            .values()
            .filter_map(|text| text.read.as_ref().ok().cloned());
        let (pages, postmortems) = read.partition(|text| text.path.starts_with(PAGES));
        let unread = self
            .texts
            .values()
            .filter_map(|text| text.read.as_ref().err())
            .map(|problem| &**problem);
        let sizes = self
            .files
            .iter()
            .filter_map(|(name, file)| Some((name.clone(), file.size?)));
        let mut problems: Vec<Diagnostic> = self
            .config_errors
            .iter()
            .chain(&self.found.problems)
            .chain(unread)
            .cloned()
            .collect();
        let mut files = self.found.files.clone();
        for (name, _) in self.files.iter().filter(|(_, file)| file.stamp.is_huge()) {
            files.remove(name);
            let message = format!("this file is larger than {HUGE} bytes, and is not published");
            problems.push(unreadable(name, message).hint("host it elsewhere and link to it"));
        }
        problems.sort_by(|a, b| (&a.path, a.span).cmp(&(&b.path, b.span)));
        Sources {
            root: self.root.clone(),
            content: match self.alone {
                Some(_) => self.root.clone(),
                None => self.root.join("content"),
            },
            config: self.config.clone(),
            settings: self.settings.clone(),
            catalog: self.catalog.clone(),
            postmortems,
            pages,
            files,
            sizes: sizes.collect(),
            problems,
            user_theme: self.user_theme.0.clone(),
            theme_errors: self.user_theme.1.clone(),
            tracker: Tracker::default(),
        }
    }

    /// The files of the service catalogue, which may be anywhere below the root.
    pub fn catalog(&self) -> BTreeSet<PathBuf> {
        let files = self.catalog.iter();
        files.map(|file| self.root.join(&file.path)).collect()
    }

    /// Whether the service catalogue and the settings are among no candidates: a catalogue may have many files, which are looked at
    /// again only when one of them is.
    fn has_catalog_as_before(&self, candidates: Option<&BTreeSet<PathBuf>>) -> bool {
        let is_of_catalog = |path: &PathBuf| {
            let name = self.name(path);
            name == CONFIG || self.catalog.iter().any(|file| file.path == name)
        };
        let touched = candidates.is_none_or(|candidates| candidates.iter().any(is_of_catalog));
        !self.settings.catalog.is_empty() && !touched
    }

    /// The name of a path.
    fn name(&self, path: &Path) -> String {
        match self.alone {
            Some(_) => name_alone(&self.root, path),
            None => shown(&self.root, path),
        }
    }

    /// The path of a text.
    fn on_disk(&self, name: &str) -> PathBuf {
        match &self.alone {
            Some(file) => self.root.join(file),
            None => self.root.join(name),
        }
    }

    /// Whether the set of files may have changed: the path is new, or it is gone.
    fn needs_walk(&self, path: &Path) -> bool {
        let name = self.name(path);
        if !name.starts_with("content") || name.split('/').any(|part| part.starts_with('.')) {
            return false;
        }
        let known = self.texts.contains_key(&name) || self.files.contains_key(&name);
        match path.symlink_metadata().ok() {
            Some(metadata) => !(known && metadata.is_file()),
            // Editors write temporary files, which are not part of the site.
            None => known || self.holds(&format!("{name}/")),
        }
    }

    /// Whether there are files below a folder.
    fn holds(&self, folder: &str) -> bool {
        let first = |path: Option<&String>| path.is_some_and(|path| path.starts_with(folder));
        first(self.texts.range(folder.to_owned()..).next().map(|(path, _)| path))
            || first(self.files.range(folder.to_owned()..).next().map(|(path, _)| path))
    }

    /// Drops the files that are gone.
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

    /// Reads the candidates among the texts and, after a walk, those that are new.
    fn read_texts(&mut self, candidates: Option<&BTreeSet<String>>, walk: bool, changes: &mut Vec<Change>) {
        let texts = &self.texts;
        let due = |name: &&String| {
            candidates.is_none_or(|candidates| candidates.contains(*name))
                || walk && !texts.contains_key(*name)
        };
        let names: Vec<&String> = self
            .found
            .postmortems
            .iter()
            .chain(&self.found.pages)
            .filter(due)
            .collect();
        let read: Vec<(String, Text)> = names
            .into_par_iter()
            .filter_map(|name| {
                let path = self.on_disk(name);
                // Before the file is read, so that the next refresh sees a change in between.
                let stamp = FileStamp::of(&path);
                // What could not be read is tried again.
                let unchanged = texts
                    .get(name)
                    .filter(|before| before.read.is_ok())
                    .and_then(|before| before.stamp.as_ref())
                    .is_some_and(|before| before.holds(stamp.as_ref()));
                if unchanged {
                    return None;
                }
                let read = match self.alone {
                    Some(_) => crate::project::files::read_file(&path, name),
                    None => crate::project::files::read_found(&path, name),
                };
                let read = read.map(Arc::new);
                Some((name.clone(), Text { stamp, read }))
            })
            .collect();
        for (name, mut text) in read {
            match self.texts.get(&name) {
                None => changes.push(Change::new(&name, How::Added)),
                Some(before) if before.same(&text) => text.read = before.read.clone(),
                Some(_) => changes.push(Change::new(&name, How::Changed)),
            }
            self.texts.insert(name, text);
        }
    }

    /// The same for all other files, of which only the sizes of pictures are read.
    fn read_files(&mut self, candidates: Option<&BTreeSet<String>>, walk: bool, changes: &mut Vec<Change>) {
        let files = &self.files;
        let due = |(name, path): &(&String, &PathBuf)| {
            // A link changes with the file that it leads to.
            candidates
                .is_none_or(|candidates| candidates.contains(*name) || candidates.contains(&self.name(path)))
                || walk && !files.contains_key(*name)
        };
        let names: Vec<_> = self.found.files.iter().filter(due).collect();
        let read: Vec<(String, File)> = names
            .into_par_iter()
            .filter_map(|(name, path)| {
                let stamp = FileStamp::of(path)?;
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
    /// Whether two readings of a file gave the same result.
    fn same(&self, other: &Self) -> bool {
        match (&self.read, &other.read) {
            (Ok(one), Ok(other)) => one.text == other.text && one.problems == other.problems,
            (Err(one), Err(other)) => one == other,
            _ => false,
        }
    }
}
