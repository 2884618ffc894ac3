//! The rules, one a file: what each requires, why, examples, levels and its judgement; and what runs
//! them and lets settings and suppressions have their say. To add a rule, see CONTRIBUTING.

mod anchors;
mod archive_names;
mod brief;
mod config_names;
mod docs;
mod levels;
mod open_actions;
mod people;
mod places;
mod rule;
mod suppressions;
#[cfg(test)]
mod testing;
mod verdict;
mod who;

mod acronyms;
mod action_due;
mod action_overdue;
mod action_owner;
mod actions_taken;
mod blame;
mod cause_in_detail;
mod counterfactual;
mod detected_how;
mod detected_when;
mod duration_agrees;
mod english;
mod escalated_to;
mod facts_disagree;
mod fix_in_detail;
mod how_resolved;
mod impact_experience;
mod impact_percent;
mod impact_service;
mod improvements;
mod invalid_value;
mod known_cause;
mod known_service;
mod links_resolve;
mod metrics_agree;
mod misleading_paths;
mod outage_times;
mod outage_timezone;
mod peer_review;
mod public_before_mended;
mod recurrence_acknowledged;
mod required_fields;
mod review_late;
mod root_cause_in_summary;
mod secrets;
mod sections;
mod summary_present;
mod task_list;
mod theme;
mod timeline_brief;
mod timeline_format;
mod timeline_present;
mod times_in_order;
mod unique_id;
mod unknown_key;
mod unreadable_file;
mod unreadable_time;
mod vague_task;
mod word_count;
mod words;

pub use anchors::Anchors;
pub use archive_names::Names;
pub use config_names::unknown_names;
pub use docs::{page, pages};
pub use levels::ProfileLevels;
pub use rule::{ArchiveContext, Example, FileContext, Judge, LinkTargets, Rule};
pub use verdict::Verdict;

use crate::diagnostic::{self, Diagnostic};
use crate::page::Page;
use crate::postmortem::document::Allow;
use crate::postmortem::{Postmortem, Reading};

/// Every rule, by name.
pub const ALL: &[&Rule] = &[
    &acronyms::RULE,
    &action_due::RULE,
    &action_overdue::RULE,
    &action_owner::RULE,
    &actions_taken::RULE,
    &blame::RULE,
    &cause_in_detail::RULE,
    &counterfactual::RULE,
    &detected_how::RULE,
    &detected_when::RULE,
    &duration_agrees::RULE,
    &english::RULE,
    &escalated_to::RULE,
    &facts_disagree::RULE,
    &fix_in_detail::RULE,
    &how_resolved::RULE,
    &impact_experience::RULE,
    &impact_percent::RULE,
    &impact_service::RULE,
    &improvements::RULE,
    &invalid_value::RULE,
    &known_cause::RULE,
    &known_service::RULE,
    &links_resolve::RULE,
    &metrics_agree::RULE,
    &misleading_paths::RULE,
    &outage_times::RULE,
    &outage_timezone::RULE,
    &peer_review::RULE,
    &public_before_mended::RULE,
    &recurrence_acknowledged::RULE,
    &required_fields::RULE,
    &review_late::RULE,
    &root_cause_in_summary::RULE,
    &secrets::RULE,
    &sections::RULE,
    &summary_present::RULE,
    &task_list::RULE,
    &theme::RULE,
    &timeline_brief::RULE,
    &timeline_format::RULE,
    &timeline_present::RULE,
    &times_in_order::RULE,
    &unique_id::RULE,
    &unknown_key::RULE,
    &unreadable_file::RULE,
    &unreadable_time::RULE,
    &vague_task::RULE,
    &word_count::RULE,
];

/// The rules that pages of the site's own are held against.
const OF_PAGES: &[&Rule] = &[
    &invalid_value::RULE,
    &links_resolve::RULE,
    &unknown_key::RULE,
    &unreadable_file::RULE,
];

/// The rule of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name.name() == name)
}

