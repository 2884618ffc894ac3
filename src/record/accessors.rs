//! What a record knows, in the form in which archive, rules and pages ask for it.

use super::Record;
use crate::moment::Moment;
use crate::record::outages::covered;
use crate::record::{Entry, Fact, Facts, Impact, Known, Origin, ServiceHit, SourceId};
use crate::vocabulary::{EntryKind, Status, Visibility};
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
    /// Which of them rest on a fact that is inferred.
    pub inferred: InferredTimes,
}

/// Which times rest on a fact that is inferred: their start, or their end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "one for each time")]
pub struct InferredTimes {
    /// Until somebody noticed.
    pub detect: bool,
    /// Until somebody took it on.
    pub acknowledge: bool,
    /// Until users were no longer affected.
    pub mitigate: bool,
    /// Until it was over.
    pub resolve: bool,
}

impl InferredTimes {
    /// Of the times of a record; `started` says whether their start is inferred.
    pub(crate) fn of(facts: &Facts, started: bool) -> Self {
        let rests = |end: &Option<Fact<Moment>>| end.as_ref().is_some_and(|end| started || end.is_inferred());
        Self {
            detect: rests(&facts.detected),
            acknowledge: rests(&facts.acknowledged),
            mitigate: rests(&facts.mitigated),
            resolve: rests(&facts.resolved),
        }
    }
}

impl Durations {
    /// Without the zeros that are inferred: that the first entry of a timeline is also the one that was taken for its start, its
    /// detection or its end says nothing of how long it took.
    #[must_use]
    pub fn telling(self) -> Self {
        let says = |time: Option<i64>, inferred: bool| time.filter(|&seconds| seconds != 0 || !inferred);
        Self {
            detect: says(self.detect, self.inferred.detect),
            acknowledge: says(self.acknowledge, self.inferred.acknowledge),
            mitigate: says(self.mitigate, self.inferred.mitigate),
            resolve: says(self.resolve, self.inferred.resolve),
            impact: says(self.impact, self.impact_inferred()),
            inferred: self.inferred,
        }
    }

    /// Whether the impact is the length that the text states, and no times say it.
    #[must_use]
    pub const fn impact_stated(&self) -> bool {
        self.impact.is_some() && self.mitigate.is_none() && self.resolve.is_none()
    }

    /// Whether the impact rests on a fact that is inferred; several outages are always stated.
    #[must_use]
    pub fn impact_inferred(&self) -> bool {
        let of_one = self.impact.is_some() && self.impact == self.mitigate.or(self.resolve);
        of_one
            && match self.mitigate {
                Some(_) => self.inferred.mitigate,
                None => self.inferred.resolve,
            }
    }
}

impl Record {
    /// As many characters of a title are shown where other postmortems may be: what each of many lists repeats has a bound.
    pub const LONGEST_TITLE: usize = 300;

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

    /// The entry of the timeline that tells what ended it: the first one after which users were no longer affected, else the
    /// last one of its end.
    #[must_use]
    pub fn ended_by(&self) -> Option<&Entry> {
        let mut entries = self.entries.iter();
        let mitigated = entries.find(|entry| entry.kind == EntryKind::Mitigated);
        let mut latest = self.entries.iter().rev();
        mitigated.or_else(|| latest.find(|entry| entry.kind == EntryKind::Resolved))
    }

    /// Whether it is said to be over before users were well again: then nobody knows how long it took.
    #[must_use]
    pub fn ends_disagree(&self) -> bool {
        let ends = self.facts.resolved.as_ref().zip(self.facts.mitigated.as_ref());
        let later = ends.and_then(|(resolved, mitigated)| resolved.value.until(&mitigated.value));
        self.outages().is_empty() && later.is_some_and(|seconds| seconds > 0)
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
        let end = |fact| after(fact).filter(|_| !self.ends_disagree());
        let (mitigate, resolve) = (end(&facts.mitigated), end(&facts.resolved));
        Durations {
            detect: after(&facts.detected),
            acknowledge: after(&facts.acknowledged),
            mitigate,
            resolve,
            impact: match self.outages() {
                [] => mitigate.or(resolve),
                _ => self.affected(None).map(covered),
            },
            inferred: InferredTimes::of(facts, facts.started.is_inferred()),
        }
    }

