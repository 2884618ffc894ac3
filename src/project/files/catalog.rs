//! Finds the files of a service catalogue, as `site.yaml` names them: files, folders and patterns below the site's folder.

use super::{read_found, shown, visible};
use crate::config::catalog::{self, FILES};
use crate::config::{CONFIG, Settings};
use crate::diagnostic::{Diagnostic, RuleName};
use crate::source::Source;
use glob::{MatchOptions, Pattern, glob_with};
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

/// Files that were read, and what is wrong with them.
pub(super) type Catalog = (Vec<Arc<Source>>, Vec<Diagnostic>);

/// Reads the catalogue that settings name, and puts its services among them.
pub(super) fn read(root: &Path, settings: &mut Settings) -> Catalog {
    let mut problems = Vec::new();
    let mut paths = BTreeSet::new();
    for stated in &settings.catalog {
        let invalid = |message: String, hint: &str| {
            Diagnostic::error(RuleName::InvalidValue, CONFIG, stated.span, message).hint(hint)
        };
        match find(root, &stated.value) {
            Ok(found) if found.is_empty() => problems.push(invalid(
                format!("no catalogue is at `{}`", stated.value),
                "name a `catalog-info.yaml` file, a folder with such files, or a pattern such as `services/*/catalog-info.yaml`",
            )),
            Ok(found) => paths.extend(found),
            Err(problem) => problems.push(invalid(
                problem,
                "give a path below the folder of `site.yaml`, such as `catalog/` or `services/*/catalog-info.yaml`",
            )),
        }
    }
    let mut files = Vec::new();
    for path in paths {
        let name = shown(root, &path);
        match read_found(&path, &name) {
            Ok(source) => files.push(Arc::new(source)),
            Err(problem) => problems.push(*problem),
        }
    }
    let (services, teams, unread) = catalog::read(&files);
    problems.extend(unread);
    settings.services = services;
    catalog::add(&mut settings.teams, teams);
    (files, problems)
}

/// The files that a path of `site.yaml` means.
fn find(root: &Path, stated: &str) -> Result<Vec<PathBuf>, String> {
    let outside = || format!("`{stated}` is not below the site's folder");
    let path = Path::new(stated);
    let below = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    if !path.components().all(below) {
        return Err(outside());
    }
    let mut found = Vec::new();
    let whole = root.join(path);
    if whole.exists() {
        let entries = WalkDir::new(&whole).into_iter().filter_entry(visible).flatten();
        let files = entries.filter(|entry| entry.file_type().is_file());
        let is_catalog = |path: &Path| {
            path.file_name()
                .is_some_and(|name| FILES.iter().any(|file| name == *file))
        };
        found.extend(
            files
                .map(walkdir::DirEntry::into_path)
                .filter(|file| *file == whole || is_catalog(file)),
        );
    } else {
        let root = root.to_str().ok_or_else(outside)?;
        let pattern = format!("{}/{stated}", Pattern::escape(root));
        let options = MatchOptions {
            case_sensitive: true,
            require_literal_separator: true,
            require_literal_leading_dot: true,
        };
        let matches = glob_with(&pattern, options)
            .map_err(|error| format!("`{stated}` is no pattern: {}", error.msg))?;
        found.extend(matches.flatten().filter(|path| path.is_file()));
    }
    // A link may lead anywhere.
    let real = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    found.retain(|path| path.canonicalize().is_ok_and(|path| path.starts_with(&real)));
    Ok(found)
}