/// The rule that a misspelt name is nearest to.
#[must_use]
pub fn nearest(name: &str) -> Option<&'static str> {
    crate::yaml::fields::nearest(name, ALL.iter().map(|rule| rule.name.name()))
}

/// What is wrong with one file: what reading found, and the rules of one file.
#[must_use]
pub fn check_file(reading: &Reading, context: &FileContext<'_>) -> Vec<Diagnostic> {
    let mut found = reading.postmortem.diagnostics.clone();
    // Of an empty file it is said that it is empty, and not all that it lacks.
    let blank = reading.postmortem.document.source.is_blank();
    for rule in on(ALL, context).filter(|_| !blank) {
        if let Judge::File(judge) = rule.judge {
            found.extend(judge(reading, context).findings());
        }
    }
    settled(found, context, &reading.postmortem.document.allowed)
}

/// What is wrong with one file among all others: the rules of an archive.
#[must_use]
pub fn check_archive(postmortem: &Postmortem, context: &ArchiveContext<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in on(ALL, &context.file) {
        if let Judge::Archive(judge) = rule.judge {
            found.extend(judge(postmortem, context).findings());
        }
    }
    settled(found, &context.file, &postmortem.document.allowed)
}

/// What is wrong with a page of the site's own.
#[must_use]
pub fn check_page(page: &Page, context: &ArchiveContext<'_>) -> Vec<Diagnostic> {
    let found = page
        .diagnostics
        .iter()
        .cloned()
        .chain(links_resolve::in_page(page, context));
    settled(found, &context.file, &page.allowed)
}

/// The verdict of each rule that is on, without what reading found.
#[must_use]
pub fn verdicts(reading: &Reading, context: &ArchiveContext<'_>) -> Vec<(&'static Rule, Verdict)> {
    let judged = on(ALL, &context.file).filter_map(|rule| {
        let verdict = match rule.judge {
            Judge::Archive(judge) => judge(&reading.postmortem, context),
            _ => by_itself(rule, reading, &context.file)?,
        };
        Some((rule, verdict))
    });
    judged.collect()
}

/// The verdict of each rule that is on and looks at one file alone, with what reading found and without what the text
/// silences.
#[must_use]
pub fn file_verdicts(reading: &Reading, context: &FileContext<'_>) -> Vec<(&'static Rule, Verdict)> {
    let found = check_file(reading, context);
    let judged = on(ALL, context).filter_map(|rule| {
        let own = found.iter().filter(|found| found.rule == rule.name);
        let verdict = by_itself(rule, reading, context)?;
        Some((rule, verdict.settled(own.cloned().collect())))
    });
    judged.collect()
}

/// The verdict of a rule on one file without all others; None where it judges no file, or only among others.
fn by_itself(rule: &Rule, reading: &Reading, context: &FileContext<'_>) -> Option<Verdict> {
    match rule.judge {
        Judge::Theme | Judge::Archive(_) => None,
        Judge::Reading => Some(Verdict::Met(Vec::new())),
        Judge::File(judge) => Some(judge(reading, context)),
    }
}

/// The verdict of each rule that is on, for a page of the site's own without findings.
#[must_use]
pub fn page_verdicts(context: &FileContext<'_>) -> Vec<(&'static Rule, Verdict)> {
    on(OF_PAGES, context)
        .map(|rule| (rule, Verdict::Met(Vec::new())))
        .collect()
}

fn on<'a>(
    rules: &'static [&'static Rule],
    context: &FileContext<'a>,
) -> impl Iterator<Item = &'static Rule> + use<'a> {
    let levels = context.levels;
    rules.iter().copied().filter(|rule| levels.is_on(rule.name))
}

/// Findings as they are told: at their final level, without what the text silences, in order.
fn settled(
    found: impl IntoIterator<Item = Diagnostic>,
    context: &FileContext<'_>,
    allowed: &[Allow],
) -> Vec<Diagnostic> {
    let mut found = context.levels.apply(found);
    levels::suppress(&mut found, allowed);
    diagnostic::sort(&mut found);
    diagnostic::within_bounds(found)
}
