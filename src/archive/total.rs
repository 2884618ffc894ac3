//! How long incidents affected users together: what overlaps counts once, and what is ongoing counts until today.

use super::service_times::affected;
use super::{Archive, Item};
use crate::moment::{Moment, days_since_epoch};
use crate::record::outages::{Interval, covered};
use crate::record::{Known, Record};
use jiff::SignedDuration;
use jiff::civil::Date;

const DAY: i64 = 86_400;

/// How long some incidents affected users together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Total {
    /// In seconds.
    pub seconds: i64,
    /// Of how many incidents the length is known.
    pub known: usize,
    /// Of how many it is not; what affected nobody counts nowhere.
    pub unknown: usize,
    /// The longest.
    pub longest: Option<Longest>,
    /// Whether some overlap: what they share counts once.
    pub overlaps: bool,
}

/// The longest of some incidents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Longest {
    /// How long it took, in seconds; so far, where it is ongoing.
    pub seconds: i64,
    /// Whether it is ongoing.
    pub ongoing: bool,
}

impl Archive {
    /// How long some items affected users, or one service alone, between the first and the last day of `within`. Where zone
    /// or date are not known, nobody knows what overlaps: there all counts.
    #[must_use]
    pub fn total<'a>(
        &self,
        items: impl Iterator<Item = &'a Item>,
        service: Option<&str>,
        within: Option<(Date, Date)>,
    ) -> Total {
        let mut total = Total::default();
        let mut intervals = Vec::new();
        for item in items {
            let times = match service {
                Some(service) => item.times_of(service),
                None => item.impact_times(),
            };
            let Some(times) = times else { continue };
            let ongoing = item.ongoing(self.as_of).filter(|_| times.impact.is_none());
            let Some(seconds) = times.impact.or(ongoing) else {
                total.unknown += 1;
                continue;
            };
            total.known += 1;
            total.longest = total.longest.max(Some(Longest {
                seconds,
                ongoing: ongoing.is_some(),
            }));
            let start = item.record.facts.started.value().map_or(0, Moment::seconds);
            let whole = || {
                vec![Interval {
                    start,
                    end: start + seconds,
                }]
            };
            let affected = match (ongoing, service) {
                (Some(_), _) => None,
                (None, Some(service)) => affected(&item.record, service),
                (None, None) => item.record.affected(None),
            };
            // On the axis of the record's moments, the edges are those of its own zone's days.
            let shift = item.local_start().map_or(0, |local| local - start);
            // A length that the text states counts for times that deny it.
            let affected = affected.filter(|one| !times.impact_stated() || covered(one.clone()) == seconds);
            let clipped = affected.unwrap_or_else(whole).into_iter().filter_map(|one| {
                let Some((first, last)) = within else {
                    return Some(one);
                };
                let (first, next) = (seconds_of(first) - shift, seconds_of(last) + DAY - shift);
                let (start, end) = (one.start.max(first), one.end.min(next));
                (start < end).then_some(Interval { start, end })
            });
            match item.has_instants() {
                true => intervals.extend(clipped),
                false => total.seconds += covered(clipped.collect()),
            }
        }
        let each: i64 = intervals.iter().map(|one| one.end - one.start).sum();
        let together = covered(intervals);
        total.overlaps = together < each;
        total.seconds += together;
        total
    }
}

fn seconds_of(date: Date) -> i64 {
    i64::from(days_since_epoch(date)) * DAY
}

impl Item {
    /// When it began by the clock of its place, in seconds since 1970; at noon where only its day is known.
    #[must_use]
    pub fn local_start(&self) -> Option<i64> {
        let second = self.record.facts.started.value().map_or(DAY / 2, |started| {
            let time = started.time;
            i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second())
        });
        Some(seconds_of(self.date?) + second)
    }

    /// The last day on which it affected somebody; None where that is not known.
    #[must_use]
    pub fn last_day(&self, today: Option<Date>) -> Option<Date> {
        let lasted = self.lasts.or_else(|| self.ongoing(today))?;
        let end = self.local_start()? + (lasted - 1).max(0);
        let days = SignedDuration::from_hours(end.div_euclid(DAY) * 24);
        Date::constant(1970, 1, 1).checked_add(days).ok()
    }

    /// Whether its times are instants: with date and zone.
    fn has_instants(&self) -> bool {
        let started = self.record.facts.started.value();
        started.is_some_and(|started| started.date.is_some() && started.offset().is_some())
    }
}

/// From the start of a record to the end of its last outage, of any service, in seconds; None for a near miss too.
pub(super) fn lasts(record: &Record) -> Option<i64> {
    let started = record.facts.started.value()?.seconds();
    let services = record
        .hits()
        .filter(|hit| hit.started.is_some() || hit.resolved.is_some())
        .filter_map(|hit| affected(record, &hit.name));
    let outages = record.affected(None).into_iter().chain(services).flatten();
    let end = outages.map(|outage| outage.end).max()?;
    (!record.near_miss()).then_some(end - started)
}

