//! How one service was hit: its own times, where an incident states them.

use super::{Item, facet};
use crate::moment::Moment;
use crate::record::accessors::{Durations, InferredTimes};
use crate::record::outages::{Interval, covered};
use crate::record::{Facts, Known, Outage, Record, ServiceHit};
use crate::vocabulary::ImpactLevel;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The times of services that were hit otherwise than their incident says, by [`facet::key`]; None where the service
/// was not hit.
pub(super) type Overrides = BTreeMap<String, Option<Durations>>;

/// How many days an incident may be ongoing: `ongoing` that is older was left behind, and its end is not known.
const LONGEST_OPEN: i32 = 366;

impl Item {
    /// Its times; None for a near miss, which hit nobody.
    #[must_use]
    pub fn impact_times(&self) -> Option<Durations> {
        (!self.near_miss).then_some(self.times)
    }

    /// The times of one of its services, in seconds from when that service was hit: its own where they are stated,
    /// else those of the incident. None where the service was not hit.
    #[must_use]
    pub fn times_of(&self, service: &str) -> Option<Durations> {
        let times = self.impact_times()?;
        if self.overrides.is_empty() {
            return Some(times);
        }
        self.overrides
            .get(&facet::key(service))
            .copied()
            .unwrap_or(Some(times))
    }

    /// How long what is ongoing has lasted on a day, in seconds of whole days; None where it is over or of that day, and
    /// where it began so long before that nobody took note of its end.
    #[must_use]
    pub fn ongoing(&self, today: Option<Date>) -> Option<i64> {
        let days = self.days_open(today)?;
        (self.times.impact.is_none() && days > 0).then(|| i64::from(days) * 86_400)
    }

    /// On which day, counted from its own, it is still ongoing.
    pub(super) fn days_open(&self, today: Option<Date>) -> Option<i32> {
        let days = self.date?.until(today?).ok()?.get_days();
        let open = self.record.ongoing() && !self.near_miss;
        (open && days <= LONGEST_OPEN).then_some(days)
    }
}

/// When a service was affected by a record; None where that is not known.
#[must_use]
pub fn affected(record: &Record, service: &str) -> Option<Vec<Interval>> {
    let key = facet::key(service);
    let mut own = record
        .hits()
        .filter(|hit| facet::key(&hit.name) == key && states_times(hit));
    let facts = &record.facts;
    match own.next() {
        Some(hit) => {
            let end = hit
                .resolved
                .as_ref()
                .or(facts.mitigated.value())
                .or(facts.resolved.value());
            Interval::between(hit.started.as_ref().or(facts.started.value()), end).map(|own| vec![own])
        }
        None => record.affected(Some(service)),
    }
}

/// The services of a record that have times of their own. Of two hits of one service the first counts.
pub(super) fn overrides(record: &Record) -> Overrides {
    let mut overrides = Overrides::new();
    let mut seen = BTreeSet::new();
    for hit in record.hits() {
        let key = facet::key(&hit.name);
        let spared = hit.level == Some(ImpactLevel::None);
        let own = spared || states_times(hit) || has_outages(record, hit);
        if seen.insert(key.clone()) && own {
            overrides.insert(key, (!spared).then(|| times(record, hit).telling()));
        }
    }
    overrides
}

const fn states_times(hit: &ServiceHit) -> bool {
    hit.started.is_some() || hit.resolved.is_some()
}

/// Whether some of several outages are those of a service.
fn has_outages(record: &Record, hit: &ServiceHit) -> bool {
    let of_service = record.outages_of(Some(&hit.name)).count();
    (1..record.outages().len()).contains(&of_service)
}

/// The times of a service that has some of its own; what was noticed before it came to this service was noticed at once.
fn times(record: &Record, hit: &ServiceHit) -> Durations {
    let facts = &record.facts;
    let outages = || record.outages_of(Some(&hit.name)).filter(|_| !states_times(hit));
    let by_start = |outage: &&Outage| outage.started.as_ref().map(Moment::seconds);
    let first = outages()
        .min_by_key(by_start)
        .and_then(|outage| outage.started.as_ref());
    let by_end = |outage: &&Outage| outage.resolved.as_ref().map(Moment::seconds);
    let last = outages()
        .max_by_key(by_end)
        .and_then(|outage| outage.resolved.as_ref());
    let started = hit.started.as_ref().or(first).or(facts.started.value());
    let after = |end: Option<&Moment>| started?.until(end?);
    let noticed = |end: Option<&Moment>| after(end).map(|seconds| seconds.max(0));
    let own_end = hit.resolved.as_ref().or(last);
    let over = |end: Option<&Moment>| after(own_end.or(end)).filter(|&seconds| seconds >= 0);
    let (mitigate, resolve) = (over(facts.mitigated.value()), over(facts.resolved.value()));
    Durations {
        detect: noticed(facts.detected.value()),
        acknowledge: noticed(facts.acknowledged.value()),
        mitigate,
        resolve,
        impact: match first {
            Some(_) => record.affected(Some(&hit.name)).map(covered),
            None => mitigate.or(resolve),
        },
        inferred: inferred(facts, hit),
    }
}

