//! How one service was hit: its own times, where an incident states them.

use super::{Item, facet};
use crate::moment::Moment;
use crate::record::accessors::{Durations, InferredTimes};
use crate::record::{Fact, Facts, Known, Record, ServiceHit};
use crate::vocabulary::ImpactLevel;
use std::collections::{BTreeMap, BTreeSet};

/// The times of services that were hit otherwise than their incident says, by [`facet::key`]; None where the service
/// was not hit.
pub(super) type Overrides = BTreeMap<String, Option<Durations>>;

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
}

/// The services of a record that have times of their own. Of two hits of one service the first counts.
pub(super) fn overrides(record: &Record) -> Overrides {
    let mut overrides = Overrides::new();
    let mut seen = BTreeSet::new();
    for hit in record.hits() {
        let key = facet::key(&hit.name);
        let spared = hit.level == Some(ImpactLevel::None);
        let own = spared || hit.started.is_some() || hit.resolved.is_some();
        if seen.insert(key.clone()) && own {
            overrides.insert(key, (!spared).then(|| times(record, hit)));
        }
    }
    overrides
}

/// The times of a service that states some; what was noticed before it came to this service was noticed at once.
fn times(record: &Record, hit: &ServiceHit) -> Durations {
    let facts = &record.facts;
    let started = hit.started.as_ref().or(facts.started.value());
    let after = |end: Option<&Moment>| started?.until(end?);
    let noticed = |end: Option<&Moment>| after(end).map(|seconds| seconds.max(0));
    let over = |end: Option<&Moment>| after(hit.resolved.as_ref().or(end)).filter(|&seconds| seconds >= 0);
    Durations {
        detect: noticed(facts.detected.value()),
        acknowledge: noticed(facts.acknowledged.value()),
        mitigate: over(facts.mitigated.value()),
        resolve: over(facts.resolved.value()),
        inferred: inferred(facts, hit),
    }
}

/// Which of these times rest on a fact that is inferred; what a service states of itself is stated.
fn inferred(facts: &Facts, hit: &ServiceHit) -> InferredTimes {
    let started = hit.started.is_none() && facts.started.as_ref().is_some_and(Fact::is_inferred);
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
        let user_impact = |name| item.times_of(name).and_then(|times| times.user_impact());
        assert_eq!(user_impact("login"), Some(47 * 60));
        assert_eq!(user_impact("payments"), Some(195 * 60));
        assert_eq!(user_impact("mail"), Some(27 * 60));
        assert_eq!(item.times_of("mail").unwrap().detect, Some(0));
        assert_eq!(item.times_of("search"), None);
        let metrics = &archive.group(FacetId::SERVICE, "payments").unwrap().metrics;
        assert_eq!((metrics.total, metrics.detect.median), (195 * 60, Some(7 * 60)));
        let spared = &archive.group(FacetId::SERVICE, "search").unwrap().metrics;
        assert_eq!(
            (spared.count, spared.user_impact.n, spared.near_misses),
            (1, 0, 1)
        );
    }
}