    /// Whether a fact is known, by its front-matter key; None of a key that is none.
    #[must_use]
    pub fn knows(&self, key: &str) -> Option<bool> {
        fn any<T>(list: &Option<Fact<Vec<T>>>) -> bool {
            !list.list().is_empty()
        }
        let (facts, impact) = (&self.facts, &self.facts.impact);
        Some(match key {
            "title" => !self.title.is_inferred(),
            "services" => any(&facts.services),
            "root_cause" => facts.root_cause.is_some(),
            "contributing" => any(&facts.contributing),
            "started" => facts.started.is_some(),
            "resolved" => facts.resolved.is_some(),
            "outages" => any(&facts.outages),
            "severity" => facts.severity.is_some(),
            "status" => facts.status.as_ref().is_some_and(|status| !status.is_inferred()),
            "authors" => any(&facts.authors),
            "reviewers" => any(&facts.reviewers),
            "teams" => any(&facts.teams),
            "detected" => facts.detected.is_some(),
            "acknowledged" => facts.acknowledged.is_some(),
            "mitigated" => facts.mitigated.is_some(),
            "detected_by" => facts.detected_by.is_some(),
            "symptoms" => any(&facts.symptoms),
            "trigger" => facts.trigger.is_some(),
            "impact" => *impact != Impact::default(),
            "near_miss" => facts.near_miss.is_some(),
            "ongoing" => facts.ongoing.is_some(),
            "visibility" => facts.visibility.is_some(),
            "actions" => !self.actions.is_empty(),
            "related" => any(&facts.related),
            "recurrence_of" => any(&facts.recurrence_of),
            "not_related" => any(&facts.not_related),
            "links" => any(&facts.links),
            // Each has a name.
            "id" | "slug" => true,
            "aliases" => !self.aliases.is_empty(),
            "date" => self.date().is_some(),
            "published" => facts.published.as_ref().is_some_and(|date| !date.is_inferred()),
            "updates" => any(&facts.updates),
            "tags" => any(&facts.tags),
            "summary" => facts.summary.is_some(),
            own => match facts.own.get(own) {
                Some(value) => !value.value.words.is_empty(),
                None => return None,
            },
        })
    }

    /// The facts that are inferred, by front-matter key.
    #[must_use]
    pub fn inferred(&self) -> Vec<&'static str> {
        let (facts, impact) = (&self.facts, &self.facts.impact);
        let all = [
            ("title", self.title.is_inferred()),
            ("summary", facts.summary.is_inferred()),
            ("services", facts.services.is_inferred()),
            ("teams", facts.teams.is_inferred()),
            ("root_cause", facts.root_cause.is_inferred()),
            ("contributing", facts.contributing.is_inferred()),
            ("trigger", facts.trigger.is_inferred()),
            ("severity", facts.severity.is_inferred()),
            ("status", facts.status.is_inferred()),
            ("near_miss", facts.near_miss.is_inferred()),
            ("visibility", facts.visibility.is_inferred()),
            ("started", facts.started.is_inferred()),
            ("detected", facts.detected.is_inferred()),
            ("detected_by", facts.detected_by.is_inferred()),
            ("acknowledged", facts.acknowledged.is_inferred()),
            ("mitigated", facts.mitigated.is_inferred()),
            ("resolved", facts.resolved.is_inferred()),
            ("published", facts.published.is_inferred()),
            (
                "impact",
                impact.summary.is_inferred()
                    || impact.users_percent.is_inferred()
                    || impact.users.is_inferred()
                    || impact.requests_failed.is_inferred()
                    || impact.revenue.is_inferred()
                    || impact.level.is_inferred(),
            ),
            ("symptoms", facts.symptoms.is_inferred()),
            ("authors", facts.authors.is_inferred()),
            ("reviewers", facts.reviewers.is_inferred()),
            ("tags", facts.tags.is_inferred()),
            ("related", facts.related.is_inferred()),
            ("recurrence_of", facts.recurrence_of.is_inferred()),
        ];
        all.into_iter()
            .filter(|(_, inferred)| *inferred)
            .map(|(key, _)| key)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::archive::fixtures::{own, record};
    use crate::postmortem::front_matter;
    use crate::record::{Fact, Origin};
    use crate::span::Span;

    #[test]
    fn a_record_can_tell_of_every_key_whether_it_is_known() {
        let mut record = record("a", "api", jiff::civil::date(2024, 2, 12));
        for key in front_matter::KEYS {
            assert!(record.knows(key.name).is_some(), "{}", key.name);
        }
        assert_eq!(
            (record.knows("services"), record.knows("impact")),
            (Some(true), Some(false))
        );
        assert_eq!(record.knows("region"), None);
        let north = Fact::new(own("north"), Origin::FrontMatter, Span::default());
        record.facts.own.insert("region".to_owned(), north);
        assert_eq!(record.knows("region"), Some(true));
    }
}