/// Which of these times rest on a fact that is inferred; what a service states of itself is stated.
fn inferred(facts: &Facts, hit: &ServiceHit) -> InferredTimes {
    let started = hit.started.is_none() && facts.started.is_inferred();
    let all = InferredTimes::of(facts, started);
    match hit.resolved {
        Some(_) => InferredTimes {
            mitigate: started,
            resolve: started,
            ..all
        },
        None => all,
    }
}

#[cfg(test)]
mod tests {
    use crate::archive::Archive;
    use crate::archive::facet::FacetId;
    use crate::archive::fixtures::{fact, hit, on, record};
    use crate::config::Settings;
    use crate::record::Outage;
    use crate::vocabulary::ImpactLevel;
    use jiff::civil::date;
    use std::sync::Arc;

    /// Outages of a day, from and to so many minutes after midnight, each of some services.
    fn outages(day: jiff::civil::Date, of: &[(i16, i16, &[&str])]) -> Vec<Outage> {
        let outage = |&(start, end, services): &(i16, i16, &[&str])| Outage {
            started: Some(on(day, start)),
            resolved: Some(on(day, end)),
            services: services.iter().map(|&name| name.to_owned()).collect(),
            level: None,
        };
        of.iter().map(outage).collect()
    }

    #[test]
    fn several_outages_count_together_and_for_each_service() {
        let day = date(2026, 3, 10);
        let mut record = record("a", "login", day);
        record.facts.services = fact(vec![hit("login"), hit("Mail")]);
        record.facts.outages = fact(outages(
            day,
            &[(420, 450, &[]), (440, 470, &["mail"]), (530, 540, &["login"])],
        ));
        let archive = Archive::new(vec![Arc::new(record)], &Settings::default());
        let item = &archive.items[0];
        assert_eq!(item.times.impact, Some(60 * 60));
        let user_impact = |name| item.times_of(name).and_then(|times| times.impact);
        assert_eq!(
            (user_impact("login"), user_impact("mail")),
            (Some(40 * 60), Some(50 * 60))
        );
    }

    #[test]
    fn a_service_that_was_hit_otherwise_has_its_own_times() {
        let day = date(2026, 3, 10);
        let mut record = record("a", "login", day);
        let mut late = hit("Payments");
        // The incident: from 07:00, noticed 07:12, mitigated 07:47, over 09:00.
        (late.started, late.resolved) = (Some(on(day, 425)), Some(on(day, 620)));
        let mut end = hit("mail");
        end.started = Some(on(day, 440));
        let mut spared = hit("search");
        spared.level = Some(ImpactLevel::None);
        record.facts.services = fact(vec![hit("login"), late, end, spared]);
        let archive = Archive::new(vec![Arc::new(record)], &Settings::default());
        let item = &archive.items[0];
        let user_impact = |name| item.times_of(name).and_then(|times| times.impact);
        assert_eq!(user_impact("login"), Some(47 * 60));
        assert_eq!(user_impact("payments"), Some(195 * 60));
        assert_eq!(user_impact("mail"), Some(27 * 60));
        assert_eq!(item.times_of("mail").unwrap().detect, Some(0));
        assert_eq!(item.times_of("search"), None);
        let metrics = &archive.group(FacetId::SERVICE, "payments").unwrap().metrics;
        assert_eq!(metrics.detect.median, Some(7 * 60));
        let total = |service| archive.total(archive.all(), Some(service), None);
        assert_eq!((total("payments").seconds, total("search").known), (195 * 60, 0));
        let spared = &archive.group(FacetId::SERVICE, "search").unwrap().metrics;
        assert_eq!(
            (spared.count, spared.user_impact.n, spared.near_misses),
            (1, 0, 1)
        );
    }
}
