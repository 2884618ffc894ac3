//! The day of the incident, from all places that name one: front matter, title, file name, Issue Summary, timeline.

use super::byline::byline;
use super::entries::{self, distance};
use super::file_name;
use super::nearest::near;
use super::number_order::{is_ambiguous, order_of, settled};
use crate::diagnostic::{Diagnostic, RuleName};
use crate::postmortem::impact::{SummaryFacts, TimeKey};
use crate::record::{Entry, Fact, Facts, Origin};
use crate::source::Source;
use crate::span::Span;
use crate::text::blocks::Block;
use crate::text::clock::{self, Day};
use jiff::civil::{Date, Time};

/// Days between a day of writing and the incident that is told, at most.
const WRITTEN_WITHIN: i32 = 366;
/// Days between two places that cannot mean the same incident, at least.
const FAR: i32 = 14;

/// A day that some place names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Named {
    date: Date,
    span: Span,
}

/// The days that a postmortem names, by the places that name them.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// The day of `started` in the front matter: nothing else is asked then.
    started: Option<Named>,
    /// `date` of the front matter, which may be the day of writing.
    front: Option<Named>,
    /// Of the file's name, which may be the day of writing.
    name: Option<Date>,
    /// Of a line or table of metadata.
    metadata: Option<Named>,
    /// Of the other times that labels give: it began on that day or shortly before.
    noticed: Option<Named>,
    /// Whether it is a day alone, which may be that of writing.
    day_alone: bool,
    titles: Vec<Named>,
    /// Of the start in the Issue Summary.
    start: Option<Named>,
    start_time: Option<(Time, Option<String>)>,
    /// The date that the Issue Summary opens with.
    opening: Option<Named>,
    /// All dates of the Issue Summary.
    summary: Vec<Named>,
    /// A date with two meanings that nothing settles.
    ambiguous: Option<(Day, Span)>,
    /// The zone of the first time that a label gives, or of the outage itself.
    zone: Option<(String, Span)>,
    /// A day that only tells the year of dates without one.
    near: Option<Date>,
    /// Whether the month comes first in dates of numbers, where that matters and the text shows it.
    month_first: Option<bool>,
}

impl Calendar {
    /// The days that are named outside of the timeline.
    #[must_use]
    pub fn new(
        source: &Source,
        blocks: &[Block],
        titles_of: &[Fact<String>],
        facts: &Facts,
        stated: &SummaryFacts,
    ) -> Self {
        let in_title = titles_of
            .iter()
            .flat_map(|title| {
                clock::anywhere(&title.value)
                    .into_iter()
                    .zip(std::iter::repeat(title.span))
            })
            .filter_map(|(stamp, span)| Some((stamp.day?, span)));
        let first = blocks.iter().find_map(|block| block.lines.first());
        let in_first = first.into_iter().flat_map(|line| {
            let written = line.text.stamps().iter();
            let written = written.filter(|stamp| !line.text.is_code(stamp.range.start));
            written.filter_map(|stamp| Some((stamp.day?, line.text.span(stamp.range.clone()))))
        });
        let mut titles: Vec<(Day, Span)> = in_title.chain(in_first).collect();
        let labelled = stated
            .labelled
            .iter()
            .map(|(_, when)| when)
            .chain(&stated.started);
        let days = titles.iter().chain(&stated.days).map(|(day, _)| *day);
        let month_first = order_of(blocks, days.chain(labelled.filter_map(|when| when.day)));
        let settled = |&(day, span): &(Day, Span)| (settled(day, month_first), span);
        titles = titles.iter().map(settled).collect();
        let days_of_summary: Vec<(Day, Span)> = stated.days.iter().map(settled).collect();
        // `Incidents/20240512-cache`, as wikis and exports name pages
        if titles.is_empty() {
            let compact = titles_of
                .iter()
                .find_map(|title| Some((file_name::date(&title.value)?, title.span)));
            titles.extend(compact.map(|(date, span)| (Day::of(date), span)));
        }
        let dated = stated
            .labelled
            .iter()
            .filter(|(key, _)| matches!(key, TimeKey::Date | TimeKey::Started));
        let metadata = dated
            .clone()
            .find_map(|(_, when)| Some(settled(&(when.day?, when.span))));
        let day_alone = dated.clone().all(|(key, _)| *key == TimeKey::Date);
        let noticed = [TimeKey::Detected, TimeKey::Mitigated, TimeKey::Resolved];
        let noticed = noticed.iter().find_map(|wanted| {
            let (_, when) = stated.labelled.iter().find(|(key, _)| key == wanted)?;
            Some(settled(&(when.day.filter(|_| when.own_day)?, when.span)))
        });
        let start = stated
            .started
            .as_ref()
            .and_then(|when| Some(settled(&(when.day?, when.span))));
        let mut calendar = Self {
            started: facts.started.as_ref().and_then(|started| {
                Some(Named {
                    date: started.value.date?,
                    span: started.span,
                })
            }),
            front: facts.date.as_ref().map(|date| Named {
                date: date.value,
                span: date.span,
            }),
            name: file_name::date(file_name::of_file(&source.path)),
            start_time: stated.start_time(),
            day_alone,
            month_first,
            ..Self::default()
        };
        let written = || titles.iter().chain(&metadata).chain(&days_of_summary);
        let full = written().filter_map(|&(day, _)| day.full());
        let mut known: Vec<Date> = calendar.given().chain(full).collect();
        if known.is_empty() {
            calendar.near = byline(blocks).or_else(|| file_name::month(file_name::of_file(&source.path)));
            known.extend(calendar.near);
        }
        let named = |&(day, span): &(Day, Span)| {
            Some(Named {
                date: near(day, &known)?,
                span,
            })
        };
        let labelled = stated.labelled.iter().map(|(_, when)| when);
        let mut times = labelled.chain(&stated.started).chain(&stated.resolved);
        calendar.zone = times.find_map(|when| Some((when.zone.clone()?, when.span)));
        calendar.titles = titles.iter().filter_map(named).collect();
        calendar.metadata = metadata.as_ref().and_then(named);
        calendar.noticed = noticed.as_ref().and_then(named);
        calendar.start = start.as_ref().and_then(named);
        calendar.opening = stated.opening.as_ref().map(settled).as_ref().and_then(named);
        calendar.summary = days_of_summary.iter().filter_map(named).collect();
        calendar.ambiguous = written()
            .find(|&&(day, _)| is_ambiguous(day) && near(day, &known).is_none())
            .copied();
        calendar
    }

