//! The times of a postmortem: what was written only in part gets the date and zone that its document has for it.

use super::{Body, merge, merge_stated};
use crate::config::Settings;
use crate::moment::{Moment, Zone, zone};
use crate::postmortem::derive::{detection, file_name};
use crate::postmortem::impact::When;
use crate::record::{Entry, Fact, Facts, Origin};
use crate::span::Span;
use crate::text::clock::{self, Clock, Day};
use crate::vocabulary::EntryKind;
use jiff::ToSpan;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

/// Derives the date and all times.
pub(super) fn derive(facts: &mut Facts, body: Body<'_>, settings: &Settings) {
    let around = Around::new(facts, body, settings);
    let start = body
        .stated
        .started
        .as_ref()
        .and_then(|when| around.moment(when, None));
    let end = body
        .stated
        .resolved
        .as_ref()
        .and_then(|when| around.moment(when, start.as_ref()));
    let entries = body.entries;
    let started = merge_stated(start, began(entries));
    facts.started = merge(facts.started.take(), started).or_else(|| stand_in(entries));
    facts.resolved = merge(
        facts.resolved.take(),
        merge_stated(end, last(entries, EntryKind::Resolved)),
    );
    let detected = detection::entry(entries).and_then(fact);
    facts.detected = merge_stated(facts.detected.take(), detected);
    facts.acknowledged = merge_stated(facts.acknowledged.take(), first(entries, EntryKind::Acknowledged));
    facts.mitigated = merge_stated(facts.mitigated.take(), mitigated(entries));
    let of_start =
        |started: &Fact<Moment>| Some(Fact::new(started.value.date?, started.origin, started.span));
    let date = facts
        .date
        .take()
        .or_else(|| facts.started.as_ref().and_then(of_start));
    // The date of a start may be taken from where it is written.
    facts.date = match (date, around.date) {
        (Some(date), Some(written)) if date.origin != Origin::FrontMatter && date.value == written.value => {
            Some(written)
        }
        (date, written) => date.or(written),
    };
}

fn fact(entry: &Entry) -> Option<Fact<Moment>> {
    let origin = if entry.labelled {
        Origin::Body
    } else {
        Origin::Inferred
    };
    Some(Fact::new(entry.at.clone()?, origin, span(entry)))
}

fn span(entry: &Entry) -> Span {
    entry.time_span.unwrap_or(entry.span)
}

fn first(entries: &[Entry], kind: EntryKind) -> Option<Fact<Moment>> {
    entries.iter().filter(|entry| entry.kind == kind).find_map(fact)
}

/// When it began: as labelled, else as concluded from words, unless somebody had noticed before.
fn began(entries: &[Entry]) -> Option<Fact<Moment>> {
    let noticed = |entry: &Entry| matches!(entry.kind, EntryKind::Detected | EntryKind::Reported);
    let end = entries.iter().position(noticed).unwrap_or(entries.len());
    plausible(entries, end, EntryKind::ImpactStarted)
}

/// When it was mitigated: as labelled, else as concluded from words, unless it was over before.
fn mitigated(entries: &[Entry]) -> Option<Fact<Moment>> {
    let over = |entry: &Entry| entry.kind == EntryKind::Resolved;
    let end = entries.iter().rposition(over).unwrap_or(entries.len());
    plausible(entries, end, EntryKind::Mitigated)
}

/// The first entry of a kind that is labelled so, else the first of those before `end`.
fn plausible(entries: &[Entry], end: usize, kind: EntryKind) -> Option<Fact<Moment>> {
    entries
        .iter()
        .filter(|entry| entry.kind == kind && entry.labelled)
        .find_map(fact)
        .or_else(|| first(entries.get(..end)?, kind))
}

fn last(entries: &[Entry], kind: EntryKind) -> Option<Fact<Moment>> {
    entries
        .iter()
        .rev()
        .filter(|entry| entry.kind == kind)
        .find_map(fact)
}

/// The first timed entry, where nothing states the start.
fn stand_in(entries: &[Entry]) -> Option<Fact<Moment>> {
    entries
        .iter()
        .find_map(|entry| Some(Fact::new(entry.at.clone()?, Origin::Inferred, span(entry))))
}

/// What the rest of the document knows of dates and zones.
struct Around<'a> {
    /// The date of the incident, looked for in front matter, timeline, Issue Summary, title, file name.
    date: Option<Fact<Date>>,
    /// The zone of times that state none.
    zone: Option<String>,
    /// The offset that settles ambiguous zones.
    near: Option<Offset>,
    entries: &'a [Entry],
}

