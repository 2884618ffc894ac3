//! Times as written in a text become moments: they get the date and zone that their document has for them.

use super::calendar::Calendar;
use super::{Evidence, Strength};
use crate::config::Settings;
use crate::moment::{Moment, Zone, zone};
use crate::postmortem::impact::When;
use crate::record::{Entry, Facts, Origin};
use crate::text::clock::{Clock, Day};
use jiff::ToSpan;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

/// What a document knows for times that do not say all themselves.
pub(super) struct Surroundings<'a> {
    calendar: &'a Calendar,
    /// The day of the incident.
    day: Option<Date>,
    /// The zone of times that state none.
    zone: Option<String>,
    /// The offset that settles ambiguous zones.
    near: Option<Offset>,
    entries: &'a [Entry],
    /// The day of the incident and those of the entries.
    known: Vec<Date>,
}

impl<'a> Surroundings<'a> {
    /// `all` is the zone that the text gives to all times.
    pub(super) fn new(
        calendar: &'a Calendar,
        day: Option<Date>,
        facts: &Facts,
        all: Option<&str>,
        entries: &'a [Entry],
        settings: &Settings,
    ) -> Self {
        let started = facts.started.as_ref();
        Self {
            calendar,
            day,
            zone: shared_zone(entries)
                .or_else(|| Some(started?.value.zone.as_ref()?.label.clone()))
                .or_else(|| all.map(str::to_owned))
                .or_else(|| settings.timezone.clone()),
            near: started
                .and_then(|started| started.value.offset())
                .or_else(|| entries.iter().find_map(|entry| entry.at.as_ref()?.offset())),
            entries,
            known: day
                .into_iter()
                .chain(entries.iter().filter_map(|entry| entry.date))
                .collect(),
        }
    }

    /// What a time as written is evidence of; `start` is the moment of the start, when it is an end.
    pub(super) fn evidence(
        &self,
        when: &When,
        strength: Strength,
        start: Option<&Moment>,
    ) -> Option<Evidence> {
        let (time, mut days) = match when.clock? {
            Clock::Time(time) => (time, 0),
            Clock::Midnight => (Time::midnight(), 1),
            Clock::Relative(_) => return None,
        };
        // `10:30 the next day`, after a start.
        let next = (when.day == Some(Day::Next))
            .then(|| start?.date?.tomorrow().ok())
            .flatten();
        let stated = next.or_else(|| self.calendar.date(when.day?, &self.known));
        let date = stated
            .or_else(|| start.and_then(|start| start.date))
            .or_else(|| self.at_same_time(time))
            .or(self.day);
        // An end that is earlier on the clock than the start, by less than half a day, is of the next day.
        const HALF_A_DAY: i64 = 12 * 3600;
        // Clocks of two zones tell nothing of that.
        let alike = |start: &&Moment| {
            let of = start.zone.as_ref().map(|zone| zone.label.as_str());
            zone::may_be_one(of, when.zone.as_deref())
        };
        if let Some(start) = start.filter(|_| !when.own_day && days == 0).filter(alike) {
            let step = seconds(time) - seconds(start.time);
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
        Some(Evidence {
            moment,
            origin: if taken { Origin::Inferred } else { Origin::Body },
            strength,
            span: when.span,
        })
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