#[cfg(test)]
mod tests {
    use crate::archive::Archive;
    use crate::archive::facet::FacetId;
    use crate::archive::fixtures::{fact, hit, on, record};
    use crate::config::Settings;
    use crate::record::Record;
    use jiff::civil::{Date, date};
    use std::sync::Arc;

    fn archive(records: Vec<Record>) -> Archive {
        Archive::new(records.into_iter().map(Arc::new).collect(), &Settings::default())
    }

    fn open(id: &str, day: Date) -> Record {
        let mut open = record(id, "login", day);
        (open.facts.mitigated, open.facts.resolved) = (None, None);
        open.facts.ongoing = fact(true);
        open
    }

    #[test]
    fn what_overlaps_counts_once() {
        let day = date(2026, 3, 10);
        let mut other = record("b", "mail", day);
        other.facts.services = fact(vec![hit("login"), hit("mail")]);
        other.facts.started = fact(on(day, 450));
        other.facts.mitigated = fact(on(day, 480));
        let of = |records: Vec<Record>, service: Option<&str>| {
            let archive = archive(records);
            archive.total(archive.all(), service, None).seconds / 60
        };
        // From 07:00 to 07:47, and from 07:30 to 08:00.
        let both = vec![record("a", "login", day), other.clone()];
        assert_eq!((of(both.clone(), None), of(both, Some("login"))), (60, 60));
        // Without a zone nobody knows what overlaps.
        let moment = &mut other.facts.started.as_mut().unwrap().value;
        moment.zone = None;
        other.facts.mitigated.as_mut().unwrap().value.zone = None;
        assert_eq!(of(vec![record("a", "login", day), other], Some("login")), 47 + 30);
    }

    #[test]
    fn what_is_ongoing_lasts_until_today_and_is_the_longest() {
        let day = date(2026, 3, 10);
        let archive = archive(vec![open("a", day), record("b", "login", date(2026, 3, 1))]);
        let archive = archive.as_of(Some(date(2026, 3, 20)));
        let total = archive.total(archive.all(), Some("login"), None);
        assert_eq!(total.seconds, 10 * 86_400 + 47 * 60);
        assert_eq!(
            total.longest.map(|longest| (longest.seconds, longest.ongoing)),
            Some((10 * 86_400, true))
        );
        assert_eq!((total.known, total.unknown), (2, 0));
    }

    #[test]
    fn near_misses_count_nowhere() {
        let mut near = record("a", "login", date(2026, 3, 10));
        near.facts.near_miss = fact(true);
        let archive = archive(vec![near]);
        assert_eq!(archive.total(archive.all(), None, None), super::Total::default());
        assert_eq!(archive.all().next().unwrap().last_day(None), None);
        assert_eq!(archive.group(FacetId::SERVICE, "login").unwrap().hits(), 0);
    }

    #[test]
    fn an_outage_over_new_year_is_of_both_years() {
        let mut over = record("a", "login", date(2024, 12, 31));
        over.facts.started = fact(on(date(2024, 12, 31), 23 * 60));
        over.facts.mitigated = fact(on(date(2025, 1, 1), 120));
        over.facts.resolved = None;
        let archive = archive(vec![over, record("b", "login", date(2023, 5, 1))]);
        let years: Vec<_> = archive
            .years
            .iter()
            .map(|year| (year.first.year(), year.members.len(), year.lasting.len()))
            .collect();
        assert_eq!(years, [(2025, 0, 1), (2024, 1, 0), (2023, 1, 0)]);
        let within = |year| {
            let within = Some((date(year, 1, 1), date(year, 12, 31)));
            archive.total(archive.all(), None, within).seconds / 60
        };
        assert_eq!((within(2025), within(2024), within(2023)), (120, 60, 47));
    }

    #[test]
    fn what_ends_at_midnight_is_of_the_day_before() {
        let mut over = record("a", "login", date(2024, 12, 31));
        over.facts.mitigated = fact(on(date(2025, 1, 1), 0));
        let archive = archive(vec![over]);
        assert_eq!(archive.years.len(), 1);
    }

    #[test]
    fn what_is_ongoing_is_of_each_year_since() {
        let years = |today: Date| -> Vec<i16> {
            let archive = archive(vec![open("a", date(2024, 12, 10))]).as_of(Some(today));
            // Months without a start have no page.
            assert_eq!(archive.months.len(), 1);
            archive.years.iter().map(|year| year.first.year()).collect()
        };
        assert_eq!(years(date(2025, 2, 1)), [2025, 2024]);
        // `ongoing` that nobody took away is no end that is known.
        assert_eq!(years(date(2026, 2, 1)), [2024]);
    }
}
