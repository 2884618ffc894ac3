//! What may be built: nothing that is published has an error, or nothing is written.

use super::super::counted;
use nevertwice::config::CONFIG;
use nevertwice::diagnostic::{Diagnostic, Level, RuleName};
use nevertwice::format::harmless;
use nevertwice::project::{Checked, Project};
use nevertwice::report::human;
use nevertwice::theme::Theme;
use nevertwice::url;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// What checking said, and what follows from it.
pub(super) struct Preflight<'a> {
    project: &'a Project,
    checked: &'a Checked,
    /// The files for which a build is refused.
    refused: BTreeSet<&'a str>,
    strict: bool,
}

impl<'a> Preflight<'a> {
    pub(super) fn new(project: &'a Project, checked: &'a Checked, strict: bool) -> Self {
        Self {
            project,
            checked,
            refused: checked.refused(strict),
            strict,
        }
    }

    /// Whether the settings cannot be read, or ask for a theme that is not there: then nobody can tell what to build.
    pub(super) fn config_broken(&self) -> bool {
        let theme = self.project.sources.settings.theme.span;
        let mut found = self.checked.findings.iter().filter(|found| found.path == CONFIG);
        let stops = |found: &Diagnostic| match found.rule {
            RuleName::UnreadableFile => true,
            RuleName::Theme => found.span == theme,
            _ => false,
        };
        self.refused.contains(CONFIG) && found.any(stops)
    }

    /// Whether something that is published has an error.
    pub(super) fn has_errors(&self) -> bool {
        !self.refused.is_empty()
    }

    /// Whether a file is built.
    pub(super) fn accepts(&self, path: &str) -> bool {
        !self.refused.contains(path)
    }

    /// Prints errors whole, and of the warnings one line a rule.
    pub(super) fn print(&self) -> anyhow::Result<()> {
        let mut warnings: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
        for found in &self.checked.findings {
            let whole = self.strict && self.refused.contains(found.path.as_str());
            match found.level {
                Level::Error => self.print_one(found)?,
                Level::Warn if whole => self.print_one(found)?,
                Level::Warn => {
                    let (count, files) = warnings.entry(found.rule.name()).or_default();
                    *count += 1;
                    files.insert(&found.path);
                }
                Level::Question => {}
            }
        }
        let mut err = anstream::stderr();
        for (rule, (count, files)) in &warnings {
            let (count, files) = (counted(*count, "finding"), counted(files.len(), "file"));
            writeln!(err, "\x1b[1;33mwarning[{rule}]\x1b[0m: {count} in {files}")?;
        }
        if !warnings.is_empty() {
            writeln!(err, "run `nevertwice check` for details")?;
        }
        Ok(())
    }

    fn print_one(&self, found: &Diagnostic) -> anyhow::Result<()> {
        let source = self.project.source(&found.path);
        writeln!(
            anstream::stderr(),
            "{}\n",
            human::finding(found, source.as_deref())
        )?;
        Ok(())
    }

    /// Why nothing is written.
    pub(super) fn summary(&self) -> String {
        format!(
            "Nothing was written: {} in {}{}",
            if self.strict {
                "errors or warnings"
            } else {
                "errors"
            },
            listed(self.refused.iter().copied()),
            if self.config_broken() {
                ""
            } else {
                "; use `--keep-going` to build the rest"
            },
        )
    }

    /// What was built without; `templates` failed on a page.
    pub(super) fn left_out(&self, templates: &BTreeSet<String>) -> String {
        let templates = templates.iter().map(String::as_str);
        format!(
            "Skipped because of errors: {}",
            listed(self.refused.iter().copied().chain(templates))
        )
    }
}

/// Names of files, on one line.
pub(super) fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    harmless(&names.collect::<Vec<_>>().join(", "))
}

/// The names of files that were left in place: all of a few, the first of many.
pub(super) fn kept(names: &[String]) -> String {
    const SHOWN: usize = 10;
    let shown = listed(names.iter().map(String::as_str).take(SHOWN));
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// Prints what is wrong with templates that failed on pages, and returns their paths.
pub(super) fn print_faults(faults: &[Diagnostic], theme: &Theme) -> anyhow::Result<BTreeSet<String>> {
    let mut err = anstream::stderr();
    for fault in faults {
        let source = theme.source(&fault.path);
        writeln!(err, "{}\n", human::finding(fault, source.as_ref()))?;
    }
    Ok(faults.iter().map(|fault| fault.path.clone()).collect())
}

/// Prints the addresses of the last build that are gone.
pub(super) fn print_gone(gone: &[&str]) -> anyhow::Result<()> {
    const SHOWN: usize = 20;
    let mut err = anstream::stderr();
    for path in gone.iter().take(SHOWN) {
        writeln!(err, "gone: {}", harmless(url::of_file(path)))?;
    }
    match gone.len().saturating_sub(SHOWN) {
        0 => {}
        more => writeln!(err, "and {more} more")?,
    }
    let them = if gone.len() == 1 { "it" } else { "them" };
    writeln!(
        err,
        "Nothing was written: {} of the last build would be gone; keep {them} by `aliases` of the postmortem, or in site.yaml, \
         or build without `--keep-urls`",
        counted_addresses(gone.len())
    )?;
    Ok(())
}

fn counted_addresses(count: usize) -> String {
    match count {
        1 => "an address".to_owned(),
        count => format!("{count} addresses"),
    }
}
