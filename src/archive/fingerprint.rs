//! What the place of a postmortem in an archive follows from.

use super::facet::Facet;
use crate::archive::service_times;
use crate::archive::service_times::Apart;
use crate::record::accessors::Durations;
use crate::record::{Record, SourceId};
use jiff::civil::Date;

/// All of a record that [`super::Archive::new`] sorts, groups and counts by: records of one key stand in an archive in
/// the same way, whatever else they say.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Key<'a> {
    source: SourceId<'a>,
    id: &'a str,
    slug: &'a str,
    aliases: Vec<&'a str>,
    date: Option<Date>,
    /// In seconds.
    started: Option<i64>,
    /// The days on which it began and ended.
    days: [Option<Date>; 2],
    published: bool,
    near_miss: bool,
    times: Durations,
    apart: Apart,
    names: Vec<Vec<&'a str>>,
    repeats: &'a [String],
}

impl<'a> Key<'a> {
    /// The key of a record.
    pub(super) fn of(record: &'a Record) -> Self {
        let facts = &record.facts;
        let (started, resolved) = (facts.started.as_ref(), facts.resolved.as_ref());
        let repeats = facts.recurrence_of.as_ref();
        Self {
            source: record.source_id(),
            id: &record.id,
            slug: &record.slug,
            aliases: record.aliases.iter().map(|alias| alias.value.as_str()).collect(),
            date: record.date(),
            started: started.map(|fact| fact.value.seconds()),
            days: [started, resolved].map(|fact| fact.and_then(|fact| fact.value.date)),
            published: record.published(),
            near_miss: record.near_miss(),
            times: record.times(),
            apart: service_times::apart(record),
            names: Facet::ALL.iter().map(|facet| facet.names(record)).collect(),
            repeats: repeats.map_or(&[], |fact| fact.value.as_slice()),
        }
    }
}
