//! An archive with its labels. What its files say of repeats themselves is left out: it is what has to be found.

use crate::Half;
use nevertwice::archive::Archive;
use nevertwice::config::{self, Settings};
use nevertwice::postmortem::{self, Postmortem};
use nevertwice::record::{Fact, Origin};
use nevertwice::recurrence::Recurrences;
use nevertwice::source::Source;
use nevertwice::span::Span;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The labels of the archives that are measured here.
const LABELS: &str = include_str!("labels.tsv");

#[derive(Debug)]
pub(crate) struct Corpus {
    pub(crate) name: String,
    pub(crate) archive: Archive,
    pub(crate) texts: Vec<Option<Arc<Postmortem>>>,
    pub(crate) recurrences: Recurrences,
    /// Later, earlier, and whether it is a repeat or only near one.
    labels: Vec<(usize, usize, bool)>,
}

impl Corpus {
    /// The Markdown files of a folder, with the settings and the labels of the site that holds it, if it has any.
    pub(crate) fn read(name: &str, folder: &str) -> Self {
        let folder = Path::new(folder);
        let config = folder.ancestors().map(|folder| folder.join("site.yaml"));
        let settings = config.into_iter().find_map(|path| std::fs::read(path).ok());
        let settings = settings.map_or_else(Settings::default, |bytes| {
            config::read(&Source::new("site.yaml", &bytes)).0
        });
        let mut paths = Vec::new();
        files(folder, &mut paths);
        let labels = folder.ancestors().map(|folder| folder.join("labels.tsv"));
        let labels = labels
            .into_iter()
            .find_map(|path| std::fs::read_to_string(path).ok());
        let texts = paths.into_iter().map(|path| {
            let name = match path.file_name() {
                Some(name) if name == "index.md" => path.parent().and_then(Path::file_name),
                _ => path.file_stem(),
            };
            let id = name.map(|name| name.to_string_lossy().into_owned());
            (id.unwrap_or_default(), std::fs::read(&path).unwrap())
        });
        Self::new(
            name,
            texts.collect(),
            settings,
            labels.as_deref().unwrap_or(LABELS),
        )
    }

    /// Files one below the other, each after a line with its name.
    pub(crate) fn of_one_file(name: &str, path: &str) -> Self {
        let text = std::fs::read_to_string(path).unwrap();
        let parts = text.split("=== ").filter_map(|part| part.split_once(".md\n"));
        let texts = parts.map(|(id, text)| (id.to_owned(), text.as_bytes().to_vec()));
        Self::new(name, texts.collect(), Settings::default(), LABELS)
    }

    fn new(name: &str, texts: Vec<(String, Vec<u8>)>, settings: Settings, labels: &str) -> Self {
        let postmortems: Vec<Arc<Postmortem>> = texts
            .into_iter()
            .filter(|(id, _)| id != "README" && id != "FORMATS")
            .map(|(id, bytes)| {
                let source = Source::new(format!("content/postmortems/{id}.md"), &bytes);
                let mut postmortem = postmortem::parse(Arc::new(source), &settings);
                let record = Arc::make_mut(&mut postmortem.record);
                record.facts.recurrence_of = None;
                record.facts.not_related = None;
                if record.date().is_none() {
                    let stated = id.get(..10).and_then(|day| day.parse().ok());
                    let day = stated.unwrap_or(jiff::civil::date(2000, 1, 1));
                    record.facts.date = Some(Fact::new(day, Origin::Inferred, Span::default()));
                }
                record.id = id;
                Arc::new(postmortem)
            })
            .collect();
        let archive = Archive::new(
            postmortems.iter().map(|one| one.record.clone()).collect(),
            &settings,
        );
        let texts: Vec<_> = archive
            .all()
            .map(|item| {
                let mut all = postmortems.iter();
                all.find(|one| Arc::ptr_eq(&one.record, &item.record)).cloned()
            })
            .collect();
        let find = |id: &str| archive.all().position(|item| item.record.id == id);
        let labels = labels.lines().filter(|line| !line.starts_with('#'));
        let labels = labels.filter_map(|line| {
            let mut cells = line.split('\t');
            let (archive, later, earlier) = (cells.next()?, cells.next()?, cells.next()?);
            let repeat = cells.next()? == "repeat";
            (archive == name).then(|| (find(later).unwrap(), find(earlier).unwrap(), repeat))
        });
        let labels = labels.collect();
        let recurrences = Recurrences::new(&archive, &texts, &settings);
        Self {
            name: name.to_owned(),
            archive,
            texts,
            recurrences,
            labels,
        }
    }

    /// The positions of one half; the newest comes first in an archive.
    pub(crate) fn half(&self, half: Half) -> std::ops::Range<usize> {
        let count = self.archive.items.len();
        match half {
            Half::Newer => 0..count / 2,
            Half::Older => count / 2..count,
        }
    }

    /// Which earlier ones a postmortem repeats, and which it is only near to.
    pub(crate) fn labels(&self, position: usize) -> (Vec<usize>, Vec<usize>) {
        let of = self.labels.iter().filter(|label| label.0 == position);
        let (repeats, kin): (Vec<_>, Vec<_>) = of.partition(|label| label.2);
        let earlier = |labels: Vec<&(usize, usize, bool)>| labels.into_iter().map(|label| label.1).collect();
        (earlier(repeats), earlier(kin))
    }

    /// All claims, for a person to judge.
    pub(crate) fn claims(&self) -> String {
        let mut claims = String::new();
        for (position, item) in self.archive.items.iter().enumerate() {
            let (repeats, kin) = self.labels(position);
            for found in self.recurrences.of(position) {
                let judged = match found.earlier {
                    earlier if repeats.contains(&earlier) => "right",
                    earlier if kin.contains(&earlier) => "near",
                    _ => "wrong",
                };
                let earlier = &self.archive.items[found.earlier].record.id;
                let reasons: Vec<String> = found.reasons().collect();
                let _ = writeln!(
                    claims,
                    "{}: {judged}: {} <- {earlier} ({}): {}",
                    self.name,
                    item.record.id,
                    found.score,
                    reasons.join("; ")
                );
            }
        }
        claims
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            found.push(path);
        }
    }
}
