//! The rules, one a file: what each requires, why, examples, levels and its check; and [`check`], which runs
//! them and lets settings and suppressions have their say. To add a rule, see CONTRIBUTING.

mod archive_names;
mod config_names;
mod docs;
mod levels;
mod places;
mod suppressions;
#[cfg(test)]
mod testing;

mod invalid_value;
mod known_cause;
mod known_service;
mod links_resolve;
mod peer_review;
mod required_fields;
mod sections;
mod theme;
mod timeline_format;
mod timeline_present;
mod times_in_order;
mod unique_id;
mod unknown_key;
mod unreadable_file;
mod unreadable_time;
mod word_count;

pub use archive_names::Names;
pub use config_names::unknown_names;
pub use docs::{page, pages};
pub use levels::{is_on, levelled};

use crate::archive::Archive;
use crate::config::{Profile, Settings};
use crate::diagnostic::{self, Diagnostic, Level};
use crate::markdown::links::Links;
use crate::page::Page;
use crate::postmortem::Postmortem;
use crate::span::Span;
use std::sync::Arc;

/// Every rule, by name.
pub const ALL: &[&Rule] = &[
    &invalid_value::RULE,
    &known_cause::RULE,
    &known_service::RULE,
    &links_resolve::RULE,
    &peer_review::RULE,
    &required_fields::RULE,
    &sections::RULE,
    &theme::RULE,
    &timeline_format::RULE,
    &timeline_present::RULE,
    &times_in_order::RULE,
    &unique_id::RULE,
    &unknown_key::RULE,
    &unreadable_file::RULE,
    &unreadable_time::RULE,
    &word_count::RULE,
];

/// One rule, as data.
#[derive(Debug)]
pub struct Rule {
    /// Its name, in kebab-case.
    pub name: &'static str,
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
    /// The highest level of its findings in an archive; None where it is off.
    pub archive: Option<Level>,
    /// The highest level of its findings under the brief; None where it is off.
    pub assignment: Option<Level>,
    /// Where its findings come from.
    pub scope: Scope,
    /// Where a text says what meets it, for whoever asks; none where the rule only forbids.
    pub met: fn(&Postmortem) -> Vec<Span>,
}

/// A file of an example: a path, and the text. The settings of `site.yaml` hold for the others.
#[derive(Debug)]
pub struct Example {
    /// Where it is, from the site's root.
    pub path: &'static str,
    /// All of it.
    pub text: &'static str,
}

/// Where the findings of a rule come from.
#[derive(Debug, Clone, Copy)]
pub enum Scope {
    /// From reading the file: they are there before any rule runs.
    Reading,
    /// From one file and its settings alone.
    File(fn(&Postmortem, &Settings, Profile) -> Vec<Diagnostic>),
    /// From one file among all others of an archive.
    Archive(fn(&Postmortem, &ArchiveContext<'_>) -> Vec<Diagnostic>),
}

/// All that a rule of the scope `archive` may look at.
#[derive(Debug, Clone, Copy)]
pub struct ArchiveContext<'a> {
    /// The settings of the site.
    pub settings: &'a Settings,
    /// The profile that is held.
    pub profile: Profile,
    /// The postmortems that would be built; its `as_of` is what counts as today.
    pub archive: &'a Archive,
    /// The names of all postmortems, drafts included.
    pub names: &'a Names,
    /// What links can reach.
    pub links: &'a LinkTargets,
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
    /// The highest level of its findings in a profile; None where it is off.
    #[must_use]
    pub const fn level(&self, profile: Profile) -> Option<Level> {
        match profile {
            Profile::Archive => self.archive,
            Profile::Assignment => self.assignment,
        }
    }

    fn error(&self, at: &Postmortem, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(self.name, &at.document.source.path, span, message)
    }

    fn warn(&self, at: &Postmortem, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warn(self.name, &at.document.source.path, span, message)
    }

    fn question(&self, at: &Postmortem, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::question(self.name, &at.document.source.path, span, message)
    }
}

/// The rule of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}

/// The rule that a misspelt name is nearest to.
#[must_use]
pub fn nearest(name: &str) -> Option<&'static str> {
    crate::yaml::fields::nearest(name, ALL.iter().map(|rule| rule.name))
}

/// Runs the rules of a profile over one postmortem; those of the scope `archive` only with all others at hand.
#[must_use]
pub fn check(
    postmortem: &Postmortem,
    settings: &Settings,
    profile: Profile,
    archive: Option<&ArchiveContext<'_>>,
) -> Vec<Diagnostic> {
    let mut found = postmortem.diagnostics.clone();
    for rule in ALL {
        if !is_on(rule.name, settings, profile) {
            continue;
        }
        match (rule.scope, archive) {
            (Scope::File(check), _) => found.extend(check(postmortem, settings, profile)),
            (Scope::Archive(check), Some(archive)) => found.extend(check(postmortem, archive)),
            (Scope::Archive(_), None) | (Scope::Reading, _) => {}
        }
    }
    found.extend(suppressions::check(postmortem));
    let mut found = levelled(found, settings, profile);
    levels::suppress(&mut found, &postmortem.document.allowed);
    diagnostic::sort(&mut found);
    found
}

/// The rules that pages of the site's own are held against.
pub const OF_PAGES: &[&Rule] = &[
    &invalid_value::RULE,
    &links_resolve::RULE,
    &unknown_key::RULE,
    &unreadable_file::RULE,
];

/// What is wrong with a page of the site's own.
#[must_use]
pub fn check_page(page: &Page, archive: &ArchiveContext<'_>) -> Vec<Diagnostic> {
    let found = page.diagnostics.iter().cloned();
    let found = found.chain(links_resolve::in_page(page, archive.links));
    let mut found = levelled(found, archive.settings, archive.profile);
    levels::suppress(&mut found, &page.allowed);
    diagnostic::sort(&mut found);
    found
}
