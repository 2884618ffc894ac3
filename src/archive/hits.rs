//! How one service was hit: its own times, where an incident states them.

use super::Item;
use crate::moment::Moment;
use crate::postmortem::known::Durations;
use crate::postmortem::record::ServiceHit;
use crate::vocabulary::ImpactLevel;

impl Item {
    /// Its times; None for a near miss, which hit nobody.
    #[must_use]
    pub fn felt_times(&self) -> Option<Durations> {
        (!self.record.near_miss()).then_some(self.times)
    }

    /// The times of one of its services, in seconds from when that service was hit: its own where they are stated,
    /// else those of the incident. None where the service was not hit. What was noticed before it came to this
    /// service was noticed at once.
    #[must_use]
    pub fn times_of(&self, service: &str) -> Option<Durations> {
        let times = self.felt_times()?;
        let Some(hit) = self.hit(service) else {
            return Some(times);
        };
        if hit.level == Some(ImpactLevel::None) {
            return None;
        }
        if hit.started.is_none() && hit.resolved.is_none() {
            return Some(times);
        }
        let facts = &self.record.facts;
        let of_incident = facts.started.as_ref().map(|fact| &fact.value);
        let started = hit.started.as_ref().or(of_incident);
        let after = |end: Option<&Moment>| started?.until(end?);
        let noticed = |end: Option<&Moment>| after(end).map(|seconds| seconds.max(0));
        let over =
            |end: Option<&Moment>| after(hit.resolved.as_ref().or(end)).filter(|&seconds| seconds >= 0);
        Some(Durations {
            detect: noticed(facts.detected.as_ref().map(|fact| &fact.value)),
            acknowledge: noticed(facts.acknowledged.as_ref().map(|fact| &fact.value)),
            mitigate: over(facts.mitigated.as_ref().map(|fact| &fact.value)),
            resolve: over(facts.resolved.as_ref().map(|fact| &fact.value)),
        })
    }

    /// What it says of one service; letter case does not matter.
    fn hit(&self, service: &str) -> Option<&ServiceHit> {
        let hits = self.record.facts.services.as_ref().map(|fact| fact.value.iter());
        let mut hits = hits.into_iter().flatten();
        let service = super::facet::key(service);
        hits.find(|hit| super::facet::key(&hit.name) == service)
    }
}

#[cfg(test)]
mod tests {
    use crate::archive::Archive;
    use crate::archive::facet::Facet;
    use crate::archive::fixtures::{fact, hit, on, record};
    use crate::config::Settings;
    use crate::vocabulary::ImpactLevel;
    use jiff::civil::date;
    use std::sync::Arc;

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
        let felt = |name| item.times_of(name).and_then(|times| times.felt());
        assert_eq!(felt("login"), Some(47 * 60));
        assert_eq!(felt("payments"), Some(195 * 60));
        assert_eq!(felt("mail"), Some(27 * 60));
        assert_eq!(item.times_of("mail").unwrap().detect, Some(0));
        assert_eq!(item.times_of("search"), None);
        let metrics = &archive.group(Facet::Service, "payments").unwrap().metrics;
        assert_eq!((metrics.total, metrics.detect.median), (195 * 60, Some(7 * 60)));
        let spared = &archive.group(Facet::Service, "search").unwrap().metrics;
        assert_eq!((spared.count, spared.felt.n, spared.near_misses), (1, 0, 1));
    }
}
