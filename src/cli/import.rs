//! `import`: postmortems of other forms.

use super::init::{create, create_folder};
use super::{Exit, Global, counted};
use anyhow::{Context, anyhow, bail};
use clap::builder::{PossibleValue, PossibleValuesParser};
use nevertwice::config::{self, Settings};
use nevertwice::format::harmless;
use nevertwice::import::{self, Draft, Format, Imported};
use nevertwice::report::human;
use nevertwice::slug::slug;
use nevertwice::source::{MAX_BYTES, Source};
use nevertwice::{disk, path, project};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Component, Path, PathBuf};

/// The most bytes of a picture that a draft brings along.
const LARGEST_PICTURE: usize = 64 << 20;

/// What `import` is told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  nevertwice import markdown ~/notes/postmortems    plain Markdown files
  nevertwice import icco postmortems/data           the collection at github.com/icco/postmortems

Postmortems are imported as drafts. Existing files are not overwritten: they are skipped and
reported.")]
pub(crate) struct Args {
    /// Source format
    #[arg(value_parser = PossibleValuesParser::new(import::ALL.iter().map(|format| PossibleValue::new(format.name).help(format.about))))]
    format: String,
    /// File or folder to import
    path: PathBuf,
}

/// Writes drafts into the site of the working directory.
pub(crate) fn run(args: &Args, global: &Global) -> anyhow::Result<Exit> {
    let site = project::here()?;
    let format = import::find(&args.format).ok_or_else(|| anyhow!("unknown format `{}`", args.format))?;
    let (_, settings, _) = project::settings(&site)?;
    let content = site.join(config::POSTMORTEMS);
    create_folder(&site, &content)
        .with_context(|| format!("cannot create the folder `{}`", content.display()))?;
    if args.path.is_file() && !(format.accepts)(&args.path) {
        bail!(
            "`{}` cannot be imported as `{}` ({})",
            args.path.display(),
            format.name,
            format.about
        );
    }
    if fs::metadata(&args.path).is_ok_and(|is| !is.is_file() && !is.is_dir()) {
        bail!("`{}` is neither a file nor a folder", args.path.display());
    }
    let files = project::list(&args.path, format.accepts)?;
    if let (Ok(from), Ok(content)) = (args.path.canonicalize(), site.join("content").canonicalize())
        && (from.starts_with(&content) || content.starts_with(&from))
    {
        bail!(
            "`{}` is, or contains, the content of this site: choose another folder",
            args.path.display()
        );
    }
    let taken = project::list(&content, path::is_markdown)?
        .iter()
        .map(|file| name(file))
        .collect();
    let mut run = Run {
        format,
        settings,
        from: folder(&args.path),
        inside: match args.path.is_dir() {
            true => Some(args.path.canonicalize()?),
            false => None,
        },
        site,
        content,
        taken,
        imported: 0,
        skipped: 0,
        failed: 0,
        quiet: global.quiet,
    };
    for file in &files {
        run.file(file)?;
    }
    if !global.quiet {
        let mut out = anstream::stdout();
        writeln!(
            out,
            "Imported {}, skipped {}",
            counted(run.imported, "draft"),
            counted(run.skipped, "file")
        )?;
        if run.imported > 0 {
            writeln!(out, "Next: fill in the TODOs, then run `nevertwice check`")?;
        }
    }
    Ok(if run.failed > 0 {
        Exit::Findings
    } else {
        Exit::Clean
    })
}

struct Run {
    format: &'static Format,
    settings: Settings,
    /// The folder that the names of the files begin in.
    from: PathBuf,
    /// Where that really is, if it is a folder that is imported.
    inside: Option<PathBuf>,
    site: PathBuf,
    /// The folder of the site's postmortems.
    content: PathBuf,
    /// The names of the postmortems that are there, in lower case.
    taken: BTreeSet<String>,
    imported: usize,
    skipped: usize,
    failed: usize,
    quiet: bool,
}

impl Run {
    /// Imports one file, which may tell of several incidents.
    fn file(&mut self, file: &str) -> anyhow::Result<()> {
        let source = self.from.join(file);
        // What a person names may be a link; what was found in a folder was none, and is none now.
        let read = match &self.inside {
            Some(folder) => disk::read_inside(&source, folder, MAX_BYTES),
            None => disk::read_named(&source, MAX_BYTES),
        };
        let bytes = match read {
            Ok(bytes) => bytes,
            Err(error) => {
                self.failed += 1;
                return self.say(&format!("cannot read `{}`: {error}", source.display()));
            }
        };
        let drafts = match (self.format.read)(&bytes, file) {
            Ok(drafts) => drafts,
            Err(problem) => {
                self.failed += 1;
                let text = Source::new(file, &bytes);
                writeln!(anstream::stderr(), "{}\n", human::finding(&problem, Some(&text)))?;
                return Ok(());
            }
        };
        for draft in drafts {
            self.draft(file, &source, draft)?;
        }
        Ok(())
    }

