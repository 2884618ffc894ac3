//! The times in which users were affected: one outage, or several that one postmortem tells of.

use super::{Known, Outage, Record};
use crate::moment::Moment;
use crate::vocabulary::ImpactLevel;

/// From a second to a later one, on the axis of [`Moment::seconds`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interval {
    /// Its first second.
    pub start: i64,
    /// Its last second.
    pub end: i64,
}

impl Interval {
    /// Between two moments that are known alike, of which the second is not before the first.
    #[must_use]
    pub fn between(start: Option<&Moment>, end: Option<&Moment>) -> Option<Self> {
        let (start, end) = (start?, end?);
        let seconds = start.until(end).filter(|&seconds| seconds >= 0)?;
        let start = start.seconds();
        Some(Self {
            start,
            end: start + seconds,
        })
    }
}

/// Intervals in order, those that overlap as one.
#[must_use]
pub fn merged(mut intervals: Vec<Interval>) -> Vec<Interval> {
    intervals.sort_unstable();
    let mut merged: Vec<Interval> = Vec::with_capacity(intervals.len());
    for interval in intervals {
        match merged.last_mut() {
            Some(last) if interval.start <= last.end => last.end = last.end.max(interval.end),
            _ => merged.push(interval),
        }
    }
    merged
}

/// How long intervals take together: what several cover counts once.
#[must_use]
pub fn covered(intervals: Vec<Interval>) -> i64 {
    merged(intervals)
        .into_iter()
        .map(|Interval { start, end }| end - start)
        .sum()
}

impl Record {
    /// The outages that it tells of; none where it is one incident.
    #[must_use]
    pub fn outages(&self) -> &[Outage] {
        self.facts.outages.list()
    }

    /// Those of its outages that affected a service; all of them without one.
    pub fn outages_of<'a>(&'a self, service: Option<&'a str>) -> impl Iterator<Item = &'a Outage> {
        let affected = move |outage: &&Outage| {
            let named = |service: &str| {
                outage.services.is_empty()
                    || outage
                        .services
                        .iter()
                        .any(|name| name.to_lowercase() == service.to_lowercase())
            };
            outage.level != Some(ImpactLevel::None) && service.is_none_or(named)
        };
        self.outages().iter().filter(affected)
    }

    /// When users were affected, by a service where one is given. None where that is not known of each outage.
    #[must_use]
    pub fn affected(&self, service: Option<&str>) -> Option<Vec<Interval>> {
        if self.outages().is_empty() {
            let facts = &self.facts;
            let end = facts.mitigated.value().or(facts.resolved.value());
            return Interval::between(facts.started.value(), end).map(|interval| vec![interval]);
        }
        self.outages_of(service).map(Outage::interval).collect()
    }

    /// Its outages by their start.
    #[must_use]
    pub fn outages_in_order(&self) -> Vec<&Outage> {
        let mut outages: Vec<&Outage> = self.outages().iter().collect();
        outages.sort_by_key(|outage| outage.started.as_ref().map(Moment::seconds));
        outages
    }
}

impl Outage {
    /// From its start to its end, where both are known.
    #[must_use]
    pub fn interval(&self) -> Option<Interval> {
        Interval::between(self.started.as_ref(), self.resolved.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_overlaps_counts_once_and_a_relapse_for_itself() {
        let covered = |intervals: &[(i64, i64)]| {
            let intervals = intervals.iter().map(|&(start, end)| Interval { start, end });
            covered(intervals.collect())
        };
        assert_eq!(covered(&[]), 0);
        assert_eq!(covered(&[(0, 120), (60, 180)]), 180);
        assert_eq!(covered(&[(300, 360), (0, 120)]), 180);
        assert_eq!(covered(&[(0, 120), (30, 60), (120, 130)]), 130);
    }
}