impl<'a> Around<'a> {
    fn new(facts: &Facts, body: Body<'a>, settings: &Settings) -> Self {
        let started = facts.started.as_ref();
        let front = facts.date.clone().or_else(|| {
            let started = started?;
            Some(Fact::new(started.value.date?, Origin::FrontMatter, started.span))
        });
        let mut around = Self {
            date: front,
            zone: shared_zone(body.entries)
                .or_else(|| Some(started?.value.zone.as_ref()?.label.clone()))
                .or_else(|| settings.timezone.clone()),
            near: started
                .and_then(|started| started.value.offset())
                .or_else(|| body.entries.iter().find_map(|entry| entry.at.as_ref()?.offset())),
            entries: body.entries,
        };
        around.date = around
            .date
            .clone()
            .or_else(|| around.timeline())
            .or_else(|| around.days(&body.stated.days, Origin::Body))
            .or_else(|| {
                let days: Vec<_> = body
                    .titles
                    .iter()
                    .flat_map(|title| {
                        clock::anywhere(&title.value)
                            .into_iter()
                            .zip(std::iter::repeat(title.span))
                    })
                    .filter_map(|(stamp, span)| Some((stamp.day?, span)))
                    .collect();
                around.days(&days, Origin::Inferred)
            })
            .or_else(|| {
                Some(Fact::new(
                    file_name::date(file_name::of_file(body.path))?,
                    Origin::Inferred,
                    Span::default(),
                ))
            });
        around
    }

    fn timeline(&self) -> Option<Fact<Date>> {
        let stated = |entry: &&Entry| entry.dated && entry.date.is_some();
        let entry = self.entries.iter().find(stated)?;
        Some(Fact::new(entry.date?, Origin::Body, span(entry)))
    }

    /// The first of some dates that is known with its year.
    fn days(&self, days: &[(Day, Span)], origin: Origin) -> Option<Fact<Date>> {
        days.iter()
            .find_map(|&(day, span)| Some(Fact::new(self.day(day)?, origin, span)))
    }

    /// A date in full. Where day and month may be the other way round, the date that is known otherwise
    /// decides, else there is none.
    fn day(&self, day: Day) -> Option<Date> {
        let Day::Date {
            year,
            month,
            day,
            ambiguous,
        } = day
        else {
            return None;
        };
        let known = self.date.as_ref().map(|date| date.value);
        let year = year.or_else(|| known.map(Date::year))?;
        let date = Date::new(year, month, day).ok();
        if !ambiguous || month == day {
            return date;
        }
        let turned = Date::new(year, day, month).ok();
        self.entries
            .iter()
            .filter_map(|entry| entry.date)
            .chain(known)
            .find(|&date_known| Some(date_known) == date || Some(date_known) == turned)
    }

    /// The moment of a time of the Issue Summary; `start` is the moment of its start, when it is the end.
    fn moment(&self, when: &When, start: Option<&Fact<Moment>>) -> Option<Fact<Moment>> {
        let (time, mut days) = match when.clock? {
            Clock::Time(time) => (time, 0),
            Clock::Midnight => (Time::midnight(), 1),
            Clock::Relative(_) => return None,
        };
        let stated = when.day.and_then(|day| self.day(day));
        let date = stated
            .or_else(|| start.and_then(|start| start.value.date))
            .or_else(|| self.at_same_time(time))
            .or_else(|| self.date.as_ref().map(|date| date.value));
        // An end that is earlier on the clock than the start, by less than half a day, is of the next day.
        const HALF_A_DAY: i64 = 12 * 3600;
        if let Some(start) = start.filter(|_| !when.own_day && days == 0) {
            let step = seconds(time) - seconds(start.value.time);
            days = i64::from(step < 0 && step + 2 * HALF_A_DAY < HALF_A_DAY);
        }
        let date = date.and_then(|date| date.checked_add(days.days()).ok());
        let label = when.zone.as_ref().or(self.zone.as_ref());
        let zone: Option<Zone> = label.map(|label| {
            let local = date.map(|date| date.to_datetime(time));
            zone::resolve(label, local, self.near).zone
        });
        let moment = Moment {
            date,
            day: if date.is_none() {
                i16::try_from(days).unwrap_or_default()
            } else {
                0
            },
            time,
            zone,
        };
        let taken = stated.is_none() && date.is_some() || when.zone.is_none() && moment.zone.is_some();
        let origin = if taken { Origin::Inferred } else { Origin::Body };
        Some(Fact::new(moment, origin, when.span))
    }

    /// The date of an entry with this clock time.
    fn at_same_time(&self, time: Time) -> Option<Date> {
        self.entries
            .iter()
            .find_map(|entry| entry.at.as_ref().filter(|at| at.time == time)?.date)
    }
}

fn seconds(time: Time) -> i64 {
    i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second())
}

/// The zone that all entries with one share.
fn shared_zone(entries: &[Entry]) -> Option<String> {
    let mut labels = entries
        .iter()
        .filter_map(|entry| Some(entry.at.as_ref()?.zone.as_ref()?.label.as_str()));
    let first = labels.next()?;
    labels.all(|label| label == first).then(|| first.to_owned())
}
