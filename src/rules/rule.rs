//! What a rule is, and what it may look at.

use super::{Anchors, Names, ProfileLevels, Verdict};
use crate::archive::Archive;
use crate::config::{Profile, Settings};
use crate::diagnostic::{Diagnostic, Level, RuleName};
use crate::markdown::links::Links;
use crate::postmortem::{Postmortem, Reading};
use crate::recurrence::Recurrences;
use crate::span::Span;
use std::sync::Arc;

/// One rule, as data.
#[derive(Debug)]
pub struct Rule {
    /// Its name.
    pub name: RuleName,
    /// What it requires, in one short clause.
    pub summary: &'static str,
    /// What it requires, in one sentence.
    pub requires: &'static str,
    /// Why, with the source.
    pub why: &'static str,
    /// How to fix what it finds.
    pub fix: &'static str,
    /// Files that it finds something in.
    pub bad: &'static [Example],
    /// The same, fixed.
    pub good: &'static [Example],
    /// The highest level of its findings in each profile that it belongs to.
    pub levels: &'static [(Profile, Level)],
    /// Who judges, and what that needs to know.
    pub judge: Judge,
}

/// A file of an example: a path, and the text. The settings of `site.yaml` hold for the others.
#[derive(Debug)]
pub struct Example {
    /// Where it is, from the site's root.
    pub path: &'static str,
    /// All of it.
    pub text: &'static str,
}

/// How a rule comes to its verdict. Reading may find something in the name of any rule; that counts with it.
#[derive(Debug, Clone, Copy)]
pub enum Judge {
    /// Reading has found all there is to find.
    Reading,
    /// Reading the theme has; no text is judged.
    Theme,
    /// From one file and the settings alone: what it finds can be kept with the file.
    File(fn(&Reading, &FileContext<'_>) -> Verdict),
    /// From one file among all others of an archive, whose texts are not at hand any more.
    Archive(fn(&Postmortem, &ArchiveContext<'_>) -> Verdict),
}

/// All that a rule of one file may look at beside the file.
#[derive(Debug, Clone, Copy)]
pub struct FileContext<'a> {
    /// The settings of the site.
    pub settings: &'a Settings,
    /// The profile that is held.
    pub profile: Profile,
    /// What that makes of each rule.
    pub levels: &'a ProfileLevels,
}

/// All that a rule of an archive may look at beside the file.
#[derive(Debug, Clone, Copy)]
pub struct ArchiveContext<'a> {
    /// What rules of one file may look at.
    pub file: FileContext<'a>,
    /// The postmortems that would be built; its `as_of` is what counts as today.
    pub archive: &'a Archive,
    /// Which of their failures came back.
    pub recurrences: &'a Recurrences,
    /// The names of all postmortems, drafts included.
    pub names: &'a Names,
    /// What links can reach.
    pub links: &'a LinkTargets,
    /// The places on pages that they can lead to.
    pub anchors: &'a Anchors<'a>,
}

/// What the links of an archive can reach.
#[derive(Debug, Clone, Default)]
pub struct LinkTargets {
    /// Everything, drafts included.
    pub all: Arc<Links>,
    /// What the pages that are built can reach; None where nothing is left out.
    pub built: Option<Arc<Links>>,
}

impl Rule {
    pub(super) fn error(&self, at: &Postmortem, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(self.name, &at.document.source.path, span, message)
    }

    pub(super) fn warn(&self, at: &Postmortem, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warn(self.name, &at.document.source.path, span, message)
    }

    pub(super) fn question(&self, at: &Postmortem, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::question(self.name, &at.document.source.path, span, message)
    }
}