    /// Imports one incident. The folders that its file lies in are kept, so that its links still lead where they did.
    fn draft(&mut self, file: &str, source: &Path, draft: Draft) -> anyhow::Result<()> {
        let target = self.target(file, draft.name.as_deref());
        let path = self.content.join(&target);
        let shown = path::slashes(&project::beside_user(&path));
        if path.symlink_metadata().is_ok() {
            self.skipped += 1;
            return self.say(&format!("Skipped {file}: `{shown}` already exists"));
        }
        let own = name(&target);
        let other = self
            .taken
            .contains(&own)
            .then(|| slug(&target.replace('/', "-").replace(".md", "")));
        let Some(imported) = draft.write(file, other.as_deref(), &self.settings) else {
            self.skipped += 1;
            return self.say(&format!("Skipped {file}: no text"));
        };
        let written =
            create(&self.site, &path, &imported.bytes).with_context(|| format!("cannot write `{shown}`"))?;
        if !written {
            self.skipped += 1;
            return self.say(&format!("Skipped {file}: `{shown}` already exists"));
        }
        self.imported += 1;
        self.taken.insert(other.unwrap_or(own).to_lowercase());
        self.say(&report(&shown, &imported))?;
        for image in &imported.images {
            if let Err(problem) = self.picture(source, &path, image) {
                self.say(&format!("  image `{image}` of {file} was not copied: {problem}"))?;
            }
        }
        Ok(())
    }

    /// Where a draft goes, below the folder of postmortems: to the place of its file, under its own name where it has
    /// one. An `index.md` is named by its folder.
    fn target(&self, file: &str, name: Option<&str>) -> String {
        if let Some(name) = name {
            let folder = file
                .rsplit_once('/')
                .map_or(String::new(), |(folder, _)| format!("{folder}/"));
            return format!("{folder}{}.md", slug(name));
        }
        let stem = match file.rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => file,
        };
        let absolute = std::path::absolute(&self.from).unwrap_or_default();
        match absolute.file_name() {
            Some(folder) if stem == "index" => format!("{}/index.md", folder.to_string_lossy()),
            _ => format!("{stem}.md"),
        }
    }

    /// Copies a picture to the same place beside the postmortem, where that lies in the content folder.
    fn picture(&self, source: &Path, target: &Path, image: &str) -> Result<(), String> {
        let beside = |file: &Path| file.parent().map(|folder| plain(&folder.join(image)));
        let (Some(from), Some(to)) = (beside(source), beside(target)) else {
            return Err("it has no folder".to_owned());
        };
        let content = self.content.parent().unwrap_or(&self.content);
        let inside = to.strip_prefix(content).is_ok_and(|path| {
            let mut parts = path.iter();
            parts.all(|part| !part.as_encoded_bytes().starts_with(b"."))
        });
        if !inside {
            return Err("it would be outside the content folder".to_owned());
        }
        // A text may not choose files of the machine: only what lies in the folder that is imported is copied.
        let folder = self.from.canonicalize();
        let bytes = folder.and_then(|folder| disk::read_inside(&from, &folder, LARGEST_PICTURE));
        let bytes = bytes.map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => format!("no such file: `{}`", path::slashes(&from)),
            _ => error.to_string(),
        })?;
        if create(&self.site, &to, &bytes).map_err(|error| error.to_string())?
            || disk::read_named(&to, bytes.len()).is_ok_and(|there| there == bytes)
        {
            return Ok(());
        }
        Err(format!(
            "a different `{}` already exists",
            path::slashes(&project::beside_user(&to))
        ))
    }

    fn say(&self, line: &str) -> anyhow::Result<()> {
        if !self.quiet {
            writeln!(anstream::stdout(), "{}", harmless(line))?;
        }
        Ok(())
    }
}

fn report(shown: &str, imported: &Imported) -> String {
    let mut line = format!("Imported {shown}");
    if !imported.todo.is_empty() {
        line += &format!("; missing: {}", imported.todo.join(", "));
    }
    if !imported.unmapped.is_empty() {
        line += &format!("; unknown keys, kept: {}", imported.unmapped.join(", "));
    }
    for note in &imported.notes {
        line += &format!("; {note}");
    }
    line
}

/// The folder that a file or folder's names begin in.
fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if path.is_file() && parent.as_os_str().is_empty() => PathBuf::from("."),
        Some(parent) if path.is_file() => parent.to_path_buf(),
        _ => path.to_path_buf(),
    }
}

/// The name by which the archive knows a file: its own, or its folder's, without letter case.
fn name(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let stem = stem.strip_suffix("/index").unwrap_or(stem);
    let name = stem.rsplit('/').next().unwrap_or(stem);
    slug(name).to_lowercase()
}

/// The path without `.` and `..`, by its words alone.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if plain.file_name().is_some_and(|name| name != "..") => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}
