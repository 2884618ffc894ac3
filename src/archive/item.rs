//! One postmortem among the others: where it is, and what its record says by itself.

use super::{service_times, total};
use crate::record::accessors::Durations;
use crate::record::{Record, SourceId};
use crate::slug::slug;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::sync::Arc;

/// One postmortem of the archive.
#[derive(Debug, Clone)]
pub struct Item {
    /// What is known of it.
    pub record: Arc<Record>,
    /// Its index in [`super::Archive::items`].
    pub index: usize,
    /// The name of its page: that of the record. A record that was not read from a file may have one that is not
    /// fit for an address, and two may share one; these are changed.
    pub slug: String,
    /// The date of the incident.
    pub date: Option<Date>,
    /// Its times, in seconds, those that say something.
    pub times: Durations,
    /// From its start to the end of its last outage, in seconds; None where that is not known.
    pub(super) lasts: Option<i64>,
    /// Whether it hit nobody.
    pub(super) near_miss: bool,
    /// The services that have times of their own.
    pub(super) overrides: service_times::Overrides,
}

impl Item {
    /// What a record says by itself, at an index.
    pub(super) fn new(index: usize, record: Arc<Record>) -> Self {
        Self {
            index,
            slug: slug(&record.slug),
            date: record.date(),
            times: record.counted_times().telling(),
            lasts: total::lasts(&record),
            near_miss: record.near_miss(),
            overrides: service_times::overrides(&record),
            record,
        }
    }
}

/// Newest first, what has no date last; then by id, so that the order never depends on that of the files.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Order<'a> {
    undated: bool,
    date: Reverse<Option<Date>>,
    started: Reverse<Option<i64>>,
    id: &'a str,
    source: SourceId<'a>,
}

impl<'a> Order<'a> {
    pub(super) fn of(record: &'a Record) -> Self {
        let started = record.facts.started.as_ref();
        let date = record.date();
        Self {
            undated: date.is_none(),
            date: Reverse(date),
            started: Reverse(started.map(|fact| fact.value.seconds())),
            id: &record.id,
            source: record.source_id(),
        }
    }
}
