//! `/checks/`: what the rules find, where, and which postmortems wait for their review. For the internal edition.

mod list;
mod overview;

use crate::config::Edition;
use crate::record::Record;
use crate::site::Site;
use crate::site::judged::{Judged, waits};
use crate::site::kind::{Key, Kind, Make, Plan, Planned, Route};
use crate::view::{Html, Link, words};
use crate::{html, url};
use jiff::civil::Date;

pub(in crate::site) const KIND: Kind = Kind {
    name: "checks",
    nav: |plan| match is_there(plan) {
        true => vec![Link::new("Checks", url::CHECKS)],
        false => Vec::new(),
    },
    reserved: |_| vec!["checks"],
    routes: |plan| match is_there(plan) {
        true => Planned::single(url::CHECKS),
        false => Vec::new(),
    },
    make: Make::View(overview::view),
    ..Kind::BARE
};

pub(in crate::site) const STATES: Kind = Kind {
    name: "check-states",
    routes: |plan| list(plan, url::CHECK_STATES, named(plan).count()),
    make: Make::View(list::states),
    ..Kind::BARE
};

pub(in crate::site) const QUEUE: Kind = Kind {
    name: "review-queue",
    routes: |plan| match named(plan).filter(|record| waits(record)).count() {
        // The overview shows a short one whole.
        ..=overview::WAITING => Vec::new(),
        rows => list(plan, url::REVIEW_QUEUE, rows),
    },
    make: Make::View(list::queue),
    ..Kind::BARE
};

impl Site {
    /// Whether a route shows what the rules say of all postmortems.
    #[must_use]
    pub fn shows_checks(&self, route: &Route) -> bool {
        [&KIND, &STATES, &QUEUE]
            .iter()
            .any(|kind| kind.name == route.kind.name)
    }
}

/// What an edition for everybody has no business with.
fn is_there(plan: &Plan<'_>) -> bool {
    plan.settings.edition == Edition::Internal && all(plan).next().is_some()
}

/// A list of so many postmortems.
fn list(plan: &Plan<'_>, url: &str, rows: usize) -> Vec<Planned> {
    if !is_there(plan) {
        return Vec::new();
    }
    Planned::list(url, rows, |page| Key::List { page }).collect()
}

fn all<'a>(plan: &'a Plan<'_>) -> impl Iterator<Item = &'a Record> {
    let built = plan.archive.all().map(|item| &*item.record);
    built.chain(plan.left_out.iter().map(|record| &**record))
}

/// Those that a list names: of drafts that are not built nothing is told but their number.
fn named<'a>(plan: &'a Plan<'_>) -> impl Iterator<Item = &'a Record> {
    let built = plan.archive.all().map(|item| &*item.record);
    let left_out = plan.left_out.iter().map(|record| &**record);
    built.chain(left_out.filter(|record| record.published()))
}

/// The same of one, where the site is known.
fn is_named(site: &Site, record: &Record) -> bool {
    record.published() || site.archive.index_of(record).is_some()
}

/// ` Two unbuilt drafts are counted but not named.`
fn unnamed<'a>(site: &Site, counted: impl IntoIterator<Item = &'a Record>) -> String {
    let counted = counted.into_iter();
    match counted.filter(|record| !is_named(site, record)).count() {
        0 => String::new(),
        1 => " One unbuilt draft is counted but not named.".to_owned(),
        count => format!(
            " {} unbuilt drafts are counted but not named.",
            words::number(count)
        ),
    }
}

/// Every postmortem of the site, those without a page last.
fn records(site: &Site) -> impl Iterator<Item = &Record> {
    let built = site.archive.all().map(|item| &*item.record);
    built.chain(site.left_out.iter().map(|record| &**record))
}

/// The page of a postmortem, where it has one.
fn page_of(site: &Site, record: &Record) -> Option<String> {
    let item = site.archive.items.get(site.archive.index_of(record)?)?;
    Some(url::postmortem(&item.slug))
}

/// The day from which a postmortem can be expected: when the incident ended, else when it began.
fn day(record: &Record) -> Option<Date> {
    let resolved = record.facts.resolved.as_ref();
    resolved
        .and_then(|fact| fact.value.date)
        .or_else(|| record.date())
}

/// The days from then to what counts as today.
fn age(site: &Site, record: &Record) -> Option<i64> {
    let days = site.archive.as_of?.since(day(record)?).ok()?.get_days();
    Some(i64::from(days.max(0)))
}

/// The postmortems that wait for their review, the longest first; those without a date last.
fn queue(site: &Site) -> Vec<&Record> {
    let mut waiting: Vec<&Record> = records(site).filter(|record| waits(record)).collect();
    waiting.sort_by_key(|record| (day(record).is_none(), day(record), record.source_id()));
    waiting
}

/// `Three postmortems wait for review`
fn waiting(count: usize) -> String {
    match count {
        0 => "No postmortem waits for review".to_owned(),
        1 => "One postmortem waits for review".to_owned(),
        count => format!("{} postmortems wait for review", words::number(count)),
    }
}

/// A message with the words that it quotes as code.
fn quoted(message: &str) -> Html {
    let mut out = String::new();
    let mut parts = message.split('`').peekable();
    let mut inside = false;
    while let Some(part) = parts.next() {
        // The last mark of an odd number quotes nothing.
        match (inside, parts.peek().is_some()) {
            (true, true) => {
                out.push_str("<code>");
                html::escape(&mut out, part);
                out.push_str("</code>");
            }
            (true, false) => {
                out.push('`');
                html::escape(&mut out, part);
            }
            (false, _) => html::escape(&mut out, part),
        }
        inside = !inside;
    }
    Html::new(&out)
}

/// What was judged, where somebody did.
fn judged(site: &Site) -> Option<&Judged> {
    site.judged.get()
}

#[cfg(test)]
mod tests;
