//! The indexes of an archive, and what each of them reads of a record: where that stays, so does the index, whatever
//! else the record says.

use super::facet::{Facet, FacetId};
use super::item::Order;
use super::service_times::{self, Overrides};
use super::total;
use crate::moment::Moment;
use crate::record::accessors::Durations;
use crate::record::outages::Interval;
use crate::record::{Known, Record};
use jiff::civil::Date;

/// An index of an archive. What an index is made from comes before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Index {
    /// The order of the items, with their addresses, years and months.
    Order,
    /// Items by slug, id and alias.
    Ids,
    /// Items by the lengths of time that they state.
    Lengths,
    /// What counts as today.
    Today,
    /// The times of all, and the years and months: what is ongoing lasts until today.
    Times,
    /// Which items repeat which.
    Recurrence,
    /// Which actions later postmortems promise again.
    Actions,
    /// The groups of a facet.
    Facet(FacetId),
}

/// What an index reads of a record.
#[derive(Debug, PartialEq, Eq)]
enum IndexFingerprint<'a> {
    Order(Order<'a>, &'a str),
    Ids(Vec<&'a str>),
    Lengths(Vec<i64>),
    /// Its newest day.
    Today(Option<Date>),
    Times(Times<'a>),
    Recurrence(&'a [String], Vec<&'a str>),
    /// The task, whether it is open, and which postmortem it leads to.
    Actions(Vec<(&'a str, bool, Option<&'a str>)>),
    /// Its names and times.
    Facet(Vec<&'a str>, Times<'a>),
}

/// The times of a record as metrics and totals count them.
#[derive(Debug, PartialEq, Eq)]
struct Times<'a> {
    near_miss: bool,
    ongoing: bool,
    durations: Durations,
    overrides: Overrides,
    /// With its zone: only where that is known, outages are seen to overlap.
    started: Option<&'a Moment>,
    lasts: Option<i64>,
    /// When it affected somebody, and each of its services.
    affected: Vec<Option<Vec<Interval>>>,
}

impl Index {
    /// All indexes of an archive with these facets.
    pub(super) fn all(facets: &[Facet]) -> Vec<Self> {
        let fixed = [
            Self::Order,
            Self::Ids,
            Self::Lengths,
            Self::Today,
            Self::Times,
            Self::Recurrence,
            Self::Actions,
        ];
        let facets = facets.iter().map(|facet| Self::Facet(facet.id));
        fixed.into_iter().chain(facets).collect()
    }

    /// Whether it reads the same of two records.
    pub(super) fn is_same(self, one: &Record, other: &Record, facets: &[Facet]) -> bool {
        self.fingerprint(one, facets) == self.fingerprint(other, facets)
    }

    fn fingerprint<'a>(self, record: &'a Record, facets: &[Facet]) -> IndexFingerprint<'a> {
        let facts = &record.facts;
        match self {
            Self::Order => IndexFingerprint::Order(Order::of(record), &record.slug),
            Self::Ids => IndexFingerprint::Ids(aliases(record)),
            Self::Lengths => {
                IndexFingerprint::Lengths(record.lengths.iter().map(|one| one.seconds).collect())
            }
            Self::Times => IndexFingerprint::Times(times(record)),
            Self::Today => IndexFingerprint::Today(super::newest_day(record)),
            Self::Recurrence => IndexFingerprint::Recurrence(facts.recurrence_of.list(), aliases(record)),
            Self::Actions => {
                let actions = record.actions.iter();
                let read = actions.map(|action| {
                    (
                        action.task.as_str(),
                        action.status.is_open(),
                        action.by.as_deref(),
                    )
                });
                IndexFingerprint::Actions(read.collect())
            }
            Self::Facet(id) => {
                let facet = facets.get(id.index());
                let names = facet.map(|facet| facet.names(record));
                IndexFingerprint::Facet(names.unwrap_or_default(), times(record))
            }
        }
    }
}

fn aliases(record: &Record) -> Vec<&str> {
    record.aliases.iter().map(|alias| alias.value.as_str()).collect()
}

fn times(record: &Record) -> Times<'_> {
    let services = record
        .services()
        .map(|service| service_times::affected(record, service));
    Times {
        near_miss: record.near_miss(),
        ongoing: record.ongoing(),
        durations: record.counted_times(),
        overrides: service_times::overrides(record),
        started: record.facts.started.value(),
        lasts: total::lasts(record),
        affected: std::iter::once(record.affected(None)).chain(services).collect(),
    }
}
