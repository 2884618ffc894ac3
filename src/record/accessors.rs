//! What a record knows, in the form in which archive, rules and pages ask for it.

use super::Record;
use crate::moment::Moment;
use crate::record::outages::covered;
use crate::record::{Fact, Known, Origin, ServiceHit, SourceId};
use crate::vocabulary::{Status, Visibility};
use jiff::civil::Date;

/// The times of one postmortem, in seconds from `started`. None where one end is not known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Durations {
    /// Until somebody noticed.
    pub detect: Option<i64>,
    /// Until somebody took it on.
    pub acknowledge: Option<i64>,
    /// Until users were no longer affected.
    pub mitigate: Option<i64>,
    /// Until it was over.
    pub resolve: Option<i64>,
    /// How long users were affected: in all outages, those that overlap once; of one until mitigated, else until
    /// resolved.
    pub impact: Option<i64>,
}

impl Record {
    /// Which source it comes from.
    #[must_use]
    pub fn source_id(&self) -> SourceId<'_> {
        SourceId {
            archive: self.archive.as_deref(),
            path: &self.path,
        }
    }

    /// The path of its file in this site; None where it comes from another archive.
    #[must_use]
    pub fn local_path(&self) -> Option<&str> {
        self.archive.is_none().then_some(self.path.as_str())
    }

    /// How far it is: a draft where nothing says so.
    #[must_use]
    pub fn status(&self) -> Status {
        self.facts.status.value().copied().unwrap_or(Status::Draft)
    }

    /// Whether it is built without being asked for.
    #[must_use]
    pub fn published(&self) -> bool {
        self.status() != Status::Draft
    }

    /// Who may read it: the company where nothing says so.
    #[must_use]
    pub fn visibility(&self) -> Visibility {
        let visibility = self.facts.visibility.value().copied();
        visibility.unwrap_or(Visibility::Internal)
    }

    /// Whether nobody was hit.
    #[must_use]
    pub fn near_miss(&self) -> bool {
        self.facts.near_miss.value() == Some(&true)
    }

    /// Whether it is ongoing: where an end is stated, `ongoing` was left behind.
    #[must_use]
    pub fn ongoing(&self) -> bool {
        self.facts.ongoing.value() == Some(&true) && self.facts.resolved.is_none()
    }

    /// The date of the incident.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        let facts = &self.facts;
        let started = facts.started.value().and_then(|moment| moment.date);
        facts.date.value().copied().or(started)
    }

    /// The services that were hit, and what is said of each.
    pub fn hits(&self) -> impl Iterator<Item = &ServiceHit> {
        self.facts.services.list().iter()
    }

    /// Their names.
    pub fn services(&self) -> impl Iterator<Item = &str> {
        self.hits().map(|hit| hit.name.as_str())
    }

    /// Its times. One that would be negative is not known: it is reported elsewhere. Neither is one whose entry
    /// also had to stand in for an unknown start.
    #[must_use]
    pub fn times(&self) -> Durations {
        let facts = &self.facts;
        let after = |fact: &Option<Fact<Moment>>| {
            let (started, fact) = (facts.started.as_ref()?, fact.as_ref()?);
            let same = started.span == fact.span && started.value == fact.value;
            let stands_in = started.origin == Origin::Inferred && same;
            started
                .value
                .until(&fact.value)
                .filter(|&seconds| seconds >= 0 && !stands_in)
        };
        let (mitigate, resolve) = (after(&facts.mitigated), after(&facts.resolved));
        Durations {
            detect: after(&facts.detected),
            acknowledge: after(&facts.acknowledged),
            mitigate,
            resolve,
            impact: match self.outages() {
                [] => mitigate.or(resolve),
                _ => self.affected(None).map(covered),
            },
        }
    }
}
