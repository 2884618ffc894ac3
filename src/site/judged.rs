//! What the rules say of the postmortems of a site, for its page of checks. It is known after the site is: judging asks what
//! the links of the site can reach.

use crate::diagnostic::{Diagnostic, Level};
use crate::record::Record;
use crate::rules::Rule;
use crate::site::Site;
use crate::vocabulary::Status;
use std::collections::BTreeMap;

/// What was found in all postmortems, drafts included.
#[derive(Debug)]
pub struct Judged {
    /// The rules that are on.
    pub rules: Vec<&'static Rule>,
    /// The findings of each file, in order, by its path.
    findings: BTreeMap<String, Vec<Diagnostic>>,
}

/// How many findings of each level there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counts {
    /// What stops a build of what is published.
    pub errors: usize,
    /// What stops nothing.
    pub warnings: usize,
    /// What a person has to judge.
    pub questions: usize,
}

impl Judged {
    /// Findings of all files, in their order.
    #[must_use]
    pub fn new(rules: Vec<&'static Rule>, found: &[Diagnostic]) -> Self {
        let mut findings: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
        for files in found.chunk_by(|one, other| one.path == other.path) {
            if let Some(first) = files.first() {
                findings
                    .entry(first.path.clone())
                    .or_default()
                    .extend_from_slice(files);
            }
        }
        Self { rules, findings }
    }

    /// What was found in a postmortem.
    pub(super) fn of(&self, record: &Record) -> &[Diagnostic] {
        let path = record.local_path();
        path.and_then(|path| self.findings.get(path))
            .map_or(&[], Vec::as_slice)
    }
}

impl Site {
    /// Tells what the rules say of all postmortems, for the pages of the checks, which are empty without it. Once is enough.
    pub fn judge(&self, judged: impl FnOnce() -> Judged) {
        self.judged.get_or_init(judged);
    }
}

impl Counts {
    pub(super) fn of<'a>(found: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        let mut counts = Self::default();
        for one in found {
            counts.add(one.level);
        }
        counts
    }

    pub(super) fn add(&mut self, level: Level) {
        match level {
            Level::Error => self.errors += 1,
            Level::Warn => self.warnings += 1,
            Level::Question => self.questions += 1,
        }
    }
}

/// Whether a postmortem waits for its review.
pub(super) fn waits(record: &Record) -> bool {
    matches!(record.status(), Status::Draft | Status::InReview)
}
