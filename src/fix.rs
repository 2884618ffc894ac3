//! Mends what is mechanical in a postmortem: the names of keys, how clock times are spelt, bullets and checkboxes.
//!
//! Every change is tried: one of the text stays only where the same is read from it as before, one of a key only where
//! less is wrong after it. Lines are neither added nor taken away, and a text that is mended once stays as it is.

mod bullets;
mod bytes;
mod checkboxes;
mod clocks;
#[cfg(test)]
mod tests;

pub use bytes::with_text;

use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Edit, Level, RuleName, apply};
use crate::postmortem::{self, Postmortem, Reading};
use crate::rules::{self, FileContext, ProfileLevels};
use crate::show;
use crate::source::Source;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One change may make room for another, but not for ever.
const ROUNDS: usize = 4;
/// How many changes of a text are tried one by one, where all together would change what it says.
const SINGLY: usize = 32;

/// Who judges a text before and after a change.
struct Judge<'a> {
    path: &'a str,
    context: FileContext<'a>,
}

/// A text and what is wrong with it.
struct Judged {
    reading: Reading,
    found: Vec<Diagnostic>,
}

/// The text of a postmortem, mended; None where there is nothing to mend.
#[must_use]
pub fn mend(source: &Source, settings: &Settings) -> Option<String> {
    let profile = settings.profile;
    let levels = ProfileLevels::new(settings, profile);
    let context = FileContext {
        settings,
        profile,
        levels: &levels,
    };
    let judge = Judge {
        path: &source.path,
        context,
    };
    let mut judged = judge.of(&source.text);
    for _ in 0..ROUNDS {
        let keys = judge.better(&judged, &keys(&judged), has_less_wrong);
        let next = keys.or_else(|| judge.better(&judged, &spelling(&judged), says_the_same));
        let Some(next) = next else { break };
        judged = next;
    }
    let text = &judged.postmortem().document.source.text;
    (*text != source.text).then(|| text.clone())
}

/// How many findings there are of each rule.
type Counts = BTreeMap<RuleName, usize>;

impl Judge<'_> {
    fn of(&self, text: &str) -> Judged {
        let source = Arc::new(Source::new(self.path, text.as_bytes()));
        let reading = postmortem::read(source, self.context.settings);
        let found = rules::check_file(&reading, &self.context);
        Judged { reading, found }
    }

    /// A text after those of some edits with which it is sound.
    fn better(&self, before: &Judged, edits: &[Edit], sound: fn(&Judged, &Judged) -> bool) -> Option<Judged> {
        let text = &before.postmortem().document.source.text;
        let with = |edits: &[Edit]| {
            let after = apply(text, edits);
            let after = (after != *text).then(|| self.of(&after));
            after.filter(|after| sound(before, after))
        };
        if edits.is_empty() {
            return None;
        }
        with(edits).or_else(|| {
            let mut kept = Vec::new();
            let mut best = None;
            for edit in edits.iter().take(SINGLY) {
                kept.push(edit.clone());
                match with(&kept) {
                    None => drop(kept.pop()),
                    better => best = better,
                }
            }
            best
        })
    }
}

impl Judged {
    fn postmortem(&self) -> &Postmortem {
        &self.reading.postmortem
    }

    /// What was found, also by reading in the name of rules that are off: a key that nobody knows is lost all the same.
    fn all(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter().chain(&self.postmortem().diagnostics)
    }

    /// How many of some findings there are of each rule, without questions.
    fn counts(&self, wanted: fn(&Diagnostic) -> bool) -> Counts {
        let mut counts = Counts::new();
        for found in self
            .all()
            .filter(|found| found.level > Level::Question && wanted(found))
        {
            *counts.entry(found.rule).or_default() += 1;
        }
        counts
    }
}

/// The changes that findings offer.
fn keys(judged: &Judged) -> Vec<Edit> {
    let found = judged.found.iter();
    found.filter_map(|found| found.fix.clone()).collect()
}

/// The changes of how the text is written.
fn spelling(judged: &Judged) -> Vec<Edit> {
    let postmortem = judged.postmortem();
    let plain = judged
        .found
        .iter()
        .any(|found| found.rule == RuleName::TimelineFormat);
    let mut edits = bullets::edits(postmortem, plain);
    edits.extend(clocks::edits(postmortem));
    edits.extend(checkboxes::edits(postmortem));
    edits
}

/// Whether nothing is wrong that was not before.
fn no_more(before: &Counts, after: &Counts) -> bool {
    let mut after = after.iter();
    after.all(|(rule, count)| before.get(rule).is_some_and(|before| count <= before))
}

/// Whether less is wrong at its places. A fact that is known now may well ask for others that are missing.
fn has_less_wrong(before: &Judged, after: &Judged) -> bool {
    let placed = |judged: &Judged| judged.counts(|found| !found.span.is_empty());
    no_more(&placed(before), &placed(after)) && placed(before) != placed(after)
}

/// Whether `show` says the same of both: since each line stays where it is, it tells of any change.
fn says_the_same(before: &Judged, after: &Judged) -> bool {
    let said = |judged: &Judged| {
        let mut said = serde_json::to_value(show::read(judged.postmortem())).unwrap_or_default();
        // `10:05 hrs` has more words than `10:05`.
        said["words"].take();
        said
    };
    no_more(&before.counts(|_| true), &after.counts(|_| true)) && said(before) == said(after)
}