    /// What front matter and the file's name say.
    fn given(&self) -> impl Iterator<Item = Date> {
        let front = self.started.iter().chain(&self.front).map(|named| named.date);
        front.chain(self.name)
    }

    /// The clock time of the start, as the Issue Summary states it, and its zone.
    pub(in crate::postmortem) fn start_time(&self) -> Option<(Time, Option<String>)> {
        self.start_time.clone()
    }

    /// The zone of the first time that a label gives, or of the outage itself.
    pub(in crate::postmortem) const fn zone(&self) -> Option<&(String, Span)> {
        self.zone.as_ref()
    }

    /// The day near which those are that name no year, where nothing names the day of the incident in full.
    pub(in crate::postmortem) const fn near(&self) -> Option<Date> {
        self.near
    }

    /// The last date that the Issue Summary names.
    pub(in crate::postmortem) fn last(&self) -> Option<Date> {
        self.summary.last().map(|named| named.date)
    }

    /// A date as written, in full: the year of the nearest day that is known, and of two meanings the one near it.
    pub(super) fn date(&self, day: Day, known: &[Date]) -> Option<Date> {
        let day = settled(day, self.month_first);
        day.full().or_else(|| {
            let named = self.titles.iter().chain(&self.summary).map(|named| named.date);
            let all: Vec<Date> = self.given().chain(known.iter().copied()).chain(named).collect();
            near(day, &all)
        })
    }

    /// The day that most places agree on, with what others say beside it; those that come first count where they do not.
    /// Front matter and the file's name may say when it was written: an earlier day that the text names is the incident's.
    pub(in crate::postmortem) fn day(&self, timeline: &[Entry]) -> Option<Fact<Date>> {
        if let Some(started) = self.started {
            let front = self.front.unwrap_or(started);
            return Some(Fact::new(front.date, Origin::FrontMatter, front.span));
        }
        let range = self.incident(timeline);
        let told = entries::day(range);
        let told = told.map(|(date, span)| Named { date, span });
        let listed: Vec<Date> = range
            .iter()
            .filter(|_| told.is_some())
            .filter_map(|entry| entry.date)
            .collect();
        if let Some(start) = self.stated_start(told) {
            return Some(Fact::new(start.date, Origin::Body, start.span));
        }
        let name = self.name.map(|date| Named {
            date,
            span: Span::default(),
        });
        let summary: Vec<Date> = self
            .start
            .iter()
            .chain(&self.summary)
            .map(|named| named.date)
            .collect();
        let titles: Vec<Date> = self.titles.iter().map(|named| named.date).collect();
        // A date after all days that the entries state is that of writing.
        let later = |named: &Named| !listed.is_empty() && listed.iter().all(|day| *day < named.date);
        let metadata = self.metadata.filter(|named| !self.day_alone || !later(named));
        let groups = [
            titles,
            self.front
                .iter()
                .map(|named| named.date)
                .chain(self.name)
                .collect(),
            metadata.iter().map(|named| named.date).collect(),
            summary,
            listed,
        ];
        let score = |named: &Named| {
            let group = |dates: &Vec<Date>| {
                let nearest = dates.iter().map(|&date| distance(date, named.date)).min();
                nearest.map_or(0, |days| 2 - days.min(2))
            };
            groups.iter().map(group).sum::<i32>()
        };
        let written = self.front.or(name);
        // A title far from all days that the entries state is mistaken, or names the day of writing.
        let title = self.titles.first().copied();
        let title = title.filter(|title| !entries::are_far(range, title.date, FAR));
        let text = [
            (metadata, Origin::Body),
            (title, Origin::Inferred),
            (self.start, Origin::Body),
            (self.opening, Origin::Body),
            (told, Origin::Body),
        ];
        // What the text says of a day before the one of writing, then the order in which they count.
        let before = |named: &Named| written.is_none_or(|written| is_written_of(written.date, named.date));
        let candidates: Vec<(Named, Origin)> = text
            .into_iter()
            .filter_map(|(named, origin)| Some((named.filter(before)?, origin)))
            .chain(self.front.map(|named| (named, Origin::FrontMatter)))
            .chain(
                text.into_iter()
                    .filter_map(|(named, origin)| Some((named?, origin))),
            )
            .chain(name.map(|named| (named, Origin::Inferred)))
            .chain(self.summary.first().map(|&named| (named, Origin::Body)))
            .chain(self.noticed.map(|named| (named, Origin::Inferred)))
            .collect();
        // Of equals the first.
        let (named, origin) = candidates.iter().rev().max_by_key(|(named, _)| score(named))?;
        let mut fact = Fact::new(named.date, *origin, named.span);
        let others = self.front.iter().chain(self.titles.first()).chain(&self.start);
        fact.others = others
            .filter(|other| other.date != named.date)
            .map(|other| (other.date, other.span))
            .collect();
        Some(fact)
    }

