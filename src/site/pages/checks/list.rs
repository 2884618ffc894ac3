//! `/checks/queue/` and `/checks/postmortems/`: the lists, a page at a time.

use super::{age, is_named, judged, page_of, quoted, records, unnamed, waiting};
use crate::diagnostic::{Diagnostic, Level};
use crate::record::{Known, Record};
use crate::site::judged::{Counts, Judged, waits};
use crate::site::kind::{Key, ROWS};
use crate::site::subject::Subject;
use crate::site::{Site, lists};
use crate::url;
use crate::view::{CheckList, CheckRow, Html, Link, View, words};
use std::cmp::Reverse;

/// The most messages that a row shows.
const SHOWN: usize = 3;

/// The review queue.
pub(super) fn queue(site: &Site, key: Key) -> Option<View> {
    let Key::List { page } = key else { return None };
    let judged = judged(site)?;
    let mut waits = super::queue(site);
    let title = waiting(waits.len());
    let lead = format!(
        "Drafts and postmortems in review, by the day on which the incident ended. What is missing keeps a draft from being \
         published without warnings.{}",
        unnamed(site, waits.iter().copied())
    );
    waits.retain(|record| is_named(site, record));
    let list = List {
        url: url::REVIEW_QUEUE,
        title,
        lead,
        queue: true,
    };
    Some(list.view(site, judged, &waits, page))
}

/// The state of each postmortem, those with most to mend first.
pub(super) fn states(site: &Site, key: Key) -> Option<View> {
    let Key::List { page } = key else { return None };
    let judged = judged(site)?;
    let mut all: Vec<(&Record, Counts)> = records(site)
        .map(|record| (record, Counts::of(judged.of(record))))
        .collect();
    all.sort_by_key(|(_, counts)| Reverse(*counts));
    let mut all: Vec<&Record> = all.into_iter().map(|(record, _)| record).collect();
    let title = format!(
        "{}, by what the checks found",
        words::count(all.len(), "postmortem", "postmortems")
    );
    let lead = unnamed(site, all.iter().copied()).trim_start().to_owned();
    all.retain(|record| is_named(site, record));
    let list = List {
        url: url::CHECK_STATES,
        title,
        lead,
        queue: false,
    };
    Some(list.view(site, judged, &all, page))
}

struct List {
    url: &'static str,
    title: String,
    lead: String,
    queue: bool,
}

impl List {
    fn view(self, site: &Site, judged: &Judged, all: &[&Record], page: usize) -> View {
        let shown = all.iter().skip((page - 1) * ROWS).take(ROWS);
        let path = url::paged(self.url, page);
        let crumbs = vec![Link::new("Checks", url::CHECKS)];
        let subject = Subject::Nothing;
        View::CheckList(Box::new(CheckList {
            page: site.page_of(subject, &path, &self.title, &self.lead, crumbs),
            title: self.title,
            lead: self.lead,
            queue: self.queue,
            rows: shown.map(|record| row(site, judged, record)).collect(),
            pager: lists::pages(self.url, page, all.len()),
        }))
    }
}

/// A postmortem with what was found in it.
pub(super) fn row(site: &Site, judged: &Judged, record: &Record) -> CheckRow {
    let found = judged.of(record);
    let counts = Counts::of(found);
    let missing = missing(record, found);
    let age = age(site, record).and_then(|days| usize::try_from(days).ok());
    CheckRow {
        title: words::title(record),
        url: page_of(site, record),
        status: record.status().label(),
        age: age.map(|days| words::count(days, "day", "days")),
        errors: counts.errors,
        warnings: counts.warnings,
        questions: counts.questions,
        more: missing.len().saturating_sub(SHOWN),
        missing: missing.into_iter().take(SHOWN).collect(),
    }
}

/// What is to be mended, the gravest first, and a reviewer where none is named. Questions are for the reviewer.
fn missing(record: &Record, found: &[Diagnostic]) -> Vec<Html> {
    let mut found: Vec<&Diagnostic> = found.iter().filter(|one| one.level != Level::Question).collect();
    found.sort_by_key(|one| Reverse(one.level));
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|one| seen.insert(one.message.as_str()));
    let reviewer = waits(record) && record.facts.reviewers.list().is_empty();
    let reviewer = reviewer.then(|| Html::text("no reviewer is named"));
    let messages = found.into_iter().map(|one| quoted(short(&one.message)));
    messages.chain(reviewer).collect()
}

/// A message without the reason behind its colon, which its file's own findings give.
fn short(message: &str) -> &str {
    let colons = message
        .match_indices(": ")
        .map(|(at, _)| message.get(..at).unwrap_or_default());
    let mut whole = colons.filter(|part| part.matches('`').count() % 2 == 0);
    whole.next().unwrap_or(message)
}
