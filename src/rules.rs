//! The rules, one a file: what each requires, why, examples, levels and its check; and [`check`], which runs
//! them and lets settings and suppressions have their say. To add a rule, see CONTRIBUTING.

mod allow;
mod names;
mod page;
mod report;
#[cfg(test)]
mod testing;
mod words;

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

pub use names::Names;
pub use page::{page, pages};
pub use report::{Report, is_on};

use crate::config::{Profile, Settings};
use crate::diagnostic::{Diagnostic, Level};
use crate::markdown::links::Links;
use crate::postmortem::Postmortem;
use crate::source::Span;
use rayon::prelude::*;
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
    /// What it requires, in one sentence.
    pub requires: &'static str,
    /// Why, with the source.
    pub why: &'static str,
    /// How to mend what it finds.
    pub fix: &'static str,
    /// Files that it finds something in.
    pub bad: &'static [Example],
    /// The same, mended.
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
    Archive(fn(&Postmortem, &Whole<'_>) -> Vec<Diagnostic>),
}

/// All that a rule of the scope `archive` may look at.
#[derive(Debug, Clone, Copy)]
pub struct Whole<'a> {
    /// The names of all postmortems, drafts included.
    pub names: &'a Names,
    /// What a link can reach.
    pub reach: &'a Reach,
}

/// What the links of an archive can reach.
#[derive(Debug, Clone, Default)]
pub struct Reach {
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

/// Runs the rules of a profile over postmortems that share their settings. With `reach`, the postmortems are a
/// whole archive, and the rules of the scope `archive` run too.
#[must_use]
pub fn check(
    postmortems: &[Postmortem],
    settings: &Settings,
    profile: Profile,
    reach: Option<&Reach>,
) -> Report {
    let names = match reach {
        Some(_) => Names::new(postmortems.iter().map(|postmortem| &postmortem.record)),
        None => Names::default(),
    };
    let whole = reach.map(|reach| Whole { names: &names, reach });
    let reports: Vec<Report> = postmortems
        .par_iter()
        .map(|postmortem| check_one(postmortem, settings, profile, whole.as_ref()))
        .collect();
    let mut report = Report::new(0);
    for one in reports {
        report.files += one.files;
        report.diagnostics.extend(one.diagnostics);
    }
    report.sort();
    report
}

/// Runs the rules of a profile over one postmortem; those of the scope `archive` only with all others at hand.
#[must_use]
pub fn check_one(
    postmortem: &Postmortem,
    settings: &Settings,
    profile: Profile,
    whole: Option<&Whole<'_>>,
) -> Report {
    let mut found = postmortem.diagnostics.clone();
    for rule in ALL {
        if !is_on(rule.name, settings, profile) {
            continue;
        }
        match (rule.scope, whole) {
            (Scope::File(check), _) => found.extend(check(postmortem, settings, profile)),
            (Scope::Archive(check), Some(whole)) => found.extend(check(postmortem, whole)),
            (Scope::Archive(_), None) | (Scope::Reading, _) => {}
        }
    }
    found.extend(allow::check(postmortem));
    let mut report = Report::new(1);
    report.add(found, settings, profile);
    report.silence(postmortem);
    report.sort();
    report
}

/// What is wrong with the site's own pages. They are held against few rules: text and front matter can be read, and
/// links lead somewhere.
#[must_use]
pub fn own_pages(pages: &[Arc<Postmortem>], reach: &Reach) -> Vec<Diagnostic> {
    let found = pages.iter().flat_map(|page| {
        let reading = page.diagnostics.iter();
        let unreadable = reading.filter(|found| found.rule == unreadable_file::RULE.name);
        unreadable
            .cloned()
            .chain(links_resolve::in_text(page, true, reach))
    });
    found.collect()
}

/// Findings for the names under `rules:` in `site.yaml`, whose path is `config`, that no rule has.
#[must_use]
pub fn unknown_names(settings: &Settings, config: &str) -> Vec<Diagnostic> {
    settings
        .rule_places
        .iter()
        .filter(|(name, _)| find(name).is_none())
        .map(|(name, span)| {
            let message = format!("there is no rule `{name}`");
            let finding = Diagnostic::error(unknown_key::RULE.name, config, *span, message);
            match nearest(name) {
                Some(nearest) => finding.hint(format!("did you mean `{nearest}`?")),
                None => finding.hint("`nevertwice explain` lists all rules"),
            }
        })
        .collect()
}