    /// The day of the start in the Issue Summary, unless title or timeline name quite another one.
    fn stated_start(&self, told: Option<Named>) -> Option<Named> {
        let start = self.start?;
        let far = |named: &Named| distance(named.date, start.date) > FAR;
        let contradicted = self.titles.iter().chain(&told).any(far);
        let written = self.front.map(|front| front.date).or(self.name);
        (!contradicted && written.is_none_or(|written| is_written_of(written, start.date))).then_some(start)
    }

    /// The entries that tell of the incident itself.
    pub(super) fn incident<'a>(&self, entries: &'a [Entry]) -> &'a [Entry] {
        entries::incident(entries, |from, to| self.names(from, to))
    }

    /// Whether a day is named in the text outside of the timeline; whether it is the one of front matter or file name.
    fn names(&self, from: Date, to: Date) -> (bool, bool) {
        let within = |date: Date| from <= date && date <= to;
        let text = self
            .titles
            .iter()
            .chain(&self.metadata)
            .chain(&self.start)
            .chain(&self.opening);
        let text = text.map(|named| named.date).any(within);
        (text, self.given().any(within))
    }

    /// The day of writing, where the incident is known to be of another one.
    pub(in crate::postmortem) fn written(&self, day: Option<&Fact<Date>>) -> Option<Fact<Date>> {
        let front = self.front?;
        let earlier = day.is_some_and(|day| day.value < front.date);
        earlier.then(|| Fact::new(front.date, Origin::Inferred, front.span))
    }

    /// A question where the front matter has another date than the one that is taken, and a warning of a date with two
    /// meanings that nothing settles.
    pub(in crate::postmortem) fn doubts(&self, source: &Source, day: Option<&Fact<Date>>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        if let (Some(day), Some(front)) = (day, self.front)
            && day.value != front.date
            && self.started.is_none()
        {
            let message = format!(
                "cannot tell whether the front matter's `date`, {}, is that of writing: the text says {}; taking that for \
                 the incident's",
                front.date, day.value
            );
            found.push(
                Diagnostic::question(RuleName::FactsDisagree, &source.path, front.span, message)
                    .label(day.span, "the date in the text")
                    .hint(
                        "add `published` for the date of writing, and `started` or the incident's own `date`",
                    ),
            );
        }
        if let Some((
            Day::Date {
                year: Some(year),
                month,
                day,
                ..
            },
            span,
        )) = self.ambiguous
        {
            let shown = |month, day| {
                Date::new(year, month, day).map_or_else(|_| "no date".to_owned(), |date| date.to_string())
            };
            let words = source
                .slice(span)
                .split_whitespace()
                .find(|word| word.contains(['/', '.', '-']));
            let message = format!(
                "ambiguous date `{}`: {} or {}; the date is ignored",
                words
                    .unwrap_or_default()
                    .trim_matches(|char: char| !char.is_ascii_digit()),
                shown(month, day),
                shown(day, month)
            );
            found.push(
                Diagnostic::warn(RuleName::UnreadableTime, &source.path, span, message)
                    .hint("write the date as YYYY-MM-DD"),
            );
        }
        found
    }
}

/// Whether a text that is of one day may tell of another.
fn is_written_of(written: Date, day: Date) -> bool {
    day <= written && distance(written, day) <= WRITTEN_WITHIN
}
