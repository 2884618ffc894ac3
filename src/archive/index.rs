//! The indexes of an archive, and what each of them reads of a record: where that stays, so does the index, whatever
//! else the record says.

use super::facet::{Facet, FacetId};
use super::item::Order;
use super::service_times::{self, Overrides};
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
    /// The times of all, of years and of months.
    Times,
    /// What counts as today.
    Today,
    /// Which items repeat which.
    Recurrence,
    /// The groups of a facet.
    Facet(FacetId),
}

/// What an index reads of a record.
#[derive(Debug, PartialEq, Eq)]
enum IndexFingerprint<'a> {
    Order(Order<'a>, &'a str),
    Ids(Vec<&'a str>),
    Times(Times),
    /// The days on which it began and ended, and whether it is published.
    Today([Option<Date>; 2], bool),
    Recurrence(&'a [String], Vec<&'a str>),
    /// Its names, times and, of services alone, since theirs may overlap, when each was affected.
    Facet(Vec<&'a str>, Times, Vec<Option<Vec<Interval>>>),
}

/// The times of a record as metrics count them.
type Times = (bool, Durations, Overrides);

impl Index {
    /// All indexes of an archive with these facets.
    pub(super) fn all(facets: &[Facet]) -> Vec<Self> {
        let fixed = [Self::Order, Self::Ids, Self::Times, Self::Today, Self::Recurrence];
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
            Self::Times => IndexFingerprint::Times(times(record)),
            Self::Today => {
                let ends = [&facts.started, &facts.resolved];
                let days = ends.map(|fact| fact.value().and_then(|moment| moment.date));
                IndexFingerprint::Today(days, record.published())
            }
            Self::Recurrence => IndexFingerprint::Recurrence(facts.recurrence_of.list(), aliases(record)),
            Self::Facet(id) => {
                let facet = facets.get(id.index());
                let names = facet.map(|facet| facet.names(record));
                let affected = match id {
                    FacetId::SERVICE => record
                        .services()
                        .map(|service| service_times::affected(record, service))
                        .collect(),
                    _ => Vec::new(),
                };
                IndexFingerprint::Facet(names.unwrap_or_default(), times(record), affected)
            }
        }
    }
}

fn aliases(record: &Record) -> Vec<&str> {
    record.aliases.iter().map(|alias| alias.value.as_str()).collect()
}

fn times(record: &Record) -> Times {
    (
        record.near_miss(),
        record.times(),
        service_times::overrides(record),
    )
}
